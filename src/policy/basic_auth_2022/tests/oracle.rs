//! The policy once more, as a person would look it up: by endpoint, cloud and month, with local
//! dates instead of instants and without the tables. Where both agree on random facts, a slip in
//! a table's order or a boundary has nowhere to hide.

use super::super::Relief;
use crate::{Cloud, Endpoint, Facts, OtherEndpoint, Role, Wish};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Utc};

/// Standing and its rule, next step and its rule, and whether the standing ends with the year.
pub(crate) type Expected = (&'static str, &'static str, &'static str, &'static str, bool);

pub(crate) fn expected(facts: &Facts) -> Expected {
    match facts.endpoint {
        Endpoint::Other(endpoint) => other(endpoint, today(facts).year() < 2023),
        Endpoint::Protocol(_) if facts.cloud == Cloud::China && today(facts) < ymd(2023, 3, 31) => {
            if blocked(facts).is_some() {
                ("blocked", "A10", "contact_support", "A10", false)
            } else {
                ("allowed", "A10", "wait", "A10", false)
            }
        }
        Endpoint::Protocol(_) if today(facts).year() >= 2023 => {
            let last = if facts.cloud == Cloud::China {
                ymd(2023, 4, 30)
            } else {
                ymd(2023, 1, 31)
            };
            let works = blocked(facts).is_none() && today(facts) <= last;
            let standing = if works { "retiring" } else { "retired" };
            (standing, "R38", "move_to_modern_auth", "R38", false)
        }
        Endpoint::Protocol(_) => {
            let (standing, standing_rule) = standing_of_2022(facts);
            let (next_step, rule) = next_step_of_2022(facts, standing);
            let ends = ["opted_out", "re_enabled", "re_enabling"].contains(&standing);
            (standing, standing_rule, next_step, rule, ends)
        }
    }
}

pub(crate) fn year_end(facts: &Facts) -> DateTime<Utc> {
    facts
        .zone
        .with_ymd_and_hms(2023, 1, 1, 0, 0, 0)
        .unwrap()
        .to_utc()
}

/// The reason of a refusal and its rule.
pub(crate) fn refused(facts: &Facts, wish: Wish) -> Option<(&'static str, &'static str)> {
    let (year, month) = month(facts, facts.now);
    let is_september = (year, month) == (2022, 9);
    let is_from_october = year == 2022 && month >= 10;
    match facts.endpoint {
        Endpoint::Other(OtherEndpoint::SmtpAuth) => return Some(("endpoint", "R9")),
        Endpoint::Other(OtherEndpoint::Autodiscover) => return Some(("endpoint", "A20")),
        Endpoint::Other(OtherEndpoint::ReportingWebService) => return Some(("endpoint", "R60")),
        Endpoint::Other(OtherEndpoint::EopSccPowerShell) => return Some(("endpoint", "R61")),
        Endpoint::Protocol(_) if year >= 2023 => return Some(("phase", "R51")),
        Endpoint::Protocol(_) if facts.cloud == Cloud::China => return Some(("cloud", "A10")),
        Endpoint::Protocol(_) => {}
    }
    match (wish, facts.cloud, facts.role) {
        (Wish::OptOut, ..) if !is_september => Some(("phase", "R36")),
        (Wish::ReEnable, ..) if !is_from_october => Some(("phase", "R44")),
        (_, Cloud::Gcc, _) => Some(("cloud", "R33")),
        (_, Cloud::GccHigh | Cloud::Dod | Cloud::China, _) => Some(("cloud", "A10")),
        (_, Cloud::Worldwide, Role::OtherAdmin) => Some(("role", "R28")),
        (Wish::OptOut, Cloud::Worldwide, Role::GlobalAdmin) => None,
        (Wish::ReEnable, Cloud::Worldwide, Role::GlobalAdmin) => {
            match (blocked(facts), re_enabled(facts)) {
                (None, _) => Some(("not_blocked", "R47")),
                (Some(_), Some(_)) => Some(("already_used", "R17")),
                (Some(_), None) => None,
            }
        }
    }
}

/// What support does about a protocol.
pub(crate) fn relieved(facts: &Facts) -> Relief {
    let (standing, ..) = expected(facts);
    let month = match month(facts, facts.now) {
        (2022, month) if month >= 9 => month,
        (..=2022, _) => 8,
        _ => 13,
    };
    match (facts.cloud, month) {
        (Cloud::China, _) if today(facts) < ymd(2023, 3, 31) => Relief::NoPath,
        (_, 13) => Relief::Ended,
        (Cloud::GccHigh | Cloud::Dod | Cloud::China, _) | (_, 8) => Relief::NoPath,
        (Cloud::Gcc, 9) if standing == "allowed" => Relief::FollowPost,
        _ if blocked(facts).is_none() => Relief::NothingToLift,
        (_, 9) => Relief::Lifted,
        (Cloud::Gcc, _) => Relief::ReEnabled,
        _ if standing == "re_enabling" => Relief::TakingEffect,
        _ if re_enabled(facts).is_some() => Relief::Repaired,
        _ => Relief::UseDiagnostic,
    }
}

