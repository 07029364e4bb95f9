//! What the usage reports say about a protocol, and when that means to leave it alone.
//!
//! A report counts who signed in. Where Microsoft blocked all month nobody could, so such a month
//! is no sign that a protocol is not needed.

mod months;

use chrono::{DateTime, FixedOffset, Months, NaiveDate, NaiveTime, Utc};
use policy::basic_auth_2022::{Relief, decide};
use policy::{Endpoint, Facts, Protocol, Standing};
use wire::history::{Event, EventKind};
use wire::protocols::Protocols;
use wire::usage::{Month, Report, Usage};

pub use months::{Row, Says, months, most};

/// What the reports say about one protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The newest month that is over, while its report is still to come (R12).
    pub awaited: Option<NaiveDate>,
    /// The newest month of which anything is known.
    pub newest: Option<Figure>,
    /// Where Microsoft blocked all of the newest month: the newest one of which it did not.
    pub before_block: Option<Figure>,
}

/// What is known of one month, which is named by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    pub month: NaiveDate,
    pub shows: Shows,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// So many unique users signed in; it may be 0.
    Users(u32),
    /// No report was sent, because no protocol of the programme was used (A5).
    NoReport,
    /// No use, because Microsoft blocked the protocol all month.
    Blocked,
}

/// What the reports say about all protocols of the programme together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub awaited: Option<NaiveDate>,
    /// The newest month of which anything is known.
    pub newest: Option<NaiveDate>,
    /// Whether that month had a report.
    pub has_report: bool,
    /// How many users signed in to what in that month, where it says so.
    pub users: Vec<(Protocol, u32)>,
    /// What Microsoft blocked all that month.
    pub blocked: Vec<Protocol>,
    /// What the advice is to leave alone.
    pub better_left: Vec<Protocol>,
}

impl Evidence {
    /// Whether the advice is to leave the protocol alone: nobody uses it (R10), and nobody has
    /// asked for it either.
    pub fn says_leave_it(&self, standing: Standing) -> bool {
        let shows = |figure: Option<Figure>| figure.map(|figure| figure.shows);
        let telling = match shows(self.newest) {
            Some(Shows::Blocked) => shows(self.before_block),
            newest => newest,
        };
        let is_unused = matches!(telling, Some(Shows::Users(0) | Shows::NoReport));
        is_unused && matches!(standing, Standing::Allowed | Standing::Blocked)
    }
}

/// What the reports say about the protocol of these facts. The events, newest first, tell of
/// blocks that are over; nothing for what is outside the programme.
pub fn evidence(usage: &Usage, events: &[Event], facts: &Facts) -> Option<Evidence> {
    let Endpoint::Protocol(protocol) = facts.endpoint else {
        return None;
    };
    let figures = usage.months.iter();
    let figures = figures.filter_map(|month| figure(month, protocol, events, facts));
    let mut telling = figures.clone().filter(|it| it.shows != Shows::Blocked);
    let newest = figures.clone().next();
    let is_hidden = newest.is_some_and(|figure| figure.shows == Shows::Blocked);
    Some(Evidence {
        awaited: awaited(usage),
        newest,
        before_block: telling.next().filter(|_| is_hidden),
    })
}

/// What the reports say about everything at once; the events as for [`evidence`].
pub fn summary(
    usage: &Usage,
    events: &[Event],
    protocols: &Protocols,
    now: DateTime<Utc>,
) -> Summary {
    let mut months = usage.months.iter();
    let newest = months.find(|month| month.report != Report::NotReportedYet);
    let mut summary = Summary {
        awaited: awaited(usage),
        newest: newest.map(|month| month.month),
        has_report: newest.is_some_and(|month| month.report != Report::NoneSent),
        ..Summary::default()
    };
    for entry in &protocols.endpoints {
        let facts = protocols.facts_of(entry, now);
        let (Endpoint::Protocol(protocol), Some(evidence)) =
            (entry.endpoint, evidence(usage, events, &facts))
        else {
            continue;
        };
        match evidence.newest.map(|figure| figure.shows) {
            Some(Shows::Users(count)) => summary.users.push((protocol, count)),
            Some(Shows::Blocked) => summary.blocked.push(protocol),
            Some(Shows::NoReport) | None => {}
        }
        if evidence.says_leave_it(decide(&facts).standing) {
            summary.better_left.push(protocol);
        }
    }
    summary
}

