//! A question that has to be answered before anything else.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/>

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::composition::CompositionGuard;
use super::focus::focus;
use super::unique_id::unique_id;

/// On the native `dialog`, which keeps the focus inside and gives it back afterwards.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    /// When it changes, another question is asked.
    #[prop(into)]
    heading: Signal<String>,
    /// Escape: the answer that changes nothing.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// The answers, as buttons; the one that changes nothing first, where the focus begins.
    #[prop(into)]
    actions: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading_node = NodeRef::<html::H2>::new();
    let heading_id = StoredValue::new(unique_id("dialog"));
    let guard = CompositionGuard::new();
    let content = StoredValue::new((children, actions));

    Effect::new(move || {
        let is_wanted = open.get();
        if let Some(dialog) = node.get().filter(|dialog| dialog.open() != is_wanted) {
            if is_wanted {
                // Fails only for a dialog outside the page, which nobody could answer.
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });

    // Another question in the same place: whoever pressed a button that is gone now is led to it.
    Effect::new(move |asked: Option<Option<String>>| {
        let asks = open.get().then(|| heading.get());
        let is_another = asks.is_some() && asked.flatten().is_some_and(|it| asks != Some(it));
        if is_another && let Some(heading) = heading_node.get_untracked() {
            // Only now: at first the focus goes past the heading.
            heading.set_tab_index(-1);
            focus(&heading);
        }
        asks
    });

    let key_down = move |event: KeyboardEvent| {
        if guard.owns(&event) && event.key() == "Escape" {
            event.prevent_default();
        }
        // What is typed here is nobody else's business, least of all an Escape.
        event.stop_propagation();
    };
    // That of a file chooser, given up inside, comes by here as well.
    let cancel = move |event: Event| {
        if event.target() == event.current_target() {
            event.prevent_default();
            on_cancel.run(());
        }
    };
    // A browser may close it without asking when Escape is pressed again.
    let closed = move |_| {
        if open.get_untracked() {
            on_cancel.run(());
        }
    };

    view! {
        <dialog
            class="dialog"
            aria-labelledby=move || heading_id.get_value()
            node_ref=node
            on:compositionstart=move |event| guard.started(&event)
            on:compositionend=move |event| guard.ended(&event)
            on:keydown=key_down
            on:keyup=move |event| guard.key_released(&event)
            on:cancel=cancel
            on:close=closed
        >
            <Show when=move || open.get()>
                <h2 id=heading_id.get_value() node_ref=heading_node>{heading}</h2>
                <div class="dialog__body">{content.with_value(|(children, _)| children())}</div>
                <div class="dialog__actions">{content.with_value(|(_, actions)| actions.run())}</div>
            </Show>
        </dialog>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::{Button, ButtonKind, Specimen};

    let open = RwSignal::new(false);
    let turn = move |is| Callback::new(move |()| open.set(is));
    let actions = move || {
        view! {
            <Button label=lent.names[1] on_press=turn(false) />
            <Button label=lent.names[2] on_press=turn(false) kind=ButtonKind::Primary />
        }
    };
    let dialog = view! {
        <Button label=lent.names[0] on_press=turn(true) />
        <Dialog open heading=lent.names[0] on_cancel=turn(false) actions>
            <p>{lent.sentence}</p>
        </Dialog>
    };
    vec![Specimen::of("open", dialog)]
}
