//! The server's one source of time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

/// The time of the machine, except that it stands still while the machine's is set back.
#[derive(Default)]
pub(crate) struct Wall {
    /// In milliseconds since 1970.
    latest: AtomicI64,
}

impl Wall {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        self.at_least(i64::try_from(since.as_millis()).unwrap_or_default())
    }

    fn at_least(&self, millis: i64) -> DateTime<Utc> {
        let latest = self.latest.fetch_max(millis, Ordering::Relaxed).max(millis);
        DateTime::from_timestamp_millis(latest).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_still_when_the_machine_goes_back() {
        let wall = Wall::default();
        let told = [5, 7, 3, 8].map(|millis| wall.at_least(millis).timestamp_millis());
        assert_eq!(told, [5, 7, 7, 8]);
    }
}
