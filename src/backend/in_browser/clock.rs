//! The clock of one tenant: an instant that was true once, and the time since then. It knows no
//! source of time.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// Runs with the page and never goes back.
pub(super) struct TenantClock {
    at: DateTime<Utc>,
    /// How long the page had been open at that instant.
    elapsed: Duration,
}

impl TenantClock {
    pub(super) fn set(at: DateTime<Utc>, elapsed: Duration) -> Self {
        Self { at, elapsed }
    }

    pub(super) fn now(&self, elapsed: Duration) -> DateTime<Utc> {
        let since = elapsed.saturating_sub(self.elapsed);
        self.at + TimeDelta::from_std(since).unwrap_or(TimeDelta::MAX)
    }

    /// Puts the clock forward to an instant that a record or another tab has reached.
    pub(super) fn raise(&mut self, to: DateTime<Utc>, elapsed: Duration) {
        if to > self.now(elapsed) {
            *self = Self::set(to, elapsed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_with_the_page() {
        let clock = TenantClock::set(at(100), seconds(7));
        assert_eq!(clock.now(seconds(7)), at(100));
        assert_eq!(clock.now(seconds(10)), at(103));
    }

    #[test]
    fn follows_whoever_is_ahead_and_nobody_who_is_behind() {
        let mut clock = TenantClock::set(at(100), seconds(0));
        clock.raise(at(200), seconds(5));
        assert_eq!(clock.now(seconds(6)), at(201));
        clock.raise(at(150), seconds(7));
        assert_eq!(clock.now(seconds(7)), at(202));
    }

    #[test]
    fn stands_still_when_the_source_goes_back() {
        let clock = TenantClock::set(at(100), seconds(7));
        assert_eq!(clock.now(seconds(3)), at(100));
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }
}
