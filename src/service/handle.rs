//! The door: every address of the contract.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use policy::Role;
use serde::de::DeserializeOwned;
use wire::address::{Address, Part};
use wire::history::History;
use wire::http::{ETAG, IF_NONE_MATCH, Method, Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::receipt::Receipts;
use wire::session::{Person, Session, TenantCard};

use crate::{Caller, Record, State, Tenant, advance, clock, requests};

/// Answers a request about one tenant, at `now` by that tenant's clock.
///
/// The records come with the answer and must be stored before it is given. Reading can bring
/// some too, because what was due in the meantime is caught up first.
pub fn handle(
    state: &State,
    caller: &Caller,
    request: &Request,
    now: DateTime<Utc>,
) -> (Response, Vec<Record>) {
    let now = now.max(state.clock);
    let mut records = advance(state, now);
    let mut state = Cow::Borrowed(state);
    if !records.is_empty() {
        state.to_mut().apply_all(&records);
    }
    match answer(&state, caller, request, now) {
        Ok((response, more)) => {
            records.extend(more);
            (response, records)
        }
        Err(problem) => (Response::problem(&problem), records),
    }
}

/// Answers `GET /v1/session`: the tenants that the caller may see.
pub fn session<'a>(states: impl IntoIterator<Item = &'a State>, caller: &Caller) -> Response {
    let card = |tenant: &Tenant| {
        Some(TenantCard {
            role: *caller.tenants.get(&tenant.id)?,
            id: tenant.id.clone(),
            name: tenant.name.clone(),
            cloud: tenant.cloud,
            global_admins: tenant.global_admins.clone(),
            scenario: tenant.scenario.clone(),
        })
    };
    let opened = states.into_iter().filter_map(|state| state.tenant.as_ref());
    let tenants: Vec<_> = opened.filter_map(card).collect();
    Response::json(
        200,
        &Session {
            contract: wire::CONTRACT.to_owned(),
            policy: wire::POLICY.to_owned(),
            simulation: tenants.iter().any(|tenant| tenant.scenario.is_some()),
            caller: caller.person.clone(),
            tenants,
        },
    )
}

/// A caller in a tenant that they may see.
pub(crate) struct Visit<'a> {
    pub(crate) state: &'a State,
    pub(crate) tenant: &'a Tenant,
    pub(crate) person: &'a Person,
    pub(crate) role: Role,
    pub(crate) now: DateTime<Utc>,
}

pub(crate) type Answered = Result<(Response, Vec<Record>), Problem>;

pub(crate) fn parse<T: DeserializeOwned>(request: &Request) -> Result<T, Problem> {
    serde_json::from_str(request.body.as_deref().unwrap_or_default())
        .map_err(|error| Problem::new(ProblemType::MalformedRequest).with_detail(error.to_string()))
}

fn answer(state: &State, caller: &Caller, request: &Request, now: DateTime<Utc>) -> Answered {
    let Some(Address::Tenant { tenant: id, part }) = Address::parse(&request.path) else {
        return Err(Problem::new(ProblemType::UnknownAddress));
    };
    let visit = state
        .tenant
        .as_ref()
        .filter(|tenant| tenant.id == id)
        .zip(caller.tenants.get(&id))
        .map(|(tenant, role)| Visit {
            state,
            tenant,
            person: &caller.person,
            role: *role,
            now,
        })
        .ok_or_else(|| Problem::new(ProblemType::UnknownTenant))?;
    match (request.method, part) {
        (Method::Get, Part::Protocols) => Ok((visit.protocols(request), vec![])),
        (Method::Get, Part::Receipts) => Ok((visit.receipts(), vec![])),
        (Method::Get, Part::History) => Ok((visit.history(), vec![])),
        (Method::Get, Part::Clock) => Ok((clock::read(state, now), vec![])),
        (Method::Post, Part::Clock) => clock::jump(&visit, request),
        (Method::Post, Part::Wishes(wish)) => requests::submit(&visit, wish, request),
        _ => Err(Problem::new(ProblemType::UnknownAddress)),
    }
}

impl Visit<'_> {
    fn protocols(&self, request: &Request) -> Response {
        // Weak, because the time in the body moves on while the facts stay.
        let tag = format!("W/\"{}-{}\"", self.state.version, self.role.name());
        let known = request.header(IF_NONE_MATCH).unwrap_or_default();
        let response = if known.split(',').any(|known| known.trim() == tag) {
            Response::not_modified()
        } else {
            Response::json(200, &self.state.protocols(self.tenant, self.role, self.now))
        };
        response.with_header(ETAG, &tag)
    }

    fn receipts(&self) -> Response {
        let receipts = self.state.receipts.iter().rev().cloned().collect();
        Response::json(200, &Receipts { receipts })
    }

    fn history(&self) -> Response {
        let events = self.state.events.iter().rev().cloned().collect();
        Response::json(200, &History { events })
    }
}
