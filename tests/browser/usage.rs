//! What the usage reports say, on Home and in the diagnostic.

mod report;

use admin_center::backend::in_browser::Change;
use admin_center::words::Language;
use policy::Protocol;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::usage::{Month, Report, Usage, Users};

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

/// September, and nothing is blocked.
const UNTOUCHED: &str = "/t/harbour-foods";
/// October, two days after the draw.
const DRAWN: &str = "/t/alder-clinic";

#[wasm_bindgen_test]
async fn nobody_no_report_and_not_yet_are_three_things() {
    let july = || sent("2022-07", 3);
    check_row(&[sent("2022-08", 8), july()], "August 2022: 8 users", false).await;
    check_row(&[sent("2022-08", 1), july()], "August 2022: 1 user", false).await;
    check_row(&[sent("2022-08", 0), july()], "August 2022: 0 users", true).await;
    check_row(
        &[none("2022-08"), july()],
        "August 2022: no report was sent A5",
        true,
    )
    .await;
    check_row(
        &[not_yet("2022-08"), july()],
        "August 2022: not reported yet July 2022: 3 users",
        false,
    )
    .await;
    check_row(
        &[not_yet("2022-08"), none("2022-07")],
        "August 2022: not reported yet July 2022: no report was sent A5",
        true,
    )
    .await;
}

/// The row of IMAP: what it says of its use, and whether it advises to leave it.
async fn check_row(months: &[Month], says: &str, leave_it: bool) {
    let screen = screen(UNTOUCHED, Language::EN, months).await;
    let row = screen.row("IMAP4").await;
    row.shows(&format!("IMAP4 Email clients {says} Allowed"))
        .await;
    let advice = row.text().find("Not used: leave it R10");
    let offer = row.text().find("Opt out").unwrap();
    assert_eq!(advice.is_some(), leave_it, "{says}");
    assert!(
        advice.is_none_or(|advice| advice < offer),
        "the advice comes first"
    );
    screen.link("Opt out: IMAP4").await;
}

#[wasm_bindgen_test]
async fn a_month_that_microsoft_blocked_is_no_month_of_disuse() {
    let months = [none("2022-11"), sent("2022-10", 2), sent("2022-09", 9)];
    let screen = screen(DRAWN, Language::EN, &months).await;
    let blocked =
        "November 2022: no use, because Microsoft blocked it all month October 2022: 2 users";
    let row = screen.row("POP3").await;
    row.shows(blocked).await;
    row.hides("leave it").await;
    // Re-enabled on 11 October.
    let row = screen.row("IMAP4").await;
    row.shows("November 2022: no report was sent").await;
    row.hides("leave it").await;
}

#[wasm_bindgen_test]
async fn the_page_says_once_what_a_user_is_and_what_no_report_means() {
    let screen = screen(UNTOUCHED, Language::EN, &[sent("2022-08", 8)]).await;
    let users = screen.region("Users").await;
    users.shows("A user is counted once a month").await;
    users
        .shows("Where no report was sent, no protocol was used. R11 A5")
        .await;
}

#[wasm_bindgen_test]
async fn reports_that_cannot_be_read_are_said_to_be_and_break_nothing_else() {
    let far_side = FarSide::new().await;
    far_side.meets("/usage", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, UNTOUCHED);
    screen.shows("The usage reports could not be loaded").await;
    screen.link("Opt out: IMAP4").await;
    screen.main().await.hides("2022: ").await;

    tell(&screen.far_side, &[sent("2022-08", 8)]);
    screen
        .far_side
        .changes
        .heard_of("harbour-foods", Change::Grown);
    screen
        .row("IMAP4")
        .await
        .shows("August 2022: 8 users")
        .await;
    screen.main().await.hides("could not be loaded").await;

    // What was read before still stands.
    screen.far_side.mend();
    screen.far_side.meets("/usage", Fate::Lost);
    screen
        .far_side
        .changes
        .heard_of("harbour-foods", Change::Grown);
    screen.shows("The usage reports could not be loaded").await;
    screen
        .row("IMAP4")
        .await
        .shows("August 2022: 8 users")
        .await;
}

#[wasm_bindgen_test]
async fn the_tests_say_who_uses_what_before_what_can_be_requested() {
    let about = "A user is counted once a month";
    let everything =
        "Not used, so best left alone: Exchange ActiveSync, Exchange Web Services, POP3,";
    for (months, says) in [
        (
            vec![sent("2022-08", 0), sent("2022-07", 3)],
            format!("Usage August 2022, users: {} {everything}", of_each(0)),
        ),
        (
            vec![none("2022-08")],
            format!("Usage August 2022: no report was sent {everything}"),
        ),
        (
            vec![not_yet("2022-08"), sent("2022-07", 3)],
            format!(
                "Usage August 2022: not reported yet July 2022, users: {} {about}",
                of_each(3)
            ),
        ),
        (vec![], format!("Usage There is no report yet. {about}")),
    ] {
        let screen = screen(&diagnostic(UNTOUCHED), Language::EN, &months).await;
        screen.shows(&says).await;
        screen.shows(about).await;
        let tests = screen.texts(Role::ListItem);
        let [.., usage, offer] = &tests[..] else {
            panic!("{tests:?}");
        };
        assert!(usage.starts_with("Usage"), "{tests:?}");
        assert!(offer.starts_with("What can be requested"), "{tests:?}");
    }
}

