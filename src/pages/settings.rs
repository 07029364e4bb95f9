//! Org settings: three tabs, each at an address of its own, and what opens over the first.

mod elsewhere;
pub(crate) mod modern_authentication;

use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route, Settings};
use crate::tenant::Tenant;
use crate::ui::{Tab, TabList, TabPanel};
use crate::words::{app, settings};

use elsewhere::{OrganizationProfile, SecurityAndPrivacy};
use modern_authentication::PANE;

const TABS: &str = "settings";
const SERVICES: &str = "services";
const SECURITY: &str = "security";
const PROFILE: &str = "profile";

#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let selected = Memo::new(move |_| match router.route().page {
        Page::Settings(Settings::SecurityAndPrivacy) => SECURITY,
        Page::Settings(Settings::OrganizationProfile) => PROFILE,
        _ => SERVICES,
    });
    let select = move |key: &'static str| {
        let part = match key {
            SECURITY => Settings::SecurityAndPrivacy,
            PROFILE => Settings::OrganizationProfile,
            _ => Settings::Services,
        };
        let here = router.route_untracked();
        router.go(Route {
            page: Page::Settings(part),
            ..here
        });
    };
    let tab = |key, label| Tab { key, label };
    let tabs = vec![
        tab(SERVICES, settings::services().into()),
        tab(SECURITY, settings::security().into()),
        tab(PROFILE, settings::profile().into()),
    ];
    let panel = move || match selected.get() {
        SECURITY => EitherOf3::A(view! { <SecurityAndPrivacy /> }),
        PROFILE => EitherOf3::B(view! { <OrganizationProfile /> }),
        _ => EitherOf3::C(view! { <Services /> }),
    };
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{app::org_settings()}</h1>
            <p class="lead">{settings::lead(tenant.card().name)}</p>
        </header>
        <TabList
            id=TABS
            label=settings::tabs()
            tabs
            selected
            on_select=Callback::new(select)
        />
        <TabPanel id=TABS selected>
            {panel}
        </TabPanel>
    }
}

/// What can be set, by name.
#[component]
fn Services() -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let modern = Page::Settings(Settings::ModernAuthentication);
    let href = router.href(&Route::new(tenant.id(), modern));
    view! {
        <ul class="entries card" data-flush="" role="list">
            <li>
                <a class="entries__link" href=href data-opens=PANE>
                    {app::modern_authentication()}
                </a>
                " "
                <p class="entries__about">{settings::modern_authentication_about()}</p>
            </li>
        </ul>
        <p class="muted">{settings::services_elsewhere()}</p>
    }
}
