//! What a reader hands to whoever looks into a failure.
//!
//! JSON, because it needs no language. It has nothing but what [`Incident`] lets through, and what
//! this program knows of itself.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

use crate::api::Incident;

/// The page in which it happened.
pub(crate) struct Surroundings {
    pub(crate) build: Option<String>,
    /// This computer's time, which may be wrong.
    pub(crate) now: DateTime<Utc>,
    pub(crate) open_for: Duration,
}

/// Less than 4 KiB.
pub(crate) fn write(incident: &Incident, page: &Surroundings) -> String {
    let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let report = json!({
        "request": incident.request,
        "status": incident.status,
        "problem": incident.problem,
        "requestId": incident.request_id,
        "answeredAt": incident.date,
        "notBefore": incident.not_before.map(instant),
        "build": page.build,
        "contract": wire::CONTRACT,
        "policy": wire::POLICY,
        "copiedAt": instant(page.now),
        "pageOpenSeconds": page.open_for.as_secs(),
    });
    format!("{report:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_went_wrong_where_and_when() {
        let incident = Incident {
            request: "GET /v1/session".to_owned(),
            status: Some(503),
            problem: Some("urn:admin-center:problem:unavailable".to_owned()),
            request_id: Some("0af7651916cd43dd".to_owned()),
            date: Some("Mon, 10 Oct 2022 16:00:00 GMT".to_owned()),
            not_before: "2022-10-10T16:05:00Z".parse().ok(),
        };
        let expected = json!({
            "request": "GET /v1/session",
            "status": 503,
            "problem": "urn:admin-center:problem:unavailable",
            "requestId": "0af7651916cd43dd",
            "answeredAt": "Mon, 10 Oct 2022 16:00:00 GMT",
            "notBefore": "2022-10-10T16:05:00Z",
            "build": "app-0123456789abcdef",
            "contract": wire::CONTRACT,
            "policy": wire::POLICY,
            "copiedAt": "2022-10-10T16:00:02Z",
            "pageOpenSeconds": 90,
        });
        let report = write(&incident, &page());
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report, expected);
    }

    #[test]
    fn the_longest_report_has_less_than_4_kib() {
        let longest = "x".repeat(200);
        let incident = Incident {
            request: format!("PATCH /v1/tenants/{longest}"),
            status: Some(u16::MAX),
            problem: Some(longest.clone()),
            request_id: Some(longest.clone()),
            date: Some(longest),
            not_before: Some(DateTime::<Utc>::MAX_UTC),
        };
        assert!(write(&incident, &page()).len() < 4096);
    }

    fn page() -> Surroundings {
        Surroundings {
            build: Some("app-0123456789abcdef".to_owned()),
            now: "2022-10-10T16:00:02Z".parse().unwrap(),
            open_for: Duration::from_secs(90),
        }
    }
}
