//! Org settings: the tabs, and modern authentication from the first tick to what was written.

mod saving;

use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::{FarSide, Fate};
use crate::part::Part;
use crate::role::Role;
use crate::screen::Screen;

/// October: the policy “Block POP” blocks POP, Microsoft blocks what was neither opted out nor
/// re-enabled.
const DRAWN: &str = "/t/alder-clinic/settings/services/modern-authentication";
/// September, without a policy.
const UNTOUCHED: &str = "/t/harbour-foods/settings/services/modern-authentication";

async fn pane(screen: &Screen) -> Part {
    screen.pane("Modern authentication").await
}

#[wasm_bindgen_test]
async fn the_navigation_leads_to_tabs_with_an_address_each() {
    let screen = Screen::at("/t/alder-clinic").await;
    screen.link("Org settings").await.click();
    screen.heading("Org settings").await.gets_focus().await;
    screen.is_at("/t/alder-clinic/settings/services").await;

    let profile = screen.tab("Organization profile").await;
    profile.click();
    screen
        .is_at("/t/alder-clinic/settings/organization-profile")
        .await;
    screen.shows("Noor Haddad").await;
    screen.shows("Address, technical contact").await;
    // Whoever turns tabs stays on them.
    profile.press("ArrowLeft");
    let security = screen.tab("Security & privacy").await;
    security.gets_focus().await;
    screen
        .is_at("/t/alder-clinic/settings/security-and-privacy")
        .await;
    screen.shows("This app sets nothing on this tab.").await;
}

#[wasm_bindgen_test]
async fn the_pane_opens_over_the_services_and_gives_the_focus_back() {
    let screen = Screen::at("/t/alder-clinic/settings").await;
    let link = screen.link("Modern authentication").await;
    link.focus();
    link.click();
    screen.is_at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.heading("Modern authentication")
        .await
        .gets_focus()
        .await;
    assert!(screen.title().starts_with("Modern authentication – "));
    pane.button("Close modern authentication").await.click();
    screen.is_at("/t/alder-clinic/settings/services").await;
    link.gets_focus().await;
}

#[wasm_bindgen_test]
async fn whoever_comes_to_its_address_comes_to_the_pane() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.heading("Modern authentication")
        .await
        .gets_focus()
        .await;
    pane.press("Escape");
    screen
        .link("Modern authentication")
        .await
        .gets_focus()
        .await;
}

#[wasm_bindgen_test]
async fn each_box_is_named_as_in_the_admin_center() {
    for (language, boxes) in [
        (
            Language::EN,
            [
                "Outlook client",
                "Exchange ActiveSync (EAS)",
                "Autodiscover",
                "IMAP4",
                "POP3",
                "Authenticated SMTP",
                "Exchange Online PowerShell",
            ],
        ),
        (
            Language::JA,
            [
                "Outlook クライアント",
                "Exchange ActiveSync (EAS)",
                "自動検出",
                "IMAP4",
                "POP3",
                "認証済み SMTP",
                "Exchange Online PowerShell",
            ],
        ),
    ] {
        let screen = Screen::on(FarSide::new().await, language, DRAWN);
        screen.the(Role::Checkbox, boxes[6]).await;
        let names = screen.names(Role::Checkbox);
        assert_eq!(names[1..8], boxes);
        let ticked = boxes.map(|name| {
            let all = screen.all(Role::Checkbox).into_iter();
            let at = names.iter().position(|known| known == name).unwrap();
            all.skip(at).map(|it| it.is_checked()).next().unwrap()
        });
        assert_eq!(ticked, [true, true, true, true, false, true, true]);
    }
}

#[wasm_bindgen_test]
async fn beside_each_box_are_both_layers_and_what_comes_of_them() {
    let screen = Screen::at(DRAWN).await;
    for (name, says) in [
        (
            "IMAP4",
            "Re-enabled Microsoft does not block Policy does not block Not blocked by these",
        ),
        (
            "POP3",
            "Blocked Microsoft blocks Policy blocks Blocked by both",
        ),
        (
            "Autodiscover",
            "Not affected Microsoft does not block Policy does not block",
        ),
        (
            "Outlook client",
            "RPC Blocked Microsoft blocks Policy does not block Blocked by Microsoft",
        ),
        (
            "Outlook client",
            "Exchange Web Services Opted out Microsoft does not block",
        ),
    ] {
        screen.the(Role::Group, name).await.shows(says).await;
    }
}

#[wasm_bindgen_test]
async fn where_a_tick_changes_nothing_the_page_says_so_and_what_does() {
    let screen = Screen::at(DRAWN).await;
    let pop = screen.the(Role::Group, "POP3").await;
    pop.shows("Microsoft blocks POP3: whatever the box says")
        .await;
    pop.checkbox("POP3").await.click();
    pop.shows("Microsoft blocks POP3: whatever the box says")
        .await;
    pop.shows("Blocked by Microsoft").await;
    let imap = screen.the(Role::Group, "IMAP4").await;
    imap.hides("whatever the box says").await;
    let outlook = screen.the(Role::Group, "Outlook client").await;
    outlook
        .shows("Microsoft blocks Offline Address Book and RPC:")
        .await;
    let href = pop.link("Re-enable in the diagnostic").await;
    assert_eq!(
        href.attribute("href").as_deref(),
        Some("/t/alder-clinic/help/diagnostics/basic-auth?protocol=pop")
    );
}

