//! Step 3: what will be asked for, and the acknowledgement above the button that it names.

use flows::diagnostic::{Diagnostic, Event};
use leptos::prelude::*;
use policy::basic_auth_2022::{Phase, companions};
use policy::{Endpoint, Protocol, Wish};

use super::Progress;
use super::choose::SecurityWarning;
use super::own_policy::PolicyStops;
use crate::pages::sending;
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Checkbox, count_error};
use crate::words::{Argument, Day, Text, check, diagnostic, vocabulary};

#[component]
pub(crate) fn Check() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let checked = Memo::new(move |_| match progress.state() {
        Diagnostic::Check { wish, chosen, .. } => Some((wish, chosen)),
        _ => None,
    });
    let is_acknowledged = move || {
        matches!(
            progress.state(),
            Diagnostic::Check {
                acknowledged: true,
                ..
            }
        )
    };
    let is_reminded = move || matches!(progress.state(), Diagnostic::Check { reminded: true, .. });
    let action = move || {
        let (wish, chosen) = checked.get()?;
        Some(name_of_action(
            wish,
            &chosen.into_iter().collect::<Vec<_>>(),
        ))
    };
    let action_label =
        Signal::derive(move || action().map(|action| action.get()).unwrap_or_default());
    let acknowledgement = move || check::acknowledge(action_label.get(), tenant.card().name).get();
    let answers = move || {
        let (wish, chosen) = checked.get()?;
        Some(
            chosen
                .into_iter()
                .map(|protocol| view! { <Answer wish protocol /> })
                .collect_view(),
        )
    };
    let submit = move |()| progress.happen(Event::Submit);
    view! {
        <ul class="answers" role="list">{answers}</ul>
        <SecurityWarning />
        <div class="acknowledgement">
            <Checkbox
                label=Signal::derive(acknowledgement)
                checked=Signal::derive(is_acknowledged)
                on_change=Callback::new(move |is_on| progress.happen(Event::Acknowledge(is_on)))
            />
            <p class="acknowledgement__reminder" role="alert">
                {move || is_reminded().then(|| {
                    count_error();
                    check::acknowledge_first().get()
                })}
            </p>
        </div>
        <div class="cluster">
            <Button
                label=action_label
                kind=ButtonKind::Primary
                disabled_reason=sending::bar()
                on_press=Callback::new(submit)
            />
            <Button
                label=diagnostic::back()
                on_press=Callback::new(move |()| progress.happen(Event::Back))
            />
        </div>
    }
}

/// What is asked for one protocol, and what comes with it.
#[component]
fn Answer(wish: Wish, protocol: Protocol) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let last = Phase::ReEnable.last_day().map(|date| Day {
        date,
        zone: tenant.zone(),
    });
    let effect = last.map(|last| match wish {
        Wish::OptOut => check::opt_out(last),
        Wish::ReEnable => check::re_enable(last),
    });
    let companions = companions(protocol);
    let names: Argument = companions
        .iter()
        .map(|endpoint| vocabulary::endpoint(*endpoint))
        .collect();
    let needs_others = wish == Wish::ReEnable && !companions.is_empty();
    let also = needs_others.then(|| check::companions(names));
    view! {
        <li class="card">
            <h2>{vocabulary::endpoint(Endpoint::Protocol(protocol))}</h2>
            <p>{effect.map(Signal::<String>::from)}</p>
            {also.map(|text| view! { <p class="muted">{text}</p> })}
            <PolicyStops wish protocol />
            <Button
                label=check::change(vocabulary::endpoint(Endpoint::Protocol(protocol)))
                kind=ButtonKind::Quiet
                on_press=Callback::new(move |()| progress.happen(Event::Back))
            />
        </li>
    }
}

/// "Re-enable IMAP4", or how many where there are several.
fn name_of_action(wish: Wish, chosen: &[Protocol]) -> Text {
    match (wish, chosen) {
        (Wish::OptOut, [one]) => check::opt_out_one(vocabulary::endpoint(Endpoint::Protocol(*one))),
        (Wish::ReEnable, [one]) => {
            check::re_enable_one(vocabulary::endpoint(Endpoint::Protocol(*one)))
        }
        (wish, several) => {
            let count = i32::try_from(several.len()).unwrap_or(i32::MAX);
            match wish {
                Wish::OptOut => check::opt_out_several(count),
                Wish::ReEnable => check::re_enable_several(count),
            }
        }
    }
}
