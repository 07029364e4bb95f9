//! Which protocols can be chosen, and why the others cannot.

use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{DRAWN, OVERDUE, UNTOUCHED, submit};
use crate::role::Role;
use crate::screen::Screen;

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
async fn going_on_without_a_choice_reminds_and_goes_nowhere() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.button("Choose protocols").await.click();
    screen.button("Continue").await.click();
    let group = screen
        .the(Role::Group, "Which protocols should stay on from October?")
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
