//! Timeline: the notice's flow chart, with the tenant's place in it.

use wasm_bindgen_test::wasm_bindgen_test;
use wire::history::EventKind;

use crate::far_side::FarSide;
use crate::part::Part;
use crate::role::Role;
use crate::screen::Screen;
use admin_center::words::Language;

const DRAWN: &str = "/t/alder-clinic/timeline";
const GCC: &str = "/t/cedar-county/timeline";
const UNTOUCHED: &str = "/t/harbour-foods/timeline";
const STEPS: &str = "The same, step by step";

/// The list of steps shows, at this place in it, who is there, and nobody anywhere else.
async fn check(screen: &Screen, places: &[(usize, &str)]) {
    let steps = screen.region(STEPS).await;
    for (step, there) in places {
        item(&steps, *step)
            .shows(&format!("You are here: {there}"))
            .await;
    }
    let items = steps.all(Role::ListItem);
    assert_eq!(items.len(), 14);
    let current = |item: &&Part| item.attribute("aria-current").as_deref() == Some("step");
    assert_eq!(items.iter().filter(current).count(), places.len());
}

fn item(steps: &Part, number: usize) -> Part {
    steps.all(Role::ListItem)[number - 1].clone()
}

#[wasm_bindgen_test]
async fn each_protocol_is_found_in_the_chart() {
    let screen = Screen::at(DRAWN).await;
    screen.heading("Timeline and what-if").await;
    check(
        &screen,
        &[
            (8, "Exchange Web Services and MAPI"),
            (9, "POP3, Remote PowerShell, Offline Address Book and RPC"),
            (11, "Exchange ActiveSync"),
            (12, "IMAP4"),
        ],
    )
    .await;
    // The drawing counts who is there.
    let chart = screen.region("Flow chart").await;
    for count in ["You are here: 2 protocols", "You are here: 4 protocols"] {
        chart.shows(count).await;
    }
}

#[wasm_bindgen_test]
async fn the_place_moves_on_with_time() {
    let far_side = FarSide::new().await;
    let screen = Screen::on(far_side, Language::EN, UNTOUCHED);
    let all = "Exchange ActiveSync, Exchange Web Services, POP3, IMAP4, Remote PowerShell, MAPI, \
               Offline Address Book and RPC";
    check(&screen, &[(2, all)]).await;
    screen
        .far_side
        .time_passes("harbour-foods", "2022-10-01T00:00:00Z")
        .await;
    let steps = screen.region(STEPS).await;
    item(&steps, 7).shows("You are here").await;
    check(&screen, &[(7, all)]).await;
    screen
        .far_side
        .time_passes("harbour-foods", "2023-01-01T00:00:00Z")
        .await;
    item(&steps, 14).shows("You are here").await;
    check(&screen, &[(14, all)]).await;
}

#[wasm_bindgen_test]
async fn each_step_leads_to_where_it_is_done() {
    let screen = Screen::at(DRAWN).await;
    for (step, address) in [
        (
            "Opt out with the diagnostic",
            "/help/diagnostics/basic-auth",
        ),
        (
            "Re-enable with the diagnostic",
            "/help/diagnostics/basic-auth",
        ),
        (
            "1 Sept 2022 (UTC): all earlier requests stop counting",
            "/help/articles/archived-requests",
        ),
        (
            "The opt-out of the chosen protocols is on record",
            "?help=&tab=history",
        ),
        (
            "Not needed any more? Block it yourself in Org settings",
            "/settings/services/modern-authentication",
        ),
    ] {
        let steps = screen.region(STEPS).await;
        let link = steps.link(step).await;
        assert_eq!(
            link.attribute("href"),
            Some(format!("/t/alder-clinic{address}"))
        );
    }
    let steps = screen.region(STEPS).await;
    steps
        .link("Blocked, and needed in September: open a support ticket (not for SMTP AUTH)")
        .await
        .click();
    screen.is_at("/t/alder-clinic/help/support").await;
}

#[wasm_bindgen_test]
async fn in_gcc_the_steps_are_those_of_the_post_and_of_support() {
    let screen = Screen::at(GCC).await;
    let steps = screen.region(STEPS).await;
    let post = steps
        .link("Opt out by the steps of the Message Center post")
        .await;
    assert_eq!(
        post.attribute("href").as_deref(),
        Some("/t/cedar-county/messages/MC424238")
    );
    let ticket = steps.link("Open a support ticket").await;
    assert_eq!(
        ticket.attribute("href").as_deref(),
        Some("/t/cedar-county/help/support")
    );
    item(&steps, 5).shows("This cloud has no diagnostic.").await;
}

#[wasm_bindgen_test]
async fn it_is_as_whole_in_japanese() {
    let screen = Screen::in_japanese_at(DRAWN).await;
    let steps = screen.region("フロー図の手順").await;
    item(&steps, 12).shows("現在位置: IMAP4").await;
    screen
        .region("フロー図")
        .await
        .shows("現在位置: 4 個のプロトコル")
        .await;
}

#[wasm_bindgen_test]
async fn the_dates_tell_what_was_and_what_is_to_come() {
    let screen = Screen::at(DRAWN).await;
    let dates = screen.region("Dates").await;
    dates.shows("You are here: 12 Oct 2022, 09:00 UTC").await;
    // The history comes after the rest.
    dates.shows("Opt-out: Exchange Web Services").await;
    let entries = dates.texts(Role::ListItem);
    let place = |beginning: &str| {
        let found = entries.iter().position(|text| text.contains(beginning));
        found.unwrap_or_else(|| panic!("{beginning} is not in {entries:#?}"))
    };
    let order = [
        "1 Sept 2022 (UTC) Opting out begins",
        "Opt-out: Exchange Web Services",
        "1 Oct 2022 (UTC) Tenants are blocked from now on",
        "Blocked by Microsoft",
        "You are here",
        "By then the re-enable takes effect: Exchange ActiveSync R49",
        "31 Dec 2022 (UTC) Last day of what was opted out or re-enabled",
        "1 Jan 2023 (UTC) The diagnostic is closed",
    ];
    assert!(order.map(place).is_sorted(), "{entries:#?}");
}

#[wasm_bindgen_test]
async fn the_day_of_a_block_is_told_when_a_post_has_announced_it() {
    let screen = Screen::at(UNTOUCHED).await;
    let dates = screen.region("Dates").await;
    dates.shows("Opting out begins").await;
    dates.hides("the block announced for").await;
    screen
        .far_side
        .time_passes("harbour-foods", "2022-10-01T00:00:00Z")
        .await;
    let clock = screen.far_side.api().clock("harbour-foods").await.unwrap();
    // What comes next may be a report; the post comes before the block.
    dates.hides("the block announced for").await;
    let mut next = clock.next_event.unwrap();
    while next.kind != EventKind::BlockAnnounced {
        screen
            .far_side
            .time_passes("harbour-foods", &next.at.to_rfc3339())
            .await;
        let clock = screen.far_side.api().clock("harbour-foods").await.unwrap();
        next = clock.next_event.unwrap();
    }
    screen
        .far_side
        .time_passes("harbour-foods", &next.at.to_rfc3339())
        .await;
    dates
        .shows("About this day, the block announced for Exchange ActiveSync, Exchange Web Services")
        .await;
}
