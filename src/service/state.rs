//! The fold of a tenant's records: what is true now.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use policy::{Endpoint, OtherEndpoint, Protocol, Role, Wish};
use serde::{Deserialize, Serialize};
use wire::history::Event;
use wire::protocols::{Archived, EndpointFacts, Protocols};
use wire::receipt::Receipt;

use crate::plan::Milestone;
use crate::record::print;
use crate::{Answer, Happening, Outcome, Record, Tenant, history};

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
    /// By idempotency key.
    pub(crate) answers: BTreeMap<String, Answer>,
    /// The newest milestone behind the tenant.
    pub(crate) passed: Option<Milestone>,
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
        self.events.extend(history::events(self, record));
        self.version += 1;
        self.clock = record.at;
        let at = record.at;
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
                self.passed = Some(Milestone::Archiving);
            }
            Happening::BlockAnnounced { day, protocols } => {
                for protocol in protocols {
                    self.entry(*protocol).announced_for = Some(*day);
                }
                self.passed = Some(Milestone::BlockAnnouncement);
            }
            Happening::HealthNotice => self.passed = Some(Milestone::HealthNotice),
            Happening::Drawn { protocols } => {
                for protocol in protocols {
                    self.entry(*protocol).blocked_since = Some(at);
                }
                self.passed = Some(Milestone::Draw);
            }
            Happening::Answered(answer) => self.answer(answer),
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
                self.passed = Some(Milestone::YearEnd);
            }
            Happening::RetirementAnnounced { day } => {
                for protocol in Protocol::ALL {
                    let entry = self.entry(protocol);
                    if entry.blocked_since.is_none() {
                        entry.announced_for = Some(*day);
                    }
                }
                self.passed = Some(Milestone::RetirementAnnouncement);
            }
            Happening::Retired => {
                for protocol in Protocol::ALL {
                    self.entry(protocol).blocked_since.get_or_insert(at);
                }
                self.passed = Some(Milestone::Retirement);
            }
            Happening::ClockMoved => {}
        }
    }

    /// A snapshot spares the fold of old records; it is never the only copy of anything.
    pub fn to_snapshot(&self) -> String {
        print(&(SNAPSHOT_FORMAT, self))
    }

    /// Nothing when another version of this program wrote it: then the records are folded.
    pub fn from_snapshot(text: &str) -> Option<Self> {
        let (format, state): (u32, serde_json::Value) = serde_json::from_str(text).ok()?;
        if format != SNAPSHOT_FORMAT {
            return None;
        }
        serde_json::from_value(state).ok()
    }

    /// What the protocols page shows an administrator with this role.
    pub(crate) fn protocols(&self, tenant: &Tenant, role: Role, now: DateTime<Utc>) -> Protocols {
        Protocols {
            server_time: now,
            zone: tenant.zone,
            cloud: tenant.cloud,
            role,
            endpoints: self.endpoints.to_vec(),
            authentication_policy: None,
        }
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

    fn entry(&mut self, protocol: Protocol) -> &mut EndpointFacts {
        &mut self.endpoints[protocol as usize]
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
            answers: BTreeMap::new(),
            passed: None,
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
    requests.sort_by_key(|request| request.at);
    requests
}

/// Changes with every change of [`State`].
const SNAPSHOT_FORMAT: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_of_another_format_is_folded_anew() {
        let snapshot = State::default().to_snapshot();
        assert_eq!(State::from_snapshot(&snapshot), Some(State::default()));
        let other = snapshot.replacen('1', "2", 1);
        assert_eq!(State::from_snapshot(&other), None);
        assert_eq!(State::from_snapshot("{}"), None);
    }
}