/// The newest month, while its report is still to come.
fn awaited(usage: &Usage) -> Option<NaiveDate> {
    let newest = usage.months.first()?;
    (newest.report == Report::NotReportedYet).then_some(newest.month)
}

impl Shows {
    const fn is_no_use(self) -> bool {
        matches!(self, Self::Users(0) | Self::NoReport)
    }
}

/// What is known of a protocol in a month, whose facts these are; nothing before its report.
fn figure(month: &Month, protocol: Protocol, events: &[Event], facts: &Facts) -> Option<Figure> {
    let shows = shown(&month.report, protocol)?;
    let is_hidden = shows.is_no_use() && was_blocked_throughout(month.month, events, facts);
    Some(Figure {
        month: month.month,
        shows: if is_hidden { Shows::Blocked } else { shows },
    })
}

fn shown(report: &Report, protocol: Protocol) -> Option<Shows> {
    match report {
        Report::NotReportedYet => None,
        Report::NoneSent => Some(Shows::NoReport),
        Report::Sent { users, .. } => {
            let mut users = users.iter();
            let of_protocol = users.find(|users| users.protocol == protocol)?;
            Some(Shows::Users(of_protocol.count))
        }
    }
}

/// Whether the month had no instant without a block.
fn was_blocked_throughout(month: NaiveDate, events: &[Event], facts: &Facts) -> bool {
    let began = start_of(month, facts.zone);
    let ended = start_of(month + Months::new(1), facts.zone);
    if facts.blocked_since.is_some_and(|since| since <= began) {
        return true;
    }
    let mut since = None;
    let about_it = |event: &&Event| event.protocol == Some(facts.endpoint);
    events.iter().rev().filter(about_it).any(|event| {
        if event.kind == EventKind::Blocked {
            since.get_or_insert(event.at);
            return false;
        }
        lifts(event) && since.take().is_some_and(|since| since <= began) && ended <= event.at
    })
}

/// A re-enable took effect, or support lifted the block.
fn lifts(event: &Event) -> bool {
    event.kind == EventKind::Reopened || event.relief.is_some_and(Relief::lifts)
}

fn start_of(day: NaiveDate, zone: FixedOffset) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) - zone).and_utc()
}

#[cfg(test)]
mod tests {
    use policy::{Cloud, OtherEndpoint, Protocol, Role};
    use serde_json::{Value, json};
    use wire::protocols::EndpointFacts;
    use wire::usage::Users;

    use super::*;

    /// IMAP in the middle of November 2022, untouched but for what `change` does to it.
    fn imap(change: impl FnOnce(&mut Facts)) -> Facts {
        let mut facts = Facts {
            now: at("2022-11-15T09:00:00Z"),
            zone: FixedOffset::east_opt(0).expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoint: Endpoint::Protocol(Protocol::Imap),
            blocked_since: None,
            opted_out_at: None,
            re_enabled_at: None,
            announced_for: None,
        };
        change(&mut facts);
        facts
    }

    fn blocked_since(since: &str) -> impl FnOnce(&mut Facts) {
        move |facts| facts.blocked_since = Some(at(since))
    }

    /// The newest months, October 2022 first: what their reports say of IMAP.
    fn reports(reports: &[Report]) -> Usage {
        let newest = day("2022-10-01");
        let months = (0..).zip(reports).map(|(months_ago, report)| Month {
            month: newest - Months::new(months_ago),
            report: report.clone(),
        });
        Usage {
            months: months.collect(),
        }
    }

    fn users(count: u32) -> Report {
        let users = |protocol, count| Users { protocol, count };
        Report::Sent {
            message: "MC1".to_owned(),
            at: at("2022-11-03T09:00:00Z"),
            users: vec![users(Protocol::Pop, 99), users(Protocol::Imap, count)],
        }
    }

    fn event(at_time: &str, more: &Value) -> Event {
        let mut event = json!({"at": at_time, "protocol": "imap"});
        let members = more.as_object().expect("an object").clone();
        event.as_object_mut().expect("an object").extend(members);
        serde_json::from_value(event).expect("an event as it travels")
    }

