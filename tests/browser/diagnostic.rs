//! The diagnostic, from the tests to the receipts.

use admin_center::backend::in_browser::Fault;
use admin_center::browser::{address, storage};
use flows::diagnostic::{Diagnostic, Outcome, Run, Submitted};
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::Fate;
use crate::part::{Part, event, until};
use crate::role::Role;
use crate::screen::Screen;

const UNTOUCHED: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const ARCHIVED: &str = "/t/minato-logistics/help/diagnostics/basic-auth";
const DRAWN: &str = "/t/alder-clinic/help/diagnostics/basic-auth";
const OVERDUE: &str = "/t/kestrel-bank/help/diagnostics/basic-auth";
const NOT_GLOBAL_ADMIN: &str = "/t/sakura-school/help/diagnostics/basic-auth";

#[wasm_bindgen_test]
async fn each_test_says_what_it_found() {
    check_findings(
        ARCHIVED,
        &[
            "Your role You are a Global Administrator of this tenant.",
            "Your cloud The tenant is in the worldwide cloud, which has this diagnostic.",
            "The programme Opting out is possible until 30 Sept 2022 (UTC).",
            "Earlier requests Requests for 3 protocols were archived",
            "Microsoft’s block Microsoft blocks 1 of 8 protocols.",
            "Requests under way Nothing is under way.",
            "What can be requested 8 protocols can be chosen in the next step.",
        ],
    )
    .await;
    check_findings(
        DRAWN,
        &[
            "Your role You are a Global Administrator of this tenant.",
            "Your cloud The tenant is in the worldwide cloud, which has this diagnostic.",
            "The programme Blocked protocols can be re-enabled, once each, until 31 Dec 2022 (UTC).",
            "Earlier requests There are no requests from before September 2022.",
            "Microsoft’s block Microsoft blocks 5 of 8 protocols.",
            "Requests under way The re-enable of 1 protocol is not in effect yet.",
            "What can be requested 4 protocols can be chosen in the next step.",
        ],
    )
    .await;
}

async fn check_findings(address: &str, expected: &[&str]) {
    let screen = Screen::at(address).await;
    screen.shows(expected[0]).await;
    let found: Vec<_> = screen
        .texts(Role::ListItem)
        .into_iter()
        .skip_while(|text| !text.starts_with("Your role"))
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} – {expected}");
    }
}

#[wasm_bindgen_test]
async fn who_is_not_global_administrator_gets_a_message_for_who_is() {
    let screen = Screen::at(NOT_GLOBAL_ADMIN).await;
    screen
        .shows("Only a Global Administrator can do this. In this tenant: Hana Mori")
        .await;
    screen
        .shows("turns off basic authentication for Sakura School")
        .await;
    screen.button("Copy the message").await;

    screen.button("Choose protocols").await.click();
    let choice = screen.checkbox("POP3 (Email clients)").await;
    assert!(choice.is_unavailable());
    assert!(
        choice
            .description()
            .contains("Only a Global Administrator can request this.")
    );
    let next = screen.button("Continue").await;
    assert!(next.is_unavailable());
    assert!(
        next.description()
            .contains("There is no protocol to choose now.")
    );
    next.click();
    screen.heading("Choose protocols").await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_chosen_says_why_and_can_still_be_reached() {
    let screen = Screen::at(DRAWN).await;
    screen.button("Choose protocols").await.click();
    for (name, reason) in [
        (
            "Exchange ActiveSync (Mobile devices)",
            "It cannot be re-enabled a second time.",
        ),
        (
            "Exchange Web Services (Outlook, Mac, apps)",
            "because Microsoft does not block it",
        ),
        (
            "IMAP4 (Email clients)",
            "because Microsoft does not block it",
        ),
    ] {
        let choice = screen.checkbox(name).await;
        assert!(choice.is_unavailable(), "{name}");
        assert!(
            choice.description().contains(reason),
            "{name}: {}",
            choice.description()
        );
        // Not taken from the keyboard, and not changed by it.
        assert_eq!(choice.attribute("disabled"), None);
        choice.click();
        assert!(!choice.is_checked(), "{name}");
    }
    let pop = screen.checkbox("POP3 (Email clients)").await;
    assert!(!pop.is_unavailable());
    pop.click();
    assert!(pop.is_checked());
}

#[wasm_bindgen_test]
async fn a_used_re_enable_is_never_offered_again() {
    let screen = Screen::at(OVERDUE).await;
    screen.button("Choose protocols").await.click();
    for name in ["POP3 (Email clients)", "IMAP4 (Email clients)"] {
        let choice = screen.checkbox(name).await;
        assert!(choice.is_unavailable());
        assert!(choice.description().contains("its one re-enable is used"));
    }
}

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
async fn going_on_without_a_choice_reminds_and_goes_nowhere() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.button("Choose protocols").await.click();
    screen.button("Continue").await.click();
    let group = screen
        .the(Role::Group, "Which protocols should stay on in October?")
        .await;
    group.shows("Choose at least one protocol.").await;
    assert!(
        group
            .description()
            .contains("Choose at least one protocol.")
    );
    screen.checkbox("IMAP4 (Email clients)").await.click();
    group.hides("Choose at least one protocol.").await;
}

