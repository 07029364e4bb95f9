//! The pages of the app.

use flows::ticket::Lead;
use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Glyph, Icon};
use crate::words::{Text, app};

/// Shared by the header's menu button.
pub(super) const NAVIGATION: &str = "navigation";

#[component]
pub(super) fn Navigation() -> impl IntoView {
    view! {
        <nav class="app-nav" id=NAVIGATION aria-label=app::navigation()>
            <ul class="app-nav__list" role="list">
                <Entry page=Page::Home glyph=Glyph::Home label=app::home() />
                <Entry
                    page=Page::Diagnostic(None)
                    glyph=Glyph::Diagnostic
                    label=app::diagnostic()
                />
                <Entry page=Page::Help(String::new()) glyph=Glyph::Search label=app::help() />
                <Entry
                    page=Page::Support(Lead::default())
                    glyph=Glyph::Support
                    label=app::support()
                />
            </ul>
        </nav>
    }
}

#[component]
fn Entry(page: Page, glyph: Glyph, label: Text) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let href = router.href(&Route::new(tenant.id(), page.clone()));
    let is_here =
        move || std::mem::discriminant(&router.route().page) == std::mem::discriminant(&page);
    view! {
        <li>
            <a class="app-nav__link" href=href aria-current=move || is_here().then_some("page")>
                <Icon glyph /> {label}
            </a>
        </li>
    }
}
