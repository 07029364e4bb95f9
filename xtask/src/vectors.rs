//! `cargo xtask vectors`: cases of the policy with what is decided in each, one a line, so that an
//! implementation in another language can be checked without this one at hand.
//!
//! A line is `{"case":…,"decision":…,"refusals":…,"support":…}`: the case and the decision as `cargo
//! xtask decide` has them; for each way to ask for something `null` where it is accepted, else the
//! reason and the rule of the refusal; and what support does on that day about a protocol of the
//! programme. A malformed case has neither.

use std::collections::BTreeSet;
use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, SecondsFormat, TimeDelta, Utc};
use policy::basic_auth_2022::{
    Refusal, TAKES_EFFECT_WITHIN, dates::dates, refusal, refusal_by_post, support,
};
use policy::{Cloud, Endpoint, Facts, OtherEndpoint, Protocol, Role, Wish};
use serde::Serialize;
use wire::named::Named;

use crate::decide;

pub(crate) fn run(mut output: impl Write) -> io::Result<()> {
    let mut seen = BTreeSet::new();
    for facts in sound_cases() {
        let case = serde_json::to_string(&Case::from(&facts))?;
        // Where two reasons for a case lead to the same one, it stands at the first.
        if seen.insert(case.clone()) {
            write_line(&case, &mut output)?;
        }
    }
    for case in MALFORMED {
        write_line(case, &mut output)?;
    }
    output.flush()
}

fn write_line(case: &str, output: &mut impl Write) -> io::Result<()> {
    write!(output, "{{\"case\":{case},\"decision\":")?;
    decide::answer(case.as_bytes(), &mut *output)?;
    if let Ok(facts) = decide::facts(case.as_bytes()) {
        output.write_all(b",\"refusals\":")?;
        serde_json::to_writer(&mut *output, &Refusals::from(&facts))?;
        if let Endpoint::Protocol(_) = facts.endpoint {
            output.write_all(b",\"support\":")?;
            serde_json::to_writer(&mut *output, &Supported::from(&facts))?;
        }
    }
    output.write_all(b"}\n")
}

/// A case, with its members in the order in which faults are looked for.
#[derive(Serialize)]
struct Case {
    now: String,
    cloud: &'static str,
    role: &'static str,
    protocol: &'static str,
    blocked_since: Option<String>,
    opted_out_at: Option<String>,
    re_enabled_at: Option<String>,
    announced_for: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
}

impl From<&Facts> for Case {
    fn from(facts: &Facts) -> Self {
        let written = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        let is_utc = facts.zone == Utc.fix();
        Self {
            now: written(facts.now),
            cloud: facts.cloud.name(),
            role: facts.role.name(),
            protocol: facts.endpoint.name(),
            blocked_since: facts.blocked_since.map(written),
            opted_out_at: facts.opted_out_at.map(written),
            re_enabled_at: facts.re_enabled_at.map(written),
            announced_for: facts.announced_for,
            zone: (!is_utc).then(|| facts.zone.to_string()),
        }
    }
}

/// What the far side says to each request.
#[derive(Serialize)]
struct Refusals {
    opt_out: Option<Refused>,
    re_enable: Option<Refused>,
    /// By the steps of a post.
    opt_out_by_post: Option<Refused>,
}

#[derive(Serialize)]
struct Refused {
    /// The end of the problem's type.
    reason: &'static str,
    rule: &'static str,
}

impl From<&Facts> for Refusals {
    fn from(facts: &Facts) -> Self {
        let refused = |refusal: Refusal| Refused {
            reason: refusal.reason.name(),
            rule: refusal.rule.0,
        };
        Self {
            opt_out: refusal(facts, Wish::OptOut).map(refused),
            re_enable: refusal(facts, Wish::ReEnable).map(refused),
            opt_out_by_post: refusal_by_post(facts).map(refused),
        }
    }
}

/// What support does about a ticket.
#[derive(Serialize)]
struct Supported {
    relief: &'static str,
    rule: &'static str,
}

impl From<&Facts> for Supported {
    fn from(facts: &Facts) -> Self {
        let support = support(facts);
        Self {
            relief: support.relief.name(),
            rule: support.rule.0,
        }
    }
}

/// What can have happened to a protocol.
struct Life {
    blocked_since: &'static str,
    opted_out_at: &'static str,
    re_enabled_at: &'static str,
}

impl Life {
    const fn new(
        blocked_since: &'static str,
        opted_out_at: &'static str,
        re_enabled_at: &'static str,
    ) -> Self {
        Self {
            blocked_since,
            opted_out_at,
            re_enabled_at,
        }
    }
}

