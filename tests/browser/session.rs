//! A session that ends, and a far side that is not of this page's version.

use admin_center::backend::in_browser::Change;
use admin_center::browser::channel::Channel;
use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::diagnostic::{checked, is_barred, submit};
use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

const HOME: &str = "/t/harbour-foods";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const TENANT: &str = "harbour-foods";

const ANOTHER_POLICY: Fate = Fate::Reworded("basic_auth_2022/1", "basic_auth_2022/2");
/// By that policy, which has a standing and a next step that this one does not know.
const DECISIONS: &str = r#"{"server_time":"2022-10-12T09:00:00Z","policy":"basic_auth_2022/2","endpoints":[
    {"endpoint":"pop","standing":"blocked","standing_rule":"R6","next_step":"re_enable","rule":"R47","until":null},
    {"endpoint":"imap","standing":"paused","standing_rule":"B2","next_step":"phone_the_helpdesk","rule":"B3","until":"2023-01-01T00:00:00Z"},
    {"endpoint":"mapi","standing":"opted_out","standing_rule":"R22","next_step":"none","rule":"R22","until":"2023-01-01T00:00:00Z"}]}"#;

#[wasm_bindgen_test]
async fn whoever_is_signed_out_signs_in_beside_the_page_and_goes_on() {
    let far_side = FarSide::new().await;
    let screen = Screen::on(far_side.clone(), Language::EN, DIAGNOSTIC);
    let screen = checked(screen, &["IMAP4 (Email clients)"]).await;
    far_side.meets("/protocols", Fate::SignedOut);
    far_side.changes.heard_of(TENANT, Change::Grown);
    screen.shows("You are signed out.").await;
    screen.button("Sign in again in a new window").await;

    // What the app does in that window once it has its session.
    far_side.mend();
    let other = Channel::open("admin-center.session", |_| {}).unwrap();
    other.say("signed in");
    screen.hides("You are signed out.").await;
    screen.heading("Check your answers").await;
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    screen.article("IMAP4 OO-1001").await;
}

#[wasm_bindgen_test]
async fn a_session_that_is_about_to_end_is_told_before() {
    for (language, said) in [
        (Language::EN, "Your session is about to end"),
        (Language::JA, "まもなくセッションが終了します"),
    ] {
        let far_side = FarSide::new().await;
        let ends = r#""now":"2026-11-30T09:00:00Z","expiresAt":"2026-11-30T09:01:30Z","tenants":"#;
        far_side.meets("/session", Fate::Reworded(r#""tenants":"#, ends));
        let screen = Screen::on(far_side.clone(), language, HOME);
        screen.shows(said).await;
    }
}

#[wasm_bindgen_test]
async fn a_session_that_goes_on_alarms_nobody_and_a_clock_that_is_wrong_is_pointed_out() {
    let far_side = FarSide::new().await;
    let ends = r#""now":"2022-10-10T09:00:00Z","expiresAt":"2022-10-10T10:00:00Z","tenants":"#;
    far_side.meets("/session", Fate::Reworded(r#""tenants":"#, ends));
    let screen = Screen::on(far_side.clone(), Language::EN, HOME);
    screen.shows("The clock of this computer is").await;
    screen.row("IMAP4").await.shows("Allowed").await;
    assert!(!screen.text().contains("about to end"));
}

#[wasm_bindgen_test]
async fn a_far_side_of_another_version_is_read_and_not_written_to() {
    for (said, says) in [
        ("basic_auth_2022/1", "basic_auth_2022/2"),
        (r#""contract":"1""#, r#""contract":"2""#),
    ] {
        let far_side = FarSide::new().await;
        far_side.meets("/session", Fate::Reworded(said, says));
        let screen = Screen::on(far_side.clone(), Language::EN, DIAGNOSTIC);
        screen.shows("Nothing can be changed now").await;
        let screen = checked(screen, &["IMAP4 (Email clients)"]).await;
        let reason = "This cannot be sent to a service of another version: see the notice at the top of the page.";
        is_barred(&screen, "Opt IMAP4 out", reason).await;
        assert_eq!(far_side.submissions(), [], "{says}");
    }
}

#[wasm_bindgen_test]
async fn what_another_policy_decides_is_shown_by_the_names_that_it_gives() {
    for (language, about, rows) in [
        (
            Language::EN,
            "The service decides by “basic_auth_2022/2”, which this app does not know.",
            [
                "POP3 Blocked R6 – Re-enable R47",
                "IMAP4 paused B2 31 Dec 2022 (UTC) phone_the_helpdesk B3",
                "MAPI Opted out R22 31 Dec 2022 (UTC) Nothing to do R22",
            ],
        ),
        (
            Language::JA,
            "このアプリが知らない「basic_auth_2022/2」に従って判断します。",
            [
                "POP3 Microsoft により無効 R6 – 再有効化 R47",
                "IMAP4 paused B2 2022年12月31日 (UTC) phone_the_helpdesk B3",
                "MAPI オプトアウト済み R22 2022年12月31日 (UTC) 必要な操作はありません R22",
            ],
        ),
    ] {
        let far_side = FarSide::new().await;
        far_side.meets("/session", ANOTHER_POLICY);
        far_side.meets("/decisions", Fate::Told(DECISIONS.to_owned()));
        let screen = Screen::on(far_side.clone(), language, HOME);
        screen.shows(about).await;
        for row in rows {
            let (name, _) = row.split_once(' ').unwrap();
            assert_eq!(screen.row(name).await.text(), row);
        }
        assert_eq!(screen.main().await.all(Role::Link).len(), 0);
    }
}

#[wasm_bindgen_test]
async fn home_says_so_where_what_is_decided_cannot_be_read() {
    let far_side = FarSide::new().await;
    far_side.meets("/session", ANOTHER_POLICY);
    far_side.meets("/decisions", Fate::Lost);
    let screen = Screen::on(far_side.clone(), Language::EN, HOME);
    let heading = "What the service decides could not be read";
    screen.heading(heading).await;
    far_side.mend();
    screen.button("Try again").await.click();
    screen.row("IMAP4").await;
}
