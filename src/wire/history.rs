//! What happened in a tenant.

use chrono::{DateTime, NaiveDate, Utc};
use policy::basic_auth_2022::{Reason, Relief};
use policy::{Endpoint, Standing, Wish};
use serde::{Deserialize, Serialize};

use crate::modern_authentication::Setting;
use crate::named::{self, Named};
use crate::session::Person;

/// `GET /v1/tenants/{t}/history`, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    pub events: Vec<Event>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub at: DateTime<Utc>,
    #[serde(with = "named")]
    pub kind: EventKind,
    #[serde(
        default,
        with = "named::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub wish: Option<Wish>,
    #[serde(
        default,
        with = "named::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub protocol: Option<Endpoint>,
    /// The number of the receipt it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The number of the ticket it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The id of the post or health notice that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What support did.
    #[serde(
        default,
        with = "named::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub relief: Option<Relief>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Person>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Why a request was refused.
    #[serde(
        default,
        with = "named::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub reason: Option<Reason>,
    /// The civil day that an announcement names, in the tenant's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// Where the protocol stood before and after, if that is not the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Moved>,
    /// What an administrator changed in the settings, or was refused to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The name of the authentication policy that was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
}

/// Where a protocol stood before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    #[serde(with = "named")]
    pub before: Standing,
    #[serde(with = "named")]
    pub after: Standing,
}

/// One setting, before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    #[serde(with = "named")]
    pub setting: Setting,
    pub before: bool,
    pub after: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    RequestAccepted,
    RequestRefused,
    /// A request made before the programme stopped counting.
    RequestArchived,
    /// The notice seven days before the block.
    BlockAnnounced,
    /// The service health notice on the day of the block.
    HealthNotice,
    Blocked,
    /// A re-enable took effect.
    Reopened,
    /// The programme's end closed a request that had not taken effect.
    RequestClosed,
    /// The notice seven days before the permanent end.
    RetirementAnnounced,
    Retired,
    TicketOpened,
    /// One for each protocol of the ticket.
    TicketAnswered,
    /// A post or a usage report that announces no block.
    MessagePosted,
    /// An administrator changed the organisation's authentication policy, or a switch beside it.
    PolicyChanged,
}

impl EventKind {
    pub(crate) const ALL: [Self; 14] = [
        Self::RequestAccepted,
        Self::RequestRefused,
        Self::RequestArchived,
        Self::BlockAnnounced,
        Self::HealthNotice,
        Self::Blocked,
        Self::Reopened,
        Self::RequestClosed,
        Self::RetirementAnnounced,
        Self::Retired,
        Self::TicketOpened,
        Self::TicketAnswered,
        Self::MessagePosted,
        Self::PolicyChanged,
    ];
}

impl Named for EventKind {
    fn name(self) -> &'static str {
        match self {
            Self::RequestAccepted => "request_accepted",
            Self::RequestRefused => "request_refused",
            Self::RequestArchived => "request_archived",
            Self::BlockAnnounced => "block_announced",
            Self::HealthNotice => "health_notice",
            Self::Blocked => "blocked",
            Self::Reopened => "reopened",
            Self::RequestClosed => "request_closed",
            Self::RetirementAnnounced => "retirement_announced",
            Self::Retired => "retired",
            Self::TicketOpened => "ticket_opened",
            Self::TicketAnswered => "ticket_answered",
            Self::MessagePosted => "message_posted",
            Self::PolicyChanged => "policy_changed",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
