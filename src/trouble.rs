//! Failures in the reader's words, and as the flows take them: what happened and what to do.

use flows::Failure;

use crate::api::ApiError;
use crate::backend::NotSent;
use crate::words::{Text, trouble, vocabulary};

pub(crate) fn sentence(error: &ApiError) -> Text {
    match error {
        ApiError::Refused { reason, .. } => vocabulary::reason(*reason),
        ApiError::Unanswered => trouble::unanswered(),
        ApiError::NotSent(why) => not_sent(*why),
        ApiError::StorageFull => trouble::storage_full(),
        ApiError::Outdated => trouble::outdated(),
        ApiError::UnknownTenant => trouble::unknown_tenant(),
        ApiError::UnknownMessage => trouble::unknown_message(),
        ApiError::ClockRefused => trouble::clock_refused(),
        ApiError::Overtaken => trouble::overtaken(),
        ApiError::KeyTaken | ApiError::Rejected => trouble::rejected(),
    }
}

pub(crate) fn not_sent(why: NotSent) -> Text {
    match why {
        NotSent::Offline => trouble::offline(),
        NotSent::Resting => trouble::resting(),
    }
}

/// What a flow makes of it: what it may send again under the same key.
pub(crate) fn failure(error: &ApiError) -> Failure {
    match error {
        ApiError::NotSent(_) => Failure::NotSent,
        ApiError::StorageFull => Failure::StorageFull,
        // A newer version of the page finds out under the same key what became of it.
        ApiError::Unanswered | ApiError::Outdated => Failure::NoAnswer,
        ApiError::Refused { .. }
        | ApiError::UnknownTenant
        | ApiError::UnknownMessage
        | ApiError::ClockRefused
        | ApiError::KeyTaken
        | ApiError::Overtaken
        | ApiError::Rejected => Failure::Rejected,
    }
}
