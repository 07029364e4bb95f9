//! The tenant's newest tickets, each with what support did, as read back from the far side.

use leptos::prelude::*;
use policy::Endpoint;
use wire::ticket::{Answer, Relieved, Ticket};

use super::elsewhere::{Elsewhere, ElsewhereLink};
use crate::api::{Api, ApiError};
use crate::latest::latest;
use crate::pages::copy::CopyButton;
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Glyph, Notice, Tone, ToneBadge};
use crate::words::{Argument, Text, support, vocabulary};

/// More than these are in the history.
const NEWEST: usize = 5;

/// What the far side last said; nothing until its first answer.
#[derive(Clone, Copy)]
pub(super) struct Tickets(Memo<Option<Result<Vec<Ticket>, ApiError>>>);

impl Tickets {
    /// Reads them now and whenever something may have changed.
    pub(super) fn read() -> Self {
        let api = expect_context::<Api>();
        let tenant = expect_context::<Tenant>();
        let answer = latest(move || {
            tenant.track();
            let api = api.clone();
            async move { api.tickets(&tenant.id()).await }
        });
        let tickets = move |_: Option<&_>| Some(answer.get()?.map(|answer| answer.tickets));
        Self(Memo::new(tickets))
    }

    /// Whether support has answered this one, tracked.
    pub(super) fn is_answered(self, number: &str) -> bool {
        let is_it = |ticket: &&Ticket| ticket.number == number;
        self.with_all(|all| all.iter().find(is_it).is_some_and(|it| it.answer.is_some()))
    }

    fn with_all<T>(self, of: impl FnOnce(&[Ticket]) -> T) -> T {
        self.0.with(|answer| match answer {
            Some(Ok(tickets)) => of(tickets),
            _ => of(&[]),
        })
    }

    fn trouble(self) -> Option<ApiError> {
        self.0.with(|answer| match answer {
            Some(Err(error)) => Some(error.clone()),
            _ => None,
        })
    }
}

#[component]
pub(super) fn TicketList() -> impl IntoView {
    let tickets = expect_context::<Tickets>();
    let count = Memo::new(move |_| tickets.with_all(<[Ticket]>::len));
    let newest = Memo::new(move |_| {
        tickets.with_all(|all| all.iter().take(NEWEST).cloned().collect::<Vec<_>>())
    });
    view! {
        {move || tickets.trouble().map(|error| view! {
            <Notice tone=Tone::Bad heading=support::tickets_not_read()><Trouble error /></Notice>
        })}
        <Show when=move || { count.get() > 0 }>
            <section class="stack" aria-label=support::tickets()>
                <h2>{support::tickets()}</h2>
                <For
                    each=move || newest.get()
                    // Once answered it is drawn anew; until then it keeps its place and the focus.
                    key=|ticket| (ticket.number.clone(), ticket.answer.is_some())
                    let:ticket
                >
                    <TicketCard ticket />
                </For>
                <Show when=move || { count.get() > NEWEST }>
                    <p>{support::older_tickets()}</p>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn TicketCard(ticket: Ticket) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let copied = as_text(&ticket, tenant);
    let about = about(&ticket);
    let (tone, label) = state(&ticket);
    let is_open = ticket.answer.is_none();
    let opened_at = ticket.opened_at;
    let written = (!ticket.text.is_empty()).then_some(ticket.text);
    view! {
        <article class="receipt-card" data-tone=tone.name()>
            <header class="receipt-card__header">
                <h3 class="receipt-card__heading receipt-card__number">{ticket.number.clone()}</h3>
                <ToneBadge tone label glyph=is_open.then_some(Glyph::ClockFilled) />
            </header>
            <p class="receipt-card__meta">
                <time datetime=opened_at.to_rfc3339()>{support::opened_at(tenant.time(opened_at))}</time>
                " · " {ticket.by.address}
            </p>
            {about.map(|text| view! { <p>{text}</p> })}
            {ticket.answer.map(|answer| view! { <Reliefs answer /> })}
            {written.map(|text| view! { <blockquote class="quote">{text}</blockquote> })}
            {ticket.search.map(|search| view! {
                <p class="receipt-card__meta">{support::searched_for(search)}</p>
            })}
            <CopyButton label=support::copy(ticket.number) text=copied />
        </article>
    }
}

/// What support did about each protocol, and when.
#[component]
fn Reliefs(answer: Answer) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let at = answer.at;
    let relieved = |Relieved {
                        protocol,
                        relief,
                        rule,
                    }| {
        let elsewhere = Elsewhere::instead_of(relief, protocol);
        view! {
            <li>
                <strong>{vocabulary::endpoint(Endpoint::Protocol(protocol))}</strong> " "
                {vocabulary::relief(relief)} " " <span class="rule">{rule}</span>
                {elsewhere.map(|to| view! { " " <ElsewhereLink to /> })}
            </li>
        }
    };
    let names_none = answer.reliefs.is_empty();
    let reliefs = answer.reliefs.into_iter().map(relieved).collect_view();
    view! {
        <p class="receipt-card__meta">
            <time datetime=at.to_rfc3339()>{support::answered_at(tenant.time(at))}</time>
        </p>
        {names_none.then(|| view! { <p>{support::answered_none()}</p> })}
        {(!names_none).then(|| view! { <ul class="stack" data-gap="small" role="list">{reliefs}</ul> })}
    }
}

/// How the ticket is marked. A lifted block is worth a look of its own; the rest are words.
fn state(ticket: &Ticket) -> (Tone, Text) {
    match &ticket.answer {
        None => (Tone::Warn, support::open()),
        Some(answer) => {
            let mut reliefs = answer.reliefs.iter();
            let tone = if reliefs.any(|it| it.relief.lifts()) {
                Tone::Ok
            } else {
                Tone::Idle
            };
            (tone, support::answered())
        }
    }
}

/// What an open ticket is about; an answer says it protocol by protocol.
fn about(ticket: &Ticket) -> Option<Text> {
    match names(ticket) {
        _ if ticket.answer.is_some() => None,
        Some(names) => Some(support::about(names)),
        None => Some(support::about_none()),
    }
}

fn names(ticket: &Ticket) -> Option<Argument> {
    let names = ticket.protocols.iter();
    let names = names.map(|protocol| vocabulary::endpoint(Endpoint::Protocol(*protocol)));
    (!ticket.protocols.is_empty()).then(|| names.collect())
}

/// The ticket as one line, to be kept or passed on.
fn as_text(ticket: &Ticket, tenant: Tenant) -> Text {
    let at = tenant.time(ticket.opened_at);
    let by = ticket.by.address.clone();
    let number = ticket.number.clone();
    let name = tenant.card().name;
    match names(ticket) {
        Some(names) => support::as_text(at, by, number, names, name),
        None => support::as_text_without(at, by, number, name),
    }
}
