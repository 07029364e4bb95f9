//! The ticket while it is written.

use admin_center::browser::address;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{FORM, IMAP, LARCH, WORDS, send};
use crate::role::Role;
use crate::screen::Screen;

#[wasm_bindgen_test]
async fn a_link_fills_the_ticket_in() {
    let address = "/t/larch-publishing/help/support?protocol=imap&protocol=pop&q=pop%20stopped";
    let screen = Screen::at(address).await;
    let main = screen.main().await;
    main.heading("Contact support").await;
    main.shows("A ticket for Larch Publishing (worldwide).")
        .await;
    for (name, is_chosen) in [
        (IMAP, true),
        ("POP3 (Email clients)", true),
        ("MAPI (Outlook for Windows)", false),
    ] {
        assert_eq!(main.checkbox(name).await.is_checked(), is_chosen, "{name}");
    }
    assert_eq!(main.all(Role::Checkbox).len(), 8);
    main.shows("Support also reads what you searched for: pop stopped")
        .await;
}

#[wasm_bindgen_test]
async fn without_a_protocol_in_the_link_what_only_support_can_help_with_is_chosen() {
    let screen = Screen::at("/t/kestrel-bank/help/support").await;
    for (name, is_chosen) in [
        (IMAP, true),
        ("POP3 (Email clients)", true),
        ("RPC (Older Outlook for Windows)", false),
    ] {
        assert_eq!(
            screen.checkbox(name).await.is_checked(),
            is_chosen,
            "{name}"
        );
    }
    // Both were promised, and support wants to hear by which receipt.
    let words = screen.text_box(WORDS).await.value();
    assert_eq!(words, "POP3: receipt RE-2002\nIMAP4: receipt RE-2001");
}

#[wasm_bindgen_test]
async fn each_chosen_protocol_says_what_support_can_do_and_where_to_go_instead() {
    check_prospect(
        FORM,
        "Support can lift the block of IMAP4, and only that",
        "R45 R54",
        Some((
            "Opt IMAP4 out as well",
            "help/diagnostics/basic-auth?protocol=imap",
        )),
    )
    .await;
    check_prospect(
        "/t/harbour-foods/help/support?protocol=imap",
        "support has nothing to lift",
        "R6",
        Some((
            "Not blocked, and sign-in still fails?",
            "help/articles/still-failing",
        )),
    )
    .await;
    check_prospect(
        "/t/polar-transport/help/support?protocol=imap",
        "support has nothing to lift",
        "R6",
        Some((
            "Not blocked, and sign-in still fails?",
            "help/articles/still-failing",
        )),
    )
    .await;
    check_prospect(
        "/t/sakura-school/help/support?protocol=imap",
        "Support will point to the diagnostic",
        "R47",
        Some((
            "Re-enable IMAP4 with the diagnostic",
            "help/diagnostics/basic-auth?protocol=imap",
        )),
    )
    .await;
    check_prospect(
        "/t/cedar-county/help/support?protocol=imap",
        "Support can point to the post of 1 Sept 2022 (UTC)",
        "R34",
        Some(("Read the post of 1 Sept 2022 (UTC)", "messages/MC424238")),
    )
    .await;
    check_prospect(
        "/t/granite-survey/help/support?protocol=imap",
        "the notice names no way for this cloud",
        "A10",
        None,
    )
    .await;
    check_prospect(
        "/t/juniper-insurance/help/support?protocol=imap",
        "Support can do nothing about IMAP4",
        "R38 A7",
        Some((
            "Move to modern authentication",
            "help/articles/what-to-move-to",
        )),
    )
    .await;
}

/// What stands under IMAP4, by which rules, and the link beneath with where it leads.
async fn check_prospect(address: &str, prospect: &str, rules: &str, link: Option<(&str, &str)>) {
    let screen = Screen::at(address).await;
    let said = screen.checkbox(IMAP).await.description();
    assert!(said.contains(prospect), "{address}: {said}");
    assert!(said.contains(rules), "{address}: {said}");
    let group = screen
        .the(Role::Group, "Which protocols is it about?")
        .await;
    assert_eq!(group.all(Role::Link).len(), usize::from(link.is_some()));
    if let Some((name, leads_to)) = link {
        let href = group.link(name).await.attribute("href").unwrap();
        assert!(href.ends_with(leads_to), "{address}: {href}");
    }
}

#[wasm_bindgen_test]
async fn nobody_waits_a_day_for_nothing() {
    let in_vain = "Do not wait for support: it can change nothing about what you chose";
    let screen = Screen::at("/t/harbour-foods/help/support?protocol=imap").await;
    screen.shows(in_vain).await;
    screen.checkbox(IMAP).await.click();
    screen.hides(in_vain).await;

    let screen = Screen::at(FORM).await;
    screen.shows("Support can lift the block").await;
    screen.checkbox("POP3 (Email clients)").await.click();
    screen.shows("support has nothing to lift").await;
    screen.hides(in_vain).await;
}

#[wasm_bindgen_test]
async fn what_is_not_chosen_says_nothing() {
    let screen = Screen::at(FORM).await;
    let imap = screen.checkbox(IMAP).await;
    assert!(imap.description().contains("Support can lift"));
    imap.click();
    screen.hides("Support can lift").await;
    assert_eq!(imap.description(), "");
}

