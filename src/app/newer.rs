//! Says that the server has a newer build of this app, when somebody looks at the page again.
//!
//! It never loads it by itself: what is being entered would be gone from under the reader's hands.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{address, build, clock, page};
use crate::ui::{Button, Notice, Tone};
use crate::words::app;

/// How long an answer of the server is good for.
const OFTEN: Duration = Duration::from_mins(10);

#[component]
pub(super) fn NewerBuild() -> impl IntoView {
    let is_newer = RwSignal::new(false);
    let asked = StoredValue::new(clock::elapsed());
    let look = move |is_hidden: bool| {
        let now = clock::elapsed();
        if is_hidden || now.saturating_sub(asked.get_value()) < OFTEN {
            return;
        }
        asked.set_value(now);
        spawn_local(async move {
            let (here, there) = (build::current(), build::newest().await);
            // Whoever asked may be gone by now.
            let _ = is_newer.try_set(there.is_some() && there != here);
        });
    };
    StoredValue::new_local(page::on_visibility(look));
    view! {
        <Show when=move || is_newer.get()>
            <Notice tone=Tone::Info heading=app::newer_build() announced=true>
                <p>{app::newer_build_about()}</p>
                <Button label=app::reload() on_press=Callback::new(|()| address::reload()) />
            </Notice>
        </Show>
    }
}
