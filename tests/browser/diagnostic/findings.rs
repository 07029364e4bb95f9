//! What the tests find, and what follows for whoever ran them.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{ARCHIVED, DRAWN, NOT_GLOBAL_ADMIN};
use crate::role::Role;
use crate::screen::Screen;

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
            "Authentication policy ",
            "Requests under way Nothing is under way.",
            "Usage ",
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
            "Authentication policy ",
            "Requests under way The re-enable of 1 protocol is not in effect yet.",
            "Usage ",
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
