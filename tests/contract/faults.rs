//! Every call of the client, whatever goes wrong on the way: how it ends, how often it is sent, and
//! that in the end it has had its effect once.

use std::future::{pending, ready};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use admin_center::backend::NotSent;
use chrono::{DateTime, Utc};
use serde_json::Value;
use wire::address::{Address, Part};
use wire::http::{CONTENT_TYPE, DATE, ETAG, RETRY_AFTER};

use super::*;

/// What becomes of a request that was sent.
#[derive(Clone, Copy)]
enum Fate {
    /// It does not arrive; this is what the client hears.
    Lost(&'static str),
    /// It does not arrive, and the client hears nothing.
    Silence,
    /// It is carried out, and the answer never comes to its end.
    Drip,
    /// It is carried out, and a proxy or the far side itself says this of it.
    Says(fn() -> Response),
    /// It is not carried out, because this stands in the way.
    Declines(fn() -> Response),
    /// It is carried out, and this becomes of the answer.
    Garbled(fn(Response) -> Response),
    /// It arrives twice, and so do the answers. The second counts.
    Twice,
}

enum Ends {
    With(Cause),
    /// As without the fault, or without an answer that can be used: what is read in spite of it is
    /// what the far side said.
    Somehow,
}

struct Row {
    fault: &'static str,
    fate: Fate,
    ends: Ends,
    /// How often a read, a write under a key and any other write are sent.
    sent: [usize; 3],
}

/// The one table.
#[rustfmt::skip]
fn table() -> Vec<Row> {
    use Fate::{Declines, Drip, Garbled, Lost, Says, Silence, Twice};
    let unanswered = || Ends::With(Cause::Unanswered);
    let declined = |problem| Ends::With(Cause::Declined(problem));
    let row = |fault, fate, ends, sent| Row { fault, fate, ends, sent };
    vec![
        row("refused", Lost("refused"), unanswered(), [4, 4, 1]),
        row("time-out", Silence, unanswered(), [4, 2, 1]),
        row("slow drip", Drip, unanswered(), [4, 2, 1]),
        row("cut-off body", Garbled(cut_off), unanswered(), [1, 1, 1]),
        row("401", Declines(|| problem(ProblemType::Unauthenticated)), Ends::With(Cause::SignedOut { sign_in: None }), [1, 1, 1]),
        row("403", Declines(|| problem(ProblemType::Forbidden)), declined(ProblemType::Forbidden), [1, 1, 1]),
        row("404", Declines(|| problem(ProblemType::UnknownTenant)), declined(ProblemType::UnknownTenant), [1, 1, 1]),
        row("409", Declines(|| problem(ProblemType::Refused(Reason::Phase))), Ends::With(Cause::Refused { reason: Reason::Phase, rule: None }), [1, 1, 1]),
        row("409, still running", Declines(|| problem(ProblemType::IdempotencyKeyRunning)), declined(ProblemType::IdempotencyKeyRunning), [4, 4, 1]),
        row("412", Declines(|| problem(ProblemType::Overtaken)), declined(ProblemType::Overtaken), [1, 1, 1]),
        row("422", Declines(|| problem(ProblemType::IdempotencyKeyReused)), declined(ProblemType::IdempotencyKeyReused), [1, 1, 1]),
        row("428", Declines(|| problem(ProblemType::IfMatchMissing)), declined(ProblemType::IfMatchMissing), [1, 1, 1]),
        row("429 with seconds", Declines(|| busy("5")), declined(ProblemType::RateLimited), [4, 4, 1]),
        row("429 with a date", Declines(|| busy("Mon, 10 Oct 2022 16:10:00 GMT")), declined(ProblemType::RateLimited), [1, 1, 1]),
        row("500", Says(|| problem(ProblemType::Unexpected)), declined(ProblemType::Unexpected), [4, 4, 1]),
        row("502", Says(|| page(502)), unanswered(), [4, 4, 1]),
        row("503", Declines(|| problem(ProblemType::Unavailable)), declined(ProblemType::Unavailable), [4, 4, 1]),
        row("504", Says(|| page(504)), unanswered(), [4, 4, 1]),
        row("403 of a proxy", Declines(|| page(403)), Ends::With(Cause::Unknown { title: None }), [1, 1, 1]),
        row("HTML instead of JSON", Says(|| page(200)), unanswered(), [1, 1, 1]),
        row("wrong types", Garbled(|answer| changed(answer, wrong_types)), unanswered(), [1, 1, 1]),
        row("unknown enum values", Garbled(|answer| changed(answer, unknown_values)), Ends::Somehow, [1, 1, 1]),
        row("missing members", Garbled(|answer| changed(answer, missing_members)), Ends::Somehow, [1, 1, 1]),
        row("50 MB body", Garbled(|answer| Response { body: "x".repeat(50_000_000), ..answer }), unanswered(), [1, 1, 1]),
        row("duplicated", Twice, Ends::Somehow, [1, 1, 1]),
    ]
}

#[test]
fn every_call_ends_as_the_table_says_and_has_its_effect_once() {
    for row in table() {
        for call in CALLS {
            let about = format!("{}, {}", call.name, row.fault);
            let line = Line::to_the_far_side(call);
            *line.faulty.fate.lock().unwrap() = Some(row.fate);
            let ended = line.make(call);
            match &row.ends {
                Ends::With(cause) => assert_eq!(ended, Err(cause.clone()), "{about}"),
                Ends::Somehow => assert!(is_possible(&ended), "{about}: {ended:?}"),
            }
            let sent = line.faulty.sent.load(Relaxed);
            assert_eq!(sent, row.sent[call.kind as usize], "{about}: sent");
            let mut state = line.state();
            if call.kind == Kind::Once && state.version > line.once_made.version {
                // A clock that is told twice to be where it is: one more record, and no other effect.
                state.version = line.once_made.version;
            }
            let is_whole = state == line.before || state == line.once_made;
            assert!(is_whole, "{about}: an effect that is neither none nor one");

            // Whoever may ask again, and does, finds out what became of it.
            if call.kind != Kind::Once {
                *line.faulty.fate.lock().unwrap() = None;
                *line.now.lock().unwrap() += Duration::from_hours(1);
                assert_eq!(line.make(call), Ok(()), "{about}: again");
                assert_eq!(line.state(), line.once_made, "{about}: in the end");
            }
        }
    }
}

#[test]
fn offline_nothing_is_sent() {
    for call in CALLS {
        let line = Line::to_the_far_side(call);
        line.is_online.store(false, Relaxed);
        let refused = Err(Cause::NotSent(NotSent::Offline));
        assert_eq!(line.make(call), refused, "{}", call.name);
        assert_eq!(line.faulty.sent.load(Relaxed), 0, "{}", call.name);
        line.is_online.store(true, Relaxed);
        assert_eq!(line.make(call), Ok(()), "{}", call.name);
        assert_eq!(line.state(), line.once_made, "{}", call.name);
    }
}

#[test]
fn every_call_to_the_far_side_is_in_the_matrix() {
    let source = include_str!("../../src/api.rs");
    let is_call = |line: &&str| line.trim_start().starts_with("pub async fn ");
    assert_eq!(source.lines().filter(is_call).count(), CALLS.len());
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Read,
    Keyed,
    Once,
}

struct Call {
    name: &'static str,
    kind: Kind,
    scenario: &'static str,
    make: fn(Api, Place) -> LocalBoxFuture<'static, Result<(), ApiError>>,
}

/// What calls are about.
struct Place {
    tenant: String,
    message: String,
    issue: String,
    tag: String,
    later: DateTime<Utc>,
}

macro_rules! call {
    ($name:ident, $kind:ident, $scenario:ident, |$api:ident, $place:ident| $make:expr) => {
        Call {
            name: stringify!($name),
            kind: Kind::$kind,
            scenario: $scenario,
            make: |$api, $place| {
                async move {
                    let _ = &$place;
                    $make.await.map(|_| ())
                }
                .boxed_local()
            },
        }
    };
}

const GCC: &str = "gcc";

#[rustfmt::skip]
const CALLS: &[Call] = &[
    call!(session, Read, UNTOUCHED, |api, at| api.session()),
    call!(protocols, Read, UNTOUCHED, |api, at| api.protocols(&at.tenant)),
    call!(receipts, Read, UNTOUCHED, |api, at| api.receipts(&at.tenant)),
    call!(history, Read, UNTOUCHED, |api, at| api.history(&at.tenant)),
    call!(tickets, Read, UNTOUCHED, |api, at| api.tickets(&at.tenant)),
    call!(messages, Read, UNTOUCHED, |api, at| api.messages(&at.tenant, List::default())),
    call!(next_messages, Read, UNTOUCHED, |api, at| api.next_messages(&at.tenant, &format!("/v1/tenants/{}/messages?$top=1&$skip=1", at.tenant))),
    call!(message, Read, UNTOUCHED, |api, at| api.message(&at.tenant, &at.message)),
    call!(mark, Keyed, UNTOUCHED, |api, at| api.mark(&at.tenant, Marking::Favorite, vec![at.message.clone()], "k-1")),
    call!(health, Read, UNTOUCHED, |api, at| api.health(&at.tenant)),
    call!(issues, Read, UNTOUCHED, |api, at| api.issues(&at.tenant, List::default())),
    call!(issue, Read, UNTOUCHED, |api, at| api.issue(&at.tenant, &at.issue)),
    call!(usage, Read, UNTOUCHED, |api, at| api.usage(&at.tenant)),
    call!(decisions, Read, UNTOUCHED, |api, at| api.decisions(&at.tenant)),
    call!(modern_authentication, Read, UNTOUCHED, |api, at| api.modern_authentication(&at.tenant)),
    call!(change_modern_authentication, Once, UNTOUCHED, |api, at| {
        let changes = Changes([(Setting::SmtpAuthOff, true)].into());
        async move { api.change_modern_authentication(&at.tenant, &at.tag, &changes).await }
    }),
    call!(clock, Read, UNTOUCHED, |api, at| api.clock(&at.tenant)),
    call!(move_clock, Once, UNTOUCHED, |api, at| api.move_clock(&at.tenant, Move::To(at.later))),
    call!(submit, Keyed, UNTOUCHED, |api, at| api.submit(&at.tenant, Wish::OptOut, Protocol::Imap, "k-1")),
    call!(opt_out_by_message, Keyed, GCC, |api, at| api.opt_out_by_message(&at.tenant, "MC424238", Protocol::Imap, "k-1")),
    call!(open_ticket, Keyed, UNTOUCHED, |api, at| {
        let ticket = NewTicket { protocols: [Protocol::Imap].into(), text: "Why?".to_owned(), search: None };
        async move { api.open_ticket(&at.tenant, &ticket, "k-1").await }
    }),
];

/// A client with a delivery under a clock of its own, and a far side on which faults can be put.
struct Line {
    api: Api,
    faulty: Arc<Faulty>,
    is_online: Arc<AtomicBool>,
    now: Arc<Mutex<Duration>>,
    tenant: String,
    /// The tenant before the call, and after it was made once without any fault.
    before: State,
    once_made: State,
}

impl Line {
    fn to_the_far_side(call: &Call) -> Self {
        let mut line = Self::unused(call);
        let clean = Self::unused(call);
        assert_eq!(clean.make(call), Ok(()), "{} without a fault", call.name);
        line.once_made = clean.state();
        line
    }

