//! Wires the ports and mounts the app.

use std::sync::Arc;

use admin_center::api::Api;
use admin_center::app::{App, Misconfigured};
use admin_center::backend::Backend;
use admin_center::backend::http::Http;
use admin_center::backend::in_browser::{Change, Fault, InBrowser};
use admin_center::browser::{address, assets, clock, console};
use admin_center::changes::Changes;
use admin_center::config::{Config, FarSide, Server};
use admin_center::delivery::Limits;
use admin_center::reach::Reach;
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
    let config = match Config::read(assets::start_config().as_deref()) {
        Ok(config) => config,
        Err(fault) => return mount_to_body(move || view! { <Misconfigured fault /> }),
    };
    let changes = Changes::new();
    match config.far_side {
        FarSide::InBrowser => {
            let far_side = Arc::new(in_browser(changes).await);
            mount(far_side.clone(), config.limits, None, move || {
                provide_context(changes);
                provide_context(far_side.keeping());
                provide_context(far_side);
            });
        }
        FarSide::Http(server) => {
            let heard_of = move |tenant: &str| changes.heard_of(tenant, Change::Grown);
            let far_side = Arc::new(Http::open(server.clone(), heard_of));
            mount(far_side, config.limits, Some(server), move || {
                provide_context(changes);
            });
        }
    }
}

async fn in_browser(changes: Changes) -> InBrowser {
    let heard_of = move |tenant: &str, change| changes.heard_of(tenant, change);
    let far_side = InBrowser::open("admin-center", clock::elapsed, heard_of).await;
    if let Some(fault) = address::query("fault").and_then(|name| Fault::from_name(&name)) {
        far_side.fail_next(fault);
    }
    far_side
}

fn mount(
    backend: Arc<dyn Backend>,
    limits: Limits,
    server: Option<Server>,
    provide: impl FnOnce() + 'static,
) {
    mount_to_body(move || {
        let reach = Reach::open(backend, limits, server);
        provide();
        provide_context(reach);
        provide_context(Api::new(reach.delivery(), console::warn));
        view! { <App /> }
    });
}
