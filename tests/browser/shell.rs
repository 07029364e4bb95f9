//! What stands around every page: tenants, addresses, the clock, warnings and failures.

use admin_center::backend::in_browser::Keeping;
use admin_center::browser::address;
use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

#[wasm_bindgen_test]
async fn a_short_address_opens_the_last_tenant() {
    let screen = Screen::at("/").await;
    screen.is_at("/t/harbour-foods").await;
    screen
        .combobox("Tenant")
        .await
        .choose("Alder Clinic · turned off in October");
    screen.is_at("/t/alder-clinic").await;
    screen.row("POP3").await.shows("Blocked").await;
    let screen = screen.reload_at("/help?q=imap").await;
    screen.is_at("/t/alder-clinic/help?q=imap").await;
}

#[wasm_bindgen_test]
async fn an_unknown_tenant_is_named_and_the_known_ones_are_offered() {
    let screen = Screen::at("/t/nowhere-inc/help").await;
    screen
        .heading("There is no tenant “nowhere-inc” here")
        .await;
    let known = [
        "Harbour Foods",
        "Minato Logistics",
        "Larch Publishing",
        "Alder Clinic",
        "Polar Transport",
        "Kestrel Bank",
        "Sakura School",
        "Willow Hotels",
        "Juniper Insurance",
        "Cedar County",
        "Granite Survey",
    ];
    assert_eq!(screen.names(Role::Link), known);
    screen.link("Kestrel Bank").await.click();
    screen.is_at("/t/kestrel-bank").await;
    screen.row("POP3").await.shows("Overdue").await;
}

#[wasm_bindgen_test]
async fn an_unknown_page_offers_the_search_and_the_way_home() {
    let screen = Screen::at("/t/harbour-foods/nothing-here").await;
    screen.heading("Page not found").await;
    assert_eq!(
        screen.title(),
        "Page not found – Harbour Foods – Admin center"
    );
    screen.search_box("Search for help").await.type_in("imap");
    screen.region("Search results").await.article("Diag").await;
    screen.link("Go to Home").await.click();
    screen.is_at("/t/harbour-foods").await;
}

#[wasm_bindgen_test]
async fn back_returns_to_the_page_before() {
    let screen = Screen::at("/t/harbour-foods").await;
    screen.row("IMAP4").await;
    screen.link("Diagnostic").await.click();
    screen
        .heading("What the tests found")
        .await
        .gets_focus()
        .await;
    address::go(-1);
    screen.is_at("/t/harbour-foods").await;
    screen
        .heading("Basic authentication")
        .await
        .gets_focus()
        .await;
}

#[wasm_bindgen_test]
async fn another_tenant_is_a_new_page_with_the_focus_on_its_heading() {
    let screen = Screen::at("/t/harbour-foods/help").await;
    screen.search_box("Search for help").await;
    let tenants = screen.combobox("Tenant").await;
    tenants.choose("Kestrel Bank · a re-enable is overdue");
    screen.is_at("/t/kestrel-bank").await;
    let heading = screen.heading("Basic authentication").await;
    heading.gets_focus().await;
    assert_eq!(screen.title(), "Home – Kestrel Bank – Admin center");
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_is_warned_about_on_every_page() {
    for page in [
        "",
        "/help",
        "/help/diagnostics/basic-auth",
        "/help/articles/smtp-auth",
    ] {
        let mut far_side = FarSide::new().await;
        far_side.keeping = Keeping::MemoryOnly;
        let address = format!("/t/harbour-foods{page}");
        let screen = Screen::on(far_side, Language::EN, &address);
        screen.shows("Nothing is kept in this browser").await;

        let screen = Screen::at(&address).await;
        screen.button("Help & support").await;
        screen.hides("Nothing is kept in this browser").await;
    }
}

#[wasm_bindgen_test]
async fn records_of_a_newer_version_are_offered_and_not_touched() {
    let mut far_side = FarSide::new().await;
    far_side.keeping = Keeping::OutOfReach;
    let screen = Screen::on(far_side, Language::EN, "/t/harbour-foods");
    screen
        .heading("A newer version of this app keeps its records here")
        .await;
    screen.button("Download the records").await;
    assert_eq!(screen.all(Role::Row), []);
}

#[wasm_bindgen_test]
async fn a_session_that_cannot_be_read_is_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("session", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, "/t/harbour-foods");
    screen.heading("Your session could not be loaded").await;
    screen.shows("Check the connection").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    screen.row("IMAP4").await;
}

#[wasm_bindgen_test]
async fn what_was_read_stays_when_the_newest_state_cannot_be_read() {
    let screen = Screen::at("/t/harbour-foods").await;
    screen.row("IMAP4").await;
    screen.far_side.meets("protocols", Fate::Lost);
    screen
        .far_side
        .time_passes("harbour-foods", "2022-09-13T00:00:00Z")
        .await;
    screen
        .the(Role::Alert, "")
        .await
        .shows("The newest state could not be loaded")
        .await;
    screen.row("IMAP4").await.shows("Allowed").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    screen.hides("The newest state could not be loaded").await;
}

