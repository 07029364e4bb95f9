//! The basic authentication diagnostic: tests, choice, check, results.
//!
//! What the person does is in [`flows::diagnostic`]; this page shows it, keeps it across reloads,
//! and sends what waits to be sent.

mod check;
mod choose;
mod findings;
mod results;

use std::collections::BTreeSet;

use flows::diagnostic::{Diagnostic, Event, Outcome, Run};
use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos::task::spawn_local;
use policy::Protocol;

use crate::api::{Api, ApiError};
use crate::pages::task::{Task, focus_heading_of};
use crate::tenant::Tenant;
use crate::trouble;
use crate::ui::Steps;
use crate::words::{Text, diagnostic};

/// Shared by the parts of the page.
pub(crate) type Progress = Task<Diagnostic>;

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
    let progress = Progress::resume(|kept| Diagnostic::resumed(kept, protocol));
    provide_context(progress);
    send_what_waits(progress);
    // The tests read anew: what stood on the page may be a minute old.
    tenant.refresh();

    let step = Memo::new(move |_| progress.with(step_of));
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
            {progress.warning()}
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
        Err(error) => Outcome::Failed(trouble::failure(&error)),
    }
}
