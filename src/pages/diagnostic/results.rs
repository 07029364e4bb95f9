//! Step 4: one result per protocol; "in effect" stands only after it was read back.

use flows::Failure;
use flows::case::Link;
use flows::diagnostic::reading::{Stage, stage};
use flows::diagnostic::{Diagnostic, Event, Outcome, Run, Way};
use flows::ticket::Lead;
use leptos::prelude::*;
use policy::basic_auth_2022::TAKES_EFFECT_WITHIN;
use policy::{Endpoint, Protocol, Wish};
use wire::receipt::Receipt;

use super::Progress as Flow;
use super::own_policy::PolicyStops;
use crate::api::Api;
use crate::browser::page;
use crate::latest::latest;
use crate::pages::case::CaseOf;
use crate::pages::copy::CopyButton;
use crate::pages::sending;
use crate::router::Router;
use crate::routes::{Page, Pane, Route};
use crate::tenant::Tenant;
use crate::trouble::no_room;
use crate::ui::{Button, ButtonKind, Glyph, Progress, Tone, ToneBadge, count_error};
use crate::words::{Text, results, support, trouble, vocabulary};

#[component]
pub(crate) fn Results(way: Signal<Way>) -> impl IntoView {
    let api = expect_context::<Api>();
    let tenant = expect_context::<Tenant>();
    let flow = expect_context::<Flow>();
    let receipts = latest(move || {
        tenant.track();
        let api = api.clone();
        async move { api.receipts(&tenant.id()).await }
    });
    let receipts = Memo::new(move |_| match receipts.get() {
        Some(Ok(answer)) => answer.receipts,
        _ => Vec::new(),
    });
    let run = Memo::new(move |_| match flow.state() {
        Diagnostic::Results(run) => Some(run),
        _ => None,
    });
    let count =
        Memo::new(move |_| run.with(|run| run.as_ref().map_or(0, |run| run.requests.len())));
    let cards = move || {
        (0..count.get())
            .map(|at| view! { <Card at run receipts way /> })
            .collect_view()
    };
    let can_retry = move || run.with(|run| run.as_ref().is_some_and(Run::can_retry));
    let can_choose = move || run.with(|run| run.as_ref().is_some_and(Run::can_choose_again));
    let is_waiting = move || run.with(|run| run.as_ref().is_some_and(Run::is_waiting));
    // The button goes with the press; the focus would go with it.
    let retry = move |()| {
        flow.happen(Event::Retry);
        page::focus_heading();
    };
    let home = expect_context::<Router>().href(&Route::new(tenant.id(), Page::Home));
    view! {
        <div class="stack">{cards}</div>
        <div class="cluster">
            <Show when=can_retry>
                <Button
                    label=results::retry()
                    kind=ButtonKind::Primary
                    disabled_reason=sending::bar()
                    on_press=Callback::new(retry)
                />
            </Show>
            <Show when=can_choose>
                <Button
                    label=results::choose_again()
                    on_press=Callback::new(move |()| flow.happen(Event::ChooseAgain))
                />
            </Show>
            <Show when=move || !is_waiting()>
                {again(flow, &way.get())}
            </Show>
            <a class="button" href=home>{results::to_home()}</a>
        </div>
    }
}

/// On to another run.
fn again(flow: Flow, way: &Way) -> impl IntoView + use<> {
    let (label, event) = match way {
        Way::Diagnostic => (results::again(), Event::Restart),
        Way::Post(_) => (results::more_by_post(), Event::Begin(None)),
    };
    let press = Callback::new(move |()| flow.happen(event.clone()));
    view! { <Button label on_press=press /> }
}

/// The result for one protocol, by its place in the run.
#[component]
fn Card(
    at: usize,
    run: Memo<Option<Run>>,
    receipts: Memo<Vec<Receipt>>,
    way: Signal<Way>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let request = Memo::new(move |_| {
        let run = run.get()?;
        Some((run.wish, run.requests.get(at)?.clone()))
    });
    let receipt = Memo::new(move |_| match request.get()?.1.outcome {
        Outcome::Accepted { receipt } => {
            receipts.with(|all| all.iter().find(|known| known.number == receipt).cloned())
        }
        _ => None,
    });
    let stage = Memo::new(move |_| {
        let (wish, request) = request.get()?;
        Some(stage(
            &request,
            wish,
            tenant.protocols().as_ref(),
            tenant.now(),
        ))
    });
    let is_in_vain =
        Memo::new(move |_| matches!(stage.get(), Some(Stage::Refused(..) | Stage::Failed(_))));
    let broken = Memo::new(move |_| {
        let is_broken = matches!(stage.get()?, Stage::Overdue | Stage::BlockedAgain);
        is_broken.then_some(request.get()?.1.protocol)
    });
    let name = move || {
        let (_, request) = request.get()?;
        Some(vocabulary::endpoint(Endpoint::Protocol(request.protocol)).get())
    };
    let number = move || match request.get()?.1.outcome {
        Outcome::Accepted { receipt } => Some(receipt),
        _ => None,
    };
    let wish = move || request.get().map_or(Wish::ReEnable, |(wish, _)| wish);
    view! {
        <article class="receipt-card" data-tone=move || stage.get().map(|stage| tone(&stage).name())>
            <header class="receipt-card__header">
                <h2 class="receipt-card__heading">
                    {name} " " <span class="receipt-card__number">{number}</span>
                </h2>
                {move || stage.get().map(|stage| badge(&stage))}
            </header>
            {move || receipt.get().map(|receipt| view! { <Meta receipt /> })}
            <p role="status">{move || stage.get().map(|stage| sentence(&stage, wish(), &way.get(), tenant).get())}</p>
            {move || is_in_vain.get().then(count_error)}
            <Remaining stage name=Signal::derive(name) />
            {move || broken.get().map(|protocol| view! { <ToSupport protocol /> })}
            {move || receipt.get().map(|receipt| view! {
                <PolicyStops wish=receipt.wish protocol=receipt.protocol />
            })}
            {move || receipt.get().map(|receipt| view! {
                <CopyButton label=results::copy_receipt(receipt.number.clone()) text=as_text(&receipt, tenant) />
                <CaseOf protocol=receipt.protocol here=Link::Diagnostic />
            })}
        </article>
    }
}

