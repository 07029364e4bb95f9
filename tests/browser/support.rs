//! Contact support: what leads there, the ticket, its number and its answer.

mod leads;
mod sending;
mod writing;

use crate::screen::Screen;

/// In September, IMAP has been blocked since August.
const LARCH: &str = "larch-publishing";
const FORM: &str = "/t/larch-publishing/help/support?protocol=imap";
const IMAP: &str = "IMAP4 (Email clients)";
const WORDS: &str = "In your own words";

/// Sends the ticket that [`FORM`] prefills, with some words.
async fn send(screen: &Screen, words: &str) {
    screen.text_box(WORDS).await.type_in(words);
    screen.button("Send the ticket").await.click();
    screen.heading("Your ticket").await.gets_focus().await;
}
