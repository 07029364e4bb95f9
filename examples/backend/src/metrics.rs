//! What is counted while the server runs, as text for Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

#[derive(Default)]
pub(crate) struct Metrics {
    under_way: AtomicI64,
    answered: Mutex<BTreeMap<Kind, Times>>,
}

/// Every value of a member is one of few.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) what: &'static str,
    pub(crate) method: &'static str,
    pub(crate) status: u16,
}

#[derive(Clone, Copy, Default)]
struct Times {
    count: u64,
    seconds: f64,
    /// How many took at most as long as each of [`LIMITS`].
    within: [u64; LIMITS.len()],
}

/// In seconds.
const LIMITS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// A request under way; it ends when this is dropped.
pub(crate) struct UnderWay<'a>(&'a Metrics);

impl Metrics {
    pub(crate) fn begin(&self) -> UnderWay<'_> {
        self.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay(self)
    }

    pub(crate) fn answered(&self, kind: Kind, took: Duration) {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let times = answered.entry(kind).or_default();
        let seconds = took.as_secs_f64();
        times.count += 1;
        times.seconds += seconds;
        for (within, limit) in times.within.iter_mut().zip(LIMITS) {
            *within += u64::from(seconds <= limit);
        }
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let under_way = self.under_way.load(Ordering::Relaxed);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "# TYPE backend_requests_under_way gauge\nbackend_requests_under_way {under_way}\n\
             # TYPE backend_request_seconds histogram"
        );
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, times) in &*answered {
            let Kind {
                what,
                method,
                status,
            } = kind;
            let labels = format!(r#"what="{what}",method="{method}",status="{status}""#);
            for (limit, within) in LIMITS.iter().zip(times.within) {
                let _ = writeln!(
                    text,
                    r#"backend_request_seconds_bucket{{{labels},le="{limit}"}} {within}"#
                );
            }
            let Times { count, seconds, .. } = times;
            let _ = writeln!(
                text,
                "backend_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}\n\
                 backend_request_seconds_sum{{{labels}}} {seconds}\n\
                 backend_request_seconds_count{{{labels}}} {count}"
            );
        }
        text
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_answer_is_counted_with_its_time() {
        let metrics = Metrics::default();
        let kind = Kind {
            what: "protocols",
            method: "GET",
            status: 200,
        };
        metrics.answered(kind, Duration::from_millis(20));
        metrics.answered(kind, Duration::from_secs(9));
        let under_way = metrics.begin();
        let text = metrics.text();
        drop(under_way);
        let labels = r#"what="protocols",method="GET",status="200""#;
        for line in [
            "backend_requests_under_way 1".to_owned(),
            format!(r#"backend_request_seconds_bucket{{{labels},le="0.01"}} 0"#),
            format!(r#"backend_request_seconds_bucket{{{labels},le="0.025"}} 1"#),
            format!(r#"backend_request_seconds_bucket{{{labels},le="+Inf"}} 2"#),
            format!("backend_request_seconds_sum{{{labels}}} 9.02"),
        ] {
            assert!(
                text.lines().any(|it| it == line),
                "{line} is not in\n{text}"
            );
        }
        assert!(metrics.text().contains("backend_requests_under_way 0\n"));
    }
}
