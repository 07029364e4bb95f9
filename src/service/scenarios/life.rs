//! A tenant's past, lived request by request: the far side itself makes the records.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use policy::{Endpoint, Protocol, Role, Wish};
use wire::address::{Address, Part};
use wire::http::{IDEMPOTENCY_KEY, Request};
use wire::protocols::AuthenticationPolicy;
use wire::receipt::Submission;
use wire::session::Person;

use super::you;
use crate::{Caller, Happening, OPENED, Record, State, Tenant, advance, handle};

pub(super) struct Life {
    tenant: Tenant,
    state: State,
    records: Vec<Record>,
}

impl Life {
    pub(super) fn of(tenant: &Tenant) -> Self {
        let mut life = Self {
            tenant: tenant.clone(),
            state: State::default(),
            records: Vec::new(),
        };
        life.append(vec![Record {
            at: OPENED,
            what: Happening::Opened(tenant.clone()),
        }]);
        life
    }

    pub(super) fn requested_earlier(&mut self, at: DateTime<Utc>, wish: Wish, protocol: Protocol) {
        let by = self.global_admin();
        self.record(at, Happening::RequestedEarlier { wish, protocol, by });
    }

    pub(super) fn blocked_earlier(&mut self, at: DateTime<Utc>, protocol: Protocol) {
        self.record(at, Happening::BlockedEarlier { protocol });
    }

    /// A Global Administrator made this policy the organisation's default.
    pub(super) fn policy_set(&mut self, at: DateTime<Utc>, name: &str, blocks: &[Protocol]) {
        let mut policy = AuthenticationPolicy {
            name: Some(name.to_owned()),
            blocks: BTreeSet::new(),
        };
        let blocks = blocks.iter().copied().map(Endpoint::Protocol);
        policy.blocks.extend(blocks);
        let by = self.global_admin();
        self.record(at, Happening::PolicySet { policy, by });
    }

    /// The tenant's first Global Administrator sends a request with the diagnostic.
    pub(super) fn ask(&mut self, at: DateTime<Utc>, wish: Wish, protocol: Protocol) {
        self.send(at, Part::Wishes(wish), protocol);
    }

    /// The same by the steps of the post of 1 September.
    pub(super) fn ask_by_post(&mut self, at: DateTime<Utc>, protocol: Protocol) {
        self.send(at, Part::MessageOptOuts("MC424238".to_owned()), protocol);
    }

    /// The records up to the moment at which the simulation starts.
    pub(super) fn until(mut self, start: DateTime<Utc>) -> Vec<Record> {
        self.record(start, Happening::ClockMoved);
        self.records
    }

    fn record(&mut self, at: DateTime<Utc>, what: Happening) {
        self.append(advance(&self.state, at));
        self.append(vec![Record { at, what }]);
    }

    fn send(&mut self, at: DateTime<Utc>, part: Part, protocol: Protocol) {
        let id = &self.tenant.id;
        let mut caller = Caller {
            person: self.global_admin(),
            tenants: BTreeMap::new(),
        };
        caller.tenants.insert(id.clone(), Role::GlobalAdmin);
        let address = Address::of(id.clone(), part);
        let submission = Submission {
            protocol: Endpoint::Protocol(protocol),
        };
        let key = format!("{id}-{}", self.records.len());
        let request = Request::post(&address, &submission).with_header(IDEMPOTENCY_KEY, &key);
        let (_, records) = handle(&self.state, &caller, &request, at);
        self.append(records);
    }

    fn append(&mut self, records: Vec<Record>) {
        self.state.apply_all(&records);
        self.records.extend(records);
    }

    fn global_admin(&self) -> Person {
        let mut admins = self.tenant.global_admins.iter();
        admins.next().cloned().unwrap_or_else(you)
    }
}
