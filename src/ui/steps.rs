//! The steps of a task, and which of them this is.

use leptos::prelude::*;

#[component]
pub fn Steps(
    #[prop(into)] label: Signal<String>,
    steps: Vec<Signal<String>>,
    /// The index of the present step.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    let step = move |(at, name): (usize, Signal<String>)| {
        let state = move || match at.cmp(&current.get()) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "ahead",
        };
        view! {
            <li
                class="steps__step"
                data-state=state
                aria-current=move || (state() == "current").then_some("step")
            >
                {name}
            </li>
        }
    };

    view! {
        <ol class="steps" role="list" aria-label=label>
            {steps.into_iter().enumerate().map(step).collect_view()}
        </ol>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let steps = move |current| {
        let steps = lent.names.to_vec();
        view! { <Steps label=lent.names[0] steps current=Signal::stored(current) /> }
    };
    vec![
        Specimen::of("current=0", steps(0)),
        Specimen::of("current=1", steps(1)),
        Specimen::of("current=2", steps(2)),
    ]
}
