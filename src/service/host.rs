//! A host for the tests: it keeps records and state of one tenant and never lets time run back.

use std::env;
use std::ops::Range;

use chrono::{DateTime, NaiveDate, Offset, Utc};
use policy::basic_auth_2022::decide;
use policy::{Cloud, Decision, Endpoint, Facts, Protocol, Role, Wish};
use serde::de::DeserializeOwned;
use wire::address::{Address, Part};
use wire::http::{IDEMPOTENCY_KEY, Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::protocols::Protocols;
use wire::receipt::{Receipt, Submission};
use wire::session::Person;

use crate::{Caller, Faults, Happening, OPENED, Record, State, Tenant, advance, handle};

pub(crate) struct Host {
    pub(crate) state: State,
    pub(crate) records: Vec<Record>,
    pub(crate) caller: Caller,
    pub(crate) now: DateTime<Utc>,
    keys: u32,
}

pub(crate) const TENANT: &str = "test-works";

pub(crate) fn tenant(seed: u32) -> Tenant {
    Tenant {
        id: TENANT.to_owned(),
        name: "Test Works".to_owned(),
        cloud: Cloud::Worldwide,
        zone: Utc.fix(),
        seed,
        global_admins: vec![person("ada")],
        users: Vec::new(),
        scenario: Some("untouched".to_owned()),
        faults: Faults::default(),
    }
}

pub(crate) fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        address: format!("{name}@test-works.example"),
    }
}

pub(crate) fn caller(role: Role) -> Caller {
    Caller {
        person: person("ada"),
        tenants: [(TENANT.to_owned(), role)].into(),
    }
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn wishing(wish: Wish, endpoint: &str, key: &str) -> Request {
    let protocol = Endpoint::from_name(endpoint).unwrap();
    let address = Address::of(TENANT, Part::Wishes(wish));
    Request::post(&address, &Submission { protocol }).with_header(IDEMPOTENCY_KEY, key)
}

impl Host {
    /// A Global Administrator in front of a tenant that has just been opened.
    pub(crate) fn of(tenant: Tenant) -> Self {
        let opened = Record {
            at: OPENED,
            what: Happening::Opened(tenant),
        };
        Self {
            state: State::fold([&opened]),
            records: vec![opened],
            caller: caller(Role::GlobalAdmin),
            now: OPENED,
            keys: 0,
        }
    }

    pub(crate) fn tick(&mut self, now: DateTime<Utc>) {
        self.now = now;
        self.append(advance(&self.state, now));
    }

    pub(crate) fn send(&mut self, request: &Request) -> Response {
        let (response, records) = handle(&self.state, &self.caller, request, self.now);
        self.append(records);
        response
    }

    pub(crate) fn append(&mut self, records: Vec<Record>) {
        for record in records {
            assert!(self.state.clock <= record.at, "time ran back to {record:?}");
            self.state.apply(&record);
            self.records.push(record);
        }
        self.now = self.now.max(self.state.clock);
    }

    pub(crate) fn get<T: DeserializeOwned>(&mut self, part: Part) -> T {
        let response = self.read(part);
        assert_eq!(response.status, 200, "{}", response.body);
        serde_json::from_str(&response.body).unwrap()
    }

    /// Asks with a new key.
    pub(crate) fn ask(&mut self, wish: Wish, endpoint: &str) -> Result<Receipt, Problem> {
        self.keys += 1;
        let request = wishing(wish, endpoint, &format!("key-{}", self.keys));
        read(&self.send(&request))
    }

    /// Opts out by the steps of a post, with a new key.
    pub(crate) fn ask_by_message(&mut self, id: &str, endpoint: &str) -> Result<Receipt, Problem> {
        self.keys += 1;
        let key = format!("key-{}", self.keys);
        read(&self.send_by_message(id, endpoint, &key))
    }

    pub(crate) fn send_by_message(&mut self, id: &str, endpoint: &str, key: &str) -> Response {
        let submission = Submission {
            protocol: Endpoint::from_name(endpoint).unwrap(),
        };
        let address = Address::of(TENANT, Part::MessageOptOuts(id.to_owned()));
        self.send(&Request::post(&address, &submission).with_header(IDEMPOTENCY_KEY, key))
    }

    /// Opts out the way that the tenant's cloud has.
    pub(crate) fn opt_out_anywhere(&mut self, protocol: Protocol) {
        self.ask(Wish::OptOut, protocol.name())
            .or_else(|_| self.ask_by_message("MC424238", protocol.name()))
            .unwrap();
    }

    /// The answer to a question, be it a problem.
    pub(crate) fn read(&mut self, part: Part) -> Response {
        self.send(&Request::get(&Address::of(TENANT, part)))
    }

    /// What a client finds out from the far side's answer.
    pub(crate) fn facts(&mut self, endpoint: Endpoint) -> Facts {
        let protocols: Protocols = self.get(Part::Protocols);
        let mut entries = protocols.endpoints.iter();
        let entry = entries.find(|entry| entry.endpoint == endpoint).unwrap();
        protocols.facts_of(entry, protocols.server_time)
    }

    pub(crate) fn decision(&mut self, protocol: Protocol) -> Decision {
        decide(&self.facts(Endpoint::Protocol(protocol)))
    }
}

/// An answer to a wish, as a client reads it.
pub(crate) fn read(response: &Response) -> Result<Receipt, Problem> {
    if response.status == 201 {
        return Ok(serde_json::from_str(&response.body).unwrap());
    }
    let problem: Problem = serde_json::from_str(&response.body).unwrap();
    assert_eq!(problem.status, response.status);
    assert_eq!(
        response.header("content-type"),
        Some("application/problem+json")
    );
    Err(problem)
}

#[track_caller]
pub(crate) fn check_problem(response: &Response, expected: ProblemType) {
    let problem = read(response).expect_err("a problem");
    assert_eq!(problem.problem_type(), Some(expected), "{problem:?}");
}

/// The seeds of so many random tenants; `RANDOM_TENANTS` may ask for fewer, where what they test is
/// run a thousand times.
pub(crate) fn seeds(usual: u32) -> Range<u32> {
    let asked = env::var("RANDOM_TENANTS").ok();
    let most = asked.and_then(|number| number.parse().ok());
    0..usual.min(most.unwrap_or(usual))
}

/// Numbers that look like chance and are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    pub(crate) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }
}
