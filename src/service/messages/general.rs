//! What Microsoft posts to many tenants, whatever happens in them: it is in no tenant's records.
//!
//! The days are ours, and so are the numbers that begin with MC9 and TM9.

use chrono::NaiveDate;
use wire::message::{Category, Severity};

/// A post to everybody.
pub(super) struct General {
    pub(super) id: &'static str,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
    /// By when somebody has to do something.
    pub(super) deadline: Option<NaiveDate>,
    pub(super) service: &'static str,
    pub(super) category: Category,
    pub(super) severity: Severity,
    pub(super) tags: &'static [&'static str],
    /// The rule of the notice that speaks of the same.
    pub(super) rule: Option<&'static str>,
    /// A language and a text, the original first.
    pub(super) texts: &'static [(&'static str, &'static str)],
}

pub(super) static POSTS: [General; 4] = [
    General {
        id: "MC375736",
        from: day(2022, 5, 3),
        until: day(2022, 10, 31),
        deadline: Some(day(2022, 10, 1)),
        service: EXCHANGE,
        category: Category::PlanForChange,
        severity: Severity::High,
        tags: &["Admin impact", "Retirement", "User impact"],
        rule: None,
        texts: &[
            ("en", include_str!("announced-in-may.en.txt")),
            ("ja", include_str!("announced-in-may.ja.txt")),
        ],
    },
    General {
        id: "MC900310",
        from: day(2022, 9, 8),
        until: day(2022, 11, 30),
        deadline: None,
        service: TEAMS,
        category: Category::StayInformed,
        severity: Severity::Normal,
        tags: &["New feature", "User impact"],
        rule: None,
        texts: &[("en", include_str!("teams-channels.en.txt"))],
    },
    General {
        id: "MC900420",
        from: day(2022, 9, 9),
        until: day(2022, 9, 30),
        deadline: Some(day(2022, 9, 24)),
        service: SHAREPOINT,
        category: Category::PreventOrFixIssue,
        severity: Severity::Normal,
        tags: &["Admin impact", "User impact"],
        rule: None,
        texts: &[("ja", include_str!("sharepoint-maintenance.ja.txt"))],
    },
    General {
        id: "MC454810",
        from: day(2022, 9, 20),
        until: day(2024, 7, 31),
        deadline: None,
        service: APPS,
        category: Category::PlanForChange,
        severity: Severity::Normal,
        tags: &["Admin impact", "User impact"],
        rule: Some("R64"),
        texts: &[
            ("en", include_str!("office-prompts.en.txt")),
            ("ja", include_str!("office-prompts.ja.txt")),
        ],
    },
];

/// An incident that is over.
pub(super) const PAST_INCIDENT: (&str, NaiveDate, &str) = (
    "TM900077",
    day(2022, 8, 23),
    include_str!("teams-calls.en.txt"),
);

pub(super) const APPS: &str = "Microsoft 365 apps";
pub(super) const EXCHANGE: &str = "Exchange Online";
pub(super) const SHAREPOINT: &str = "SharePoint Online";
pub(super) const TEAMS: &str = "Microsoft Teams";

pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("the calendar has this day"),
    }
}
