//! Posts of Message center, in the shape of Microsoft Graph's `serviceUpdateMessage`.
//!
//! What Graph does not have is marked so and may be missing: then the far side passes on what it
//! got from Graph.

use chrono::{DateTime, Utc};
use policy::Wish;
use serde::{Deserialize, Serialize};

use crate::named;
use crate::open::open_enum;

/// `GET /v1/tenants/{t}/messages/{id}`, and in the list without what only a reader of the post
/// needs: texts and earlier versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// `MC` and digits; unique within the tenant.
    pub id: String,
    pub title: String,
    /// Since when it has been there.
    pub start_date_time: DateTime<Utc>,
    /// When it expires; it stays readable.
    #[serde(default)]
    pub end_date_time: Option<DateTime<Utc>>,
    pub last_modified_date_time: DateTime<Utc>,
    /// By when somebody has to do something.
    #[serde(default)]
    pub action_required_by_date_time: Option<DateTime<Utc>>,
    pub category: Category,
    pub severity: Severity,
    #[serde(default)]
    pub is_major_change: Option<bool>,
    #[serde(default)]
    pub services: Vec<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// What the caller has done with it; nothing where the far side does not know its callers.
    #[serde(default)]
    pub view_point: Option<ViewPoint>,
    /// Not Graph's: the language of title and body, as a tag (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Not Graph's: the same in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Text>,
    /// Not Graph's: what it said before, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Revision>,
    /// Not Graph's: the rule that promised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Not Graph's: what can be asked for by its steps, at `POST …/messages/{id}/opt-outs`, and
    /// nowhere else (R34).
    #[serde(
        default,
        with = "named::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub accepts: Option<Wish>,
}

impl Message {
    /// The members of the list, for `$select`.
    pub const HEADER: &'static str = "id,title,startDateTime,endDateTime,lastModifiedDateTime,\
        actionRequiredByDateTime,category,severity,isMajorChange,services,tags,viewPoint";
}

open_enum! {
    /// What a post asks of its reader.
    Category {
        PreventOrFixIssue = "preventOrFixIssue",
        PlanForChange = "planForChange",
        StayInformed = "stayInformed",
    }
}

open_enum! {
    Severity {
        Normal = "normal",
        High = "high",
        Critical = "critical",
    }
}

/// Graph's `itemBody`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Body {
    pub content_type: BodyType,
    /// Foreign: whoever shows it must not trust it.
    pub content: String,
}

open_enum! {
    BodyType {
        Text = "text",
        Html = "html",
    }
}

/// A title and a body in one language. In the list there is no body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// A language tag (BCP 47): `en`, `ja`.
    pub lang: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
}

/// What a post said until it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revision {
    /// When it began to say so.
    pub last_modified_date_time: DateTime<Utc>,
    /// The original first.
    pub texts: Vec<Text>,
}

/// Graph's `serviceUpdateMessageViewpoint`: what a caller has done with a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ViewPoint {
    #[serde(default)]
    pub is_read: bool,
    #[serde(default)]
    pub is_favorited: bool,
    #[serde(default)]
    pub is_archived: bool,
}

impl ViewPoint {
    /// What it is after somebody has done this.
    #[must_use]
    pub fn after(self, marking: Marking) -> Self {
        match marking {
            Marking::Read => Self {
                is_read: true,
                ..self
            },
            Marking::Unread => Self {
                is_read: false,
                ..self
            },
            Marking::Favorite => Self {
                is_favorited: true,
                ..self
            },
            Marking::Unfavorite => Self {
                is_favorited: false,
                ..self
            },
            Marking::Archive => Self {
                is_archived: true,
                ..self
            },
            Marking::Unarchive => Self {
                is_archived: false,
                ..self
            },
        }
    }
}

/// What a caller does with posts, for themselves alone. Doing it again changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marking {
    Read,
    Unread,
    Favorite,
    Unfavorite,
    Archive,
    Unarchive,
}

impl Marking {
    pub const ALL: [Self; 6] = [
        Self::Read,
        Self::Unread,
        Self::Favorite,
        Self::Unfavorite,
        Self::Archive,
        Self::Unarchive,
    ];

    /// What undoes it.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Read => Self::Unread,
            Self::Unread => Self::Read,
            Self::Favorite => Self::Unfavorite,
            Self::Unfavorite => Self::Favorite,
            Self::Archive => Self::Unarchive,
            Self::Unarchive => Self::Archive,
        }
    }
}

/// By the names of Graph's actions.
impl named::Named for Marking {
    fn name(self) -> &'static str {
        match self {
            Self::Read => "markRead",
            Self::Unread => "markUnread",
            Self::Favorite => "favorite",
            Self::Unfavorite => "unfavorite",
            Self::Archive => "archive",
            Self::Unarchive => "unarchive",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// `POST /v1/tenants/{t}/messages/{markRead, …}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Marked {
    pub message_ids: Vec<String>,
}

/// What Graph's actions answer: whether all of it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub value: bool,
}
