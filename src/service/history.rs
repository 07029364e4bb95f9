//! What a record means to an administrator who reads the history.

use chrono::{DateTime, Utc};
use policy::{Endpoint, Protocol, Wish};
use wire::history::{Event, EventKind};
use wire::problem::ProblemType;

use crate::state::requests_of;
use crate::{Answer, Happening, Outcome, Record, State};

/// The events of a record that is about to be applied to `state`.
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
    match &record.what {
        Happening::Opened(_) | Happening::ClockMoved => vec![],
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
        Happening::BlockAnnounced { day, .. } => {
            vec![Event {
                day: Some(*day),
                ..event(EventKind::BlockAnnounced, "R7")
            }]
        }
        Happening::HealthNotice => vec![event(EventKind::HealthNotice, "R8")],
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
                ..event(EventKind::RetirementAnnounced, "R20")
            }]
        }
        Happening::Retired => Protocol::ALL
            .map(|protocol| about(EventKind::Retired, "R38", protocol))
            .to_vec(),
    }
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
        Outcome::Refused(problem) => Event {
            kind: EventKind::RequestRefused,
            rule: problem.rule.clone(),
            reason: match problem.problem_type() {
                Some(ProblemType::Refused(reason)) => Some(reason),
                _ => None,
            },
            ..event
        },
    }
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
    }
}
