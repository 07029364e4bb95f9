//! What if: an assumption, which the address holds as a whole, and what would come of it.
//!
//! Nothing here can be sent: what is changed is the address.

mod assume;
mod outcome;
mod supposed;

use flows::what_if::{Assumption, Event, Misread, Supposition};
use leptos::prelude::*;

use crate::pages::rule::AboutRules;
use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Button, Notice, Skeleton, Tone};
use crate::words::{app, history, what_if};

use assume::Assume;
use outcome::OutcomeShown;
use supposed::SupposedList;

#[component]
pub(crate) fn WhatIfPage() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let reports = expect_context::<Reports>();
    let supposition = Memo::new(move |_| match router.route().page {
        Page::WhatIf(supposition) => supposition,
        _ => Supposition::Nothing,
    });
    let assumption = Memo::new(move |_| match supposition.get() {
        Supposition::This(assumption) => Some(assumption),
        Supposition::Misread(..) => None,
        Supposition::Nothing => {
            let (protocols, history) = (tenant.protocols()?, reports.history()?);
            Some(Assumption::of(&protocols, &history.events, tenant.now()))
        }
    });
    let happen = Callback::new(move |event: Event| {
        if let Some(assumption) = assumption.get_untracked() {
            let page = Page::WhatIf(Supposition::This(assumption.next(event)));
            router.rename(Route {
                page,
                ..router.route_untracked()
            });
        }
    });
    let misread = Memo::new(move |_| match supposition.get() {
        Supposition::Misread(fault, _) => Some(fault),
        _ => None,
    });
    let is_ready = Memo::new(move |_| assumption.with(Option::is_some));
    // The tenant as it is was asked for, and could not be read.
    let failed = move || {
        let is_missing = !is_ready.get() && misread.with(Option::is_none);
        reports.trouble().filter(|_| is_missing)
    };
    let shown = move || {
        view! {
            <Assume assumption happen />
            <SupposedList assumption happen />
            <OutcomeShown assumption />
        }
    };
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{what_if::title()}</h1>
            <p class="lead">{what_if::lead()}</p>
        </header>
        <Notice tone=Tone::Warn heading=what_if::assumption()>
            <p>{what_if::about(tenant.card().name)}</p>
        </Notice>
        {move || misread.get().map(|fault| view! { <NotUnderstood fault /> })}
        {move || failed().map(|error| view! {
            <Notice tone=Tone::Bad heading=history::not_read()>
                <Trouble error />
                <Button label=app::try_again() on_press=Callback::new(move |()| tenant.refresh()) />
            </Notice>
        })}
        <Show when=move || misread.with(Option::is_none) && failed().is_none()>
            <Skeleton label=app::reading() is_ready>{shown()}</Skeleton>
        </Show>
        <p><a href=to(tenant, router, Page::Timeline)>{what_if::to_timeline()}</a></p>
        <AboutRules />
    }
}

/// Says what of the address cannot be read. Nothing is assumed then.
#[component]
fn NotUnderstood(fault: Misread) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let sentence = match fault {
        Misread::Member(name, value) => what_if::misread_member(name, value),
        Misread::Missing(name) => what_if::misread_missing(name),
    };
    let anew = to(tenant, router, Page::WhatIf(Supposition::Nothing));
    view! {
        <Notice tone=Tone::Bad heading=what_if::misread_heading()>
            <p>{sentence}</p>
            <a href=anew>{what_if::begin_anew()}</a>
        </Notice>
    }
}

fn to(tenant: Tenant, router: Router, page: Page) -> String {
    router.href(&Route::new(tenant.id(), page))
}
