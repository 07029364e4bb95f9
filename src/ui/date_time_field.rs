//! A date and a time of day, on the native control.

use leptos::ev::Event;
use leptos::prelude::*;

use super::count_error;
use super::unique_id::{described_by, unique_id};

#[component]
pub fn DateTimeField(
    #[prop(into)] label: Signal<String>,
    /// As the control writes it: "2022-10-12T09:00".
    #[prop(into)]
    value: Signal<String>,
    /// Every change. It is empty while a part is missing.
    #[prop(into)]
    on_input: Callback<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("time");
    let error_id = StoredValue::new(format!("{id}-error"));
    let described_by = described_by([(error, error_id)]);
    view! {
        <div class="date-time-field">
            <label class="date-time-field__label" for=id.clone()>{label}</label>
            <input
                class="date-time-field__input"
                type="datetime-local"
                id=id
                prop:value=value
                aria-describedby=described_by
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:input=move |event: Event| on_input.run(event_target_value(&event))
            />
            <div role="alert" id=error_id.get_value()>
                {move || {
                    error.get().map(|text| {
                        count_error();
                        view! { <p class="date-time-field__error">{text}</p> }
                    })
                }}
            </div>
        </div>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let field = move |value: &'static str, error| {
        let value = RwSignal::new(value.to_owned());
        let on_input = Callback::new(move |text| value.set(text));
        view! { <DateTimeField label=lent.names[0] value on_input error /> }
    };
    vec![
        Specimen::of("", field("2022-10-12T09:00", Signal::stored(None))),
        Specimen::of("error", field("", lent.reason())),
    ]
}
