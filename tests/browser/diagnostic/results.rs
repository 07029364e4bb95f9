//! What became of each request: receipts, refusals, and what is sent again.

use admin_center::backend::in_browser::Fault;
use admin_center::browser::storage;
use flows::diagnostic::{Diagnostic, Outcome, Run, Submitted};
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{DRAWN, OVERDUE, UNTOUCHED, checked, submit};
use crate::far_side::Fate;
use crate::role::Role;
use crate::screen::Screen;

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
async fn a_receipt_leads_to_what_was_said_of_its_protocol() {
    let screen = checked(Screen::at(DRAWN).await, &["POP3 (Email clients)"]).await;
    submit(&screen, "Alder Clinic", "Re-enable POP3").await;
    let card = screen.article("POP3 RE-2003").await;
    card.link("Announced by MC441751").await;
    card.link("Receipt RE-2003").await;
    card.link("Notice on the day: EX900001").await.click();
    screen.is_at("/t/alder-clinic/health/EX900001").await;
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
    let question = screen.dialog("Leave these steps?").await;
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
