//! Search as you type over diagnostics, pages and articles.

use leptos::prelude::*;

use crate::help;
use crate::latest::latest;
use crate::router::Router;
use crate::routes::Route;
use crate::tenant::Tenant;
use crate::ui::{Notice, SearchField, Tone};
use crate::words::{self, help as say};

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
    let failed = move || matches!(index.get(), Some(Err(_)));
    let is_searching = Memo::new(move |_| !query.with(|query| query.trim().is_empty()));
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
                <Results hits />
            </Show>
        </Show>
    }
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
