//! A search field that an input method can be used in.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html::Input;
use leptos::prelude::*;

use super::composition::CompositionGuard;
use super::unique_id::unique_id;
use super::{Glyph, Icon};

#[component]
pub fn SearchField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] clear_label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    /// Every change, also of text that is still being composed.
    #[prop(into)]
    on_input: Callback<String>,
    /// Enter, unless it belongs to the input method.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
) -> impl IntoView {
    let id = unique_id("search");
    let guard = CompositionGuard::new();
    let node_ref = NodeRef::<Input>::new();

    // Writing the text that is there already would end a composition in some browsers.
    Effect::new(move || {
        let text = value.get();
        if let Some(input) = node_ref.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });

    let clear = move || {
        on_input.run(String::new());
        if let Some(input) = node_ref.get_untracked() {
            let _ = input.focus();
        }
    };
    let input = move |event: Event| on_input.run(event_target_value(&event));
    let key_down = move |event: KeyboardEvent| {
        if guard.owns(&event) {
            // Chromium empties a search field at Escape, also while something is being composed.
            if event.key() == "Escape" {
                event.prevent_default();
            }
            return;
        }
        match event.key().as_str() {
            "Enter" => run(on_submit, &event),
            // In the empty field it is for whatever the field stands in.
            "Escape" if !value.with_untracked(String::is_empty) => {
                taken(&event);
                clear();
            }
            _ => {}
        }
    };

    view! {
        <div class="search-field">
            <label class="search-field__label" for=id.clone()>
                {label}
            </label>
            <div class="search-field__box">
                <Icon glyph=Glyph::Search />
                <input
                    class="search-field__input"
                    type="search"
                    id=id
                    placeholder=NO_TEXT
                    autocomplete="off"
                    enterkeyhint="search"
                    spellcheck="false"
                    node_ref=node_ref
                    on:input=input
                    on:compositionstart=move |event| guard.started(&event)
                    on:compositionend=move |event| guard.ended(&event)
                    on:keydown=key_down
                    on:keyup=move |event| guard.key_released(&event)
                />
                <button
                    class="search-field__clear"
                    type="button"
                    aria-label=clear_label
                    on:click=move |_| clear()
                >
                    <Icon glyph=Glyph::Dismiss small=true />
                </button>
            </div>
        </div>
    }
}

/// A placeholder that nobody sees lets the style sheet ask whether the field is empty.
const NO_TEXT: &str = " ";

/// Runs the callback of a key, if there is one; without one the key is for whoever is outside.
fn run(callback: Option<Callback<()>>, event: &KeyboardEvent) {
    if let Some(callback) = callback {
        taken(event);
        callback.run(());
    }
}

/// The key had its effect here: neither the browser nor a component outside has another for it.
fn taken(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let field = move |text: Signal<String>| {
        let value = RwSignal::new(text.get_untracked());
        let on_input = Callback::new(move |text| value.set(text));
        view! { <SearchField label=lent.names[0] clear_label=lent.names[1] value on_input /> }
    };
    vec![
        Specimen::of("", field(Signal::stored(String::new()))),
        Specimen::of("value", field(lent.names[2])),
    ]
}
