//! What kept a form from being sent, as links to the fields.

use leptos::html::Div;
use leptos::prelude::*;

use super::focus::focus_by_id;
use super::unique_id::unique_id;

/// Takes the focus whenever there are errors to show; shows nothing otherwise.
#[component]
pub fn ErrorSummary(
    #[prop(into)] heading: Signal<String>,
    #[prop(into)] errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let heading_id = StoredValue::new(unique_id("errors"));

    Effect::new(move || {
        if let Some(summary) = node
            .get()
            .filter(|_| errors.with(|errors| !errors.is_empty()))
        {
            // Refused only for an element that left the page meanwhile.
            let _ = summary.focus();
        }
    });

    let item = |FieldError { message, field }: FieldError| {
        let href = format!("#{field}");
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            focus_by_id(&field);
        };
        view! {
            <li>
                <a href=href on:click=go>{message}</a>
            </li>
        }
    };

    view! {
        <Show when=move || errors.with(|errors| !errors.is_empty())>
            <div
                class="error-summary"
                role="alert"
                tabindex="-1"
                aria-labelledby=heading_id.get_value()
                node_ref=node
            >
                <h3 id=heading_id.get_value()>{heading}</h3>
                <ul>{move || errors.get().into_iter().map(item).collect_view()}</ul>
            </div>
        </Show>
    }
}

/// What is wrong with one field.
#[derive(Clone)]
pub struct FieldError {
    pub message: Signal<String>,
    /// The id of the field.
    pub field: String,
}