#[wasm_bindgen_test]
async fn a_choice_that_another_tab_made_useless_has_to_be_given_up() {
    let screen = Screen::at(DRAWN).await;
    screen.button("Choose protocols").await.click();
    let pop = screen.checkbox("POP3 (Email clients)").await;
    pop.click();
    let other = screen.far_side.opened_again().await.api();
    let asked = other.submit("alder-clinic", Wish::ReEnable, Protocol::Pop, "k-1");
    asked.await.unwrap();
    let group = screen
        .the(Role::Group, "Which protocols do you want back?")
        .await;
    group.shows("Untick what can no longer be chosen").await;
    screen.button("Continue").await.click();
    screen.heading("Choose protocols").await;
    assert!(pop.is_checked());

    pop.click();
    group.hides("Untick what can no longer be chosen").await;
    screen
        .checkbox("RPC (Older Outlook for Windows)")
        .await
        .click();
    screen.button("Continue").await.click();
    screen.button("Re-enable RPC").await;
}

#[wasm_bindgen_test]
async fn an_opt_out_can_be_repeated_and_says_that_it_changes_nothing() {
    let screen = Screen::at(UNTOUCHED).await;
    let other = screen.far_side.opened_again().await.api();
    let asked = other.submit("harbour-foods", Wish::OptOut, Protocol::Imap, "k-1");
    asked.await.unwrap();
    screen.button("Choose protocols").await.click();
    screen
        .shows("Opted out already. Asking again is harmless")
        .await;
    screen.checkbox("IMAP4 (Email clients)").await.click();
    screen.button("Continue").await.click();
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    screen.article("IMAP4 OO-1002").await.shows("R41").await;
}

#[wasm_bindgen_test]
async fn the_acknowledgement_stands_before_the_button_and_names_it() {
    check_acknowledgement(
        UNTOUCHED,
        "Harbour Foods",
        &["IMAP4 (Email clients)"],
        "Opt IMAP4 out",
    )
    .await;
    check_acknowledgement(
        UNTOUCHED,
        "Harbour Foods",
        &["IMAP4 (Email clients)", "POP3 (Email clients)"],
        "Opt 2 protocols out",
    )
    .await;
    check_acknowledgement(
        DRAWN,
        "Alder Clinic",
        &["RPC (Older Outlook for Windows)"],
        "Re-enable RPC",
    )
    .await;
}

async fn check_acknowledgement(address: &str, tenant: &str, chosen: &[&str], action: &str) {
    let screen = checked(Screen::at(address).await, chosen).await;
    let acknowledgement = format!("I understand that “{action}” changes the settings of {tenant}.");
    let acknowledgement = screen.checkbox(&acknowledgement).await;
    let button = screen.button(action).await;
    assert!(acknowledgement.is_before(&button));
    button.click();
    screen
        .the(Role::Alert, "")
        .await
        .shows("Tick the box first")
        .await;
    screen.heading("Check your answers").await;
    assert_eq!(screen.far_side.submissions(), []);
}

