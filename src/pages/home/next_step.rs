//! The last column of the table: what can be done about an endpoint, and where.

use flows::diagnostic::reading::can_opt_out;
use flows::diagnostic::{POST_OF_1_SEPTEMBER, Way};
use flows::ticket::Lead;
use leptos::either::Either;
use leptos::prelude::*;
use policy::basic_auth_2022::counts;
use policy::{Decision, Endpoint, Facts, NextStep, Standing, Wish};
use wire::protocols::EndpointFacts;

use crate::pages::rule::rules;
use crate::router::Router;
use crate::routes::{Page, Pane, Route};
use crate::tenant::Tenant;
use crate::words::{Text, home, support, vocabulary};

/// What the column shows: derived from the facts, without the time that passes.
#[derive(Clone, PartialEq)]
pub(super) struct Step {
    decision: Decision,
    what_next: Option<Text>,
    beside: Option<Beside>,
    receipt: Option<String>,
    ticket: Option<String>,
}

/// What the sentence names beside the step itself.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// The post by whose steps GCC opts out may be missing.
    AskForPost,
    /// Support should hear that an opt-out was not kept (R22).
    TellSupport,
    /// A lifted block does not protect from the draw (R54).
    OptOut,
}

impl Step {
    pub(super) fn of(entry: &EndpointFacts, facts: &Facts, decision: Decision) -> Self {
        Self {
            what_next: vocabulary::what_next(facts, &decision),
            beside: match decision.next_step {
                NextStep::FollowMessageCenter => Some(Beside::AskForPost),
                NextStep::ReEnable if counts(facts, Wish::OptOut) => Some(Beside::TellSupport),
                NextStep::ContactSupport if can_opt_out(facts) => Some(Beside::OptOut),
                _ => None,
            },
            receipt: entry.receipt.clone(),
            ticket: entry.ticket.clone(),
            decision,
        }
    }
}

/// A link where the step can be taken in the app, else its name; then the sentence.
#[component]
pub(super) fn Next(step: Step, endpoint: Endpoint) -> impl IntoView {
    let Step {
        decision,
        what_next,
        beside,
        receipt,
        ticket,
    } = step;
    let is_for_support = matches!(
        decision.next_step,
        NextStep::ContactSupport | NextStep::OpenTicket
    );
    let label = vocabulary::next_step(decision.next_step);
    // Where support is the step and has been asked, the ticket stands in its place.
    let (asked, other_ticket) = if is_for_support {
        (ticket, None)
    } else {
        (None, ticket)
    };
    let first = match (asked, destination(decision, endpoint)) {
        (Some(number), _) => Either::Left(link(history(), support::ticket(number), endpoint)),
        (None, Some(page)) => Either::Left(link(to(page), label, endpoint)),
        (None, None) => Either::Right(view! { <strong>{label}</strong> }),
    };
    let beside = beside.and_then(|beside| {
        let (page, label) = follow(beside, endpoint)?;
        Some(view! { <small>{link(to(page), label, endpoint)}</small> })
    });
    let receipt = receipt
        .map(|number| view! { <small><a href=history()>{home::receipt(number)}</a></small> });
    let other_ticket = other_ticket
        .map(|number| view! { <small><a href=history()>{support::ticket(number)}</a></small> });
    view! {
        {first} " "
        <small>{what_next.map(Signal::<String>::from)} " " {rules(decision.rule, decision.also.0[1])}</small>
        {beside}
        {other_ticket}
        {receipt}
    }
}

/// Eight links named alike would tell nobody apart who hears them one by one.
fn link(href: String, label: Text, endpoint: Endpoint) -> impl IntoView {
    let name = home::step_for(label.clone(), vocabulary::endpoint(endpoint));
    view! { <a href=href aria-label=name>{label}</a> }
}

fn to(page: Page) -> String {
    let tenant = expect_context::<Tenant>().id();
    expect_context::<Router>().href(&Route::new(tenant, page))
}

/// Home, with what has happened beside it.
fn history() -> String {
    let home = Route::new(expect_context::<Tenant>().id(), Page::Home);
    expect_context::<Router>().href(&home.with_pane(Some(Pane::History)))
}

/// Where in the app the next step is done.
fn destination(decision: Decision, endpoint: Endpoint) -> Option<Page> {
    let article = |slug: &str| Some(Page::Article(slug.to_owned()));
    match decision.next_step {
        NextStep::OptOut | NextStep::ReEnable => diagnostic(endpoint),
        NextStep::ContactSupport | NextStep::OpenTicket => ticket(endpoint),
        NextStep::AskGlobalAdmin => Some(Page::Diagnostic(None)),
        NextStep::ManageSmtpAuth => article("smtp-auth"),
        NextStep::MoveToModernAuth | NextStep::MoveToCertificateAuth => article("what-to-move-to"),
        NextStep::Wait if decision.standing == Standing::Allowed => {
            article("the-draw-and-its-notices")
        }
        NextStep::FollowMessageCenter => Some(Page::message(POST_OF_1_SEPTEMBER)),
        NextStep::Wait | NextStep::Nothing => None,
    }
}

fn follow(beside: Beside, endpoint: Endpoint) -> Option<(Page, Text)> {
    Some(match beside {
        Beside::AskForPost => (ticket(endpoint)?, home::ask_for_post()),
        Beside::TellSupport => (ticket(endpoint)?, home::tell_support()),
        Beside::OptOut => (opt_out(endpoint)?, home::opt_out_as_well()),
    })
}

/// Where the tenant's cloud takes opt-outs.
fn opt_out(endpoint: Endpoint) -> Option<Page> {
    match Way::of(expect_context::<Tenant>().card().cloud) {
        Way::Diagnostic => diagnostic(endpoint),
        Way::Post(id) => Some(Page::message(id)),
    }
}

fn diagnostic(endpoint: Endpoint) -> Option<Page> {
    match endpoint {
        Endpoint::Protocol(protocol) => Some(Page::Diagnostic(Some(protocol))),
        Endpoint::Other(_) => None,
    }
}

fn ticket(endpoint: Endpoint) -> Option<Page> {
    match endpoint {
        Endpoint::Protocol(protocol) => Some(Page::Support(Lead::about(protocol))),
        Endpoint::Other(_) => None,
    }
}
