//! A state in a word or two: told by colour, by the shape of its icon, and by its text.

use leptos::prelude::*;

use super::{Glyph, Icon};

#[component]
pub fn ToneBadge(
    #[prop(into)] tone: Signal<Tone>,
    #[prop(into)] label: Signal<String>,
    /// Instead of the tone's own icon.
    #[prop(optional, into)]
    glyph: Signal<Option<Glyph>>,
) -> impl IntoView {
    let glyph = Signal::derive(move || glyph.get().unwrap_or(tone.get().glyph()));

    view! {
        <span class="tone-badge" data-tone=move || tone.get().name()>
            <Icon glyph small=true />
            {label}
        </span>
    }
}

/// What something means for the person who looks after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    Ok,
    /// Needs a look, or is under way.
    Warn,
    Bad,
    Info,
    /// Nothing to look after.
    #[default]
    Idle,
}

impl Tone {
    /// The value of `data-tone` in the style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
            Self::Idle => "idle",
        }
    }

    /// A shape of its own for each tone, since colour alone does not reach everybody.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Ok => Glyph::CheckCircle,
            Self::Warn => Glyph::Warning,
            Self::Bad => Glyph::Prohibited,
            Self::Info => Glyph::Info,
            Self::Idle => Glyph::Dash,
        }
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let badge = move |tone| view! { <ToneBadge tone label=lent.names[0] /> };
    vec![
        Specimen::of("tone=Tone::Ok", badge(Tone::Ok)),
        Specimen::of("tone=Tone::Warn", badge(Tone::Warn)),
        Specimen::of("tone=Tone::Bad", badge(Tone::Bad)),
        Specimen::of("tone=Tone::Info", badge(Tone::Info)),
        Specimen::of("tone=Tone::Idle", badge(Tone::Idle)),
        Specimen::of(
            "glyph",
            view! { <ToneBadge tone=Tone::Warn label=lent.names[0] glyph=Glyph::ClockFilled /> },
        ),
    ]
}
