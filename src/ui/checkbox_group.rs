//! Checkboxes that answer one question.

use leptos::prelude::*;

use super::count_error;
use super::unique_id::{described_by, unique_id};

#[component]
pub fn CheckboxGroup(
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// `Checkbox`es.
    children: Children,
) -> impl IntoView {
    let hint_id = StoredValue::new(unique_id("hint"));
    let error_id = StoredValue::new(unique_id("error"));
    let described_by = described_by([(hint, hint_id), (error, error_id)]);

    view! {
        <fieldset class="checkbox-group" aria-describedby=described_by>
            <legend class="checkbox-group__legend">{label}</legend>
            {move || {
                hint.get().map(|text| view! {
                    <p class="checkbox-group__hint" id=hint_id.get_value()>{text}</p>
                })
            }}
            <div role="alert" id=error_id.get_value()>
                {move || {
                    error.get().map(|text| {
                        count_error();
                        view! { <p class="checkbox-group__error">{text}</p> }
                    })
                }}
            </div>
            {children()}
        </fieldset>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::{Checkbox, Specimen};

    let group = move |hint, error| {
        let boxes = [lent.names[1], lent.names[2]].map(|label| {
            let checked = RwSignal::new(false);
            let on_change = Callback::new(move |is| checked.set(is));
            view! { <Checkbox label checked on_change /> }
        });
        view! {
            <CheckboxGroup label=lent.names[0] hint error>
                {boxes.into_iter().collect_view()}
            </CheckboxGroup>
        }
    };
    let none = Signal::stored(None);
    vec![
        Specimen::of("hint", group(lent.sentence(), none)),
        Specimen::of("error", group(none, lent.reason())),
    ]
}
