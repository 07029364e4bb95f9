//! What if equals what the far side shows, on random histories: the same requests are really made
//! through the client, and the clock is moved there.
//!
//! What Microsoft does (blocks, effects, what support lifts) is chance, and part of the assumption:
//! it is taken from the far side's history. The requests are not, be they accepted or refused.

use std::collections::BTreeMap;
use std::env;
use std::sync::{Arc, Mutex};

use admin_center::api::{Api, ApiError, Cause};
use admin_center::backend::{Answer, Backend, Request};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use flows::diagnostic::POST_OF_1_SEPTEMBER;
use flows::what_if::{Assumption, Refused, Supposed, What};
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use policy::basic_auth_2022::{Reason, decide};
use policy::{Cloud, Endpoint, Facts, Protocol, Role, Wish};
use service::{Caller, Faults, Happening, OPENED, Record, State, Tenant};
use wire::clock::Move;
use wire::history::{Event, EventKind};
use wire::session::Person;
use wire::ticket::NewTicket;

use super::now;

/// Enough for every run; `PROPTEST_CASES` asks for more.
const USUAL: u64 = 2000;

#[test]
fn what_if_equals_what_the_far_side_shows_after_the_same_requests() {
    let asked = env::var("PROPTEST_CASES").ok();
    let cases = asked
        .and_then(|number| number.parse().ok())
        .unwrap_or(USUAL);
    let mut seen = BTreeMap::new();
    for seed in 0..cases {
        for standing in check(seed) {
            *seen.entry(standing).or_insert(0_u32) += 1;
        }
    }
    // Chance has led everywhere.
    assert_eq!(seen.len(), 8, "{seen:?}");
}

#[test]
fn each_tenant_as_it_is_is_an_assumption_that_says_the_same() {
    for scenario in service::scenarios() {
        let state = State::fold(&scenario.records());
        let id = scenario.tenant.id.clone();
        let far_side = OneTenant {
            id: id.clone(),
            cloud: scenario.tenant.cloud,
            zone: scenario.tenant.zone,
            state: Arc::new(Mutex::new((state, Role::GlobalAdmin))),
        };
        let api = Api::new(far_side, |_| {});
        let protocols = now(api.protocols(&id)).unwrap();
        let history = now(api.history(&id)).unwrap().events;
        let assumption = Assumption::of(&protocols, &history, protocols.server_time);
        for (facts, decision) in assumption.play(protocols.zone).protocols {
            let mut entries = protocols.endpoints.iter();
            let entry = entries
                .find(|entry| entry.endpoint == facts.endpoint)
                .unwrap();
            let shown = decide(&protocols.facts_of(entry, assumption.at));
            assert_eq!(decision, shown, "{id}: {facts:?}");
            assert!(matches!(facts.endpoint, Endpoint::Protocol(_)));
        }
    }
}

/// Lives one history both ways, and says where its protocols stand in the end.
#[track_caller]
fn check(seed: u64) -> Vec<&'static str> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let far_side = OneTenant::random(&mut dice);
    let (cloud, zone) = (far_side.cloud, far_side.zone);
    let role = dice.pick(&[Role::GlobalAdmin, Role::OtherAdmin]);
    let script = script(&mut dice, cloud, zone);
    // Any day, or soon after a request, while it takes effect.
    let at = match script.get(usize::try_from(dice.below(14)).unwrap()) {
        Some(supposed) => supposed.at + TimeDelta::seconds(dice.below(2 * HOUR)),
        None => start(zone) + TimeDelta::seconds(dice.below(200 * DAY)),
    };
    let api = Api::new(far_side.clone(), |_| {});

    let mut refused = Vec::new();
    for (number, supposed) in script.iter().enumerate().filter(|(_, it)| it.at <= at) {
        far_side.see_as(Role::GlobalAdmin);
        now(api.move_clock(TENANT, Move::To(supposed.at))).unwrap();
        let key = format!("key-{number}");
        if dice.below(5) == 0 {
            ask_support(&api, supposed.protocol, &key);
        }
        if let Some(reason) = ask(&api, cloud, supposed, &key) {
            refused.push((*supposed, reason));
        }
    }
    far_side.see_as(role);
    now(api.move_clock(TENANT, Move::To(at))).unwrap();
    let protocols = now(api.protocols(TENANT)).unwrap();
    let history = now(api.history(TENANT)).unwrap().events;

    let is_chance =
        |event: &Event| event.kind != EventKind::RequestAccepted || event.receipt.is_none();
    let chance: Vec<_> = history.into_iter().filter(is_chance).collect();
    let mut assumption = Assumption::of(&protocols, &chance, at);
    assumption.at = at;
    assumption.events.extend(script);
    let outcome = assumption.play(zone);
    let expected = outcome.refused.iter().map(|(supposed, why)| match why {
        Refused::ByPolicy(refusal) => (*supposed, refusal.reason),
        Refused::BySupport(relief) => panic!("{supposed:?}: {relief:?}, although support did it"),
    });
    assert_eq!(refused, expected.collect::<Vec<_>>(), "history {seed}");
    let standings = outcome.protocols.iter().map(|(facts, decision)| {
        let mut entries = protocols.endpoints.iter();
        let entry = entries
            .find(|entry| entry.endpoint == facts.endpoint)
            .unwrap();
        let shown = Facts {
            announced_for: None,
            ..protocols.facts_of(entry, at)
        };
        assert_eq!(*facts, shown, "history {seed}");
        let shown = decide(&shown);
        assert_eq!(*decision, shown, "history {seed}: {facts:?}");
        shown.standing.name()
    });
    standings.collect()
}

