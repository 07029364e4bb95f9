//! Everything that was done or refused in the tenant: filtered in the address, and as a file.

pub(crate) mod discards;
mod filters;
mod table;

use flows::history::Filter;
use leptos::either::Either;
use leptos::prelude::*;
use wire::history::Event;

use super::help::history::Reversals;
use super::rule::AboutRules;
use crate::pages::unread::Unread;
use crate::reports::Reports;
use crate::router::Router;
use crate::routes::Page;
use crate::tenant::Tenant;
use crate::ui::Skeleton;
use crate::words::history;

use filters::Filters;
use table::table;

#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    let reports = expect_context::<Reports>();
    let router = expect_context::<Router>();
    let events = Memo::new(move |_| reports.history().map(|history| history.events));
    let trouble = move || reports.trouble().filter(|_| events.with(Option::is_none));
    let is_ready = move || events.with(Option::is_some) || trouble().is_some();
    view! {
        <Skeleton label=history::waiting() is_ready=Signal::derive(is_ready)>
            {move || {
                router.settle();
                match trouble() {
                    None => Either::Left(view! { <Shown events /> }),
                    Some(error) => Either::Right(view! { <Unread heading=history::not_read() error /> }),
                }
            }}
        </Skeleton>
    }
}

#[component]
fn Shown(events: Memo<Option<Vec<Event>>>) -> impl IntoView {
    let router = expect_context::<Router>();
    let name = expect_context::<Tenant>().card().name;
    let all = Memo::new(move |_| events.get().unwrap_or_default());
    let filter = Memo::new(move |_| match router.route().page {
        Page::History(filter) => filter,
        _ => Filter::default(),
    });
    let shown = Memo::new(move |_| {
        let filter = filter.get();
        let all = all.get().into_iter();
        all.filter(|event| filter.shows(event)).collect::<Vec<_>>()
    });
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{history::title()}</h1>
            <p class="lead">{history::lead(name)}</p>
        </header>
        <Reversals />
        <Filters all shown filter />
        {move || {
            let shown = shown.get();
            if shown.is_empty() {
                let none = if all.with(Vec::is_empty) {
                    history::empty()
                } else {
                    history::none_match()
                };
                Either::Left(view! { <p>{none}</p> })
            } else {
                Either::Right(table(&shown))
            }
        }}
        <AboutRules />
    }
}
