//! Service health, in the shapes of Microsoft Graph's `serviceHealth` and `serviceHealthIssue`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::message::Body;
use crate::open::open_enum;

/// One of `GET /v1/tenants/{t}/healthOverviews`: a service and how it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceHealth {
    pub id: String,
    pub service: String,
    pub status: Status,
}

/// `GET /v1/tenants/{t}/issues/{id}`, and in the list without what was posted about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Issue {
    /// Two letters for the service, and digits: `EX900001`.
    pub id: String,
    pub title: String,
    pub service: String,
    #[serde(default)]
    pub feature: Option<String>,
    #[serde(default)]
    pub feature_group: Option<String>,
    pub classification: Classification,
    pub status: Status,
    pub is_resolved: bool,
    #[serde(default)]
    pub impact_description: String,
    pub start_date_time: DateTime<Utc>,
    #[serde(default)]
    pub end_date_time: Option<DateTime<Utc>>,
    pub last_modified_date_time: DateTime<Utc>,
    /// Oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<IssuePost>,
    /// Not Graph's: the language of all these texts, as a tag (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Not Graph's: the same in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<IssueText>,
    /// Not Graph's: the rule that promised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Issue {
    /// The members of the list, for `$select`.
    pub const HEADER: &'static str = "id,title,service,feature,classification,status,isResolved,\
        impactDescription,startDateTime,endDateTime,lastModifiedDateTime";
}

/// What an issue says in one language. In the list there are no posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IssueText {
    /// A language tag (BCP 47): `en`, `ja`.
    pub lang: String,
    pub title: String,
    #[serde(default)]
    pub impact_description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<IssuePost>,
}

/// What was said about an issue at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IssuePost {
    pub created_date_time: DateTime<Utc>,
    pub description: Body,
}

open_enum! {
    /// An advisory leaves the service usable, an incident does not.
    Classification {
        Advisory = "advisory",
        Incident = "incident",
    }
}

open_enum! {
    /// How a service or an issue is.
    Status {
        ServiceOperational = "serviceOperational",
        Investigating = "investigating",
        RestoringService = "restoringService",
        VerifyingService = "verifyingService",
        ServiceRestored = "serviceRestored",
        PostIncidentReviewPublished = "postIncidentReviewPublished",
        ServiceDegradation = "serviceDegradation",
        ServiceInterruption = "serviceInterruption",
        ExtendedRecovery = "extendedRecovery",
        FalsePositive = "falsePositive",
        InvestigationSuspended = "investigationSuspended",
        Resolved = "resolved",
    }
}
