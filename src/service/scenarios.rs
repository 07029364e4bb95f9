//! The invented tenants of the simulation, each at an instructive moment of its life.

mod life;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Offset, Utc};
use policy::{Cloud, Protocol, Role, Wish};
use wire::session::Person;
use wire::usage::Users;

use Protocol::{Eas, Ews, Imap, Mapi, Pop, PowerShell, Rpc};
use Wish::{OptOut, ReEnable};

use crate::{Caller, Faults, Record, Tenant};

use life::Life;

/// A tenant, and how it came to the moment at which its simulation starts.
pub struct Scenario {
    pub tenant: Tenant,
    /// The role of [`caller`] in it.
    pub role: Role,
    live: fn(Life) -> Vec<Record>,
}

impl Scenario {
    /// All that happened so far. The newest record is of the instant at which the clock starts.
    pub fn records(&self) -> Vec<Record> {
        (self.live)(Life::of(&self.tenant))
    }
}

/// One tenant for each situation worth seeing: September, the autumn, the end, the other clouds.
pub fn scenarios() -> Vec<Scenario> {
    vec![
        untouched(),
        archived(),
        blocked_since_august(),
        drawn(),
        drawn_late(),
        overdue(),
        not_global_admin(),
        retiring(),
        retired(),
        gcc(),
        gcc_high(),
    ]
}

/// The administrator whom the simulation signs in.
pub fn caller(scenarios: &[Scenario]) -> Caller {
    let mut tenants = BTreeMap::new();
    for Scenario { tenant, role, .. } in scenarios {
        tenants.insert(tenant.id.clone(), *role);
    }
    Caller {
        person: you(),
        tenants,
    }
}

/// September, and nothing was ever asked for. The draw comes on 10 October.
fn untouched() -> Scenario {
    as_global_admin(
        company("harbour-foods", "Harbour Foods", "untouched", 129),
        |life| life.until(at(9, 12, 9, 0)),
    )
}

/// September. What was asked for in the summer was archived on the first, and counts no more;
/// one protocol has been blocked since before the programme.
fn archived() -> Scenario {
    let tenant = company("minato-logistics", "Minato Logistics", "archived", 739);
    as_global_admin(tenant, |mut life| {
        life.blocked_earlier(at(6, 14, 16, 0), Pop);
        life.blocked_earlier(at(6, 14, 16, 0), Rpc);
        life.requested_earlier(at(6, 21, 8, 40), OptOut, Imap);
        life.requested_earlier(at(6, 21, 8, 42), OptOut, Ews);
        life.requested_earlier(at(7, 5, 10, 15), ReEnable, Pop);
        life.until(at(9, 12, 9, 0))
    })
}

/// September, and a protocol in use has been blocked since August: support lifts the block, and
/// only an opt-out as well protects from October.
fn blocked_since_august() -> Scenario {
    let tenant = company(
        "larch-publishing",
        "Larch Publishing",
        "blocked_since_august",
        359,
    );
    as_global_admin(tenant, |mut life| {
        life.blocked_earlier(at(8, 16, 15, 20), Imap);
        life.until(at(9, 12, 9, 0))
    })
}

/// October, two days after the draw: some protocols opted out, one is on again, one is about to
/// be; and the organisation's own policy blocks one as well.
fn drawn() -> Scenario {
    as_global_admin(
        company("alder-clinic", "Alder Clinic", "drawn", 1092),
        |mut life| {
            life.policy_set(at(8, 3, 10, 30), "Block POP", &[Pop]);
            life.ask(at(9, 20, 7, 30), OptOut, Ews);
            life.ask(at(9, 20, 7, 30), OptOut, Mapi);
            life.ask(at(10, 11, 8, 0), ReEnable, Imap);
            life.ask(at(10, 12, 8, 55), ReEnable, Eas);
            life.until(at(10, 12, 9, 0))
        },
    )
}

/// November, nothing opted out, and the tenant's turn comes only in December.
fn drawn_late() -> Scenario {
    let tenant = company("polar-transport", "Polar Transport", "drawn_late", 11);
    as_global_admin(tenant, |life| life.until(at(11, 14, 9, 0)))
}

/// October, and two promises are broken: one re-enable never takes effect, and one protocol
/// was blocked again after its re-enable.
fn overdue() -> Scenario {
    let mut tenant = company("kestrel-bank", "Kestrel Bank", "overdue", 642);
    tenant.faults = Faults {
        never_effective: [Pop].into(),
        blocked_again: [Imap].into(),
    };
    as_global_admin(tenant, |mut life| {
        life.ask(at(10, 11, 8, 0), ReEnable, Imap);
        life.ask(at(10, 17, 7, 30), ReEnable, Pop);
        life.until(at(10, 17, 9, 0))
    })
}

