//! A field that offers what it finds while one types, after the ARIA pattern: the keyboard stays in
//! the text, and the arrows move along the options.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::composition::CompositionGuard;
use super::focus::focus_on_mount;
use super::unique_id::unique_id;
use super::{Glyph, Icon};

/// Its list is always open: it stands where nothing else is wanted. Escape is for what it stands in.
#[component]
pub fn Combobox(
    #[prop(into)] label: Signal<String>,
    /// The name of the list.
    #[prop(into)]
    list_label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    /// Every change, also of text that is still being composed.
    #[prop(into)]
    on_input: Callback<String>,
    /// How many options there are; the first one is marked until the arrows move on.
    #[prop(into)]
    count: Signal<usize>,
    /// What the option at a place shows, tracked.
    option: Callback<usize, AnyView>,
    /// Enter, unless it belongs to the input method, or a click.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// It takes the focus when it appears.
    #[prop(optional)]
    is_wanted: bool,
) -> impl IntoView {
    let list_id = StoredValue::new(unique_id("options"));
    let option_id = move |at: usize| list_id.with_value(|list| format!("{list}-{at}"));
    let guard = CompositionGuard::new();
    let node_ref = NodeRef::<Input>::new();
    if is_wanted {
        focus_on_mount(node_ref);
    }
    // Where the arrows went, and for which text: another text begins at its first option.
    let moved = RwSignal::new((String::new(), 0));
    let marked = Memo::new(move |_| {
        let last = count.get().checked_sub(1)?;
        moved.with(|(text, at)| {
            Some(if *text == value.get() {
                last.min(*at)
            } else {
                0
            })
        })
    });

    // Writing the text that is there already would end a composition in some browsers.
    Effect::new(move || {
        let text = value.get();
        if let Some(input) = node_ref.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });
    Effect::new(move |is_later: Option<()>| {
        let id = marked.get().map(option_id);
        // What was there from the start moves nothing.
        let id = id.filter(|_| is_later.is_some());
        let element = id.and_then(|id| document().get_element_by_id(&id));
        if let Some(element) = element {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });

    let key_down = move |event: KeyboardEvent| {
        let Some(at) = marked.get_untracked().filter(|_| !guard.owns(&event)) else {
            return;
        };
        let key = event.key();
        if key == "Enter" {
            event.prevent_default();
            on_choose.run(at);
        } else if let Some(target) = target_of(&key, at, count.get_untracked()) {
            event.prevent_default();
            moved.set((value.get_untracked(), target));
        }
    };
    let option = move |at: usize| {
        view! {
            <li
                class="combobox__option"
                role="option"
                id=option_id(at)
                aria-selected=move || (marked.get() == Some(at)).to_string()
                on:click=move |_| on_choose.run(at)
            >
                {option.run(at)}
            </li>
        }
    };

    view! {
        <div class="combobox">
            <div class="combobox__box">
                <Icon glyph=Glyph::Search />
                <input
                    class="combobox__input"
                    type="text"
                    role="combobox"
                    aria-label=label
                    aria-autocomplete="list"
                    aria-expanded=move || (count.get() > 0).to_string()
                    aria-controls=list_id.get_value()
                    aria-activedescendant=move || marked.get().map(option_id)
                    autocomplete="off"
                    enterkeyhint="go"
                    spellcheck="false"
                    node_ref=node_ref
                    on:input=move |event: Event| on_input.run(event_target_value(&event))
                    on:compositionstart=move |event| guard.started(&event)
                    on:compositionend=move |event| guard.ended(&event)
                    on:keydown=key_down
                    on:keyup=move |event| guard.key_released(&event)
                />
            </div>
            // The keyboard stays in the text also where the mouse goes.
            <ul
                class="combobox__list"
                role="listbox"
                id=list_id.get_value()
                aria-label=list_label
                on:mousedown=|event: MouseEvent| event.prevent_default()
            >
                {move || (0..count.get()).map(option).collect_view()}
            </ul>
        </div>
    }
}

/// Which of `count` options a key leads to from the one at `at`, if it is one of the pattern's keys.
fn target_of(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowDown" => Some((at + 1) % count),
        "ArrowUp" => Some((at + count - 1) % count),
        _ => None,
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let combobox = move |count| {
        let value = RwSignal::new(String::new());
        view! {
            <Combobox
                label=lent.names[0]
                list_label=lent.names[1]
                value
                on_input=Callback::new(move |text| value.set(text))
                count=Signal::stored(count)
                option=Callback::new(move |at: usize| lent.names[at].into_any())
                on_choose=Callback::new(move |at: usize| value.set(lent.names[at].get_untracked()))
            />
        }
    };
    vec![
        Specimen::of("count=0", combobox(0)),
        Specimen::of("count=3", combobox(3)),
    ]
}

#[cfg(test)]
mod tests {
    use super::target_of;

    #[test]
    fn arrows_go_round() {
        assert_eq!(target_of("ArrowDown", 0, 3), Some(1));
        assert_eq!(target_of("ArrowDown", 2, 3), Some(0));
        assert_eq!(target_of("ArrowUp", 0, 3), Some(2));
        assert_eq!(target_of("ArrowUp", 0, 1), Some(0));
    }

    #[test]
    fn what_moves_in_the_text_is_left_to_it() {
        for key in ["Home", "End", "ArrowLeft", "ArrowRight", "PageDown"] {
            assert_eq!(target_of(key, 1, 3), None, "{key}");
        }
    }
}