    fn unused(call: &Call) -> Self {
        let far_side = FarSide::default();
        let mut scenarios = far_side.scenarios.iter();
        let scenario = scenarios.find(|it| it.tenant.scenario.as_deref() == Some(call.scenario));
        let tenant = scenario.unwrap().tenant.id.clone();
        let before = far_side.states.lock().unwrap()[&tenant].clone();
        let faulty = Arc::new(Faulty {
            far_side,
            fate: Mutex::new(None),
            sent: AtomicUsize::new(0),
        });
        let now = Arc::new(Mutex::new(Duration::ZERO));
        let is_online = Arc::new(AtomicBool::new(true));
        let (slept, elapsed, network) = (now.clone(), now.clone(), is_online.clone());
        let sleep = move |duration| {
            let now = Arc::clone(&slept);
            // Polled only when nothing else is ready.
            async move { *now.lock().unwrap() += duration }.boxed_local()
        };
        let ports = Ports {
            sleep: Arc::new(sleep),
            elapsed: Arc::new(move || *elapsed.lock().unwrap()),
            chance: || 1.0,
            is_online: Arc::new(move || network.load(Relaxed)),
            tell: Arc::new(|_| {}),
        };
        let delivery = Delivery::new(faulty.clone(), Limits::default(), ports);
        Self {
            api: Api::new(delivery, |_| {}),
            faulty,
            is_online,
            now,
            tenant,
            once_made: before.clone(),
            before,
        }
    }

