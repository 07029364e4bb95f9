//! What is said when the far side is away, and what is kept from it then.

use admin_center::backend::in_browser::Change;
use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::diagnostic::{checked, is_barred};
use crate::far_side::{FarSide, Fate};
use crate::part::{next_frame, until};
use crate::screen::Screen;

const HOME: &str = "/t/harbour-foods";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";

#[wasm_bindgen_test]
async fn a_pause_that_the_service_asks_for_is_counted_down_and_called_off() {
    let far_side = FarSide::behind_delivery().await;
    far_side.meets("/history", Fate::Busy("40"));
    let screen = Screen::on(far_side.clone(), Language::EN, HOME);
    screen.shows("The service asks for a pause").await;
    counts_down(&screen, "It is asked again in ", 40).await;
    screen.button("Do not wait").await.click();
    screen.hides("The service asks for a pause").await;
    screen
        .heading("Basic authentication")
        .await
        .gets_focus()
        .await;
    screen.row("IMAP4").await.shows("Allowed").await;
    // Nobody asks again, who would be told to wait once more. It would be at once.
    for _ in 0..10 {
        next_frame().await;
    }
    assert_eq!(far_side.asked_for("/history"), 1);
}

#[wasm_bindgen_test]
async fn the_pause_is_told_in_japanese_as_well() {
    let far_side = FarSide::behind_delivery().await;
    far_side.meets("/history", Fate::Busy("40"));
    let screen = Screen::on(far_side, Language::JA, HOME);
    screen.shows("サービスが待機を求めています").await;
    counts_down(&screen, "サービスが待機を求めています", 40).await;
    screen.button("待機を中止").await.click();
    screen.hides("サービスが待機を求めています").await;
}

#[wasm_bindgen_test]
async fn while_the_service_rests_its_last_answers_stay_and_nothing_is_sent() {
    let far_side = FarSide::behind_delivery().await;
    let screen = Screen::on(far_side.clone(), Language::EN, DIAGNOSTIC);
    let screen = checked(screen, &["IMAP4 (Email clients)"]).await;
    far_side.meets("", Fate::Busy("300"));
    far_side.changes.heard_of("harbour-foods", Change::Grown);
    screen.shows("The service does not answer").await;
    screen.shows("It is asked again at").await;

    let reason = "This cannot be sent until the service answers again. What you entered is kept.";
    is_barred(&screen, "Opt IMAP4 out", reason).await;
    assert_eq!(far_side.submissions(), []);
}

/// Whoever looks sees fewer seconds than they saw before, whenever that is.
async fn counts_down(screen: &Screen, before: &str, at_first: u32) {
    let told = || {
        let text = screen.text();
        let (_, rest) = text.split_once(before)?;
        let number = rest
            .trim_start()
            .split(|c: char| !c.is_ascii_digit())
            .next()?;
        number.parse().ok()
    };
    let first: u32 = until(|| format!("a number of seconds after {before}"), told).await;
    assert!(first <= at_first, "{first}");
    let fewer = || told().filter(|seconds| *seconds < first);
    until(|| format!("fewer than {first} seconds"), fewer).await;
}
