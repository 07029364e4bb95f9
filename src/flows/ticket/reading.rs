//! What the facts say to someone who asks support: what for, and what support can do.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::{Relief, Support, decide, support};
use policy::{Decision, Endpoint, Facts, NextStep, Protocol};
use wire::protocols::Protocols;

use super::Lead;

/// One protocol as a ticket may name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub protocol: Protocol,
    pub facts: Facts,
    pub decision: Decision,
    /// What support would do if it answered now.
    pub support: Support,
    /// The open ticket about it; then it cannot be chosen again.
    pub ticket: Option<String>,
    /// The receipt of the newest request for it.
    pub receipt: Option<String>,
}

impl Subject {
    pub fn can_be_chosen(&self) -> bool {
        self.ticket.is_none()
    }

    /// The receipt that support wants to hear of: that of a promise which was not kept.
    pub fn broken_promise(&self) -> Option<&str> {
        let is_broken = self.support.relief == Relief::Repaired;
        self.receipt.as_deref().filter(|_| is_broken)
    }

    /// Whether support is the next step.
    fn is_for_support(&self) -> bool {
        matches!(
            self.decision.next_step,
            NextStep::ContactSupport | NextStep::OpenTicket
        )
    }
}

/// The programme's protocols in their order.
pub fn subjects(protocols: &Protocols, now: DateTime<Utc>) -> Vec<Subject> {
    let subject = |entry: &wire::protocols::EndpointFacts| {
        let Endpoint::Protocol(protocol) = entry.endpoint else {
            return None;
        };
        let facts = protocols.facts_of(entry, now);
        Some(Subject {
            protocol,
            decision: decide(&facts),
            support: support(&facts),
            facts,
            ticket: entry.ticket.clone(),
            receipt: entry.receipt.clone(),
        })
    };
    protocols.endpoints.iter().filter_map(subject).collect()
}

/// What is chosen at first: what the lead names, or else all that only support can help with.
pub fn chosen_at_first(lead: &Lead, subjects: &[Subject]) -> BTreeSet<Protocol> {
    let is_wanted = |subject: &&Subject| {
        if lead.protocols.is_empty() {
            subject.is_for_support()
        } else {
            lead.protocols.contains(&subject.protocol)
        }
    };
    subjects
        .iter()
        .filter(|subject| subject.can_be_chosen())
        .filter(is_wanted)
        .map(|subject| subject.protocol)
        .collect()
}

/// Whether something was chosen and support can change nothing about any of it.
pub fn is_in_vain(chosen: &BTreeSet<Protocol>, subjects: &[Subject]) -> bool {
    let mut chosen = subjects
        .iter()
        .filter(|subject| chosen.contains(&subject.protocol))
        .peekable();
    chosen.peek().is_some() && chosen.all(|subject| !subject.support.relief.lifts())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Protocol::{Imap, Pop, Rpc};
    use chrono::{NaiveDate, Offset};
    use policy::{Cloud, Role};
    use wire::protocols::EndpointFacts;

    fn on(month: u32, day: u32) -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2022, month, day)
            .and_then(|date| date.and_hms_opt(9, 0, 0))
            .expect("the days below exist")
            .and_utc()
    }

    /// In September, RPC has been blocked since August, and a ticket about POP is open.
    fn september() -> (Protocols, DateTime<Utc>) {
        let now = on(9, 12);
        let mut endpoints: Vec<_> = Protocol::ALL
            .map(|protocol| EndpointFacts::new(Endpoint::Protocol(protocol)))
            .into();
        for blocked in [Pop, Rpc] {
            endpoints[blocked as usize].blocked_since = Some(on(8, 2));
        }
        endpoints[Pop as usize].ticket = Some("SR-3001".to_owned());
        let protocols = Protocols {
            server_time: now,
            zone: Utc.fix(),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints,
            authentication_policy: None,
        };
        (protocols, now)
    }

    fn subjects_of_september() -> Vec<Subject> {
        let (protocols, now) = september();
        subjects(&protocols, now)
    }

    #[test]
    fn what_a_link_names_is_chosen_and_else_what_only_support_can_help_with() {
        let subjects = subjects_of_september();
        let chosen = |lead: &Lead| chosen_at_first(lead, &subjects);
        assert_eq!(chosen(&Lead::about(Imap)), [Imap].into());
        assert_eq!(chosen(&Lead::default()), [Rpc].into());
        assert_eq!(chosen(&Lead::searched("pop")), [Rpc].into());
    }

    #[test]
    fn what_has_an_open_ticket_is_not_chosen_again() {
        let subjects = subjects_of_september();
        assert_eq!(chosen_at_first(&Lead::about(Pop), &subjects), [].into());
        assert!(!subjects[Pop as usize].can_be_chosen());
    }

    #[test]
    fn a_receipt_counts_where_its_promise_was_not_kept() {
        let (mut protocols, now) = september();
        let october = now + chrono::TimeDelta::days(30);
        for (protocol, re_enabled_at) in [(Pop, Some(october)), (Rpc, None)] {
            let entry = &mut protocols.endpoints[protocol as usize];
            entry.re_enabled_at = re_enabled_at;
            entry.receipt = Some("RE-2001".to_owned());
        }
        let subjects = subjects(&protocols, october + chrono::TimeDelta::hours(2));
        let receipt = |protocol: Protocol| subjects[protocol as usize].broken_promise();
        assert_eq!((receipt(Pop), receipt(Rpc)), (Some("RE-2001"), None));
    }

    #[test]
    fn what_support_would_do_is_known_before_it_is_asked() {
        let subjects = subjects_of_september();
        let relief = |protocol: Protocol| subjects[protocol as usize].support.relief;
        assert_eq!(relief(Rpc), Relief::Lifted);
        assert_eq!(relief(Imap), Relief::NothingToLift);
    }

    #[test]
    fn a_ticket_is_in_vain_where_support_can_change_nothing_of_it() {
        let subjects = subjects_of_september();
        assert!(is_in_vain(&[Imap].into(), &subjects));
        assert!(!is_in_vain(&[Imap, Rpc].into(), &subjects));
        assert!(!is_in_vain(&[].into(), &subjects), "a question is welcome");
    }
}
