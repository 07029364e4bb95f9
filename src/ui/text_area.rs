//! A field for some lines of text that an input method can be used in.

use leptos::ev::Event;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::count_error;
use super::unique_id::{described_by, unique_id};

#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    /// Every change, also of text that is still being composed.
    #[prop(into)]
    on_input: Callback<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    /// How much of the room is taken. It limits nothing: text that is cut off unasked is lost.
    #[prop(optional, into)]
    counter: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("text");
    let hint_id = StoredValue::new(format!("{id}-hint"));
    let counter_id = StoredValue::new(format!("{id}-counter"));
    let error_id = StoredValue::new(format!("{id}-error"));
    let described_by = described_by([(error, error_id), (hint, hint_id), (counter, counter_id)]);
    let node_ref = NodeRef::<Textarea>::new();

    // Writing the text that is there already would end a composition in some browsers.
    Effect::new(move || {
        let text = value.get();
        if let Some(area) = node_ref.get().filter(|area| area.value() != text) {
            area.set_value(&text);
        }
    });

    view! {
        <div class="text-area">
            <label class="text-area__label" for=id.clone()>
                {label}
            </label>
            {move || {
                hint.get().map(|text| view! {
                    <p class="text-area__hint" id=hint_id.get_value()>{text}</p>
                })
            }}
            <textarea
                class="text-area__input"
                id=id
                rows=LINES
                aria-describedby=described_by
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                node_ref=node_ref
                on:input=move |event: Event| on_input.run(event_target_value(&event))
            />
            {move || {
                counter.get().map(|text| view! {
                    <p class="text-area__counter" id=counter_id.get_value()>{text}</p>
                })
            }}
            <div role="alert" id=error_id.get_value()>
                {move || {
                    error.get().map(|text| {
                        count_error();
                        view! { <p class="text-area__error">{text}</p> }
                    })
                }}
            </div>
        </div>
    }
}

/// Room for a paragraph before it has to be scrolled or drawn larger.
const LINES: &str = "5";

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let area = move |hint, counter, error| {
        let value = RwSignal::new(lent.sentence.get_untracked());
        let on_input = Callback::new(move |text| value.set(text));
        view! { <TextArea label=lent.names[0] value on_input hint counter error /> }
    };
    let none = Signal::stored(None);
    vec![
        Specimen::of(
            "hint, counter",
            area(lent.sentence(), lent.sentence(), none),
        ),
        Specimen::of("error", area(none, none, lent.reason())),
    ]
}