#[wasm_bindgen_test]
async fn a_mixed_box_asks_which_way_and_shows_its_members() {
    let far_side = FarSide::new().await;
    let mapi_off = Fate::Reworded(
        "\"AllowBasicAuthMapi\":true",
        "\"AllowBasicAuthMapi\":false",
    );
    far_side.meets("modern-authentication", mapi_off);
    let screen = Screen::on(far_side, Language::EN, DRAWN);
    let group = screen.the(Role::Group, "Outlook client").await;
    let outlook = group.checkbox("Outlook client").await;
    assert!(outlook.is_mixed());
    outlook.click();
    group
        .shows("The protocols of “Outlook client” differ")
        .await;
    group.shows("MAPI: not allowed").await;
    group.shows("RPC: allowed").await;
    assert!(
        outlook.is_mixed(),
        "nothing is turned before it is answered"
    );

    group.button("Leave them as they are").await.click();
    group.hides("differ").await;
    assert!(outlook.is_mixed());
    outlook.click();
    group.button("Allow none").await.click();
    group.gets_focus().await;
    screen.button("Review 3 changes").await;
    assert!(!outlook.is_mixed() && !outlook.is_checked());
    outlook.click();
    screen.button("Review 1 change").await;
    assert!(outlook.is_checked());
}

#[wasm_bindgen_test]
async fn the_page_advises_to_look_at_the_usage_first() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.shows("Before you untick a protocol, look at who still uses basic authentication.")
        .await;
    pane.shows("September 2022, users: Exchange ActiveSync (15)")
        .await;
}

#[wasm_bindgen_test]
async fn whoever_is_no_global_administrator_reads_and_turns_nothing() {
    let screen = Screen::at("/t/sakura-school/settings/services/modern-authentication").await;
    let pane = pane(&screen).await;
    pane.shows("The Global Administrators who can: Hana Mori")
        .await;
    let imap = pane.checkbox("IMAP4").await;
    assert!(imap.is_unavailable());
    assert!(
        imap.description()
            .contains("You can see these settings and change nothing.")
    );
    imap.click();
    assert!(imap.is_checked());
    assert!(pane.button("Review changes").await.is_unavailable());
}

#[wasm_bindgen_test]
async fn in_january_a_box_without_effect_says_why_and_the_rest_works() {
    // POP is retired, IMAP and EWS may stop on any day.
    let screen = Screen::at("/t/willow-hotels/settings/services/modern-authentication").await;
    let pane = pane(&screen).await;
    let pop = pane.checkbox("POP3").await;
    assert!(pop.is_unavailable());
    assert!(
        pop.description()
            .contains("this box no longer does anything.")
    );
    pop.click();
    assert!(pop.is_checked());
    let imap = pane.checkbox("IMAP4").await;
    assert!(!imap.is_unavailable());
    imap.click();
    assert!(!imap.is_checked());
    pane.hides("without waiting").await;
}

#[wasm_bindgen_test]
async fn from_february_on_two_boxes_are_left_and_the_history_has_the_rest() {
    let far_side = FarSide::new().await;
    far_side
        .time_passes("juniper-insurance", "2023-02-01T00:00:00Z")
        .await;
    let address = "/t/juniper-insurance/settings/services/modern-authentication";
    let screen = Screen::on(far_side, Language::EN, address);
    let pane = pane(&screen).await;
    pane.shows("gone since 1 Feb 2023 (UTC)").await;
    let names = pane.names(Role::Checkbox);
    assert_eq!(names[1..3], ["Autodiscover", "Authenticated SMTP"]);
    assert_eq!(names.len(), 4);
    pane.link("What was changed before").await.click();
    screen.is_at(&format!("{address}?help=&tab=history")).await;
    screen.pane("What has happened").await;
}

#[wasm_bindgen_test]
async fn smtp_auth_has_a_switch_and_what_a_mailbox_makes_of_it() {
    let screen = Screen::at(UNTOUCHED).await;
    let smtp = screen.region("SMTP AUTH").await;
    smtp.shows("Inherit: as for the organisation, which is on.")
        .await;
    smtp.checkbox("Turn SMTP AUTH off for the organisation")
        .await
        .click();
    smtp.shows("Inherit: as for the organisation, which is off.")
        .await;
    smtp.shows("Set-CASMailbox -Identity mailbox -SmtpClientAuthenticationDisabled $null")
        .await;
    screen.button("Review 1 change").await;
}

#[wasm_bindgen_test]
async fn what_no_box_reaches_is_done_in_powershell_with_the_tenants_values() {
    let screen = Screen::at(DRAWN).await;
    let reach = screen.region("What the boxes do not reach").await;
    reach.shows("Set-AuthenticationPolicy -Identity 'Block POP' -AllowBasicAuthReportingWebServices:$false").await;
    reach
        .shows("Connect-ExchangeOnline -UserPrincipalName 'robin.tanaka@partner.example'")
        .await;
    reach.button("Copy the command to connect").await;

    let screen = Screen::at(UNTOUCHED).await;
    let reach = screen.region("What the boxes do not reach").await;
    reach.shows("which does not exist yet").await;
    reach.hides("Set-AuthenticationPolicy").await;
}

#[wasm_bindgen_test]
async fn settings_that_cannot_be_read_say_so_and_are_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("modern-authentication", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, DRAWN);
    let pane = pane(&screen).await;
    pane.shows("The settings could not be loaded").await;
    screen.far_side.mend();
    pane.button("Try again").await.click();
    pane.checkbox("IMAP4").await;
    pane.hides("The settings could not be loaded").await;
}
