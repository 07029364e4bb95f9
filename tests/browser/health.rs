//! Service health: the services, and the notices about them.

use wasm_bindgen_test::wasm_bindgen_test;

use admin_center::words::Language;

use crate::far_side::{FarSide, Fate};
use crate::screen::Screen;

const ALDER: &str = "/t/alder-clinic/health";
const TODAY: &str = "Basic authentication is being turned off for your tenant";

#[wasm_bindgen_test]
async fn the_services_are_as_their_notices_say() {
    let screen = Screen::at(ALDER).await;
    screen.heading("Service health").await;
    screen
        .row("Exchange Online")
        .await
        .shows("Service degradation")
        .await;
    screen
        .row("Microsoft Teams")
        .await
        .shows("Operational")
        .await;
    screen
        .far_side
        .time_passes("alder-clinic", "2022-10-20T09:00:00Z")
        .await;
    screen
        .row("Exchange Online")
        .await
        .shows("Operational")
        .await;
    screen
        .region("Current notices")
        .await
        .shows("There is no current notice.")
        .await;
    screen.region("Past notices").await.shows(TODAY).await;
}

#[wasm_bindgen_test]
async fn the_notice_of_the_day_says_what_it_is_about_and_leads_to_itself() {
    let screen = Screen::at(ALDER).await;
    let current = screen.region("Current notices").await;
    current
        .shows("EX900001 · Exchange Online · Advisory · Since 10 Oct 2022 (UTC) R8")
        .await;
    current.shows("About: ").await;
    current.shows("POP3").await;
    current.link(TODAY).await.click();
    screen.is_at(&format!("{ALDER}/EX900001")).await;
    screen.shows("Service health notice EX900001").await;
    screen.heading(TODAY).await.gets_focus().await;
}

#[wasm_bindgen_test]
async fn notices_speak_japanese_and_what_is_in_english_alone_is_marked_so() {
    let screen = Screen::in_japanese_at(ALDER).await;
    screen.heading("サービス正常性").await;
    let current = screen.region("現在の通知").await;
    current.link("テナントの基本認証が無効化されます").await;
    let past = screen.region("過去の通知").await;
    let calls = past
        .link("Microsoft Teams: some calls end after a minute")
        .await;
    assert_eq!(calls.attribute("lang").as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn a_status_that_nobody_knows_is_shown_as_it_came() {
    let far_side = FarSide::new().await;
    far_side.meets(
        "healthOverviews",
        Fate::Reworded("serviceOperational", "onHoliday"),
    );
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.row("Microsoft Teams").await.shows("onHoliday").await;
}

#[wasm_bindgen_test]
async fn health_that_is_not_answered_is_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("issues", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.heading("Service health could not be loaded").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    screen.heading("Service health").await;
}
