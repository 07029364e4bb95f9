//! Home: where each protocol stands, why, until when, and what can be done.

use std::time::Duration;

use admin_center::browser::clock;
use admin_center::words::Language;
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

const UNTOUCHED: &str = "/t/harbour-foods";
const ARCHIVED: &str = "/t/minato-logistics";
const DRAWN: &str = "/t/alder-clinic";
const OVERDUE: &str = "/t/kestrel-bank";
const NOT_GLOBAL_ADMIN: &str = "/t/sakura-school";
const NOT_DRAWN: &str = "/t/polar-transport";

/// A row: what it begins with, its state, how its reason ends (with the rules), the re-enables
/// left, and its next step.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[wasm_bindgen_test]
async fn each_endpoint_says_where_it_stands_why_and_what_comes_next() {
    let drawn = "blocked by Microsoft since 10 Oct 2022 (UTC). R6";
    let opted_out = "that date is our reading. R22 R37 A11";
    check_rows(
        DRAWN,
        &[
            (
                "Exchange ActiveSync",
                "Taking effect",
                "31 Dec 2022 (UTC). R49 A16 R19",
                "0",
                "Wait",
            ),
            (
                "Exchange Web Services",
                "Opted out",
                opted_out,
                "1",
                "Nothing to do",
            ),
            ("POP3", "Blocked", drawn, "1", "Re-enable"),
            (
                "IMAP4",
                "Re-enabled",
                "31 Dec 2022 (UTC). R19 R18",
                "0",
                "Nothing to do",
            ),
            (
                "Remote PowerShell",
                "Blocked",
                "follows the same rules and times. R62",
                "1",
                "Re-enable",
            ),
            ("MAPI", "Opted out", opted_out, "1", "Nothing to do"),
            ("Offline Address Book", "Blocked", drawn, "1", "Re-enable"),
            ("RPC", "Blocked", drawn, "1", "Re-enable"),
            (
                "SMTP AUTH",
                "Not affected",
                "nor changes its settings. R9",
                "–",
                "Manage it yourself",
            ),
            (
                "Autodiscover",
                "Not affected",
                "not in the diagnostic. A20",
                "–",
                "Nothing to do",
            ),
            (
                "Reporting Web Service",
                "Allowed",
                "(UTC). R60 A18",
                "–",
                "Nothing to do",
            ),
            (
                "EOP and SCC",
                "Allowed",
                "31 Dec 2022 (UTC). R61",
                "–",
                "Move to certificate-based",
            ),
        ],
    )
    .await;
}

#[wasm_bindgen_test]
async fn a_broken_promise_leads_to_support_and_never_to_a_second_re_enable() {
    check_rows(
        OVERDUE,
        &[
            (
                "POP3",
                "Overdue",
                "the block by Microsoft is still on. R49 A16",
                "0",
                "Contact support",
            ),
            (
                "IMAP4",
                "Blocked",
                "since 14 Oct 2022 (UTC). R6",
                "0",
                "Contact support",
            ),
            (
                "MAPI",
                "Blocked",
                "since 10 Oct 2022 (UTC). R6",
                "1",
                "Re-enable",
            ),
        ],
    )
    .await;
}

#[wasm_bindgen_test]
async fn requests_from_before_september_are_shown_as_archived_with_the_way_to_renew_them() {
    check_rows(
        ARCHIVED,
        &[
            (
                "IMAP4",
                "Allowed",
                "was archived and no longer counts. R26",
                "1",
                "Opt out",
            ),
            (
                "RPC",
                "Blocked",
                "(UTC), before the first blocks of this programme on 1 Oct 2022 (UTC). R4",
                "1",
                "Contact support",
            ),
        ],
    )
    .await;
    let screen = Screen::at(ARCHIVED).await;
    screen
        .shows("Earlier requests for 3 protocols were archived")
        .await;
    screen.link("Opt out again").await.click();
    screen
        .is_at("/t/minato-logistics/help/diagnostics/basic-auth")
        .await;

    let screen = Screen::at(UNTOUCHED).await;
    screen.row("IMAP4").await;
    screen.main().await.hides("archived").await;
}