/// October, after the draw, seen by somebody who cannot ask for anything here.
fn not_global_admin() -> Scenario {
    let tenant = Tenant {
        global_admins: vec![
            person("Hana Mori", "hana.mori@sakura-school.example"),
            person("Jonas Weber", "jonas.weber@sakura-school.example"),
        ],
        ..company("sakura-school", "Sakura School", "not_global_admin", 112)
    };
    Scenario {
        role: Role::OtherAdmin,
        ..as_global_admin(tenant, |mut life| {
            life.ask(at(9, 26, 6, 5), OptOut, Ews);
            life.until(at(10, 12, 9, 0))
        })
    }
}

/// The first days of 2023: nothing can be asked for, and what was kept on may stop on any day.
fn retiring() -> Scenario {
    let tenant = company("willow-hotels", "Willow Hotels", "retiring", 129);
    as_global_admin(tenant, |mut life| {
        life.ask(at(9, 15, 8, 0), OptOut, Ews);
        life.ask(at(12, 1, 8, 10), ReEnable, Imap);
        life.until(in_january(3, 9, 0))
    })
}

/// The second week of 2023: everything is off for good, and a re-enable of the last minutes of
/// the year was closed unfinished.
fn retired() -> Scenario {
    let tenant = company("juniper-insurance", "Juniper Insurance", "retired", 720);
    as_global_admin(tenant, |mut life| {
        life.ask(at(9, 15, 8, 0), OptOut, Ews);
        life.ask(at(12, 31, 23, 57), ReEnable, Imap);
        life.until(in_january(10, 9, 0))
    })
}

/// September in the Government Community Cloud: opt-outs go by the post of the first, one has.
fn gcc() -> Scenario {
    let tenant = Tenant {
        cloud: Cloud::Gcc,
        ..company("cedar-county", "Cedar County", "gcc", 555)
    };
    as_global_admin(tenant, |mut life| {
        life.blocked_earlier(at(8, 16, 15, 20), Rpc);
        life.ask_by_post(at(9, 8, 13, 0), Ews);
        life.until(at(9, 12, 9, 0))
    })
}

/// October in GCC High, after the draw: no diagnostic, and no report, because nobody uses
/// basic authentication.
fn gcc_high() -> Scenario {
    let tenant = Tenant {
        cloud: Cloud::GccHigh,
        users: Vec::new(),
        ..company("granite-survey", "Granite Survey", "gcc_high", 415)
    };
    as_global_admin(tenant, |life| life.until(at(10, 12, 9, 0)))
}

fn as_global_admin(tenant: Tenant, live: fn(Life) -> Vec<Record>) -> Scenario {
    Scenario {
        tenant,
        role: Role::GlobalAdmin,
        live,
    }
}

/// The seed decides the day of the draw, 10 October if nothing else is said, and of the end.
fn company(id: &str, name: &str, scenario: &str, seed: u32) -> Tenant {
    let users = |protocol, count| Users { protocol, count };
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
        users: vec![
            users(Eas, 14),
            users(Ews, 31),
            users(Imap, 6),
            users(Pop, 3),
            users(PowerShell, 2),
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
    instant(2022, month, day, hour, minute)
}

fn in_january(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    instant(2023, 1, day, hour, minute)
}

fn instant(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|date| date.and_hms_opt(hour, minute, 0))
        .expect("the instants above exist")
        .and_utc()
}

#[cfg(test)]
mod tests {
    use policy::basic_auth_2022::decide;
    use policy::{Decision, Endpoint, NextStep, Standing};
    use wire::address::{Address, Part};
    use wire::history::EventKind;
    use wire::http::Request;
    use wire::protocols::Protocols;
    use wire::usage::Report;

    use super::*;
    use crate::{State, advance, handle, next_event, usage};

