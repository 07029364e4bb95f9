//! A button that copies a text and says whether that worked.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::ui::Button;
use crate::words::copy;

#[component]
pub(crate) fn CopyButton(
    #[prop(into)] label: Signal<String>,
    /// What is copied, in the language of the moment.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let copied = RwSignal::new(None);
    let press = move |()| {
        let text = text.get_untracked();
        spawn_local(async move {
            // The page may be gone by the time the browser has decided.
            let _ = copied.try_set(Some(clipboard::write(&text).await));
        });
    };
    let outcome = move || {
        let outcome = if copied.get()? {
            copy::done()
        } else {
            copy::refused()
        };
        Some(outcome.get())
    };
    view! {
        <div class="cluster">
            <Button label on_press=Callback::new(press) />
            <span role="status">{outcome}</span>
        </div>
    }
}
