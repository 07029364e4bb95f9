//! The answers before they are sent.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{DRAWN, UNTOUCHED, checked};
use crate::role::Role;
use crate::screen::Screen;

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
