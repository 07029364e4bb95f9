//! What a record means to an administrator who reads the history.

use chrono::{DateTime, Utc};
use policy::{Endpoint, Protocol, Standing, Wish};
use wire::history::{Change, Event, EventKind, Moved};
use wire::modern_authentication::{Changes, Setting};
use wire::problem::{Problem, ProblemType};
use wire::session::Person;
use wire::ticket::Relieved;

use crate::messages::Subject;
use crate::modern_authentication::settings_of;
use crate::state::requests_of;
use crate::{Answer, Happening, Opened, Outcome, Record, State};

/// The events of a record that is about to be applied to `state`, without what comes of it.
pub(crate) fn events(state: &State, record: &Record) -> Vec<Event> {
    let at = record.at;
    let event = |kind, rule: &str| Event {
        rule: Some(rule.to_owned()),
        ..bare(at, kind)
    };
    let about = |kind, rule: &str, protocol: Protocol| Event {
        protocol: Some(Endpoint::Protocol(protocol)),
        ..event(kind, rule)
    };
    let posted = |kind| match (Subject::of(&record.what), &state.tenant) {
        (Some(subject), Some(tenant)) => Event {
            message: Some(subject.id()),
            ..event(kind, subject.rule(tenant.cloud))
        },
        _ => bare(at, kind),
    };
    match &record.what {
        Happening::Opened(_) | Happening::Marked { .. } | Happening::ClockMoved => vec![],
        Happening::RequestedEarlier { wish, protocol, by } => vec![Event {
            wish: Some(*wish),
            by: Some(by.clone()),
            ..about(EventKind::RequestAccepted, "R25", *protocol)
        }],
        Happening::BlockedEarlier { protocol } => vec![about(EventKind::Blocked, "R4", *protocol)],
        Happening::BlockedAgain { protocol } => vec![about(EventKind::Blocked, "R19", *protocol)],
        Happening::Archived => state
            .endpoints
            .iter()
            .flat_map(|entry| {
                requests_of(entry).into_iter().map(move |request| Event {
                    wish: Some(request.wish),
                    protocol: Some(entry.endpoint),
                    ..event(EventKind::RequestArchived, "R26")
                })
            })
            .collect(),
        Happening::PlanPosted
        | Happening::OptOutsConfirmed { .. }
        | Happening::UsageReported { .. } => vec![posted(EventKind::MessagePosted)],
        Happening::BlockAnnounced { day, .. } => {
            vec![Event {
                day: Some(*day),
                ..posted(EventKind::BlockAnnounced)
            }]
        }
        Happening::HealthNotice => vec![posted(EventKind::HealthNotice)],
        Happening::PolicySet { policy, by } => {
            let changes = state
                .settings
                .changes_to(&settings_of(&state.settings, policy));
            vec![Event {
                policy: policy.name.clone(),
                ..settings_changed(at, state, &changes, by)
            }]
        }
        Happening::SettingsChanged {
            changes,
            policy,
            by,
        } => vec![Event {
            policy: policy.clone(),
            ..settings_changed(at, state, changes, by)
        }],
        Happening::SettingsRefused {
            changes,
            problem,
            by,
        } => vec![refused(problem, settings_changed(at, state, changes, by))],
        Happening::TicketOpened(Opened { ticket, .. }) => vec![Event {
            ticket: Some(ticket.number.clone()),
            by: Some(ticket.by.clone()),
            ..bare(at, EventKind::TicketOpened)
        }],
        Happening::TicketAnswered { ticket, reliefs } => answers(at, ticket, reliefs),
        Happening::Drawn { protocols } => protocols
            .iter()
            .map(|protocol| about(EventKind::Blocked, "R6", *protocol))
            .collect(),
        Happening::Answered(answer) => vec![answered(at, answer)],
        Happening::TookEffect { receipt } => vec![of_receipt(
            state,
            receipt,
            event(EventKind::Reopened, "R18"),
        )],
        Happening::RequestsClosed { receipts } => receipts
            .iter()
            .map(|receipt| of_receipt(state, receipt, event(EventKind::RequestClosed, "R51")))
            .collect(),
        Happening::RetirementAnnounced { day } => {
            vec![Event {
                day: Some(*day),
                ..posted(EventKind::RetirementAnnounced)
            }]
        }
        Happening::Retired => Protocol::ALL
            .map(|protocol| about(EventKind::Retired, "R38", protocol))
            .to_vec(),
    }
}