const NEVER: &str = "";
const LIVES: [Life; 16] = [
    Life::new(NEVER, NEVER, NEVER),
    // Blocked by an earlier programme, by the draw, at the last moment, and by the end.
    Life::new("2022-08-16T15:20:00Z", NEVER, NEVER),
    Life::new("2022-10-10T16:00:00Z", NEVER, NEVER),
    Life::new("2022-12-31T12:00:00Z", NEVER, NEVER),
    Life::new("2023-01-05T16:00:00Z", NEVER, NEVER),
    // Requests that were archived.
    Life::new(NEVER, "2022-07-05T10:15:00Z", NEVER),
    Life::new("2022-06-14T16:00:00Z", NEVER, "2022-07-05T10:15:00Z"),
    // Opted out, and what became of it.
    Life::new(NEVER, "2022-09-12T09:00:00Z", NEVER),
    Life::new("2022-08-16T15:20:00Z", "2022-09-12T09:00:00Z", NEVER),
    Life::new("2022-10-10T16:00:00Z", "2022-09-12T09:00:00Z", NEVER),
    // Too late to count.
    Life::new(NEVER, "2022-10-05T09:00:00Z", "2023-01-02T09:00:00Z"),
    // Re-enabled: taking effect, in effect, blocked again, and without effect at the end.
    Life::new("2022-10-10T16:00:00Z", NEVER, "2022-10-12T09:00:00Z"),
    Life::new(NEVER, NEVER, "2022-10-12T09:00:00Z"),
    Life::new("2022-10-16T16:00:00Z", NEVER, "2022-10-12T09:00:00Z"),
    Life::new(
        "2022-10-10T16:00:00Z",
        "2022-09-12T09:00:00Z",
        "2022-10-12T09:00:00Z",
    ),
    Life::new("2022-12-01T16:00:00Z", NEVER, "2022-12-31T23:30:00Z"),
];

/// One where civil dates begin before UTC's, and one where they begin after it.
const ZONES: [&str; 3] = ["+00:00", "+09:00", "-08:00"];

const CLOUDS: [Cloud; 5] = [
    Cloud::Worldwide,
    Cloud::Gcc,
    Cloud::GccHigh,
    Cloud::Dod,
    Cloud::China,
];

fn sound_cases() -> Vec<Facts> {
    let mut cases = Vec::new();
    lives_around_each_day(&mut cases);
    lives_around_their_own_moments(&mut cases);
    facts_around_each_day(&mut cases);
    other_endpoints(&mut cases);
    what_makes_no_difference(&mut cases);
    cases
}

/// Every life a second before each day begins and when it does, in every zone and cloud.
fn lives_around_each_day(cases: &mut Vec<Facts>) {
    for now in around_the_days() {
        for life in &LIVES {
            for cloud in CLOUDS {
                cases.push(Facts {
                    cloud,
                    ..lived(life, &now)
                });
            }
            let role = Role::OtherAdmin;
            cases.push(Facts {
                role,
                ..lived(life, &now)
            });
        }
    }
}

/// A fact exists from its own instant on, and a re-enable has an hour.
fn lives_around_their_own_moments(cases: &mut Vec<Facts>) {
    for life in &LIVES {
        let facts = lived(life, &Moment::utc("2022-11-15T12:00:00Z"));
        let happened = [facts.blocked_since, facts.opted_out_at, facts.re_enabled_at];
        let hour_over = facts.re_enabled_at.map(|at| at + TAKES_EFFECT_WITHIN);
        for at in happened.into_iter().chain([hour_over]).flatten() {
            for now in [at - SECOND, at, at + SECOND] {
                cases.push(Facts {
                    now,
                    ..facts.clone()
                });
            }
        }
        // A block of the same second is the one that the re-enable was asked for.
        if let Some(at) = facts.re_enabled_at {
            for since in [at - SECOND, at, at + SECOND] {
                let blocked_since = Some(since);
                cases.push(Facts {
                    blocked_since,
                    ..facts.clone()
                });
            }
        }
    }
}

/// Each fact alone, a second before each day begins and when it does: whether it counts.
fn facts_around_each_day(cases: &mut Vec<Facts>) {
    for Moment { at, zone } in around_the_days() {
        let now = Moment {
            zone,
            ..Moment::utc("2022-11-15T12:00:00Z")
        };
        let facts = lived(&LIVES[0], &now);
        let at = Some(at);
        cases.push(Facts {
            blocked_since: at,
            ..facts.clone()
        });
        cases.push(Facts {
            opted_out_at: at,
            ..facts.clone()
        });
        cases.push(Facts {
            re_enabled_at: at,
            ..facts
        });
    }
}

