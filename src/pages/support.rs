//! Contact support: a ticket with what led to it, its number, and what support answered.
//!
//! What the person does is in [`flows::ticket`]; this page shows it, keeps it across reloads, and
//! sends what waits to be sent.

mod elsewhere;
mod form;
mod sent;
mod subject;
mod tickets;

use flows::ticket::reading::{chosen_at_first, subjects};
use flows::ticket::{Answer, Contents, Draft, Event, Inquiry, Lead, Stage};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::task::spawn_local;
use policy::Endpoint;
use wire::problem::ProblemType;

use crate::api::{Api, ApiError, Cause};
use crate::browser::random;
use crate::pages::rule::AboutRules;
use crate::pages::task::{Task, focus_heading_of};
use crate::tenant::Tenant;
use crate::trouble;
use crate::words::{app, support, vocabulary};

use form::Form;
use sent::Sent;
use tickets::{TicketList, Tickets};

/// Shared by the parts of the page.
pub(crate) type Progress = Task<Inquiry>;

#[component]
pub(crate) fn SupportPage(lead: Lead) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = Progress::resume("ticket", |kept| begin(kept, lead, tenant));
    provide_context(progress);
    provide_context(Tickets::read());
    send_what_waits(progress);

    let is_writing =
        Memo::new(move |_| progress.with(|it| matches!(it.stage, Stage::Writing { .. })));
    focus_heading_of(is_writing);
    let heading = move || {
        if is_writing.get() {
            app::support().get()
        } else {
            support::sent_title().get()
        }
    };
    let card = tenant.card();
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{heading}</h1>
            <p class="lead">{support::lead(vocabulary::cloud(card.cloud), card.name)}</p>
        </header>
        <div class="task">
            {progress.warning()}
            {move || {
                if is_writing.get() {
                    Either::Left(view! { <Form /> })
                } else {
                    Either::Right(view! { <Sent /> })
                }
            }}
            <TicketList />
        </div>
        <AboutRules />
    }
}

fn begin(kept: Option<Inquiry>, lead: Lead, tenant: Tenant) -> Inquiry {
    let (protocols, now) = untrack(|| (tenant.protocols(), tenant.now()));
    let subjects = protocols.map(|protocols| subjects(&protocols, now));
    let subjects = subjects.unwrap_or_default();
    let protocols = chosen_at_first(&lead, &subjects);
    let receipts = subjects
        .iter()
        .filter(|subject| protocols.contains(&subject.protocol))
        .filter_map(|subject| {
            let protocol = vocabulary::endpoint(Endpoint::Protocol(subject.protocol));
            let receipt = subject.broken_promise()?;
            Some(untrack(|| support::receipt_of(protocol, receipt).get()))
        });
    let text = receipts.collect::<Vec<_>>().join("\n");
    Inquiry::resumed(kept, lead, Contents { protocols, text }, random::uuid())
}

/// Sends the ticket whenever it waits: the first time, after a failure, and after a reload.
fn send_what_waits(progress: Progress) {
    let api = expect_context::<Api>();
    let tenant = expect_context::<Tenant>();
    let waiting = Memo::new(move |_| {
        let is_waiting = |inquiry: &Inquiry| inquiry.stage == Stage::Sending;
        progress.with(|inquiry| is_waiting(inquiry).then(|| inquiry.draft.clone()))
    });
    Effect::new(move |_| {
        let Some(draft) = waiting.get() else {
            return;
        };
        let api = api.clone();
        spawn_local(async move {
            let answer = open(&api, &tenant.id(), &draft).await;
            progress.happen(Event::Answered(answer));
            tenant.refresh();
        });
    });
}

async fn open(api: &Api, tenant: &str, draft: &Draft) -> Answer {
    match api.open_ticket(tenant, &draft.ticket(), &draft.id).await {
        Ok(ticket) => Answer::Opened(ticket.number),
        Err(error) if error.is(ProblemType::IdempotencyKeyReused) => Answer::KeyTaken,
        Err(ApiError {
            cause: Cause::Refused { reason, rule },
            ..
        }) => Answer::Refused {
            reason,
            rule: rule.unwrap_or_default(),
        },
        Err(error) => Answer::Failed(trouble::failure(&error)),
    }
}
