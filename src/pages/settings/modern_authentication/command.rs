//! A command to copy, after the sentence that says what it is for.

use leptos::prelude::*;

use crate::pages::copy::CopyButton;

#[component]
pub(super) fn Command(
    #[prop(into)] about: Signal<String>,
    #[prop(into)] command: Signal<String>,
    /// Says which of several commands the button copies.
    #[prop(into)]
    copy: Signal<String>,
) -> impl IntoView {
    // A line is broken between words: an option would lose its dash.
    let words = move || {
        let words = command.get();
        let words = words
            .split(' ')
            .map(|word| view! { <span>{word.to_owned()}</span> " " });
        words.collect_view()
    };
    view! {
        <div class="command">
            <p>{about}</p>
            <pre class="command__text" translate="no"><code>{words}</code></pre>
            <CopyButton label=copy text=command />
        </div>
    }
}
