//! Everything that happened in the tenant: receipts, refusals, notices, blocks; newest first.

use flows::case::Link;
use flows::history::Filter;
use leptos::prelude::*;
use policy::Endpoint;
use wire::history::Event;

use crate::api::Api;
use crate::latest::latest;
use crate::pages::case::CaseBelow;
use crate::pages::event::{Changed, badge, changed, details, message, number, subject};
use crate::pages::history::discards::DiscardList;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Notice, Tone};
use crate::words::{help, history};

/// What the shell can take back although it is no event of the tenant. It stands above the events.
#[derive(Clone)]
pub(crate) struct Reversal(pub(crate) ViewFn);

/// All that can still be taken back.
#[component]
pub(crate) fn Reversals() -> impl IntoView {
    view! {
        {use_context::<Reversal>().map(|Reversal(view)| view.run())}
        <DiscardList />
    }
}

#[component]
pub(crate) fn HistoryList() -> impl IntoView {
    let api = expect_context::<Api>();
    let tenant = expect_context::<Tenant>();
    let events = latest(move || {
        tenant.track();
        let api = api.clone();
        async move { api.history(&tenant.id()).await }
    });
    let list = move || {
        let Some(Ok(history)) = events.get() else {
            return None;
        };
        Some(
            history
                .events
                .into_iter()
                .map(|event| view! { <Entry event /> })
                .collect_view(),
        )
    };
    let failed = move || match events.get() {
        Some(Err(error)) => Some(error),
        _ => None,
    };
    let is_empty = move || matches!(events.get(), Some(Ok(history)) if history.events.is_empty());
    let router = expect_context::<Router>();
    let whole = router.href(&Route::new(tenant.id(), Page::History(Filter::default())));
    view! {
        {move || failed().map(|error| view! {
            <Notice tone=Tone::Bad heading=history::not_read()><Trouble error /></Notice>
        })}
        <Reversals />
        <p><a href=whole>{history::whole()}</a></p>
        <Show when=is_empty><p>{history::empty()}</p></Show>
        <ol class="history" role="list" aria-label=help::history()>{list}</ol>
    }
}

#[component]
fn Entry(event: Event) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let details = details(&event, tenant).into_iter();
    let details = details.map(|text| view! { <p>{text}</p> });
    let changed = changed(&event).into_iter();
    let changed = changed.map(
        |Changed {
             what,
             before,
             after,
         }| {
            let text = match what {
                Some(what) => history::changed(after, before, what),
                None => history::from_to(after, before),
            };
            view! { <p>{text}</p> }
        },
    );
    let number = number(&event);
    let number = number.map(|number| view! { <span class="receipt-card__number">{number}</span> });
    let message = message(&event, tenant).map(|(id, route)| {
        let href = expect_context::<Router>().href(&route);
        view! { <a class="message__number" href=href>{id}</a> }
    });
    let subject = subject(&event).map(Signal::<String>::from);
    let rule = event
        .rule
        .map(|rule| view! { <span class="rule">{rule}</span> });
    let by = event.by.map(|by| view! { " · " {by.address} });
    let case = event.protocol.and_then(|endpoint| {
        let Endpoint::Protocol(protocol) = endpoint else {
            return None;
        };
        let here = Link::Receipt(event.receipt.clone().unwrap_or_default());
        Some(view! { <CaseBelow protocol here /> })
    });
    let at = event.at;
    view! {
        <li class="history__event">
            <p class="history__heading">
                {badge(event.kind)} " " <strong>{subject}</strong> " " {number} {message}
            </p>
            {details.collect_view()}
            {changed.collect_view()}
            <p class="history__meta">
                <time datetime=at.to_rfc3339()>{history::at(tenant.time(at))}</time> {by} " " {rule}
            </p>
            {case}
        </li>
    }
}