fn of_each(count: u32) -> String {
    let names = "Exchange ActiveSync (#), Exchange Web Services (#), POP3 (#), IMAP4 (#), \
                 Remote PowerShell (#), MAPI (#), Offline Address Book (#) and RPC (#).";
    names.replace('#', &count.to_string())
}

#[wasm_bindgen_test]
async fn the_choice_says_what_to_leave_before_it_offers_it() {
    let months = [not_yet("2022-08"), of_imap_alone("2022-07", 3)];
    let screen = screen(&diagnostic(UNTOUCHED), Language::EN, &months).await;
    screen.button("Choose protocols").await.click();
    screen.heading("Choose protocols").await;
    screen
        .shows("Not used, so best left alone: Exchange ActiveSync, Exchange Web Services, POP3, Remote PowerShell")
        .await;
    let text = screen.main().await.text();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at("best left alone") < at("Which protocols should stay on from October?"));
    for (name, says) in [
        (
            "IMAP4 (Email clients)",
            "August 2022: not reported yet and July 2022: 3 users. Not blocked by Microsoft.",
        ),
        (
            "POP3 (Email clients)",
            "August 2022: not reported yet and July 2022: 0 users. Not blocked by Microsoft.",
        ),
    ] {
        let choice = screen.checkbox(name).await;
        let description = choice.description();
        assert!(description.starts_with(says), "{description}");
        assert!(!choice.is_unavailable());
    }
}

#[wasm_bindgen_test]
async fn all_of_it_is_there_in_japanese() {
    let months = [not_yet("2022-08"), none("2022-07")];
    let screen = screen(UNTOUCHED, Language::JA, &months).await;
    let row = screen.row("IMAP4").await;
    row.shows("2022年8月: 未報告 2022年7月: レポートなし").await;
    row.shows("未使用のため、そのままにしてください R10").await;
    screen.region("ユーザー数").await;

    let screen = self::screen(&diagnostic(UNTOUCHED), Language::JA, &months).await;
    screen
        .shows("利用状況 2022年8月: 未報告 2022年7月: レポートなし 未使用のため、そのままにしてください: Exchange ActiveSync、")
        .await;
    screen.button("プロトコルの選択へ進む").await.click();
    let imap = screen.checkbox("IMAP4 (メール クライアント)").await;
    let says = "2022年8月: 未報告、2022年7月: レポートなし。Microsoft により無効化されていません。";
    assert!(
        imap.description().starts_with(says),
        "{}",
        imap.description()
    );
}

/// The diagnostic of the tenant at this address.
fn diagnostic(tenant: &str) -> String {
    format!("{tenant}/help/diagnostics/basic-auth")
}

/// An address, with these months in the reports of its tenant.
async fn screen(address: &str, language: Language, months: &[Month]) -> Screen {
    let far_side = FarSide::new().await;
    tell(&far_side, months);
    Screen::on(far_side, language, address)
}

fn tell(far_side: &FarSide, months: &[Month]) {
    far_side.mend();
    let usage = Usage {
        months: months.to_vec(),
    };
    let told = serde_json::to_string(&usage).unwrap();
    far_side.meets("/usage", Fate::Told(told));
}

/// A report of so many users of each protocol.
fn sent(month: &str, count: u32) -> Month {
    report(month, |_| count)
}

fn of_imap_alone(month: &str, count: u32) -> Month {
    report(month, |protocol| match protocol {
        Protocol::Imap => count,
        _ => 0,
    })
}

fn report(month: &str, count: impl Fn(Protocol) -> u32) -> Month {
    let users = Protocol::ALL.map(|protocol| Users {
        protocol,
        count: count(protocol),
    });
    let report = Report::Sent {
        message: "MC1".to_owned(),
        at: "2022-12-03T09:00:00Z".parse().unwrap(),
        users: users.to_vec(),
    };
    of(month, report)
}

fn none(month: &str) -> Month {
    of(month, Report::NoneSent)
}

fn not_yet(month: &str) -> Month {
    of(month, Report::NotReportedYet)
}

fn of(month: &str, report: Report) -> Month {
    let month = format!("{month}-01").parse().unwrap();
    Month { month, report }
}
