//! The days of the programme and what happened to the tenant, in one order: past, and to come as far
//! as it is known. On which day the tenant is drawn is not, before a post has announced it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use policy::basic_auth_2022::dates::{Milestone, dates};
use policy::basic_auth_2022::{Announcement, TAKES_EFFECT_WITHIN, announcement, decide};
use policy::{Endpoint, Standing};
use wire::history::Event;
use wire::protocols::Protocols;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A civil day begins with its first instant in the zone.
    pub at: DateTime<Utc>,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A day of the programme.
    Day(NaiveDate, Milestone),
    /// One event of the history, or several that differ in nothing but the protocol.
    Happened(Box<Event>, Vec<Endpoint>),
    /// A post has named this day for these, and it is not over.
    Announced(NaiveDate, Vec<Endpoint>),
    /// The re-enable of these takes effect by then.
    InEffectBy(Vec<Endpoint>),
}

/// Everything, oldest first. What has the same instant stays as it was told.
pub fn timeline(protocols: &Protocols, history: &[Event], now: DateTime<Utc>) -> Vec<Entry> {
    let zone = protocols.zone;
    let days = dates(protocols.cloud)
        .into_iter()
        .map(|(day, milestone)| Entry {
            at: start_of(day, zone),
            what: What::Day(day, milestone),
        });
    let mut all: Vec<_> = days.collect();
    // The history has the newest first.
    for event in history.iter().rev() {
        let about = event.protocol.into_iter().collect();
        match all.last_mut() {
            Some(Entry {
                what: What::Happened(before, endpoints),
                ..
            }) if differ_in_protocol(before, event) => endpoints.extend(event.protocol),
            _ => all.push(Entry {
                at: event.at,
                what: What::Happened(Box::new(event.clone()), about),
            }),
        }
    }
    for entry in &protocols.endpoints {
        let facts = protocols.facts_of(entry, now);
        let standing = decide(&facts).standing;
        if let Some(Announcement::Ahead(day)) = announcement(&facts, standing) {
            let what = |all| What::Announced(day, all);
            add(&mut all, start_of(day, zone), what, entry.endpoint);
        }
        if let (Standing::ReEnabling, Some(at)) = (standing, facts.re_enabled_at) {
            add(
                &mut all,
                at + TAKES_EFFECT_WITHIN,
                What::InEffectBy,
                entry.endpoint,
            );
        }
    }
    all.sort_by_key(|entry| entry.at);
    all
}

/// Beside the others of which the same is to be said, or alone.
fn add(
    all: &mut Vec<Entry>,
    at: DateTime<Utc>,
    what: impl Fn(Vec<Endpoint>) -> What,
    endpoint: Endpoint,
) {
    let same = all.iter_mut().find(|entry| {
        let is_such =
            std::mem::discriminant(&entry.what) == std::mem::discriminant(&what(Vec::new()));
        entry.at == at && is_such
    });
    match same.map(|entry| &mut entry.what) {
        Some(What::Announced(_, endpoints) | What::InEffectBy(endpoints)) => {
            endpoints.push(endpoint);
        }
        _ => all.push(Entry {
            at,
            what: what(vec![endpoint]),
        }),
    }
}

fn differ_in_protocol(one: &Event, other: &Event) -> bool {
    one.protocol.is_some()
        && other.protocol.is_some()
        && *one
            == Event {
                protocol: one.protocol,
                ..other.clone()
            }
}

fn start_of(day: NaiveDate, zone: FixedOffset) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) - zone).and_utc()
}

#[cfg(test)]
mod tests {
    use policy::{Cloud, Protocol, Role};
    use wire::history::EventKind;
    use wire::protocols::EndpointFacts;

    use super::*;

    const IMAP: Endpoint = Endpoint::Protocol(Protocol::Imap);
    const POP: Endpoint = Endpoint::Protocol(Protocol::Pop);

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn reported(endpoints: Vec<EndpointFacts>) -> Protocols {
        Protocols {
            server_time: at("2022-10-05T09:00:00Z"),
            zone: "+09:00".parse().expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints,
            authentication_policy: None,
        }
    }

    fn event(kind: EventKind, text: &str, protocol: Option<Endpoint>) -> Event {
        Event {
            at: at(text),
            kind,
            wish: None,
            protocol,
            receipt: None,
            ticket: None,
            message: None,
            relief: None,
            by: None,
            rule: None,
            reason: None,
            day: None,
            standing: None,
            policy: None,
            changes: Vec::new(),
        }
    }

    fn of(protocols: &Protocols, history: &[Event], wanted: fn(&What) -> bool) -> Vec<Entry> {
        let all = timeline(protocols, history, protocols.server_time);
        assert!(all.is_sorted_by_key(|entry| entry.at));
        all.into_iter()
            .filter(|entry| wanted(&entry.what))
            .collect()
    }

    #[test]
    fn the_days_of_the_programme_begin_in_its_zone() {
        let days = of(&reported(vec![]), &[], |what| matches!(what, What::Day(..)));
        assert_eq!(days[0].at, at("2022-08-31T15:00:00Z"));
        assert_eq!(days.len(), 8);
    }

    #[test]
    fn what_differs_in_nothing_but_the_protocol_is_told_once() {
        let blocked = |text, protocol| event(EventKind::Blocked, text, Some(protocol));
        let history = [
            blocked("2022-10-20T09:00:00Z", IMAP),
            event(EventKind::HealthNotice, "2022-10-10T14:00:00Z", None),
            event(EventKind::HealthNotice, "2022-10-10T14:00:00Z", None),
            blocked("2022-10-10T14:00:00Z", IMAP),
            blocked("2022-10-10T14:00:00Z", POP),
        ];
        let happened = of(&reported(vec![]), &history, |what| {
            matches!(what, What::Happened(..))
        });
        let about: Vec<_> = happened
            .iter()
            .map(|entry| match &entry.what {
                What::Happened(_, endpoints) => endpoints.clone(),
                _ => vec![],
            })
            .collect();
        assert_eq!(about, [vec![POP, IMAP], vec![], vec![], vec![IMAP]]);
    }

    #[test]
    fn what_is_to_come_is_told_as_far_as_it_is_known() {
        let announced = |endpoint| EndpointFacts {
            announced_for: Some("2022-10-10".parse().expect("a day")),
            ..EndpointFacts::new(endpoint)
        };
        let is_announced: fn(&What) -> bool = |what| matches!(what, What::Announced(..));
        let protocols = reported(vec![announced(POP), announced(IMAP)]);
        let entries = of(&protocols, &[], is_announced);
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].at, at("2022-10-09T15:00:00Z"));
        assert!(matches!(&entries[0].what, What::Announced(_, all) if *all == [POP, IMAP]));
        // Before the post nobody knows.
        assert_eq!(
            of(&reported(vec![EndpointFacts::new(IMAP)]), &[], is_announced),
            []
        );
    }

    #[test]
    fn a_re_enable_says_by_when_it_takes_effect() {
        let asked = EndpointFacts {
            blocked_since: Some(at("2022-10-03T09:00:00Z")),
            re_enabled_at: Some(at("2022-10-05T08:30:00Z")),
            ..EndpointFacts::new(IMAP)
        };
        let entries = of(&reported(vec![asked]), &[], |what| {
            matches!(what, What::InEffectBy(_))
        });
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].at, at("2022-10-05T09:30:00Z"));
    }
}
