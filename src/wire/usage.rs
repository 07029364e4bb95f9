//! How many people signed in with basic authentication, month by month.

use chrono::{DateTime, NaiveDate, Utc};
use policy::Protocol;
use serde::{Deserialize, Serialize};

use crate::named;

/// `GET /v1/tenants/{t}/usage`: the months since October 2021 that are over, newest first (R11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub months: Vec<Month>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Its first day; travels as `2022-08`.
    #[serde(with = "month")]
    pub month: NaiveDate,
    pub report: Report,
}

/// Three things that a page must not mix up: no report yet, no report at all, and a report that
/// says how many, be it 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// It is sent within the first days of the next month (R12).
    NotReportedYet,
    /// None was sent: no protocol of the programme was used (A5).
    NoneSent,
    Sent {
        /// The post that brought it.
        message: String,
        at: DateTime<Utc>,
        /// All eight protocols in their order.
        users: Vec<Users>,
    },
}

/// Unique users who signed in to a protocol in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Users {
    #[serde(with = "named")]
    pub protocol: Protocol,
    pub count: u32,
}

/// Carries the first day of a month as `YYYY-MM`.
pub mod month {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(month: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        // Not by a pattern: what reads it knows every calendar word, and is 7 KiB to fetch.
        to.collect_str(&format_args!("{}-{:02}", month.year(), month.month()))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let text = String::deserialize(from)?;
        format!("{text}-01").parse().map_err(D::Error::custom)
    }
}
