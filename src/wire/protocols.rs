//! The facts of every endpoint of a tenant, from which the client decides with a live clock.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use policy::{Cloud, Endpoint, Facts, Role, Wish};
use serde::{Deserialize, Serialize};

use crate::{named, zone};

/// `GET /v1/tenants/{t}/protocols`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocols {
    pub server_time: DateTime<Utc>,
    /// Every civil date of the programme is a date in this zone.
    #[serde(with = "zone")]
    pub zone: FixedOffset,
    #[serde(with = "named")]
    pub cloud: Cloud,
    /// The caller's role in this tenant.
    #[serde(with = "named")]
    pub role: Role,
    /// The eight protocols in their order, then the other endpoints.
    pub endpoints: Vec<EndpointFacts>,
    /// Nothing where this far side does not report the layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authentication_policy: Option<AuthenticationPolicy>,
}

/// The organisation's default authentication policy: a layer beside Microsoft's block. Users with
/// a policy of their own are not covered by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticationPolicy {
    /// Nothing where the organisation has no default policy; then nothing is blocked.
    pub name: Option<String>,
    /// The endpoints for which it does not allow basic authentication.
    #[serde(with = "named::set")]
    pub blocks: BTreeSet<Endpoint>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointFacts {
    #[serde(with = "named")]
    pub endpoint: Endpoint,
    pub blocked_since: Option<DateTime<Utc>>,
    pub opted_out_at: Option<DateTime<Utc>>,
    pub re_enabled_at: Option<DateTime<Utc>>,
    pub announced_for: Option<NaiveDate>,
    /// Earlier requests that no longer count, oldest first.
    pub archived: Vec<Archived>,
    /// The number of the receipt behind the newest request.
    pub receipt: Option<String>,
    /// The number of the open ticket about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
}

/// A request that stopped counting when the programme began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    #[serde(with = "named")]
    pub wish: Wish,
    /// When it was accepted.
    pub at: DateTime<Utc>,
}

impl Protocols {
    /// Whether the organisation's own policy blocks the endpoint, as far as the far side reports it.
    pub fn is_blocked_by_policy(&self, endpoint: Endpoint) -> bool {
        let policy = self.authentication_policy.as_ref();
        policy.is_some_and(|policy| policy.blocks.contains(&endpoint))
    }

    /// What the policy decides about one of the endpoints at `now`.
    pub fn facts_of(&self, entry: &EndpointFacts, now: DateTime<Utc>) -> Facts {
        entry.facts(now, self.zone, self.cloud, self.role)
    }
}

impl EndpointFacts {
    pub fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            blocked_since: None,
            opted_out_at: None,
            re_enabled_at: None,
            announced_for: None,
            archived: Vec::new(),
            receipt: None,
            ticket: None,
        }
    }

    /// What the policy decides about this endpoint, seen by one administrator at one instant.
    pub fn facts(&self, now: DateTime<Utc>, zone: FixedOffset, cloud: Cloud, role: Role) -> Facts {
        Facts {
            now,
            zone,
            cloud,
            role,
            endpoint: self.endpoint,
            blocked_since: self.blocked_since,
            opted_out_at: self.opted_out_at,
            re_enabled_at: self.re_enabled_at,
            announced_for: self.announced_for,
        }
    }
}
