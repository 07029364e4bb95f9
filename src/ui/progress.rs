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

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let progress = move |value| {
        view! { <Progress label=lent.names[0] value=Signal::stored(value) text=lent.names[1] /> }
    };
    vec![
        Specimen::of("value=0.0", progress(0.0)),
        Specimen::of("value=0.4", progress(0.4)),
        Specimen::of("value=1.0", progress(1.0)),
    ]
}
