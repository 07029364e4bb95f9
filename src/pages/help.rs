//! Help as a page of its own: the same search as in the pane.

pub(crate) mod history;
pub(crate) mod pane;
pub(crate) mod results;
pub(crate) mod search;

use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::help;
use search::HelpSearch;

#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let query = Memo::new(move |_| match router.route().page {
        Page::Help(query) => query,
        _ => String::new(),
    });
    let search = move |query: String| {
        let pane = router.route().pane;
        router.rename(Route::new(tenant.id(), Page::Help(query)).with_pane(pane));
    };
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{help::title()}</h1>
        </header>
        <div class="help-page">
            <h2 class="visually-hidden">{help::search_heading()}</h2>
            <HelpSearch query on_query=Callback::new(search) />
        </div>
    }
}
