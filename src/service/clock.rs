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
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2023, 12, 31).expect("a date of the calendar");
