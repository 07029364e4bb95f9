//! What belongs to one protocol, as links from each of it to the others.

use flows::case::{Case, Link};
use flows::posts::Word;
use flows::ticket::Lead;
use leptos::prelude::*;
use policy::{Endpoint, Protocol};

use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Pane, Route, Settings};
use crate::tenant::Tenant;
use crate::words::{Text, case, home, support, vocabulary};

/// The cases that a post or notice speaks of; nothing where it speaks of none.
#[component]
pub(crate) fn CasesOf(message: String) -> impl IntoView {
    let reports = expect_context::<Reports>();
    let spoken_of = Memo::new(move |_| {
        let mut cases = reports.cases();
        cases.retain(|case| case.has_message(&message));
        for case in &mut cases {
            case.links.retain(|link| !link.is_message(&message));
        }
        cases
    });
    let row = |Case { protocol, links }| {
        let name = vocabulary::endpoint(Endpoint::Protocol(protocol));
        view! { <li><h3>{name}</h3>{list(protocol, &links)}</li> }
    };
    let rows = move || spoken_of.get().into_iter().map(row).collect_view();
    view! {
        <Show when=move || spoken_of.with(|cases| !cases.is_empty())>
            <section class="cases" aria-label=case::heading()>
                <h2>{case::heading()}</h2>
                <ul class="cases__list" role="list">{rows}</ul>
            </section>
        </Show>
    }
}

/// The case of a protocol, where it is not what the page is about: unfolded on demand.
#[component]
pub(crate) fn CaseBelow(
    protocol: Protocol,
    /// What the reader has before them.
    here: Link,
) -> impl IntoView {
    let name = vocabulary::endpoint(Endpoint::Protocol(protocol));
    view! {
        <details class="case">
            <summary>{case::of(name)}</summary>
            <CaseOf protocol here />
        </details>
    }
}

/// The case of a protocol, on a page that is itself a part of it.
#[component]
pub(crate) fn CaseOf(
    protocol: Protocol,
    /// What the reader has before them.
    here: Link,
) -> impl IntoView {
    let reports = expect_context::<Reports>();
    let links = Memo::new(move |_| {
        let cases = reports.cases().into_iter();
        let mut case = cases.filter(|case| case.protocol == protocol);
        let mut links = case.next().map_or_else(Vec::new, |case| case.links);
        links.retain(|link| *link != here);
        links
    });
    move || links.with(|links| (!links.is_empty()).then(|| list(protocol, links)))
}

fn list(protocol: Protocol, links: &[Link]) -> impl IntoView + use<> {
    let (router, tenant) = (expect_context::<Router>(), expect_context::<Tenant>());
    let link = |link: &Link| {
        let (route, text) = way(link, protocol, tenant, router);
        view! { <li><a href=router.href(&route)>{text}</a></li> }
    };
    let links = links.iter().map(link).collect_view();
    view! { <ul class="link-list" role="list">{links}</ul> }
}

fn way(link: &Link, protocol: Protocol, tenant: Tenant, router: Router) -> (Route, Text) {
    let name = vocabulary::endpoint(Endpoint::Protocol(protocol));
    let to = |page| Route::new(tenant.id(), page);
    match link {
        Link::Word(word) => word_way(word, tenant),
        Link::Receipt(number) => (
            router.route_untracked().with_pane(Some(Pane::History)),
            home::receipt(number.clone()),
        ),
        Link::Diagnostic => (to(Page::Diagnostic(Some(protocol))), case::diagnostic(name)),
        Link::Setting => (
            to(Page::Settings(Settings::ModernAuthentication)),
            case::setting(name),
        ),
        Link::Support => (
            to(Page::Support(Lead::about(protocol))),
            support::contact_about(name),
        ),
    }
}

/// Where a post or notice is, and what it says of a protocol.
pub(crate) fn word_way(word: &Word, tenant: Tenant) -> (Route, Text) {
    let post = |id: &String| Page::message(id);
    let (page, text) = match word {
        Word::Announced(id) => (post(id), home::post_announced(id.clone())),
        Word::OnTheDay(id) => (Page::Issue(id.clone()), home::post_on_the_day(id.clone())),
        Word::Confirmed(id) => (post(id), home::post_confirmed(id.clone())),
        Word::End(id) => (post(id), home::post_end(id.clone())),
    };
    (Route::new(tenant.id(), page), text)
}
