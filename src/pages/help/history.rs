//! Everything that happened in the tenant: receipts, refusals, notices, blocks; newest first.

use flows::case::Link;
use leptos::prelude::*;
use policy::{Endpoint, Wish};
use wire::history::{Event, EventKind};

use crate::api::Api;
use crate::latest::latest;
use crate::pages::case::CaseBelow;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::trouble;
use crate::ui::{Notice, Tone, ToneBadge};
use crate::words::{Day, Text, help, history, vocabulary};

/// What the shell can take back although it is no event of the tenant. It stands above the events.
#[derive(Clone)]
pub(crate) struct Reversal(pub(crate) ViewFn);

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
        Some(Err(error)) => Some(trouble::sentence(&error)),
        _ => None,
    };
    let is_empty = move || matches!(events.get(), Some(Ok(history)) if history.events.is_empty());
    view! {
        {move || failed().map(|sentence| view! {
            <Notice tone=Tone::Bad heading=history::not_read()><p>{sentence}</p></Notice>
        })}
        {use_context::<Reversal>().map(|Reversal(view)| view.run())}
        <Show when=is_empty><p>{history::empty()}</p></Show>
        <ol class="history" role="list" aria-label=help::history()>{list}</ol>
    }
}

#[component]
fn Entry(event: Event) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let protocol = event.protocol.map(vocabulary::endpoint);
    let receipt = event.receipt.clone();
    let announced = event.day.map(|date| {
        history::named_day(Day {
            date,
            zone: tenant.zone(),
        })
    });
    let wish = event.wish.map(|wish| match wish {
        Wish::OptOut => history::opt_out(),
        Wish::ReEnable => history::re_enable(),
    });
    let reason = event.reason.map(vocabulary::reason);
    let relief = event.relief.map(vocabulary::relief);
    let changes = event.changes.iter().map(|change| {
        let position = |is_on| vocabulary::position(change.setting, is_on);
        let (before, after) = (position(change.before), position(change.after));
        let text = history::changed(after, before, vocabulary::setting(change.setting));
        view! { <p>{text}</p> }
    });
    let changes = changes.collect_view();
    let policy = event.policy.clone().map(history::in_policy);
    let number = event
        .receipt
        .or(event.ticket)
        .map(|number| view! { <span class="receipt-card__number">{number}</span> });
    let message = event.message.map(|id| {
        let page = match event.kind {
            EventKind::HealthNotice => Page::Issue(id.clone()),
            _ => Page::Message(id.clone()),
        };
        let href = expect_context::<Router>().href(&Route::new(tenant.id(), page));
        view! { <a class="message__number" href=href>{id}</a> }
    });
    let rule = event
        .rule
        .map(|rule| view! { <span class="rule">{rule}</span> });
    let by = event.by.map(|by| view! { " · " {by.address} });
    let case = event.protocol.and_then(|endpoint| {
        let Endpoint::Protocol(protocol) = endpoint else {
            return None;
        };
        let here = Link::Receipt(receipt.unwrap_or_default());
        Some(view! { <CaseBelow protocol here /> })
    });
    let at = event.at;
    view! {
        <li class="history__event">
            <p class="history__heading">
                <ToneBadge tone=tone(event.kind) label=vocabulary::event(event.kind) /> " "
                <strong>{join(wish, protocol).map(Signal::<String>::from)}</strong> " "
                {number} {message}
            </p>
            {announced.map(|text| view! { <p>{text}</p> })}
            {reason.map(|text| view! { <p>{text}</p> })}
            {relief.map(|text| view! { <p>{text}</p> })}
            {changes}
            {policy.map(|text| view! { <p>{text}</p> })}
            <p class="history__meta">
                <time datetime=at.to_rfc3339()>{history::at(tenant.time(at))}</time> {by} " " {rule}
            </p>
            {case}
        </li>
    }
}

/// "Opt-out: IMAP4", or whichever of the two there is.
fn join(wish: Option<Text>, protocol: Option<Text>) -> Option<Text> {
    match (wish, protocol) {
        (Some(wish), Some(protocol)) => Some(history::wish_for(protocol, wish)),
        (wish, protocol) => wish.or(protocol),
    }
}

pub(crate) fn tone(kind: EventKind) -> Tone {
    match kind {
        EventKind::RequestAccepted | EventKind::Reopened => Tone::Ok,
        EventKind::RequestRefused | EventKind::Blocked => Tone::Bad,
        EventKind::RequestArchived
        | EventKind::RequestClosed
        | EventKind::BlockAnnounced
        | EventKind::RetirementAnnounced => Tone::Warn,
        EventKind::HealthNotice
        | EventKind::TicketOpened
        | EventKind::TicketAnswered
        | EventKind::MessagePosted
        | EventKind::PolicyChanged => Tone::Info,
        EventKind::Retired => Tone::Idle,
    }
}
