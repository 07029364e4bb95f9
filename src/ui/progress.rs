//! How far something is that takes a known time.

use leptos::prelude::*;

use super::unique_id::unique_id;

#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    /// From 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
    /// The same in words: "37 min left".
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let id = unique_id("progress");

    view! {
        <div class="progress">
            <label class="progress__label" for=id.clone()>
                {label}
            </label>
            <span class="progress__text">{text}</span>
            <progress class="progress__bar" id=id max="1" value=value aria-valuetext=text></progress>
        </div>
    }
}
