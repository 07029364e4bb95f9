//! How the line to the far side is, and what waits on it.

use std::time::Duration;

use futures::channel::oneshot;

use super::breaker::Breaker;
use super::last_answers::LastAnswers;

/// How the line is, for pages. Times are those of a clock that never goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub standing: Standing,
    /// When the oldest answer was read of those that stand in for new ones.
    pub oldest: Option<Duration>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    #[default]
    Good,
    /// Something is asked again at this time, unless it is called off.
    Waiting { until: Duration },
    /// Nothing is sent before this time; then one request finds out.
    Resting { until: Duration },
}

/// All that is known of one line.
#[derive(Debug, Default)]
pub(super) struct Switchboard {
    pub(super) breaker: Breaker,
    pub(super) waits: Waits,
    pub(super) last_answers: LastAnswers,
}

impl Switchboard {
    pub(super) fn line(&mut self, now: Duration) -> Line {
        let standing = match (self.breaker.until(), self.waits.next(now)) {
            (Some(until), _) => Standing::Resting { until },
            (None, Some(until)) => Standing::Waiting { until },
            (None, None) => Standing::Good,
        };
        Line {
            standing,
            oldest: self.last_answers.oldest(),
        }
    }
}

/// What waits to be asked again.
#[derive(Debug, Default)]
pub(super) struct Waits(Vec<Wait>);

#[derive(Debug)]
struct Wait {
    until: Duration,
    /// Dropped, it calls the wait off; whoever waited may be gone already.
    hold: oneshot::Sender<()>,
}

impl Waits {
    /// Resolves when it is called off; dropped, it is over.
    pub(super) fn begin(&mut self, until: Duration) -> oneshot::Receiver<()> {
        let (hold, called_off) = oneshot::channel();
        self.0.push(Wait { until, hold });
        called_off
    }

    /// Calls all of them off.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// When the next of them ends.
    fn next(&mut self, now: Duration) -> Option<Duration> {
        self.0
            .retain(|wait| !wait.hold.is_canceled() && now < wait.until);
        self.0.iter().map(|wait| wait.until).min()
    }
}
