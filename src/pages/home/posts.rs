//! The posts and notices that speak of a protocol's state, as links to them.

use flows::posts::{Posts, Word};
use leptos::prelude::*;

use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::home;

/// None before they were read.
pub(super) fn read() -> Memo<Posts> {
    let reports = expect_context::<Reports>();
    Memo::new(move |_| reports.history().map(Posts::from).unwrap_or_default())
}

pub(super) fn links(words: &[Word], tenant: Tenant) -> impl IntoView + use<> {
    let router = expect_context::<Router>();
    let link = |word: &Word| {
        let post = |id: &String| Page::Message(id.clone());
        let (page, text) = match word {
            Word::Announced(id) => (post(id), home::post_announced(id.clone())),
            Word::OnTheDay(id) => (Page::Issue(id.clone()), home::post_on_the_day(id.clone())),
            Word::Confirmed(id) => (post(id), home::post_confirmed(id.clone())),
            Word::End(id) => (post(id), home::post_end(id.clone())),
        };
        let href = router.href(&Route::new(tenant.id(), page));
        view! { <li><small><a href=href>{text}</a></small></li> }
    };
    let links = words.iter().map(link).collect_view();
    // A list has room for a finger between one link and the next.
    (!words.is_empty()).then(|| view! { <ul class="link-list" role="list">{links}</ul> })
}