    fn make(&self, call: &Call) -> Result<(), Cause> {
        told((call.make)(self.api.clone(), self.place()))
    }

    fn state(&self) -> State {
        self.faulty.far_side.states.lock().unwrap()[&self.tenant].clone()
    }

    /// Asked of the far side itself.
    fn place(&self) -> Place {
        let ask = |part| {
            let request = Request::get(&Address::of(&self.tenant, part));
            self.faulty.far_side.answer(&request)
        };
        let first = |part| {
            let list: Value = serde_json::from_str(&ask(part).body).unwrap();
            list["value"][0]["id"].as_str().unwrap().to_owned()
        };
        let settings = ask(Part::ModernAuthentication);
        Place {
            tenant: self.tenant.clone(),
            message: first(Part::Messages(List::default())),
            issue: first(Part::Issues(List::default())),
            tag: settings.header(ETAG).unwrap().to_owned(),
            later: self.before.clock + TimeDelta::seconds(60),
        }
    }
}

struct Faulty {
    far_side: FarSide,
    /// What becomes of requests for now.
    fate: Mutex<Option<Fate>>,
    sent: AtomicUsize,
}

impl Backend for Faulty {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        self.sent.fetch_add(1, Relaxed);
        let carried_out = || self.far_side.answer(&request);
        let fate = *self.fate.lock().unwrap();
        let answer = match fate {
            None => Ok(carried_out()),
            Some(Fate::Lost(why)) => Err(NoAnswer::Unreachable(why.to_owned())),
            Some(Fate::Silence) => return pending().boxed_local(),
            Some(Fate::Drip) => {
                carried_out();
                return pending().boxed_local();
            }
            Some(Fate::Says(says)) => {
                carried_out();
                Ok(says())
            }
            Some(Fate::Declines(says)) => Ok(says()),
            Some(Fate::Garbled(garble)) => Ok(garble(carried_out())),
            Some(Fate::Twice) => {
                carried_out();
                Ok(carried_out())
            }
        };
        ready(answer).boxed_local()
    }
}

