//! How far something is that takes a known time.

use leptos::prelude::*;

use super::unique_id::unique_id;

#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    /// In thousandths.
    #[prop(into)]
    value: Signal<i64>,
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
            <progress class="progress__bar" id=id max="1000" value=value aria-valuetext=text></progress>
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
        Specimen::of("value=0", progress(0)),
        Specimen::of("value=400", progress(400)),
        Specimen::of("value=1000", progress(1000)),
    ]
}
