//! The tabs on which this app sets nothing: what is there all the same, and where the rest is.

use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{Text, people, settings, vocabulary, zone_name};

#[component]
pub(super) fn SecurityAndPrivacy() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let article = Page::Article("still-failing".to_owned());
    let href = expect_context::<Router>().href(&Route::new(tenant.id(), article));
    view! {
        <div class="stack" data-gap="small">
            <p>{settings::security_here()}</p>
            <p>{settings::security_matters()}</p>
            <a href=href>{settings::security_check()}</a>
        </div>
    }
}

#[component]
pub(super) fn OrganizationProfile() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let card = tenant.card();
    let admins = settings::admins_are(people::list(&card.global_admins));
    view! {
        <p>{settings::profile_here()}</p>
        <dl class="facts card">
            {fact(settings::name(), card.name)} {fact(settings::id(), card.id)}
            {fact(settings::cloud(), vocabulary::cloud(card.cloud))}
            {fact(settings::zone(), zone_name(tenant.zone()))} {fact(settings::admins(), admins)}
        </dl>
        <p class="muted">{settings::profile_elsewhere()}</p>
    }
}

fn fact(name: Text, value: impl Into<Signal<String>>) -> impl IntoView {
    let value = value.into();
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}
