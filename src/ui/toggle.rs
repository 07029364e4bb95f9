//! A button that stays pressed.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/button/>

use leptos::prelude::*;

use super::{Glyph, Icon};

#[component]
pub fn Toggle(
    /// Stays the same, pressed or not.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] pressed: Signal<bool>,
    /// What it shall be from now on.
    #[prop(into)]
    on_change: Callback<bool>,
    #[prop(optional)] look: ToggleLook,
) -> impl IntoView {
    let glyph = move || match look {
        ToggleLook::Chip => Glyph::CheckCircle,
        ToggleLook::Star if pressed.get() => Glyph::StarFilled,
        ToggleLook::Star => Glyph::Star,
    };
    // A chip shows that it is pressed by a shape, too, and not by its colour alone.
    let has_icon = move || look == ToggleLook::Star || pressed.get();
    view! {
        <button
            class="toggle"
            type="button"
            data-look=look.name()
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_change.run(!pressed.get_untracked())
        >
            <Show when=has_icon>
                <Icon glyph=Signal::derive(glyph) small=look == ToggleLook::Chip />
            </Show>
            <span class=(look == ToggleLook::Star).then_some("visually-hidden")>{label}</span>
        </button>
    }
}

/// What it looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToggleLook {
    /// Among others of its kind, to narrow a list.
    #[default]
    Chip,
    /// For what is dear to somebody; the label is for ears.
    Star,
}

impl ToggleLook {
    const fn name(self) -> &'static str {
        match self {
            Self::Chip => "chip",
            Self::Star => "star",
        }
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let toggle = move |look, is_pressed| {
        let pressed = RwSignal::new(is_pressed);
        let on_change = Callback::new(move |is| pressed.set(is));
        view! { <Toggle label=lent.names[0] pressed on_change look /> }
    };
    vec![
        Specimen::of("look=ToggleLook::Chip", toggle(ToggleLook::Chip, false)),
        Specimen::of(
            "look=ToggleLook::Chip, pressed",
            toggle(ToggleLook::Chip, true),
        ),
        Specimen::of("look=ToggleLook::Star", toggle(ToggleLook::Star, false)),
        Specimen::of(
            "look=ToggleLook::Star, pressed",
            toggle(ToggleLook::Star, true),
        ),
    ]
}
