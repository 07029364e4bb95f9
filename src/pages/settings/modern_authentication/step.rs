//! The heading of a step that takes the place of another: whoever comes to it is led to it.

use leptos::html::H3;
use leptos::prelude::*;

#[component]
pub(super) fn StepHeading(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let node = NodeRef::<H3>::new();
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            // Only an element that has left the page refuses.
            let _ = heading.focus();
        }
    });
    view! {
        <h3 tabindex="-1" node_ref=node>
            {text}
        </h3>
    }
}