#[wasm_bindgen_test]
async fn going_back_keeps_the_choice() {
    let screen = checked(Screen::at(UNTOUCHED).await, &["IMAP4 (Email clients)"]).await;
    screen.button("Change IMAP4").await.click();
    screen.heading("Choose protocols").await.gets_focus().await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn each_protocol_gets_a_receipt_of_its_own() {
    let screen = checked(
        Screen::at(UNTOUCHED).await,
        &["IMAP4 (Email clients)", "POP3 (Email clients)"],
    )
    .await;
    submit(&screen, "Harbour Foods", "Opt 2 protocols out").await;
    for (protocol, receipt) in [("POP3", "OO-1001"), ("IMAP4", "OO-1002")] {
        let card = screen.article(&format!("{protocol} {receipt}")).await;
        card.shows("Verified").await;
        card.shows("Accepted 12 Sept 2022, 09:00 UTC · robin.tanaka@partner.example R36")
            .await;
        card.button(&format!("Copy receipt {receipt}")).await;
    }
    let [(pop, first), (imap, second)] = &screen.far_side.submissions()[..] else {
        panic!("not two requests");
    };
    assert_eq!((pop.as_str(), imap.as_str()), ("pop", "imap"));
    assert_ne!(first, second);

    screen.link("See all protocols").await.click();
    screen.row("IMAP4").await.shows("Opted out").await;
}

#[wasm_bindgen_test]
async fn a_re_enable_is_followed_until_it_is_read_back() {
    let screen = checked(Screen::at(DRAWN).await, &["POP3 (Email clients)"]).await;
    screen.shows("Re-enables left afterwards: 0.").await;
    screen
        .shows("Its clients usually also need: SMTP AUTH")
        .await;
    submit(&screen, "Alder Clinic", "Re-enable POP3").await;
    let card = screen.article("POP3 RE-2003").await;
    card.shows("Taking effect").await;
    card.shows("at most 60 minutes left").await;
    card.the(Role::ProgressBar, "POP3 is taking effect").await;

    screen
        .far_side
        .time_passes("alder-clinic", "2022-10-12T09:03:00Z")
        .await;
    card.hides("at most 60 minutes left").await;
    card.shows("Taking effect").await;

    screen
        .far_side
        .time_passes("alder-clinic", "2022-10-12T10:00:00Z")
        .await;
    card.shows("Verified").await;
    card.shows("Read back: Microsoft no longer blocks it.")
        .await;
    assert_eq!(card.all(Role::ProgressBar), []);
}

#[wasm_bindgen_test]
async fn a_request_that_the_programme_outlives_is_closed_without_effect() {
    let screen = Screen::at(DRAWN).await;
    screen
        .far_side
        .time_passes("alder-clinic", "2022-12-31T23:58:00Z")
        .await;
    screen.shows("31 Dec 2022, 23:58 UTC").await;
    let screen = checked(screen, &["POP3 (Email clients)"]).await;
    submit(&screen, "Alder Clinic", "Re-enable POP3").await;
    let card = screen.article("POP3 RE-2003").await;
    card.shows("Taking effect").await;
    screen
        .far_side
        .time_passes("alder-clinic", "2023-01-01T00:00:00Z")
        .await;
    card.shows("Closed by the end of the programme").await;
}

#[wasm_bindgen_test]
async fn a_broken_promise_leads_to_support_with_the_receipt() {
    let requests = [(Protocol::Pop, "RE-2002"), (Protocol::Imap, "RE-2001")];
    let accepted = requests.map(|(protocol, receipt)| Submitted {
        protocol,
        outcome: Outcome::Accepted {
            receipt: receipt.to_owned(),
        },
    });
    let submitted_earlier = Diagnostic::Results(Run {
        id: "run".to_owned(),
        wish: Wish::ReEnable,
        requests: accepted.to_vec(),
    });
    let screen = Screen::at("/t/kestrel-bank").await;
    let draft = serde_json::to_string(&submitted_earlier).unwrap();
    storage::set("diagnostic.kestrel-bank", &draft).unwrap();
    let screen = screen.reload_at(OVERDUE).await;
    let overdue = screen.article("POP3 RE-2002").await;
    overdue.shows("Overdue").await;
    overdue
        .shows("Do not ask again: contact support with this receipt.")
        .await;
    let blocked = screen.article("IMAP4 RE-2001").await;
    blocked.shows("Blocked again").await;
    blocked.shows("contact support with this receipt").await;
}

#[wasm_bindgen_test]
async fn an_unused_re_enable_is_said_to_lapse_at_the_end_of_the_year() {
    let screen = Screen::at(DRAWN).await;
    screen
        .far_side
        .time_passes("alder-clinic", "2022-12-30T12:00:00Z")
        .await;
    screen.shows("30 Dec 2022, 12:00 UTC").await;
    screen.button("Choose protocols").await.click();
    screen
        .shows("lapses on 31 Dec 2022 (UTC). One made now lasts 2 days.")
        .await;
}

#[wasm_bindgen_test]
async fn only_what_was_not_answered_is_sent_again_and_under_its_key() {
    let screen = checked(
        Screen::at(UNTOUCHED).await,
        &["IMAP4 (Email clients)", "POP3 (Email clients)"],
    )
    .await;
    screen.far_side.meets("imap", Fate::AnswerLost);
    submit(&screen, "Harbour Foods", "Opt 2 protocols out").await;
    screen.article("POP3 OO-1001").await.shows("Verified").await;
    let imap = screen.article("IMAP4").await;
    imap.shows("Not answered").await;
    imap.shows("sending it again is safe").await;

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
    let sent = screen.far_side.submissions();
    let protocols: Vec<_> = sent.iter().map(|(protocol, _)| protocol.as_str()).collect();
    assert_eq!(protocols, ["pop", "imap", "imap"]);
    assert_eq!(sent[1], sent[2]);
    let receipts = screen.far_side.api().receipts("harbour-foods").await;
    assert_eq!(receipts.unwrap().receipts.len(), 2);
}

#[wasm_bindgen_test]
async fn a_refusal_says_why_and_the_choice_is_kept_for_another_try() {
    let screen = checked(Screen::at(UNTOUCHED).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.host.fail_next(Fault::Refused);
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    let card = screen.article("IMAP4").await;
    card.shows("Refused: only a Global Administrator can request this.")
        .await;
    screen.button("Change the choice").await.click();
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn a_full_disk_accepts_nothing_and_says_so() {
    let screen = checked(Screen::at(UNTOUCHED).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.host.fail_next(Fault::Quota);
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    screen
        .article("IMAP4")
        .await
        .shows("it was not accepted and nothing was used up")
        .await;
    screen
        .button("Send again what was not answered")
        .await
        .click();
    screen
        .article("IMAP4 OO-1001")
        .await
        .shows("Verified")
        .await;
}

#[wasm_bindgen_test]
async fn a_reload_while_sending_goes_on_under_the_same_key() {
    let screen = checked(Screen::at(UNTOUCHED).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.meets("imap", Fate::OnItsWay);
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    screen
        .article("IMAP4")
        .await
        .shows("Closing the page loses nothing")
        .await;
    let before = screen.far_side.submissions();

    let screen = screen.reload().await;
    screen
        .article("IMAP4 OO-1001")
        .await
        .shows("Verified")
        .await;
    assert_eq!(screen.far_side.submissions(), before);
    assert_eq!(before.len(), 1);
}

#[wasm_bindgen_test]
async fn who_leaves_before_the_answer_finds_out_later_what_became_of_it() {
    let screen = checked(Screen::at(UNTOUCHED).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.meets("imap", Fate::AnswerLost);
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    screen.article("IMAP4").await.shows("Not answered").await;
    screen.link("Home").await.click();
    let question = screen.dialog("Leave the diagnostic?").await;
    question.button("Leave").await.click();
    screen.row("IMAP4").await.shows("Opted out").await;

    screen.far_side.mend();
    screen.link("Diagnostic").await.click();
    screen
        .button("Send again what was not answered")
        .await
        .click();
    screen
        .article("IMAP4 OO-1001")
        .await
        .shows("Verified")
        .await;
    let [first, second] = &screen.far_side.submissions()[..] else {
        panic!("not two requests");
    };
    assert_eq!(first, second);
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
    let question = screen.dialog("Leave the diagnostic?").await;
    screen.is_at(UNTOUCHED).await;
    question.button("Leave").await.click();
    screen.heading("Basic authentication").await;
    screen.is_at("/t/harbour-foods").await;
    screen.link("Diagnostic").await.click();
    screen.heading("What the tests found").await;
}

async fn stay(screen: &Screen) {
    let question = screen.dialog("Leave the diagnostic?").await;
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
    let acknowledgement =
        "[IMAP4 をオプトアウト] を選択すると Harbour Foods の設定が変更されることを理解しました。";
    screen.checkbox(acknowledgement).await.click();
    screen.button("IMAP4 をオプトアウト").await.click();
    screen
        .article("IMAP4 OO-1001")
        .await
        .shows("確認済み")
        .await;
}

/// Goes on to the check with these protocols chosen.
async fn checked(screen: Screen, chosen: &[&str]) -> Screen {
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

async fn submit(screen: &Screen, tenant: &str, action: &str) {
    let acknowledgement = format!("I understand that “{action}” changes the settings of {tenant}.");
    screen.checkbox(&acknowledgement).await.click();
    screen.button(action).await.click();
    screen.heading("Results").await.gets_focus().await;
}

/// Whether the browser would ask if the page were closed now.
fn asks_before_closing() -> bool {
    let event = event("Event", "beforeunload", "{}");
    !web_sys::window().unwrap().dispatch_event(&event).unwrap()
}
