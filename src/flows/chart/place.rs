//! Where in the chart the protocols of a tenant are.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::chart::{Node, place};
use policy::{Endpoint, Facts, Protocol};
use wire::protocols::Protocols;

/// The protocols by the node at which they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here(Vec<(Node, Protocol)>);

impl Here {
    /// Reads the place of each protocol from its facts.
    pub fn of<'a>(facts: impl IntoIterator<Item = &'a Facts>) -> Self {
        let at = |facts: &Facts| match facts.endpoint {
            Endpoint::Protocol(protocol) => Some((place(facts)?, protocol)),
            Endpoint::Other(_) => None,
        };
        Self(facts.into_iter().filter_map(at).collect())
    }

    pub fn at(&self, node: Node) -> impl Iterator<Item = Protocol> {
        let there = self.0.iter().filter(move |(place, _)| *place == node);
        there.map(|(_, protocol)| *protocol)
    }

    /// Nobody is anywhere in the chart.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where the far side's report puts the protocols. Who has asked support in September, and not
/// opted out, has gone that way.
pub fn here(protocols: &Protocols, now: DateTime<Utc>) -> Here {
    let entries = protocols.endpoints.iter();
    let facts: Vec<Facts> = entries
        .map(|entry| protocols.facts_of(entry, now))
        .collect();
    let mut here = Here::of(&facts);
    for (node, protocol) in &mut here.0 {
        let mut entries = protocols.endpoints.iter();
        let has_asked = entries
            .any(|entry| entry.endpoint == Endpoint::Protocol(*protocol) && entry.ticket.is_some());
        if has_asked && *node == Node::September {
            *node = Node::AskSupport;
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use policy::{Cloud, OtherEndpoint, Role};
    use wire::protocols::EndpointFacts;

    use super::*;

    const EWS: Endpoint = Endpoint::Protocol(Protocol::Ews);
    const IMAP: Endpoint = Endpoint::Protocol(Protocol::Imap);

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn reported(endpoints: Vec<EndpointFacts>) -> Protocols {
        Protocols {
            server_time: at("2022-09-12T09:00:00Z"),
            zone: "+00:00".parse().expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints,
            authentication_policy: None,
        }
    }

    #[test]
    fn each_protocol_is_at_one_node() {
        let opted_out = EndpointFacts {
            opted_out_at: Some(at("2022-09-05T09:00:00Z")),
            ..EndpointFacts::new(EWS)
        };
        let smtp_auth = EndpointFacts::new(Endpoint::Other(OtherEndpoint::SmtpAuth));
        let protocols = reported(vec![opted_out, EndpointFacts::new(IMAP), smtp_auth]);
        let september = here(&protocols, protocols.server_time);
        assert!(september.at(Node::OptedOut).eq([Protocol::Ews]));
        assert!(september.at(Node::September).eq([Protocol::Imap]));
        let october = here(&protocols, at("2022-10-01T00:00:00Z"));
        assert!(october.at(Node::OthersBlocked).eq([Protocol::Ews]));
        assert!(october.at(Node::AllBlocked).eq([Protocol::Imap]));
        assert!(here(&protocols, at("2022-08-31T00:00:00Z")).is_empty());
    }

    #[test]
    fn who_has_asked_support_has_gone_that_way_unless_opted_out() {
        let asked = |endpoint, opted_out_at| EndpointFacts {
            opted_out_at,
            ticket: Some("SR-3001".to_owned()),
            ..EndpointFacts::new(endpoint)
        };
        let opted_out_at = Some(at("2022-09-05T09:00:00Z"));
        let protocols = reported(vec![asked(EWS, opted_out_at), asked(IMAP, None)]);
        let here = here(&protocols, protocols.server_time);
        assert!(here.at(Node::OptedOut).eq([Protocol::Ews]));
        assert!(here.at(Node::AskSupport).eq([Protocol::Imap]));
    }
}
