//! Who uses what, where the diagnostic finds it and where protocols are chosen.

use flows::usage::{Evidence, Summary};
use leptos::either::Either;
use leptos::prelude::*;
use policy::{Endpoint, Protocol};

use crate::pages::usage::{NotRead, lines, newest, read};
use crate::ui::{Icon, Notice, Tone};
use crate::words::{Argument, Month, Text, findings, usage, vocabulary};

/// The test of the reports.
#[component]
pub(super) fn UsageFound() -> impl IntoView {
    let summary = read();
    let tone = move || match summary.get() {
        Some(summary) if summary.users.iter().all(|(_, count)| *count == 0) => Tone::Ok,
        Some(_) => Tone::Info,
        None => Tone::Idle,
    };
    view! {
        <li class="finding" data-tone=move || tone().name()>
            <Icon glyph=Signal::derive(move || tone().glyph()) />
            <div>
                <strong>{findings::usage()}</strong>
                " "
                {move || match summary.get() {
                    Some(summary) => Either::Left(found(&summary)),
                    None => Either::Right(view! { <p>{usage::not_yet_read()}</p> }),
                }}
            </div>
        </li>
    }
}

fn found(summary: &Summary) -> impl IntoView + use<> {
    let awaited = summary.awaited.map(|month| usage::awaited(Month(month)));
    let newest = newest(summary);
    let hidden = named(&summary.blocked).map(usage::hidden);
    let better_left = named(&summary.better_left).map(usage::better_left);
    let found = [awaited, newest, hidden, better_left].into_iter().flatten();
    let found: Vec<_> = found.map(|text| view! { <p>{text}</p> " " }).collect();
    let is_empty = found.is_empty();
    view! {
        {found}
        {is_empty.then(|| view! { <p>{usage::none_yet()}</p> })}
        <p class="muted">
            {usage::about()} " " <span class="rule">{"R11"}</span> " "
            <span class="rule">{"A5"}</span>
        </p>
    }
}

/// Above the choice: what to leave alone, because nobody uses it.
#[component]
pub(super) fn BetterLeft() -> impl IntoView {
    let summary = read();
    let unused = move || named(&summary.get()?.better_left).map(usage::better_left);
    view! {
        <NotRead />
        {move || unused().map(|text| view! {
            <Notice tone=Tone::Info>
                <p>{text} " " <span class="rule">{"R10"}</span></p>
            </Notice>
        })}
    }
}

/// What the reports say of one protocol, before what else is said of it.
pub(super) fn with_figures(evidence: Option<Evidence>, more: Option<Text>) -> Option<Text> {
    let Some(evidence) = evidence else {
        return more;
    };
    let figures: Vec<_> = lines(&evidence).map(|line| line.text).collect();
    match more {
        _ if figures.is_empty() => more,
        Some(more) => Some(usage::and_more(
            figures.into_iter().collect::<Argument>(),
            more,
        )),
        None => Some(usage::alone(figures.into_iter().collect::<Argument>())),
    }
}

/// The protocols in a row, where there are any.
fn named(protocols: &[Protocol]) -> Option<Argument> {
    let names = protocols.iter().copied().map(Endpoint::Protocol);
    (!protocols.is_empty()).then(|| names.map(vocabulary::endpoint).collect())
}
