//! Failures in the reader's words, and as the flows take them: what happened and what to do.

mod report;

use chrono::{Offset, Utc};
use flows::Failure;
use leptos::prelude::*;
use wire::problem::ProblemType;

use crate::api::{ApiError, Cause, Incident};
use crate::backend::NotSent;
use crate::backend::in_browser::Keeping;
use crate::browser::{build, clock};
use crate::pages::copy::CopyButton;
use crate::words::{Text, Time, reach, trouble, vocabulary};

use report::Surroundings;

/// What happened and what to do, and for whoever looks into it the far side's name of the request
/// and a report.
#[component]
pub(crate) fn Trouble(error: ApiError) -> impl IntoView {
    let said = match &error.cause {
        Cause::Unknown { title } => title.clone().map(trouble::said),
        _ => None,
    };
    let sentence = sentence(&error);
    let incident = error.incident;
    let not_before = incident.not_before.map(|at| {
        let zone = Utc.fix();
        trouble::not_before(Time { at, zone })
    });
    let request_id = incident.request_id.clone().map(trouble::request_id);
    let lines = [Some(sentence), said, not_before, request_id];
    let lines = lines.into_iter().flatten();
    let report = Signal::derive(move || written(&incident));
    view! {
        {lines.map(|line| view! { <p>{line}</p> }).collect_view()}
        <CopyButton label=trouble::copy_report() text=report />
    }
}

fn written(incident: &Incident) -> String {
    let surroundings = Surroundings {
        build: build::current(),
        now: clock::of_this_computer(),
        open_for: clock::elapsed(),
    };
    report::write(incident, &surroundings)
}

pub(crate) fn sentence(error: &ApiError) -> Text {
    match error.cause {
        Cause::Refused { reason, .. } => vocabulary::reason(reason),
        Cause::Declined(problem) => declined(problem),
        Cause::Unknown { .. } => trouble::unknown(),
        Cause::Unanswered => trouble::unanswered(),
        Cause::SignedOut { .. } => trouble::signed_out(),
        Cause::NotSent(why) => not_sent(why),
    }
}

/// A sentence for every type of the contract.
pub(crate) fn declined(problem: ProblemType) -> Text {
    match problem {
        ProblemType::Refused(reason) => vocabulary::reason(reason),
        ProblemType::IdempotencyKeyRunning => trouble::running(),
        ProblemType::Overtaken => trouble::overtaken(),
        ProblemType::UnknownTenant => trouble::unknown_tenant(),
        ProblemType::UnknownMessage => trouble::unknown_message(),
        ProblemType::ClockBackwards | ProblemType::ClockTooFar => trouble::clock_refused(),
        ProblemType::ClockNotSimulated => trouble::clock_real(),
        ProblemType::StorageFull => no_room(trouble::storage_full()),
        ProblemType::RecordsNewer => trouble::outdated(),
        ProblemType::Unauthenticated => trouble::signed_out(),
        ProblemType::Forbidden => trouble::forbidden(),
        ProblemType::BodyTooLarge => trouble::too_large(),
        ProblemType::RateLimited => trouble::rate_limited(),
        ProblemType::Unavailable => trouble::unavailable(),
        ProblemType::Unexpected => trouble::unexpected(),
        // The fault is this program's.
        ProblemType::IdempotencyKeyMissing
        | ProblemType::IdempotencyKeyReused
        | ProblemType::IfMatchMissing
        | ProblemType::MalformedRequest
        | ProblemType::UnknownAddress
        | ProblemType::MethodNotAllowed => trouble::rejected(),
    }
}

/// That something could not be kept. It is the reader's to make room in this browser, and somebody
/// else's where a server keeps the records.
pub(crate) fn no_room(in_this_browser: Text) -> Text {
    match use_context::<Keeping>() {
        Some(_) => in_this_browser,
        None => trouble::service_full(),
    }
}

pub(crate) fn not_sent(why: NotSent) -> Text {
    match why {
        NotSent::Offline => trouble::offline(),
        NotSent::Resting => trouble::resting(),
        NotSent::OtherContract => trouble::other_contract(),
        NotSent::OtherPolicy => trouble::other_policy(),
    }
}

/// What a button that would send says beforehand.
pub(crate) fn bar(why: NotSent) -> Text {
    match why {
        NotSent::Offline => reach::bar_offline(),
        NotSent::Resting => reach::bar_resting(),
        NotSent::OtherContract | NotSent::OtherPolicy => reach::bar_versions(),
    }
}

/// What a flow makes of it: what it may send again under the same key.
pub(crate) fn failure(error: &ApiError) -> Failure {
    match error.cause {
        // The page says so at its top, and what can be done.
        Cause::NotSent(_) | Cause::SignedOut { .. } => Failure::NotSent,
        Cause::Unanswered => Failure::NoAnswer,
        Cause::Declined(problem) => match problem {
            ProblemType::StorageFull => Failure::StorageFull,
            // A newer version of the page finds out under the same key what became of it.
            ProblemType::RecordsNewer
            | ProblemType::IdempotencyKeyRunning
            | ProblemType::RateLimited
            | ProblemType::Unavailable
            | ProblemType::Unexpected => Failure::NoAnswer,
            ProblemType::Refused(_)
            | ProblemType::IdempotencyKeyMissing
            | ProblemType::IdempotencyKeyReused
            | ProblemType::IfMatchMissing
            | ProblemType::Overtaken
            | ProblemType::MalformedRequest
            | ProblemType::UnknownAddress
            | ProblemType::UnknownTenant
            | ProblemType::UnknownMessage
            | ProblemType::ClockBackwards
            | ProblemType::ClockTooFar
            | ProblemType::ClockNotSimulated
            | ProblemType::Unauthenticated
            | ProblemType::Forbidden
            | ProblemType::MethodNotAllowed
            | ProblemType::BodyTooLarge => Failure::Rejected,
        },
        Cause::Refused { .. } | Cause::Unknown { .. } => Failure::Rejected,
    }
}
