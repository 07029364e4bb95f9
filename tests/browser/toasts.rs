//! What happened and needs no answer, with the way back.

use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::database::restore;
use crate::part::{Part, next_frame};
use crate::role::Role;
use crate::screen::Screen;

const HOME: &str = "/t/harbour-foods";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const SUPPORT: &str = "/t/harbour-foods/help/support";

#[wasm_bindgen_test]
async fn a_reset_is_told_over_every_page_and_undone_from_there() {
    let screen = lived(Screen::at(HOME).await).await;
    let names = ["Records of this tenant", "Reset"];
    reset(&screen, "Simulated 12 Sept 2022, 09:00 UTC", names).await;
    let toast = toast(&screen, "Harbour Foods was reset").await;
    screen
        .heading("Basic authentication")
        .await
        .gets_focus()
        .await;
    // One step back from the content, where the focus is.
    assert!(toast.is_before(&screen.main().await));
    assert_eq!(screen.all(Role::Dialog), []);
    screen.row("IMAP4").await.shows("Allowed").await;

    screen.link("Help").await.click();
    screen.heading("How can we help?").await.gets_focus().await;
    toast.button("Undo").await.click();
    toast
        .shows("The earlier records of Harbour Foods are back")
        .await;
    toast.hides("Harbour Foods was reset").await;
    screen.link("Home").await.click();
    screen.row("IMAP4").await.shows("Opted out").await;
}

#[wasm_bindgen_test]
async fn it_is_told_in_japanese_as_well() {
    let screen = lived(Screen::in_japanese_at(HOME).await).await;
    let names = ["このテナントの記録", "リセット"];
    reset(&screen, "シミュレーション 2022年9月12日 09:00 UTC", names).await;
    let toast = toast(&screen, "Harbour Foods をリセットしました").await;
    toast.button("元に戻す").await.click();
    toast
        .shows("Harbour Foods の以前の記録を復元しました")
        .await;
    toast.button("通知を閉じる").await.click();
    toast.hides("Harbour Foods").await;
}

#[wasm_bindgen_test]
async fn one_that_is_dismissed_does_not_take_the_focus_along() {
    let screen = lived(Screen::at(HOME).await).await;
    let names = ["Records of this tenant", "Reset"];
    reset(&screen, "Simulated 12 Sept 2022, 09:00 UTC", names).await;
    let toast = toast(&screen, "Harbour Foods was reset").await;
    let heading = screen.heading("Basic authentication").await;
    heading.gets_focus().await;
    let dismiss = toast.button("Dismiss").await;
    dismiss.focus();
    dismiss.click();
    toast.hides("Harbour Foods was reset").await;
    heading.gets_focus().await;
}

#[wasm_bindgen_test]
async fn whoever_turns_to_it_before_the_page_is_drawn_anew_is_left_there() {
    let screen = lived(Screen::at(HOME).await).await;
    let let_go = screen.far_side.holds("/protocols");
    let names = ["Records of this tenant", "Reset"];
    reset(&screen, "Simulated 12 Sept 2022, 09:00 UTC", names).await;
    let toast = toast(&screen, "Harbour Foods was reset").await;
    let undo = toast.button("Undo").await;
    undo.focus();
    let_go();
    screen.row("IMAP4").await.shows("Allowed").await;
    next_frame().await;
    assert!(undo.has_focus());
}

