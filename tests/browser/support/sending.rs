//! The ticket once it is sent: its number, its answer, and what goes wrong on the way.

use admin_center::backend::in_browser::Fault;
use admin_center::browser::storage;
use flows::ticket::Inquiry;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::ticket::NewTicket;

use super::{FORM, IMAP, LARCH, WORDS, send};
use crate::far_side::Fate;
use crate::role::Role;
use crate::screen::Screen;

#[wasm_bindgen_test]
async fn a_ticket_gets_a_number_that_stands_wherever_it_matters() {
    let screen = Screen::at(&format!("{FORM}&q=imap%20stopped")).await;
    send(&screen, "IMAP stopped in August.").await;
    let sent = screen.article("Ticket SR-3001").await;
    sent.shows("Support answers within a day.").await;
    let tickets = screen.region("Newest tickets").await;
    let ticket = tickets.article("SR-3001").await;
    for part in [
        "Open",
        "Opened 12 Sept 2022, 09:00 UTC · robin.tanaka@partner.example",
        "About IMAP4.",
        "IMAP stopped in August.",
        "Searched for: imap stopped",
    ] {
        ticket.shows(part).await;
    }
    ticket.button("Copy ticket SR-3001").await;

    let main = screen.main().await;
    main.link("Open the history").await.click();
    let history = screen.the(Role::List, "History").await;
    history.shows("Ticket opened SR-3001").await;

    main.link("See all protocols").await.click();
    let row = screen.row("IMAP4").await;
    // In place of the step itself; what stands beside it still does.
    let next = &row.all(Role::Cell)[3];
    assert!(next.text().starts_with("Ticket SR-3001"), "{}", next.text());
    next.link("Opt out as well: IMAP4").await;
    next.link("Ticket SR-3001: IMAP4").await.click();
    screen.pane("What has happened").await;
}

#[wasm_bindgen_test]
async fn support_lifts_the_block_and_says_so_everywhere() {
    let screen = Screen::at(FORM).await;
    send(&screen, "").await;
    screen.article("Ticket SR-3001").await.shows("Open").await;
    screen
        .far_side
        .time_passes(LARCH, "2022-09-13T10:00:00Z")
        .await;
    screen
        .article("Ticket SR-3001")
        .await
        .shows("Support has answered.")
        .await;
    let tickets = screen.region("Newest tickets").await;
    let ticket = tickets.article("SR-3001").await;
    ticket.shows("Answered").await;
    let relief = "IMAP4 The block was lifted. That alone does not protect from October: \
         opt it out as well by 30 Sept 2022 (UTC). R45";
    ticket.shows(relief).await;

    screen.main().await.link("Open the history").await.click();
    let history = screen.the(Role::List, "History").await;
    history.shows("Answered by support IMAP4 SR-3001").await;
    history.shows("The block was lifted.").await;

    screen.main().await.link("See all protocols").await.click();
    let row = screen.row("IMAP4").await;
    row.shows("Allowed").await;
    row.link("Opt out: IMAP4").await;
    row.hides("SR-3001").await;
}

#[wasm_bindgen_test]
async fn an_answer_that_sends_elsewhere_leads_there() {
    for (tenant, answered_at, link, leads_to) in [
        (
            "sakura-school",
            "2022-10-21T10:00:00Z",
            "Re-enable IMAP4 with the diagnostic",
            "help/diagnostics/basic-auth?protocol=imap",
        ),
        (
            "cedar-county",
            "2022-09-21T10:00:00Z",
            "Read the post of 1 Sept 2022 (UTC)",
            "messages/MC424238",
        ),
        (
            "harbour-foods",
            "2022-09-13T10:00:00Z",
            "Not blocked, and sign-in still fails?",
            "help/articles/still-failing",
        ),
        (
            "juniper-insurance",
            "2023-01-11T10:00:00Z",
            "Move to modern authentication",
            "help/articles/what-to-move-to",
        ),
    ] {
        let screen = Screen::at(&format!("/t/{tenant}/help/support?protocol=imap")).await;
        send(&screen, "").await;
        screen.far_side.time_passes(tenant, answered_at).await;
        let tickets = screen.region("Newest tickets").await;
        tickets.shows("Answered").await;
        let href = tickets.link(link).await.attribute("href").unwrap();
        assert!(href.ends_with(leads_to), "{tenant}: {href}");
    }
}

