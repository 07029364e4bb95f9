//! Who a tenant is, and who asks something of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::FixedOffset;
use policy::{Cloud, Protocol, Role};
use serde::{Deserialize, Serialize};
use wire::session::Person;
use wire::usage::Users;
use wire::{named, zone};

/// What stays the same about a tenant from its opening on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    pub id: String,
    pub name: String,
    #[serde(with = "named")]
    pub cloud: Cloud,
    /// Every civil date of the programme is a date in this zone.
    #[serde(with = "zone")]
    pub zone: FixedOffset,
    /// Decides the days and times that the notice leaves to chance.
    pub seed: u32,
    pub global_admins: Vec<Person>,
    /// How many people usually sign in to a protocol in a month; those not named, nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<Users>,
    /// A simulated tenant has one, and with it a clock that can be moved.
    pub scenario: Option<String>,
    pub faults: Faults,
}

/// Where the far side fails its own promises in this tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faults {
    /// Their re-enable is accepted and the block stays.
    #[serde(with = "named::set")]
    pub never_effective: BTreeSet<Protocol>,
    /// They are blocked again some days after their re-enable took effect.
    #[serde(with = "named::set")]
    pub blocked_again: BTreeSet<Protocol>,
}

/// Who sends a request, as the host has established it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub person: Person,
    /// The tenants they may see, by id, with their role in each.
    pub tenants: BTreeMap<String, Role>,
}
