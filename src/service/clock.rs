//! Reading a tenant's clock and, where the tenant is a simulated one, moving it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use wire::clock::{Clock, Move, Yes};
use wire::http::{Request, Response};
use wire::problem::{Problem, ProblemType};

use crate::handle::{Answered, Visit, parse};
use crate::plan::start_of;
use crate::{Happening, Record, State, advance, next_event};

pub(crate) fn read(state: &State, now: DateTime<Utc>) -> Response {
    // What is to come is told only where it can be jumped to.
    let is_simulated = state
        .tenant
        .as_ref()
        .is_some_and(|tenant| tenant.scenario.is_some());
    let next_event = next_event(state).filter(|_| is_simulated);
    Response::json(200, &Clock { now, next_event })
}

pub(crate) fn jump(visit: &Visit, request: &Request) -> Answered {
    if visit.tenant.scenario.is_none() {
        return Err(Problem::new(ProblemType::ClockNotSimulated));
    }
    let target = match parse(request)? {
        Move::ForwardSeconds(seconds) => visit.now + TimeDelta::seconds(seconds.into()),
        Move::To(instant) => instant,
        Move::ToNextEvent(Yes) => next_event(visit.state).map_or(visit.now, |event| event.at),
    };
    if target < visit.now {
        return Err(Problem::new(ProblemType::ClockBackwards));
    }
    if target > start_of(LAST_DAY, visit.tenant.zone) {
        return Err(Problem::new(ProblemType::ClockTooFar));
    }
    let mut records = advance(visit.state, target);
    records.push(Record {
        at: target,
        what: Happening::ClockMoved,
    });
    let mut state = visit.state.clone();
    state.apply_all(&records);
    Ok((read(&state, target), records))
}

/// Well after the programme, in every cloud: nothing is left to see.
pub(crate) const LAST_DAY: NaiveDate =
    NaiveDate::from_ymd_opt(2023, 12, 31).expect("a date of the calendar");

#[cfg(test)]
mod tests {
    use policy::Wish;
    use wire::address::{Address, Part};
    use wire::clock::NextEvent;
    use wire::history::EventKind;

    use super::*;
    use crate::Tenant;
    use crate::host::{Host, TENANT, at, check_problem, tenant};

    /// Seed 1092: drawn on 10 October at 15:47, its end on 7 January at 13:07.
    fn host_at(now: &str) -> Host {
        let mut host = Host::of(tenant(1092));
        host.tick(at(now));
        host
    }

    fn moving(body: &str) -> Request {
        Request {
            body: Some(body.to_owned()),
            ..Request::post(&Address::of(TENANT, Part::Clock), &())
        }
    }

    #[track_caller]
    fn check(host: &mut Host, body: &str, now: &str) -> Option<NextEvent> {
        let response = host.send(&moving(body));
        assert_eq!(response.status, 200, "{}", response.body);
        let clock: Clock = serde_json::from_str(&response.body).unwrap();
        assert_eq!(clock.now, at(now));
        assert_eq!(host.state.clock, at(now));
        assert_eq!(host.get::<Clock>(Part::Clock), clock);
        clock.next_event
    }

    #[test]
    fn the_clock_moves_forward_by_seconds_to_a_date_and_to_the_next_event() {
        let mut host = host_at("2022-09-12T09:00:00Z");
        check(
            &mut host,
            r#"{"forward_seconds":600}"#,
            "2022-09-12T09:10:00Z",
        );
        check(
            &mut host,
            r#"{"to":"2022-09-20T09:00:00+09:00"}"#,
            "2022-09-20T00:00:00Z",
        );
        check(
            &mut host,
            r#"{"to_next_event":true}"#,
            "2022-10-03T15:47:00Z",
        );
        let next = check(
            &mut host,
            r#"{"to_next_event":true}"#,
            "2022-10-10T14:47:00Z",
        );
        assert_eq!(
            next,
            Some(NextEvent {
                at: at("2022-10-10T15:47:00Z"),
                kind: EventKind::Blocked
            })
        );
    }

    #[test]
    fn a_jump_brings_all_that_lies_between() {
        let mut host = host_at("2022-10-12T09:00:00Z");
        host.ask(Wish::ReEnable, "imap").unwrap();
        assert_eq!(
            check(
                &mut host,
                r#"{"to":"2023-01-31T00:00:00Z"}"#,
                "2023-01-31T00:00:00Z"
            ),
            None
        );
        let kinds: Vec<_> = host
            .state
            .events
            .iter()
            .rev()
            .take(10)
            .rev()
            .map(|event| event.kind)
            .collect();
        assert_eq!(
            kinds[..2],
            [EventKind::Reopened, EventKind::RetirementAnnounced]
        );
        assert_eq!(kinds[2..], [EventKind::Retired; 8]);
    }

    #[test]
    fn where_nothing_is_to_come_the_clock_stays() {
        let mut host = host_at("2023-01-31T00:00:00Z");
        check(
            &mut host,
            r#"{"to_next_event":true}"#,
            "2023-01-31T00:00:00Z",
        );
    }

    #[test]
    fn the_clock_does_not_go_back_nor_beyond_the_simulation() {
        let mut host = host_at("2022-09-12T09:00:00Z");
        let records = host.records.len();
        let back = moving(r#"{"to":"2022-09-12T08:59:59Z"}"#);
        check_problem(&host.send(&back), ProblemType::ClockBackwards);
        let far = moving(r#"{"to":"2023-12-31T00:00:01Z"}"#);
        check_problem(&host.send(&far), ProblemType::ClockTooFar);
        assert_eq!(host.records.len(), records);
        let last = "2023-12-31T00:00:00Z";
        check(&mut host, r#"{"to":"2023-12-31T00:00:00Z"}"#, last);
    }

    #[test]
    fn a_move_is_exactly_one_of_three() {
        let mut host = host_at("2022-09-12T09:00:00Z");
        for body in [
            "",
            "{}",
            r#"{"forward_seconds":-1}"#,
            r#"{"to":"2022-09-20T09:00:00"}"#,
            r#"{"to_next_event":false}"#,
            r#"{"forward_seconds":1,"to_next_event":true}"#,
        ] {
            check_problem(&host.send(&moving(body)), ProblemType::MalformedRequest);
        }
    }

    #[test]
    fn a_real_tenant_lives_in_real_time_and_is_not_told_what_comes() {
        let mut host = Host::of(Tenant {
            scenario: None,
            ..tenant(1092)
        });
        let request = moving(r#"{"forward_seconds":600}"#);
        check_problem(&host.send(&request), ProblemType::ClockNotSimulated);
        assert_eq!(host.get::<Clock>(Part::Clock).next_event, None);
    }
}
