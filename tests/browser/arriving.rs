//! Coming to a page: its title, the focus, what is announced, and what "back" finds again.

use admin_center::browser::{address, page};
use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::{FarSide, Fate};
use crate::part::{Part, until};
use crate::role::Role;
use crate::screen::Screen;

const HOME: &str = "/t/harbour-foods";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const SUPPORT: &str = "/t/harbour-foods/help/support";

#[wasm_bindgen_test]
async fn a_page_is_announced_once_by_the_name_that_it_has_when_it_is_there() {
    let screen = Screen::at(HOME).await;
    screen.link("Help").await.click();
    screen.heading("How can we help?").await.gets_focus().await;
    let said = announcer(&screen).await.listen();
    screen.link("What “once per protocol” means").await.click();
    screen
        .heading("One re-enable for each protocol")
        .await
        .gets_focus()
        .await;
    titled(
        &screen,
        "One re-enable for each protocol – Harbour Foods – Admin center",
    )
    .await;
    // Nor is a page announced that was read once more, in another language for example.
    screen.combobox("Language").await.choose("日本語");
    screen.heading("再有効化はプロトコルごとに 1 回").await;
    assert_eq!(
        said(),
        ["One re-enable for each protocol – Harbour Foods – Admin center"]
    );
}

#[wasm_bindgen_test]
async fn back_finds_what_was_looked_for_and_where_one_was() {
    let screen = Screen::at("/t/harbour-foods/help").await;
    screen.search_box("Search for help").await.type_in("imap");
    let results = screen.region("Search results").await;
    let result = &results.all(Role::Article)[1].all(Role::Link)[0];
    result.focus();
    let position = page::scroll_position();
    assert!(position > 0.0);
    result.click();
    scrolled_to(0.0).await;
    address::go(-1);
    screen.is_at("/t/harbour-foods/help?q=imap").await;
    screen
        .search_box("Search for help")
        .await
        .holds("imap")
        .await;
    screen.heading("How can we help?").await.gets_focus().await;
    scrolled_to(position).await;
}

#[wasm_bindgen_test]
async fn the_title_says_that_a_form_was_refused_until_it_is_put_right() {
    let screen = Screen::at(DIAGNOSTIC).await;
    screen.button("Choose protocols").await.click();
    screen.button("Continue").await.click();
    titled(&screen, "Error: Diagnostic – Harbour Foods – Admin center").await;
    screen.checkbox("IMAP4 (Email clients)").await.click();
    titled(&screen, "Diagnostic – Harbour Foods – Admin center").await;
    screen.button("Continue").await.click();
    screen.button("Opt IMAP4 out").await.click();
    titled(&screen, "Error: Diagnostic – Harbour Foods – Admin center").await;

    let screen = Screen::in_japanese_at(SUPPORT).await;
    screen.button("チケットを送信").await.click();
    titled(
        &screen,
        "エラー: サポートに問い合わせ – Harbour Foods – 管理センター",
    )
    .await;
    let text = screen.text_box("問い合わせの内容").await;
    text.type_in("IMAP が使えません。");
    titled(
        &screen,
        "サポートに問い合わせ – Harbour Foods – 管理センター",
    )
    .await;
    text.type_in("");
    screen.button("チケットを送信").await.click();
    titled(
        &screen,
        "エラー: サポートに問い合わせ – Harbour Foods – 管理センター",
    )
    .await;
    screen.link("ヘルプ").await.click();
    titled(&screen, "ヘルプ – Harbour Foods – 管理センター").await;
}

#[wasm_bindgen_test]
async fn the_title_says_that_nothing_could_be_read_until_it_can() {
    for (language, wrong, again, not_any_more) in [
        (
            Language::EN,
            "Error: Message – Cedar County – Admin center",
            "Try again",
            "Error",
        ),
        (
            Language::JA,
            "エラー: メッセージ – Cedar County – 管理センター",
            "再試行",
            "エラー",
        ),
    ] {
        let far_side = FarSide::new().await;
        far_side.meets("messages/MC424238", Fate::Lost);
        let screen = Screen::on(far_side, language, "/t/cedar-county/messages/MC424238");
        titled(&screen, wrong).await;
        screen.far_side.mend();
        screen.button(again).await.click();
        screen.article("").await;
        assert!(!screen.title().contains(not_any_more), "{}", screen.title());
    }
}

#[wasm_bindgen_test]
async fn the_title_says_that_the_newest_state_could_not_be_read_until_it_can() {
    let screen = Screen::at(HOME).await;
    screen.row("IMAP4").await;
    screen.far_side.meets("protocols", Fate::Lost);
    let later = "2022-09-13T00:00:00Z";
    screen.far_side.time_passes("harbour-foods", later).await;
    titled(&screen, "Error: Home – Harbour Foods – Admin center").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    titled(&screen, "Home – Harbour Foods – Admin center").await;
}

#[wasm_bindgen_test]
async fn the_title_says_that_nothing_was_sent_until_it_is() {
    let screen = Screen::at(SUPPORT).await;
    screen
        .text_box("In your own words")
        .await
        .type_in("It stopped.");
    screen.far_side.meets("tickets", Fate::Lost);
    screen.button("Send the ticket").await.click();
    titled(
        &screen,
        "Error: Contact support – Harbour Foods – Admin center",
    )
    .await;
    screen.far_side.mend();
    screen.button("Send again").await.click();
    titled(&screen, "Contact support – Harbour Foods – Admin center").await;
}

/// Waits until this is the title of the tab.
async fn titled(screen: &Screen, title: &str) {
    let missing = || format!("“{title}” expected, not “{}”", screen.title());
    until(missing, || (screen.title() == title).then_some(())).await;
}

/// What says to ears which page this is.
async fn announcer(screen: &Screen) -> Part {
    let is_it = |part: &Part| part.text().ends_with("– Admin center");
    let look = || screen.all(Role::Status).into_iter().find(is_it);
    until(|| "nothing announces the page".to_owned(), look).await
}

async fn scrolled_to(position: f64) {
    let is_there = || (page::scroll_position() - position).abs() < 1.0;
    let missing = || {
        format!(
            "scrolled to {position} expected, not {}",
            page::scroll_position()
        )
    };
    until(missing, || is_there().then_some(())).await;
}
