//! What is assumed: when, where, as whom, and what happens to which protocol.

use chrono::{DateTime, Utc};
use flows::what_if::{Assumption, Event, Supposition, What, civil};
use leptos::prelude::*;
use policy::{Cloud, Endpoint, Protocol, Role};

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Button, Choice, DateTimeField, Select, SelectLook};
use crate::words::{Text, vocabulary, what_if};

/// In the order of the policy's terms.
const CLOUDS: [Cloud; 5] = [
    Cloud::Worldwide,
    Cloud::Gcc,
    Cloud::GccHigh,
    Cloud::Dod,
    Cloud::China,
];

#[component]
pub(super) fn Assume(
    assumption: Memo<Option<Assumption>>,
    happen: Callback<Event>,
) -> impl IntoView {
    let of = move |read: fn(&Assumption) -> &'static str| {
        Signal::derive(move || {
            assumption.with(|it| it.as_ref().map(read).unwrap_or_default().to_owned())
        })
    };
    let at = Memo::new(move |_| {
        assumption
            .with(|it| it.as_ref().map(|it| it.at))
            .unwrap_or_default()
    });
    let clouds = CLOUDS.map(|cloud| choice(cloud.name(), vocabulary::cloud(cloud)));
    let roles = [
        choice(Role::GlobalAdmin.name(), what_if::global_admin()),
        choice(Role::OtherAdmin.name(), what_if::other_admin()),
    ];
    let cloud = move |name: String| {
        if let Some(cloud) = Cloud::from_name(&name) {
            happen.run(Event::In(cloud));
        }
    };
    let role = move |name: String| {
        if let Some(role) = Role::from_name(&name) {
            happen.run(Event::As(role));
        }
    };
    let tenant = expect_context::<Tenant>();
    let anew = Route::new(tenant.id(), Page::WhatIf(Supposition::Nothing));
    let anew = expect_context::<Router>().href(&anew);
    view! {
        <section class="card stack" aria-label=what_if::assume()>
            <h2>{what_if::assume()}</h2>
            <div class="fields">
                <When label=what_if::at() at on_set=Callback::new(move |at| happen.run(Event::LookAt(at))) />
                <Select
                    label=what_if::cloud()
                    choices=Signal::stored(clouds.to_vec())
                    value=of(|it| it.cloud.name())
                    on_change=Callback::new(cloud)
                    look=SelectLook::Field
                />
                <Select
                    label=what_if::role()
                    choices=Signal::stored(roles.to_vec())
                    value=of(|it| it.role.name())
                    on_change=Callback::new(role)
                    look=SelectLook::Field
                />
            </div>
            <h3>{what_if::suppose_heading()}</h3>
            <Suppose at happen />
            <a href=anew>{what_if::start_over()}</a>
        </section>
    }
}

/// One more thing that is supposed to happen, to one protocol or to all.
#[component]
fn Suppose(at: Memo<DateTime<Utc>>, happen: Callback<Event>) -> impl IntoView {
    let protocol = RwSignal::new(ALL.to_owned());
    let what = RwSignal::new(0_usize);
    // As long as none is chosen, when it is looked at.
    let chosen = RwSignal::new(None);
    let when = Memo::new(move |_| chosen.get().unwrap_or_else(|| at.get()));
    let protocols = [choice(ALL, what_if::all_protocols())].into_iter().chain(
        Protocol::ALL.map(|it| choice(it.name(), vocabulary::endpoint(Endpoint::Protocol(it)))),
    );
    let protocols: Vec<_> = protocols.collect();
    let kinds = What::ALL.iter().enumerate();
    let kinds: Vec<_> = kinds
        .map(|(number, it)| choice(&number.to_string(), name(*it)))
        .collect();
    let suppose = move |()| {
        let protocols = match Protocol::from_name(&protocol.get_untracked()) {
            Some(protocol) => vec![protocol],
            None => Protocol::ALL.to_vec(),
        };
        let what = What::ALL[what.get_untracked()];
        happen.run(Event::Suppose(protocols, what, when.get_untracked()));
    };
    let choose = move |number: String| {
        if let Some(number) = number.parse().ok().filter(|it| *it < What::ALL.len()) {
            what.set(number);
        }
    };
    view! {
        <div class="fields">
            <Select
                label=what_if::protocol()
                choices=Signal::stored(protocols)
                value=protocol
                on_change=Callback::new(move |name| protocol.set(name))
                look=SelectLook::Field
            />
            <Select
                label=what_if::what()
                choices=Signal::stored(kinds)
                value=Signal::derive(move || what.get().to_string())
                on_change=Callback::new(choose)
                look=SelectLook::Field
            />
            <When label=what_if::when() at=when on_set=Callback::new(move |at| chosen.set(Some(at))) />
            <Button label=what_if::suppose() on_press=Callback::new(suppose) />
        </div>
        <p class="muted">{what_if::suppose_hint()}</p>
    }
}

/// The value of the choice that is no protocol's name.
const ALL: &str = "all";

/// An instant, by the clock of the programme's zone. What is not whole yet stays as it is typed.
#[component]
fn When(label: Text, at: Memo<DateTime<Utc>>, on_set: Callback<DateTime<Utc>>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let typed = RwSignal::new(None::<String>);
    let unread = move || {
        typed
            .get()
            .filter(|text| civil::read(text, tenant.zone()).is_none())
    };
    let value = move || unread().unwrap_or_else(|| civil::written(at.get(), tenant.zone()));
    let input = move |text: String| {
        let read = civil::read(&text, tenant.zone());
        typed.set(Some(text));
        if let Some(at) = read {
            on_set.run(at);
        }
    };
    let error = move || unread().map(|_| what_if::no_time().get());
    view! {
        <DateTimeField
            label
            value=Signal::derive(value)
            on_input=Callback::new(input)
            error=Signal::derive(error)
        />
    }
}

fn choice(value: &str, label: Text) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.into(),
        lang: None,
    }
}

fn name(what: What) -> Text {
    match what {
        What::Block => what_if::block(),
        What::Lift => what_if::lift(),
        What::OptOut => what_if::opt_out(),
        What::ReEnable => what_if::re_enable(),
    }
}
