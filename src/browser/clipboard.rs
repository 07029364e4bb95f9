//! The clipboard, for writing only.

use wasm_bindgen_futures::JsFuture;

use super::window;

/// Whether the text is on the clipboard now; a browser may refuse, and an insecure page has none.
pub async fn write(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Missing on pages that come over plain HTTP from another machine.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