    /// A scenario as its administrator finds it.
    fn opened(tenant: &str) -> (State, Protocols, Vec<Decision>) {
        let scenario = scenarios()
            .into_iter()
            .find(|scenario| scenario.tenant.id == tenant)
            .unwrap();
        let state = State::fold(&scenario.records());
        let request = Request::get(&Address::of(tenant, Part::Protocols));
        let (response, due) = handle(&state, &caller(&scenarios()), &request, state.clock);
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
    fn blocked_since_august_needs_support_and_an_opt_out() {
        let (_, _, decisions) = opened("larch-publishing");
        check(
            &decisions,
            Imap,
            Standing::Blocked,
            NextStep::ContactSupport,
        );
        assert_eq!(
            decisions[Imap as usize].what_next,
            "next_support_and_opt_out"
        );
        check(&decisions, Ews, Standing::Allowed, NextStep::OptOut);
    }

    #[test]
    fn drawn_late_waits_in_november_for_december() {
        let (mut state, _, decisions) = opened("polar-transport");
        for protocol in Protocol::ALL {
            check(&decisions, protocol, Standing::Allowed, NextStep::Wait);
        }
        let events = state.events.len();
        state.apply_all(&advance(&state, at(12, 20, 0, 0)));
        let mut later = state.events[events..].iter();
        let blocked = later
            .find(|event| event.kind == EventKind::Blocked)
            .unwrap();
        assert!(at(12, 1, 0, 0) <= blocked.at, "{blocked:?}");
    }

    #[test]
    fn retiring_has_what_was_kept_on_and_may_stop_on_any_day() {
        let (state, _, decisions) = opened("willow-hotels");
        assert_eq!(state.clock, in_january(3, 9, 0));
        for protocol in [Ews, Imap] {
            check(
                &decisions,
                protocol,
                Standing::Retiring,
                NextStep::MoveToModernAuth,
            );
        }
        check(
            &decisions,
            Pop,
            Standing::Retired,
            NextStep::MoveToModernAuth,
        );
        let facts = state.facts(Endpoint::Protocol(Ews));
        assert!(facts.announced_for.unwrap() > in_january(3, 0, 0).date_naive());
    }

    #[test]
    fn retired_has_nothing_left_and_a_request_that_was_closed() {
        let (state, _, decisions) = opened("juniper-insurance");
        assert_eq!(state.clock, in_january(10, 9, 0));
        for protocol in Protocol::ALL {
            check(
                &decisions,
                protocol,
                Standing::Retired,
                NextStep::MoveToModernAuth,
            );
        }
        assert_eq!(decisions[Imap as usize].why, "why_retired_request_closed");
        let closed = state
            .receipts
            .iter()
            .filter(|receipt| receipt.closed_at.is_some());
        assert_eq!(closed.count(), 1);
    }

    #[test]
    fn gcc_follows_the_post() {
        let (_, _, decisions) = opened("cedar-county");
        check(
            &decisions,
            Pop,
            Standing::Allowed,
            NextStep::FollowMessageCenter,
        );
        check(&decisions, Ews, Standing::OptedOut, NextStep::Nothing);
        check(&decisions, Rpc, Standing::Blocked, NextStep::ContactSupport);
    }

    #[test]
    fn gcc_high_can_only_ask_support_and_uses_nothing() {
        let (state, protocols, decisions) = opened("granite-survey");
        check(&decisions, Pop, Standing::Blocked, NextStep::ContactSupport);
        let tenant = state.tenant.as_ref().unwrap();
        let read = usage::read(&state, tenant, protocols.server_time);
        assert!(
            read.months
                .iter()
                .all(|month| month.report == Report::NoneSent)
        );
    }

    #[test]
    fn everybody_else_has_a_report_on_the_last_month() {
        for scenario in scenarios() {
            let state = State::fold(&scenario.records());
            let read = usage::read(&state, &scenario.tenant, state.clock);
            let newest = &read.months[0].report;
            let expected = match scenario.tenant.id.as_str() {
                "granite-survey" => Report::NoneSent,
                "willow-hotels" => Report::NotReportedYet,
                _ => {
                    assert!(
                        matches!(newest, Report::Sent { .. }),
                        "{:?}",
                        scenario.tenant.id
                    );
                    continue;
                }
            };
            assert_eq!(*newest, expected, "{}", scenario.tenant.id);
        }
    }

    #[test]
    fn the_organisations_policy_blocks_one_protocol_of_drawn() {
        let (_, protocols, _) = opened("alder-clinic");
        assert!(protocols.is_blocked_by_policy(Endpoint::Protocol(Pop)));
        assert!(!protocols.is_blocked_by_policy(Endpoint::Protocol(Imap)));
        let (_, protocols, _) = opened("harbour-foods");
        assert_eq!(protocols.authentication_policy.unwrap().name, None);
    }

    #[test]
    fn nothing_was_refused_on_the_way_to_any_scenario() {
        for scenario in scenarios() {
            let state = State::fold(&scenario.records());
            assert!(
                state
                    .events
                    .iter()
                    .all(|event| event.kind != EventKind::RequestRefused)
            );
        }
    }
}
