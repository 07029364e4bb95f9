//! Every boundary a second before it, on it and a second after it, in UTC and in Tokyo.

use super::super::{Phase, counts, decide, lapse};
use super::told::{date, instant, on, zone};
use crate::{Cloud, Facts, OtherEndpoint, Protocol, Wish};
use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Utc};
use std::fmt::Debug;

#[test]
fn the_phases_begin_at_midnight() {
    check_midnight("2022-09-01", Phase::at, Phase::Announced, Phase::OptOut);
    check_midnight("2022-10-01", Phase::at, Phase::OptOut, Phase::ReEnable);
    check_midnight("2023-01-01", Phase::at, Phase::ReEnable, Phase::Ended);
}

#[test]
fn a_worldwide_protocol_changes_with_the_phases() {
    let facts = on("2022-09-01");
    check_day(
        "2022-09-01",
        &facts,
        "allowed R6, wait R21",
        "allowed R6, opt_out R36",
    );
    check_day(
        "2022-10-01",
        &facts,
        "allowed R6, opt_out R36",
        "allowed R6, wait R6",
    );
    check_day(
        "2023-01-01",
        &facts,
        "allowed R6, wait R6",
        "retiring R38, move_to_modern_auth R38",
    );
    check_day(
        "2023-02-01",
        &facts,
        "retiring R38, move_to_modern_auth R38",
        "retired R38, move_to_modern_auth R38",
    );
}

#[test]
fn a_blocked_protocol_changes_with_the_phases() {
    let facts = on("2022-09-01").blocked("2022-08-01");
    check_day(
        "2022-09-01",
        &facts,
        "blocked R4, wait R21",
        "blocked R4, contact_support R45",
    );
    check_day(
        "2022-10-01",
        &facts,
        "blocked R4, contact_support R45",
        "blocked R4, re_enable R47",
    );
    check_day(
        "2023-01-01",
        &facts,
        "blocked R4, re_enable R47",
        "retired R38, move_to_modern_auth R38",
    );
}

#[test]
fn the_government_clouds_change_with_the_phases() {
    let gcc = on("2022-09-01").in_cloud(Cloud::Gcc);
    check_day(
        "2022-09-01",
        &gcc,
        "allowed R6, wait R34",
        "allowed R6, follow_message_center R34",
    );
    check_day(
        "2022-10-01",
        &gcc,
        "allowed R6, follow_message_center R34",
        "allowed R6, wait R6",
    );
    let dod = on("2022-09-01").in_cloud(Cloud::Dod);
    check_day(
        "2022-09-01",
        &dod,
        "allowed R6, wait A10",
        "allowed R6, contact_support A10",
    );
    check_day(
        "2022-10-01",
        &dod,
        "allowed R6, contact_support A10",
        "allowed R6, wait R6",
    );
}

#[test]
fn the_cloud_of_21vianet_has_dates_of_its_own() {
    let facts = on("2022-09-01").in_cloud(Cloud::China);
    for elsewhere in ["2022-09-01", "2022-10-01", "2023-01-01", "2023-02-01"] {
        check_day(
            elsewhere,
            &facts,
            "allowed A10, wait A10",
            "allowed A10, wait A10",
        );
    }
    check_day(
        "2023-03-31",
        &facts,
        "allowed A10, wait A10",
        "retiring R38, move_to_modern_auth R38",
    );
    check_day(
        "2023-05-01",
        &facts,
        "retiring R38, move_to_modern_auth R38",
        "retired R38, move_to_modern_auth R38",
    );
}

#[test]
fn the_other_endpoints_end_with_the_year() {
    let reporting = on("2022-09-01").of_other(OtherEndpoint::ReportingWebService);
    check_day(
        "2023-01-01",
        &reporting,
        "allowed R60, none R60",
        "retired R60, move_to_modern_auth R60",
    );
    let eop = on("2022-09-01").of_other(OtherEndpoint::EopSccPowerShell);
    check_day(
        "2023-01-01",
        &eop,
        "allowed R61, move_to_certificate_auth R61",
        "retired R61, move_to_certificate_auth R61",
    );
}

#[test]
fn the_first_powershell_module_is_warned_of_from_december() {
    let cites_r63 = |now, zone| {
        let facts = Facts {
            now,
            zone,
            ..on("2022-12-01").of(Protocol::PowerShell)
        };
        decide(&facts).also.iter().any(|rule| rule.0 == "R63")
    };
    check_midnight("2022-12-01", cites_r63, false, true);
}

#[test]
fn an_unused_re_enable_is_about_to_lapse_from_24_december() {
    let lapses = |now, zone| {
        lapse(&Facts {
            now,
            zone,
            ..on("2022-12-24")
        })
        .is_some()
    };
    check_midnight("2022-12-24", lapses, false, true);
    check_midnight("2023-01-01", lapses, true, false);
}