#[wasm_bindgen_test]
async fn a_question_without_a_protocol_is_answered_with_words() {
    let screen = Screen::at("/t/harbour-foods/help/support").await;
    send(&screen, "Where is the post?").await;
    let tickets = screen.region("Newest tickets").await;
    tickets
        .article("SR-3001")
        .await
        .shows("It names no protocol.")
        .await;
    screen
        .far_side
        .time_passes("harbour-foods", "2022-09-13T10:00:00Z")
        .await;
    tickets
        .shows("Support changed nothing, because the ticket names no protocol.")
        .await;
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_asked_for_again_under_the_same_key() {
    let screen = Screen::at(FORM).await;
    screen.far_side.meets("Help", Fate::AnswerLost);
    send(&screen, "Help").await;
    let sent = screen.article("Ticket").await;
    sent.shows("Not answered").await;
    sent.shows("sending it again is safe and never opens a second one")
        .await;
    screen.far_side.mend();
    screen.button("Send again").await.click();
    screen.article("Ticket SR-3001").await;
    let [first, second] = &screen.far_side.tickets()[..] else {
        panic!("not sent twice");
    };
    assert_eq!(first, second);
    check_count(&screen, 1).await;
}

#[wasm_bindgen_test]
async fn a_reload_on_the_way_opens_no_second_ticket() {
    let screen = Screen::at(FORM).await;
    screen.far_side.meets("Help", Fate::AnswerLost);
    send(&screen, "Help").await;
    screen.shows("Not answered").await;
    let screen = screen.reload().await;
    screen.button("Send again").await.click();
    screen.article("Ticket SR-3001").await;
    check_count(&screen, 1).await;

    // Its number is still there after another reload.
    let screen = screen.reload().await;
    screen.article("Ticket SR-3001").await.shows("Open").await;
    check_count(&screen, 1).await;
}

#[wasm_bindgen_test]
async fn a_reload_while_sending_goes_on_by_itself() {
    let screen = Screen::at(FORM).await;
    screen.far_side.meets("Help", Fate::OnItsWay);
    send(&screen, "Help").await;
    screen
        .article("Ticket")
        .await
        .shows("Closing the page loses nothing")
        .await;
    let screen = screen.reload().await;
    screen.article("Ticket SR-3001").await;
    check_count(&screen, 1).await;
}

#[wasm_bindgen_test]
async fn who_leaves_before_the_answer_finds_the_ticket_again() {
    let screen = Screen::at(FORM).await;
    screen.far_side.meets("Help", Fate::AnswerLost);
    send(&screen, "Help").await;
    screen.shows("Not answered").await;
    screen.link("Home").await.click();
    screen
        .dialog("Leave the ticket?")
        .await
        .button("Leave")
        .await
        .click();
    screen.row("IMAP4").await;
    screen.far_side.mend();
    screen.link("Contact support").await.click();
    screen.button("Send again").await.click();
    screen.article("Ticket SR-3001").await;
    check_count(&screen, 1).await;
}

#[wasm_bindgen_test]
async fn a_draft_that_another_tab_sent_is_not_sent_twice() {
    let screen = Screen::at(FORM).await;
    screen.text_box(WORDS).await.type_in("Help");
    let kept = storage::get(&format!("ticket.{LARCH}")).unwrap();
    let kept: Inquiry = serde_json::from_str(&kept).unwrap();
    let other = screen.far_side.opened_again().await.api();
    let ticket = NewTicket {
        text: "Help me".to_owned(),
        ..kept.draft.ticket()
    };
    other
        .open_ticket(LARCH, &ticket, &kept.draft.id)
        .await
        .unwrap();

    screen.button("Send the ticket").await.click();
    screen
        .article("Ticket")
        .await
        .shows("What you changed since was not sent.")
        .await;
    check_count(&screen, 1).await;
    screen.button("Write it as another ticket").await.click();
    screen.text_box(WORDS).await.holds("Help").await;
    // The first one asks about it already.
    screen.shows("Untick what has an open ticket.").await;
    screen.checkbox(IMAP).await.click();
    screen.button("Send the ticket").await.click();
    screen.article("Ticket SR-3002").await;
}

#[wasm_bindgen_test]
async fn what_was_not_accepted_can_be_changed_and_sent_again() {
    for (fault, sentence) in [
        (Fault::Quota, "There was no room to keep the ticket"),
        (
            Fault::Refused,
            "Refused: only a Global Administrator can request this.",
        ),
    ] {
        let screen = Screen::at(FORM).await;
        screen.far_side.host.fail_next(fault);
        send(&screen, "Help").await;
        screen.article("Ticket").await.shows(sentence).await;
        screen.button("Change the ticket").await.click();
        screen.heading("Contact support").await.gets_focus().await;
        let words = screen.text_box(WORDS).await;
        words.holds("Help").await;
        assert!(screen.checkbox(IMAP).await.is_checked());
        words.type_in("Help!");
        screen.button("Send the ticket").await.click();
        screen.article("Ticket SR-3001").await;
        check_count(&screen, 1).await;
    }
}

#[wasm_bindgen_test]
async fn the_ticket_is_there_in_japanese() {
    let screen = Screen::in_japanese_at(FORM).await;
    screen.button("チケットを送信").await.click();
    screen.heading("送信したチケット").await.gets_focus().await;
    let sent = screen.article("チケット SR-3001").await;
    sent.shows("対応中").await;
    sent.shows("サポートは 1 日以内に回答します。").await;
    screen
        .far_side
        .time_passes(LARCH, "2022-09-13T10:00:00Z")
        .await;
    sent.shows("回答済み").await;
    let ticket = screen
        .region("最近のチケット")
        .await
        .article("SR-3001")
        .await;
    ticket.shows("IMAP4 無効化を解除しました。").await;
    ticket.button("チケット SR-3001 の内容をコピー").await;
}

/// How many tickets there are at the far side.
async fn check_count(screen: &Screen, expected: usize) {
    let tickets = screen.far_side.api().tickets(LARCH).await.unwrap();
    assert_eq!(tickets.tickets.len(), expected);
}
