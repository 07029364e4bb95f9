//! Requests at random, by anybody, at any time: the far side does what the policy says of the
//! facts that it shows, no more and no less.

use chrono::{FixedOffset, TimeDelta};
use policy::basic_auth_2022::{decide, refusal};
use policy::{Cloud, Endpoint, NextStep, OtherEndpoint, Protocol, Role, Wish};
use wire::address::{Address, Part};
use wire::history::{Event, History};
use wire::http::Request;
use wire::problem::ProblemType;

use crate::host::{Dice, Host, TENANT, at, caller, seeds, tenant};
use crate::{Faults, State, Tenant};

#[test]
fn every_offered_step_is_accepted_and_every_other_request_is_refused_with_the_policys_reason() {
    let mut accepted = [0, 0];
    let seeds = seeds(200);
    for seed in seeds.clone() {
        let mut dice = Dice(seed.into());
        let mut host = Host::of(random_tenant(seed, &mut dice));
        host.tick(at("2022-08-20T00:00:00Z"));
        while host.now < at("2023-01-20T00:00:00Z") {
            host.tick(host.now + TimeDelta::minutes(dice.below(5_000).try_into().unwrap()));
            host.caller =
                caller(dice.pick(&[Role::GlobalAdmin, Role::GlobalAdmin, Role::OtherAdmin]));
            let wish = dice.pick(&[Wish::OptOut, Wish::ReEnable]);
            accepted[wish as usize] += u32::from(ask(&mut host, wish, random_endpoint(&mut dice)));
        }
    }
    // A storm in which nothing is accepted would prove nothing.
    assert!(
        accepted.into_iter().all(|count| count > seeds.end / 2),
        "{accepted:?}"
    );
}

/// The audit trail of the tenant: nothing in it is changed or taken back, whatever happens.
#[test]
fn records_and_what_the_history_says_of_them_are_only_ever_appended() {
    for seed in seeds(10) {
        let mut dice = Dice(seed.into());
        let mut host = Host::of(random_tenant(seed, &mut dice));
        while host.now < at("2023-01-20T00:00:00Z") {
            let (records, told) = (host.records.clone(), history(&mut host));
            host.tick(host.now + TimeDelta::minutes(dice.below(50_000).try_into().unwrap()));
            let wish = dice.pick(&[Wish::OptOut, Wish::ReEnable]);
            let _ = host.ask(wish, random_endpoint(&mut dice).name());
            assert!(host.records.starts_with(&records));
            assert!(history(&mut host).ends_with(&told));
            let folded = State::fold(&host.records);
            assert_eq!(folded, host.state, "the records are all there is");
        }
    }
    let address = Address::of(TENANT, Part::History);
    let mut host = Host::of(tenant(1));
    let answer = host.send(&Request::post(&address, &"anything"));
    assert_eq!(answer.status, 404, "nothing writes to the history");
}

/// Newest first.
fn history(host: &mut Host) -> Vec<Event> {
    let History { events } = host.get(Part::History);
    events
}

/// Whether the request was accepted, as the policy said before it was sent.
fn ask(host: &mut Host, wish: Wish, endpoint: Endpoint) -> bool {
    let facts = host.facts(endpoint);
    let offered = match decide(&facts).next_step {
        NextStep::OptOut => Some(Wish::OptOut),
        NextStep::ReEnable => Some(Wish::ReEnable),
        _ => None,
    };
    let expected = refusal(&facts, wish);
    let answer = host.ask(wish, endpoint.name());
    if offered == Some(wish) {
        assert!(
            answer.is_ok(),
            "offered and refused: {answer:?} on {facts:?}"
        );
    }
    match (&answer, expected) {
        (Ok(receipt), None) => assert_eq!(receipt.accepted_at, facts.now),
        (Err(problem), Some(refusal)) => {
            assert_eq!(
                problem.problem_type(),
                Some(ProblemType::Refused(refusal.reason))
            );
            assert_eq!(problem.rule.as_deref(), Some(refusal.rule.0));
            assert_eq!(host.facts(endpoint), facts, "a refusal changes nothing");
        }
        (_, expected) => panic!("{answer:?} instead of {expected:?} on {facts:?}"),
    }
    answer.is_ok()
}

fn random_tenant(seed: u32, dice: &mut Dice) -> Tenant {
    let clouds = [
        Cloud::Worldwide,
        Cloud::Worldwide,
        Cloud::Worldwide,
        Cloud::Gcc,
        Cloud::GccHigh,
        Cloud::Dod,
        Cloud::China,
    ];
    Tenant {
        cloud: dice.pick(&clouds),
        zone: FixedOffset::east_opt(dice.pick(&[0, 9, -8]) * 3600).unwrap(),
        faults: Faults {
            never_effective: [Protocol::Pop].into(),
            blocked_again: [Protocol::Imap].into(),
        },
        ..tenant(seed)
    }
}

fn random_endpoint(dice: &mut Dice) -> Endpoint {
    if dice.below(10) == 0 {
        Endpoint::Other(dice.pick(&OtherEndpoint::ALL))
    } else {
        Endpoint::Protocol(dice.pick(&Protocol::ALL))
    }
}
