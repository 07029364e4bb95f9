//! Says to ears what eyes see change.

use leptos::prelude::*;

/// Stands in the page from the start, or assistive technology would not watch it.
#[component]
pub fn Announcer(
    /// Read out when it changes; nothing else interrupts for it.
    #[prop(into)]
    message: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="visually-hidden" role="status">
            {message}
        </div>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    vec![Specimen::of(
        "",
        view! { <Announcer message=lent.sentence /> },
    )]
}
