//! Step 1: what the tests found, and what follows for this administrator.

use flows::diagnostic::reading::{Finding, PolicyFinding, choices, findings};
use flows::diagnostic::{Event, Way};
use leptos::prelude::*;
use policy::basic_auth_2022::Phase;
use policy::{Cloud, Protocol, Role};

use super::instead::Instead;
use super::usage::UsageFound;
use super::{AskGlobalAdmin, Progress};
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Icon, Tone};
use crate::words::{Day, Text, diagnostic, findings, vocabulary};

#[component]
pub(crate) fn Findings(beforehand: Option<Protocol>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let found = Memo::new(move |_| {
        let protocols = tenant.protocols();
        protocols
            .map(|protocols| findings(&protocols, tenant.now()))
            .unwrap_or_default()
    });
    let list = move || {
        let found = found.get().into_iter();
        found
            .map(|finding| {
                // Who uses what comes before what could be asked for (R10).
                let is_offer = matches!(finding, Finding::Available(_));
                view! {
                    {is_offer.then(|| view! { <UsageFound /> })}
                    <Found finding />
                }
            })
            .collect_view()
    };
    let choices = move || {
        let protocols = tenant.protocols();
        protocols.map(|protocols| choices(&protocols, &Way::Diagnostic, tenant.now()))
    };
    let is_global_admin = tenant.card().role == Role::GlobalAdmin;
    let can_be_asked_for = Memo::new(move |_| {
        let choices = choices();
        let mut choices = choices.iter().flatten();
        !is_global_admin && choices.any(|choice| choice.is_open_to_global_admin)
    });
    // What a link chose counts only where it can be chosen.
    let begin = move |()| {
        let choices = untrack(choices);
        let beforehand = beforehand.filter(|protocol| {
            let mut choices = choices.iter().flatten();
            choices.any(|choice| choice.protocol == *protocol && choice.can_be_chosen())
        });
        progress.happen(Event::Begin(beforehand));
    };
    view! {
        <ul class="findings card" role="list">{list}</ul>
        <Instead />
        <Show when=move || can_be_asked_for.get()>
            <AskGlobalAdmin way=Way::Diagnostic />
        </Show>
        <div class="cluster">
            <Button
                label=diagnostic::to_choice()
                kind=ButtonKind::Primary
                on_press=Callback::new(begin)
            />
        </div>
    }
}

#[component]
fn Found(finding: Finding) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let tone = tone(&finding);
    let (name, result) = say(&finding, tenant);
    view! {
        <li class="finding" data-tone=tone.name()>
            <Icon glyph=tone.glyph() />
            <div><strong>{name}</strong> <p>{result}</p></div>
        </li>
    }
}

fn tone(finding: &Finding) -> Tone {
    match finding {
        Finding::Role(Role::GlobalAdmin)
        | Finding::Cloud(Cloud::Worldwide)
        | Finding::Phase(Phase::OptOut | Phase::ReEnable)
        | Finding::Archived(0)
        | Finding::Blocked(0)
        | Finding::Policy(PolicyFinding::BlocksNone)
        | Finding::Pending(0) => Tone::Ok,
        Finding::Blocked(_) => Tone::Bad,
        Finding::Available(1..) => Tone::Info,
        Finding::Available(0)
        | Finding::Phase(Phase::Announced)
        | Finding::Policy(PolicyFinding::Unknown) => Tone::Idle,
        Finding::Role(_)
        | Finding::Cloud(_)
        | Finding::Phase(Phase::Ended)
        | Finding::Archived(_)
        | Finding::Policy(PolicyFinding::Blocks(..))
        | Finding::Pending(_) => Tone::Warn,
    }
}

/// The test's name and its finding.
fn say(finding: &Finding, tenant: Tenant) -> (Text, Text) {
    let count = |count: &usize| i32::try_from(*count).unwrap_or(i32::MAX);
    match finding {
        Finding::Role(role) => (
            findings::role(),
            match role {
                Role::GlobalAdmin => findings::is_global_admin(),
                Role::OtherAdmin => findings::not_global_admin(),
            },
        ),
        Finding::Cloud(cloud) => (
            findings::cloud(),
            match cloud {
                Cloud::Worldwide => findings::cloud_has_diagnostic(vocabulary::cloud(*cloud)),
                _ => findings::cloud_has_none(vocabulary::cloud(*cloud)),
            },
        ),
        Finding::Phase(phase) => (findings::phase(), say_phase(*phase, tenant)),
        Finding::Archived(0) => (findings::archived(), findings::none_archived()),
        Finding::Blocked(0) => (findings::blocked(), findings::none_blocked()),
        Finding::Pending(0) => (findings::pending(), findings::none_pending()),
        Finding::Available(0) => (findings::available(), findings::none_available()),
        Finding::Archived(protocols) => (
            findings::archived(),
            findings::archived_count(count(protocols)),
        ),
        Finding::Blocked(protocols) => (
            findings::blocked(),
            findings::blocked_count(count(protocols)),
        ),
        Finding::Policy(policy) => (findings::policy(), say_policy(policy)),
        Finding::Pending(protocols) => (
            findings::pending(),
            findings::pending_count(count(protocols)),
        ),
        Finding::Available(protocols) => (
            findings::available(),
            findings::available_count(count(protocols)),
        ),
    }
}

fn say_policy(policy: &PolicyFinding) -> Text {
    match policy {
        PolicyFinding::Unknown => findings::policy_unknown(),
        PolicyFinding::BlocksNone => findings::policy_blocks_none(),
        PolicyFinding::Blocks(name, protocols) => {
            let count = i32::try_from(*protocols).unwrap_or(i32::MAX);
            findings::policy_blocks(count, name.clone())
        }
    }
}

fn say_phase(phase: Phase, tenant: Tenant) -> Text {
    let last = phase.last_day().map(|date| Day {
        date,
        zone: tenant.zone(),
    });
    match (phase, last) {
        (Phase::OptOut, Some(last)) => findings::phase_opt_out(last),
        (Phase::ReEnable, Some(last)) if tenant.card().cloud != Cloud::Worldwide => {
            findings::phase_re_enable_by_support(last)
        }
        (Phase::ReEnable, Some(last)) => findings::phase_re_enable(last),
        (Phase::Announced, Some(last)) => findings::phase_announced(last),
        _ => findings::phase_ended(),
    }
}
