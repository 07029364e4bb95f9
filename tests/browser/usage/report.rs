//! The page of all months: its chart, its table, and what is said when there is nothing to show.

use admin_center::backend::in_browser::Change;
use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{DRAWN, UNTOUCHED, none, not_yet, of_imap_alone, screen, sent, tell};
use crate::far_side::{FarSide, Fate};
use crate::part::Part;
use crate::role::Role;
use crate::screen::Screen;

const PATH: &str = "/reports/basic-auth-usage";

#[wasm_bindgen_test]
async fn each_month_is_a_row_in_which_the_kinds_of_nothing_stay_apart() {
    let months = [
        not_yet("2022-08"),
        none("2022-07"),
        of_imap_alone("2022-06", 3),
    ];
    for (language, rows) in [
        (
            Language::EN,
            [
                "August 2022 Not reported yet",
                "July 2022 No report was sent",
                "June 2022 0 0 0 3 0 0 0 0 MC1",
            ],
        ),
        (
            Language::JA,
            [
                "2022年8月 未報告",
                "2022年7月 レポートなし",
                "2022年6月 0 0 0 3 0 0 0 0 MC1",
            ],
        ),
    ] {
        let screen = screen(&at(UNTOUCHED), language, &months).await;
        for row in rows {
            assert_eq!(screen.row(row).await.text(), row);
        }
        assert_eq!(screen.names(Role::Row).len(), 4);
    }
}

#[wasm_bindgen_test]
async fn a_zero_that_microsoft_made_is_no_zero_of_disuse() {
    let months = [of_imap_alone("2022-11", 2), sent("2022-09", 9)];
    let screen = screen(&at(DRAWN), Language::EN, &months).await;
    // Exchange Web Services and MAPI are opted out, and Exchange ActiveSync is taking effect.
    let row = screen.row("November 2022").await;
    let cells = row.texts(Role::Cell);
    assert_eq!(cells[2], "Blocked all month", "{cells:?}");
    assert_eq!((&*cells[1], &*cells[3]), ("0", "2"), "{cells:?}");
    point(
        &screen,
        "November 2022: no use, because Microsoft blocked it all month",
        5,
    )
    .await;
}

#[wasm_bindgen_test]
async fn every_value_of_the_chart_has_a_name_and_the_arrows_lead_to_it() {
    let months = [
        not_yet("2022-08"),
        none("2022-07"),
        of_imap_alone("2022-06", 3),
    ];
    let screen = screen(&at(UNTOUCHED), Language::EN, &months).await;
    let imap = screen.the(Role::Group, "IMAP4").await;
    let named = [
        "June 2022: 3 users",
        "July 2022: no report was sent",
        "August 2022: not reported yet",
    ];
    assert_eq!(imap.names(Role::Image), named);
    imap.shows("June 2022: 3 users (most: 3 in June 2022)")
        .await;

    // One stop for the Tab key: the newest month of the first protocol.
    let chart = screen.the(Role::Group, "Users by protocol").await;
    let stops = || -> Vec<Part> {
        let points = chart.all(Role::Image).into_iter();
        points
            .filter(|it| it.attribute("tabindex").as_deref() == Some("0"))
            .collect()
    };
    let [stop] = &stops()[..] else {
        panic!("{} stops", stops().len());
    };
    stop.focus();
    for (key, group, name) in [
        ("ArrowLeft", "Exchange ActiveSync", named[1]),
        ("Home", "Exchange ActiveSync", "June 2022: 0 users"),
        ("ArrowDown", "Exchange Web Services", "June 2022: 0 users"),
        ("ArrowDown", "POP3", "June 2022: 0 users"),
        ("ArrowDown", "IMAP4", named[0]),
        ("End", "IMAP4", named[2]),
    ] {
        stops()[0].press(key);
        let group = screen.the(Role::Group, group).await;
        group.the(Role::Image, name).await.gets_focus().await;
        // Said where it is, for those who see.
        group.shows(name).await;
    }
}

#[wasm_bindgen_test]
async fn reports_that_cannot_be_read_are_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("/usage", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, &at(UNTOUCHED));
    screen
        .heading("The usage reports could not be loaded")
        .await;
    tell(&screen.far_side, &[sent("2022-08", 8)]);
    screen.button("Try again").await.click();
    screen.heading("Basic authentication usage").await;
    screen.row("August 2022 8 8 8 8 8 8 8 8 MC1").await;

    // What was read before still stands.
    screen.far_side.mend();
    screen.far_side.meets("/usage", Fate::Lost);
    screen
        .far_side
        .changes
        .heard_of("harbour-foods", Change::Grown);
    screen.shows("The usage reports could not be loaded").await;
    screen.row("August 2022 8 8 8 8 8 8 8 8 MC1").await;
}

#[wasm_bindgen_test]
async fn a_tenant_without_reports_is_told_so() {
    let screen = screen(&at(UNTOUCHED), Language::EN, &[]).await;
    screen.heading("Basic authentication usage").await;
    screen.shows("There is no report yet.").await;
    assert_eq!(screen.main().await.all(Role::Row), []);
}

#[wasm_bindgen_test]
async fn home_and_the_navigation_lead_to_all_months_and_a_month_to_its_report() {
    let screen = Screen::at(UNTOUCHED).await;
    screen
        .link("All months, as a chart and a table")
        .await
        .click();
    screen.is_at(&at(UNTOUCHED)).await;
    let heading = screen.heading("Basic authentication usage").await;
    heading.gets_focus().await;
    let entry = screen.link("Basic authentication usage").await;
    assert_eq!(entry.attribute("aria-current").as_deref(), Some("page"));
    screen.row("July 2022").await.link("MC922070").await.click();
    screen
        .heading("Basic authentication usage report for July 2022")
        .await;
}

async fn point(screen: &Screen, name: &str, count: usize) {
    let chart = screen.the(Role::Group, "Users by protocol").await;
    let names = chart.names(Role::Image);
    assert_eq!(
        names.iter().filter(|it| *it == name).count(),
        count,
        "{names:?}"
    );
}

fn at(tenant: &str) -> String {
    format!("{tenant}{PATH}")
}
