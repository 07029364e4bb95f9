//! What is asked of support, and what support did.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use policy::Protocol;
use policy::basic_auth_2022::Relief;
use serde::{Deserialize, Serialize};

use crate::named;
use crate::session::Person;

/// The body of `POST …/tickets`; the header `Idempotency-Key` comes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    /// What support is to look at; may be none, then there must be a text.
    #[serde(with = "named::set")]
    pub protocols: BTreeSet<Protocol>,
    /// The administrator's own words, at most [`LONGEST_TEXT`] characters.
    pub text: String,
    /// What was searched for before, if that led here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// In characters, for the text and for the search alike.
pub const LONGEST_TEXT: usize = 2_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Unique within the tenant: `SR-3001` and so on.
    pub number: String,
    pub opened_at: DateTime<Utc>,
    pub by: Person,
    #[serde(with = "named::set")]
    pub protocols: BTreeSet<Protocol>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Nothing while the ticket is open.
    pub answer: Option<Answer>,
}

/// Support's answer, which closes the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub at: DateTime<Utc>,
    /// One for each protocol of the ticket, in their order.
    pub reliefs: Vec<Relieved>,
}

/// What support did about one protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relieved {
    #[serde(with = "named")]
    pub protocol: Protocol,
    #[serde(with = "named")]
    pub relief: Relief,
    pub rule: String,
}

/// `GET /v1/tenants/{t}/tickets`, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tickets {
    pub tickets: Vec<Ticket>,
}