#[wasm_bindgen_test]
async fn what_was_told_in_passing_can_be_taken_back_in_the_history() {
    let screen = lived(Screen::at(HOME).await).await;
    let names = ["Records of this tenant", "Reset"];
    reset(&screen, "Simulated 12 Sept 2022, 09:00 UTC", names).await;
    let toast = toast(&screen, "Harbour Foods was reset").await;
    toast.button("Dismiss").await.click();
    toast.hides("Harbour Foods was reset").await;

    screen.button("Help & support").await.click();
    screen.tab("History").await.click();
    let pane = screen.pane("What has happened").await;
    pane.shows("Brings back the").await;
    pane.button("Undo").await.click();
    toast
        .shows("The earlier records of Harbour Foods are back")
        .await;
    screen.row("IMAP4").await.shows("Opted out").await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_undone_is_said_in_a_dialog_and_not_in_passing() {
    let screen = lived(Screen::at(HOME).await).await;
    let names = ["Records of this tenant", "Reset"];
    reset(&screen, "Simulated 12 Sept 2022, 09:00 UTC", names).await;
    let toast = toast(&screen, "Harbour Foods was reset").await;
    // A newer version in another tab takes the database over.
    restore(&screen.far_side.database, r#"{"layout":3}"#).await;
    toast.button("Undo").await.click();
    let dialog = screen.dialog("Nothing was replaced").await;
    dialog.shows("Reload the page").await;
    assert_eq!(toast.text(), "");
}

#[wasm_bindgen_test]
async fn a_discarded_choice_is_brought_back_from_any_page() {
    let screen = chosen(Screen::at(DIAGNOSTIC).await, "IMAP4 (Email clients)").await;
    leave_for(&screen, "Home").await;
    let toast = toast(&screen, "The draft was discarded").await;
    screen.row("IMAP4").await;
    screen.link("Help").await.click();
    screen.heading("How can we help?").await;
    toast.button("Undo").await.click();
    screen.is_at(DIAGNOSTIC).await;
    screen.heading("Choose protocols").await.gets_focus().await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
    assert_eq!(toast.text(), "");
}

#[wasm_bindgen_test]
async fn a_discarded_choice_changes_places_with_what_was_begun_since() {
    let screen = chosen(Screen::at(DIAGNOSTIC).await, "IMAP4 (Email clients)").await;
    leave_for(&screen, "Home").await;
    let toast = toast(&screen, "The draft was discarded").await;
    screen.link("Diagnostic").await.click();
    let screen = chosen(screen, "POP3 (Email clients)").await;
    for (checked, other) in [("IMAP4", "POP3"), ("POP3", "IMAP4")] {
        toast.button("Undo").await.click();
        next_frame().await;
        let name = |protocol: &str| format!("{protocol} (Email clients)");
        assert!(screen.checkbox(&name(checked)).await.is_checked());
        assert!(!screen.checkbox(&name(other)).await.is_checked());
        toast.shows("The draft was discarded").await;
    }
    // What was brought back is what a reload finds.
    let screen = screen.reload().await;
    assert!(screen.checkbox("POP3 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn a_discarded_ticket_is_brought_back_but_not_into_another_life() {
    let screen = Screen::at(SUPPORT).await;
    let text = "Printers cannot send.";
    screen.text_box("In your own words").await.type_in(text);
    leave_for(&screen, "Home").await;
    toast(&screen, "The draft was discarded")
        .await
        .button("Undo")
        .await
        .click();
    let field = screen.text_box("In your own words").await;
    field.holds(text).await;

    leave_for(&screen, "Home").await;
    let toast = toast(&screen, "The draft was discarded").await;
    let other = screen.far_side.opened_again().await.host;
    let first = other.first_records("harbour-foods").unwrap();
    other.replace(&first).await.unwrap();
    toast.goes().await;
    screen.hides("The draft was discarded").await;
}

/// One protocol opted out.
async fn lived(screen: Screen) -> Screen {
    let api = screen.far_side.api();
    let asked = api.submit("harbour-foods", Wish::OptOut, Protocol::Imap, "k-1");
    asked.await.unwrap();
    screen
}

/// Resets the tenant by the menu behind its clock.
async fn reset(screen: &Screen, clock: &str, [menu, reset]: [&str; 2]) {
    screen.button(clock).await.click();
    screen.button(menu).await.click();
    // In the menu, and once more where it says what is lost.
    for _ in 0..2 {
        screen.button(reset).await.click();
        next_frame().await;
    }
}

/// The step in which protocols are chosen, with one that is.
async fn chosen(screen: Screen, protocol: &str) -> Screen {
    screen.button("Choose protocols").await.click();
    screen.checkbox(protocol).await.click();
    screen
}

async fn leave_for(screen: &Screen, page: &str) {
    screen.link(page).await.click();
    screen.button("Leave").await.click();
}

/// Where it is said, once this is.
async fn toast(screen: &Screen, text: &str) -> Part {
    screen.shows(text).await;
    let status = screen.all(Role::Status).into_iter();
    let mut saying = status.filter(|status| status.text().contains(text));
    let one = saying.next().unwrap();
    assert_eq!(saying.next(), None);
    one
}
