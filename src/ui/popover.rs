//! Controls that open from a button and close by themselves when one turns elsewhere.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/>

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
    provide_context(Around(id.clone()));

    view! {
        <button class=button_class type="button" popovertarget=id.clone()>
            {button.run()}
        </button>
        <div class="popover" id=id popover="auto" role="group" aria-label=label>
            {children()}
        </div>
    }
}

/// The popover around whoever asks.
#[derive(Clone)]
struct Around(String);

/// A button in a popover that opens something else. The popover closes first, so that the focus is
/// on its own button when it comes back.
#[component]
pub fn PopoverExit(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let Around(id) = expect_context();
    // The browser closes the popover only after everybody has heard of the click.
    let press = move |_| request_animation_frame(move || on_press.run(()));

    view! {
        <button
            class="button"
            type="button"
            popovertarget=id
            popovertargetaction="hide"
            on:click=press
        >
            {label}
        </button>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let popover = view! {
        <Popover label=lent.names[0] button=move || lent.names[0].into_any()>
            <p>{lent.sentence}</p>
            <PopoverExit label=lent.names[1] on_press=Callback::new(|()| {}) />
        </Popover>
    };
    vec![Specimen::of("PopoverExit", popover)]
}
