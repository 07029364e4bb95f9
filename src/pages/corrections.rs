//! What was said differently before or later, below the rules that a page explains.

use leptos::prelude::*;
use policy::basic_auth_2022::CORRECTIONS;

use super::rule::rule;
use crate::words::{Known, corrections, explain};

/// Of these rules, by their numbers in the notice; nothing where none was corrected.
pub(crate) fn corrections_of(rules: &[u8]) -> Option<AnyView> {
    section(|number| rules.iter().any(|rule| number == format!("R{rule}")))
}

/// Of all rules and readings.
pub(crate) fn all_corrections() -> Option<AnyView> {
    section(|_| true)
}

fn section(is_wanted: impl Fn(&str) -> bool) -> Option<AnyView> {
    let wanted = CORRECTIONS.iter().filter(|it| is_wanted(it.rule.0));
    let sentences = wanted.filter_map(|correction| {
        let sentence = explain(correction.explanation, &Known::default())?;
        Some(view! { <li>{sentence} " " {rule(correction.rule.0)}</li> })
    });
    let sentences: Vec<_> = sentences.collect();
    (!sentences.is_empty()).then(|| {
        view! {
            <section class="card stack" data-gap="small" aria-label=corrections::heading()>
                <h2>{corrections::heading()}</h2>
                <ul>{sentences}</ul>
            </section>
        }
        .into_any()
    })
}
