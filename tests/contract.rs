//! What the app may expect of every far side, through the typed client: first of the real one
//! without a browser, then of one that fails.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "contract/faults.rs"]
mod faults;
#[path = "contract/what_if.rs"]
mod what_if;

use std::collections::HashMap;
use std::slice;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use admin_center::api::{Api, ApiError, Cause};
use admin_center::backend::{Answer, Backend, NoAnswer, NotSent, Request, Response};
use admin_center::delivery::{Delivery, Limits, Ports};
use chrono::TimeDelta;
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use policy::basic_auth_2022::{Reason, decide};
use policy::{Endpoint, NextStep, Protocol, Wish};
use service::{Caller, Scenario, State};
use wire::clock::{Move, Yes};
use wire::collection::{Condition, List};
use wire::history::EventKind;
use wire::message::Marking;
use wire::modern_authentication::{Changes, Setting};
use wire::problem::{Problem, ProblemType};
use wire::protocols::{EndpointFacts, Protocols};
use wire::ticket::NewTicket;

#[test]
fn the_session_names_the_caller_and_a_tenant_for_each_scenario() {
    let session = now(api().session()).unwrap();
    assert_eq!(session.contract, wire::CONTRACT);
    assert!(session.simulation);
    let scenarios: Vec<_> = session
        .tenants
        .iter()
        .map(|tenant| tenant.scenario.as_deref())
        .collect();
    assert!(scenarios.contains(&Some(UNTOUCHED)), "{scenarios:?}");
    assert!(scenarios.contains(&Some(NOT_GLOBAL_ADMIN)), "{scenarios:?}");
}

