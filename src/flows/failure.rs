//! Why a flow has no answer to something that it sent.

use serde::{Deserialize, Serialize};

/// Why there is no answer to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// No answer to go by; the far side may or may not have acted. The same key finds out.
    NoAnswer,
    /// This attempt was not sent. An earlier one may have been: the same key finds out.
    NotSent,
    /// There was no room to keep the request, so it was not accepted.
    StorageFull,
    /// The far side cannot read what this page sends; sending it again changes nothing.
    Rejected,
}

impl Failure {
    pub const fn is_retryable(self) -> bool {
        !matches!(self, Self::Rejected)
    }
}