/// Asks for what is supposed in the way of the cloud; the reason, where it is refused.
fn ask(api: &Api, cloud: Cloud, supposed: &Supposed, key: &str) -> Option<Reason> {
    let protocol = supposed.protocol;
    let answer = match (supposed.what, cloud) {
        (What::OptOut, Cloud::Gcc) => {
            now(api.opt_out_by_message(TENANT, POST_OF_1_SEPTEMBER, protocol, key))
        }
        (What::OptOut, _) => now(api.submit(TENANT, Wish::OptOut, protocol, key)),
        _ => now(api.submit(TENANT, Wish::ReEnable, protocol, key)),
    };
    match answer {
        Ok(_) => None,
        Err(ApiError {
            cause: Cause::Refused { reason, .. },
            ..
        }) => Some(reason),
        Err(other) => panic!("{supposed:?}: {other:?}"),
    }
}

fn ask_support(api: &Api, protocol: Protocol, key: &str) {
    let ticket = NewTicket {
        protocols: [protocol].into(),
        text: String::new(),
        search: None,
    };
    now(api.open_ticket(TENANT, &ticket, &format!("{key}-support"))).unwrap();
}

/// Requests of September and later, each at an instant of its own. Where only support re-enables,
/// there is nobody else to ask; the post of GCC is there on its second day at the latest.
fn script(dice: &mut Dice, cloud: Cloud, zone: FixedOffset) -> Vec<Supposed> {
    let days = dice
        .pick(&[0, 28, 45, 60, 90, 110])
        .max(i64::from(cloud == Cloud::Gcc));
    let mut at = start(zone) + TimeDelta::days(days);
    let mut script = Vec::new();
    for _ in 0..dice.below(14) {
        // Now within minutes of each other, now weeks.
        at +=
            TimeDelta::seconds(1 + dice.pick(&[0, HOUR, DAY, 10 * DAY]) / 2 + dice.below(2 * HOUR));
        let what = if cloud == Cloud::Worldwide && dice.below(2) == 0 {
            What::ReEnable
        } else {
            What::OptOut
        };
        // Few protocols, so that much happens to each.
        let protocol = dice.pick(&[Protocol::Imap, Protocol::Pop, Protocol::Ews]);
        script.push(Supposed { at, what, protocol });
    }
    script
}

/// The first instant of September 2022.
fn start(zone: FixedOffset) -> DateTime<Utc> {
    let utc: DateTime<Utc> = "2022-09-01T00:00:00Z".parse().unwrap();
    utc - TimeDelta::seconds(zone.local_minus_utc().into())
}

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
const TENANT: &str = "test-works";

/// A far side with one tenant and a caller whose role can be changed.
#[derive(Clone)]
struct OneTenant {
    id: String,
    cloud: Cloud,
    zone: FixedOffset,
    state: Arc<Mutex<(State, Role)>>,
}

impl OneTenant {
    /// With blocks and requests of the summer, and promises that are not kept.
    fn random(dice: &mut Dice) -> Self {
        let cloud = dice.pick(&[
            Cloud::Worldwide,
            Cloud::Worldwide,
            Cloud::Worldwide,
            Cloud::Gcc,
            Cloud::GccHigh,
            Cloud::Dod,
            Cloud::China,
        ]);
        let zone = dice
            .pick(&["+00:00", "+09:00", "-08:00", "+05:30"])
            .parse()
            .unwrap();
        let some = |dice: &mut Dice| {
            Protocol::ALL
                .into_iter()
                .filter(|_| dice.below(6) == 0)
                .collect()
        };
        let tenant = Tenant {
            id: TENANT.to_owned(),
            name: "Test Works".to_owned(),
            cloud,
            zone,
            seed: u32::try_from(dice.below(100_000)).unwrap(),
            global_admins: vec![person()],
            users: Vec::new(),
            scenario: Some("random".to_owned()),
            faults: Faults {
                never_effective: some(dice),
                blocked_again: some(dice),
            },
        };
        let mut records = vec![Record {
            at: OPENED,
            what: Happening::Opened(tenant),
        }];
        let mut at = start(zone) - TimeDelta::days(90);
        for protocol in Protocol::ALL {
            let by = person();
            let what = match dice.below(6) {
                0 => Happening::BlockedEarlier { protocol },
                1 => Happening::RequestedEarlier {
                    wish: Wish::OptOut,
                    protocol,
                    by,
                },
                2 => Happening::RequestedEarlier {
                    wish: Wish::ReEnable,
                    protocol,
                    by,
                },
                _ => continue,
            };
            at += TimeDelta::seconds(1 + dice.below(5 * DAY));
            records.push(Record { at, what });
        }
        let state = State::fold(&records);
        Self {
            id: TENANT.to_owned(),
            cloud,
            zone,
            state: Arc::new(Mutex::new((state, Role::GlobalAdmin))),
        }
    }

    fn see_as(&self, role: Role) {
        self.state.lock().unwrap().1 = role;
    }
}

impl Backend for OneTenant {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let (state, role) = &mut *self.state.lock().unwrap();
        let caller = Caller {
            person: person(),
            tenants: [(self.id.clone(), *role)].into(),
        };
        let (response, records) = service::handle(state, &caller, &request, state.clock);
        state.apply_all(&records);
        std::future::ready(Ok(response)).boxed_local()
    }
}

fn person() -> Person {
    Person {
        name: "Ada".to_owned(),
        address: "ada@test-works.example".to_owned(),
    }
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(0x5851_f42d_4c95_7f2d)
            .wrapping_add(0x1405_7b7e_f767_814f);
        i64::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        let limit = i64::try_from(values.len()).unwrap();
        values[usize::try_from(self.below(limit)).unwrap()]
    }
}
