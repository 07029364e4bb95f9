//! The posts and notices that speak of a protocol's state, as links to them.

use flows::posts::{Posts, Word};
use leptos::prelude::*;

use crate::api::Api;
use crate::latest::latest;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::home;

/// Reads them now and whenever something may have changed; none until the first answer.
pub(super) fn read() -> Memo<Posts> {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let history = latest(move || {
        tenant.track();
        let api = api.clone();
        async move { api.history(&tenant.id()).await }
    });
    // What was read once stays when it cannot be read again.
    Memo::new(move |before: Option<&Posts>| match history.get() {
        Some(Ok(history)) => history.into(),
        _ => before.cloned().unwrap_or_default(),
    })
}

pub(super) fn links(words: &[Word], tenant: Tenant) -> impl IntoView + use<> {
    let router = expect_context::<Router>();
    let link = |word: &Word| {
        let (id, text) = match word {
            Word::Announced(id) => (id, home::post_announced(id.clone())),
            Word::OnTheDay(id) => (id, home::post_on_the_day(id.clone())),
            Word::Confirmed(id) => (id, home::post_confirmed(id.clone())),
            Word::End(id) => (id, home::post_end(id.clone())),
        };
        let href = router.href(&Route::new(tenant.id(), Page::Message(id.clone())));
        view! { <small><a href=href>{text}</a></small> }
    };
    words.iter().map(link).collect_view()
}
