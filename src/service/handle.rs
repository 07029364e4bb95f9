//! The door: every address of the contract.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use policy::Role;
use policy::basic_auth_2022::decide;
use serde::de::DeserializeOwned;
use wire::address::{Address, Part};
use wire::collection::Collection;
use wire::decisions::{Decided, Decisions};
use wire::health::Issue;
use wire::history::History;
use wire::http::{ETAG, IF_NONE_MATCH, Method, Request, Response};
use wire::message::Message;
use wire::problem::{Problem, ProblemType};
use wire::protocols::EndpointFacts;
use wire::receipt::Receipts;
use wire::session::{Person, Session, TenantCard};

use crate::collection::page;
use crate::messages::Posted;
use crate::{
    Caller, Record, State, Tenant, advance, clock, marking, messages, modern_authentication,
    requests, support, usage,
};

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

/// What `GET /v1/session` answers: those of the tenants that the caller may see. The host adds when
/// the session ends, if it does.
pub fn session<'a>(tenants: impl IntoIterator<Item = &'a Tenant>, caller: &Caller) -> Session {
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
    let tenants: Vec<_> = tenants.into_iter().filter_map(card).collect();
    Session {
        contract: wire::CONTRACT.to_owned(),
        policy: wire::POLICY.to_owned(),
        simulation: tenants.iter().any(|tenant| tenant.scenario.is_some()),
        caller: caller.person.clone(),
        expires_at: None,
        now: None,
        tenants,
    }
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
        (Method::Get, Part::Decisions) => Ok((visit.decisions(), vec![])),
        (Method::Get, Part::Receipts) => Ok((visit.receipts(), vec![])),
        (Method::Get, Part::Tickets) => Ok((support::read(state), vec![])),
        (Method::Post, Part::Tickets) => support::open(&visit, request),
        (Method::Get, Part::Messages(list)) => {
            let all = visit.messages();
            Ok((page(&id, all, &list, Part::Messages)?, vec![]))
        }
        (Method::Get, Part::Message(id)) => Ok((Response::json(200, &visit.message(&id)?), vec![])),
        (Method::Post, Part::Mark(marking)) => marking::mark(&visit, marking, request),
        (Method::Post, Part::MessageOptOuts(id)) => {
            requests::submit_by_message(&visit, &id, request)
        }
        (Method::Get, Part::HealthOverviews) => {
            let value = messages::overviews(&visit.issues());
            let overviews = Collection {
                count: None,
                next_link: None,
                value,
            };
            Ok((Response::json(200, &overviews), vec![]))
        }
        (Method::Get, Part::Issues(list)) => {
            let all = visit.issues();
            Ok((page(&id, all, &list, Part::Issues)?, vec![]))
        }
        (Method::Get, Part::Issue(id)) => {
            let mut all = visit.issues().into_iter();
            let issue = all.find(|issue| issue.id == id);
            let issue = issue.ok_or_else(|| Problem::new(ProblemType::UnknownMessage))?;
            Ok((Response::json(200, &issue), vec![]))
        }
        (Method::Get, Part::Usage) => Ok((visit.usage(), vec![])),
        (Method::Get, Part::ModernAuthentication) => {
            Ok((modern_authentication::read(state), vec![]))
        }
        (Method::Patch, Part::ModernAuthentication) => {
            modern_authentication::change(&visit, request)
        }
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

    fn decisions(&self) -> Response {
        let protocols = self.state.protocols(self.tenant, self.role, self.now);
        let decided = |entry: &EndpointFacts| {
            let decision = decide(&protocols.facts_of(entry, self.now));
            Decided::new(entry.endpoint, &decision)
        };
        let decisions = Decisions {
            server_time: self.now,
            policy: wire::POLICY.to_owned(),
            endpoints: protocols.endpoints.iter().map(decided).collect(),
        };
        Response::json(200, &decisions)
    }

    fn receipts(&self) -> Response {
        let receipts = self.state.receipts.iter().rev().cloned().collect();
        Response::json(200, &Receipts { receipts })
    }

    /// Newest first, as the caller has left them.
    fn messages(&self) -> Vec<Message> {
        let mut posts = messages::posts(self.state, self.tenant, self.now);
        for post in &mut posts {
            post.view_point = Some(self.state.view_point(self.person, &post.id));
        }
        posts
    }

    pub(crate) fn message(&self, id: &str) -> Result<Message, Problem> {
        let mut posts = self.messages().into_iter();
        posts
            .find(|post| post.id == id)
            .ok_or_else(|| Problem::new(ProblemType::UnknownMessage))
    }

    fn issues(&self) -> Vec<Issue> {
        messages::issues(self.state, self.tenant, self.now)
    }

    /// What the tenant was told under this number.
    pub(crate) fn posted(&self, id: &str) -> Result<&Posted, Problem> {
        let mut posted = self.state.messages.iter();
        posted
            .find(|posted| posted.subject.id() == id)
            .ok_or_else(|| Problem::new(ProblemType::UnknownMessage))
    }

    fn usage(&self) -> Response {
        Response::json(200, &usage::read(self.state, self.tenant, self.now))
    }

    fn history(&self) -> Response {
        let events = self.state.events.iter().rev().cloned().collect();
        Response::json(200, &History { events })
    }
}

