//! The tenant as it is, as an assumption: what one begins with.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use policy::basic_auth_2022::Relief;
use policy::{Endpoint, Wish};
use wire::history::{Event, EventKind};
use wire::protocols::Protocols;

use super::{Assumption, Supposed, What};

impl Assumption {
    /// What has happened to the tenant, looked at in this minute.
    pub fn of(protocols: &Protocols, history: &[Event], now: DateTime<Utc>) -> Self {
        let events: std::collections::BTreeSet<_> = history.iter().filter_map(supposed).collect();
        // Whoever shares an assumption needs no seconds of it, but everything has to have happened.
        let minute = whole(now) - TimeDelta::seconds(whole(now).second().into());
        let newest = events.last().map_or(minute, |event: &Supposed| event.at);
        Self {
            at: minute.max(newest),
            cloud: protocols.cloud,
            role: protocols.role,
            events,
        }
    }
}

fn supposed(event: &Event) -> Option<Supposed> {
    let Some(Endpoint::Protocol(protocol)) = event.protocol else {
        return None;
    };
    let what = match (event.kind, event.wish, event.relief) {
        (EventKind::Blocked | EventKind::Retired, ..) => What::Block,
        (EventKind::Reopened, ..)
        | (EventKind::TicketAnswered, _, Some(Relief::Lifted | Relief::Repaired)) => What::Lift,
        (EventKind::TicketAnswered, _, Some(Relief::ReEnabled))
        | (EventKind::RequestAccepted, Some(Wish::ReEnable), _) => What::ReEnable,
        (EventKind::RequestAccepted, Some(Wish::OptOut), _) => What::OptOut,
        _ => return None,
    };
    Some(Supposed {
        at: whole(event.at),
        what,
        protocol,
    })
}

/// Without the parts of a second.
fn whole(at: DateTime<Utc>) -> DateTime<Utc> {
    at.with_nanosecond(0).unwrap_or(at)
}