    /// Blocked, and lifted by support.
    fn lifted(blocked: &str, lifted: &str) -> Vec<Event> {
        let relief = json!({"kind": "ticket_answered", "relief": "lifted"});
        vec![
            event(lifted, &relief),
            event(blocked, &json!({"kind": "blocked"})),
        ]
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time with its zone")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn october(shows: Shows) -> Figure {
        let month = day("2022-10-01");
        Figure { month, shows }
    }

    fn september(shows: Shows) -> Figure {
        let month = day("2022-09-01");
        Figure { month, shows }
    }

    fn of(usage: &Usage, events: &[Event], facts: &Facts) -> Evidence {
        evidence(usage, events, facts).expect("IMAP is in the programme")
    }

    #[track_caller]
    fn check(months: &[Report], newest: Option<Figure>, leave_it: bool) {
        let evidence = of(&reports(months), &[], &imap(|_| {}));
        assert_eq!(evidence.newest, newest);
        assert_eq!(evidence.says_leave_it(Standing::Allowed), leave_it);
        assert_eq!(evidence.before_block, None);
    }

    #[test]
    fn nobody_no_report_and_not_yet_are_three_things() {
        check(&[users(3), users(0)], Some(october(Shows::Users(3))), false);
        check(&[users(0), users(3)], Some(october(Shows::Users(0))), true);
        check(
            &[Report::NoneSent, users(3)],
            Some(october(Shows::NoReport)),
            true,
        );
        check(
            &[Report::NotReportedYet, users(3)],
            Some(september(Shows::Users(3))),
            false,
        );
        check(
            &[Report::NotReportedYet, users(0)],
            Some(september(Shows::Users(0))),
            true,
        );
        check(
            &[Report::NotReportedYet, Report::NoneSent],
            Some(september(Shows::NoReport)),
            true,
        );
        check(&[Report::NotReportedYet], None, false);
        check(&[], None, false);
    }

    #[test]
    fn a_report_that_is_still_to_come_is_named_beside_the_newest_one() {
        let awaited = |months: &[Report]| of(&reports(months), &[], &imap(|_| {})).awaited;
        assert_eq!(
            awaited(&[Report::NotReportedYet, users(3)]),
            Some(day("2022-10-01"))
        );
        assert_eq!(awaited(&[users(3), users(3)]), None);
        assert_eq!(awaited(&[Report::NoneSent, users(3)]), None);
    }

    #[track_caller]
    fn check_blocked(
        months: &[Report],
        events: &[Event],
        facts: &Facts,
        (newest, before): (Option<Figure>, Option<Figure>),
        leave_it: bool,
    ) {
        let evidence = of(&reports(months), events, facts);
        assert_eq!((evidence.newest, evidence.before_block), (newest, before));
        assert_eq!(evidence.says_leave_it(Standing::Blocked), leave_it);
    }

    #[test]
    fn a_month_of_block_is_no_month_of_disuse() {
        let all_month = imap(blocked_since("2022-10-01T00:00:00Z"));
        let hidden = |before| (Some(october(Shows::Blocked)), before);
        for empty in [users(0), Report::NoneSent] {
            check_blocked(
                &[empty.clone(), users(3)],
                &[],
                &all_month,
                hidden(Some(september(Shows::Users(3)))),
                false,
            );
            check_blocked(
                &[empty.clone(), users(0)],
                &[],
                &all_month,
                hidden(Some(september(Shows::Users(0)))),
                true,
            );
            check_blocked(&[empty], &[], &all_month, hidden(None), false);
        }
        let since_june = imap(blocked_since("2022-06-14T16:00:00Z"));
        check_blocked(&[users(0), users(0)], &[], &since_june, hidden(None), false);
    }

    #[test]
    fn a_month_with_an_hour_without_a_block_tells_something() {
        let drawn = imap(blocked_since("2022-10-01T00:00:01Z"));
        let zero = (Some(october(Shows::Users(0))), None);
        check_blocked(&[users(0), users(3)], &[], &drawn, zero, true);
        let used = (Some(october(Shows::Users(3))), None);
        let all_month = imap(blocked_since("2022-10-01T00:00:00Z"));
        check_blocked(&[users(3), users(0)], &[], &all_month, used, false);
        let west = imap(|facts| {
            facts.zone = FixedOffset::west_opt(3600).expect("an offset");
            facts.blocked_since = Some(at("2022-10-01T01:00:00Z"));
        });
        let hidden = (Some(october(Shows::Blocked)), None);
        check_blocked(&[users(0)], &[], &west, hidden, false);
    }

