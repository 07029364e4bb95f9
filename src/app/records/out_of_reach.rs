//! The records of this browser, where a newer version of the app has written them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::backend::in_browser::InBrowser;
use crate::browser::files;
use crate::ui::Button;
use crate::words::{records, trouble};

/// A newer version of the app owns what this browser keeps. It is left alone, and can be taken along.
#[component]
pub(in crate::app) fn OutOfReach() -> impl IntoView {
    view! {
        <main class="main">
            <h1 tabindex="-1">{records::out_of_reach()}</h1>
            <p>{trouble::outdated()}</p>
            <DownloadRecords />
        </main>
    }
}

#[component]
pub(in crate::app) fn DownloadRecords() -> impl IntoView {
    let far_side = use_context::<Arc<InBrowser>>();
    let failed = RwSignal::new(false);
    let download = move |()| {
        let Some(far_side) = far_side.clone() else {
            return;
        };
        spawn_local(async move {
            let offered = match far_side.export().await {
                Ok(records) => {
                    files::offer("admin-center.json", "application/json", &records).is_ok()
                }
                Err(_) => false,
            };
            let _ = failed.try_set(!offered);
        });
    };
    view! {
        <Button label=records::download_all() on_press=Callback::new(download) />
        <p role="alert">{move || failed.get().then(|| records::not_read().get())}</p>
    }
}
