//! A counter, and nothing else.

use leptos::prelude::*;

fn main() {
    mount_to_body(|| {
        let count = RwSignal::new(0);
        view! {
            <main>
                <h1>"A counter"</h1>
                <button on:click=move |_| count.update(|count| *count += 1)>{count}</button>
            </main>
        }
    });
}
