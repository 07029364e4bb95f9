//! Where the keyboard is: moved on purpose, and never lost.

use leptos::ev::FocusEvent;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::web_sys::{Element, FocusOptions, HtmlElement};
use wasm_bindgen::JsCast;

use crate::browser::page::focused;

/// Focuses an element once it stands in the page, without scrolling to it.
pub(super) fn focus_on_mount<E>(node: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move || {
        if let Some(element) = node.get() {
            focus(element.unchecked_ref());
        }
    });
}

/// Focuses an element without scrolling to it.
pub(super) fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Refused only for an element that left the page meanwhile.
    let _ = element.focus_with_options(&options);
}

/// Focuses the element of this `id`, and scrolls to it.
pub(super) fn focus_by_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Gives the focus back, once the component that calls this is gone, to where it is now, or to where
/// it turns out to have come from.
///
/// If it is nowhere now, as after a reload, `fallback` selects the element. Somebody who has
/// moved on in the meantime is left alone.
pub(super) fn return_focus_on_cleanup(fallback: String) -> Opener {
    let opener = Opener(StoredValue::new_local(focused()));
    on_cleanup(move || {
        let opener = opener.0.try_get_value().flatten();
        request_animation_frame(move || {
            if focused().is_some() {
                return;
            }
            let target = opener
                .filter(|element| element.is_connected())
                .or_else(|| document().query_selector(&fallback).ok().flatten());
            if let Some(element) = target {
                focus(element.unchecked_ref());
            }
        });
    });
    opener
}

/// Where the focus goes back to.
#[derive(Clone, Copy)]
pub(super) struct Opener(StoredValue<Option<Element>, LocalStorage>);

impl Opener {
    /// The focus comes into what will be gone, by this `focusin`: back to where it comes from.
    pub(super) fn came(self, event: &FocusEvent) {
        let inside = event.current_target();
        let inside = inside.and_then(|it| it.dyn_into::<Element>().ok());
        let from = event.related_target();
        let from = from.and_then(|it| it.dyn_into::<Element>().ok());
        if from.is_some() && !inside.is_some_and(|it| it.contains(from.as_deref())) {
            self.0.set_value(from);
        }
    }
}