#[cfg(test)]
mod tests {
    use policy::{Endpoint, OtherEndpoint, Protocol, Wish};
    use wire::history::EventKind;
    use wire::protocols::Protocols;

    use super::*;
    use crate::host::{Host, TENANT, at, caller, check_problem, tenant, wishing};

    fn get(part: Part) -> Request {
        Request::get(&Address::of(TENANT, part))
    }

    #[test]
    fn an_address_or_method_outside_the_contract_is_unknown() {
        let mut host = Host::of(tenant(1));
        for path in ["/v1/session", "/v1/tenants/test-works/mailboxes", "/"] {
            let request = Request {
                path: path.to_owned(),
                ..get(Part::Clock)
            };
            check_problem(&host.send(&request), ProblemType::UnknownAddress);
        }
        let opt_outs = get(Part::Wishes(Wish::OptOut));
        check_problem(&host.send(&opt_outs), ProblemType::UnknownAddress);
        let history = Request {
            method: Method::Post,
            ..get(Part::History)
        };
        check_problem(&host.send(&history), ProblemType::UnknownAddress);
    }

    #[test]
    fn a_tenant_that_is_not_the_callers_is_as_unknown_as_none() {
        let mut host = Host::of(tenant(1));
        let elsewhere = Request::get(&Address::of("elsewhere", Part::Protocols));
        let role = Role::GlobalAdmin;
        host.caller.tenants.insert("elsewhere".to_owned(), role);
        check_problem(&host.send(&elsewhere), ProblemType::UnknownTenant);

        host.caller.tenants.clear();
        for request in [get(Part::Protocols), wishing(Wish::OptOut, "imap", "key")] {
            check_problem(&host.send(&request), ProblemType::UnknownTenant);
        }

        let unopened = State::default();
        let caller = caller(Role::GlobalAdmin);
        let (response, records) = handle(
            &unopened,
            &caller,
            &get(Part::Clock),
            at("2022-10-01T00:00:00Z"),
        );
        check_problem(&response, ProblemType::UnknownTenant);
        assert_eq!(records, []);
    }

    #[test]
    fn the_session_lists_the_callers_tenants_with_their_role() {
        let foreign = Tenant {
            id: "elsewhere".to_owned(),
            ..tenant(2)
        };
        let session = session([&foreign, &tenant(1)], &caller(Role::OtherAdmin));
        assert!(session.simulation);
        assert_eq!(session.caller, caller(Role::OtherAdmin).person);
        let cards: Vec<_> = session
            .tenants
            .iter()
            .map(|card| (card.id.as_str(), card.role))
            .collect();
        assert_eq!(cards, [(TENANT, Role::OtherAdmin)]);
    }

    #[test]
    fn a_real_tenant_makes_no_simulation() {
        let real = Tenant {
            scenario: None,
            ..tenant(1)
        };
        let session = session([&real], &caller(Role::GlobalAdmin));
        assert!(!session.simulation);
    }

    #[test]
    fn the_endpoints_come_in_their_order() {
        let protocols: Protocols = Host::of(tenant(1)).get(Part::Protocols);
        let endpoints: Vec<_> = protocols
            .endpoints
            .iter()
            .map(|entry| entry.endpoint)
            .collect();
        let others = OtherEndpoint::ALL.map(Endpoint::Other);
        let expected = [Protocol::ALL.map(Endpoint::Protocol).as_slice(), &others].concat();
        assert_eq!(endpoints, expected);
    }

