//! Step 2: which protocols; what cannot be chosen says why.

use flows::diagnostic::reading::{Choice, Unavailable, choices, offered};
use flows::diagnostic::{Diagnostic, Event, Way};
use leptos::either::Either;
use leptos::prelude::*;
use policy::basic_auth_2022::Phase;
use policy::{Endpoint, Protocol, Wish};

use super::Progress;
use super::own_policy::PolicyStopsChoice;
use super::usage::{BetterLeft, with_figures};
use crate::browser::random;
use crate::pages::lapsing::Lapsing;
use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Checkbox, CheckboxGroup, Notice, Tone, ToneBadge};
use crate::words::{Text, choose, diagnostic, explain, vocabulary};

#[component]
pub(crate) fn Choose(way: Signal<Way>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let wish = Memo::new(move |_| {
        let phase = Phase::at(tenant.now(), tenant.zone());
        way.with(|way| offered(way, phase))
    });
    let choices = move || {
        let protocols = tenant.protocols();
        protocols.map(|protocols| choices(&protocols, &way.get(), tenant.now()))
    };
    let is_any_available = Memo::new(move |_| {
        let choices = choices();
        wish.get().is_some() && choices.iter().flatten().any(Choice::can_be_chosen)
    });
    // What was chosen while it could be: time passed, or another tab was faster.
    let has_unavailable = Memo::new(move |_| {
        let Diagnostic::Choose { chosen, .. } = progress.state() else {
            return false;
        };
        let choices = choices();
        let mut choices = choices.iter().flatten();
        choices.any(|choice| chosen.contains(&choice.protocol) && !choice.can_be_chosen())
    });
    let question = move || match wish.get() {
        Some(Wish::OptOut) => choose::which_opt_out(),
        Some(Wish::ReEnable) => choose::which_re_enable(),
        None => choose::nothing_offered(),
    };
    let error = move || match progress.state() {
        _ if has_unavailable.get() => Some(choose::untick().get()),
        Diagnostic::Choose { reminded: true, .. } => Some(choose::choose_one().get()),
        _ => None,
    };
    let none_available = move || {
        let is_missing = !is_any_available.get();
        is_missing.then(|| choose::none_available().get())
    };
    let review = move |()| {
        let wish = wish.get_untracked();
        if let Some(wish) = wish.filter(|_| !has_unavailable.get_untracked()) {
            progress.happen(Event::Review {
                wish,
                id: random::uuid(),
            });
        }
    };
    view! {
        <BetterLeft />
        <CheckboxGroup
            label=Signal::derive(move || question().get())
            hint=choose::hint()
            error=Signal::derive(error)
        >
            {Protocol::ALL.map(|protocol| view! { <ProtocolChoice protocol way /> }).collect_view()}
        </CheckboxGroup>
        <PolicyStopsChoice wish />
        <Lapsing />
        <SecurityWarning />
        <div class="cluster">
            <Button
                label=diagnostic::next()
                kind=ButtonKind::Primary
                on_press=Callback::new(review)
                disabled_reason=Signal::derive(none_available)
            />
            {move || back(progress, way.get())}
        </div>
    }
}

/// To the tests, or to the post that led here.
fn back(progress: Progress, way: Way) -> impl IntoView {
    match way {
        Way::Diagnostic => Either::Left(view! {
            <Button
                label=diagnostic::back()
                on_press=Callback::new(move |()| progress.happen(Event::Back))
            />
        }),
        Way::Post(id) => {
            let post = Route::new(expect_context::<Tenant>().id(), Page::message(id));
            let href = expect_context::<Router>().href(&post);
            Either::Right(view! { <a class="button" href=href>{choose::back_to_post()}</a> })
        }
    }
}

#[component]
fn ProtocolChoice(protocol: Protocol, way: Signal<Way>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let reports = expect_context::<Reports>();
    let shown = Memo::new(move |_| {
        let choices = choices(&tenant.protocols()?, &way.get(), tenant.now());
        let choice = choices.iter().find(|choice| choice.protocol == protocol);
        choice.map(|choice| Shown::of(choice, &way.get(), reports))
    });
    let is_chosen = move || match progress.state() {
        Diagnostic::Choose { chosen, .. } => chosen.contains(&protocol),
        _ => false,
    };
    let text = move |of: fn(&Shown) -> Option<&Text>| {
        shown.with(|shown| of(shown.as_ref()?).map(Text::get))
    };
    view! {
        <Checkbox
            label=choose::with_clients(
                vocabulary::clients_of(Endpoint::Protocol(protocol)),
                vocabulary::endpoint(Endpoint::Protocol(protocol)),
            )
            checked=Signal::derive(is_chosen)
            on_change=Callback::new(move |_| progress.happen(Event::Toggle(protocol)))
            description=Signal::derive(move || text(|shown| shown.description.as_ref()))
            disabled_reason=Signal::derive(move || text(|shown| shown.reason.as_ref()))
        >
            {move || shown.get().map(|Shown { badge: (tone, label), .. }| view! {
                <ToneBadge tone label />
            })}
        </Checkbox>
    }
}

/// What stands beside a box: derived from the facts, without the time that passes.
#[derive(Clone, PartialEq)]
struct Shown {
    description: Option<Text>,
    reason: Option<Text>,
    badge: (Tone, Text),
}

impl Shown {
    fn of(choice: &Choice, way: &Way, reports: Reports) -> Self {
        let repeat = choice.is_repeat.then(choose::already_opted_out);
        let why = repeat.or_else(|| vocabulary::why(&choice.facts, &choice.decision));
        Self {
            description: with_figures(reports.usage_of(&choice.facts), why),
            reason: reason(choice),
            badge: badge(choice, way),
        }
    }
}

/// Why it cannot be chosen.
fn reason(choice: &Choice) -> Option<Text> {
    match choice.unavailable? {
        Unavailable::TakingEffect => Some(choose::taking_effect()),
        Unavailable::Refused(reason, key) => {
            let known = vocabulary::known(&choice.facts, &choice.decision);
            Some(explain(key, &known).unwrap_or_else(|| vocabulary::reason(reason)))
        }
    }
}

/// The one re-enable while it can be spent, else the standing.
fn badge(choice: &Choice, way: &Way) -> (Tone, Text) {
    let standing = vocabulary::standing(choice.decision.standing);
    let offered = offered(way, Phase::at(choice.facts.now, choice.facts.zone));
    match (choice.can_be_chosen(), offered) {
        (true, Some(Wish::ReEnable)) => (Tone::Info, choose::one_left()),
        _ => (Tone::Idle, standing),
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
