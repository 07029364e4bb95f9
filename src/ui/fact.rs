//! A value that never stands without its label.

use leptos::prelude::*;

/// A row of `<dl class="facts">`.
#[component]
pub fn Fact(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <div class="fact">
            <dt class="fact__label">{label}</dt>
            <dd class="fact__value">{children()}</dd>
        </div>
    }
}
