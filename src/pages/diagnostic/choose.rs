//! Step 2: which protocols; what cannot be chosen says why.

use flows::diagnostic::reading::{Choice, Unavailable, choices, offered};
use flows::diagnostic::{Diagnostic, Event};
use leptos::prelude::*;
use policy::basic_auth_2022::{Lapse, Phase, lapse};
use policy::{Endpoint, Protocol, Wish};

use super::Progress;
use crate::browser::random;
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Checkbox, CheckboxGroup, Notice, Tone, ToneBadge};
use crate::words::{Day, Text, choose, diagnostic, explain, vocabulary};

#[component]
pub(crate) fn Choose() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let wish = Memo::new(move |_| offered(Phase::at(tenant.now(), tenant.zone())));
    let is_any_available = Memo::new(move |_| {
        let choices = tenant
            .protocols()
            .map(|protocols| choices(&protocols, tenant.now()));
        choices.iter().flatten().any(Choice::is_available)
    });
    let question = move || match wish.get() {
        Some(Wish::OptOut) => choose::which_opt_out(),
        Some(Wish::ReEnable) => choose::which_re_enable(),
        None => choose::nothing_offered(),
    };
    let reminder = move || {
        let is_reminded = matches!(progress.state(), Diagnostic::Choose { reminded: true, .. });
        is_reminded.then(|| choose::choose_one().get())
    };
    let none_available = move || {
        let missing = !is_any_available.get() || wish.get().is_none();
        missing.then(|| choose::none_available().get())
    };
    let review = move |()| {
        if let Some(wish) = wish.get_untracked() {
            progress.happen(Event::Review {
                wish,
                id: random::uuid(),
            });
        }
    };
    view! {
        <CheckboxGroup
            label=Signal::derive(move || question().get())
            hint=choose::hint()
            error=Signal::derive(reminder)
        >
            {Protocol::ALL.map(|protocol| view! { <ProtocolChoice protocol /> }).collect_view()}
        </CheckboxGroup>
        <Lapsing />
        <SecurityWarning />
        <div class="cluster">
            <Button
                label=diagnostic::next()
                kind=ButtonKind::Primary
                on_press=Callback::new(review)
                disabled_reason=Signal::derive(none_available)
            />
            <Button
                label=diagnostic::back()
                on_press=Callback::new(move |()| progress.happen(Event::Back))
            />
        </div>
    }
}

#[component]
fn ProtocolChoice(protocol: Protocol) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let choice = Memo::new(move |_| {
        let choices = choices(&tenant.protocols()?, tenant.now());
        choices
            .into_iter()
            .find(|choice| choice.protocol == protocol)
    });
    let is_chosen = move || match progress.state() {
        Diagnostic::Choose { chosen, .. } => chosen.contains(&protocol),
        _ => false,
    };
    let reason = move || choice.get().and_then(|choice| Some(reason(&choice)?.get()));
    let description = move || {
        let choice = choice.get()?;
        Some(vocabulary::why(&choice.facts, &choice.decision)?.get())
    };
    let badge = Memo::new(move |_| choice.get().map(|choice| badge(&choice)));
    view! {
        <Checkbox
            label=choose::with_clients(
                vocabulary::clients_of(Endpoint::Protocol(protocol)),
                vocabulary::endpoint(Endpoint::Protocol(protocol)),
            )
            checked=Signal::derive(is_chosen)
            on_change=Callback::new(move |_| progress.happen(Event::Toggle(protocol)))
            description=Signal::derive(description)
            disabled_reason=Signal::derive(reason)
        >
            {move || badge.get().map(|(tone, label)| view! { <ToneBadge tone label /> })}
        </Checkbox>
    }
}

/// Why it cannot be chosen.
fn reason(choice: &Choice) -> Option<Text> {
    match choice.unavailable? {
        Unavailable::AlreadyOptedOut => Some(choose::already_opted_out()),
        Unavailable::TakingEffect => Some(choose::taking_effect()),
        Unavailable::Refused(reason, key) => {
            let known = vocabulary::known(&choice.facts, &choice.decision);
            Some(explain(key, &known).unwrap_or_else(|| vocabulary::reason(reason)))
        }
    }
}

/// The one re-enable while it can be spent, else the standing.
fn badge(choice: &Choice) -> (Tone, Text) {
    let standing = vocabulary::standing(choice.decision.standing);
    match (
        choice.is_available(),
        offered(Phase::at(choice.facts.now, choice.facts.zone)),
    ) {
        (true, Some(Wish::ReEnable)) => (Tone::Info, choose::one_left()),
        _ => (Tone::Idle, standing),
    }
}

/// In the last days of the year: an unused re-enable lapses, and one made now is short.
#[component]
fn Lapsing() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let lapse = Memo::new(move |_| {
        let choices = choices(&tenant.protocols()?, tenant.now());
        choices
            .iter()
            .filter(|choice| choice.is_available())
            .find_map(|choice| lapse(&choice.facts))
    });
    move || {
        lapse.get().map(
            |Lapse {
                 last_day,
                 days_left,
             }| {
                let days = i32::try_from(days_left).unwrap_or_default();
                let last = Day {
                    date: last_day,
                    zone: tenant.zone(),
                };
                view! {
                    <Notice tone=Tone::Warn><p>{choose::lapses(days, last)}</p></Notice>
                }
            },
        )
    }
}

/// What basic authentication exposes people to; it stands where it is asked for (R50).
#[component]
pub(super) fn SecurityWarning() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warn heading=choose::warning_heading()>
            <p>{choose::warning()} " " <span class="rule">{"R50"}</span></p>
        </Notice>
    }
}
