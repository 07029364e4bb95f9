//! `cargo xtask decide`: one case of the policy a line in, one decision a line out.
//!
//! Any other implementation of the policy can be checked against this one. A line that is no case
//! is answered in place, and the run goes on.

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, SecondsFormat, Utc};
use policy::{Cloud, Decision, Endpoint, Facts, Role, basic_auth_2022};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, BufRead, Write};

/// Answers every line of `input`, the last one even where it lacks its line feed.
pub(crate) fn run(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        answer(&line, &mut output)?;
        output.write_all(b"\n")?;
        line.clear();
    }
    output.flush()
}

/// Writes what is decided in a case, or what is wrong with it.
pub(crate) fn answer(case: &[u8], output: impl Write) -> io::Result<()> {
    match facts(case).map(|facts| Answer::from(basic_auth_2022::decide(&facts))) {
        Ok(answer) => serde_json::to_writer(output, &answer)?,
        Err(fault) => serde_json::to_writer(output, &fault)?,
    }
    Ok(())
}

#[derive(Serialize)]
struct Answer {
    standing: &'static str,
    standing_rule: &'static str,
    next_step: &'static str,
    rule: &'static str,
    until: Option<String>,
}

impl From<Decision> for Answer {
    fn from(decision: Decision) -> Self {
        Self {
            standing: decision.standing.name(),
            standing_rule: decision.standing_rule.0,
            next_step: decision.next_step.name(),
            rule: decision.rule.0,
            until: decision
                .until
                .map(|until| until.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        }
    }
}

/// What is wrong with a line: the first faulty member, in the order in which `facts` reads them.
#[derive(Serialize)]
pub(crate) struct Fault {
    error: &'static str,
    member: &'static str,
}

/// The facts of a case.
pub(crate) fn facts(line: &[u8]) -> Result<Facts, Fault> {
    let case = Case(serde_json::from_slice(line).map_err(|_| Fault {
        error: "not a JSON object",
        member: "case",
    })?);
    Ok(Facts {
        now: case.required("now", &TIME)?,
        cloud: case.required("cloud", &CLOUD)?,
        role: case.required("role", &ROLE)?,
        endpoint: case.required("protocol", &PROTOCOL)?,
        blocked_since: case.optional("blocked_since", &TIME)?,
        opted_out_at: case.optional("opted_out_at", &TIME)?,
        re_enabled_at: case.optional("re_enabled_at", &TIME)?,
        announced_for: case.optional("announced_for", &DATE)?,
        zone: case.optional("zone", &ZONE)?.unwrap_or(Utc.fix()),
    })
}

/// The members of one line. Of a member that comes twice the last one holds, as in most readers of JSON.
struct Case(Map<String, Value>);

impl Case {
    fn required<T>(&self, member: &'static str, kind: &Kind<T>) -> Result<T, Fault> {
        self.optional(member, kind)?.ok_or(Fault {
            error: "missing",
            member,
        })
    }

    /// Nothing where the member is missing or null.
    fn optional<T>(&self, member: &'static str, kind: &Kind<T>) -> Result<Option<T>, Fault> {
        match self.0.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_str().and_then(kind.read) {
                Some(read) => Ok(Some(read)),
                None => Err(Fault {
                    error: kind.fault,
                    member,
                }),
            },
        }
    }
}

/// How a member is read, and what is said of one that cannot be.
struct Kind<T> {
    read: fn(&str) -> Option<T>,
    fault: &'static str,
}

const TIME: Kind<DateTime<Utc>> = Kind {
    read: |text| Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc()),
    fault: "not an RFC 3339 time with an offset",
};

const CLOUD: Kind<Cloud> = Kind {
    read: Cloud::from_name,
    fault: "not one of worldwide, gcc, gcc_high, dod, china",
};

const ROLE: Kind<Role> = Kind {
    read: Role::from_name,
    fault: "not one of global_admin, other_admin",
};

const PROTOCOL: Kind<Endpoint> = Kind {
    read: Endpoint::from_name,
    fault: "not the name of a protocol or another endpoint",
};

const DATE: Kind<NaiveDate> = Kind {
    // chrono also reads "2022-9-1"; what does not print as it was written is not YYYY-MM-DD.
    read: |text| {
        let date: NaiveDate = text.parse().ok()?;
        (date.to_string() == text).then_some(date)
    },
    fault: "not a date YYYY-MM-DD",
};

