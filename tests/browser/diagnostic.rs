//! The diagnostic, from the tests to the receipts.

mod check;
mod choose;
mod findings;
mod results;

use admin_center::browser::address;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::part::{Part, next_frame, until};
use crate::role::Role;
use crate::screen::{Screen, asks_before_closing};

const UNTOUCHED: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const ARCHIVED: &str = "/t/minato-logistics/help/diagnostics/basic-auth";
const DRAWN: &str = "/t/alder-clinic/help/diagnostics/basic-auth";
const OVERDUE: &str = "/t/kestrel-bank/help/diagnostics/basic-auth";
const NOT_GLOBAL_ADMIN: &str = "/t/sakura-school/help/diagnostics/basic-auth";

#[wasm_bindgen_test]
async fn the_security_warning_stands_where_protocols_are_chosen_and_where_they_are_confirmed() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.button("Choose protocols").await.click();
    screen.checkbox("IMAP4 (Email clients)").await.click();
    screen
        .shows("password attacks that succeed every day")
        .await;
    screen.button("Continue").await.click();
    screen.heading("Check your answers").await;
    screen
        .shows("password attacks that succeed every day")
        .await;
}

#[wasm_bindgen_test]
async fn a_reload_returns_to_the_step_with_what_was_chosen() {
    let screen = checked(Screen::at(UNTOUCHED).await, &["IMAP4 (Email clients)"]).await;
    let screen = screen.reload().await;
    screen.heading("Check your answers").await;
    screen.button("Opt IMAP4 out").await;
    screen.button("Back").await.click();
    screen.heading("Choose protocols").await;
    let screen = screen.reload().await;
    screen.heading("Choose protocols").await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn a_draft_is_left_only_after_asking() {
    let screen = Screen::at("/t/harbour-foods").await;
    screen.row("IMAP4").await;
    screen.link("Diagnostic").await.click();
    screen.button("Choose protocols").await.click();
    screen.checkbox("IMAP4 (Email clients)").await.click();

    screen.link("Home").await.click();
    stay(&screen).await;
    address::go(-1);
    stay(&screen).await;

    address::go(-1);
    let question = screen.dialog("Leave these steps?").await;
    screen.is_at(UNTOUCHED).await;
    question.button("Leave").await.click();
    screen.heading("Basic authentication").await;
    screen.is_at("/t/harbour-foods").await;
    screen.link("Diagnostic").await.click();
    screen.heading("What the tests found").await;
}

async fn stay(screen: &Screen) {
    let question = screen.dialog("Leave these steps?").await;
    question.button("Stay").await.click();
    question.goes().await;
    screen.is_at(UNTOUCHED).await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn the_browser_asks_before_a_draft_is_closed() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.button("Choose protocols").await.click();
    screen.heading("Choose protocols").await;
    assert!(!asks_before_closing());
    screen.checkbox("IMAP4 (Email clients)").await.click();
    let unasked = || "the browser would not ask".to_owned();
    until(unasked, || asks_before_closing().then_some(())).await;
}

#[wasm_bindgen_test]
async fn the_pane_opens_beside_a_draft_without_a_question() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.button("Choose protocols").await.click();
    screen.checkbox("IMAP4 (Email clients)").await.click();
    screen.button("Help & support").await.click();
    screen.pane("How can we help?").await;
    assert_eq!(screen.all(Role::Dialog), []);
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn the_steps_say_which_one_this_is() {
    let screen = Screen::at(UNTOUCHED).await;
    check_step(&screen, "What the tests found", "Tests").await;
    screen.button("Choose protocols").await.click();
    check_step(&screen, "Choose protocols", "Protocols").await;
    screen.checkbox("IMAP4 (Email clients)").await.click();
    screen.button("Continue").await.click();
    check_step(&screen, "Check your answers", "Check").await;
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    check_step(&screen, "Results", "Result").await;
}

async fn check_step(screen: &Screen, heading: &str, step: &str) {
    screen.heading(heading).await;
    let steps = screen.the(Role::List, "Steps").await.all(Role::ListItem);
    let is_current = |step: &&Part| step.attribute("aria-current").as_deref() == Some("step");
    let current: Vec<_> = steps.iter().filter(is_current).map(Part::text).collect();
    assert_eq!((steps.len(), current), (4, vec![step.to_owned()]));
}

#[wasm_bindgen_test]
async fn all_of_it_is_there_in_japanese() {
    let screen = Screen::in_japanese_at(UNTOUCHED).await;
    screen.heading("テストの結果").await;
    screen.button("プロトコルの選択へ進む").await.click();
    screen.heading("プロトコルの選択").await.gets_focus().await;
    screen.checkbox("IMAP4 (メール クライアント)").await.click();
    screen.button("続行").await.click();
    let acknowledgement = "「IMAP4 をオプトアウト」を選択すると、Harbour Foods の設定が変更されることを理解しました。";
    screen.checkbox(acknowledgement).await.click();
    screen.button("IMAP4 をオプトアウト").await.click();
    screen
        .article("IMAP4 OO-1001")
        .await
        .shows("確認済み")
        .await;
}

/// Goes on to the check with these protocols chosen.
pub(crate) async fn checked(screen: Screen, chosen: &[&str]) -> Screen {
    screen.button("Choose protocols").await.click();
    for name in chosen {
        screen.checkbox(name).await.click();
    }
    screen.button("Continue").await.click();
    screen
        .heading("Check your answers")
        .await
        .gets_focus()
        .await;
    screen
}

/// Everything is understood, and the button that submits sends nothing and says why.
pub(crate) async fn is_barred(screen: &Screen, action: &str, reason: &str) {
    screen.all(Role::Checkbox)[0].click();
    screen.shows(reason).await;
    let button = screen.button(action).await;
    assert_eq!(
        (button.is_unavailable(), button.description()),
        (true, reason.to_owned())
    );
    button.click();
    next_frame().await;
    screen.heading("Check your answers").await;
}

pub(crate) async fn submit(screen: &Screen, tenant: &str, action: &str) {
    let acknowledgement = format!("I understand that “{action}” changes the settings of {tenant}.");
    screen.checkbox(&acknowledgement).await.click();
    screen.button(action).await.click();
    screen.heading("Results").await.gets_focus().await;
}
