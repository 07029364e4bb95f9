//! Takes a file from the person's computer, on the native control.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::unique_id::{described_by, unique_id};
use crate::browser::files::Chosen;

#[component]
pub fn FileField(
    /// The control says nothing else: its own words are in the browser's language, not the page's.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] description: Signal<Option<String>>,
    /// What files to show first, as the attribute `accept` has it.
    accept: &'static str,
    on_choose: Callback<Chosen>,
    /// Why the file that was chosen last was not taken.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("file");
    let description_id = StoredValue::new(format!("{id}-description"));
    let error_id = StoredValue::new(format!("{id}-error"));
    let described_by = described_by([(description, description_id), (error, error_id)]);
    let change = move |event: Event| {
        let control: HtmlInputElement = event_target(&event);
        if let Some(chosen) = Chosen::take(&control) {
            on_choose.run(chosen);
        }
    };

    view! {
        <div class="file-field">
            <span class="file-field__button button">
                <label for=id.clone()>{label}</label>
                <input
                    class="file-field__control"
                    type="file"
                    id=id
                    accept=accept
                    aria-describedby=described_by
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change=change
                />
            </span>
            {move || {
                description.get().map(|text| view! {
                    <p class="file-field__description" id=description_id.get_value()>{text}</p>
                })
            }}
            <p class="file-field__error" id=error_id.get_value() role="alert">{error}</p>
        </div>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let field = move |error| {
        view! {
            <FileField
                label=lent.names[0]
                description=lent.sentence()
                accept=".json"
                on_choose=Callback::new(|_| {})
                error
            />
        }
    };
    vec![
        Specimen::of("description", field(Signal::stored(None))),
        Specimen::of("error", field(lent.reason())),
    ]
}
