//! Posts of Message center and notices of Service health.

use chrono::{DateTime, Utc};
use policy::Wish;
use serde::{Deserialize, Serialize};

use crate::named;

/// `GET /v1/tenants/{t}/messages`, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messages {
    pub messages: Vec<Message>,
}

/// `GET /v1/tenants/{t}/messages/{id}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// `MC` or `EX` and digits; unique within the tenant.
    pub id: String,
    pub channel: Channel,
    pub published_at: DateTime<Utc>,
    /// The rule that promised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What can be asked for by its steps, at `POST …/messages/{id}/opt-outs`, and nowhere else (R34).
    #[serde(
        default,
        with = "named::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub accepts: Option<Wish>,
    /// One for each language that it was written in.
    pub texts: Vec<Text>,
}

/// Where the tenant finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    MessageCenter,
    ServiceHealth,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// A language tag (BCP 47): `en`, `ja`.
    pub lang: String,
    pub title: String,
    /// Plain text: paragraphs parted by an empty line.
    pub body: String,
}