fn other_endpoints(cases: &mut Vec<Facts>) {
    for now in around_the_days() {
        for endpoint in OtherEndpoint::ALL.map(Endpoint::Other) {
            for cloud in [Cloud::Worldwide, Cloud::China] {
                cases.push(Facts {
                    endpoint,
                    cloud,
                    ..lived(&LIVES[0], &now)
                });
            }
        }
    }
}

/// Which of the eight protocols it is, and the day that was announced for it.
fn what_makes_no_difference(cases: &mut Vec<Facts>) {
    let facts = lived(&LIVES[2], &Moment::utc("2022-11-15T12:00:00Z"));
    for endpoint in Protocol::ALL.map(Endpoint::Protocol) {
        cases.push(Facts {
            endpoint,
            ..facts.clone()
        });
    }
    for day in ["2022-10-10", "2022-12-01"] {
        let announced_for = day.parse().ok();
        cases.push(Facts {
            announced_for,
            ..facts.clone()
        });
    }
}

/// No cases: one fault in each, and in the last several, of which the first is named.
const MALFORMED: [&str; 16] = [
    "[]",
    "null",
    "\"now\"",
    "{}",
    r#"{"now":"2022-10-15T09:00:00","cloud":"worldwide","role":"global_admin","protocol":"imap"}"#,
    r#"{"now":"2022-02-30T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap"}"#,
    r#"{"now":1665824400,"cloud":"worldwide","role":"global_admin","protocol":"imap"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"Worldwide","role":"global_admin","protocol":"imap"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"admin","protocol":"imap"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"telnet"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap","blocked_since":"2022-10-10"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap","opted_out_at":false}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap","re_enabled_at":"null"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap","announced_for":"2022-9-1"}"#,
    r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap","zone":"UTC"}"#,
    r#"{"zone":9,"protocol":"telnet","role":"admin","now":"2022-10-15T09:00:00Z","cloud":"mars"}"#,
];

#[derive(Clone, Copy)]
struct Moment {
    at: DateTime<Utc>,
    zone: FixedOffset,
}

impl Moment {
    fn utc(at: &str) -> Self {
        Self {
            at: instant(at).expect("an instant of this file"),
            zone: Utc.fix(),
        }
    }
}

const SECOND: TimeDelta = TimeDelta::seconds(1);

/// A second before each day of the programme begins, and when it does, in each zone.
fn around_the_days() -> Vec<Moment> {
    let days: BTreeSet<NaiveDate> = CLOUDS
        .into_iter()
        .flat_map(dates)
        .map(|(day, _)| day)
        .collect();
    let mut moments = Vec::new();
    for zone in ZONES {
        let zone: FixedOffset = zone.parse().expect("a zone of this file");
        for day in &days {
            let begins = (day.and_time(NaiveTime::MIN) - zone).and_utc();
            moments.extend([begins - SECOND, begins].map(|at| Moment { at, zone }));
        }
    }
    moments
}

/// A worldwide tenant's IMAP, seen by a Global Administrator.
fn lived(life: &Life, now: &Moment) -> Facts {
    Facts {
        now: now.at,
        zone: now.zone,
        cloud: Cloud::Worldwide,
        role: Role::GlobalAdmin,
        endpoint: Endpoint::Protocol(Protocol::Imap),
        blocked_since: instant(life.blocked_since),
        opted_out_at: instant(life.opted_out_at),
        re_enabled_at: instant(life.re_enabled_at),
        announced_for: None,
    }
}

