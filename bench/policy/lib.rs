//! What `cargo xtask bench policy` measures, natively and as a wasm module: decisions, and a year of a
//! tenant.

use std::cell::OnceCell;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use policy::basic_auth_2022::decide;
use policy::{Cloud, Endpoint, Facts, OtherEndpoint, Protocol, Role};
use service::{OPENED, State, advance, scenarios};
use wasm_bindgen::prelude::wasm_bindgen;

const CLOUDS: [Cloud; 5] = [
    Cloud::Worldwide,
    Cloud::Gcc,
    Cloud::GccHigh,
    Cloud::Dod,
    Cloud::China,
];
/// Before September, in each phase, and after all of it.
const TIMES: [&str; 6] = [
    "2022-08-15T09:00:00Z",
    "2022-09-12T09:00:00Z",
    "2022-10-12T09:00:00Z",
    "2022-12-31T23:59:59Z",
    "2023-01-04T09:00:00Z",
    "2023-04-01T00:00:00Z",
];
const BLOCKED: &str = "2022-10-10T00:00:00Z";
const OPTED_OUT: &str = "2022-09-20T07:30:00Z";
const RE_ENABLED: &str = "2022-10-11T08:00:00Z";
/// A tenant lives from the opening of the simulation until all is over.
const LIFE: TimeDelta = TimeDelta::days(500);

thread_local! {
    static CASES: OnceCell<Vec<Facts>> = const { OnceCell::new() };
}

/// Decides so many cases, one after the other and from the beginning again, and counts those that say
/// until when: nothing of it can be left out.
#[wasm_bindgen]
pub fn decided(times: u32) -> u32 {
    CASES.with(|cases| {
        let cases = cases.get_or_init(cases_of_all_kinds);
        let mut with_end = 0;
        for (facts, _) in cases.iter().cycle().zip(0..times) {
            with_end += u32::from(decide(facts).until.is_some());
        }
        with_end
    })
}

/// How much happens to a tenant that nobody looks after, from its opening until all is over.
///
/// # Panics
///
/// Without scenarios, of which there are some.
#[wasm_bindgen]
pub fn lived() -> usize {
    let scenarios = scenarios();
    let records = scenarios[0].records();
    let state = State::fold(&records[..1]);
    advance(&state, OPENED + LIFE).len()
}

/// Every cloud, role, endpoint and phase, with all that may have happened.
fn cases_of_all_kinds() -> Vec<Facts> {
    let mut cases = Vec::new();
    for now in TIMES.map(at) {
        for cloud in CLOUDS {
            for role in [Role::GlobalAdmin, Role::OtherAdmin] {
                for endpoint in endpoints() {
                    for happened in 0..8 {
                        let happened = |bit: u32, time| (happened & bit != 0).then(|| at(time));
                        cases.push(Facts {
                            now,
                            zone: chrono::FixedOffset::east_opt(0)
                                .unwrap_or_else(|| unreachable!()),
                            cloud,
                            role,
                            endpoint,
                            blocked_since: happened(1, BLOCKED),
                            opted_out_at: happened(2, OPTED_OUT),
                            re_enabled_at: happened(4, RE_ENABLED),
                            announced_for: NaiveDate::from_ymd_opt(2022, 10, 10),
                        });
                    }
                }
            }
        }
    }
    cases
}

fn endpoints() -> impl Iterator<Item = Endpoint> {
    let protocols = Protocol::ALL.map(Endpoint::Protocol);
    protocols
        .into_iter()
        .chain(OtherEndpoint::ALL.map(Endpoint::Other))
}

fn at(time: &str) -> DateTime<Utc> {
    time.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_decision_allocates() {
        // The cases themselves are made with the first.
        decided(1);
        let counted = allocation_counter::measure(|| {
            decided(100_000);
        });
        assert_eq!(counted.count_total, 0);
    }

    #[test]
    fn the_cases_are_of_all_kinds() {
        let with_end = decided(5_760);
        assert!((500..5_000).contains(&with_end), "{with_end}");
        assert!(lived() > 10, "{}", lived());
    }
}
