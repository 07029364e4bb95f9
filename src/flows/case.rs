//! All that belongs to one protocol: what was said of it, what was asked, and where it is changed.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::decide;
use policy::{Cloud, Endpoint, Protocol};
use wire::history::{EventKind, History};
use wire::protocols::Protocols;

use crate::posts::{Posts, Word};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub protocol: Protocol,
    /// In the order in which one would read them.
    pub links: Vec<Link>,
}

/// Something that leads to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Word(Word),
    /// By its number.
    Receipt(String),
    Diagnostic,
    /// Where there is no diagnostic.
    Support,
    /// What the organisation itself has set.
    Setting,
}

/// The cases of the programme's protocols, in their order.
pub fn cases(protocols: &Protocols, history: &History, now: DateTime<Utc>) -> Vec<Case> {
    let posts = Posts::from(history.clone());
    let case = |entry: &wire::protocols::EndpointFacts| {
        let Endpoint::Protocol(protocol) = entry.endpoint else {
            return None;
        };
        let facts = protocols.facts_of(entry, now);
        let words = posts.about(&facts, decide(&facts).standing);
        let accepted = history.events.iter().filter(|event| {
            event.kind == EventKind::RequestAccepted && event.protocol == Some(entry.endpoint)
        });
        // The newest event comes first; one reads from the oldest.
        let receipts = accepted.rev().filter_map(|event| event.receipt.clone());
        let change = match protocols.cloud {
            Cloud::Worldwide => Link::Diagnostic,
            _ => Link::Support,
        };
        let links = words.into_iter().map(Link::Word);
        let links = links
            .chain(receipts.map(Link::Receipt))
            .chain([change, Link::Setting]);
        Some(Case {
            protocol,
            links: links.collect(),
        })
    };
    protocols.endpoints.iter().filter_map(case).collect()
}

impl Case {
    /// Whether a post or notice speaks of it.
    pub fn has_message(&self, id: &str) -> bool {
        self.links.iter().any(|link| link.is_message(id))
    }
}

impl Link {
    pub fn is_message(&self, wanted: &str) -> bool {
        match self {
            Self::Word(word) => word.id() == wanted,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use policy::Role;
    use wire::history::Event;
    use wire::protocols::EndpointFacts;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn event(kind: EventKind, at_time: &str) -> Event {
        Event {
            at: at(at_time),
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
            changes: vec![],
            policy: None,
        }
    }

    /// IMAP was announced, blocked and re-enabled; EWS was left alone.
    fn tenant(cloud: Cloud) -> (Protocols, History) {
        let mut imap = EndpointFacts::new(Endpoint::Protocol(Protocol::Imap));
        imap.announced_for = "2022-10-10".parse().ok();
        imap.blocked_since = Some(at("2022-10-10T15:30:00Z"));
        let protocols = Protocols {
            server_time: at("2022-10-12T09:00:00Z"),
            zone: "+00:00".parse().expect("an offset"),
            cloud,
            role: Role::GlobalAdmin,
            endpoints: vec![imap, EndpointFacts::new(Endpoint::Protocol(Protocol::Ews))],
            authentication_policy: None,
        };
        let accepted = |receipt: &str, at_time| Event {
            protocol: Some(Endpoint::Protocol(Protocol::Imap)),
            receipt: Some(receipt.to_owned()),
            ..event(EventKind::RequestAccepted, at_time)
        };
        let events = vec![
            accepted("RE-2", "2022-10-11T09:00:00Z"),
            Event {
                message: Some("EX6".to_owned()),
                ..event(EventKind::HealthNotice, "2022-10-10T15:00:00Z")
            },
            Event {
                message: Some("MC5".to_owned()),
                day: "2022-10-10".parse().ok(),
                ..event(EventKind::BlockAnnounced, "2022-10-03T09:00:00Z")
            },
            accepted("OO-1", "2022-09-01T09:00:00Z"),
        ];
        (protocols, History { events })
    }

    #[test]
    fn what_was_said_and_asked_of_a_protocol_belongs_together() {
        let (protocols, history) = tenant(Cloud::Worldwide);
        let cases = cases(&protocols, &history, protocols.server_time);
        assert_eq!(
            cases,
            [
                Case {
                    protocol: Protocol::Imap,
                    links: vec![
                        Link::Word(Word::Announced("MC5".to_owned())),
                        Link::Word(Word::OnTheDay("EX6".to_owned())),
                        Link::Receipt("OO-1".to_owned()),
                        Link::Receipt("RE-2".to_owned()),
                        Link::Diagnostic,
                        Link::Setting,
                    ],
                },
                Case {
                    protocol: Protocol::Ews,
                    links: vec![Link::Diagnostic, Link::Setting],
                },
            ]
        );
        let speaks = |id| {
            cases
                .iter()
                .map(|case| case.has_message(id))
                .collect::<Vec<_>>()
        };
        assert_eq!(speaks("MC5"), [true, false]);
        assert_eq!(speaks("RE-2"), [false, false]);
    }

    #[test]
    fn where_there_is_no_diagnostic_support_is_asked() {
        let (protocols, history) = tenant(Cloud::Gcc);
        for case in cases(&protocols, &history, protocols.server_time) {
            let ends = &case.links[case.links.len() - 2..];
            assert_eq!(ends, [Link::Support, Link::Setting]);
        }
    }
}