/// Support hears of a broken promise, unless a ticket about it is open already.
#[component]
fn ToSupport(protocol: Protocol) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let endpoint = Endpoint::Protocol(protocol);
    let ticket = Memo::new(move |_| {
        let protocols = tenant.protocols()?;
        let mut entries = protocols.endpoints.iter();
        entries
            .find(|entry| entry.endpoint == endpoint)?
            .ticket
            .clone()
    });
    move || {
        let (route, label) = match ticket.get() {
            Some(number) => (
                router.route().with_pane(Some(Pane::History)),
                support::ticket(number),
            ),
            None => (
                Route::new(tenant.id(), Page::Support(Lead::about(protocol))),
                support::contact_about(vocabulary::endpoint(endpoint)),
            ),
        };
        view! { <p><a href=router.href(&route)>{label}</a></p> }
    }
}

#[component]
fn Meta(receipt: Receipt) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let at = receipt.accepted_at;
    view! {
        <p class="receipt-card__meta">
            <time datetime=at.to_rfc3339()>{results::accepted_at(tenant.time(at))}</time>
            " · " {receipt.by.address} " " <span class="rule">{receipt.rule}</span>
        </p>
    }
}

/// The time left of the hour, while something takes effect.
#[component]
fn Remaining(stage: Memo<Option<Stage>>, name: Signal<Option<String>>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let until = Memo::new(move |_| match stage.get() {
        Some(Stage::TakingEffect(until)) => Some(until),
        _ => None,
    });
    let left = move || {
        until
            .get()
            .map(|until| until - tenant.now())
            .unwrap_or_default()
    };
    // Rounded up: "0 minutes left" would say that it is over.
    let minutes =
        Memo::new(move |_| i32::try_from((left().num_seconds() + 59) / 60).unwrap_or_default());
    let share = move || 1000 - left().num_seconds() * 1000 / TAKES_EFFECT_WITHIN.num_seconds();
    view! {
        <Show when=move || until.get().is_some()>
            <Progress
                label=Signal::derive(move || results::taking_effect_of(name.get().unwrap_or_default()).get())
                value=Signal::derive(share)
                text=Signal::derive(move || results::minutes_left(minutes.get()).get())
            />
        </Show>
    }
}

/// The receipt as one line, to be kept or passed on.
fn as_text(receipt: &Receipt, tenant: Tenant) -> Text {
    results::as_text(
        tenant.time(receipt.accepted_at),
        receipt.by.address.clone(),
        receipt.number.clone(),
        vocabulary::endpoint(Endpoint::Protocol(receipt.protocol)),
        receipt.rule.clone(),
        tenant.card().name,
    )
}

fn badge(stage: &Stage) -> impl IntoView + use<> {
    let is_under_way = matches!(stage, Stage::Sending | Stage::TakingEffect(_));
    let glyph = is_under_way.then_some(Glyph::ClockFilled);
    view! { <ToneBadge tone=tone(stage) label=label(stage) glyph /> }
}

fn tone(stage: &Stage) -> Tone {
    match stage {
        Stage::Sending | Stage::Requested => Tone::Info,
        Stage::Ended => Tone::Idle,
        Stage::TakingEffect(_) => Tone::Warn,
        Stage::Verified => Tone::Ok,
        Stage::Overdue
        | Stage::BlockedAgain
        | Stage::Closed
        | Stage::Refused(..)
        | Stage::Failed(_) => Tone::Bad,
    }
}

fn label(stage: &Stage) -> Text {
    match stage {
        Stage::Sending => results::sending(),
        Stage::Requested => results::requested(),
        Stage::TakingEffect(_) => results::taking_effect(),
        Stage::Verified => results::verified(),
        Stage::Overdue => results::overdue(),
        Stage::BlockedAgain => results::blocked_again(),
        Stage::Closed => results::closed(),
        Stage::Ended => results::ended(),
        Stage::Refused(..) => results::refused(),
        Stage::Failed(_) => results::failed(),
    }
}

fn sentence(stage: &Stage, wish: Wish, way: &Way, tenant: Tenant) -> Text {
    match (stage, wish) {
        (Stage::Sending, _) => results::sending_more(),
        (Stage::Requested, _) => results::requested_more(),
        (Stage::TakingEffect(until), _) => results::taking_effect_more(tenant.time(*until)),
        (Stage::Verified, Wish::OptOut) => match way {
            Way::Diagnostic => results::verified_opt_out(),
            Way::Post(_) => results::verified_by_post(),
        },
        (Stage::Verified, Wish::ReEnable) => results::verified_re_enable(),
        (Stage::Overdue, _) => results::overdue_more(),
        (Stage::BlockedAgain, _) => results::blocked_again_more(),
        (Stage::Closed, _) => results::closed_more(),
        (Stage::Ended, _) => results::ended_more(),
        (Stage::Refused(reason, _), _) => vocabulary::reason(*reason),
        (Stage::Failed(Failure::NoAnswer), _) => results::no_answer(),
        (Stage::Failed(Failure::NotSent), _) => trouble::not_sent(),
        (Stage::Failed(Failure::StorageFull), _) => no_room(results::storage_full()),
        (Stage::Failed(Failure::Rejected), _) => results::rejected(),
    }
}
