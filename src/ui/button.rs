//! A button that is never unavailable without saying why.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/button/>

use leptos::prelude::*;

use super::unique_id::unique_id;

#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] kind: ButtonKind,
    /// Why it cannot be pressed now. It keeps its place in the tab order, so that the reason,
    /// which stands below it, is also heard.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let reason_id = StoredValue::new(unique_id("reason"));
    let is_disabled = move || disabled_reason.with(Option::is_some);
    let press = move |_| {
        if !disabled_reason.with_untracked(Option::is_some) {
            on_press.run(());
        }
    };

    view! {
        <span class="button-with-reason">
            <button
                class="button"
                type="button"
                data-kind=kind.name()
                aria-disabled=move || is_disabled().then_some("true")
                aria-describedby=move || is_disabled().then(|| reason_id.get_value())
                on:click=press
            >
                {label}
            </button>
            {move || {
                disabled_reason.get().map(|reason| view! {
                    <span class="button-with-reason__reason" id=reason_id.get_value()>{reason}</span>
                })
            }}
        </span>
    }
}

/// How much attention a button asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing a view is for; at most one of them in sight.
    Primary,
    #[default]
    Secondary,
    /// Without a border, among text.
    Quiet,
}

impl ButtonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
        }
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let button = move |kind, disabled_reason| {
        view! { <Button label=lent.names[0] on_press=Callback::new(|()| {}) kind disabled_reason /> }
    };
    let none = Signal::stored(None);
    vec![
        Specimen::of(
            "kind=ButtonKind::Primary",
            button(ButtonKind::Primary, none),
        ),
        Specimen::of(
            "kind=ButtonKind::Secondary",
            button(ButtonKind::Secondary, none),
        ),
        Specimen::of("kind=ButtonKind::Quiet", button(ButtonKind::Quiet, none)),
        Specimen::of(
            "disabled_reason",
            button(ButtonKind::Primary, lent.reason()),
        ),
    ]
}
