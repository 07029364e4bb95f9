//! Home where the far side decides by another policy than this app was built with: what it decides,
//! by the names that it gives, and nothing of the app's own rules.

use chrono::TimeDelta;
use leptos::either::Either;
use leptos::prelude::*;
use policy::{NextStep, Standing};
use wire::decisions::{Decided, Decisions};

use super::standing::StandingBadge;
use crate::api::Api;
use crate::latest::{kept, latest};
use crate::pages::unread::Unread;
use crate::tenant::Tenant;
use crate::ui::{Column, Skeleton, Table, TableGroup, TableRow, Tone, ToneBadge};
use crate::words::{Argument, app, dates, decided as words, home, vocabulary};

#[component]
pub(crate) fn DecidedPage() -> impl IntoView {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let answer = latest(move || {
        tenant.track();
        let api = api.clone();
        async move { api.decisions(&tenant.id()).await }
    });
    let found = Memo::new(move |before| kept(answer.get(), before));
    let answer = move |answer| match answer {
        Ok(decisions) => Either::Left(view! { <Shown decisions /> }),
        Err(error) => Either::Right(view! { <Unread heading=words::not_read() error /> }),
    };
    view! {
        <Skeleton
            label=app::reading()
            is_ready=Signal::derive(move || found.with(Option::is_some))
        >
            {move || found.get().map(answer)}
        </Skeleton>
    }
}

#[component]
fn Shown(decisions: Decisions) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let columns = vec![
        Column::of_text(home::protocol()),
        Column::of_text(home::state()),
        Column::of_text(words::last_day()),
        Column::of_text(home::next()),
    ];
    let Decisions {
        policy, endpoints, ..
    } = decisions;
    let rows = move || {
        let rows = endpoints.into_iter().map(|decided| row(decided, tenant));
        rows.collect_view()
    };
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{home::title()}</h1>
            <p class="lead">{words::about(Argument::from(policy))}</p>
        </header>
        <section class="card" data-flush="">
            <Table caption=home::caption() columns>
                <TableGroup>{rows()}</TableGroup>
            </Table>
        </section>
    }
}

/// Without links: what this app knows of a next step is its own policy's.
fn row(decided: Decided, tenant: Tenant) -> impl IntoView {
    let Decided {
        endpoint,
        standing,
        standing_rule,
        next_step,
        rule,
        until,
    } = decided;
    let state = match Standing::from_name(&standing) {
        Some(standing) => Either::Left(view! { <StandingBadge standing /> }),
        None => Either::Right(view! { <ToneBadge tone=Tone::Idle label=standing /> }),
    };
    let last_day: Signal<String> = match until {
        // `until` is the first instant after; people name the last day before.
        Some(until) => dates::on(tenant.day(until - TimeDelta::seconds(1))).into(),
        None => home::no_re_enable().into(),
    };
    let next = match NextStep::from_name(&next_step) {
        Some(step) => Signal::<String>::from(vocabulary::next_step(step)),
        None => Signal::stored(next_step),
    };
    let cells = vec![
        view! { {state} " " <span class="rule">{standing_rule}</span> }.into_any(),
        last_day.into_any(),
        view! { <strong>{next}</strong> " " <span class="rule">{rule}</span> }.into_any(),
    ];
    let heading = vocabulary::endpoint(endpoint);
    view! { <TableRow heading=view! { {heading} }.into_any() cells /> }
}
