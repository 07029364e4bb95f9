//! What the far side itself decides, for a client that was built with another policy.

use chrono::{DateTime, Utc};
use policy::{Decision, Endpoint};
use serde::{Deserialize, Serialize};

use crate::named;

/// `GET /v1/tenants/{t}/decisions`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// The instant that is decided for.
    pub server_time: DateTime<Utc>,
    /// The policy that decides, as the session names it.
    pub policy: String,
    /// The eight protocols in their order, then the other endpoints.
    pub endpoints: Vec<Decided>,
}

/// A decision by its names, of which a client may not know all: the members of the contract's
/// policy cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    #[serde(with = "named")]
    pub endpoint: Endpoint,
    pub standing: String,
    pub standing_rule: String,
    pub next_step: String,
    pub rule: String,
    /// The first instant at which the standing no longer holds, where the rules name one.
    pub until: Option<DateTime<Utc>>,
}

impl Decided {
    pub fn new(endpoint: Endpoint, decision: &Decision) -> Self {
        Self {
            endpoint,
            standing: decision.standing.name().to_owned(),
            standing_rule: decision.standing_rule.0.to_owned(),
            next_step: decision.next_step.name().to_owned(),
            rule: decision.rule.0.to_owned(),
            until: decision.until,
        }
    }
}
