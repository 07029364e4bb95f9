//! A region beside the page that leaves the page usable.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/landmarks/>

use leptos::ev::KeyboardEvent;
use leptos::html::H2;
use leptos::prelude::*;

use super::composition::CompositionGuard;
use super::focus::{focus_on_mount, return_focus_on_cleanup};
use super::{Glyph, Icon};

/// Open while it is rendered: it takes the focus when it appears and gives it back when it goes.
#[component]
pub fn Pane(
    /// The element id. The button that opens the pane names it in `aria-controls`; a link, which
    /// must not name what is not there yet, in `data-opens`.
    id: &'static str,
    #[prop(into)] heading: Signal<String>,
    #[prop(into)] close_label: Signal<String>,
    /// Asked for with the close button, or with Escape from anywhere inside.
    #[prop(into)]
    on_close: Callback<()>,
    /// Above the heading: tabs, or the steps of a task.
    #[prop(optional, into)]
    header: ViewFnOnce,
    /// It is what its address opens: whoever comes to that address comes to its heading.
    #[prop(optional)]
    is_page: bool,
    children: Children,
) -> impl IntoView {
    let heading_id = format!("{id}-heading");
    let heading_node = NodeRef::<H2>::new();
    let guard = CompositionGuard::new();

    return_focus_on_cleanup(format!("[aria-controls={id}], [data-opens={id}]"));
    focus_on_mount(heading_node);

    let key_down = move |event: KeyboardEvent| {
        if !guard.owns(&event) && event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            on_close.run(());
        }
    };

    view! {
        <aside
            class="pane"
            id=id
            aria-labelledby=heading_id
            data-page=is_page.then_some("")
            on:compositionstart=move |event| guard.started(&event)
            on:compositionend=move |event| guard.ended(&event)
            on:keydown=key_down
            on:keyup=move |event| guard.key_released(&event)
        >
            <header class="pane__header">
                {header.run()}
                <div class="pane__title">
                    <h2 id=heading_id.clone() tabindex="-1" node_ref=heading_node>
                        {heading}
                    </h2>
                    <button
                        class="pane__close"
                        type="button"
                        aria-label=close_label
                        on:click=move |_| on_close.run(())
                    >
                        <Icon glyph=Glyph::Dismiss />
                    </button>
                </div>
            </header>
            <div class="pane__body">{children()}</div>
        </aside>
    }
}

/// What can be done with all that is in the pane. Stays in sight at its end.
#[component]
pub fn PaneActions(children: Children) -> impl IntoView {
    view! { <div class="pane__actions">{children()}</div> }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::{Button, Specimen};

    let is_open = RwSignal::new(false);
    let turn = move |is| Callback::new(move |()| is_open.set(is));
    let pane = view! {
        <Button label=lent.names[0] on_press=turn(true) />
        <Show when=move || is_open.get()>
            <Pane
                id=lent.place
                heading=lent.names[0]
                close_label=lent.names[1]
                on_close=turn(false)
            >
                <p>{lent.sentence}</p>
                <PaneActions>
                    <Button label=lent.names[2] on_press=turn(false) />
                </PaneActions>
            </Pane>
        </Show>
    };
    vec![Specimen::of("", pane)]
}
