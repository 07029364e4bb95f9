//! Opting out by the steps of the post: who can, when, and that it is the diagnostic's task.

use admin_center::words::Language;
use policy::Protocol;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{GCC, NOT_GLOBAL_ADMIN, POST, STEPS, TITLE};
use crate::far_side::{FarSide, Fate};
use crate::part::{Part, until};
use crate::role::Role;
use crate::screen::Screen;

const DIAGNOSTIC: &str = "/t/cedar-county/help/diagnostics/basic-auth";

#[wasm_bindgen_test]
async fn a_global_administrator_opts_out_by_the_post() {
    let screen = Screen::at(POST).await;
    screen.shows("7 protocols can be opted out now.").await;
    screen.link("Choose protocols to opt out").await.click();
    screen.is_at(STEPS).await;
    screen.heading("Choose protocols").await.gets_focus().await;
    check_step(&screen, "Protocols").await;

    let screen = checked(screen, &["IMAP4 (Email clients)", "POP3 (Email clients)"]).await;
    check_step(&screen, "Check").await;
    submit(&screen, "Opt 2 protocols out").await;
    check_step(&screen, "Result").await;
    for (protocol, receipt) in [("POP3", "OO-1002"), ("IMAP4", "OO-1003")] {
        let card = screen.article(&format!("{protocol} {receipt}")).await;
        card.shows("Verified").await;
        card.shows("R34").await;
        card.shows("Without such a post, follow the steps again before October")
            .await;
    }
    screen.link("See all protocols").await.click();
    screen.row("IMAP4").await.shows("Opted out").await;
}

#[wasm_bindgen_test]
async fn what_is_opted_out_or_blocked_can_be_asked_for_as_well() {
    let screen = Screen::at(STEPS).await;
    let opted_out = screen
        .checkbox("Exchange Web Services (Outlook, Mac, apps)")
        .await;
    assert!(!opted_out.is_unavailable());
    assert!(opted_out.description().contains("Opted out already"));
    let blocked = screen.checkbox("RPC (Older Outlook for Windows)").await;
    assert!(!blocked.is_unavailable());
    let screen = checked(screen, &["RPC (Older Outlook for Windows)"]).await;
    submit(&screen, "Opt RPC out").await;
    screen.article("RPC OO-1002").await.shows("Verified").await;
}

#[wasm_bindgen_test]
async fn when_everything_is_opted_out_the_post_says_so() {
    let screen = Screen::at(POST).await;
    let api = screen.far_side.opened_again().await.api();
    for protocol in Protocol::ALL {
        let key = protocol.name();
        let asked = api.opt_out_by_message("cedar-county", "MC424238", protocol, key);
        asked.await.unwrap();
    }
    screen.shows("All 8 protocols are opted out.").await;
}

#[wasm_bindgen_test]
async fn another_run_begins_with_the_choice() {
    let screen = checked(Screen::at(STEPS).await, &["IMAP4 (Email clients)"]).await;
    submit(&screen, "Opt IMAP4 out").await;
    screen
        .article("IMAP4 OO-1002")
        .await
        .shows("Verified")
        .await;
    screen.button("Opt out more protocols").await.click();
    screen.heading("Choose protocols").await.gets_focus().await;
    let imap = screen.checkbox("IMAP4 (Email clients)").await;
    assert!(!imap.is_checked());
    screen.link("Back to the post").await.click();
    screen.heading(TITLE).await;
}

