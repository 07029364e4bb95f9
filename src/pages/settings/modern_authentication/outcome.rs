//! How saving went: what was written and the way back, or why nothing was.

use flows::Failure;
use flows::modern_authentication::{Event, Stage};
use leptos::prelude::*;

use super::Progress;
use crate::trouble::no_room;
use crate::ui::{Button, Notice, Tone};
use crate::words::{Text, app, modern_authentication as words, trouble, vocabulary};

/// Above the switches, after a change was saved.
#[component]
pub(super) fn Saved() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let stage = Memo::new(move |_| progress.with(|editor| editor.stage.clone()));
    let is_saved = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Saved { .. })));
    let written = move || {
        let name = progress.with(|editor| editor.baseline.settings.policy.clone())?;
        stage.with(|stage| match stage {
            Stage::Saved {
                in_policy: false, ..
            } => None,
            Stage::Saved { is_first: true, .. } => Some(words::saved_first(name).get()),
            _ => Some(words::saved_in(name).get()),
        })
    };
    let can_undo =
        move || stage.with(|it| matches!(it, Stage::Saved { undo, .. } if !undo.is_empty()));
    let undo = Callback::new(move |()| progress.happen(Event::Undo));
    view! {
        <Show when=move || is_saved.get()>
            <Notice tone=Tone::Ok heading=words::saved() announced=true>
                <p>{move || written()}</p>
                <p>{words::day()}</p>
                <Show when=can_undo>
                    <Button label=app::undo() on_press=undo />
                </Show>
            </Notice>
        </Show>
    }
}

/// In the review, when it came to nothing.
#[component]
pub(super) fn NotSaved() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let why = Memo::new(move |_| {
        progress.with(|editor| match &editor.stage {
            Stage::Refused { reason, rule } => {
                Some((vocabulary::reason(*reason), Some(rule.clone())))
            }
            Stage::Failed(failure) => Some((in_words(*failure), None)),
            _ => None,
        })
    });
    move || {
        why.get().map(|(text, rule)| {
            let rule = rule.map(|rule| view! { " " <span class="rule">{rule}</span> });
            view! {
                <Notice tone=Tone::Bad heading=words::refused() announced=true>
                    <p>{text} {rule}</p>
                </Notice>
            }
        })
    }
}

fn in_words(failure: Failure) -> Text {
    match failure {
        Failure::NoAnswer => words::no_answer(),
        Failure::NotSent => trouble::not_sent(),
        Failure::StorageFull => no_room(trouble::storage_full()),
        Failure::Rejected => trouble::rejected(),
    }
}