    #[test]
    fn a_block_that_is_over_still_explains_its_months() {
        let free = imap(|_| {});
        let hidden = (
            Some(october(Shows::Blocked)),
            Some(september(Shows::Users(3))),
        );
        let events = lifted("2022-10-01T00:00:00Z", "2022-11-01T00:00:00Z");
        check_blocked(&[users(0), users(3)], &events, &free, hidden, false);
        let zero = (Some(october(Shows::Users(0))), None);
        let sooner = lifted("2022-10-01T00:00:00Z", "2022-10-31T23:59:59Z");
        check_blocked(&[users(0), users(3)], &sooner, &free, zero, true);
        let later = lifted("2022-10-01T00:00:01Z", "2022-11-01T00:00:00Z");
        check_blocked(&[users(0), users(3)], &later, &free, zero, true);
        let in_effect = json!({"kind": "reopened"});
        let re_enabled = vec![
            event("2022-11-09T09:00:00Z", &in_effect),
            event("2022-09-20T09:00:00Z", &json!({"kind": "blocked"})),
        ];
        check_blocked(&[users(0), users(3)], &re_enabled, &free, hidden, false);
    }

    #[test]
    fn the_blocks_of_other_protocols_and_what_lifts_nothing_explain_nothing() {
        let mut of_pop = lifted("2022-09-20T09:00:00Z", "2022-11-09T09:00:00Z");
        for event in &mut of_pop {
            event.protocol = Some(Endpoint::Protocol(Protocol::Pop));
        }
        let mut useless = lifted("2022-09-20T09:00:00Z", "2022-11-09T09:00:00Z");
        useless[0].relief = Some(Relief::NothingToLift);
        for events in [of_pop, useless] {
            let zero = (Some(october(Shows::Users(0))), None);
            check_blocked(&[users(0)], &events, &imap(|_| {}), zero, true);
        }
    }

    #[test]
    fn what_was_asked_for_is_not_said_to_be_better_left() {
        let unused = of(&reports(&[users(0)]), &[], &imap(|_| {}));
        let advised = |standing| unused.says_leave_it(standing);
        assert!(advised(Standing::Allowed) && advised(Standing::Blocked));
        for standing in [
            Standing::OptedOut,
            Standing::ReEnabling,
            Standing::Overdue,
            Standing::ReEnabled,
            Standing::Retiring,
            Standing::Retired,
        ] {
            assert!(!advised(standing), "{standing:?}");
        }
    }

    #[test]
    fn the_reports_do_not_cover_what_the_programme_does_not_switch() {
        let smtp = imap(|facts| facts.endpoint = Endpoint::Other(OtherEndpoint::SmtpAuth));
        assert_eq!(evidence(&reports(&[users(3)]), &[], &smtp), None);
    }

    #[test]
    fn all_protocols_together_are_used_or_hidden_by_a_block_or_better_left() {
        let mut imap = EndpointFacts::new(Endpoint::Protocol(Protocol::Imap));
        imap.blocked_since = Some(at("2022-10-01T00:00:00Z"));
        let others = [
            Endpoint::Protocol(Protocol::Pop),
            Endpoint::Other(OtherEndpoint::SmtpAuth),
        ];
        let protocols = Protocols {
            server_time: at("2022-11-15T09:00:00Z"),
            zone: FixedOffset::east_opt(0).expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints: others
                .map(EndpointFacts::new)
                .into_iter()
                .chain([imap])
                .collect(),
            authentication_policy: None,
        };
        let of = |months: &[Report]| {
            let usage = reports(months);
            summary(&usage, &[], &protocols, protocols.server_time)
        };
        assert_eq!(
            of(&[users(0), users(3)]),
            Summary {
                awaited: None,
                newest: Some(day("2022-10-01")),
                has_report: true,
                users: vec![(Protocol::Pop, 99)],
                blocked: vec![Protocol::Imap],
                better_left: vec![],
            }
        );
        assert_eq!(
            of(&[Report::NotReportedYet, Report::NoneSent]),
            Summary {
                awaited: Some(day("2022-10-01")),
                newest: Some(day("2022-09-01")),
                better_left: vec![Protocol::Pop, Protocol::Imap],
                ..Summary::default()
            }
        );
        assert_eq!(of(&[]), Summary::default());
    }
}