#[wasm_bindgen_test]
async fn a_reload_while_sending_goes_on_under_the_same_key() {
    let screen = checked(Screen::at(STEPS).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.meets("imap", Fate::OnItsWay);
    submit(&screen, "Opt IMAP4 out").await;
    screen
        .article("IMAP4")
        .await
        .shows("Closing the page loses nothing")
        .await;
    let before = screen.far_side.submissions();

    let screen = screen.reload().await;
    screen
        .article("IMAP4 OO-1002")
        .await
        .shows("Verified")
        .await;
    assert_eq!(screen.far_side.submissions(), before);
    assert_eq!(before.len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_that_was_lost_is_found_again_and_nothing_counts_twice() {
    let screen = checked(Screen::at(STEPS).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.meets("imap", Fate::AnswerLost);
    submit(&screen, "Opt IMAP4 out").await;
    screen.article("IMAP4").await.shows("Not answered").await;
    screen.far_side.mend();
    screen
        .button("Send again what was not answered")
        .await
        .click();
    screen
        .article("IMAP4 OO-1002")
        .await
        .shows("Verified")
        .await;
    let [first, second] = &screen.far_side.submissions()[..] else {
        panic!("not two requests");
    };
    assert_eq!(first, second);
}

#[wasm_bindgen_test]
async fn a_choice_is_kept_apart_from_the_diagnostic_and_left_only_after_asking() {
    let screen = Screen::at(STEPS).await;
    screen.checkbox("IMAP4 (Email clients)").await.click();
    let screen = screen.reload_at(DIAGNOSTIC).await;
    screen.heading("What the tests found").await;
    let screen = screen.reload_at(STEPS).await;
    screen.heading("Choose protocols").await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());

    screen.link("Back to the post").await.click();
    let question = screen.dialog("Leave these steps?").await;
    question.button("Leave").await.click();
    screen.heading(TITLE).await;
}

#[wasm_bindgen_test]
async fn what_was_begun_stays_when_the_post_cannot_be_read_again() {
    let screen = Screen::at(STEPS).await;
    let imap = screen.checkbox("IMAP4 (Email clients)").await;
    imap.click();
    screen.far_side.meets("messages/MC424238", Fate::Lost);
    screen
        .far_side
        .time_passes("cedar-county", "2022-09-13T09:00:00Z")
        .await;
    screen.shows("13 Sept 2022, 09:00 UTC").await;
    assert!(imap.is_shown() && imap.is_checked());
}

#[wasm_bindgen_test]
async fn who_is_not_global_administrator_gets_a_message_that_names_the_post() {
    let far_side = FarSide::new().await;
    far_side.meets("", NOT_GLOBAL_ADMIN);
    let screen = Screen::on(far_side, Language::EN, POST);
    screen
        .shows("Only a Global Administrator can do this. In this tenant: Robin Tanaka")
        .await;
    screen
        .shows("by the steps of the Message Center post MC424238")
        .await;
    screen.button("Copy the message").await;
    assert!(
        !screen
            .names(Role::Link)
            .contains(&"Choose protocols to opt out".to_owned())
    );

    let screen = screen.reload_at(STEPS).await;
    screen.far_side.meets("", NOT_GLOBAL_ADMIN);
    let imap = screen.checkbox("IMAP4 (Email clients)").await;
    let unavailable = || "IMAP4 can be chosen".to_owned();
    until(unavailable, || imap.is_unavailable().then_some(())).await;
    assert!(
        imap.description()
            .contains("Only a Global Administrator can request this.")
    );
}

#[wasm_bindgen_test]
async fn after_september_the_post_says_that_it_is_over_and_what_is_left() {
    let screen = Screen::at(POST).await;
    screen
        .far_side
        .time_passes("cedar-county", "2022-10-01T00:00:00Z")
        .await;
    screen
        .shows("Opting out by this post ended on 30 Sept 2022 (UTC).")
        .await;
    screen.main().await.link("Contact support").await;
    screen.hides("can be opted out now").await;

    let screen = screen.reload_at(STEPS).await;
    let imap = screen.checkbox("IMAP4 (Email clients)").await;
    assert!(imap.is_unavailable());
    assert!(imap.description().contains("can no longer be opted out"));

    screen
        .far_side
        .time_passes("cedar-county", "2023-01-01T00:00:00Z")
        .await;
    let screen = screen.reload_at(POST).await;
    screen.shows("nothing can be requested any more").await;
    screen.main().await.hides("Contact support").await;
}

#[wasm_bindgen_test]
async fn the_diagnostic_of_gcc_refuses_and_leads_to_the_post_then_to_support() {
    let screen = Screen::at(DIAGNOSTIC).await;
    screen.shows("which does not have this diagnostic").await;
    screen.link("Open the post MC424238").await;
    screen
        .far_side
        .time_passes("cedar-county", "2022-10-01T00:00:00Z")
        .await;
    screen.main().await.link("Contact support").await.click();
    screen.is_at("/t/cedar-county/help/support").await;
}

#[wasm_bindgen_test]
async fn a_cloud_without_diagnostic_and_post_is_left_with_support() {
    let screen = Screen::at("/t/granite-survey/help/diagnostics/basic-auth").await;
    screen.shows("which does not have this diagnostic").await;
    screen
        .shows("Only support can bring a blocked protocol back, until 31 Dec 2022 (UTC).")
        .await;
    screen
        .shows("The notice names no other way for this cloud (our reading).")
        .await;
    screen.main().await.link("Contact support").await;
}

#[wasm_bindgen_test]
async fn home_counts_what_the_post_can_still_opt_out() {
    let screen = Screen::at(GCC).await;
    screen
        .shows("1 protocol is opted out; 7 more can be, until 30 Sept 2022 (UTC).")
        .await;
}

#[wasm_bindgen_test]
async fn all_of_it_is_there_in_japanese() {
    let screen = Screen::in_japanese_at(POST).await;
    screen
        .link("オプトアウトするプロトコルを選択")
        .await
        .click();
    screen.heading("プロトコルの選択").await.gets_focus().await;
    screen
        .shows("メッセージ センターの投稿 MC424238 の手順によるオプトアウト")
        .await;
    screen.checkbox("IMAP4 (メール クライアント)").await.click();
    screen.button("続行").await.click();
    let acknowledgement =
        "「IMAP4 をオプトアウト」を選択すると、Cedar County の設定が変更されることを理解しました。";
    screen.checkbox(acknowledgement).await.click();
    screen.button("IMAP4 をオプトアウト").await.click();
    screen
        .article("IMAP4 OO-1002")
        .await
        .shows("確認済み")
        .await;
    screen.button("ほかのプロトコルもオプトアウト").await;
}

/// Goes on to the check with these protocols chosen.
async fn checked(screen: Screen, chosen: &[&str]) -> Screen {
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

async fn submit(screen: &Screen, action: &str) {
    let acknowledgement =
        format!("I understand that “{action}” changes the settings of Cedar County.");
    screen.checkbox(&acknowledgement).await.click();
    screen.button(action).await.click();
    screen.heading("Results").await.gets_focus().await;
}

async fn check_step(screen: &Screen, step: &str) {
    let steps = screen.the(Role::List, "Steps").await.all(Role::ListItem);
    let is_current = |step: &&Part| step.attribute("aria-current").as_deref() == Some("step");
    let current: Vec<_> = steps.iter().filter(is_current).map(Part::text).collect();
    assert_eq!((steps.len(), current), (3, vec![step.to_owned()]));
}