/// Where a protocol stood before and after, if it moved.
pub(crate) fn moved(before: Option<Standing>, after: Option<Standing>) -> Option<Moved> {
    let (before, after) = (before?, after?);
    (before != after).then_some(Moved { before, after })
}

fn answered(at: DateTime<Utc>, answer: &Answer) -> Event {
    let event = Event {
        wish: Some(answer.asked.wish),
        protocol: Some(answer.asked.endpoint),
        by: Some(answer.asked.by.clone()),
        ..bare(at, EventKind::RequestAccepted)
    };
    match &answer.outcome {
        Outcome::Accepted(receipt) => Event {
            receipt: Some(receipt.number.clone()),
            rule: Some(receipt.rule.clone()),
            ..event
        },
        Outcome::Refused(problem) => refused(problem, event),
    }
}

/// What was asked for, and why it was not given.
fn refused(problem: &Problem, asked: Event) -> Event {
    Event {
        kind: EventKind::RequestRefused,
        rule: problem.rule.clone(),
        reason: match problem.problem_type() {
            Some(ProblemType::Refused(reason)) => Some(reason),
            _ => None,
        },
        ..asked
    }
}

/// Each setting before and after. Boxes are of the notice, and so is the word on SMTP AUTH.
fn settings_changed(at: DateTime<Utc>, state: &State, changes: &Changes, by: &Person) -> Event {
    let rule = if changes.concern_policy() {
        Some("R57")
    } else {
        let is_smtp = changes.0.contains_key(&Setting::SmtpAuthOff);
        is_smtp.then_some("R46")
    };
    let each = changes.0.iter().map(|(setting, after)| Change {
        setting: *setting,
        before: state.settings.is_on(*setting),
        after: *after,
    });
    Event {
        changes: each.collect(),
        by: Some(by.clone()),
        rule: rule.map(str::to_owned),
        ..bare(at, EventKind::PolicyChanged)
    }
}

/// One for each protocol that support looked at, or one for the ticket as a whole.
fn answers(at: DateTime<Utc>, ticket: &str, reliefs: &[Relieved]) -> Vec<Event> {
    let answered = Event {
        ticket: Some(ticket.to_owned()),
        ..bare(at, EventKind::TicketAnswered)
    };
    if reliefs.is_empty() {
        return vec![answered];
    }
    let relieved = reliefs.iter().map(|relieved| Event {
        protocol: Some(Endpoint::Protocol(relieved.protocol)),
        relief: Some(relieved.relief),
        rule: Some(relieved.rule.clone()),
        ..answered.clone()
    });
    relieved.collect()
}

fn of_receipt(state: &State, number: &str, event: Event) -> Event {
    let protocol = state
        .receipts
        .iter()
        .find(|receipt| receipt.number == number)
        .map(|receipt| Endpoint::Protocol(receipt.protocol));
    Event {
        wish: Some(Wish::ReEnable),
        protocol,
        receipt: Some(number.to_owned()),
        ..event
    }
}

