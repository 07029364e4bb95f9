//! The basic authentication diagnostic: tests, choice, check, results.
//!
//! What the person does is in [`flows::diagnostic`]; this page shows it, keeps it across reloads,
//! and sends what waits to be sent.

mod check;
mod choose;
mod draft;
mod findings;
mod results;

use std::collections::BTreeSet;

use flows::diagnostic::{Diagnostic, Event, Failure, Outcome, Run};
use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos::task::spawn_local;
use policy::Protocol;

use crate::api::{Api, ApiError};
use crate::browser::page;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::{Notice, Steps, Tone};
use crate::words::{Text, diagnostic};

use draft::Draft;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(crate) struct Progress {
    state: RwSignal<Diagnostic>,
    draft: StoredValue<Draft>,
    /// Whether a reload would find the state again.
    is_kept: RwSignal<bool>,
}

impl Progress {
    /// Where the person is, tracked.
    pub(crate) fn state(self) -> Diagnostic {
        self.state.get()
    }

    /// Goes on to the next state and keeps it, before anything is sent.
    pub(crate) fn happen(self, event: Event) {
        // An answer may come when the page is gone; the draft then asks again with the same key.
        let Some(state) = self.state.try_get_untracked() else {
            return;
        };
        let state = state.next(event);
        let kept = self.draft.with_value(|draft| draft.keep(&state));
        self.is_kept.set(kept.is_ok());
        self.state.set(state);
    }
}

/// The steps of the task in their order; a step's number is its index.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Findings,
    Choose,
    Check,
    Results,
}

#[component]
pub(crate) fn DiagnosticPage(
    /// What a link chose beforehand.
    protocol: Option<Protocol>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let draft = Draft::of(&tenant.id());
    let progress = Progress {
        state: RwSignal::new(draft.resume(protocol)),
        draft: StoredValue::new(draft),
        is_kept: RwSignal::new(true),
    };
    provide_context(progress);
    forget_when_left(progress);
    send_what_waits(progress);
    expect_context::<Router>().guard(Signal::derive(move || {
        progress.state.with(Diagnostic::is_draft)
    }));
    // The tests read anew: what stood on the page may be a minute old.
    tenant.refresh();

    let step = Memo::new(move |_| progress.state.with(step_of));
    focus_heading_of(step);
    let names = [
        diagnostic::step_tests(),
        diagnostic::step_choose(),
        diagnostic::step_check(),
        diagnostic::step_result(),
    ];
    let steps = names.map(Into::into).to_vec();
    view! {
        <header class="page-header">
            <p class="muted">{diagnostic::name()}</p>
            <Steps label=diagnostic::steps() steps current=Signal::derive(move || step.get() as usize) />
            <h1 tabindex="-1">{move || heading(step.get()).get()}</h1>
        </header>
        <div class="task">
            <Show when=move || !progress.is_kept.get()>
                <Notice tone=Tone::Warn heading=diagnostic::not_kept() announced=true>
                    <p>{diagnostic::not_kept_advice()}</p>
                </Notice>
            </Show>
            {move || match step.get() {
                Step::Findings => EitherOf4::A(view! { <findings::Findings beforehand=protocol /> }),
                Step::Choose => EitherOf4::B(view! { <choose::Choose /> }),
                Step::Check => EitherOf4::C(view! { <check::Check /> }),
                Step::Results => EitherOf4::D(view! { <results::Results /> }),
            }}
        </div>
    }
}

fn step_of(state: &Diagnostic) -> Step {
    match state {
        Diagnostic::Findings => Step::Findings,
        Diagnostic::Choose { .. } => Step::Choose,
        Diagnostic::Check { .. } => Step::Check,
        Diagnostic::Results(_) => Step::Results,
    }
}

fn heading(step: Step) -> Text {
    match step {
        Step::Findings => diagnostic::findings_heading(),
        Step::Choose => diagnostic::choose_heading(),
        Step::Check => diagnostic::check_heading(),
        Step::Results => diagnostic::results_heading(),
    }
}

/// Who leaves gives up a choice, but never a request whose answer is open: the same key has to find
/// out what became of it.
fn forget_when_left(progress: Progress) {
    on_cleanup(move || {
        let has_open =
            |state: &Diagnostic| matches!(state, Diagnostic::Results(run) if run.has_open());
        let _ = progress.state.try_with_untracked(|state| {
            if !has_open(state) {
                let _ = progress.draft.try_with_value(|draft| draft.forget(state));
            }
        });
    });
}

/// A new step is a new page to whoever listens; the first is announced with the page itself.
fn focus_heading_of(step: Memo<Step>) {
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                page::scroll_to(0.0);
                page::focus_heading();
            });
        }
        now
    });
}

/// Sends each request that waits, once: the first time, after a retry, and after a reload.
fn send_what_waits(progress: Progress) {
    let api = expect_context::<Api>();
    let tenant = expect_context::<Tenant>();
    let under_way = StoredValue::new(BTreeSet::<Protocol>::new());
    Effect::new(move |_| {
        let Diagnostic::Results(run) = progress.state() else {
            return;
        };
        for protocol in run.waiting() {
            if under_way.try_update_value(|sent| sent.insert(protocol)) != Some(true) {
                continue;
            }
            let (api, run) = (api.clone(), run.clone());
            spawn_local(async move {
                let outcome = request(&api, &tenant.id(), &run, protocol).await;
                let _ = under_way.try_update_value(|sent| sent.remove(&protocol));
                progress.happen(Event::Answered(protocol, outcome));
                tenant.refresh();
            });
        }
    });
}

async fn request(api: &Api, tenant: &str, run: &Run, protocol: Protocol) -> Outcome {
    match api
        .submit(tenant, run.wish, protocol, &run.key(protocol))
        .await
    {
        Ok(receipt) => Outcome::Accepted {
            receipt: receipt.number,
        },
        Err(ApiError::Refused { reason, rule }) => Outcome::Refused {
            reason,
            rule: rule.unwrap_or_default(),
        },
        Err(ApiError::StorageFull) => Outcome::Failed(Failure::StorageFull),
        // A newer version of the page finds out under the same key what became of it.
        Err(ApiError::Unanswered | ApiError::Outdated) => Outcome::Failed(Failure::NoAnswer),
        Err(
            ApiError::UnknownTenant
            | ApiError::UnknownMessage
            | ApiError::ClockRefused
            | ApiError::Rejected,
        ) => Outcome::Failed(Failure::Rejected),
    }
}