/// As without the fault, or without an answer that can be used. A change that arrived twice finds
/// that it was overtaken by itself.
fn is_possible(ended: &Result<(), Cause>) -> bool {
    let overtaken = Cause::Declined(ProblemType::Overtaken);
    matches!(ended, Ok(()) | Err(Cause::Unanswered)) || *ended == Err(overtaken)
}

fn problem(problem: ProblemType) -> Response {
    Response::problem(&Problem::new(problem))
}

fn busy(retry_after: &str) -> Response {
    problem(ProblemType::RateLimited)
        .with_header(DATE, "Mon, 10 Oct 2022 16:00:00 GMT")
        .with_header(RETRY_AFTER, retry_after)
}

/// What a proxy says, or the sign-in of a network.
fn page(status: u16) -> Response {
    Response {
        status,
        headers: vec![(CONTENT_TYPE.to_owned(), "text/html".to_owned())],
        body: "<!doctype html><title>Something else</title>".to_owned(),
    }
}

fn cut_off(answer: Response) -> Response {
    let half = answer.body.chars().count() / 2;
    let body = answer.body.chars().take(half).collect();
    Response { body, ..answer }
}

fn changed(answer: Response, change: fn(&mut Value)) -> Response {
    let mut body: Value = serde_json::from_str(&answer.body).unwrap();
    everywhere(&mut body, change);
    let body = body.to_string();
    Response { body, ..answer }
}

fn everywhere(value: &mut Value, change: fn(&mut Value)) {
    change(value);
    match value {
        Value::Array(values) => values.iter_mut().for_each(|it| everywhere(it, change)),
        Value::Object(members) => members.values_mut().for_each(|it| everywhere(it, change)),
        _ => {}
    }
}

fn wrong_types(value: &mut Value) {
    *value = match value.take() {
        Value::String(_) => Value::from(7),
        Value::Number(_) | Value::Bool(_) | Value::Array(_) => Value::from("seven"),
        value => value,
    };
}

fn unknown_values(value: &mut Value) {
    if let Value::String(text) = value
        && text.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')
    {
        text.push_str("_of_tomorrow");
    }
}

fn missing_members(value: &mut Value) {
    if let Value::Object(members) = value {
        let first = members.keys().next().cloned();
        first.and_then(|first| members.remove(&first));
    }
}
