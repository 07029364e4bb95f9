//! An event of the history in words, the same in the pane, on the page and in a file.

use leptos::prelude::*;
use policy::Wish;
use wire::history::{Change, Event, EventKind};

use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Tone, ToneBadge};
use crate::words::{Day, Text, history, vocabulary};

pub(crate) fn badge(kind: EventKind) -> impl IntoView {
    view! { <ToneBadge tone=tone(kind) label=vocabulary::event(kind) /> }
}

/// "Opt-out: IMAP4", or whichever of the two there is.
pub(crate) fn subject(event: &Event) -> Option<Text> {
    let protocol = event.protocol.map(vocabulary::endpoint);
    let wish = event.wish.map(|wish| match wish {
        Wish::OptOut => history::opt_out(),
        Wish::ReEnable => history::re_enable(),
    });
    match (wish, protocol) {
        (Some(wish), Some(protocol)) => Some(history::wish_for(protocol, wish)),
        (wish, protocol) => wish.or(protocol),
    }
}

/// What else is known of it, a sentence each.
pub(crate) fn details(event: &Event, tenant: Tenant) -> Vec<Text> {
    let announced = event.day.map(|date| {
        history::named_day(Day {
            date,
            zone: tenant.zone(),
        })
    });
    // What was refused is no change, but was asked for.
    let refused = (event.kind == EventKind::RequestRefused).then_some(&event.changes);
    let refused = refused.into_iter().flatten().map(|change| {
        let [before, after] = positions(*change);
        history::changed(after, before, vocabulary::setting(change.setting))
    });
    [
        announced,
        event.reason.map(vocabulary::reason),
        event.relief.map(vocabulary::relief),
        event.policy.clone().map(history::in_policy),
    ]
    .into_iter()
    .flatten()
    .chain(refused)
    .collect()
}

/// How something was before and afterwards.
pub(crate) struct Changed {
    /// Which setting; nothing where it is the standing of the event's own protocol.
    pub(crate) what: Option<Text>,
    pub(crate) before: Text,
    pub(crate) after: Text,
}

/// What is not the same any more.
pub(crate) fn changed(event: &Event) -> Vec<Changed> {
    if event.kind == EventKind::RequestRefused {
        return Vec::new();
    }
    let standing = event.standing.map(|moved| Changed {
        what: None,
        before: vocabulary::standing(moved.before),
        after: vocabulary::standing(moved.after),
    });
    let settings = event.changes.iter().map(|change| {
        let [before, after] = positions(*change);
        let what = Some(vocabulary::setting(change.setting));
        Changed {
            what,
            before,
            after,
        }
    });
    standing.into_iter().chain(settings).collect()
}

fn positions(change: Change) -> [Text; 2] {
    [change.before, change.after].map(|is_on| vocabulary::position(change.setting, is_on))
}

/// Who did it, where that is known; what has no name was done by Microsoft.
pub(crate) fn who(event: &Event) -> Result<String, Text> {
    match &event.by {
        Some(person) => Ok(person.address.clone()),
        None if event.kind == EventKind::TicketAnswered => Err(history::support()),
        None => Err(history::microsoft()),
    }
}

/// The number of its receipt or ticket.
pub(crate) fn number(event: &Event) -> Option<String> {
    event.receipt.clone().or_else(|| event.ticket.clone())
}

/// The post or notice that it is about.
pub(crate) fn message(event: &Event, tenant: Tenant) -> Option<(String, Route)> {
    let id = event.message.clone()?;
    let page = match event.kind {
        EventKind::HealthNotice => Page::Issue(id.clone()),
        _ => Page::message(&id),
    };
    Some((id, Route::new(tenant.id(), page)))
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
