//! Service health: how the services are, and what is and was said about them.

mod issues;
pub(crate) mod notice;
mod words;

use leptos::either::Either;
use leptos::prelude::*;
use wire::collection::{Condition, List};
use wire::health::{Issue, ServiceHealth};

use crate::api::{Api, ApiError};
use crate::latest::{kept, latest};
use crate::pages::unread::Unread;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::{Column, Skeleton, Table, TableGroup, TableRow, ToneBadge};
use crate::words::{Text, health, messages};

use issues::Issues;

/// What the page shows.
#[derive(Clone, PartialEq)]
struct Health {
    services: Vec<ServiceHealth>,
    current: Vec<Issue>,
    past: Vec<Issue>,
}

/// No tenant has more of them; so many come at most.
const MOST: usize = 1000;

#[component]
pub(crate) fn HealthPage() -> impl IntoView {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let router = expect_context::<Router>();
    let answer = latest(move || {
        tenant.track();
        let api = api.clone();
        async move { read(&api, &tenant.id()).await }
    });
    let found = Memo::new(move |before| kept(answer.get(), before));
    let answer = move |answer| match answer {
        Ok(health) => Either::Left(view! { <Shown health /> }),
        Err(error) => Either::Right(view! { <Unread heading=health::not_read() error /> }),
    };
    view! {
        <Skeleton
            label=health::waiting()
            is_ready=Signal::derive(move || found.with(Option::is_some))
        >
            {move || {
                router.settle();
                found.get().map(answer)
            }}
        </Skeleton>
    }
}

async fn read(api: &Api, tenant: &str) -> Result<Health, ApiError> {
    let issues = |is_resolved| List {
        top: Some(MOST),
        filter: vec![Condition::Is("isResolved".to_owned(), is_resolved)],
        select: Some(Issue::HEADER.to_owned()),
        ..List::default()
    };
    Ok(Health {
        services: api.health(tenant).await?.value,
        current: api.issues(tenant, issues(false)).await?.value,
        past: api.issues(tenant, issues(true)).await?.value,
    })
}

#[component]
fn Shown(health: Health) -> impl IntoView {
    let Health {
        services,
        current,
        past,
    } = health;
    let columns = vec![
        Column::of_text(messages::service()),
        Column::of_text(health::status()),
    ];
    let row = |service: ServiceHealth| {
        let status = service.status;
        let tone = words::tone(&status);
        let label = Signal::derive(move || words::status(&status));
        let cells = vec![view! { <ToneBadge tone label /> }.into_any()];
        view! { <TableRow heading=service.service.into_any() cells /> }
    };
    let rows = move || services.into_iter().map(row).collect_view();
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{health::title()}</h1>
            <p class="lead">{health::lead()} " " <span class="rule">{"R8"}</span></p>
        </header>
        <section class="card" data-flush="" aria-label=health::services()>
            <Table caption=health::services() columns>
                <TableGroup>{rows()}</TableGroup>
            </Table>
        </section>
        <Section heading=health::current() none=health::none_current() issues=current />
        <Section heading=health::past() none=health::none_past() issues=past />
    }
}

#[component]
fn Section(heading: Text, none: Text, issues: Vec<Issue>) -> impl IntoView {
    let label = heading.clone();
    let shown = if issues.is_empty() {
        Either::Left(view! { <p class="muted">{none}</p> })
    } else {
        Either::Right(view! { <Issues issues /> })
    };
    view! {
        <section class="stack" data-gap="small" aria-label=label>
            <h2>{heading}</h2>
            {shown}
        </section>
    }
}
