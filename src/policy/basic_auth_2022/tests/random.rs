//! Random facts that crowd around the programme's boundaries, where uniform ones would rarely fall.

use crate::{Cloud, Endpoint, Facts, OtherEndpoint, Protocol, Role};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn facts() -> impl Strategy<Value = Facts> {
    (
        zone(),
        cloud(),
        role(),
        endpoint(),
        moment(),
        [fact(), fact(), fact()],
        prop::option::of(day()),
    )
        .prop_map(|(zone, cloud, role, endpoint, now, facts, announced_for)| {
            let now = now.resolve(zone, DateTime::UNIX_EPOCH);
            let [blocked_since, opted_out_at, re_enabled_at] =
                facts.map(|fact| fact.map(|moment| moment.resolve(zone, now)));
            Facts {
                now,
                zone,
                cloud,
                role,
                endpoint,
                blocked_since,
                opted_out_at,
                re_enabled_at,
                announced_for,
            }
        })
}

/// Facts at the ends of what chrono can express.
pub(crate) fn extreme_facts() -> impl Strategy<Value = Facts> {
    let instant = || {
        select(vec![
            DateTime::<Utc>::MIN_UTC,
            DateTime::UNIX_EPOCH,
            DateTime::<Utc>::MAX_UTC,
        ])
    };
    let day = select(vec![NaiveDate::MIN, NaiveDate::MAX]);
    (facts(), instant(), [instant(), instant(), instant()], day).prop_map(
        |(facts, now, instants, day)| {
            let [blocked_since, opted_out_at, re_enabled_at] = instants.map(Some);
            Facts {
                now,
                blocked_since,
                opted_out_at,
                re_enabled_at,
                announced_for: Some(day),
                ..facts
            }
        },
    )
}

/// An instant, told so that it falls near something that matters.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Seconds after a boundary's local midnight.
    Near(NaiveDate, i64),
    /// Seconds after `now`.
    FromNow(i64),
}

impl Moment {
    fn resolve(self, zone: FixedOffset, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Near(day, seconds) => {
                (day.and_time(NaiveTime::MIN) - zone).and_utc() + TimeDelta::seconds(seconds)
            }
            Self::FromNow(seconds) => now + TimeDelta::seconds(seconds),
        }
    }
}

fn moment() -> impl Strategy<Value = Moment> {
    let near = prop_oneof![-2_i64..=2, -3_601_i64..=3_601, -2_000_000_i64..=2_000_000];
    (day(), near).prop_map(|(day, seconds)| Moment::Near(day, seconds))
}

fn fact() -> impl Strategy<Value = Option<Moment>> + Clone {
    let from_now = prop_oneof![-2_i64..=2, -3_602_i64..=-3_598].prop_map(Moment::FromNow);
    prop::option::weighted(0.6, prop_oneof![moment(), from_now].boxed())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    let days = [
        (2022, 9, 1),
        (2022, 10, 1),
        (2022, 10, 15),
        (2022, 11, 15),
        (2022, 12, 1),
        (2022, 12, 24),
        (2023, 1, 1),
        (2023, 2, 1),
        (2023, 3, 31),
        (2023, 5, 1),
    ];
    select(
        days.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap())
            .to_vec(),
    )
}

fn cloud() -> impl Strategy<Value = Cloud> {
    prop_oneof![
        4 => Just(Cloud::Worldwide),
        1 => Just(Cloud::Gcc),
        1 => select(vec![Cloud::GccHigh, Cloud::Dod]),
        1 => Just(Cloud::China),
    ]
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![2 => Just(Role::GlobalAdmin), 1 => Just(Role::OtherAdmin)]
}

fn endpoint() -> impl Strategy<Value = Endpoint> {
    prop_oneof![
        4 => select(Protocol::ALL.to_vec()).prop_map(Endpoint::Protocol),
        1 => select(OtherEndpoint::ALL.to_vec()).prop_map(Endpoint::Other),
    ]
}

fn zone() -> impl Strategy<Value = FixedOffset> {
    let seconds = prop_oneof![Just(0), Just(9 * 3600), -86_399..=86_399];
    seconds.prop_map(|seconds| FixedOffset::east_opt(seconds).unwrap())
}
