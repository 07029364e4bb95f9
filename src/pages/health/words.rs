//! What the states of services and notices are called. What this app does not know is shown as it
//! came.

use wire::health::{Classification, Status};

use crate::ui::Tone;
use crate::words::health;

pub(super) fn status(status: &Status) -> String {
    match status {
        Status::ServiceOperational => health::status_operational(),
        Status::Investigating => health::status_investigating(),
        Status::RestoringService => health::status_restoring(),
        Status::VerifyingService => health::status_verifying(),
        Status::ServiceRestored => health::status_restored(),
        Status::PostIncidentReviewPublished => health::status_reviewed(),
        Status::ServiceDegradation => health::status_degradation(),
        Status::ServiceInterruption => health::status_interruption(),
        Status::ExtendedRecovery => health::status_recovery(),
        Status::FalsePositive => health::status_false_positive(),
        Status::InvestigationSuspended => health::status_suspended(),
        Status::Resolved => health::status_resolved(),
        Status::Other(name) => return name.clone(),
    }
    .get()
}

pub(super) fn tone(status: &Status) -> Tone {
    match status {
        Status::ServiceOperational | Status::ServiceRestored | Status::Resolved => Tone::Ok,
        Status::PostIncidentReviewPublished | Status::FalsePositive => Tone::Idle,
        Status::ServiceInterruption => Tone::Bad,
        _ => Tone::Warn,
    }
}

pub(super) fn classification(classification: &Classification) -> String {
    match classification {
        Classification::Advisory => health::advisory().get(),
        Classification::Incident => health::incident().get(),
        Classification::Other(name) => name.clone(),
    }
}
