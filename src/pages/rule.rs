//! Rules beside what they explain, and what a page says below that shows any.

use leptos::prelude::*;
use policy::RuleNumber;

use crate::words::source;

/// Where the newest word on the retirement is, which the notice itself names (R2).
const NEWER_INFORMATION: &str = "https://aka.ms/EXOBasicAuthLatest";

/// The number of a rule.
pub(crate) fn rule(number: &'static str) -> impl IntoView {
    view! { <span class="rule">{number}</span> " " }
}

/// The deciding rule and those cited beside it.
pub(crate) fn rules(deciding: RuleNumber, also: &'static [RuleNumber]) -> impl IntoView + use<> {
    let also = also.iter().filter(|number| **number != deciding);
    let numbers = std::iter::once(&deciding).chain(also);
    numbers.map(|number| rule(number.0)).collect_view()
}

/// What the rules are, and where newer information is.
#[component]
pub(crate) fn AboutRules() -> impl IntoView {
    view! {
        <footer class="page-footer">
            <p>{source::interpretation()}</p>
            <p>
                <a href=NEWER_INFORMATION rel="noopener noreferrer">{source::newer_information()}</a>
            </p>
        </footer>
    }
}