async fn check_rows(address: &str, rows: &[Row]) {
    let screen = Screen::at(address).await;
    for (beginning, state, why, left, next) in rows {
        let row = screen.row(beginning).await;
        let cells = row.texts(Role::Cell);
        // Behind the reason stand the posts about it.
        let posts = row.all(Role::Cell)[1].texts(Role::List).concat();
        let reason = cells[1].strip_suffix(&posts).unwrap_or(&cells[1]);
        assert!(cells[0].starts_with(state), "{beginning}: {}", cells[0]);
        assert!(
            reason.trim_end().ends_with(why),
            "{beginning}: {reason} – {why}"
        );
        assert_eq!(cells[2], *left, "{beginning}");
        assert!(cells[3].contains(next), "{beginning}: {}", cells[3]);
    }
}

#[wasm_bindgen_test]
async fn the_eight_protocols_come_first_and_then_what_the_programme_does_not_switch() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.row("EOP and SCC PowerShell").await;
    let columns = [
        "Protocol",
        "State",
        "Why, and until when",
        "Re-enables left",
        "Next step",
    ];
    assert_eq!(screen.names(Role::ColumnHeader), columns);
    let rows = screen.names(Role::Row);
    let group = rows
        .iter()
        .position(|row| row == "Not switched by this programme");
    // After the row of column headers.
    assert_eq!((group, rows.len()), (Some(9), 14));
}

#[wasm_bindgen_test]
async fn the_next_step_leads_to_where_it_is_done_with_the_protocol_chosen() {
    let screen = Screen::at(UNTOUCHED).await;
    screen.link("Opt out: IMAP4").await.click();
    screen
        .is_at("/t/harbour-foods/help/diagnostics/basic-auth?protocol=imap")
        .await;
    screen
        .heading("What the tests found")
        .await
        .gets_focus()
        .await;
    screen.button("Choose protocols").await.click();
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
    assert!(!screen.checkbox("POP3 (Email clients)").await.is_checked());
}

#[wasm_bindgen_test]
async fn a_receipt_leads_to_the_history() {
    let screen = Screen::at(DRAWN).await;
    screen.link("Receipt RE-2001").await.click();
    screen
        .pane("What has happened")
        .await
        .shows("RE-2001")
        .await;
    screen.is_at("/t/alder-clinic?help=&tab=history").await;
}

#[wasm_bindgen_test]
async fn the_phases_say_where_the_tenant_is_and_how_long_it_has() {
    let screen = Screen::at(UNTOUCHED).await;
    check_phases(
        &screen,
        [
            "You are here · 12 Sept 2022 (UTC) September 2022 Opt out only · 19 days left Ends 1 Oct 2022, 00:00 UTC",
            "October – December 2022 Turned off tenant by tenant · re-enable once per protocol",
            "January 2023 Permanently disabled",
        ],
    )
    .await;
    screen
        .far_side
        .time_passes("harbour-foods", "2022-12-31T12:00:00Z")
        .await;
    check_phases(
        &screen,
        [
            "September 2022 Opt out only · closed",
            "You are here · 31 Dec 2022 (UTC) October – December 2022 Re-enable once per protocol · 1 day left Ends 1 Jan 2023, 00:00 UTC",
            "January 2023 Permanently disabled",
        ],
    )
    .await;
    screen
        .far_side
        .time_passes("harbour-foods", "2023-01-01T00:00:00Z")
        .await;
    check_phases(
        &screen,
        [
            "September 2022 Opt out only · closed",
            "October – December 2022 Re-enable once per protocol · closed",
            "You are here · 1 Jan 2023 (UTC) January 2023 Permanently disabled",
        ],
    )
    .await;
}

async fn check_phases(screen: &Screen, phases: [&str; 3]) {
    let here = phases
        .iter()
        .position(|phase| phase.starts_with("You are here"));
    let band = screen.region("Phases of the programme").await;
    band.shows(phases[here.unwrap()]).await;
    assert_eq!(band.texts(Role::ListItem), phases);
    let items = band.all(Role::ListItem);
    let current = |item: &crate::part::Part| item.attribute("aria-current").is_some();
    assert_eq!(items.iter().position(current), here);
}

