//! Home: where each protocol stands, why, until when, and what can be done.

mod advice;
mod confirmation;
mod layers;
mod lead;
mod next_step;
mod phases;
mod posts;
mod standings;

use leptos::prelude::*;
use policy::basic_auth_2022::{Phase, counts};
use policy::{Cloud, Role, Standing, Wish};
use wire::protocols::EndpointFacts;

use crate::pages::lapsing::Lapsing;
use crate::pages::rule::AboutRules;
use crate::pages::usage::{AllMonths, NotRead};
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::{home, people, usage};
use flows::diagnostic::Way;
use flows::diagnostic::reading::{Choice, choices};

use layers::LayersNotKnown;
use lead::lead;
use phases::Phases;
use standings::Standings;

#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let now = move || tenant.now();
    let choices = Memo::new(move |_| {
        let protocols = tenant.protocols();
        protocols
            .map(|protocols| choices(&protocols, &Way::of(protocols.cloud), now()))
            .unwrap_or_default()
    });
    let archived = Memo::new(move |_| {
        let Some(protocols) = tenant.protocols() else {
            return 0;
        };
        // One that has been asked for again needs no reminder.
        let is_void = |entry: &&EndpointFacts| {
            let facts = protocols.facts_of(entry, now());
            !entry.archived.is_empty() && !counts(&facts, Wish::OptOut)
        };
        count(protocols.endpoints.iter().filter(is_void))
    });
    let phase = Memo::new(move |_| Phase::at(now(), tenant.zone()));
    provide_context(posts::read());
    let cloud = tenant.card().cloud;
    // Nothing was blocked, and what is neither blocked nor opted out waits for it.
    let waits_for_draw = Memo::new(move |_| {
        let is = |standing| move |choice: &Choice| choice.decision.standing == standing;
        phase.get() == Phase::ReEnable
            && cloud == Cloud::Worldwide
            && choices.with(|choices| {
                choices.iter().any(is(Standing::Allowed))
                    && !choices
                        .iter()
                        .any(|choice| choice.facts.blocked_since.is_some())
            })
    });
    let is_other_admin = tenant.card().role == Role::OtherAdmin;
    let can_be_asked_for = Memo::new(move |_| {
        choices.with(|choices| choices.iter().any(|choice| choice.is_open_to_global_admin))
    });
    let is_open = move || matches!(phase.get(), Phase::OptOut | Phase::ReEnable);
    let renew = move || archived.get() > 0 && phase.get() == Phase::OptOut;

    view! {
        <header class="page-header">
            <h1 tabindex="-1">{home::title()}</h1>
            <p class="lead">{home::about()}</p>
            <p class="lead">
                {move || choices.with(|choices| lead(phase.get(), cloud, choices)).get()}
            </p>
        </header>
        <Show when=renew>
            <Notice tone=Tone::Warn heading=home::archived_heading(archived.get())>
                <p>{home::archived()}</p>
                <p>{home::archived_advice()}</p>
                <a href=move || to_ask(tenant)>{home::archived_action()}</a>
            </Notice>
        </Show>
        <Show when=move || is_other_admin && is_open()>
            <Notice tone=Tone::Info heading=home::not_global_admin_heading()>
                <p>{home::not_global_admin()}</p>
                <p>{home::not_global_admin_advice(people::list(&tenant.card().global_admins))}</p>
                <Show when=move || can_be_asked_for.get()>
                    <a href=move || to_ask(tenant)>{home::not_global_admin_action()}</a>
                </Show>
            </Notice>
        </Show>
        <Show when=move || waits_for_draw.get()>
            <Notice tone=Tone::Info heading=home::not_drawn_heading()>
                <p>{home::not_drawn()} " " <span class="rule">{"A15"}</span></p>
                <p>{home::not_drawn_advice()}</p>
                <a href=move || article(tenant, "block-it-yourself")>{home::not_drawn_action()}</a>
            </Notice>
        </Show>
        <Lapsing />
        {(cloud != Cloud::China).then(|| view! { <Phases /> })}
        <NotRead />
        <Standings />
        <section class="card stack" data-gap="small" aria-label=usage::about_heading()>
            <h2>{usage::about_heading()}</h2>
            <p>{usage::about()} " " <span class="rule">{"R11"}</span> " " <span class="rule">{"A5"}</span></p>
            <AllMonths />
        </section>
        <LayersNotKnown />
        <AboutRules />
    }
}

/// Where the tenant's cloud takes requests, and has a message to whoever may make them.
fn to_ask(tenant: Tenant) -> String {
    let page = match Way::of(tenant.card().cloud) {
        Way::Diagnostic => Page::Diagnostic(None),
        Way::Post(id) => Page::message(id),
    };
    expect_context::<Router>().href(&Route::new(tenant.id(), page))
}

fn article(tenant: Tenant, slug: &str) -> String {
    expect_context::<Router>().href(&Route::new(tenant.id(), Page::Article(slug.to_owned())))
}

/// A count as words take it; more than two thousand million protocols are not to be expected.
fn count(items: impl Iterator) -> i32 {
    i32::try_from(items.count()).unwrap_or(i32::MAX)
}
