//! What to know before taking the next step that the table offers.

use flows::layers::{Layers, Policy};
use flows::usage::Evidence;
use leptos::prelude::*;
use policy::{Standing, Stopped};

use crate::pages::rule::rule;
use crate::pages::usage::{Line, lines};
use crate::ui::{Advice, Tone};
use crate::words::{Text, layers, usage};

/// How many people use the protocol, month by month.
pub(super) fn figures(evidence: Option<Evidence>) -> impl IntoView {
    let lines = evidence.iter().flat_map(lines).map(|Line { text, rule: number }| {
        view! {
            " "
            <small class="standings__figure">{text} {number.map(|number| view! { " " {rule(number)} })}</small>
        }
    });
    lines.collect_view()
}

/// The advice stands before the offer, and never instead of it (R10).
pub(super) fn before_the_offer(
    evidence: Option<Evidence>,
    layers: Option<&Layers>,
    standing: Standing,
) -> impl IntoView + use<> {
    let leave_it = evidence.is_some_and(|evidence| evidence.says_leave_it(standing));
    let policy = layers.and_then(|layers| policy_note(layers, standing));
    view! {
        {leave_it.then(|| view! {
            <Advice tone=Tone::Info>
                <strong>{usage::leave_it()}</strong>
                " "
                {rule("R10")}
            </Advice>
            " "
        })}
        {policy.map(|note| view! {
            <Advice tone=Tone::Warn>{layers::allow_it(note)}</Advice>
            " "
        })}
    }
}

/// What the organisation's own policy does to an endpoint that can still be used.
fn policy_note(layers: &Layers, standing: Standing) -> Option<Text> {
    let Policy::Blocks(name) = &layers.policy else {
        return None;
    };
    match layers.stopped {
        _ if standing == Standing::Retired => None,
        Stopped::ByBoth => Some(layers::policy_blocks_too(name.clone())),
        _ => Some(layers::policy_blocks(name.clone())),
    }
}
