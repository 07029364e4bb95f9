//! The posts and notices that speak of a protocol's state, as links to them.

use flows::posts::{Posts, Word};
use leptos::prelude::*;

use crate::pages::case::word_way;
use crate::reports::Reports;
use crate::router::Router;
use crate::tenant::Tenant;

/// None before they were read.
pub(super) fn read() -> Memo<Posts> {
    let reports = expect_context::<Reports>();
    Memo::new(move |_| reports.history().map(Posts::from).unwrap_or_default())
}

pub(super) fn links(words: &[Word], tenant: Tenant) -> impl IntoView + use<> {
    let router = expect_context::<Router>();
    let link = |word: &Word| {
        let (route, text) = word_way(word, tenant);
        view! { <li><small><a href=router.href(&route)>{text}</a></small></li> }
    };
    let links = words.iter().map(link).collect_view();
    // A list has room for a finger between one link and the next.
    (!words.is_empty()).then(|| view! { <ul class="link-list" role="list">{links}</ul> })
}
