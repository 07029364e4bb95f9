//! One of several, on the native control.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::HtmlSelectElement;

use super::{Glyph, Icon};

#[component]
pub fn Select(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// The value of the choice made.
    #[prop(into)]
    value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional)] look: SelectLook,
    #[prop(optional)] glyph: Option<Glyph>,
) -> impl IntoView {
    let change = move |event: Event| {
        let select: HtmlSelectElement = event_target(&event);
        on_change.run(select.value());
        // The signal decides, also when it did not follow.
        select.set_value(&value.get_untracked());
    };
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value lang=choice.lang prop:selected=move || value.with(|value| *value == own)>
                {choice.label}
            </option>
        }
    };

    view! {
        <label
            class="select"
            data-look=look.name()
            data-compact=look == SelectLook::Compact
        >
            <span class=look.label_class()>{label}</span>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <select class="select__control" on:change=change>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

/// What can be chosen.
#[derive(Clone)]
pub struct Choice {
    pub value: String,
    pub label: Signal<String>,
    /// The language of the label where it is another than the page's (BCP 47).
    pub lang: Option<&'static str>,
}

/// Where a select stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectLook {
    /// In the header; the label is for ears.
    #[default]
    Chip,
    /// As `Chip`, and no more than its icon where room is short.
    Compact,
    /// Among other fields, with its label above.
    Field,
}

impl SelectLook {
    const fn name(self) -> &'static str {
        match self {
            Self::Chip | Self::Compact => "chip",
            Self::Field => "field",
        }
    }

    const fn label_class(self) -> &'static str {
        match self {
            Self::Chip | Self::Compact => "visually-hidden",
            Self::Field => "select__label",
        }
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;
    use leptos::either::Either;

    let select = move |look, glyph| {
        let chosen = RwSignal::new("0".to_owned());
        let choices = lent.names.iter().enumerate().map(|(at, name)| Choice {
            value: at.to_string(),
            label: *name,
            lang: None,
        });
        let choices: Vec<_> = choices.collect();
        let on_change = Callback::new(move |it| chosen.set(it));
        let (label, choices) = (lent.names[0], Signal::stored(choices));
        match glyph {
            Some(glyph) => {
                Either::Left(view! { <Select label choices value=chosen on_change look glyph /> })
            }
            None => Either::Right(view! { <Select label choices value=chosen on_change look /> }),
        }
    };
    let glyph = Some(Glyph::Language);
    vec![
        Specimen::of("look=SelectLook::Chip", select(SelectLook::Chip, None)),
        Specimen::of("look=SelectLook::Field", select(SelectLook::Field, None)),
        Specimen::of(
            "look=SelectLook::Chip, glyph",
            select(SelectLook::Chip, glyph),
        ),
        Specimen::of(
            "look=SelectLook::Compact, glyph",
            select(SelectLook::Compact, glyph),
        ),
    ]
}