#[wasm_bindgen_test]
async fn a_ticket_without_a_protocol_and_without_a_word_is_not_sent() {
    let screen = Screen::at("/t/harbour-foods/help/support").await;
    let words = screen.text_box(WORDS).await;
    assert!(!words.description().contains("Choose a protocol"));
    screen.button("Send the ticket").await.click();
    let missing = "Choose a protocol, or write what it is about.";
    screen.shows(missing).await;
    assert!(words.description().contains(missing));
    assert_eq!(words.attribute("aria-invalid").as_deref(), Some("true"));
    assert!(screen.texts(Role::Alert).contains(&missing.to_owned()));

    words.type_in("Where is the post?");
    screen.hides(missing).await;
    assert_eq!(words.attribute("aria-invalid"), None);
    assert_eq!(screen.far_side.tickets(), []);
}

#[wasm_bindgen_test]
async fn a_text_that_is_too_long_says_by_how_much_and_stays_whole() {
    let screen = Screen::at(FORM).await;
    let words = screen.text_box(WORDS).await;
    words.type_in("認証");
    screen.shows("2 of 2,000 characters").await;
    let long = "認".repeat(2_001);
    words.type_in(&long);
    screen
        .shows("1 character too many: support takes 2,000.")
        .await;
    screen.button("Send the ticket").await.click();
    screen.heading("Contact support").await;
    words.holds(&long).await;
    assert_eq!(screen.far_side.tickets(), []);
}

#[wasm_bindgen_test]
async fn a_reload_loses_nothing_that_was_written() {
    let screen = Screen::at(FORM).await;
    screen.checkbox(IMAP).await.click();
    screen.checkbox("POP3 (Email clients)").await.click();
    screen.text_box(WORDS).await.type_in("POP が止まった");
    let screen = screen.reload().await;
    screen.text_box(WORDS).await.holds("POP が止まった").await;
    assert!(!screen.checkbox(IMAP).await.is_checked());
    assert!(screen.checkbox("POP3 (Email clients)").await.is_checked());

    // Another link is about something else, but the words are still the person's.
    let screen = screen
        .reload_at("/t/larch-publishing/help/support?protocol=rpc")
        .await;
    screen.text_box(WORDS).await.holds("POP が止まった").await;
    assert!(!screen.checkbox("POP3 (Email clients)").await.is_checked());
    let rpc = screen.checkbox("RPC (Older Outlook for Windows)").await;
    assert!(rpc.is_checked());
}

#[wasm_bindgen_test]
async fn a_ticket_is_left_only_after_asking() {
    let screen = Screen::at("/t/larch-publishing").await;
    screen.row("IMAP4").await;
    screen.link("Contact support").await.click();
    // What the link chose is nothing to lose.
    screen.heading("Contact support").await.gets_focus().await;
    screen.link("Home").await.click();
    screen
        .heading("Basic authentication")
        .await
        .gets_focus()
        .await;

    screen.link("Contact support").await.click();
    screen.text_box(WORDS).await.type_in("POP stopped.");
    address::go(-1);
    let question = screen.dialog("Leave the ticket?").await;
    question.button("Stay").await.click();
    question.goes().await;
    screen.text_box(WORDS).await.holds("POP stopped.").await;

    screen.link("Home").await.click();
    let question = screen.dialog("Leave the ticket?").await;
    question.shows("What you wrote has not been sent").await;
    question.button("Leave").await.click();
    screen
        .heading("Basic authentication")
        .await
        .gets_focus()
        .await;
    screen.link("Contact support").await.click();
    screen.text_box(WORDS).await.holds("").await;
}

#[wasm_bindgen_test]
async fn what_has_an_open_ticket_cannot_be_chosen_again() {
    let screen = Screen::at(FORM).await;
    send(&screen, "").await;
    screen.button("Write another ticket").await.click();
    screen.shows("Ticket SR-3001 is open.").await;
    let imap = screen.checkbox(IMAP).await;
    assert!(imap.is_unavailable() && !imap.is_checked());
    assert!(imap.description().contains("Support answers within a day."));
    imap.click();
    assert!(!imap.is_checked());

    // From the same link again, too.
    screen.link("Home").await.click();
    screen.row("IMAP4").await;
    let screen = screen.reload_at(FORM).await;
    assert!(!screen.checkbox(IMAP).await.is_checked());
}

#[wasm_bindgen_test]
async fn a_choice_that_another_tab_asked_about_has_to_be_given_up() {
    let screen = Screen::at(FORM).await;
    let imap = screen.checkbox(IMAP).await;
    let other = screen.far_side.opened_again().await.api();
    let ticket = wire::ticket::NewTicket {
        protocols: [policy::Protocol::Imap].into(),
        text: String::new(),
        search: None,
    };
    other.open_ticket(LARCH, &ticket, "k-1").await.unwrap();
    let group = screen
        .the(Role::Group, "Which protocols is it about?")
        .await;
    group.shows("Untick what has an open ticket.").await;
    screen.button("Send the ticket").await.click();
    screen.heading("Contact support").await;
    assert!(imap.is_checked());

    imap.click();
    group.hides("Untick what has an open ticket.").await;
    assert_eq!(screen.far_side.tickets(), []);
}

#[wasm_bindgen_test]
async fn the_form_is_there_in_japanese() {
    let screen = Screen::in_japanese_at(FORM).await;
    let main = screen.main().await;
    main.heading("サポートに問い合わせ").await;
    main.shows("Larch Publishing (ワールドワイド) のチケットです。")
        .await;
    let imap = main.checkbox("IMAP4 (メール クライアント)").await;
    let said = imap.description();
    assert!(
        said.contains("サポートにできるのは IMAP4 の無効化を解除することだけです。"),
        "{said}"
    );
    main.link("IMAP4 のオプトアウトも行う").await;
    imap.click();
    main.button("チケットを送信").await.click();
    main.shows("プロトコルを選択するか、問い合わせの内容を入力してください。")
        .await;
    main.text_box("問い合わせの内容").await.type_in("認証");
    main.shows("2,000 文字中 2 文字").await;
}
