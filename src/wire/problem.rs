//! Refusals and failures as problem details (RFC 9457), with a type of its own for each.

use policy::basic_auth_2022::{Reason, Refusal};
use serde::{Deserialize, Serialize};

use crate::named::Named;

/// A body of `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A URN; text, because a newer far side may know types that this client does not.
    #[serde(rename = "type")]
    pub urn: String,
    pub title: String,
    pub status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The rule behind a refusal by policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Where the caller signs in: a path of the far side. Only where nobody is signed in, and only
    /// from a far side that can say it. Two words wide, because a problem is also an error of many
    /// functions and has to stay small.
    #[serde(default, rename = "signIn", skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<Box<str>>,
}

/// The types that the contract knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemType {
    /// The policy refuses the request.
    Refused(Reason),
    IdempotencyKeyMissing,
    /// The key came with another request before.
    IdempotencyKeyReused,
    /// A change that does not say of what it is a change.
    IfMatchMissing,
    /// Somebody else has changed it in the meantime.
    Overtaken,
    MalformedRequest,
    UnknownAddress,
    /// No such tenant, or not one that the caller may see.
    UnknownTenant,
    /// No such post in this tenant, or not yet.
    UnknownMessage,
    ClockBackwards,
    /// The simulation ends before that.
    ClockTooFar,
    /// The tenant lives in real time.
    ClockNotSimulated,
    /// There was no room to keep the request, so it was not accepted.
    StorageFull,
    /// The tenant's records were written by a newer version.
    RecordsNewer,
    /// A request with this key has not been answered yet.
    IdempotencyKeyRunning,
    /// Nobody is signed in.
    Unauthenticated,
    /// Somebody else's page sent it.
    Forbidden,
    MethodNotAllowed,
    BodyTooLarge,
    /// Too many requests in too short a time.
    RateLimited,
    /// Too busy, or cut off from its records, for the time being.
    Unavailable,
    Unexpected,
}

impl Problem {
    pub fn new(problem_type: ProblemType) -> Self {
        Self {
            urn: problem_type.urn(),
            title: problem_type.title().to_owned(),
            status: problem_type.status(),
            detail: None,
            rule: None,
            sign_in: None,
        }
    }

    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub fn problem_type(&self) -> Option<ProblemType> {
        ProblemType::from_urn(&self.urn)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self {
            rule: Some(refusal.rule.0.to_owned()),
            ..Self::new(ProblemType::Refused(refusal.reason))
        }
    }
}

impl ProblemType {
    pub const ALL: [Self; 27] = [
        Self::Refused(Reason::Endpoint),
        Self::Refused(Reason::Phase),
        Self::Refused(Reason::Cloud),
        Self::Refused(Reason::Role),
        Self::Refused(Reason::NotBlocked),
        Self::Refused(Reason::AlreadyUsed),
        Self::IdempotencyKeyMissing,
        Self::IdempotencyKeyReused,
        Self::IfMatchMissing,
        Self::Overtaken,
        Self::MalformedRequest,
        Self::UnknownAddress,
        Self::UnknownTenant,
        Self::UnknownMessage,
        Self::ClockBackwards,
        Self::ClockTooFar,
        Self::ClockNotSimulated,
        Self::StorageFull,
        Self::RecordsNewer,
        Self::IdempotencyKeyRunning,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::MethodNotAllowed,
        Self::BodyTooLarge,
        Self::RateLimited,
        Self::Unavailable,
        Self::Unexpected,
    ];

    pub fn urn(self) -> String {
        format!("{URN}{}", self.slug())
    }

    pub fn from_urn(urn: &str) -> Option<Self> {
        let slug = urn.strip_prefix(URN)?;
        Self::ALL.into_iter().find(|known| known.slug() == slug)
    }

    pub const fn slug(self) -> &'static str {
        self.row().0
    }

    pub const fn status(self) -> u16 {
        self.row().1
    }

    /// For logs and for whoever reads the answer raw; the client has words of its own.
    pub const fn title(self) -> &'static str {
        self.row().2
    }

    const fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::Refused(Reason::Endpoint) => (
                "endpoint",
                422,
                "The programme does not switch this endpoint",
            ),
            Self::Refused(Reason::Phase) => ("phase", 409, "This cannot be requested at this time"),
            Self::Refused(Reason::Cloud) => {
                ("cloud", 403, "This cannot be requested in this cloud")
            }
            Self::Refused(Reason::Role) => {
                ("role", 403, "Only a Global Administrator can request this")
            }
            Self::Refused(Reason::NotBlocked) => {
                ("not-blocked", 409, "The protocol is not blocked")
            }
            Self::Refused(Reason::AlreadyUsed) => (
                "already-used",
                409,
                "The one re-enable of this protocol is used",
            ),
            Self::IdempotencyKeyMissing => (
                "idempotency-key-missing",
                400,
                "The request has no idempotency key",
            ),
            Self::IdempotencyKeyReused => (
                "idempotency-key-reused",
                422,
                "The idempotency key belongs to another request",
            ),
            Self::IfMatchMissing => (
                "if-match-missing",
                428,
                "The request does not say what it changes",
            ),
            Self::Overtaken => ("overtaken", 412, "It was changed in the meantime"),
            Self::MalformedRequest => ("malformed-request", 400, "The request cannot be read"),
            Self::UnknownAddress => ("unknown-address", 404, "There is no such address"),
            Self::UnknownTenant => ("unknown-tenant", 404, "There is no such tenant"),
            Self::UnknownMessage => ("unknown-message", 404, "There is no such message"),
            Self::ClockBackwards => ("clock-backwards", 422, "The clock only moves forward"),
            Self::ClockTooFar => ("clock-too-far", 422, "The simulation ends before that time"),
            Self::ClockNotSimulated => (
                "clock-not-simulated",
                403,
                "The clock of this tenant cannot be moved",
            ),
            Self::StorageFull => ("storage-full", 507, "There is no room to keep the request"),
            Self::RecordsNewer => (
                "records-newer",
                503,
                "The records were written by a newer version",
            ),
            Self::IdempotencyKeyRunning => (
                "idempotency-key-running",
                409,
                "The first request with this key is still running",
            ),
            Self::Unauthenticated => ("unauthenticated", 401, "Nobody is signed in"),
            Self::Forbidden => ("forbidden", 403, "The request comes from another site"),
            Self::MethodNotAllowed => (
                "method-not-allowed",
                405,
                "The address does not take this method",
            ),
            Self::BodyTooLarge => ("body-too-large", 413, "The request is too long"),
            Self::RateLimited => ("rate-limited", 429, "These are too many requests at once"),
            Self::Unavailable => (
                "unavailable",
                503,
                "The far side cannot answer for the time being",
            ),
            Self::Unexpected => ("unexpected", 500, "Something failed on the far side"),
        }
    }
}

impl Named for Reason {
    fn name(self) -> &'static str {
        ProblemType::Refused(self).slug()
    }

    fn from_name(name: &str) -> Option<Self> {
        ProblemType::ALL.into_iter().find_map(|known| match known {
            ProblemType::Refused(reason) if known.slug() == name => Some(reason),
            _ => None,
        })
    }
}

const URN: &str = "urn:admin-center:problem:";
