//! The fold of a tenant's records: what is true now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::{Relief, decide};
use policy::{Endpoint, OtherEndpoint, Protocol, Role, Standing, Wish};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wire::history::Event;
use wire::message::ViewPoint;
use wire::modern_authentication::ModernAuthentication;
use wire::named;
use wire::protocols::{Archived, EndpointFacts, Protocols};
use wire::receipt::Receipt;
use wire::session::Person;
use wire::ticket::{self, Relieved};

use crate::messages::{Posted, Subject};
use crate::modern_authentication::{policy_of, settings_of, unseen_at_first};
use crate::plan::Milestone;
use crate::record::print;
use crate::{Answer, Happening, Opened, Outcome, Record, Tenant, history};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// How many records are folded in: the position at which a host appends, and the entity tag.
    pub version: u64,
    /// The time of the newest record; the tenant's clock is never behind it.
    pub clock: DateTime<Utc>,
    /// Nothing until the record of its opening.
    pub tenant: Option<Tenant>,
    /// The eight protocols in their order, then the other endpoints.
    pub(crate) endpoints: [EndpointFacts; 12],
    /// Oldest first, like the events.
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) events: Vec<Event>,
    pub(crate) messages: Vec<Posted>,
    /// What each person, by their address, has done with which posts.
    view_points: BTreeMap<String, BTreeMap<String, ViewPoint>>,
    pub(crate) tickets: Vec<Opened>,
    pub(crate) settings: ModernAuthentication,
    /// How often they were changed: their entity tag.
    pub(crate) settings_changed: u64,
    /// Members beside the settings of which this program knows nothing.
    pub(crate) unseen: Map<String, Value>,
    /// By idempotency key.
    pub(crate) answers: BTreeMap<String, Answer>,
    /// What is behind the tenant, as far as a record tells.
    pub(crate) passed: BTreeSet<Milestone>,
    /// Support put right what the far side had failed to do; it does not fail there again.
    #[serde(with = "named::set")]
    pub(crate) repaired: BTreeSet<Protocol>,
}

