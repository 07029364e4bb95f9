//! A message that stands where it matters.

use leptos::prelude::*;

use super::{Icon, Tone, count_error};

#[component]
pub fn Notice(
    #[prop(into)] tone: Signal<Tone>,
    #[prop(optional, into)] heading: Signal<Option<String>>,
    /// For a message that appears in answer to something: it is read out by itself, at once if it
    /// is bad. What stands on the page from the start is not.
    #[prop(optional)]
    announced: bool,
    children: Children,
) -> impl IntoView {
    let role = move || {
        announced.then(|| match tone.get() {
            Tone::Bad => "alert",
            _ => "status",
        })
    };

    view! {
        <div class="notice" data-tone=move || tone.get().name() role=role>
            <Icon glyph=Signal::derive(move || tone.get().glyph()) />
            <div class="notice__body">
                {move || heading.get().map(|heading| view! { <strong>{heading}</strong> })}
                {children()}
            </div>
            {move || (tone.get() == Tone::Bad).then(count_error)}
        </div>
    }
}
