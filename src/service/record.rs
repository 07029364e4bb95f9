//! What a tenant's storage holds: one record for everything that happened, in the order of time.

mod stored;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use policy::{Endpoint, Protocol, Wish};
use serde::{Deserialize, Serialize};
use wire::message::Marking;
use wire::modern_authentication::Changes;
use wire::named;
use wire::problem::Problem;
use wire::protocols::AuthenticationPolicy;
use wire::receipt::Receipt;
use wire::session::Person;
use wire::ticket::Relieved;
use wire::usage::{Users, month};

use crate::Tenant;
use crate::messages::Confirmation;
use crate::support::Opened;

pub use stored::Unreadable;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub at: DateTime<Utc>,
    pub what: Happening,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// Always the first record, and always at [`OPENED`].
    Opened(Tenant),
    /// A request from before the programme, made with the tool of that time.
    RequestedEarlier {
        #[serde(with = "named")]
        wish: Wish,
        #[serde(with = "named")]
        protocol: Protocol,
        by: Person,
    },
    /// A block from before the programme (R4).
    BlockedEarlier {
        #[serde(with = "named")]
        protocol: Protocol,
    },
    /// All requests up to now stopped counting (R26).
    Archived,
    /// The post of 1 September (R16, R34).
    PlanPosted,
    /// The post that confirms the opt-outs of these protocols (R42, R43).
    OptOutsConfirmed {
        confirmation: Confirmation,
        #[serde(with = "named::set")]
        protocols: BTreeSet<Protocol>,
    },
    /// The monthly report on who used what (R11).
    UsageReported {
        #[serde(with = "month")]
        month: NaiveDate,
        users: Vec<Users>,
    },
    /// The organisation's default authentication policy became this.
    PolicySet {
        policy: AuthenticationPolicy,
        by: Person,
    },
    /// An administrator changed these settings, and with the boxes the policy of this name.
    SettingsChanged {
        changes: Changes,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        policy: Option<String>,
        by: Person,
    },
    /// An administrator wanted to change these settings and must not.
    SettingsRefused {
        changes: Changes,
        problem: Problem,
        by: Person,
    },
    /// The seven-day notice to the tenant, about these protocols (R7).
    BlockAnnounced {
        day: NaiveDate,
        #[serde(with = "named::set")]
        protocols: BTreeSet<Protocol>,
    },
    /// The notice on the day of the block (R8).
    HealthNotice,
    /// The tenant's turn came, and these protocols were blocked (R6).
    Drawn {
        #[serde(with = "named::set")]
        protocols: BTreeSet<Protocol>,
    },
    Answered(Answer),
    TicketOpened(Opened),
    /// Support answered, and did what it says.
    TicketAnswered {
        ticket: String,
        reliefs: Vec<Relieved>,
    },
    /// The block went away for which the re-enable with this receipt was made.
    TookEffect {
        receipt: String,
    },
    /// Blocked after its re-enable, against the promise of R19.
    BlockedAgain {
        #[serde(with = "named")]
        protocol: Protocol,
    },
    /// The year ended before these re-enables took effect.
    RequestsClosed {
        receipts: BTreeSet<String>,
    },
    /// The seven-day notice before the permanent end (R20).
    RetirementAnnounced {
        day: NaiveDate,
    },
    /// All protocols are off for good (R38).
    Retired,
    /// A caller marked posts, for themselves alone.
    Marked {
        by: Person,
        #[serde(with = "named")]
        marking: Marking,
        messages: BTreeSet<String>,
    },
    /// The clock was moved to the instant of this record.
    ClockMoved,
}

/// A request that the far side decided about. The answer is kept under its key, a refusal too:
/// whoever repeats a request learns what became of it, and whoever wants another decision
/// makes another request, with a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub key: String,
    pub asked: Asked,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    #[serde(with = "named")]
    pub wish: Wish,
    #[serde(with = "named")]
    pub endpoint: Endpoint,
    pub by: Person,
    /// The post by whose steps it was asked; nothing for the diagnostic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Accepted(Receipt),
    Refused(Problem),
}

/// Every tenant exists before the first usage report counts, so nothing can precede its opening.
pub const OPENED: DateTime<Utc> = match DateTime::from_timestamp(1_633_046_400, 0) {
    Some(first_of_october_2021) => first_of_october_2021,
    None => panic!("the opening is a valid instant"),
};

pub(crate) fn print(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records and states have string keys and always print")
}
