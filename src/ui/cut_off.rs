//! What is wider than its room.

use leptos::prelude::*;
use leptos::{ev, html};

/// Whether a part of what is inside is out of sight: only then it is a stop for the Tab key, from
/// which the arrows scroll.
pub(super) fn is_cut_off(node: NodeRef<html::Div>) -> RwSignal<bool> {
    let is_cut_off = RwSignal::new(false);
    let measure = move || {
        if let Some(element) = node.try_get_untracked().flatten() {
            is_cut_off.set(element.scroll_width() > element.client_width());
        }
    };
    Effect::new(move || {
        node.track();
        // Once what is inside is laid out as well.
        request_animation_frame(measure);
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    is_cut_off
}