    #[test]
    fn a_decision_is_what_the_policy_makes_of_the_facts_for_the_caller() {
        let mut host = Host::of(tenant(1));
        host.now = at("2022-09-12T09:00:00Z");
        host.ask(Wish::OptOut, "imap").unwrap();
        for role in [Role::GlobalAdmin, Role::OtherAdmin] {
            host.caller = caller(role);
            let protocols: Protocols = host.get(Part::Protocols);
            let expected: Vec<_> = protocols
                .endpoints
                .iter()
                .map(|entry| {
                    let facts = protocols.facts_of(entry, protocols.server_time);
                    Decided::new(entry.endpoint, &decide(&facts))
                })
                .collect();
            let decisions: Decisions = host.get(Part::Decisions);
            assert_eq!(decisions.endpoints, expected);
            assert_eq!(
                (decisions.server_time, decisions.policy.as_str()),
                (host.now, wire::POLICY)
            );
            let steps: Vec<_> = decisions
                .endpoints
                .iter()
                .map(|it| (it.standing.as_str(), it.next_step.as_str()))
                .collect();
            let open = if role == Role::GlobalAdmin {
                "opt_out"
            } else {
                "ask_global_admin"
            };
            assert_eq!(steps[2..4], [("allowed", open), ("opted_out", "none")]);
        }
    }

    #[test]
    fn a_client_that_is_current_gets_the_tag_alone() {
        let mut host = Host::of(tenant(1));
        host.now = at("2022-09-12T09:00:00Z");
        let first = host.send(&get(Part::Protocols));
        let tag = first.header(ETAG).unwrap().to_owned();

        let again = get(Part::Protocols).with_header(IF_NONE_MATCH, &format!("\"old\", {tag}"));
        let unchanged = host.send(&again);
        assert_eq!((unchanged.status, unchanged.body.as_str()), (304, ""));
        assert_eq!(unchanged.header(ETAG), Some(tag.as_str()));

        host.ask(Wish::OptOut, "imap").unwrap();
        assert_eq!(host.send(&again).status, 200);
    }

    #[test]
    fn the_tag_of_one_role_does_not_serve_another() {
        let mut host = Host::of(tenant(1));
        let tag = host
            .send(&get(Part::Protocols))
            .header(ETAG)
            .unwrap()
            .to_owned();
        host.caller = caller(Role::OtherAdmin);
        let response = host.send(&get(Part::Protocols).with_header(IF_NONE_MATCH, &tag));
        assert_eq!(response.status, 200);
    }

    #[test]
    fn receipts_and_history_come_newest_first() {
        let mut host = Host::of(tenant(1));
        host.now = at("2022-09-12T09:00:00Z");
        host.ask(Wish::OptOut, "imap").unwrap();
        host.now = at("2022-09-12T09:05:00Z");
        host.ask(Wish::OptOut, "pop").unwrap();
        host.ask(Wish::ReEnable, "pop").unwrap_err();

        let receipts: Receipts = host.get(Part::Receipts);
        let numbers: Vec<_> = receipts
            .receipts
            .iter()
            .map(|receipt| receipt.number.as_str())
            .collect();
        assert_eq!(numbers, ["OO-1002", "OO-1001"]);

        let history: History = host.get(Part::History);
        let events: Vec<_> = history
            .events
            .iter()
            .map(|event| (event.kind, event.receipt.as_deref()))
            .collect();
        assert_eq!(
            events,
            [
                (EventKind::RequestRefused, None),
                (EventKind::RequestAccepted, Some("OO-1002")),
                (EventKind::RequestAccepted, Some("OO-1001")),
                (EventKind::MessagePosted, None),
            ]
        );
    }

    #[test]
    fn even_a_reader_catches_up_on_what_was_due() {
        let mut host = Host::of(tenant(1));
        host.now = at("2022-12-20T00:00:00Z");
        let protocols: Protocols = host.get(Part::Protocols);
        assert!(protocols.endpoints[0].blocked_since.is_some());
        assert!(host.records.len() > 1);
    }

    #[test]
    fn a_clock_that_is_behind_the_records_does_not_count() {
        let mut host = Host::of(tenant(1));
        host.now = at("2022-09-12T09:00:00Z");
        host.ask(Wish::OptOut, "imap").unwrap();
        host.now = at("2022-09-01T00:00:00Z");
        let receipt = host.ask(Wish::OptOut, "pop").unwrap();
        assert_eq!(receipt.accepted_at, at("2022-09-12T09:00:00Z"));
    }
}
