//! Controls that open from a button and close by themselves when one turns elsewhere.

use leptos::prelude::*;

use super::unique_id::unique_id;

/// On the native `popover`: Escape, a click outside, focus and `aria-expanded` are the browser's.
#[component]
pub fn Popover(
    /// The name of what opens.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows.
    #[prop(into)]
    button: ViewFnOnce,
    /// The class of the button.
    #[prop(default = "button")]
    button_class: &'static str,
    children: Children,
) -> impl IntoView {
    let id = unique_id("popover");

    view! {
        <button class=button_class type="button" popovertarget=id.clone()>
            {button.run()}
        </button>
        <div class="popover" id=id popover="auto" role="group" aria-label=label>
            {children()}
        </div>
    }
}
