//! What a message said before, and what has changed since, word by word.

use chrono::{DateTime, Utc};
use flows::revision::{Kind, Piece, differences};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use wire::message::{Revision, Text};

use super::{body, language_of};
use crate::markup;
use crate::tenant::Tenant;
use crate::words::message;

/// Each change of the text in view, newest first.
#[component]
pub(super) fn Revisions(
    /// What the message says now.
    text: Memo<Text>,
    /// Since when.
    at: DateTime<Utc>,
    revisions: Vec<Revision>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let revisions = StoredValue::new(revisions);
    let changes = move || {
        let now = text.get();
        revisions.with_value(|revisions| {
            let mut newer = (said(&now), at);
            let changes = revisions.iter().map(|revision| {
                let older = (said(&in_language(revision, &now)), revision.last_modified_date_time);
                let (newer, at) = std::mem::replace(&mut newer, older.clone());
                view! { <Change at=tenant.time(at) before=older.0 after=newer lang=now.lang.clone() /> }
            });
            changes.collect_view()
        })
    };
    view! {
        <section class="message__revisions" aria-label=message::revisions()>
            <h2>{message::revisions()}</h2>
            {changes}
        </section>
    }
}

#[component]
fn Change(at: crate::words::Time, before: String, after: String, lang: String) -> impl IntoView {
    let lines = differences(&before, &after);
    let is_changed = |line: &Vec<Piece>| line.iter().any(|piece| piece.kind != Kind::Kept);
    let lines = lines.into_iter().filter(is_changed).map(|line| {
        let pieces = line.into_iter().map(shown);
        view! { <p>{pieces.collect_view()}</p> }
    });
    let lines = lines.collect_view();
    view! {
        <details>
            <summary>{message::changed_at(at)}</summary>
            <div class="message__change" lang=move || language_of(&lang)>{lines}</div>
        </details>
    }
}

fn shown(Piece { kind, text }: Piece) -> impl IntoView {
    let said = |label: crate::words::Text| view! { <span class="visually-hidden">{label}</span> };
    match kind {
        Kind::Kept => EitherOf3::A(text),
        Kind::Removed => {
            EitherOf3::B(view! { <del>{said(message::removed())} " " {text}</del> " " })
        }
        Kind::Added => EitherOf3::C(view! { <ins>{said(message::added())} " " {text}</ins> " " }),
    }
}

/// All that a version says.
fn said(text: &Text) -> String {
    let blocks = text.body.as_ref().map(body::blocks).unwrap_or_default();
    format!("{}\n{}", text.title, markup::text(&blocks))
}

/// An earlier version in the language in view, or in the one that it has.
fn in_language(revision: &Revision, now: &Text) -> Text {
    let mut texts = revision.texts.iter();
    let same = texts.find(|text| text.lang == now.lang);
    same.or(revision.texts.first()).unwrap_or(now).clone()
}
