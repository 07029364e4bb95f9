//! Message center: the posts of the tenant, narrowed, searched and marked, and the one that is read.
//!
//! The style sheet puts it beside the list where there is room, else in its place.

mod bulk;
mod narrow;
mod post_row;
pub(crate) mod words;

use std::collections::BTreeSet;

use chrono::{DurationRound, TimeDelta};
use flows::messages::Filter;
use leptos::either::Either;
use leptos::prelude::*;

use super::message::{MessagePage, Shown};
use crate::message_center::MessageCenter;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Button, LongList, Notice, PRINTED, Skeleton, Tone};
use crate::words::{app, messages};

use bulk::Bulk;
use narrow::Narrow;
use post_row::cells;

#[component]
pub(crate) fn MessagesPage() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let center = expect_context::<MessageCenter>();
    center.want();
    let filter = Memo::new(move |_| router.route().page.filter());
    let open = Memo::new(move |_| router.route().page.post().cloned());
    let narrow = Callback::new(move |filter| {
        let page = match open.get_untracked() {
            Some(id) => Page::Message(id, filter),
            None => Page::Messages(filter),
        };
        router.rename(Route {
            page,
            ..router.route_untracked()
        });
    });
    // What is due changes with the time, and no second matters.
    let minute = Memo::new(move |_| {
        let now = tenant.now();
        now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now)
    });
    let listed = Memo::new(move |before: Option<&Listed>| {
        let filter = filter.get();
        // Whoever reads a post among the unread has read it, and still sees where it stood.
        let stays = open.get().filter(|open| {
            let before = before.filter(|before| before.by == filter);
            before.is_some_and(|before| before.ids.contains(open))
        });
        Listed {
            ids: center.taken(&filter, minute.get(), stays.as_deref()),
            by: filter,
        }
    });
    let shown = Memo::new(move |_| listed.with(|listed| listed.ids.clone()));
    let selected = RwSignal::new(BTreeSet::new());
    let is_read = Signal::derive(move || center.progress().is_some());
    let failed = move || center.trouble().filter(|_| !is_read.get());
    let list = move || {
        view! {
            <Narrow filter on_change=narrow />
            <p role="status" class="muted">{move || status(&center, &filter.get(), shown.with(Vec::len))}</p>
            <section class="card posts" data-flush="" aria-label=messages::list()>
                <Bulk shown selected />
                <LongList
                    label=messages::list()
                    columns=vec![
                        messages::column_select().into(),
                        app::message().into(),
                        messages::column_favorite().into(),
                    ]
                    count=Signal::derive(move || shown.with(Vec::len))
                    key=Callback::new(move |at: usize| {
                        shown.with(|shown| shown.get(at).cloned().unwrap_or_default())
                    })
                    cells=Callback::new(move |id| cells(id, filter, selected))
                    is_selected=Callback::new(move |id: String| {
                        selected.with(|selected| selected.contains(&id))
                    })
                    open
                />
                <Show when=move || shown.with(Vec::is_empty)>
                    <Nothing filter on_change=narrow />
                </Show>
            </section>
            <Show when=move || { shown.with(Vec::len) > PRINTED }>
                <p class="posts__beyond">{move || beyond(shown.with(Vec::len))}</p>
            </Show>
        }
    };
    view! {
        <div class="mail">
            <NotMarked />
            <div class="mail__columns" data-open=move || open.with(Option::is_some).then_some("")>
                <div class="mail__list">
                    <Header is_beside=Signal::derive(move || open.with(Option::is_some)) />
                    <Show
                        when=move || failed().is_none()
                        fallback=move || view! { <NotRead /> }
                    >
                        <Skeleton label=messages::waiting() is_ready=is_read>
                            {list()}
                        </Skeleton>
                    </Show>
                </div>
                {move || open.get().map(|id| view! {
                    <div class="mail__post">
                        <MessagePage id shown=Shown::Text />
                    </div>
                })}
            </div>
        </div>
    }
}

/// The posts that a filter takes, by their ids.
#[derive(PartialEq)]
struct Listed {
    by: Filter,
    ids: Vec<String>,
}

/// Beside a post that is read the page has the name of that.
#[component]
fn Header(is_beside: Signal<bool>) -> impl IntoView {
    let title = move || {
        if is_beside.get() {
            Either::Left(view! { <p class="page-header__name">{messages::title()}</p> })
        } else {
            Either::Right(view! { <h1 tabindex="-1">{messages::title()}</h1> })
        }
    };
    view! {
        <header class="page-header">
            {title}
            <p class="lead">{messages::lead()}</p>
        </header>
    }
}

/// That the paper does not have all of them.
fn beyond(count: usize) -> String {
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    messages::printed(number(PRINTED), number(count)).get()
}

/// How many there are, and how many of them are known so far.
fn status(center: &MessageCenter, filter: &Filter, shown: usize) -> Option<String> {
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let (known, total) = center.progress()?;
    let count = messages::count(number(shown)).get();
    if known >= total {
        return Some(count);
    }
    let (known, total) = (number(known), number(total));
    let so_far = if filter.text.is_empty() {
        messages::read_so_far(known, total)
    } else {
        messages::searched(known, total)
    };
    Some(format!("{count} · {}", so_far.get()))
}

#[component]
fn Nothing(filter: Memo<Filter>, on_change: Callback<Filter>) -> impl IntoView {
    let is_narrowed = move || filter.get() != Filter::default();
    view! {
        <div class="posts__nothing">
            <p>{move || if is_narrowed() { messages::nothing() } else { messages::none() }.get()}</p>
            <Show when=is_narrowed>
                <Button
                    label=messages::show_all()
                    on_press=Callback::new(move |()| on_change.run(Filter::default()))
                />
            </Show>
        </div>
    }
}

#[component]
fn NotRead() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let center = expect_context::<MessageCenter>();
    let trouble = move || center.trouble().map(|error| view! { <Trouble error /> });
    view! {
        <Notice tone=Tone::Bad heading=messages::not_read() announced=true>
            {trouble}
            <Button label=app::try_again() on_press=Callback::new(move |()| tenant.refresh()) />
        </Notice>
    }
}

/// What was marked is as it was before.
#[component]
fn NotMarked() -> impl IntoView {
    let center = expect_context::<MessageCenter>();
    move || {
        center.unmarked().map(|error| {
            view! {
                <Notice tone=Tone::Bad heading=messages::not_marked() announced=true>
                    <Trouble error />
                </Notice>
            }
        })
    }
}
