//! Post, notice, receipt and diagnostic of one protocol lead to each other.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::part::Part;
use crate::role::Role;
use crate::screen::Screen;

const HOME: &str = "/t/alder-clinic";

#[wasm_bindgen_test]
async fn a_post_leads_to_all_of_each_case_that_it_speaks_of() {
    let screen = Screen::at("/t/alder-clinic/messages/MC441751").await;
    let cases = screen.region("Of the same case").await;
    let eas = item(&cases, "Exchange ActiveSync");
    assert_eq!(
        eas.names(Role::Link),
        [
            "Notice on the day: EX900001",
            "Receipt RE-2002",
            "Diagnostic for Exchange ActiveSync",
            "Org setting for Exchange ActiveSync",
        ]
    );
    eas.link("Receipt RE-2002").await.click();
    screen
        .pane("What has happened")
        .await
        .shows("RE-2002")
        .await;
    eas.link("Notice on the day: EX900001").await.click();
    screen
        .article("Basic authentication is being turned off")
        .await;
    let cases = screen.region("Of the same case").await;
    let eas = item(&cases, "Exchange ActiveSync");
    eas.link("Announced by MC441751").await;
    eas.link("Diagnostic for Exchange ActiveSync").await.click();
    screen
        .is_at("/t/alder-clinic/help/diagnostics/basic-auth?protocol=eas")
        .await;
}

#[wasm_bindgen_test]
async fn a_post_to_everybody_is_of_no_case() {
    let screen = Screen::at("/t/alder-clinic/messages/MC424238").await;
    screen.article("Basic authentication: opt out").await;
    screen.hides("Of the same case").await;
}

#[wasm_bindgen_test]
async fn what_happened_leads_to_its_case() {
    let screen = Screen::at(&format!("{HOME}?help=&tab=history")).await;
    let history = screen.the(Role::Complementary, "What has happened").await;
    history.shows("RE-2002").await;
    let case = history.all(Role::Group).into_iter();
    let case = case.filter(|case| case.text() == "The case of Exchange ActiveSync");
    let case = case.last().expect("an event of EAS");
    case.unfold();
    case.link("Announced by MC441751").await;
    case.link("Notice on the day: EX900001").await;
    case.link("Diagnostic for Exchange ActiveSync").await;
}

#[wasm_bindgen_test]
async fn a_setting_leads_to_the_case_of_what_it_switches() {
    let screen = Screen::at("/t/alder-clinic/messages/MC441751").await;
    let cases = screen.region("Of the same case").await;
    let imap = item(&cases, "IMAP4");
    imap.link("Org setting for IMAP4").await.click();
    screen
        .is_at("/t/alder-clinic/settings/services/modern-authentication")
        .await;
    let imap = screen.the(Role::Group, "IMAP4").await;
    imap.shows("The case of IMAP4").await;
    let case = imap.the(Role::Group, "The case of IMAP4").await;
    case.unfold();
    case.link("Receipt RE-2001").await;
    case.link("Diagnostic for IMAP4").await;
}

#[track_caller]
fn item(list: &Part, beginning: &str) -> Part {
    let items = list.all(Role::ListItem).into_iter();
    let mut items = items.filter(|item| item.text().starts_with(beginning));
    items
        .next()
        .unwrap_or_else(|| panic!("no {beginning} in {}", list.text()))
}
