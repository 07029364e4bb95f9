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

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    vec![
        Specimen::of(
            "tone=Tone::Info",
            view! { <Advice tone=Tone::Info>{lent.sentence}</Advice> },
        ),
        Specimen::of(
            "tone=Tone::Warn",
            view! { <Advice tone=Tone::Warn>{lent.sentence}</Advice> },
        ),
    ]
}
