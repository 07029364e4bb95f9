//! A part of a page that has to be fetched: on its way, here, or failed.

use leptos::prelude::*;

use super::{Button, Notice, Tone};

/// Children read their data in a `Suspend` and may return its error.
///
/// Once there is something to see it stays until the next answer is there, so that a page that
/// reads again does not flicker.
#[component]
pub fn AsyncSection<C>(
    /// Shown while nothing has arrived yet.
    #[prop(into)]
    waiting: Signal<String>,
    /// What it means that the data did not arrive; the error itself is the second sentence.
    #[prop(into)]
    failed: Signal<String>,
    #[prop(into)] retry_label: Signal<String>,
    #[prop(into)] on_retry: Callback<()>,
    children: TypedChildren<C>,
) -> impl IntoView
where
    C: IntoView + Send + 'static,
{
    let children = children.into_inner();
    let failure = move |errors: ArcRwSignal<Errors>| {
        let texts = move || {
            let texts: Vec<_> = errors
                .read()
                .iter()
                .map(|(_, error)| error.to_string())
                .collect();
            texts.join(" ")
        };
        view! {
            <Notice tone=Tone::Bad heading=failed announced=true>
                <p>{texts}</p>
                <Button label=retry_label on_press=on_retry />
            </Notice>
        }
    };

    view! {
        <Transition fallback=move || view! { <p class="async-section__wait" role="status">{waiting}</p> }>
            <ErrorBoundary fallback=failure>{children()}</ErrorBoundary>
        </Transition>
    }
}
