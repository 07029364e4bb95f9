//! Who is signed in, until when, and what the far side says of itself.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use wire::session::{Person, Session, TenantCard};

use crate::api::hindrance;
use crate::backend::NotSent;

#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn {
    pub caller: Person,
    pub tenants: Vec<TenantCard>,
    pub simulation: bool,
    /// Why nothing may be written to this far side.
    pub hindrance: Option<NotSent>,
    /// When the session ends, by the clock of this page that never goes back.
    pub ends: Option<Duration>,
    /// By how many minutes this computer's clock is fast, or below zero slow; nothing where it is
    /// about right.
    pub clock_off: Option<i32>,
}

impl SignedIn {
    /// From a session that has just been read, when this page had been open for so long and this
    /// computer took it for that time.
    pub fn of(session: Session, elapsed: Duration, this_computer: DateTime<Utc>) -> Self {
        let left = session.expires_at.zip(session.now);
        let left = left.map(|(end, now)| (end - now).to_std().unwrap_or_default());
        Self {
            hindrance: hindrance(&session),
            ends: left.map(|left| elapsed + left),
            clock_off: session.now.and_then(|now| minutes_off(this_computer, now)),
            caller: session.caller,
            tenants: session.tenants,
            simulation: session.simulation,
        }
    }
}

/// What is between two clocks in whole minutes, where it is more than two.
fn minutes_off(this: DateTime<Utc>, theirs: DateTime<Utc>) -> Option<i32> {
    let off = this - theirs;
    let is_much = off.abs() > TimeDelta::minutes(2);
    is_much.then(|| i32::try_from(off.num_minutes()).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-30T09:00:00Z";

    #[test]
    fn a_clock_that_is_off_by_more_than_two_minutes_is_noticed() {
        let check = |seconds, minutes| {
            let signed_in = at(seconds, session());
            assert_eq!(signed_in.clock_off, minutes, "{seconds}");
        };
        for seconds in [0, 120, -120] {
            check(seconds, None);
        }
        check(121, Some(2));
        check(-121, Some(-2));
        check(86_400, Some(1440));
        check(-86_400, Some(-1440));
    }

    #[test]
    fn a_session_ends_when_the_far_side_says_whatever_this_computer_takes_for_the_time() {
        for seconds in [0, 86_400, -86_400] {
            let ends = at(seconds, session()).ends;
            assert_eq!(ends, Some(Duration::from_secs(10 + 3600)), "{seconds}");
        }
    }

    #[test]
    fn where_nothing_is_said_of_it_no_session_ends_and_no_clock_is_off() {
        let session = Session {
            expires_at: None,
            now: None,
            ..session()
        };
        let signed_in = at(86_400, session);
        assert_eq!((signed_in.ends, signed_in.clock_off), (None, None));
    }

    /// When this computer's clock is so many seconds fast.
    fn at(seconds: i64, session: Session) -> SignedIn {
        let this_computer = NOW.parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds);
        SignedIn::of(session, Duration::from_secs(10), this_computer)
    }

    fn session() -> Session {
        Session {
            contract: wire::CONTRACT.to_owned(),
            policy: wire::POLICY.to_owned(),
            simulation: false,
            caller: Person {
                name: "Robin Tanaka".to_owned(),
                address: "robin.tanaka@partner.example".to_owned(),
            },
            expires_at: "2026-11-30T10:00:00Z".parse().ok(),
            now: NOW.parse().ok(),
            tenants: Vec::new(),
        }
    }
}
