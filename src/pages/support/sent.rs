//! The ticket once it is sent: on its way, its number, or why there is none.

use flows::Failure;
use flows::ticket::{Event, Stage};
use leptos::prelude::*;

use super::Progress;
use super::tickets::Tickets;
use crate::browser::{page, random};
use crate::pages::sending;
use crate::router::Router;
use crate::routes::{Page, Pane, Route};
use crate::tenant::Tenant;
use crate::trouble::no_room;
use crate::ui::{Button, ButtonKind, Glyph, Tone, ToneBadge, count_error};
use crate::words::{Text, results, support, trouble, vocabulary};

#[component]
pub(crate) fn Sent() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let tickets = expect_context::<Tickets>();
    let shown = Memo::new(move |_| {
        let stage = progress.with(|inquiry| inquiry.stage.clone());
        Shown::of(&stage, tickets)
    });
    let is_in_vain = Memo::new(move |_| {
        let is_it = |stage: &Stage| matches!(stage, Stage::Refused { .. } | Stage::Failed(_));
        progress.with(|inquiry| is_it(&inquiry.stage))
    });
    view! {
        <article class="receipt-card" data-tone=move || shown.with(|shown| shown.tone.name())>
            <header class="receipt-card__header">
                <h2 class="receipt-card__heading">
                    {move || shown.with(|shown| shown.heading.get())}
                </h2>
                {move || shown.with(Shown::badge)}
            </header>
            <p role="status">
                {move || shown.with(|shown| shown.sentence.get())} " "
                {move || shown.get().rule.map(|rule| view! { <span class="rule">{rule}</span> })}
            </p>
            {move || is_in_vain.get().then(count_error)}
        </article>
        <Actions />
    }
}

/// What a stage is called, how it is marked, and what it means for the person.
#[derive(Clone, PartialEq)]
struct Shown {
    heading: Text,
    tone: Tone,
    is_under_way: bool,
    label: Text,
    sentence: Text,
    rule: Option<String>,
}

impl Shown {
    fn of(stage: &Stage, tickets: Tickets) -> Self {
        let heading = match stage {
            Stage::Sent { number } => support::ticket(number.clone()),
            _ => support::ticket_without(),
        };
        let is_open = |number: &str| !tickets.is_answered(number);
        let (tone, is_under_way, label, sentence) = match stage {
            Stage::Writing { .. } | Stage::Sending => (
                Tone::Info,
                true,
                results::sending(),
                support::sending_more(),
            ),
            Stage::Sent { number } if is_open(number) => {
                (Tone::Warn, true, support::open(), support::open_more())
            }
            Stage::Sent { .. } => (
                Tone::Ok,
                false,
                support::answered(),
                support::answered_more(),
            ),
            Stage::Overtaken => (
                Tone::Warn,
                false,
                support::overtaken(),
                support::overtaken_more(),
            ),
            Stage::Refused { reason, .. } => (
                Tone::Bad,
                false,
                results::refused(),
                vocabulary::reason(*reason),
            ),
            Stage::Failed(failure) => (Tone::Bad, false, results::failed(), failed(*failure)),
        };
        let rule = match stage {
            Stage::Refused { rule, .. } => Some(rule.clone()),
            _ => None,
        };
        Self {
            heading,
            tone,
            is_under_way,
            label,
            sentence,
            rule,
        }
    }

    fn badge(&self) -> impl IntoView + use<> {
        let glyph = self.is_under_way.then_some(Glyph::ClockFilled);
        view! { <ToneBadge tone=self.tone label=self.label.clone() glyph /> }
    }
}

fn failed(failure: Failure) -> Text {
    match failure {
        Failure::NoAnswer => support::no_answer(),
        Failure::NotSent => trouble::not_sent(),
        Failure::StorageFull => no_room(support::storage_full()),
        Failure::Rejected => support::rejected(),
    }
}

/// What can be done from here.
#[component]
fn Actions() -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let is =
        move |wanted: fn(&Stage) -> bool| move || progress.with(|inquiry| wanted(&inquiry.stage));
    let can_retry = is(|stage| matches!(stage, Stage::Failed(failure) if failure.is_retryable()));
    let can_edit = is(Stage::is_not_accepted);
    let is_sent = is(|stage| matches!(stage, Stage::Sent { .. }));
    let is_overtaken = is(|stage| matches!(stage, Stage::Overtaken));
    // The button goes with the press; the focus would go with it.
    let retry = move |()| {
        progress.happen(Event::Send);
        page::focus_heading();
    };
    let renew = Callback::new(move |()| progress.happen(Event::Renew { id: random::uuid() }));
    let history = move || router.href(&router.route().with_pane(Some(Pane::History)));
    let home = router.href(&Route::new(tenant.id(), Page::Home));
    view! {
        <div class="cluster">
            <Show when=can_retry>
                <Button
                    label=support::retry()
                    kind=ButtonKind::Primary
                    disabled_reason=sending::bar()
                    on_press=Callback::new(retry)
                />
            </Show>
            <Show when=can_edit>
                <Button
                    label=support::edit()
                    on_press=Callback::new(move |()| progress.happen(Event::Edit))
                />
            </Show>
            <Show when=is_overtaken>
                <Button label=support::send_anew() on_press=renew />
            </Show>
            <Show when=is_sent>
                <Button label=support::another() on_press=renew />
            </Show>
            <a class="button" href=history>{support::to_history()}</a>
            <a class="button" href=home>{results::to_home()}</a>
        </div>
    }
}
