//! The usage reports of all months, as a chart, a table and a file.

mod chart;
mod table;

use flows::usage::Row;
use leptos::either::Either;
use leptos::prelude::*;

use super::rule::AboutRules;
use super::usage::NotRead;
use crate::pages::unread::Unread;
use crate::reports::Reports;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::Skeleton;
use crate::words::usage;

use chart::charts;
use table::UsageTable;

#[component]
pub(crate) fn UsagePage() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let reports = expect_context::<Reports>();
    let router = expect_context::<Router>();
    let rows = Memo::new(move |_| reports.months(&tenant.protocols()?, tenant.now()));
    let trouble = move || reports.trouble().filter(|_| rows.with(Option::is_none));
    let is_ready = move || rows.with(Option::is_some) || trouble().is_some();
    view! {
        <Skeleton label=usage::waiting() is_ready=Signal::derive(is_ready)>
            {move || {
                router.settle();
                match trouble() {
                    None => Either::Left(view! { <Shown rows /> }),
                    Some(error) => Either::Right(view! { <Unread heading=usage::not_read() error /> }),
                }
            }}
        </Skeleton>
    }
}

#[component]
fn Shown(rows: Memo<Option<Vec<Row>>>) -> impl IntoView {
    let shown = move || {
        rows.get().filter(|rows| !rows.is_empty()).map(|rows| {
            view! {
                {charts(&rows)}
                <UsageTable rows />
            }
        })
    };
    let is_empty = move || rows.with(|rows| rows.as_ref().is_some_and(Vec::is_empty));
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{usage::title()}</h1>
            <p class="lead">
                {usage::about()} " " <span class="rule">{"R11"}</span> " "
                <span class="rule">{"A5"}</span>
            </p>
            <p class="muted">{usage::sent_early()} " " <span class="rule">{"R12"}</span></p>
        </header>
        <NotRead />
        {shown}
        <Show when=is_empty><p>{usage::none_yet()}</p></Show>
        <AboutRules />
    }
}
