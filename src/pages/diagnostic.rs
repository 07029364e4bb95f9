//! The basic authentication diagnostic: tests, choice, check, results.
//!
//! What the person does is in [`flows::diagnostic`]; this page shows it. The steps of a post are the
//! same without the tests.

mod ask;
mod check;
mod choose;
mod findings;
mod instead;
mod own_policy;
mod results;
mod send;
mod usage;

use flows::diagnostic::{Diagnostic, Way};
use leptos::either::EitherOf4;
use leptos::prelude::*;
use policy::Protocol;

use crate::pages::rule::AboutRules;
use crate::pages::task::{Task, focus_heading_of};
use crate::tenant::Tenant;
use crate::ui::Steps;
use crate::words::{Text, diagnostic};

pub(crate) use ask::AskGlobalAdmin;

/// Shared by the parts of the page.
pub(crate) type Progress = Task<Diagnostic>;

#[component]
pub(crate) fn DiagnosticPage(
    /// What a link chose beforehand.
    protocol: Option<Protocol>,
) -> impl IntoView {
    view! { <Asking way=Way::Diagnostic name=diagnostic::name() beforehand=protocol /> }
}

/// All steps of one way, from the first to the results.
#[component]
pub(crate) fn Asking(
    way: Way,
    /// What the steps belong to.
    name: Text,
    beforehand: Option<Protocol>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = Progress::resume(&way.name(), |kept| way.resumed(kept, beforehand));
    provide_context(progress);
    send::send_what_waits(progress, way.clone());
    // The tests read anew: what stood on the page may be a minute old.
    tenant.refresh();

    let step = Memo::new(move |_| progress.with(Step::at));
    focus_heading_of(step);
    let steps = Step::of(&way);
    let current = move || steps.iter().position(|it| *it == step.get());
    let names = steps.iter().map(|step| step.name().into()).collect();
    let way = Signal::stored(way);
    view! {
        <header class="page-header">
            <p class="muted">{name}</p>
            <Steps
                label=diagnostic::steps()
                steps=names
                current=Signal::derive(move || current().unwrap_or_default())
            />
            <h1 tabindex="-1">{move || step.get().heading().get()}</h1>
        </header>
        <div class="task">
            {progress.warning()}
            {move || match step.get() {
                Step::Findings => EitherOf4::A(view! { <findings::Findings beforehand /> }),
                Step::Choose => EitherOf4::B(view! { <choose::Choose way /> }),
                Step::Check => EitherOf4::C(view! { <check::Check /> }),
                Step::Results => EitherOf4::D(view! { <results::Results way /> }),
            }}
        </div>
        <AboutRules />
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Findings,
    Choose,
    Check,
    Results,
}

impl Step {
    /// In their order.
    fn of(way: &Way) -> &'static [Self] {
        match way {
            Way::Diagnostic => &[Self::Findings, Self::Choose, Self::Check, Self::Results],
            Way::Post(_) => &[Self::Choose, Self::Check, Self::Results],
        }
    }

    fn at(state: &Diagnostic) -> Self {
        match state {
            Diagnostic::Findings => Self::Findings,
            Diagnostic::Choose { .. } => Self::Choose,
            Diagnostic::Check { .. } => Self::Check,
            Diagnostic::Results(_) => Self::Results,
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Findings => diagnostic::step_tests(),
            Self::Choose => diagnostic::step_choose(),
            Self::Check => diagnostic::step_check(),
            Self::Results => diagnostic::step_result(),
        }
    }

    fn heading(self) -> Text {
        match self {
            Self::Findings => diagnostic::findings_heading(),
            Self::Choose => diagnostic::choose_heading(),
            Self::Check => diagnostic::check_heading(),
            Self::Results => diagnostic::results_heading(),
        }
    }
}