const ZONE: Kind<FixedOffset> = Kind {
    // As for dates: chrono also reads "+0900" and "Z".
    read: |text| {
        let zone: FixedOffset = text.parse().ok()?;
        (zone.to_string() == text || text == "-00:00").then_some(zone)
    },
    fault: "not a fixed offset ±HH:MM",
};

#[cfg(test)]
mod tests {
    use super::run;
    use std::fs;

    const CASE: &str = r#"{"now":"2022-10-15T09:00:00Z","cloud":"worldwide","role":"global_admin","protocol":"imap","blocked_since":"2022-10-10T16:00:00Z","opted_out_at":null,"re_enabled_at":null,"announced_for":null}"#;
    const DECISION: &str = r#"{"standing":"blocked","standing_rule":"R6","next_step":"re_enable","rule":"R47","until":null}"#;

    #[test]
    fn a_case_is_decided() {
        check(CASE, DECISION);
    }

    #[test]
    fn the_instant_until_which_it_holds_is_rfc_3339() {
        let case = CASE
            .replace("2022-10-10T16:00:00Z", "2022-10-20T16:00:00Z")
            .replace(
                r#""opted_out_at":null"#,
                r#""opted_out_at":"2022-09-12T00:00:00+09:00""#,
            );
        check(
            &case,
            r#"{"standing":"opted_out","standing_rule":"R22","next_step":"none","rule":"R22","until":"2023-01-01T00:00:00Z"}"#,
        );
        check(
            &case.replace('}', r#","zone":"+09:00"}"#),
            r#"{"standing":"opted_out","standing_rule":"R22","next_step":"none","rule":"R22","until":"2022-12-31T15:00:00Z"}"#,
        );
    }

    #[test]
    fn optional_members_may_be_missing_and_unknown_ones_are_ignored() {
        check(
            r#"{"protocol":"smtp_auth","role":"other_admin","cloud":"china","now":"2022-10-15T09:00:00Z","note":{"any":[1]}}"#,
            r#"{"standing":"outside_programme","standing_rule":"R9","next_step":"manage_smtp_auth","rule":"R9","until":null}"#,
        );
    }

    #[test]
    fn of_a_member_that_comes_twice_the_last_one_holds() {
        check(&CASE.replacen('{', r#"{"now":"yesterday","#, 1), DECISION);
    }

    #[test]
    fn a_faulty_member_is_named() {
        for (sound, faulty, member) in [
            ("2022-10-15T09:00:00Z", "2022-10-15T09:00:00", "now"),
            ("2022-10-15T09:00:00Z", "2022-02-30T09:00:00Z", "now"),
            ("2022-10-15T09:00:00Z", "2022-10-15T24:00:00Z", "now"),
            ("2022-10-15T09:00:00Z", "2022-10-15T09:00:00+24:00", "now"),
            ("2022-10-15T09:00:00Z", "20221-10-15T09:00:00Z", "now"),
            ("2022-10-15T09:00:00Z", "", "now"),
            (r#""2022-10-15T09:00:00Z""#, "1665824400", "now"),
            (r#""2022-10-15T09:00:00Z""#, "null", "now"),
            (r#""now""#, r#""Now""#, "now"),
            ("worldwide", "Worldwide", "cloud"),
            (r#""worldwide""#, r#"["worldwide"]"#, "cloud"),
            ("global_admin", "admin", "role"),
            ("imap", "imap4", "protocol"),
            ("2022-10-10T16:00:00Z", "2022-10-10", "blocked_since"),
            (
                r#""opted_out_at":null"#,
                r#""opted_out_at":false"#,
                "opted_out_at",
            ),
            (
                r#""re_enabled_at":null"#,
                r#""re_enabled_at":"null""#,
                "re_enabled_at",
            ),
            (
                r#""announced_for":null"#,
                r#""announced_for":"2022-9-1""#,
                "announced_for",
            ),
            (
                r#""announced_for":null"#,
                r#""announced_for":"2022-09-31""#,
                "announced_for",
            ),
            (
                r#""announced_for":null"#,
                r#""announced_for":"2022-10-17T00:00:00Z""#,
                "announced_for",
            ),
            ("}", r#","zone":"UTC"}"#, "zone"),
            ("}", r#","zone":"Z"}"#, "zone"),
            ("}", r#","zone":"+0900"}"#, "zone"),
            ("}", r#","zone":"+9:00"}"#, "zone"),
            ("}", r#","zone":"+24:00"}"#, "zone"),
            ("}", r#","zone":"+09:60"}"#, "zone"),
            ("}", r#","zone":"+09:00:01"}"#, "zone"),
            ("}", r#","zone":9}"#, "zone"),
        ] {
            assert!(CASE.contains(sound), "{sound} is not in the case");
            assert_eq!(
                faulty_member(&CASE.replacen(sound, faulty, 1)),
                member,
                "{faulty}"
            );
        }
    }

    #[test]
    fn the_first_fault_is_named_in_the_order_of_the_members() {
        let members = [
            "now",
            "cloud",
            "role",
            "protocol",
            "blocked_since",
            "opted_out_at",
            "re_enabled_at",
            "announced_for",
            "zone",
        ];
        for first in 0..members.len() {
            // Written backwards, so that the order in the line cannot be what decides.
            let faulty: Vec<String> = members[first..]
                .iter()
                .rev()
                .map(|member| format!(r#","{member}":0"#))
                .collect();
            let case = CASE.replace('}', &format!("{}}}", faulty.concat()));
            assert_eq!(faulty_member(&case), members[first]);
        }
    }

    #[test]
    fn every_zone_of_the_world_is_read() {
        for zone in ["+00:00", "-00:00", "+14:00", "-12:00", "+05:45"] {
            check(
                &CASE.replace('}', &format!(r#","zone":"{zone}"}}"#)),
                DECISION,
            );
        }
    }

    #[test]
    fn a_line_that_is_no_object_is_answered_in_place() {
        let broken: [&[u8]; 8] = [
            b"",
            b" \r",
            b"[]",
            b"null",
            b"{",
            b"{} {}",
            b"{\"now\":\"\xff\"}",
            b"\"now\"",
        ];
        for broken in broken {
            let input = [CASE.as_bytes(), broken, CASE.as_bytes()].join(&b'\n');
            let output = answers(&input);
            let lines: Vec<&str> = output.lines().collect();
            assert_eq!(lines.len(), 3);
            assert_eq!([lines[0], lines[2]], [DECISION; 2]);
            assert_eq!(lines[1], r#"{"error":"not a JSON object","member":"case"}"#);
        }
    }

    #[test]
    fn the_ends_of_time_and_leap_seconds_are_decided() {
        for now in [
            "0000-01-01T00:00:00+23:59",
            "9999-12-31T23:59:60-23:59",
            "2022-09-30T23:59:60Z",
            "2022-10-15t09:00:00.123456789z",
        ] {
            for zone in ["+23:59", "-23:59"] {
                let case = CASE
                    .replace("2022-10-15T09:00:00Z", now)
                    .replace('}', &format!(r#","zone":"{zone}"}}"#));
                assert!(
                    answers(case.as_bytes()).starts_with(r#"{"standing":"#),
                    "{now} {zone}"
                );
            }
        }
    }

    /// Counts the processor's time and not the clock's, so that a busy machine does not decide.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_hundred_thousand_cases_take_less_than_five_seconds() {
        let input = format!("{CASE}\n").repeat(100_000);
        let before = processor_time();
        let output = answers(input.as_bytes());
        let taken = processor_time() - before;
        assert_eq!(output.lines().count(), 100_000);
        assert!((1..5_000_000_000).contains(&taken), "{taken} ns");
    }

    /// Of this thread, in nanoseconds.
    #[cfg(target_os = "linux")]
    fn processor_time() -> u64 {
        let spent = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        spent.split(' ').next().unwrap().parse().unwrap()
    }

    #[track_caller]
    fn check(case: &str, decision: &str) {
        assert_eq!(answers(case.as_bytes()), format!("{decision}\n"));
    }

    fn faulty_member(case: &str) -> String {
        let answer: serde_json::Value = serde_json::from_str(&answers(case.as_bytes())).unwrap();
        assert!(answer["error"].is_string(), "{answer}");
        answer["member"].as_str().unwrap().to_owned()
    }

    fn answers(input: &[u8]) -> String {
        let mut output = Vec::new();
        run(input, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }
}