#[wasm_bindgen_test]
async fn the_simulated_clock_moves_forward_and_says_what_comes_next() {
    let screen = Screen::at("/t/harbour-foods").await;
    screen
        .button("Simulated 12 Sept 2022, 09:00 UTC")
        .await
        .click();
    let controls = screen.the(Role::Group, "Move the simulated clock").await;
    for (button, time) in [("+10 min", "09:10"), ("+1 h", "10:10")] {
        controls.button(button).await.click();
        screen
            .button(&format!("Simulated 12 Sept 2022, {time} UTC"))
            .await;
    }
    controls.button("+1 day").await.click();
    screen.button("Simulated 13 Sept 2022, 10:10 UTC").await;
    controls.shows("The next event is at 3 Oct 2022").await;
    controls.button("Next event").await.click();
    // The usage report of September comes first.
    screen.button("Simulated 3 Oct 2022, 13:25 UTC").await;
    controls.button("Next event").await.click();
    screen.shows("Announced for about 10 Oct 2022 (UTC)").await;

    controls.button("Go to the day").await.click();
    controls.shows("Enter a day.").await;
    let day = controls.the(Role::DateBox, "A later day").await;
    day.type_in("2022-09-01");
    controls.button("Go to the day").await.click();
    controls.shows("The clock only moves forward").await;
    day.type_in("2022-10-11");
    controls.button("Go to the day").await.click();
    screen.button("Simulated 11 Oct 2022, 00:00 UTC").await;
    screen.row("IMAP4").await.shows("Blocked").await;
}

#[wasm_bindgen_test]
async fn a_chosen_appearance_is_shown_and_remembered() {
    let screen = Screen::at("/t/harbour-foods").await;
    let choose = async |group: &str, choice: &str, is: &str| {
        screen.button("Appearance").await.click();
        let menu = screen.the(Role::Menu, "Appearance").await;
        let choices = menu.the(Role::Group, group).await;
        let choice = choices.the(Role::MenuItemRadio, choice).await;
        assert_eq!(choice.attribute("aria-checked").as_deref(), Some(is));
        choice.click();
        menu.goes().await;
    };
    choose("Theme", "Dark", "false").await;
    choose("Contrast", "More", "false").await;
    screen.wears("data-theme", Some("dark")).await;
    screen.wears("data-contrast", Some("more")).await;

    let screen = screen.reload().await;
    screen.button("Appearance").await;
    screen.wears("data-theme", Some("dark")).await;
    screen.wears("data-contrast", Some("more")).await;
    screen.button("Appearance").await.click();
    let menu = screen.the(Role::Menu, "Appearance").await;
    let theme = menu.the(Role::Group, "Theme").await;
    let system = theme.the(Role::MenuItemRadio, "Follow the system").await;
    system.click();
    menu.goes().await;
    screen.wears("data-theme", None).await;
}

#[wasm_bindgen_test]
async fn a_menu_is_walked_with_the_keys_of_its_pattern() {
    let screen = Screen::at("/t/harbour-foods").await;
    let opener = screen.button("Appearance").await;
    opener.focus();
    opener.press("ArrowUp");
    let menu = screen.the(Role::Menu, "Appearance").await;
    let contrast = menu.the(Role::Group, "Contrast").await;
    let last = contrast.the(Role::MenuItemRadio, "More").await;
    last.gets_focus().await;
    let theme = menu.the(Role::Group, "Theme").await;
    let first = theme.the(Role::MenuItemRadio, "Follow the system").await;
    last.press("ArrowDown");
    assert!(first.has_focus());
    first.press("d");
    let dark = theme.the(Role::MenuItemRadio, "Dark").await;
    assert!(dark.has_focus());
    // The browser would go on from the button; a test's key does not reach it.
    dark.press("Tab");
    menu.goes().await;
    assert!(opener.has_focus());
}

#[wasm_bindgen_test]
async fn a_menu_stays_open_while_the_tenant_is_read() {
    let far_side = FarSide::new().await;
    let let_go = far_side.holds("/protocols");
    let screen = Screen::on(far_side, Language::EN, "/t/harbour-foods");
    screen.button("Appearance").await.click();
    let menu = screen.the(Role::Menu, "Appearance").await;
    let choice = menu.the(Role::MenuItemRadio, "Dark").await;
    choice.focus();
    let_go();
    screen.row("IMAP4").await;
    assert!(choice.has_focus());
    choice.click();
    menu.goes().await;
    screen.wears("data-theme", Some("dark")).await;
    admin_center::preferences::Theme::System.remember();
}

#[wasm_bindgen_test]
async fn the_language_is_remembered() {
    let screen = Screen::at("/t/harbour-foods").await;
    screen.combobox("Language").await.choose("日本語");
    screen.heading("基本認証").await;
    assert_eq!(admin_center::preferences::language(), Language::JA);
}
