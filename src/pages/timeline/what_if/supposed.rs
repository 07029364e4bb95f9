//! What is supposed to happen, in the order of time, with what would come to nothing.

use flows::what_if::{Assumption, Event, Refused, Supposed, What};
use leptos::prelude::*;
use policy::Endpoint;

use crate::tenant::Tenant;
use crate::words::{Text, vocabulary, what_if};

#[component]
pub(super) fn SupposedList(
    assumption: Memo<Option<Assumption>>,
    happen: Callback<Event>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let entries = Memo::new(move |_| {
        assumption.with(|assumption| {
            assumption
                .as_ref()
                .map(|it| entries(it, tenant))
                .unwrap_or_default()
        })
    });
    view! {
        <section class="card stack" aria-label=what_if::supposed()>
            <h2>{what_if::supposed()}</h2>
            <Show when=move || entries.with(Vec::is_empty)>
                <p>{what_if::nothing_supposed()}</p>
            </Show>
            <ol class="supposed" role="list">
                <For each=move || entries.get() key=|entry| *entry let:entry>
                    <Entry entry happen />
                </For>
            </ol>
        </section>
    }
}

/// What is supposed, and why it has no effect, if it has none.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Shown {
    supposed: Supposed,
    note: Option<Note>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Note {
    /// It is later than what is looked at.
    Later,
    ByPolicy(policy::basic_auth_2022::Reason, policy::RuleNumber),
    BySupport(policy::basic_auth_2022::Relief),
}

fn entries(assumption: &Assumption, tenant: Tenant) -> Vec<Shown> {
    let refused = assumption.play(tenant.zone()).refused;
    let note = |supposed: &Supposed| {
        if supposed.at > assumption.at {
            return Some(Note::Later);
        }
        let (_, why) = refused.iter().find(|(other, _)| other == supposed)?;
        Some(match why {
            Refused::ByPolicy(refusal) => Note::ByPolicy(refusal.reason, refusal.rule),
            Refused::BySupport(relief) => Note::BySupport(*relief),
        })
    };
    let shown = |supposed: &Supposed| Shown {
        supposed: *supposed,
        note: note(supposed),
    };
    assumption.events.iter().map(shown).collect()
}

#[component]
fn Entry(entry: Shown, happen: Callback<Event>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let Shown { supposed, note } = entry;
    let said = sentence(supposed, tenant);
    let note = note.map(|note| match note {
        Note::Later => view! { <p class="muted">{what_if::later()}</p> }.into_any(),
        Note::ByPolicy(reason, rule) => view! {
            <p class="muted">
                {what_if::no_effect(vocabulary::reason(reason))} " " <span class="rule">{rule.0}</span>
            </p>
        }
        .into_any(),
        Note::BySupport(relief) => {
            view! { <p class="muted">{what_if::no_effect(vocabulary::relief(relief))}</p> }.into_any()
        }
    });
    let drop = move |_| happen.run(Event::Drop(supposed));
    view! {
        <li class="supposed__event">
            <div>
                <p>{said.clone()}</p>
                {note}
            </div>
            <button class="button" type="button" aria-label=what_if::drop(said) on:click=drop>
                {what_if::drop_short()}
            </button>
        </li>
    }
}

fn sentence(supposed: Supposed, tenant: Tenant) -> Text {
    let protocol = vocabulary::endpoint(Endpoint::Protocol(supposed.protocol));
    let at = tenant.time(supposed.at);
    match supposed.what {
        What::Block => what_if::blocked(at, protocol),
        What::Lift => what_if::lifted(at, protocol),
        What::OptOut => what_if::opted_out(at, protocol),
        What::ReEnable => what_if::re_enabled(at, protocol),
    }
}
