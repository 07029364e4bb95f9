//! What is about to be saved, in words, with what to think of first; and how saving went.

use flows::modern_authentication::{Event, Stage, Warning};
use leptos::prelude::*;
use policy::Endpoint;
use wire::modern_authentication::{Changes, Setting};

use super::Progress;
use super::outcome::NotSaved;
use super::step::StepHeading;
use crate::pages::{sending, usage};
use crate::ui::{Button, ButtonKind, Notice, PaneActions, Tone};
use crate::words::{Argument, Text, modern_authentication as words, vocabulary};

#[component]
pub(super) fn Review() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let changes = Memo::new(move |_| progress.with(|editor| editor.changes.clone()));
    let sentences = move || {
        let sentences = changes.with(in_words).into_iter();
        sentences
            .map(|text| view! { <li>{text}</li> })
            .collect_view()
    };
    let policy = Memo::new(move |_| progress.with(|it| it.baseline.settings.policy.clone()));
    let written = move || {
        changes.with(Changes::concern_policy).then(|| {
            let text = match policy.get() {
                Some(name) => words::will_write(name),
                None => words::will_make(),
            };
            view! { <p>{text}</p> }
        })
    };
    view! {
        <StepHeading text=words::review_heading() />
        <NotSaved />
        <ul>{sentences}</ul>
        <Warnings />
        {written}
        <p>{words::day()}</p>
        <Actions />
    }
}

/// What differs, in a sentence for each kind of change.
fn in_words(changes: &Changes) -> Vec<Text> {
    let turned = |wanted| {
        let changes = changes.0.iter();
        let names: Vec<_> = changes
            .filter_map(|(setting, is_on)| match setting {
                Setting::BasicAuth(endpoint) if *is_on == wanted => Some(*endpoint),
                _ => None,
            })
            .map(vocabulary::switched)
            .collect();
        (!names.is_empty()).then(|| names.into_iter().collect::<Argument>())
    };
    let of = |setting| changes.0.get(&setting).copied();
    let modern = of(Setting::ModernAuth).map(|is_on| {
        if is_on {
            words::will_modern_on()
        } else {
            words::will_modern_off()
        }
    });
    let smtp = of(Setting::SmtpAuthOff).map(|is_off| {
        if is_off {
            words::will_smtp_off()
        } else {
            words::will_smtp_on()
        }
    });
    let allowed = turned(true).map(words::will_allow);
    let blocked = turned(false).map(words::will_block);
    [modern, allowed, blocked, smtp]
        .into_iter()
        .flatten()
        .collect()
}

/// What to think of before the changes are saved.
#[component]
pub(super) fn Warnings() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let usage = usage::read();
    let warnings = Memo::new(move |_| {
        usage.with(|usage| progress.with(|editor| editor.warnings(usage.as_ref())))
    });
    move || {
        let warnings: Vec<_> = warnings.get().into_iter().map(warning).collect();
        (!warnings.is_empty()).then(|| {
            let warnings = warnings.into_iter().map(|text| view! { <li>{text}</li> });
            view! {
                <Notice tone=Tone::Warn heading=words::before_saving()>
                    <ul>{warnings.collect_view()}</ul>
                </Notice>
            }
        })
    }
}

fn warning(warning: Warning) -> Text {
    match warning {
        Warning::CompanionOff { clients, companion } => words::companion_off(
            vocabulary::policy_box(clients),
            vocabulary::policy_box(companion),
        ),
        Warning::OutlookNeedsModernAuth => words::outlook_needs_modern(),
        Warning::InUse { protocol, users } => words::in_use(
            vocabulary::endpoint(Endpoint::Protocol(protocol)),
            i32::try_from(users).unwrap_or(i32::MAX),
        ),
    }
}

#[component]
fn Actions() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let happen = move |event: Event| Callback::new(move |()| progress.happen(event.clone()));
    let is_saving = Memo::new(move |_| progress.with(|it| it.stage == Stage::Saving));
    let can_save = Memo::new(move |_| {
        progress.with(|editor| match editor.stage {
            Stage::Reviewing | Stage::Saving => true,
            Stage::Failed(failure) => failure.is_retryable(),
            _ => false,
        })
    });
    let label = move || {
        let has_failed = progress.with(|it| matches!(it.stage, Stage::Failed(_)));
        let label = if has_failed {
            words::save_again()
        } else {
            words::save()
        };
        label.get()
    };
    let bar = sending::bar();
    let reason = move || {
        if is_saving.get() {
            Some(words::saving().get())
        } else {
            bar.get()
        }
    };
    view! {
        <PaneActions>
            <Show when=move || can_save.get()>
                <Button
                    label=Signal::derive(label)
                    kind=ButtonKind::Primary
                    disabled_reason=Signal::derive(reason)
                    on_press=happen(Event::Save)
                />
            </Show>
            <Show when=move || !is_saving.get()>
                <Button label=words::back() on_press=happen(Event::Edit) />
            </Show>
        </PaneActions>
    }
}
