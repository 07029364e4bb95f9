//! What is looked for in the history.

mod codes;

use policy::{Endpoint, Protocol};
use wire::history::{Event, EventKind};
use wire::modern_authentication::Setting;

pub use codes::{Codes, codes};

/// Everything that is named has to hold; what is not named does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub topic: Option<Topic>,
    pub protocol: Option<Protocol>,
    /// The address of who did it.
    pub by: Option<String>,
}

/// What kind of thing happened, as far as somebody would look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// What was asked for, and what became of it.
    Requests,
    Refusals,
    /// What Microsoft turned off.
    Blocks,
    /// Announcements, reports and health notices.
    Posts,
    Support,
    /// Who changed which setting.
    Settings,
}

impl Topic {
    pub const ALL: [Self; 6] = [
        Self::Requests,
        Self::Refusals,
        Self::Blocks,
        Self::Posts,
        Self::Support,
        Self::Settings,
    ];

    /// As an address has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Refusals => "refusals",
            Self::Blocks => "blocks",
            Self::Posts => "posts",
            Self::Support => "support",
            Self::Settings => "settings",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }

    pub const fn of(kind: EventKind) -> Self {
        match kind {
            EventKind::RequestAccepted
            | EventKind::RequestArchived
            | EventKind::RequestClosed
            | EventKind::Reopened => Self::Requests,
            EventKind::RequestRefused => Self::Refusals,
            EventKind::Blocked | EventKind::Retired => Self::Blocks,
            EventKind::BlockAnnounced
            | EventKind::HealthNotice
            | EventKind::RetirementAnnounced
            | EventKind::MessagePosted => Self::Posts,
            EventKind::TicketOpened | EventKind::TicketAnswered => Self::Support,
            EventKind::PolicyChanged => Self::Settings,
        }
    }
}

impl Filter {
    pub fn shows(&self, event: &Event) -> bool {
        let is_of_topic = self
            .topic
            .is_none_or(|topic| topic == Topic::of(event.kind));
        let is_about = self
            .protocol
            .is_none_or(|protocol| is_about(event, protocol));
        let by = event.by.as_ref().map(|person| &person.address);
        is_of_topic && is_about && self.by.as_ref().is_none_or(|wanted| by == Some(wanted))
    }
}

/// Whoever did something that the history tells, each once, by their addresses.
pub fn people(events: &[Event]) -> Vec<String> {
    let by = events.iter().filter_map(|event| event.by.as_ref());
    let mut people: Vec<_> = by.map(|person| person.address.clone()).collect();
    people.sort();
    people.dedup();
    people
}

fn is_about(event: &Event, protocol: Protocol) -> bool {
    let endpoint = Endpoint::Protocol(protocol);
    let setting = Setting::BasicAuth(endpoint);
    event.protocol == Some(endpoint) || event.changes.iter().any(|it| it.setting == setting)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn event(more: &Value) -> Event {
        let mut event = json!({"at": "2022-10-12T09:00:00Z"});
        let members = more.as_object().expect("an object").clone();
        event.as_object_mut().expect("an object").extend(members);
        serde_json::from_value(event).expect("an event as it travels")
    }

    fn by(address: &str) -> Value {
        json!({"name": "Somebody", "address": address})
    }

    #[track_caller]
    fn check(filter: &Filter, more: &Value, shown: bool) {
        assert_eq!(filter.shows(&event(more)), shown, "{filter:?} {more}");
    }

    #[test]
    fn nothing_asked_for_shows_everything() {
        check(&Filter::default(), &json!({"kind": "blocked"}), true);
    }

    #[test]
    fn a_topic_shows_its_events_alone() {
        let filter = Filter {
            topic: Some(Topic::Refusals),
            ..Filter::default()
        };
        check(&filter, &json!({"kind": "request_refused"}), true);
        check(&filter, &json!({"kind": "request_accepted"}), false);
    }

    #[test]
    fn a_protocol_is_found_also_in_the_settings() {
        let filter = Filter {
            protocol: Some(Protocol::Imap),
            ..Filter::default()
        };
        let change = |setting: &str| {
            json!({
                "kind": "policy_changed",
                "changes": [{"setting": setting, "before": true, "after": false}],
            })
        };
        check(
            &filter,
            &json!({"kind": "blocked", "protocol": "imap"}),
            true,
        );
        check(
            &filter,
            &json!({"kind": "blocked", "protocol": "pop"}),
            false,
        );
        check(&filter, &json!({"kind": "message_posted"}), false);
        check(&filter, &change("AllowBasicAuthImap"), true);
        check(&filter, &change("AllowBasicAuthPop"), false);
    }

    #[test]
    fn a_person_is_found_by_the_address() {
        let filter = Filter {
            by: Some("ada@works.example".to_owned()),
            ..Filter::default()
        };
        let kind = "request_accepted";
        check(
            &filter,
            &json!({"kind": kind, "by": by("ada@works.example")}),
            true,
        );
        check(
            &filter,
            &json!({"kind": kind, "by": by("bo@works.example")}),
            false,
        );
        check(&filter, &json!({"kind": kind}), false);
    }

    #[test]
    fn everything_that_is_asked_for_has_to_hold() {
        let filter = Filter {
            topic: Some(Topic::Blocks),
            protocol: Some(Protocol::Imap),
            by: None,
        };
        check(
            &filter,
            &json!({"kind": "retired", "protocol": "imap"}),
            true,
        );
        check(
            &filter,
            &json!({"kind": "reopened", "protocol": "imap"}),
            false,
        );
        check(
            &filter,
            &json!({"kind": "retired", "protocol": "pop"}),
            false,
        );
    }

    #[test]
    fn every_topic_has_a_name_of_its_own() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_name(topic.name()), Some(topic));
        }
        assert_eq!(Topic::from_name("everything"), None);
    }

    #[test]
    fn people_are_named_once() {
        let events = [by("bo@a"), by("ada@a"), by("bo@a")]
            .map(|by| event(&json!({"kind": "request_accepted", "by": by})));
        assert_eq!(people(&events), ["ada@a", "bo@a"]);
    }
}
