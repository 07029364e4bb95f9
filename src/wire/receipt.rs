//! What is asked for one protocol, and the receipt for it.

use chrono::{DateTime, Utc};
use policy::{Protocol, Wish};
use serde::{Deserialize, Serialize};

use crate::named;
use crate::session::Person;

/// The body of `POST …/opt-outs` and `…/re-enables`; the header `Idempotency-Key` comes with it.
///
/// The endpoint is not yet a [`Protocol`], because one outside the programme is refused by the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    #[serde(with = "named")]
    pub protocol: policy::Endpoint,
}

/// The far side accepted a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Unique within the tenant: `OO-1001`, `RE-2001` and so on.
    pub number: String,
    #[serde(with = "named")]
    pub wish: Wish,
    #[serde(with = "named")]
    pub protocol: Protocol,
    pub accepted_at: DateTime<Utc>,
    pub by: Person,
    /// The rule under which it was accepted.
    pub rule: String,
    /// An opt-out holds from its acceptance; a re-enable from the moment its block is gone.
    pub effective_at: Option<DateTime<Utc>>,
    /// When the end of the programme closed a re-enable that had not taken effect.
    pub closed_at: Option<DateTime<Utc>>,
}

/// `GET /v1/tenants/{t}/receipts`, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    pub receipts: Vec<Receipt>,
}
