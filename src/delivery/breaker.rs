//! Leaves a far side alone that fails again and again, and finds out with one request whether it is
//! back.

use std::time::Duration;

/// So many failures within [`WINDOW`] open it.
pub const FAILURES: usize = 5;
pub const WINDOW: Duration = Duration::from_secs(30);
/// How long nothing is sent after that.
pub const REST: Duration = Duration::from_secs(30);

/// Times are those of a clock that never goes back.
#[derive(Debug)]
pub(super) enum Breaker {
    /// Everything is sent. The times of the newest failures, oldest first.
    Closed { failures: Vec<Duration> },
    /// Nothing is sent before this time.
    Open { until: Duration },
    /// One request is on its way to find out; whether it is still waited for, nobody tells.
    Probing { since: Duration },
}

impl Default for Breaker {
    fn default() -> Self {
        Self::Closed {
            failures: Vec::new(),
        }
    }
}

impl Breaker {
    /// Whether a request may be sent now; if not, until when nothing is.
    pub(super) fn admit(&mut self, now: Duration) -> Result<(), Duration> {
        let until = match self {
            Self::Closed { .. } => return Ok(()),
            Self::Open { until } => *until,
            Self::Probing { since } => *since + REST,
        };
        if now < until {
            return Err(until);
        }
        *self = Self::Probing { since: now };
        Ok(())
    }

    /// The far side has answered, be it with a no.
    pub(super) fn succeeded(&mut self) {
        // An answer to what was sent before the failures tells nothing about after them.
        if !matches!(self, Self::Open { .. }) {
            *self = Self::default();
        }
    }

    pub(super) fn failed(&mut self, now: Duration) {
        match self {
            Self::Closed { failures } => {
                failures.retain(|at| now.saturating_sub(*at) < WINDOW);
                failures.push(now);
                if failures.len() >= FAILURES {
                    self.rest(now + REST);
                }
            }
            Self::Probing { .. } => self.rest(now + REST),
            Self::Open { .. } => {}
        }
    }

    /// Sends nothing before this time, or a later one that was named already.
    pub(super) fn rest(&mut self, until: Duration) {
        let until = self.until().map_or(until, |named| named.max(until));
        *self = Self::Open { until };
    }

    /// Until when nothing is sent; nothing while all is well.
    pub(super) fn until(&self) -> Option<Duration> {
        match self {
            Self::Closed { .. } => None,
            Self::Open { until } => Some(*until),
            Self::Probing { since } => Some(*since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_after_five_failures_within_half_a_minute() {
        let mut breaker = failed([0, 5, 10, 15]);
        assert_eq!(breaker.admit(at(20)), Ok(()));
        breaker.failed(at(29));
        assert_eq!(breaker.admit(at(29)), Err(at(59)));
        assert_eq!(breaker.admit(at(58)), Err(at(59)));
    }

    #[test]
    fn failures_that_are_further_apart_do_not_add_up() {
        assert_eq!(failed([0, 10, 20, 30, 40, 50]).until(), None);
    }

    #[test]
    fn an_answer_makes_earlier_failures_forgotten() {
        let mut breaker = failed([0, 1, 2, 3]);
        breaker.succeeded();
        breaker.failed(at(4));
        assert_eq!(breaker.until(), None);
    }

    #[test]
    fn one_request_finds_out_whether_the_far_side_is_back() {
        let mut breaker = failed([0, 0, 0, 0, 0]);
        assert_eq!(breaker.admit(at(30)), Ok(()));
        assert_eq!(breaker.admit(at(31)), Err(at(60)), "a second one");
        breaker.succeeded();
        assert_eq!(breaker.admit(at(31)), Ok(()));
    }

    #[test]
    fn it_rests_again_when_that_fails() {
        let mut breaker = failed([0, 0, 0, 0, 0]);
        assert_eq!(breaker.admit(at(40)), Ok(()));
        breaker.failed(at(41));
        assert_eq!(breaker.admit(at(70)), Err(at(71)));
        assert_eq!(breaker.admit(at(71)), Ok(()));
    }

    #[test]
    fn one_that_was_given_up_does_not_keep_others_from_finding_out() {
        let mut breaker = failed([0, 0, 0, 0, 0]);
        assert_eq!(breaker.admit(at(30)), Ok(()));
        assert_eq!(breaker.admit(at(60)), Ok(()));
    }

    #[test]
    fn a_late_answer_to_an_earlier_request_does_not_end_the_rest() {
        let mut breaker = failed([0, 0, 0, 0, 0]);
        breaker.succeeded();
        assert_eq!(breaker.admit(at(1)), Err(at(30)));
    }

    #[test]
    fn whoever_names_a_time_is_left_alone_until_the_latest_that_was_named() {
        let mut breaker = Breaker::default();
        breaker.rest(at(300));
        breaker.rest(at(100));
        assert_eq!(breaker.admit(at(299)), Err(at(300)));
        assert_eq!(breaker.admit(at(300)), Ok(()));
    }

    /// After failures at these seconds.
    fn failed<const N: usize>(seconds: [u64; N]) -> Breaker {
        let mut breaker = Breaker::default();
        for second in seconds {
            breaker.failed(at(second));
        }
        breaker
    }

    fn at(second: u64) -> Duration {
        Duration::from_secs(second)
    }
}
