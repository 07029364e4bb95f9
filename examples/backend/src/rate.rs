//! How much each session may ask: a bucket of tokens that fills up with time.
//!
//! Each server counts for itself, in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    /// So many requests at once.
    pub(crate) burst: f64,
    pub(crate) per_second: f64,
}

pub(crate) struct Buckets {
    rate: Rate,
    of: Mutex<HashMap<String, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

/// So many buckets are looked through for full ones, which need not be remembered.
const MANY: usize = 10_000;

impl Buckets {
    pub(crate) fn new(rate: Rate) -> Self {
        Self {
            rate,
            of: Mutex::default(),
        }
    }

    /// Takes one token, or says how long it takes until there is one.
    pub(crate) fn take(&self, whose: &str, now: Instant) -> Result<(), Duration> {
        let Rate { burst, per_second } = self.rate;
        // A bucket is whole in every moment, even where a thread has panicked.
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = |bucket: &Bucket| {
            let since = now.saturating_duration_since(bucket.at).as_secs_f64();
            (bucket.tokens + since * per_second).min(burst)
        };
        if of.len() >= MANY {
            of.retain(|_, bucket| filled(bucket) < burst);
        }
        let tokens = of.get(whose).map_or(burst, filled);
        if tokens < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - tokens) / per_second));
        }
        let left = Bucket {
            tokens: tokens - 1.0,
            at: now,
        };
        of.insert(whose.to_owned(), left);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_burst_requests_come_at_the_rate_and_each_session_has_its_own() {
        let buckets = Buckets::new(Rate {
            burst: 2.0,
            per_second: 4.0,
        });
        let start = Instant::now();
        assert_eq!(buckets.take("a", start), Ok(()));
        assert_eq!(buckets.take("a", start), Ok(()));
        assert_eq!(buckets.take("a", start), Err(Duration::from_millis(250)));
        assert_eq!(buckets.take("b", start), Ok(()));
        let later = start + Duration::from_millis(250);
        assert_eq!(buckets.take("a", later), Ok(()));
        assert!(buckets.take("a", later).is_err());
    }
}
