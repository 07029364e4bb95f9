//! A line to read before what it stands at.

use leptos::prelude::*;

use super::{Icon, Tone};

#[component]
pub fn Advice(tone: Tone, children: Children) -> impl IntoView {
    view! {
        <p class="advice" data-tone=tone.name()>
            <Icon glyph=tone.glyph() small=true />
            <span>{children()}</span>
        </p>
    }
}
