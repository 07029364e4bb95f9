//! The places that lead to support, each to a ticket that knows why.

use admin_center::backend::in_browser::Change;
use admin_center::browser::storage;
use flows::diagnostic::{Diagnostic, Outcome, Run, Submitted};
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::role::Role;
use crate::screen::Screen;

#[wasm_bindgen_test]
async fn home_leads_to_support_where_support_is_the_next_step() {
    for (home, link, ticket) in [
        (
            "/t/larch-publishing",
            "Contact support: IMAP4",
            "/t/larch-publishing/help/support?protocol=imap",
        ),
        (
            "/t/kestrel-bank",
            "Contact support: POP3",
            "/t/kestrel-bank/help/support?protocol=pop",
        ),
        (
            "/t/granite-survey",
            "Contact support: MAPI",
            "/t/granite-survey/help/support?protocol=mapi",
        ),
        (
            "/t/cedar-county",
            "Post not found? Ask support: POP3",
            "/t/cedar-county/help/support?protocol=pop",
        ),
    ] {
        let screen = Screen::at(home).await;
        screen.link(link).await.click();
        screen.is_at(ticket).await;
        screen.heading("Contact support").await.gets_focus().await;
    }
}

#[wasm_bindgen_test]
async fn in_gcc_the_step_of_october_is_a_ticket() {
    let screen = Screen::at("/t/cedar-county").await;
    screen
        .far_side
        .time_passes("cedar-county", "2022-11-30T09:00:00Z")
        .await;
    screen.link("Open a support ticket: POP3").await.click();
    screen
        .shows("Support can re-enable POP3 until the end of 31 Dec 2022 (UTC).")
        .await;
}

#[wasm_bindgen_test]
async fn a_lift_is_not_offered_without_the_opt_out_that_keeps_it() {
    let screen = Screen::at("/t/larch-publishing").await;
    screen.link("Opt out as well: IMAP4").await.click();
    screen
        .is_at("/t/larch-publishing/help/diagnostics/basic-auth?protocol=imap")
        .await;

    // Once opted out it needs no reminder.
    let screen = Screen::at("/t/larch-publishing").await;
    let row = screen.row("IMAP4").await;
    let api = screen.far_side.api();
    let asked = api.submit("larch-publishing", Wish::OptOut, Protocol::Imap, "k-1");
    asked.await.unwrap();
    screen
        .far_side
        .changes
        .heard_of("larch-publishing", Change::Grown);
    row.hides("Opt out as well").await;
    row.link("Contact support: IMAP4").await;
}

#[wasm_bindgen_test]
async fn a_broken_promise_in_the_results_leads_to_a_ticket_and_then_to_its_number() {
    let submitted_earlier = Diagnostic::Results(Run {
        id: "run".to_owned(),
        wish: Wish::ReEnable,
        requests: vec![Submitted {
            protocol: Protocol::Pop,
            outcome: Outcome::Accepted {
                receipt: "RE-2002".to_owned(),
            },
        }],
    });
    let screen = Screen::at("/t/kestrel-bank").await;
    let draft = serde_json::to_string(&submitted_earlier).unwrap();
    storage::set("diagnostic.kestrel-bank", &draft).unwrap();
    let results = "/t/kestrel-bank/help/diagnostics/basic-auth";
    let screen = screen.reload_at(results).await;
    let link = screen.article("POP3 RE-2002").await;
    link.link("Contact support about POP3").await.click();
    screen
        .is_at("/t/kestrel-bank/help/support?protocol=pop")
        .await;
    screen.button("Send the ticket").await.click();
    screen.article("Ticket SR-3001").await;

    storage::set("diagnostic.kestrel-bank", &draft).unwrap();
    let screen = screen.reload_at(results).await;
    let card = screen.article("POP3 RE-2002").await;
    card.link("Ticket SR-3001").await.click();
    screen.pane("What has happened").await;
}

#[wasm_bindgen_test]
async fn who_has_no_diagnostic_is_led_on_from_its_findings() {
    let screen = Screen::at("/t/granite-survey/help/diagnostics/basic-auth").await;
    let main = screen.main().await;
    main.link("Contact support").await.click();
    screen.is_at("/t/granite-survey/help/support").await;

    let screen = Screen::at("/t/harbour-foods/help/diagnostics/basic-auth").await;
    let main = screen.main().await;
    main.button("Choose protocols").await;
    assert!(
        !main
            .names(Role::Link)
            .contains(&"Contact support".to_owned())
    );
}

#[wasm_bindgen_test]
async fn a_search_that_finds_nothing_names_the_nearest_and_leads_to_a_ticket_that_quotes_it() {
    let screen = Screen::at("/t/harbour-foods?help=zzzzzz").await;
    let pane = screen.pane("How can we help?").await;
    let results = pane.region("Search results").await;
    results.shows("Nothing found.").await;
    results.heading("Closest matches").await;
    assert_eq!(results.all(Role::Article).len(), 3);
    pane.link("Ask support about “zzzzzz”").await.click();
    screen.is_at("/t/harbour-foods/help/support?q=zzzzzz").await;
    screen
        .shows("Support also reads what you searched for: zzzzzz")
        .await;
    pane.goes().await;
}

#[wasm_bindgen_test]
async fn help_always_has_a_way_to_support() {
    let screen = Screen::at("/t/harbour-foods?help=").await;
    let pane = screen.pane("How can we help?").await;
    pane.link("Contact support").await;
    pane.search_box("Search for help").await.type_in("imap");
    pane.link("Ask support about “imap”").await;

    let screen = Screen::in_japanese_at("/t/harbour-foods/help?q=imap").await;
    screen
        .link("「imap」についてサポートに問い合わせ")
        .await
        .click();
    screen.is_at("/t/harbour-foods/help/support?q=imap").await;
}
