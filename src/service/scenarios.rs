//! The invented tenants of the simulation, each at an instructive moment of its life.
//!
//! Their records are made by the far side itself: a life is lived, request by request.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Offset, Utc};
use policy::{Cloud, Endpoint, Protocol, Role, Wish};
use wire::address::{Address, Part};
use wire::http::{IDEMPOTENCY_KEY, Request};
use wire::receipt::Submission;
use wire::session::Person;

use Protocol::{Eas, Ews, Imap, Mapi, Pop, Rpc};
use Wish::{OptOut, ReEnable};

use crate::{Caller, Faults, Happening, OPENED, Record, State, Tenant, advance, handle};

/// A tenant at the moment at which its simulation starts.
pub struct Scenario {
    pub tenant: String,
    /// The role of [`caller`] in it.
    pub role: Role,
    /// All that happened so far. The newest record is of the instant at which the clock starts.
    pub records: Vec<Record>,
}

/// One tenant for each situation worth seeing, the simplest first.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        untouched(),
        archived(),
        drawn(),
        overdue(),
        not_global_admin(),
    ]
}

/// The administrator whom the simulation signs in.
pub fn caller() -> Caller {
    Caller {
        person: you(),
        tenants: scenarios()
            .into_iter()
            .map(|scenario| (scenario.tenant, scenario.role))
            .collect(),
    }
}

/// September, and nothing was ever asked for. The draw comes on 10 October.
fn untouched() -> Scenario {
    let life = Life::of(company("harbour-foods", "Harbour Foods", "untouched", 129));
    life.until(at(9, 12, 9, 0)).seen_by(Role::GlobalAdmin)
}

/// September. What was asked for in the summer was archived on the first, and counts no more;
/// one protocol has been blocked since before the programme.
fn archived() -> Scenario {
    let mut life = Life::of(company(
        "minato-logistics",
        "Minato Logistics",
        "archived",
        739,
    ));
    life.record(
        at(6, 14, 16, 0),
        Happening::BlockedEarlier { protocol: Pop },
    );
    life.record(
        at(6, 14, 16, 0),
        Happening::BlockedEarlier { protocol: Rpc },
    );
    life.requested_earlier(at(6, 21, 8, 40), OptOut, Imap);
    life.requested_earlier(at(6, 21, 8, 42), OptOut, Ews);
    life.requested_earlier(at(7, 5, 10, 15), ReEnable, Pop);
    life.until(at(9, 12, 9, 0)).seen_by(Role::GlobalAdmin)
}

/// October, two days after the draw: some protocols opted out, one is on again, one is about to be.
fn drawn() -> Scenario {
    let mut life = Life::of(company("alder-clinic", "Alder Clinic", "drawn", 1092));
    life.ask(at(9, 20, 7, 30), OptOut, Ews);
    life.ask(at(9, 20, 7, 30), OptOut, Mapi);
    life.ask(at(10, 11, 8, 0), ReEnable, Imap);
    life.ask(at(10, 12, 8, 55), ReEnable, Eas);
    life.until(at(10, 12, 9, 0)).seen_by(Role::GlobalAdmin)
}

/// October, and two promises are broken: one re-enable never takes effect, and one protocol
/// was blocked again after its re-enable.
fn overdue() -> Scenario {
    let mut tenant = company("kestrel-bank", "Kestrel Bank", "overdue", 642);
    tenant.faults = Faults {
        never_effective: [Pop].into(),
        blocked_again: [Imap].into(),
    };
    let mut life = Life::of(tenant);
    life.ask(at(10, 11, 8, 0), ReEnable, Imap);
    life.ask(at(10, 17, 7, 30), ReEnable, Pop);
    life.until(at(10, 17, 9, 0)).seen_by(Role::GlobalAdmin)
}

