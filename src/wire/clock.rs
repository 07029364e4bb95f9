//! The clock of one tenant, which belongs to the far side and only ever moves forward.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::history::EventKind;
use crate::named;

/// `GET /v1/tenants/{t}/clock`, and the answer to a [`Move`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub now: DateTime<Utc>,
    pub next_event: Option<NextEvent>,
}

/// The next thing that time alone brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextEvent {
    pub at: DateTime<Utc>,
    #[serde(with = "named")]
    pub kind: EventKind,
}

/// The body of `POST …/clock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    ForwardSeconds(u32),
    To(DateTime<Utc>),
    ToNextEvent(Yes),
}

/// The member says all there is to say: its value is `true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "bool", into = "bool")]
pub struct Yes;

impl From<Yes> for bool {
    fn from(Yes: Yes) -> Self {
        true
    }
}

impl TryFrom<bool> for Yes {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        value.then_some(Yes).ok_or("only true can be asked for")
    }
}
