//! Timeline: the notice's flow chart, with the tenant's place in it, as a drawing and as a list; and
//! the dates of the programme and of the tenant.

mod dates;
mod drawing;
mod node;
mod steps;
pub(crate) mod what_if;

use flows::chart::{Here, here};
use flows::what_if::Supposition;
use leptos::prelude::*;
use policy::basic_auth_2022::chart::is_charted;

use crate::pages::corrections::all_corrections;
use crate::pages::rule::AboutRules;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::timeline;

use dates::Dates;
use drawing::{Drawing, Links};
use steps::Steps;

#[component]
pub(crate) fn TimelinePage() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let cloud = tenant.card().cloud;
    let here = Memo::new(move |_| {
        let protocols = tenant.protocols();
        protocols.map_or_else(Here::default, |protocols| here(&protocols, tenant.now()))
    });
    let what_if = Page::WhatIf(Supposition::Nothing);
    let what_if = expect_context::<Router>().href(&Route::new(tenant.id(), what_if));
    let charted = move || {
        view! {
            <Show when=move || here.with(Here::is_empty)>
                <p>{timeline::not_begun()}</p>
            </Show>
            <section class="card stack" aria-label=timeline::chart()>
                <h2>{timeline::chart()}</h2>
                <Drawing here cloud links=Links::ToWhereItIsDone />
            </section>
            <Steps here cloud />
        }
    };
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{timeline::title()}</h1>
            <p class="lead">{timeline::lead()} " " <span class="rule">{"R53"}</span></p>
        </header>
        <p><a href=what_if>{timeline::to_what_if()}</a></p>
        {if is_charted(cloud) {
            charted().into_any()
        } else {
            view! { <NotCharted /> }.into_any()
        }}
        <Dates />
        {all_corrections()}
        <AboutRules />
    }
}

/// The chart is about the programme of 2022, and not every cloud is.
#[component]
fn NotCharted() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let article = Page::Article("government-and-china-clouds".to_owned());
    let href = expect_context::<Router>().href(&Route::new(tenant.id(), article));
    view! {
        <p>{timeline::not_charted()} " " <span class="rule">{"A10"}</span></p>
        <p><a href=href>{timeline::other_clouds()}</a></p>
    }
}