/// October, after the draw, seen by somebody who cannot ask for anything here.
fn not_global_admin() -> Scenario {
    let admins = vec![
        person("Hana Mori", "hana.mori@sakura-school.example"),
        person("Jonas Weber", "jonas.weber@sakura-school.example"),
    ];
    let tenant = Tenant {
        global_admins: admins.clone(),
        ..company("sakura-school", "Sakura School", "not_global_admin", 112)
    };
    let mut life = Life::of(tenant);
    life.ask(at(9, 26, 6, 5), OptOut, Ews);
    life.until(at(10, 12, 9, 0)).seen_by(Role::OtherAdmin)
}

/// A tenant that is being lived.
struct Life {
    tenant: Tenant,
    state: State,
    records: Vec<Record>,
}

impl Life {
    fn of(tenant: Tenant) -> Self {
        let mut life = Self {
            tenant: tenant.clone(),
            state: State::default(),
            records: Vec::new(),
        };
        life.append(vec![Record {
            at: OPENED,
            what: Happening::Opened(tenant),
        }]);
        life
    }

    fn requested_earlier(&mut self, at: DateTime<Utc>, wish: Wish, protocol: Protocol) {
        let by = self.global_admin();
        self.record(at, Happening::RequestedEarlier { wish, protocol, by });
    }

    fn record(&mut self, at: DateTime<Utc>, what: Happening) {
        self.append(advance(&self.state, at));
        self.append(vec![Record { at, what }]);
    }

    /// The tenant's first Global Administrator sends a request.
    fn ask(&mut self, at: DateTime<Utc>, wish: Wish, protocol: Protocol) {
        let id = &self.tenant.id;
        let caller = Caller {
            person: self.global_admin(),
            tenants: BTreeMap::from([(id.clone(), Role::GlobalAdmin)]),
        };
        let address = Address::of(id.clone(), Part::Wishes(wish));
        let submission = Submission {
            protocol: Endpoint::Protocol(protocol),
        };
        let key = format!("{id}-{}", self.records.len());
        let request = Request::post(&address, &submission).with_header(IDEMPOTENCY_KEY, &key);
        let (_, records) = handle(&self.state, &caller, &request, at);
        self.append(records);
    }

    fn until(mut self, start: DateTime<Utc>) -> Self {
        self.record(start, Happening::ClockMoved);
        self
    }

    fn seen_by(self, role: Role) -> Scenario {
        Scenario {
            tenant: self.tenant.id,
            role,
            records: self.records,
        }
    }

    fn append(&mut self, records: Vec<Record>) {
        self.state.apply_all(&records);
        self.records.extend(records);
    }

    fn global_admin(&self) -> Person {
        self.tenant
            .global_admins
            .first()
            .cloned()
            .unwrap_or_else(you)
    }
}

/// The seeds above all lead to a draw on 10 October.
fn company(id: &str, name: &str, scenario: &str, seed: u32) -> Tenant {
    Tenant {
        id: id.to_owned(),
        name: name.to_owned(),
        cloud: Cloud::Worldwide,
        zone: Utc.fix(),
        seed,
        global_admins: vec![
            you(),
            person("Noor Haddad", &format!("noor.haddad@{id}.example")),
        ],
        scenario: Some(scenario.to_owned()),
        faults: Faults::default(),
    }
}

fn you() -> Person {
    person("Robin Tanaka", "robin.tanaka@partner.example")
}

fn person(name: &str, address: &str) -> Person {
    Person {
        name: name.to_owned(),
        address: address.to_owned(),
    }
}

/// An instant of 2022.
fn at(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, month, day)
        .and_then(|date| date.and_hms_opt(hour, minute, 0))
        .expect("the instants above exist")
        .and_utc()
}

#[cfg(test)]
mod tests {
    use policy::basic_auth_2022::decide;
    use policy::{Decision, NextStep, Standing};
    use wire::history::EventKind;
    use wire::protocols::Protocols;

    use super::*;
    use crate::next_event;

