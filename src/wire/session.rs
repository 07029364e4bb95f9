//! Who is signed in, and which tenants they may see.

use chrono::{DateTime, Utc};
use policy::{Cloud, Role};
use serde::{Deserialize, Serialize};

use crate::named;

/// `GET /v1/session`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub contract: String,
    pub policy: String,
    /// The tenants are invented and their clocks can be moved.
    pub simulation: bool,
    pub caller: Person,
    /// When the caller has to sign in again, if they do nothing until then. Missing where a session
    /// does not end.
    #[serde(default, rename = "expiresAt", skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
    /// The far side's own time, which is not that of a tenant. Missing where it is the client's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<DateTime<Utc>>,
    pub tenants: Vec<TenantCard>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    pub address: String,
}

/// One tenant, as the picker shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantCard {
    pub id: String,
    pub name: String,
    #[serde(with = "named")]
    pub cloud: Cloud,
    /// The caller's role in this tenant.
    #[serde(with = "named")]
    pub role: Role,
    pub global_admins: Vec<Person>,
    /// A short id for which the client has words, where the tenant is a simulated one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
}