#[test]
fn an_opt_out_counts_in_september_alone() {
    let opted_out = |at, zone| {
        let opted_out_at = Some(at);
        counts(
            &Facts {
                zone,
                opted_out_at,
                ..on("2023-06-01")
            },
            Wish::OptOut,
        )
    };
    check_midnight("2022-09-01", opted_out, false, true);
    check_midnight("2022-10-01", opted_out, true, false);
}

#[test]
fn a_re_enable_counts_from_october_to_december() {
    let re_enabled = |at, zone| {
        let re_enabled_at = Some(at);
        counts(
            &Facts {
                zone,
                re_enabled_at,
                ..on("2023-06-01")
            },
            Wish::ReEnable,
        )
    };
    check_midnight("2022-10-01", re_enabled, false, true);
    check_midnight("2023-01-01", re_enabled, true, false);
}

#[test]
fn a_block_is_an_earlier_programmes_before_october() {
    let blocked = |at, zone| {
        told(&Facts {
            zone,
            blocked_since: Some(at),
            ..on("2022-11-01")
        })
    };
    check_midnight(
        "2022-10-01",
        blocked,
        "blocked R4, re_enable R47",
        "blocked R6, re_enable R47",
    );
}

#[test]
fn a_fact_exists_from_its_own_instant_on() {
    let at = instant("2022-10-12 09:00:00");
    let (none, blocked) = ("allowed R6, wait R6", "blocked R6, re_enable R47");
    check_now(
        at,
        &on("2022-10-12").blocked("2022-10-12 09:00:00"),
        none,
        blocked,
    );
    let re_enabled = "re_enabled R19, none R19";
    check_now(
        at,
        &on("2022-10-12").re_enabled("2022-10-12 09:00:00"),
        none,
        re_enabled,
    );
    let at = instant("2022-09-12 09:00:00");
    let opted_out = "opted_out R22, none R41";
    let facts = on("2022-09-12").opted_out("2022-09-12 09:00:00");
    check_now(at, &facts, "allowed R6, opt_out R36", opted_out);
}

#[test]
fn a_re_enable_has_an_hour() {
    let facts = on("2022-10-12")
        .blocked("2022-10-10")
        .re_enabled("2022-10-12 09:00:00");
    check_now(
        instant("2022-10-12 10:00:00"),
        &facts,
        "re_enabling R49, wait R49",
        "overdue R49, contact_support R49",
    );
}

#[test]
fn a_block_after_the_re_enable_is_another_one() {
    let re_enabled_at = instant("2022-10-12 09:00:00");
    for (seconds, expected) in [
        (-1, "overdue R49, contact_support R49"),
        (0, "overdue R49, contact_support R49"),
        (1, "blocked R6, contact_support R19"),
    ] {
        let blocked_since = Some(re_enabled_at + TimeDelta::seconds(seconds));
        let facts = Facts {
            blocked_since,
            re_enabled_at: Some(re_enabled_at),
            ..on("2022-10-20")
        };
        assert_eq!(told(&facts), expected, "{seconds} s");
    }
}

/// Decides the facts around the first instant of a civil date.
#[track_caller]
fn check_day(day: &str, facts: &Facts, before: &str, from: &str) {
    let decided = |now, zone| {
        told(&Facts {
            now,
            zone,
            ..facts.clone()
        })
    };
    check_midnight(day, decided, before, from);
}

#[track_caller]
fn check_midnight<T: PartialEq<E> + Debug, E: Copy + Debug>(
    day: &str,
    of: impl Fn(DateTime<Utc>, FixedOffset) -> T,
    before: E,
    from: E,
) {
    for zone in [zone(0), zone(9)] {
        let midnight = (date(day).and_time(NaiveTime::MIN) - zone).and_utc();
        for (seconds, expected) in [(-1, before), (0, from), (1, from)] {
            let at = midnight + TimeDelta::seconds(seconds);
            assert_eq!(of(at, zone), expected, "{day} {seconds:+} s at {zone}");
        }
    }
}

#[track_caller]
fn check_now(at: DateTime<Utc>, facts: &Facts, before: &str, from: &str) {
    for zone in [zone(0), zone(9)] {
        for (seconds, expected) in [(-1, before), (0, from), (1, from)] {
            let now = at + TimeDelta::seconds(seconds);
            assert_eq!(
                told(&Facts {
                    now,
                    zone,
                    ..facts.clone()
                }),
                expected,
                "{seconds:+} s at {zone}"
            );
        }
    }
}

fn told(facts: &Facts) -> String {
    let decision = decide(facts);
    let (standing, step) = (decision.standing.name(), decision.next_step.name());
    format!(
        "{standing} {}, {step} {}",
        decision.standing_rule.0, decision.rule.0
    )
}