/// Nothing for what never happened.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::LazyLock;

    use policy::basic_auth_2022::{decide, explanation_keys};
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_line_is_answered_so_by_decide() {
        let mut cases = Vec::new();
        let mut decisions = Vec::new();
        for line in lines() {
            cases.extend(format!("{}\n", line["case"]).into_bytes());
            decisions.push(line["decision"].clone());
        }
        let mut answers = Vec::new();
        crate::decide::run(cases.as_slice(), &mut answers).unwrap();
        let answers: Vec<Value> = String::from_utf8(answers)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(answers, decisions);
    }

    /// By the sentences, of which each line of the tables has one of its own; lines 5, 12 and 23
    /// of the next steps share theirs, and differ by the cloud.
    #[test]
    fn every_line_of_every_table_decides_a_case() {
        let mut told = BTreeSet::new();
        let mut nothing_to_do = BTreeSet::new();
        for facts in sound_cases() {
            let decision = decide(&facts);
            told.extend([decision.why, decision.what_next]);
            if let Endpoint::Protocol(_) = facts.endpoint {
                told.insert(support(&facts).explanation);
            }
            nothing_to_do.insert((decision.what_next, facts.cloud.name()));
            let wishes = [Wish::OptOut, Wish::ReEnable].map(|wish| refusal(&facts, wish));
            let refusals = wishes
                .into_iter()
                .chain([refusal_by_post(&facts)])
                .flatten();
            told.extend(refusals.map(|it| it.explanation));
        }
        let of_the_tables = |key: &&str| {
            ["why_", "next_", "refused_", "support_"]
                .iter()
                .any(|beginning| key.starts_with(beginning))
        };
        let keys: BTreeSet<&str> = explanation_keys().filter(of_the_tables).collect();
        assert!(keys.len() > 60, "{}", keys.len());
        let missing: Vec<_> = keys.difference(&told).collect();
        assert!(missing.is_empty(), "{missing:?}");
        for sentence in ["next_nothing_re_enabled", "next_nothing_opted_out"] {
            for cloud in [Cloud::Worldwide, Cloud::Gcc, Cloud::GccHigh, Cloud::Dod] {
                assert!(
                    nothing_to_do.contains(&(sentence, cloud.name())),
                    "{sentence} {cloud:?}"
                );
            }
        }
    }

    #[test]
    fn both_sides_of_every_day_that_decides_are_there_in_every_zone() {
        let mut times: BTreeMap<String, BTreeMap<DateTime<Utc>, Value>> = BTreeMap::new();
        for line in lines() {
            let Some(now) = line["case"]["now"].as_str().and_then(instant) else {
                continue;
            };
            let mut rest = line["case"].clone();
            rest.as_object_mut().unwrap().remove("now");
            let decision = line["decision"].clone();
            times
                .entry(rest.to_string())
                .or_default()
                .insert(now, decision);
        }
        for zone in ZONES {
            let offset: FixedOffset = zone.parse().unwrap();
            let is_here = |rest: &&String| match zone {
                "+00:00" => !rest.contains("zone"),
                _ => rest.contains(zone),
            };
            for day in [
                "2022-09-01",
                "2022-10-01",
                "2023-01-01",
                "2023-02-01",
                "2023-03-31",
                "2023-05-01",
            ] {
                let day: NaiveDate = day.parse().unwrap();
                let begins = (day.and_time(NaiveTime::MIN) - offset).and_utc();
                let differs = |rest: &String| {
                    let before = times[rest].get(&(begins - SECOND));
                    before.is_some()
                        && times[rest]
                            .get(&begins)
                            .is_some_and(|it| Some(it) != before)
                };
                assert!(times.keys().filter(is_here).any(differs), "{day} {zone}");
            }
        }
    }

    #[test]
    fn no_case_comes_twice_and_every_run_prints_the_same() {
        assert_eq!(*PRINTED, printed());
        let different: BTreeSet<&str> = PRINTED.lines().collect();
        assert_eq!(different.len(), PRINTED.lines().count());
    }

    #[test]
    fn the_line_that_is_shown_to_implementers_is_one_of_them() {
        let page = include_str!("../../docs/backend.md");
        let shown = page.lines().find(|line| line.starts_with(r#"{"case""#));
        assert!(
            printed().lines().any(|line| Some(line) == shown),
            "{shown:?}"
        );
    }

    #[test]
    fn what_is_no_case_names_its_fault_and_is_refused_nothing() {
        let faulty: Vec<Value> = lines()
            .into_iter()
            .filter(|line| line["decision"]["error"].is_string())
            .collect();
        assert_eq!(faulty.len(), MALFORMED.len());
        let members: BTreeSet<&str> = faulty
            .iter()
            .filter_map(|line| line["decision"]["member"].as_str())
            .collect();
        assert_eq!(members.len(), 10, "{members:?}");
        for line in faulty {
            assert_eq!(line.as_object().unwrap().len(), 2, "{line}");
        }
    }

    fn lines() -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap();
        PRINTED.lines().map(read).collect()
    }

    static PRINTED: LazyLock<String> = LazyLock::new(printed);

    fn printed() -> String {
        let mut output = Vec::new();
        run(&mut output).unwrap();
        String::from_utf8(output).unwrap()
    }
}