impl State {
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut state = Self::default();
        state.apply_all(records);
        state
    }

    pub fn apply_all<'a>(&mut self, records: impl IntoIterator<Item = &'a Record>) {
        for record in records {
            self.apply(record);
        }
    }

    pub fn apply(&mut self, record: &Record) {
        let mut events = history::events(self, record);
        let standings = |state: &Self| -> Vec<_> {
            let about = events.iter().map(|event| event.protocol);
            about.map(|it| state.standing(it?, record.at)).collect()
        };
        let before = standings(self);
        self.take_in(record);
        let after = standings(self);
        for ((event, before), after) in events.iter_mut().zip(before).zip(after) {
            event.standing = history::moved(before, after);
        }
        self.events.extend(events);
    }

    fn take_in(&mut self, record: &Record) {
        self.version += 1;
        self.clock = record.at;
        let at = record.at;
        self.passed.extend(Milestone::of(&record.what));
        if let Some(subject) = Subject::of(&record.what) {
            self.messages.push(Posted { at, subject });
        }
        match &record.what {
            Happening::Opened(tenant) => self.tenant = Some(tenant.clone()),
            Happening::RequestedEarlier { wish, protocol, .. } => {
                let entry = self.entry(*protocol);
                match wish {
                    Wish::OptOut => entry.opted_out_at = Some(at),
                    Wish::ReEnable => {
                        entry.re_enabled_at = Some(at);
                        entry.blocked_since = None;
                    }
                }
            }
            Happening::BlockedEarlier { protocol } | Happening::BlockedAgain { protocol } => {
                self.entry(*protocol).blocked_since = Some(at);
            }
            Happening::Archived => {
                for entry in &mut self.endpoints {
                    entry.archived = requests_of(entry);
                }
            }
            Happening::BlockAnnounced { day, protocols } => {
                for protocol in protocols {
                    self.entry(*protocol).announced_for = Some(*day);
                }
            }
            Happening::Drawn { protocols } => {
                for protocol in protocols {
                    self.entry(*protocol).blocked_since = Some(at);
                }
            }
            Happening::PolicySet { policy, .. } => {
                self.set(settings_of(&self.settings, policy));
            }
            Happening::SettingsChanged {
                changes, policy, ..
            } => {
                let settings = self.settings.with(changes);
                self.set(settings.written_to(policy.as_ref()));
            }
            Happening::Answered(answer) => self.answer(answer),
            Happening::TicketOpened(opened) => {
                for protocol in &opened.ticket.protocols {
                    let number = opened.ticket.number.clone();
                    self.entry(*protocol).ticket.get_or_insert(number);
                }
                self.tickets.push(opened.clone());
            }
            Happening::TicketAnswered { ticket, reliefs } => self.close(ticket, at, reliefs),
            Happening::TookEffect { receipt } => {
                if let Some(receipt) = self.receipts.iter_mut().find(|r| r.number == *receipt) {
                    receipt.effective_at = Some(at);
                    self.endpoints[receipt.protocol as usize].blocked_since = None;
                }
            }
            Happening::RequestsClosed { receipts } => {
                for receipt in &mut self.receipts {
                    if receipts.contains(&receipt.number) {
                        receipt.closed_at = Some(at);
                    }
                }
            }
            Happening::RetirementAnnounced { day } => {
                for protocol in Protocol::ALL {
                    let entry = self.entry(protocol);
                    if entry.blocked_since.is_none() {
                        entry.announced_for = Some(*day);
                    }
                }
            }
            Happening::Retired => {
                for protocol in Protocol::ALL {
                    self.entry(protocol).blocked_since.get_or_insert(at);
                }
            }
            Happening::Marked {
                by,
                marking,
                messages,
            } => {
                let seen = self.view_points.entry(by.address.clone()).or_default();
                for id in messages {
                    let view_point = seen.entry(id.clone()).or_default();
                    *view_point = view_point.after(*marking);
                }
            }
            Happening::PlanPosted
            | Happening::OptOutsConfirmed { .. }
            | Happening::UsageReported { .. }
            | Happening::HealthNotice
            | Happening::SettingsRefused { .. }
            | Happening::ClockMoved => {}
        }
    }

    /// A snapshot spares the fold of old records; it is never the only copy of anything.
    pub fn to_snapshot(&self) -> String {
        print(&(SNAPSHOT_FORMAT, self))
    }

    /// Nothing when another version of this program wrote it: then the records are folded.
    pub fn from_snapshot(text: &str) -> Option<Self> {
        let (format, _): (u32, IgnoredAny) = serde_json::from_str(text).ok()?;
        if format != SNAPSHOT_FORMAT {
            return None;
        }
        let (_, state): (u32, Self) = serde_json::from_str(text).ok()?;
        Some(state)
    }

    /// What the protocols page shows an administrator with this role.
    pub(crate) fn protocols(&self, tenant: &Tenant, role: Role, now: DateTime<Utc>) -> Protocols {
        Protocols {
            server_time: now,
            zone: tenant.zone,
            cloud: tenant.cloud,
            role,
            endpoints: self.endpoints.to_vec(),
            authentication_policy: Some(policy_of(&self.settings)),
        }
    }

    /// What this person has done with a post.
    pub(crate) fn view_point(&self, person: &Person, message: &str) -> ViewPoint {
        let seen = self.view_points.get(&person.address);
        let view_point = seen.and_then(|seen| seen.get(message));
        view_point.copied().unwrap_or_default()
    }

    pub(crate) fn facts(&self, endpoint: Endpoint) -> &EndpointFacts {
        match endpoint {
            Endpoint::Protocol(protocol) => &self.endpoints[protocol as usize],
            Endpoint::Other(other) => &self.endpoints[Protocol::ALL.len() + other as usize],
        }
    }

    /// An opt-out with a receipt counts; the ones from before the programme have none.
    pub(crate) fn has_opted_out(&self, protocol: Protocol) -> bool {
        self.receipts
            .iter()
            .any(|receipt| receipt.wish == Wish::OptOut && receipt.protocol == protocol)
    }

    /// Accepted re-enables whose block is still on.
    pub(crate) fn pending(&self) -> impl Iterator<Item = &Receipt> {
        self.receipts
            .iter()
            .filter(|receipt| receipt.effective_at.is_none() && receipt.closed_at.is_none())
    }

    /// Where an endpoint stands, whoever looks; nothing before the tenant is opened.
    fn standing(&self, endpoint: Endpoint, at: DateTime<Utc>) -> Option<Standing> {
        let tenant = self.tenant.as_ref()?;
        let facts = self.facts(endpoint);
        let facts = facts.facts(at, tenant.zone, tenant.cloud, Role::GlobalAdmin);
        Some(decide(&facts).standing)
    }

    fn set(&mut self, settings: ModernAuthentication) {
        self.settings = settings;
        self.settings_changed += 1;
    }

    fn entry(&mut self, protocol: Protocol) -> &mut EndpointFacts {
        &mut self.endpoints[protocol as usize]
    }

    /// Support has answered: the ticket is closed, and what it lifted is lifted.
    fn close(&mut self, number: &str, at: DateTime<Utc>, reliefs: &[Relieved]) {
        if let Some(opened) = self
            .tickets
            .iter_mut()
            .find(|it| it.ticket.number == number)
        {
            let reliefs = reliefs.to_vec();
            opened.ticket.answer = Some(ticket::Answer { at, reliefs });
        }
        for relieved in reliefs {
            let Relieved {
                protocol, relief, ..
            } = relieved;
            let still_open = self.open_ticket(*protocol);
            let entry = self.entry(*protocol);
            entry.ticket = still_open;
            if relief.lifts() {
                entry.blocked_since = None;
            }
            match relief {
                Relief::ReEnabled => entry.re_enabled_at = Some(at),
                Relief::Repaired => self.repair(*protocol, at),
                _ => {}
            }
        }
    }

    /// What an accepted re-enable had promised holds from now on.
    fn repair(&mut self, protocol: Protocol, at: DateTime<Utc>) {
        self.repaired.insert(protocol);
        for receipt in &mut self.receipts {
            if receipt.protocol == protocol && receipt.closed_at.is_none() {
                receipt.effective_at.get_or_insert(at);
            }
        }
    }

    fn open_ticket(&self, protocol: Protocol) -> Option<String> {
        let mut tickets = self.tickets.iter().map(|opened| &opened.ticket);
        let open = tickets.find(|it| it.answer.is_none() && it.protocols.contains(&protocol));
        open.map(|ticket| ticket.number.clone())
    }

    fn answer(&mut self, answer: &Answer) {
        if let Outcome::Accepted(receipt) = &answer.outcome {
            let is_repeated = self.has_opted_out(receipt.protocol);
            let entry = self.entry(receipt.protocol);
            match receipt.wish {
                // The first instant stays (R41).
                Wish::OptOut if is_repeated => {}
                Wish::OptOut => entry.opted_out_at = Some(receipt.accepted_at),
                Wish::ReEnable => entry.re_enabled_at = Some(receipt.accepted_at),
            }
            entry.receipt = Some(receipt.number.clone());
            self.receipts.push(receipt.clone());
        }
        self.answers.insert(answer.key.clone(), answer.clone());
    }
}

