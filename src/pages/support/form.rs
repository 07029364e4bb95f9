//! The ticket while it is written: which protocols, and the administrator's own words.

use flows::ticket::reading::{Subject, is_in_vain, subjects};
use flows::ticket::{Event, Fault, Stage};
use leptos::prelude::*;
use policy::Protocol;
use wire::ticket::LONGEST_TEXT;

use super::Progress;
use super::subject::SubjectChoice;
use crate::pages::sending;
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, CheckboxGroup, Notice, TextArea, Tone};
use crate::words::support;

#[component]
pub(crate) fn Form() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let subjects = Memo::new(move |_| {
        let protocols = tenant.protocols();
        protocols
            .map(|protocols| subjects(&protocols, tenant.now()))
            .unwrap_or_default()
    });
    // What was chosen before another tab asked about it.
    let has_asked = Memo::new(move |_| {
        let is_chosen = |subject: &&Subject| {
            progress.with(|inquiry| inquiry.draft.contents.protocols.contains(&subject.protocol))
        };
        subjects.with(|all| all.iter().filter(is_chosen).any(|it| !it.can_be_chosen()))
    });
    let is_in_vain = Memo::new(move |_| {
        subjects.with(|all| progress.with(|it| is_in_vain(&it.draft.contents.protocols, all)))
    });
    let send = move |()| {
        if !has_asked.get_untracked() {
            progress.happen(Event::Send);
        }
    };
    view! {
        <CheckboxGroup
            label=support::which()
            hint=support::which_hint()
            error=Signal::derive(move || has_asked.get().then(|| support::untick().get()))
        >
            {Protocol::ALL
                .map(|protocol| view! { <SubjectChoice protocol subjects /> })
                .collect_view()}
        </CheckboxGroup>
        <Words />
        <Searched />
        <Show when=move || is_in_vain.get()>
            <Notice tone=Tone::Warn announced=true>
                <p>{support::in_vain()}</p>
            </Notice>
        </Show>
        <div class="cluster">
            <Button
                label=support::send()
                kind=ButtonKind::Primary
                disabled_reason=sending::bar()
                on_press=Callback::new(send)
            />
        </div>
    }
}

#[component]
fn Words() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let text = Memo::new(move |_| progress.with(|inquiry| inquiry.draft.contents.text.clone()));
    let counter = move || {
        let length = text.with(|text| text.trim().chars().count());
        support::counter(number(length), number(LONGEST_TEXT)).get()
    };
    let error = move || {
        let is_reminded = |stage: &Stage| *stage == Stage::Writing { reminded: true };
        let (fault, is_reminded) =
            progress.with(|inquiry| (inquiry.draft.fault(), is_reminded(&inquiry.stage)));
        match fault? {
            Fault::TooLong(surplus) => {
                Some(support::too_long(number(LONGEST_TEXT), number(surplus)).get())
            }
            Fault::Empty => is_reminded.then(|| support::empty().get()),
        }
    };
    view! {
        <TextArea
            label=support::text()
            hint=support::text_hint()
            value=text
            on_input=Callback::new(move |text| progress.happen(Event::Write(text)))
            counter=Signal::derive(move || Some(counter()))
            error=Signal::derive(error)
        />
    }
}

/// What was searched for before; support reads it too.
#[component]
fn Searched() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let search = Memo::new(move |_| progress.with(|inquiry| inquiry.draft.ticket().search));
    move || {
        search.get().map(|search| {
            view! {
                <div class="stack" data-gap="small">
                    <p>{support::searched()}</p>
                    <blockquote class="quote">{search}</blockquote>
                </div>
            }
        })
    }
}

/// A count as words take it.
fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
