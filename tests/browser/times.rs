//! Times in the tenant's zone, or in UTC where the reader wants them so.

use admin_center::preferences::Times;
use admin_center::words::Language;
use chrono::FixedOffset;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

const TENANT: &str = "alder-clinic";
const ADDRESS: &str = "/t/alder-clinic";

#[wasm_bindgen_test]
async fn a_time_of_another_zone_is_shown_in_utc_on_demand_which_is_remembered() {
    let screen = in_tokyo(Language::EN).await;
    let row = screen.row("Exchange ActiveSync").await;
    row.shows("The re-enable of 12 Oct 2022, 17:55 GMT+9").await;
    choose(&screen, "Times", "In UTC").await;
    row.shows("The re-enable of 12 Oct 2022, 08:55 UTC").await;

    assert_eq!(Times::remembered(), Times::Utc);

    choose(&screen, "Times", "In the tenant’s zone (+09:00)").await;
    row.shows("The re-enable of 12 Oct 2022, 17:55 GMT+9").await;
}

#[wasm_bindgen_test]
async fn a_day_that_a_sentence_fixes_is_a_day_of_the_tenants_zone() {
    let sentence = "once each, until 31 Dec 2022";
    let screen = in_tokyo(Language::EN).await;
    screen.shows(&format!("{sentence} (+09:00)")).await;
    let screen = Screen::at(ADDRESS).await;
    screen.shows(&format!("{sentence} (UTC)")).await;
}

#[wasm_bindgen_test]
async fn the_choice_is_there_in_japanese() {
    let screen = in_tokyo(Language::JA).await;
    let row = screen.row("Exchange ActiveSync").await;
    row.shows("2022年10月12日 17:55 GMT+9").await;
    screen.button("外観").await.click();
    let menu = screen.the(Role::Menu, "外観").await;
    menu.the(Role::MenuItemRadio, "UTC").await.click();
    row.shows("2022年10月12日 08:55 UTC").await;
}

#[wasm_bindgen_test]
async fn where_all_times_are_utc_there_is_nothing_to_choose() {
    let screen = Screen::at(ADDRESS).await;
    screen
        .row("Exchange ActiveSync")
        .await
        .shows("08:55 UTC")
        .await;
    screen.button("Appearance").await.click();
    let menu = screen.the(Role::Menu, "Appearance").await;
    menu.the(Role::Group, "Theme").await;
    assert!(!menu.names(Role::Group).contains(&"Times".to_owned()));
}

async fn choose(screen: &Screen, group: &str, choice: &str) {
    screen.button("Appearance").await.click();
    let menu = screen.the(Role::Menu, "Appearance").await;
    let group = menu.the(Role::Group, group).await;
    group.the(Role::MenuItemRadio, choice).await.click();
}

/// The tenant after the draw, whose far side counts in the time of Tokyo.
async fn in_tokyo(language: Language) -> Screen {
    let far_side = FarSide::new().await;
    let mut protocols = far_side.api().protocols(TENANT).await.unwrap();
    protocols.zone = FixedOffset::east_opt(9 * 3600).unwrap();
    let told = serde_json::to_string(&protocols).unwrap();
    far_side.meets("/protocols", Fate::Told(told));
    Screen::on(far_side, language, ADDRESS)
}