fn bare(at: DateTime<Utc>, kind: EventKind) -> Event {
    Event {
        at,
        kind,
        wish: None,
        protocol: None,
        receipt: None,
        ticket: None,
        message: None,
        relief: None,
        by: None,
        rule: None,
        reason: None,
        day: None,
        standing: None,
        changes: Vec::new(),
        policy: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::{Host, at, day, person, tenant};

    #[test]
    fn every_event_says_what_it_is_about() {
        let mut host = Host::of(tenant(1092));
        let summer = at("2022-08-02T09:00:00Z");
        let (wish, protocol, by) = (Wish::OptOut, Protocol::Imap, person("ada"));
        host.append(vec![Record {
            at: summer,
            what: Happening::RequestedEarlier { wish, protocol, by },
        }]);
        let september = at("2022-09-12T09:00:00Z");
        host.tick(september);
        host.ask(Wish::OptOut, "ews").unwrap();
        let october = at("2022-10-12T09:00:00Z");
        host.tick(october);
        host.ask(Wish::ReEnable, "imap").unwrap();
        host.tick(at("2022-10-12T10:00:00Z"));

        let imap = Some(Endpoint::Protocol(Protocol::Imap));
        let says = |text: &str| Some(text.to_owned());
        check(
            &host,
            &Event {
                wish: Some(Wish::OptOut),
                protocol: imap,
                by: Some(person("ada")),
                rule: says("R25"),
                ..bare(summer, EventKind::RequestAccepted)
            },
        );
        check(
            &host,
            &Event {
                wish: Some(Wish::OptOut),
                protocol: imap,
                rule: says("R26"),
                ..bare(at("2022-09-01T00:00:00Z"), EventKind::RequestArchived)
            },
        );
        check(
            &host,
            &Event {
                message: says("MC424238"),
                rule: says("R16"),
                ..bare(at("2022-09-01T09:00:00Z"), EventKind::MessagePosted)
            },
        );
        check(
            &host,
            &Event {
                wish: Some(Wish::OptOut),
                protocol: Some(Endpoint::Protocol(Protocol::Ews)),
                receipt: says("OO-1001"),
                by: Some(person("ada")),
                rule: says("R36"),
                standing: moved(Some(Standing::Allowed), Some(Standing::OptedOut)),
                ..bare(september, EventKind::RequestAccepted)
            },
        );
        check(
            &host,
            &Event {
                message: says("MC441751"),
                rule: says("R7"),
                day: Some(day(2022, 10, 10)),
                ..bare(at("2022-10-03T15:47:00Z"), EventKind::BlockAnnounced)
            },
        );
        check(
            &host,
            &Event {
                wish: Some(Wish::ReEnable),
                protocol: imap,
                receipt: says("RE-2001"),
                rule: says("R18"),
                standing: moved(Some(Standing::ReEnabling), Some(Standing::ReEnabled)),
                ..bare(
                    host.state.receipts[1].effective_at.unwrap(),
                    EventKind::Reopened,
                )
            },
        );
    }

    #[test]
    fn an_event_says_where_the_protocol_stood_before_and_after() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        host.ask(Wish::ReEnable, "imap").unwrap();
        host.ask(Wish::ReEnable, "imap").unwrap_err();
        host.tick(at("2023-02-01T00:00:00Z"));
        let imap = Some(Endpoint::Protocol(Protocol::Imap));
        let of_imap = host.state.events.iter().filter(|it| it.protocol == imap);
        let moves = of_imap.map(|it| (it.kind, it.standing.map(|it| (it.before, it.after))));
        assert_eq!(
            moves.collect::<Vec<_>>(),
            [
                (
                    EventKind::Blocked,
                    Some((Standing::Allowed, Standing::Blocked))
                ),
                (
                    EventKind::RequestAccepted,
                    Some((Standing::Blocked, Standing::ReEnabling))
                ),
                (EventKind::RequestRefused, None),
                (
                    EventKind::Reopened,
                    Some((Standing::ReEnabling, Standing::ReEnabled))
                ),
                (
                    EventKind::Retired,
                    Some((Standing::Retiring, Standing::Retired))
                ),
            ]
        );
    }

    #[track_caller]
    fn check(host: &Host, expected: &Event) {
        let events = &host.state.events;
        assert!(
            events.contains(expected),
            "{expected:?} is not in {events:#?}"
        );
    }
}