    /// A scenario as its administrator finds it.
    fn opened(tenant: &str) -> (State, Protocols, Vec<Decision>) {
        let scenario = scenarios()
            .into_iter()
            .find(|scenario| scenario.tenant == tenant)
            .unwrap();
        let state = State::fold(&scenario.records);
        let request = Request::get(&Address::of(tenant, Part::Protocols));
        let (response, due) = handle(&state, &caller(), &request, state.clock);
        assert_eq!(due, [], "a scenario starts with nothing due");
        let protocols: Protocols = serde_json::from_str(&response.body).unwrap();
        assert_eq!(protocols.role, scenario.role);
        let decisions = protocols.endpoints[..8]
            .iter()
            .map(|entry| decide(&protocols.facts_of(entry, protocols.server_time)))
            .collect();
        (state, protocols, decisions)
    }

    #[track_caller]
    fn check(decisions: &[Decision], protocol: Protocol, standing: Standing, next_step: NextStep) {
        let decision = decisions[protocol as usize];
        assert_eq!(
            (decision.standing, decision.next_step),
            (standing, next_step),
            "{protocol:?}"
        );
    }

    #[test]
    fn untouched_waits_in_september_for_a_draw_on_10_october() {
        let (mut state, _, decisions) = opened("harbour-foods");
        assert_eq!(state.clock, at(9, 12, 9, 0));
        for protocol in Protocol::ALL {
            check(&decisions, protocol, Standing::Allowed, NextStep::OptOut);
        }
        state.apply_all(&advance(&state, at(10, 11, 0, 0)));
        for protocol in Protocol::ALL {
            let blocked_since = state
                .facts(Endpoint::Protocol(protocol))
                .blocked_since
                .unwrap();
            assert_eq!(blocked_since.date_naive(), at(10, 10, 0, 0).date_naive());
        }
    }

    #[test]
    fn archived_has_requests_that_no_longer_count() {
        let (_, protocols, decisions) = opened("minato-logistics");
        for protocol in [Imap, Ews, Pop] {
            assert_eq!(protocols.endpoints[protocol as usize].archived.len(), 1);
            check(&decisions, protocol, Standing::Allowed, NextStep::OptOut);
        }
        check(&decisions, Rpc, Standing::Blocked, NextStep::ContactSupport);
    }

    #[test]
    fn drawn_shows_every_standing_of_october() {
        let (state, _, decisions) = opened("alder-clinic");
        check(&decisions, Ews, Standing::OptedOut, NextStep::Nothing);
        check(&decisions, Imap, Standing::ReEnabled, NextStep::Nothing);
        check(&decisions, Eas, Standing::ReEnabling, NextStep::Wait);
        check(&decisions, Pop, Standing::Blocked, NextStep::ReEnable);
        let next = next_event(&state).unwrap();
        assert_eq!(next.kind, EventKind::Reopened);
    }

    #[test]
    fn overdue_has_two_broken_promises() {
        let (_, _, decisions) = opened("kestrel-bank");
        check(&decisions, Pop, Standing::Overdue, NextStep::ContactSupport);
        check(
            &decisions,
            Imap,
            Standing::Blocked,
            NextStep::ContactSupport,
        );
        check(&decisions, Eas, Standing::Blocked, NextStep::ReEnable);
    }

    #[test]
    fn not_global_admin_can_only_ask_others() {
        let (state, _, decisions) = opened("sakura-school");
        check(&decisions, Pop, Standing::Blocked, NextStep::AskGlobalAdmin);
        let admins = state.tenant.unwrap().global_admins;
        assert!(!admins.is_empty() && !admins.contains(&you()));
    }

    #[test]
    fn nothing_was_refused_on_the_way_to_any_scenario() {
        for scenario in scenarios() {
            let state = State::fold(&scenario.records);
            assert!(
                state
                    .events
                    .iter()
                    .all(|event| event.kind != EventKind::RequestRefused)
            );
        }
    }
}
