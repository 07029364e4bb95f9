//! Room for what is wider than the page and keeps its width: a drawing.

use leptos::html;
use leptos::prelude::*;

use super::cut_off::is_cut_off;

/// Scrolled with the mouse, by touch, and where something is out of sight with the keys.
#[component]
pub fn Scroller(
    /// What is in it, for ears.
    #[prop(into)]
    label: Signal<String>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let is_cut_off = is_cut_off(node);
    view! {
        <div
            class="scroller"
            role=move || is_cut_off.get().then_some("region")
            aria-label=move || is_cut_off.get().then(|| label.get())
            tabindex=move || is_cut_off.get().then_some("0")
            node_ref=node
        >
            {children()}
        </div>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let scroller = view! {
        <Scroller label=lent.names[0]>
            <p class="nowrap">{lent.sentence} " " {lent.sentence} " " {lent.sentence} " " {lent.sentence}</p>
        </Scroller>
    };
    vec![Specimen::of("", scroller)]
}
