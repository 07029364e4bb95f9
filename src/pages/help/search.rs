//! Search as you type over diagnostics, pages and articles.

use flows::ticket::Lead;
use leptos::prelude::*;

use crate::help;
use crate::latest::latest;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Notice, SearchField, Tone};
use crate::words::{self, app, help as say};

use super::results::Results;

/// More would not be looked through.
const MOST: usize = 12;

#[component]
pub(crate) fn HelpSearch(
    /// What is looked for; it stands in the address.
    #[prop(into)]
    query: Signal<String>,
    on_query: Callback<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let index = latest(help::index);
    let hits = Memo::new(move |_| {
        let lang = help::lang(words::language());
        match index.get() {
            Some(Ok(index)) => index.search(&query.get(), lang, MOST),
            _ => Vec::new(),
        }
    });
    let is_searching = Memo::new(move |_| !query.with(|query| query.trim().is_empty()));
    let nearest = Memo::new(move |_| match index.get() {
        Some(Ok(index)) if is_searching.get() && hits.with(Vec::is_empty) => {
            index.nearest(&query.get(), help::lang(words::language()))
        }
        _ => Vec::new(),
    });
    let failed = move || matches!(index.get(), Some(Err(_)));
    let is_ready = Memo::new(move |_| index.with(|index| matches!(index, Some(Ok(_)))));
    let count = move || {
        let count = i32::try_from(hits.with(Vec::len)).unwrap_or(i32::MAX);
        (is_searching.get() && is_ready.get()).then(|| say::count(count).get())
    };
    // Enter opens the best result, which is the first of the list.
    let open_first = move |()| {
        if let Some(hit) = hits.with_untracked(|hits| hits.first().cloned()) {
            router.go(Route::below(&tenant.id(), &hit.address));
        }
    };
    view! {
        <SearchField
            label=say::search()
            clear_label=say::clear()
            value=query
            on_input=on_query
            on_submit=Callback::new(open_first)
        />
        <p class="visually-hidden" role="status">
            {count}
        </p>
        <Show when=failed>
            <Notice tone=Tone::Bad heading=say::not_fetched()>
                <p>{say::not_fetched_advice()}</p>
            </Notice>
        </Show>
        <Show when=move || is_searching.get() fallback=Examples>
            <Show when=move || is_ready.get()>
                <Results hits nearest />
            </Show>
        </Show>
        <ToSupport query />
    }
}

/// A ticket for whoever is not helped here; it carries what was looked for.
#[component]
fn ToSupport(query: Signal<String>) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let search = Memo::new(move |_| query.with(|query| query.trim().to_owned()));
    let href = move || {
        let lead = Lead::searched(search.get());
        router.href(&Route::new(tenant.id(), Page::Support(lead)))
    };
    let label = move || match search.get() {
        search if search.is_empty() => app::support().get(),
        search => say::ask_about(search).get(),
    };
    view! { <p>{say::unsolved()} " " <a href=href>{label}</a></p> }
}

/// What an administrator could look for, while nothing is typed.
#[component]
fn Examples() -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let entry = move |address: &str, label: words::Text| {
        let href = router.href(&Route::below(&tenant.id(), address));
        view! { <li><a href=href>{label}</a></li> }
    };
    view! {
        <p class="muted">{say::hint()}</p>
        <h3>{say::often_wanted()}</h3>
        <ul class="link-list" role="list">
            {entry("help/diagnostics/basic-auth", say::open_diagnostic())}
            {entry("help/articles/once-per-protocol", say::open_once())}
            {entry("help/articles/opt-out-and-receipts", say::open_opt_out())}
            {entry("help/articles/block-it-yourself", say::open_block())}
        </ul>
    }
}
