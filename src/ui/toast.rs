//! What happened, said in passing, with the way back.

use leptos::prelude::*;

use super::focus::return_focus_on_cleanup;
use super::{Button, Glyph, Icon};

/// Where toasts appear, in the page from the start, or assistive technology would not watch it. It
/// stands before the content, so that one goes back from the content to it.
#[component]
pub fn ToastRegion(
    /// The pointer has come, or is gone.
    on_pointer: Callback<bool>,
    /// The focus has come, or is gone.
    on_focus: Callback<bool>,
    /// `Toast`s.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="toasts"
            role="status"
            aria-atomic="false"
            on:pointerenter=move |_| on_pointer.run(true)
            on:pointerleave=move |_| on_pointer.run(false)
            on:focusin=move |_| on_focus.run(true)
            on:focusout=move |_| on_focus.run(false)
        >
            {children()}
        </div>
    }
}

/// Only for what needs no answer; whatever does stands in the page or in a dialog.
#[component]
pub fn Toast(
    #[prop(into)] text: Signal<String>,
    #[prop(into)] undo_label: Signal<String>,
    #[prop(into)] on_undo: Callback<()>,
    #[prop(into)] dismiss_label: Signal<String>,
    #[prop(into)] on_dismiss: Callback<()>,
) -> impl IntoView {
    let opener = return_focus_on_cleanup("main h1".to_owned());

    view! {
        <div class="toast" on:focusin=move |event| opener.came(&event)>
            <p class="toast__text">{text}</p>
            <Button label=undo_label on_press=on_undo />
            <button
                class="toast__dismiss"
                type="button"
                aria-label=dismiss_label
                on:click=move |_| on_dismiss.run(())
            >
                <Icon glyph=Glyph::Dismiss small=true />
            </button>
        </div>
    }
}

/// Without the region, which has one place in the window.
#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let ignore = Callback::new(|()| {});
    let toast = move |text: Signal<String>| {
        view! {
            <Toast
                text
                undo_label=lent.names[0]
                on_undo=ignore
                dismiss_label=lent.names[1]
                on_dismiss=ignore
            />
        }
    };
    vec![
        Specimen::of("text", toast(lent.names[2])),
        Specimen::of("text (long)", toast(lent.sentence)),
    ]
}