#[test]
fn an_opt_out_is_on_the_receipt_in_the_facts_and_in_the_history() {
    let (api, tenant) = at(UNTOUCHED);
    let receipt = now(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")).unwrap();
    assert_eq!(receipt.protocol, Protocol::Imap);
    assert_eq!(receipt.effective_at, Some(receipt.accepted_at));

    let protocols = now(api.protocols(&tenant)).unwrap();
    let imap = facts_of(&protocols, Protocol::Imap);
    assert_eq!(imap.opted_out_at, Some(receipt.accepted_at));
    assert_eq!(imap.receipt.as_ref(), Some(&receipt.number));

    assert_eq!(
        now(api.receipts(&tenant)).unwrap().receipts,
        slice::from_ref(&receipt)
    );
    let newest = &now(api.history(&tenant)).unwrap().events[0];
    assert_eq!(newest.kind, EventKind::RequestAccepted);
    assert_eq!(newest.receipt, Some(receipt.number));
}

#[test]
fn a_re_enable_takes_effect_when_its_time_has_come() {
    let (api, tenant) = at(DRAWN);
    let blocked = offered(&now(api.protocols(&tenant)).unwrap(), NextStep::ReEnable);
    let receipt = now(api.submit(&tenant, Wish::ReEnable, blocked, "k-1")).unwrap();
    assert_eq!(receipt.effective_at, None);

    now(api.move_clock(&tenant, Move::ForwardSeconds(3600))).unwrap();
    let receipts = now(api.receipts(&tenant)).unwrap().receipts;
    let effective_at = receipts[0].effective_at.unwrap();
    assert!(effective_at - receipt.accepted_at < TimeDelta::hours(1));
}

#[test]
fn the_clock_moves_to_the_next_event_and_never_back() {
    let (api, tenant) = at(UNTOUCHED);
    let before = now(api.clock(&tenant)).unwrap();
    let after = now(api.move_clock(&tenant, Move::ToNextEvent(Yes))).unwrap();
    assert_eq!(after.now, before.next_event.unwrap().at);
    assert_eq!(now(api.clock(&tenant)).unwrap(), after);

    let back = told(api.move_clock(&tenant, Move::To(before.now)));
    assert_eq!(back, Err(Cause::Declined(ProblemType::ClockBackwards)));
}

#[test]
fn a_refusal_names_its_reason_and_rule() {
    let (api, tenant) = at(NOT_GLOBAL_ADMIN);
    let blocked = offered(
        &now(api.protocols(&tenant)).unwrap(),
        NextStep::AskGlobalAdmin,
    );
    let refused = told(api.submit(&tenant, Wish::ReEnable, blocked, "k-1"));
    let Err(Cause::Refused { reason, rule }) = refused else {
        panic!("only a Global Administrator can re-enable: {refused:?}");
    };
    assert_eq!(reason, Reason::Role);
    assert!(rule.is_some());
}

#[test]
fn the_same_key_brings_the_same_receipt_and_no_second_one() {
    let (api, tenant) = at(UNTOUCHED);
    let first = now(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")).unwrap();
    let second = now(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")).unwrap();
    assert_eq!(first, second);
    assert_eq!(now(api.receipts(&tenant)).unwrap().receipts.len(), 1);
}

#[test]
fn a_key_belongs_to_one_wish() {
    let (api, tenant) = at(UNTOUCHED);
    now(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")).unwrap();
    assert_eq!(
        told(api.submit(&tenant, Wish::OptOut, Protocol::Pop, "k-1")),
        Err(Cause::Declined(ProblemType::IdempotencyKeyReused))
    );
    assert_eq!(now(api.receipts(&tenant)).unwrap().receipts.len(), 1);
}

#[test]
fn a_ticket_is_opened_once_and_answered_within_a_day() {
    let (api, tenant) = at(UNTOUCHED);
    let ticket = NewTicket {
        protocols: [Protocol::Imap].into(),
        text: "Where does it stand?".to_owned(),
        search: Some("imap".to_owned()),
    };
    let opened = now(api.open_ticket(&tenant, &ticket, "k-1")).unwrap();
    assert_eq!(
        now(api.open_ticket(&tenant, &ticket, "k-1")).unwrap(),
        opened
    );
    let imap = |protocols: &Protocols| facts_of(protocols, Protocol::Imap).ticket.clone();
    let number = Some(opened.number.clone());
    assert_eq!(imap(&now(api.protocols(&tenant)).unwrap()), number);

    let other = NewTicket {
        text: "Something else.".to_owned(),
        ..ticket
    };
    let reused = told(api.open_ticket(&tenant, &other, "k-1"));
    assert_eq!(
        reused,
        Err(Cause::Declined(ProblemType::IdempotencyKeyReused))
    );

    now(api.move_clock(&tenant, Move::ForwardSeconds(86_400))).unwrap();
    let tickets = now(api.tickets(&tenant)).unwrap().tickets;
    let answered = tickets[0].answer.as_ref().unwrap();
    assert_eq!((tickets.len(), answered.reliefs.len()), (1, 1));
    assert_eq!(imap(&now(api.protocols(&tenant)).unwrap()), None);
}

#[test]
fn posts_come_page_by_page_and_no_page_is_of_another_tenant() {
    let (api, tenant) = at(DRAWN);
    let list = |top, skip| List {
        top: Some(top),
        skip,
        count: true,
        ..List::default()
    };
    let first = now(api.messages(&tenant, list(3, 0))).unwrap();
    let link = first.next_link.unwrap();
    let second = now(api.next_messages(&tenant, &link)).unwrap();
    assert_eq!(second, now(api.messages(&tenant, list(3, 3))).unwrap());
    assert_eq!((first.value.len(), second.count), (3, first.count));
    for elsewhere in [
        link.replacen(&tenant, "elsewhere", 1),
        "https://example.com/messages".to_owned(),
    ] {
        let answer = told(api.next_messages(&tenant, &elsewhere));
        assert_eq!(answer, Err(Cause::Unanswered), "{elsewhere}");
    }
}

#[test]
fn what_a_caller_marks_is_marked_until_it_is_undone() {
    let (api, tenant) = at(DRAWN);
    let is_unread = List {
        filter: vec![Condition::Is("viewPoint/isRead".to_owned(), false)],
        ..List::default()
    };
    let unread = || now(api.messages(&tenant, is_unread.clone())).unwrap().value;
    let before = unread();
    let ids: Vec<_> = before.iter().map(|post| post.id.clone()).collect();
    now(api.mark(&tenant, Marking::Read, ids.clone(), "k-1")).unwrap();
    assert_eq!(unread(), []);
    now(api.mark(&tenant, Marking::Read.opposite(), ids, "k-2")).unwrap();
    assert_eq!(unread(), before);
    let unknown = api.mark(&tenant, Marking::Read, vec!["MC0".to_owned()], "k-3");
    assert_eq!(
        told(unknown),
        Err(Cause::Declined(ProblemType::UnknownMessage))
    );
}

#[test]
fn service_health_has_the_services_and_their_notices() {
    let (api, tenant) = at(DRAWN);
    let is_open = List {
        filter: vec![Condition::Is("isResolved".to_owned(), false)],
        ..List::default()
    };
    let open = now(api.issues(&tenant, is_open)).unwrap().value;
    let notice = now(api.issue(&tenant, &open[0].id)).unwrap();
    assert_eq!(notice, open[0]);
    let services = now(api.health(&tenant)).unwrap().value;
    let service = services.iter().find(|it| it.service == notice.service);
    assert_eq!(service.unwrap().status, notice.status);
}

#[test]
fn a_setting_is_changed_under_the_tag_that_was_read_and_under_no_other() {
    let (api, tenant) = at(UNTOUCHED);
    let first = now(api.modern_authentication(&tenant)).unwrap();
    let imap = Setting::BasicAuth(Endpoint::Protocol(Protocol::Imap));
    let changes = Changes([(imap, false)].into());
    let change = |tag: &str| told(api.change_modern_authentication(&tenant, tag, &changes));
    let saved = change(&first.tag).unwrap();
    assert_eq!(saved.settings.changes_to(&first.settings).0.len(), 1);
    assert!(saved.settings.policy.is_some());
    assert_eq!(now(api.modern_authentication(&tenant)).unwrap(), saved);

    assert_eq!(
        change(&first.tag),
        Err(Cause::Declined(ProblemType::Overtaken))
    );
    assert_eq!(now(api.modern_authentication(&tenant)).unwrap(), saved);
    let newest = &now(api.history(&tenant)).unwrap().events[0];
    assert_eq!(newest.kind, EventKind::PolicyChanged);
    assert_eq!(newest.policy, saved.settings.policy);
}

#[test]
fn whoever_may_not_change_the_settings_reads_them_all_the_same() {
    let (api, tenant) = at(NOT_GLOBAL_ADMIN);
    let read = now(api.modern_authentication(&tenant)).unwrap();
    let changes = Changes([(Setting::ModernAuth, false)].into());
    let refused = told(api.change_modern_authentication(&tenant, &read.tag, &changes));
    let Err(Cause::Refused { reason, .. }) = refused else {
        panic!("only a Global Administrator changes them: {refused:?}");
    };
    assert_eq!(reason, Reason::Role);
}

#[test]
fn a_changed_setting_is_not_sent_again_when_the_answer_is_lost() {
    let (api, tenant) = scripted([Step::Through, Step::ThroughAndError]);
    let before = now(api.modern_authentication(&tenant)).unwrap();
    let changes = Changes([(Setting::SmtpAuthOff, true)].into());
    let lost = told(api.change_modern_authentication(&tenant, &before.tag, &changes));
    assert_eq!(lost, Err(Cause::Declined(ProblemType::Unexpected)));
    let after = now(api.modern_authentication(&tenant)).unwrap();
    assert_eq!(before.settings.changes_to(&after.settings), changes);
}

#[test]
fn an_unknown_tenant_is_told_apart() {
    assert_eq!(
        told(api().protocols("nobody")),
        Err(Cause::Declined(ProblemType::UnknownTenant))
    );
}

#[test]
fn answers_that_say_no_are_told_apart_by_what_to_do_next() {
    check(
        [Step::Status(403, "<html>Forbidden")],
        Cause::Unknown { title: None },
    );
    check(
        [Step::Problem(ProblemType::StorageFull)],
        Cause::Declined(ProblemType::StorageFull),
    );
    check(
        [Step::Problem(ProblemType::MalformedRequest)],
        Cause::Declined(ProblemType::MalformedRequest),
    );
    check([Step::Status(201, "garbage")], Cause::Unanswered);
}

#[test]
fn a_failure_that_stays_is_reported() {
    check([const { Step::Status(500, "oops") }; 4], Cause::Unanswered);
    check([const { Step::Offline }; 4], Cause::Unanswered);
    // A minute is over after two of them.
    check([const { Step::Silence }; 2], Cause::Unanswered);
}

#[test]
fn nothing_is_written_to_a_far_side_of_another_version() {
    let policy = wire::POLICY.to_owned();
    for (said, says, why) in [
        (policy.as_str(), "basic_auth_2022/2", NotSent::OtherPolicy),
        (
            r#""contract":"1""#,
            r#""contract":"2.0""#,
            NotSent::OtherContract,
        ),
    ] {
        let told = versioned(said, says);
        assert_eq!(told, (Err(Cause::NotSent(why)), 0), "{says}");
    }
    let newer = versioned(r#""contract":"1""#, r#""contract":"1.7""#);
    assert_eq!(newer, (Ok(()), 1));
}

/// How an opt-out ends on a far side whose session says something else, and the receipts there.
fn versioned(said: &str, says: &str) -> (Result<(), Cause>, usize) {
    let (_, tenant) = at(UNTOUCHED);
    let api = Api::new(
        Reworded(FarSide::default(), said.into(), says.into()),
        |_| {},
    );
    now(api.session()).unwrap();
    let ended = told(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1"));
    let receipts = now(api.receipts(&tenant)).unwrap().receipts.len();
    (ended.map(drop), receipts)
}

/// A far side that says the second where it would have said the first.
struct Reworded(FarSide, String, String);

impl Backend for Reworded {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let answer = self.0.answer(&request);
        let body = answer.body.replace(&self.1, &self.2);
        let response = Response { body, ..answer };
        std::future::ready(Ok(response)).boxed_local()
    }
}

#[test]
fn a_write_that_was_lost_on_its_way_is_sent_again() {
    let (api, tenant) = scripted([Step::Silence, Step::Through]);
    now(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")).unwrap();
    assert_eq!(now(api.receipts(&tenant)).unwrap().receipts.len(), 1);
}

#[test]
fn a_write_whose_answer_was_lost_has_one_effect() {
    for lost in [Step::ThroughAndSilence, Step::ThroughAndError] {
        let (api, tenant) = scripted([lost, Step::Through]);
        let receipt = now(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")).unwrap();
        assert_eq!(now(api.receipts(&tenant)).unwrap().receipts, [receipt]);
    }
}

#[test]
fn a_moved_clock_is_not_moved_again_when_the_answer_is_lost() {
    let (api, tenant) = scripted([Step::Through, Step::ThroughAndError]);
    let before = now(api.clock(&tenant)).unwrap().now;
    let moved = told(api.move_clock(&tenant, Move::ForwardSeconds(60)));
    assert_eq!(moved, Err(Cause::Declined(ProblemType::Unexpected)));
    assert_eq!(
        now(api.clock(&tenant)).unwrap().now,
        before + TimeDelta::seconds(60)
    );
}

const UNTOUCHED: &str = "untouched";
const DRAWN: &str = "drawn";
const NOT_GLOBAL_ADMIN: &str = "not_global_admin";

fn api() -> Api {
    Api::new(FarSide::default(), |_| {})
}

/// A client, and the id of the tenant of a scenario.
fn at(scenario: &str) -> (Api, String) {
    let api = api();
    let tenants = now(api.session()).unwrap().tenants;
    let tenant = tenants
        .into_iter()
        .find(|tenant| tenant.scenario.as_deref() == Some(scenario));
    (api, tenant.unwrap().id)
}

/// A client of an untouched tenant whose next requests fare as written; later ones get through.
fn scripted<const N: usize>(steps: [Step; N]) -> (Api, String) {
    let (_, tenant) = at(UNTOUCHED);
    let script = Script {
        steps: Mutex::new(steps.into_iter().rev().collect()),
        far_side: FarSide::default(),
    };
    (Api::new(patient_with(script), |_| {}), tenant)
}

/// A delivery under a clock that moves only while something waits.
fn patient_with(backend: impl Backend + 'static) -> Delivery {
    let now = Arc::new(Mutex::new(Duration::ZERO));
    let clock = Arc::clone(&now);
    let sleep = move |duration| {
        let now = Arc::clone(&now);
        // Polled only when nothing else is ready.
        async move { *now.lock().unwrap() += duration }.boxed_local()
    };
    let ports = Ports {
        sleep: Arc::new(sleep),
        elapsed: Arc::new(move || *clock.lock().unwrap()),
        chance: || 1.0,
        is_online: Arc::new(|| true),
        tell: Arc::new(|_| {}),
    };
    Delivery::new(Arc::new(backend), Limits::default(), ports)
}

/// An opt-out that fares so ends so, and without a receipt.
#[track_caller]
fn check<const N: usize>(steps: [Step; N], cause: Cause) {
    let (api, tenant) = scripted(steps);
    assert_eq!(
        told(api.submit(&tenant, Wish::OptOut, Protocol::Imap, "k-1")),
        Err(cause)
    );
    assert_eq!(now(api.receipts(&tenant)).unwrap().receipts, []);
}

/// The first protocol for which the policy offers this step.
fn offered(protocols: &Protocols, step: NextStep) -> Protocol {
    let is_offered = |protocol: &Protocol| {
        let entry = facts_of(protocols, *protocol);
        decide(&protocols.facts_of(entry, protocols.server_time)).next_step == step
    };
    Protocol::ALL.into_iter().find(is_offered).unwrap()
}

fn facts_of(protocols: &Protocols, protocol: Protocol) -> &EndpointFacts {
    let mut endpoints = protocols.endpoints.iter();
    let endpoint = Endpoint::Protocol(protocol);
    endpoints.find(|entry| entry.endpoint == endpoint).unwrap()
}

/// Nothing here waits, so every future is ready when it is first asked.
fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing waits")
}

/// The same, and of a failure only why.
fn told<T>(future: impl Future<Output = Result<T, ApiError>>) -> Result<T, Cause> {
    now(future).map_err(|error| error.cause)
}

/// The service in memory, with clocks that only move when they are told to.
struct FarSide {
    scenarios: Vec<Scenario>,
    caller: Caller,
    states: Mutex<HashMap<String, State>>,
}

impl Default for FarSide {
    fn default() -> Self {
        let scenarios = service::scenarios();
        let state = |it: &Scenario| (it.tenant.id.clone(), State::fold(&it.records()));
        Self {
            caller: service::caller(&scenarios),
            states: Mutex::new(scenarios.iter().map(state).collect()),
            scenarios,
        }
    }
}

impl FarSide {
    fn answer(&self, request: &Request) -> Response {
        let mut states = self.states.lock().unwrap();
        if request.path == "/v1/session" {
            let tenants = self.scenarios.iter().map(|scenario| &scenario.tenant);
            return Response::json(200, &service::session(tenants, &self.caller));
        }
        let tenant = request.path.split('/').nth(3).unwrap_or_default();
        let mut nobody = State::default();
        let state = states.get_mut(tenant).unwrap_or(&mut nobody);
        let (response, records) = service::handle(state, &self.caller, request, state.clock);
        state.apply_all(&records);
        response
    }
}

impl Backend for FarSide {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        std::future::ready(Ok(self.answer(&request))).boxed_local()
    }
}

/// How a request fares.
enum Step {
    Through,
    ThroughAndSilence,
    ThroughAndError,
    Silence,
    Offline,
    Status(u16, &'static str),
    Problem(ProblemType),
}

struct Script {
    /// The next step is the last.
    steps: Mutex<Vec<Step>>,
    far_side: FarSide,
}

impl Backend for Script {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let answer = match self.steps.lock().unwrap().pop().unwrap_or(Step::Through) {
            Step::Through => Ok(self.far_side.answer(&request)),
            Step::ThroughAndSilence => {
                self.far_side.answer(&request);
                return std::future::pending().boxed_local();
            }
            Step::ThroughAndError => {
                self.far_side.answer(&request);
                Ok(Response::problem(&Problem::new(ProblemType::Unexpected)))
            }
            Step::Silence => return std::future::pending().boxed_local(),
            Step::Offline => Err(NoAnswer::Unreachable("offline".to_owned())),
            Step::Status(status, body) => Ok(Response {
                status,
                headers: vec![],
                body: body.to_owned(),
            }),
            Step::Problem(problem_type) => Ok(Response::problem(&Problem::new(problem_type))),
        };
        std::future::ready(answer).boxed_local()
    }
}
