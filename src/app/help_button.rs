//! The green button that opens the help pane, on every page.

use leptos::prelude::*;

use crate::pages::help::pane::PANE;
use crate::router::Router;
use crate::routes::Pane;
use crate::ui::{Glyph, Icon};
use crate::words::app;

#[component]
pub(super) fn HelpButton(is_open: Memo<bool>) -> impl IntoView {
    let router = expect_context::<Router>();
    let open = move |_| {
        let pane = Some(Pane::SelfHelp(String::new()));
        router.go(router.route().with_pane(pane));
    };
    view! {
        <button
            class="help-button"
            type="button"
            aria-expanded=move || is_open.get().to_string()
            aria-controls=PANE
            on:click=open
        >
            <Icon glyph=Glyph::Support />
            {app::help_and_support()}
        </button>
    }
}
