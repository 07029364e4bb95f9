//! The switches: modern authentication, the seven boxes, and SMTP AUTH as a whole.

use flows::modern_authentication::Event;
use leptos::prelude::*;
use policy::basic_auth_2022::{Availability, Phase, PolicyBox, decide};
use policy::{Endpoint, Standing};
use wire::modern_authentication::Setting;

use super::boxes::BoxRow;
use super::outcome::Saved;
use super::reach::Reach;
use super::smtp_auth::SmtpAuth;
use super::{Progress, is_read_only};
use crate::pages::usage::{AllMonths, newest, read};
use crate::router::Router;
use crate::routes::Pane as PaneRoute;
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Checkbox, CheckboxGroup, Notice, PaneActions, Tone};
use crate::words::{modern_authentication as words, people};

/// Says why nothing can be changed here, to every switch.
pub(super) const READ_ONLY: &str = "settings-read-only";

#[component]
pub(super) fn Switches() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let is_on = Signal::derive(move || {
        progress.with(|editor| editor.settings().is_on(Setting::ModernAuth))
    });
    let turn = move |is_on| progress.happen(Event::Set(Setting::ModernAuth, is_on));
    let usage = read();
    let in_use = move || usage.with(|usage| Some(newest(usage.as_ref()?)?.get()));
    view! {
        <Saved />
        <ReadOnly />
        <Checkbox
            label=words::modern()
            description=words::modern_about()
            checked=is_on
            disabled_by=read_only()
            on_change=Callback::new(turn)
        />
        <Notice tone=Tone::Warn>
            <p>{words::look_first()}</p>
            <p>{in_use}</p>
            <AllMonths />
        </Notice>
        <Boxes />
        <p class="muted">{words::day()}</p>
        <SmtpAuth />
        <Reach />
        <Actions />
    }
}

/// The id of the reason, where there is one.
pub(super) fn read_only() -> Option<&'static str> {
    is_read_only().then_some(READ_ONLY)
}

#[component]
fn ReadOnly() -> impl IntoView {
    let names = people::list(&expect_context::<Tenant>().card().global_admins);
    is_read_only().then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p id=READ_ONLY>{words::read_only(names)}</p>
            </Notice>
        }
    })
}

#[component]
fn Boxes() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let tenant = expect_context::<Tenant>();
    let available = Memo::new(move |_| {
        let standing = |endpoint| standing(tenant, endpoint);
        PolicyBox::ALL.map(|it| it.availability(tenant.now(), tenant.zone(), standing))
    });
    let hint = Signal::derive(move || {
        let policy = progress.with(|editor| editor.baseline.settings.policy.clone());
        let hint = match policy {
            Some(name) => words::in_policy(name),
            None => words::no_policy(),
        };
        Some(hint.get())
    });
    let rows = move || {
        let shown = PolicyBox::ALL.into_iter().zip(available.get());
        let there = shown.filter(|(_, availability)| *availability != Availability::Gone);
        there
            .map(|(which, availability)| view! { <BoxRow which availability /> })
            .collect_view()
    };
    let is_before_the_end =
        Memo::new(move |_| Phase::at(tenant.now(), tenant.zone()) != Phase::Ended);
    view! {
        <Show when=move || is_before_the_end.get()>
            <p>
                {words::own_day()} " " <span class="rule">{"R55"}</span> " "
                <span class="rule">{"R56"}</span> " " <span class="rule">{"R57"}</span>
            </p>
        </Show>
        <CheckboxGroup label=words::allow() hint>
            {rows}
        </CheckboxGroup>
        <Show when=move || available.get().contains(&Availability::Gone)>
            <Gone />
        </Show>
    }
}

/// In the place of the boxes that were taken away.
#[component]
fn Gone() -> impl IntoView {
    let router = expect_context::<Router>();
    let history = move || {
        let here = router.route();
        router.href(&here.with_pane(Some(PaneRoute::History)))
    };
    let rules = Availability::Gone.rules().iter();
    let rules = rules.map(|rule| view! { " " <span class="rule">{rule.0}</span> });
    view! {
        <Notice tone=Tone::Info>
            <p>{words::gone()} {rules.collect_view()}</p>
            <a href=history>{words::to_history()}</a>
        </Notice>
    }
}

/// Where an endpoint stands now, tracked.
pub(super) fn standing(tenant: Tenant, endpoint: Endpoint) -> Standing {
    let protocols = tenant.protocols();
    let found = protocols.as_ref().and_then(|protocols| {
        let mut entries = protocols.endpoints.iter();
        let entry = entries.find(|entry| entry.endpoint == endpoint)?;
        Some(decide(&protocols.facts_of(entry, tenant.now())).standing)
    });
    found.unwrap_or(Standing::OutsideProgramme)
}

#[component]
fn Actions() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let count = Memo::new(move |_| progress.with(|editor| editor.changes.0.len()));
    let label = Signal::derive(move || match i32::try_from(count.get()) {
        Ok(0) => words::review_none().get(),
        count => words::review(count.unwrap_or(i32::MAX)).get(),
    });
    let has_some = move || count.get() > 0;
    let nothing = move || (count.get() == 0).then(|| words::nothing_differs().get());
    view! {
        <PaneActions>
            <Button
                label
                kind=ButtonKind::Primary
                disabled_reason=Signal::derive(nothing)
                on_press=Callback::new(move |()| progress.happen(Event::Review))
            />
            <Show when=has_some>
                <Button
                    label=words::discard()
                    on_press=Callback::new(move |()| progress.happen(Event::Discard))
                />
            </Show>
        </PaneActions>
    }
}
