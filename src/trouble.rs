//! Failures in the reader's words: what happened and what to do.

use crate::api::ApiError;
use crate::words::{Text, trouble, vocabulary};

pub(crate) fn sentence(error: &ApiError) -> Text {
    match error {
        ApiError::Refused { reason, .. } => vocabulary::reason(*reason),
        ApiError::Unanswered => trouble::unanswered(),
        ApiError::StorageFull => trouble::storage_full(),
        ApiError::Outdated => trouble::outdated(),
        ApiError::UnknownTenant => trouble::unknown_tenant(),
        ApiError::UnknownMessage => trouble::unknown_message(),
        ApiError::ClockRefused => trouble::clock_refused(),
        ApiError::Rejected => trouble::rejected(),
    }
}