#[wasm_bindgen_test]
async fn who_is_not_global_administrator_sees_everything_and_is_told_whom_to_ask() {
    let screen = Screen::at(NOT_GLOBAL_ADMIN).await;
    screen
        .shows("You are not a Global Administrator of this tenant")
        .await;
    screen
        .shows("Hana Mori (hana.mori@sakura-school.example)")
        .await;
    screen
        .shows("Jonas Weber (jonas.weber@sakura-school.example)")
        .await;
    screen.row("POP3").await.shows("R28").await;
    screen.link("Ask a Global Administrator: POP3").await;
    let links = screen.names(Role::Link);
    assert!(
        !links.iter().any(|link| link.starts_with("Re-enable")),
        "{links:?}"
    );
}

#[wasm_bindgen_test]
async fn what_another_tab_does_is_shown_and_the_focus_stays() {
    let screen = Screen::at(UNTOUCHED).await;
    let link = screen.link("Opt out: POP3").await;
    link.focus();
    let other = screen.far_side.opened_again().await.api();
    let asked = other
        .submit("harbour-foods", Wish::OptOut, Protocol::Imap, "k-1")
        .await;
    screen.row("IMAP4").await.shows("Opted out").await;
    screen
        .link(&format!("Receipt {}", asked.unwrap().number))
        .await;
    assert!(link.has_focus());
}

#[wasm_bindgen_test]
async fn the_language_changes_in_place_and_the_focus_stays() {
    let screen = Screen::at(UNTOUCHED).await;
    let row = screen.row("IMAP4").await;
    assert_eq!(screen.title(), "Home – Harbour Foods – Admin center");
    let languages = screen.combobox("Language").await;
    languages.choose("日本語");
    assert_eq!(screen.combobox("言語").await, languages);
    assert!(languages.has_focus());
    screen.heading("基本認証").await;
    row.shows("有効").await;
    row.shows("2022年9月30日").await;
    assert_eq!(screen.language().as_deref(), Some("ja"));
    assert_eq!(screen.title(), "ホーム – Harbour Foods – 管理センター");

    languages.choose("English");
    row.shows("Allowed").await;
    assert_eq!(screen.language().as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn an_opt_out_is_unconfirmed_until_its_post_comes() {
    let screen = Screen::at("/t/harbour-foods").await;
    let unconfirmed = "Not confirmed yet. The post MC437540 confirms it, from 23 Sept 2022 (UTC). If it does not come, run the diagnostic again before October. R42";
    let row = screen.row("IMAP4").await;
    row.hides("MC437540").await;
    let asked = screen.far_side.api();
    let asked = asked.submit("harbour-foods", Wish::OptOut, Protocol::Imap, "k-1");
    let receipt = asked.await.unwrap();
    row.shows(unconfirmed).await;
    row.link(&format!("Receipt {}", receipt.number)).await;
    row.link("How Microsoft confirms it (MC437540)").await;

    screen
        .far_side
        .time_passes("harbour-foods", "2022-09-24T09:00:00Z")
        .await;
    row.hides("Not confirmed yet").await;
    row.link("Opt-out confirmed by MC437540").await;
}

#[wasm_bindgen_test]
async fn states_come_with_what_is_reported_and_do_not_wait_for_it_long() {
    let far_side = FarSide::new().await;
    let let_go = far_side.holds("/usage");
    let screen = Screen::on(far_side, Language::EN, NOT_DRAWN);
    // The header has the tenant's time as soon as the states are known.
    screen.shows("14 Nov 2022").await;
    let_go();
    let row = screen.row("Exchange ActiveSync").await;
    assert!(
        row.text().contains("October 2022: 17 users"),
        "{}",
        row.text()
    );

    let far_side = FarSide::new().await;
    far_side.meets("/usage", Fate::OnItsWay);
    let screen = Screen::on(far_side, Language::EN, NOT_DRAWN);
    screen.shows("14 Nov 2022").await;
    let known = clock::elapsed();
    screen.row("Exchange ActiveSync").await;
    // A shape that was seen would have stood half a second anyhow.
    assert!(clock::elapsed().saturating_sub(known) > Duration::from_millis(500));
}
