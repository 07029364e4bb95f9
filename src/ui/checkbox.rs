//! A checkbox with what a person needs to know before ticking it.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/checkbox/>

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::unique_id::{described_by, unique_id};

#[component]
pub fn Checkbox(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(optional, into)] description: Signal<Option<String>>,
    /// Why it cannot be changed now. It stays focusable, so that the reason is also heard.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// It stands for several things, and they differ.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// The id of what says why nothing here can be changed, where that is the same for many.
    #[prop(optional_no_strip)]
    disabled_by: Option<&'static str>,
    /// What comes of it while it is ticked; read out as it appears, and may hold links.
    #[prop(optional, into)]
    consequence: Option<ViewFn>,
    /// A badge at the end of the row.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = unique_id("checkbox");
    let is_disabled = move || disabled_by.is_some() || disabled_reason.with(Option::is_some);
    let description_id = StoredValue::new(format!("{id}-description"));
    let reason_id = StoredValue::new(format!("{id}-reason"));
    let consequence_id = StoredValue::new(format!("{id}-consequence"));
    let has_consequence = Signal::stored(consequence.as_ref().map(|_| String::new()));
    let elsewhere_id = StoredValue::new(disabled_by.unwrap_or_default().to_owned());
    let said_elsewhere = Signal::stored(disabled_by.map(str::to_owned));
    let described_by = described_by([
        (description, description_id),
        (disabled_reason, reason_id),
        (said_elsewhere, elsewhere_id),
        (has_consequence, consequence_id),
    ]);
    // What was ticked before it became unavailable can still be taken back.
    let refuse_if_disabled = move |event: MouseEvent| {
        let is_reasoned = disabled_reason.with_untracked(Option::is_some);
        if disabled_by.is_some() || is_reasoned && !checked.get_untracked() {
            event.prevent_default();
        }
    };
    let change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        on_change.run(input.checked());
        // The signal decides, also when it did not follow.
        input.set_checked(checked.get_untracked());
        input.set_indeterminate(mixed.get_untracked());
    };

    view! {
        <div class="checkbox">
            <input
                class="checkbox__box"
                type="checkbox"
                id=id.clone()
                prop:checked=checked
                prop:indeterminate=mixed
                aria-disabled=move || is_disabled().then_some("true")
                aria-describedby=described_by
                on:click=refuse_if_disabled
                on:change=change
            />
            <label class="checkbox__label" for=id>
                {label}
            </label>
            <span class="checkbox__badge">{children.map(|children| children())}</span>
            {move || {
                description.get().map(|text| view! {
                    <p class="checkbox__description" id=description_id.get_value()>{text}</p>
                })
            }}
            {move || {
                disabled_reason.get().map(|text| view! {
                    <p class="checkbox__reason" id=reason_id.get_value()>{text}</p>
                })
            }}
            {consequence.map(|consequence| view! {
                <div class="checkbox__consequence" id=consequence_id.get_value() role="status">
                    {move || checked.get().then(|| consequence.run())}
                </div>
            })}
        </div>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let checkbox = move |is_checked, description, disabled_reason| {
        let checked = RwSignal::new(is_checked);
        let consequence = move || view! { {lent.sentence} };
        let on_change = Callback::new(move |is| checked.set(is));
        view! {
            <Checkbox label=lent.names[0] checked on_change description disabled_reason consequence>
                {lent.names[1]}
            </Checkbox>
        }
    };
    let none = Signal::stored(None);
    let bare = RwSignal::new(false);
    let turn = Callback::new(move |is| bare.set(is));
    vec![
        Specimen::of(
            "",
            view! { <Checkbox label=lent.names[0] checked=bare on_change=turn /> },
        ),
        Specimen::of("description", checkbox(false, lent.sentence(), none)),
        Specimen::of(
            "checked, consequence",
            checkbox(true, lent.sentence(), none),
        ),
        Specimen::of(
            "mixed",
            view! { <Checkbox label=lent.names[0] checked=bare mixed=Signal::stored(true) on_change=turn /> },
        ),
        Specimen::of("disabled_reason", checkbox(false, none, lent.reason())),
        Specimen::of(
            "disabled_by",
            view! {
                <p id=lent.place>{lent.reason}</p>
                <Checkbox label=lent.names[0] checked=bare disabled_by=Some(lent.place) on_change=turn />
            },
        ),
        Specimen::of(
            "checked, disabled_reason",
            checkbox(true, none, lent.reason()),
        ),
    ]
}
