//! Which tenant is in view, by the address.

use leptos::either::Either;
use leptos::prelude::*;
use wire::session::TenantCard;

use super::InTenant;
use super::later::{Later, Part};
use super::records::{Records, RecordsDialog};
use crate::browser::page;
use crate::changes::Changes;
use crate::pages::help::history::Reversal;
use crate::pages::task;
use crate::preferences;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::signed_in::SignedIn;
use crate::toasts::Toasts;
use crate::words::app;

/// Chooses the tenant by the address; one without a tenant becomes that of the last one.
#[component]
pub(super) fn Tenants(signed_in: SignedIn) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenants = signed_in.tenants.clone();
    provide_context(signed_in);
    let first = tenants.first().map(|card| card.id.clone());
    let named = Memo::new(move |_| router.route().tenant);
    Effect::new({
        let tenants = tenants.clone();
        move |_| {
            let route = router.route();
            if route.tenant.is_none() {
                let is_known = |id: &String| tenants.iter().any(|card| card.id == *id);
                let last = preferences::last_tenant().filter(is_known);
                let tenant = last.or_else(|| first.clone());
                router.rename(Route { tenant, ..route });
            }
        }
    });
    move || {
        let id = named.get()?;
        let card = tenants.iter().find(|card| card.id == id).cloned();
        Some(match card {
            Some(card) => Either::Left(view! { <Lives card /> }),
            None => Either::Right(view! { <NoSuchTenant id tenants=tenants.clone() /> }),
        })
    }
}

/// The app in one tenant, from its beginning whenever other records are in the place of those that
/// it knew: in another life the time may be earlier, and nothing of the two is ever mixed.
#[component]
fn Lives(card: TenantCard) -> impl IntoView {
    let router = expect_context::<Router>();
    let changes = expect_context::<Changes>();
    let id = card.id.clone();
    let replacements = Memo::new(move |_| changes.replacements(&id));
    let known = StoredValue::new(replacements.get_untracked());
    let toasts = Toasts::none();
    provide_context(toasts);
    let records = Records::of(&card);
    if let Some(records) = records {
        provide_context(records);
        provide_context(Reversal(
            (move || view! { <Later part=Part::Replaced(records) /> }).into(),
        ));
    }
    let in_this_life = move || {
        let replacements = replacements.get();
        if known.get_value() != replacements {
            known.set_value(replacements);
            task::forget_all(&card.id);
            // What they would take back was of the life before.
            toasts.forget();
            router.begin_anew();
        }
        view! { <InTenant card=card.clone() /> }
    };
    view! {
        {in_this_life}
        {records.map(|records| view! { <RecordsDialog records /> })}
    }
}

#[component]
fn NoSuchTenant(id: String, tenants: Vec<TenantCard>) -> impl IntoView {
    let heading = app::no_such_tenant(id);
    Effect::new({
        let heading = heading.clone();
        move |_| page::set_title(&heading.get())
    });
    let router = expect_context::<Router>();
    let link = move |card: TenantCard| {
        let href = router.href(&Route::new(card.id, Page::Home));
        view! { <li><a href=href>{card.name}</a></li> }
    };
    view! {
        <main class="main">
            <h1 tabindex="-1">{heading}</h1>
            <p>{app::choose_tenant()}</p>
            <ul>{tenants.into_iter().map(link).collect_view()}</ul>
        </main>
    }
}
