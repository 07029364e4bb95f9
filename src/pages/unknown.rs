//! An address that leads nowhere: says so and offers the search.

use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{help, unknown};

use super::help::search::HelpSearch;

#[component]
pub(crate) fn UnknownPage() -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let home = router.href(&Route::new(tenant.id(), Page::Home));
    let query = RwSignal::new(String::new());
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{unknown::title()}</h1>
            <p class="lead">{unknown::advice()}</p>
            <p><a href=home>{unknown::home()}</a></p>
        </header>
        <div class="help-page">
            <h2 class="visually-hidden">{help::search_heading()}</h2>
            <HelpSearch query on_query=Callback::new(move |text| query.set(text)) />
        </div>
    }
}
