//! Wires the ports and mounts the app.

use std::sync::Arc;

use admin_center::api::Api;
use admin_center::app::App;
use admin_center::backend::in_browser::{Fault, InBrowser};
use admin_center::browser::{address, assets, clock, console, random};
use admin_center::changes::Changes;
use admin_center::delivery::Delivery;
use admin_center::words::{self, Catalogue};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

fn main() {
    console::tell_of_panics();
    // Not by Leptos, which has no executor before it mounts.
    spawn_local(start());
}

async fn start() {
    let words = assets::start_words().expect("the starter fetches the words before the program");
    words::speak(Catalogue::read(&words).expect("the build writes words and program together"));
    let changes = Changes::new();
    let heard_of = move |tenant: &str, change| changes.heard_of(tenant, change);
    let far_side = InBrowser::open("admin-center", clock::elapsed, heard_of).await;
    if let Some(fault) = address::query("fault").and_then(|name| Fault::from_name(&name)) {
        far_side.fail_next(fault);
    }
    let far_side = Arc::new(far_side);
    let delivery = Delivery {
        backend: far_side.clone(),
        sleep: Arc::new(|duration| Box::pin(clock::sleep(duration))),
        chance: random::fraction,
    };
    mount_to_body(move || {
        provide_context(changes);
        provide_context(far_side.clone());
        provide_context(far_side.keeping());
        provide_context(Api::new(delivery.clone(), console::warn));
        view! { <App /> }
    });
}
