//! The toasts, on every page.

use leptos::prelude::*;

use crate::toasts::{Hold, Toasts};
use crate::ui::{Toast, ToastRegion};
use crate::words::app;

#[component]
pub(super) fn ToastList() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let hold = move |hold| Callback::new(move |is_held| toasts.hold(hold, is_held));
    view! {
        <ToastRegion on_pointer=hold(Hold::Pointer) on_focus=hold(Hold::Focus)>
            <For each=move || toasts.all() key=|(number, _)| *number let((number, toast))>
                <Toast
                    text=toast.text
                    undo_label=app::undo()
                    on_undo=Callback::new(move |()| {
                        toasts.dismiss(number);
                        (toast.undo)();
                    })
                    dismiss_label=app::dismiss()
                    on_dismiss=Callback::new(move |()| toasts.dismiss(number))
                />
            </For>
        </ToastRegion>
    }
}
