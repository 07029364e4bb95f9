//! One protocol in the ticket: where it stands, and what support can do before it is asked.

use flows::diagnostic::reading::can_opt_out;
use flows::ticket::Event;
use flows::ticket::reading::Subject;
use leptos::prelude::*;
use policy::basic_auth_2022::Relief;
use policy::{Cloud, Endpoint, Protocol, Standing};

use super::Progress;
use super::elsewhere::{Elsewhere, ElsewhereLink};
use crate::pages::standing::StandingBadge;
use crate::ui::Checkbox;
use crate::words::{Text, choose, support, vocabulary};

#[component]
pub(crate) fn SubjectChoice(protocol: Protocol, subjects: Memo<Vec<Subject>>) -> impl IntoView {
    let progress = expect_context::<Progress>();
    let subject = move || {
        let is_it = |subject: &&Subject| subject.protocol == protocol;
        subjects.with(|all| all.iter().find(is_it).cloned())
    };
    let shown = Memo::new(move |_| subject().as_ref().map(Shown::of));
    let is_chosen =
        move || progress.with(|inquiry| inquiry.draft.contents.protocols.contains(&protocol));
    let has_ticket = move || {
        let number = shown.with(|shown| shown.as_ref()?.ticket.clone())?;
        Some(support::has_ticket(number).get())
    };
    view! {
        <Checkbox
            label=choose::with_clients(
                vocabulary::clients_of(Endpoint::Protocol(protocol)),
                vocabulary::endpoint(Endpoint::Protocol(protocol)),
            )
            checked=Signal::derive(is_chosen)
            on_change=Callback::new(move |_| progress.happen(Event::Toggle(protocol)))
            disabled_reason=Signal::derive(has_ticket)
            consequence=move || shown.get().map(|shown| view! { <Prospect shown /> })
        >
            {move || shown.get().map(|shown| view! {
                <StandingBadge standing=shown.standing />
            })}
        </Checkbox>
    }
}

/// What stands beside a box: derived from the facts, without the time that passes.
#[derive(Clone, PartialEq)]
struct Shown {
    standing: Standing,
    ticket: Option<String>,
    prospect: Option<Text>,
    rules: Vec<&'static str>,
    elsewhere: Option<Elsewhere>,
}

impl Shown {
    fn of(subject: &Subject) -> Self {
        let Subject {
            facts,
            decision,
            support,
            ..
        } = subject;
        let rules = std::iter::once(&support.rule).chain(support.also);
        Self {
            standing: decision.standing,
            ticket: subject.ticket.clone(),
            prospect: vocabulary::support(facts, decision),
            rules: rules.map(|rule| rule.0).collect(),
            elsewhere: elsewhere(subject),
        }
    }
}

/// What support can do, and where to go for the rest.
#[component]
fn Prospect(shown: Shown) -> impl IntoView {
    let rules = shown.rules.into_iter();
    let rules = rules.map(|rule| view! { <span class="rule">{rule}</span> " " });
    view! {
        <p>{shown.prospect.map(Signal::<String>::from)} " " {rules.collect_view()}</p>
        {shown.elsewhere.map(|to| view! { <p><ElsewhereLink to /></p> })}
    }
}

/// What support lifts in September still has to be kept on from October.
fn elsewhere(subject: &Subject) -> Option<Elsewhere> {
    let facts = &subject.facts;
    match subject.support.relief {
        Relief::Lifted if !can_opt_out(facts) => None,
        Relief::Lifted if facts.cloud == Cloud::Gcc => Some(Elsewhere::Post),
        Relief::Lifted => Some(Elsewhere::OptOut(subject.protocol)),
        relief => Elsewhere::instead_of(relief, subject.protocol),
    }
}
