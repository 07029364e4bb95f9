//! What this page knows of one tenant: its records, folded, and its clock.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use service::{Record, State};

use super::clock::TenantClock;
use crate::browser::store::Lives;

/// How far a reopened clock is ahead of the last note. Less than this passes between two notes,
/// so a reopened page never shows an earlier instant than the one before it.
const AHEAD: TimeDelta = TimeDelta::seconds(10);

/// A new snapshot comes after about this many records.
const SNAPSHOT_EVERY: u64 = 64;

pub(super) struct Ledger {
    /// The records are those of the current one.
    pub(super) lives: Lives,
    pub(super) state: State,
    pub(super) clock: TenantClock,
    /// The newest note of the clock, by this page or another.
    noted: Option<DateTime<Utc>>,
}

impl Ledger {
    /// Goes on from what is kept of a life.
    pub(super) fn open(lives: Lives, snapshot: Option<&str>, elapsed: Duration) -> Self {
        let state = snapshot.and_then(State::from_snapshot).unwrap_or_default();
        Self {
            lives,
            clock: TenantClock::set(state.clock, elapsed),
            state,
            noted: None,
        }
    }

    /// Goes on from the note of an earlier page, in which more time may have passed than it noted.
    pub(super) fn reopen(&mut self, note: Option<&str>, elapsed: Duration) {
        if let Some(noted) = note.and_then(instant) {
            self.clock.raise(noted + AHEAD, elapsed);
        }
    }

    /// Adds the records that begin at a position, as far as they are not yet known, and follows
    /// the clock that other pages have noted.
    pub(super) fn learn(
        &mut self,
        from: u64,
        records: &[Record],
        note: Option<&str>,
        elapsed: Duration,
    ) {
        for (position, record) in (from..).zip(records) {
            if position == self.state.version {
                self.state.apply(record);
            }
        }
        self.clock.raise(self.state.clock, elapsed);
        if let Some(noted) = note.and_then(instant) {
            self.clock.raise(noted, elapsed);
            self.noted = self.noted.max(Some(noted));
        }
    }

    /// The note that is due, to be kept where a later page finds it.
    pub(super) fn note(&mut self, elapsed: Duration) -> Option<String> {
        let now = self.clock.now(elapsed);
        let is_fresh = self.noted.is_some_and(|noted| now < noted + AHEAD / 4);
        if is_fresh {
            return None;
        }
        self.noted = Some(now);
        Some(now.to_rfc3339())
    }

    /// The snapshot that is due with these records.
    pub(super) fn snapshot_with(&self, records: &[Record]) -> Option<String> {
        let length = self.state.version + records.len() as u64;
        if self.state.version / SNAPSHOT_EVERY == length / SNAPSHOT_EVERY {
            return None;
        }
        let mut state = self.state.clone();
        state.apply_all(records);
        Some(state.to_snapshot())
    }
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use service::{Happening, OPENED};

    use super::*;

    #[test]
    fn a_reopened_clock_is_ahead_of_every_instant_shown_before() {
        let mut before = opened(None);
        before.learn(0, &records(1), None, Duration::ZERO);
        let note = before.note(Duration::ZERO).unwrap();
        // The next note is not due yet.
        let almost = Duration::from_millis(2_499);
        assert_eq!(before.note(almost), None);

        let mut after = opened(None);
        after.reopen(Some(&note), Duration::ZERO);
        assert!(after.clock.now(Duration::ZERO) > before.clock.now(almost));
    }

    #[test]
    fn the_clock_follows_the_notes_of_other_pages() {
        let mut ledger = opened(None);
        let note = "2022-10-10T09:00:00Z";
        ledger.learn(0, &[], Some(note), Duration::ZERO);
        assert_eq!(ledger.clock.now(Duration::ZERO), instant(note).unwrap());
    }

    #[test]
    fn a_record_is_learnt_once_however_often_it_is_read() {
        let mut ledger = opened(None);
        ledger.learn(0, &records(3), None, Duration::ZERO);
        ledger.learn(0, &records(3), None, Duration::ZERO);
        ledger.learn(2, &records(2), None, Duration::ZERO);
        assert_eq!(ledger.state, State::fold(&records(4)));
    }

    #[test]
    fn a_snapshot_stands_for_the_records_up_to_it() {
        let mut ledger = opened(None);
        assert_eq!(ledger.snapshot_with(&records(63)), None);
        ledger.learn(0, &records(63), None, Duration::ZERO);
        let snapshot = ledger.snapshot_with(&records(1)).unwrap();

        let reopened = opened(Some(&snapshot));
        assert_eq!(reopened.state, State::fold(&records(64)));
    }

    fn opened(snapshot: Option<&str>) -> Ledger {
        Ledger::open(Lives::default(), snapshot, Duration::ZERO)
    }

    fn records(count: usize) -> Vec<Record> {
        let record = Record {
            at: OPENED,
            what: Happening::ClockMoved,
        };
        vec![record; count]
    }
}
