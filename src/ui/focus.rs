//! Where the keyboard is: moved on purpose, and never lost.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::web_sys::{Element, FocusOptions, HtmlElement};
use wasm_bindgen::JsCast;

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

/// Gives the focus back, once the component that calls this is gone, to where it is now.
///
/// If it is nowhere now, as after a reload, `fallback` selects the element. Somebody who has
/// moved on in the meantime is left alone.
pub(super) fn return_focus_on_cleanup(fallback: String) {
    let opener = StoredValue::new_local(focused());
    on_cleanup(move || {
        let opener = opener.try_get_value().flatten();
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
}

/// The focused element; the browser's "nowhere", the body, counts as none.
fn focused() -> Option<Element> {
    document()
        .active_element()
        .filter(|element| element.tag_name() != "BODY")
}