impl Default for State {
    fn default() -> Self {
        let protocols = Protocol::ALL.map(Endpoint::Protocol);
        let others = OtherEndpoint::ALL.map(Endpoint::Other);
        Self {
            version: 0,
            clock: DateTime::UNIX_EPOCH,
            tenant: None,
            endpoints: std::array::from_fn(|index| {
                let endpoint = protocols.get(index).unwrap_or_else(|| &others[index - 8]);
                EndpointFacts::new(*endpoint)
            }),
            receipts: Vec::new(),
            events: Vec::new(),
            messages: Vec::new(),
            view_points: BTreeMap::new(),
            tickets: Vec::new(),
            settings: ModernAuthentication::at_first(),
            settings_changed: 0,
            unseen: unseen_at_first(),
            answers: BTreeMap::new(),
            passed: BTreeSet::new(),
            repaired: BTreeSet::new(),
        }
    }
}

/// The requests of an endpoint so far, oldest first.
pub(crate) fn requests_of(entry: &EndpointFacts) -> Vec<Archived> {
    let opt_out = entry.opted_out_at.map(|at| Archived {
        wish: Wish::OptOut,
        at,
    });
    let re_enable = entry.re_enabled_at.map(|at| Archived {
        wish: Wish::ReEnable,
        at,
    });
    let mut requests: Vec<_> = opt_out.into_iter().chain(re_enable).collect();
    if requests.len() == 2 && requests[0].at > requests[1].at {
        requests.swap(0, 1);
    }
    requests
}

/// Changes with every change of [`State`].
const SNAPSHOT_FORMAT: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::at;

    #[test]
    fn requests_come_in_their_order_and_an_opt_out_first_where_they_are_of_one_instant() {
        let wishes = |opted_out, re_enabled| {
            let entry = EndpointFacts {
                opted_out_at: Some(at(opted_out)),
                re_enabled_at: Some(at(re_enabled)),
                ..EndpointFacts::new(Endpoint::Protocol(Protocol::Imap))
            };
            let requests = requests_of(&entry).into_iter();
            requests.map(|request| request.wish).collect::<Vec<_>>()
        };
        let (july, august) = ("2022-07-05T10:15:00Z", "2022-08-05T10:15:00Z");
        assert_eq!(wishes(july, august), [Wish::OptOut, Wish::ReEnable]);
        assert_eq!(wishes(july, july), [Wish::OptOut, Wish::ReEnable]);
        assert_eq!(wishes(august, july), [Wish::ReEnable, Wish::OptOut]);
    }

    #[test]
    fn a_snapshot_of_another_format_is_folded_anew() {
        let snapshot = State::default().to_snapshot();
        assert_eq!(State::from_snapshot(&snapshot), Some(State::default()));
        let other = snapshot.replacen('4', "5", 1);
        assert_eq!(State::from_snapshot(&other), None);
        assert_eq!(State::from_snapshot("{}"), None);
    }
}