fn other(endpoint: OtherEndpoint, is_before_2023: bool) -> Expected {
    match (endpoint, is_before_2023) {
        (OtherEndpoint::SmtpAuth, _) => {
            ("outside_programme", "R9", "manage_smtp_auth", "R9", false)
        }
        (OtherEndpoint::Autodiscover, _) => ("outside_programme", "A20", "none", "A20", false),
        (OtherEndpoint::ReportingWebService, true) => ("allowed", "R60", "none", "R60", true),
        (OtherEndpoint::ReportingWebService, false) => {
            ("retired", "R60", "move_to_modern_auth", "R60", false)
        }
        (OtherEndpoint::EopSccPowerShell, true) => {
            ("allowed", "R61", "move_to_certificate_auth", "R61", true)
        }
        (OtherEndpoint::EopSccPowerShell, false) => {
            ("retired", "R61", "move_to_certificate_auth", "R61", false)
        }
    }
}

fn standing_of_2022(facts: &Facts) -> (&'static str, &'static str) {
    let Some(block) = blocked(facts) else {
        return match (re_enabled(facts), opted_out(facts)) {
            (Some(_), _) => ("re_enabled", "R19"),
            (None, Some(_)) => ("opted_out", "R22"),
            (None, None) => ("allowed", "R6"),
        };
    };
    match re_enabled(facts) {
        Some(at) if facts.cloud == Cloud::Worldwide && at >= block => {
            let is_within_the_hour = facts.now - at < TimeDelta::minutes(60);
            (
                if is_within_the_hour {
                    "re_enabling"
                } else {
                    "overdue"
                },
                "R49",
            )
        }
        _ if local(facts, block) < ymd(2022, 10, 1) => ("blocked", "R4"),
        _ => ("blocked", "R6"),
    }
}

fn next_step_of_2022(facts: &Facts, standing: &str) -> (&'static str, &'static str) {
    let month = match month(facts, facts.now) {
        (2022, month) if month >= 9 => month,
        _ => 8,
    };
    let is_blocked = blocked(facts).is_some();
    let is_global_admin = facts.role == Role::GlobalAdmin;
    match (facts.cloud, month, standing) {
        (Cloud::Worldwide, 8, _) => ("wait", "R21"),
        (Cloud::Gcc, 8, _) => ("wait", "R34"),
        (_, 8, _) => ("wait", "A10"),

        (Cloud::Worldwide | Cloud::Gcc, 9, _) if is_blocked => ("contact_support", "R45"),
        (Cloud::Worldwide, 9, "opted_out") => ("none", "R41"),
        (Cloud::Worldwide, 9, _) if is_global_admin => ("opt_out", "R36"),
        (Cloud::Worldwide, 9, _) => ("ask_global_admin", "R28"),
        (Cloud::Gcc, 9, "opted_out") => ("none", "R34"),
        (Cloud::Gcc, 9, _) => ("follow_message_center", "R34"),

        (_, _, "re_enabled") => ("none", "R19"),
        (_, _, "opted_out") => ("none", "R22"),
        (Cloud::GccHigh | Cloud::Dod, 9, _) => ("contact_support", "A10"),
        (_, _, "allowed") => ("wait", "R6"),
        (Cloud::GccHigh | Cloud::Dod, _, _) => ("contact_support", "A10"),
        (Cloud::Gcc, _, _) => ("open_ticket", "R35"),
        (_, _, "re_enabling") => ("wait", "R49"),
        (_, _, "overdue") => ("contact_support", "R49"),
        _ if re_enabled(facts).is_some() => ("contact_support", "R19"),
        _ if is_global_admin => ("re_enable", "R47"),
        _ => ("ask_global_admin", "R28"),
    }
}

fn blocked(facts: &Facts) -> Option<DateTime<Utc>> {
    facts.blocked_since.filter(|at| *at <= facts.now)
}

fn opted_out(facts: &Facts) -> Option<DateTime<Utc>> {
    let at = facts.opted_out_at.filter(|at| *at <= facts.now)?;
    (month(facts, at) == (2022, 9)).then_some(at)
}

fn re_enabled(facts: &Facts) -> Option<DateTime<Utc>> {
    let at = facts.re_enabled_at.filter(|at| *at <= facts.now)?;
    [(2022, 10), (2022, 11), (2022, 12)]
        .contains(&month(facts, at))
        .then_some(at)
}

fn today(facts: &Facts) -> NaiveDate {
    local(facts, facts.now)
}

fn month(facts: &Facts, at: DateTime<Utc>) -> (i32, u32) {
    let date = local(facts, at);
    (date.year(), date.month())
}

fn local(facts: &Facts, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&facts.zone).date_naive()
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
