//! One of the seven boxes, with both layers of each of its members and what comes of them.

use flows::case::Link;
use flows::layers::{Layers, Policy};
use flows::modern_authentication::{Editor, Event, Stage, Tick};
use leptos::either::Either;
use leptos::html::Div;
use leptos::prelude::*;
use policy::basic_auth_2022::{Availability, PolicyBox, decide};
use policy::{Decision, Endpoint, NextStep, Stopped};
use wire::modern_authentication::{Changes, Setting};

use super::Progress;
use super::switches::read_only;
use crate::pages::case::CaseBelow;
use crate::pages::layers::side_by_side;
use crate::pages::standing::StandingBadge;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Button, Checkbox, Tone, ToneBadge};
use crate::words::{Argument, modern_authentication as words, vocabulary};

#[component]
pub(super) fn BoxRow(which: PolicyBox, availability: Availability) -> impl IntoView {
    let progress = expect_context::<Progress>();
    let node = NodeRef::<Div>::new();
    let tick = Memo::new(move |_| progress.with(|editor| editor.tick(which)));
    let no_effect = availability == Availability::NoEffect;
    let reason = move || no_effect.then(|| words::no_effect().get());
    // What does nothing cannot be unticked either.
    let press = move |_| {
        if !no_effect {
            progress.happen(Event::Press(which));
        }
    };
    let rule = no_effect.then(|| {
        let rules = availability.rules().iter();
        rules
            .map(|rule| view! { <span class="rule">{rule.0}</span> })
            .collect_view()
    });
    let is_changed = Memo::new(move |_| {
        let turned =
            |it: &Endpoint, changes: &Changes| changes.0.contains_key(&Setting::BasicAuth(*it));
        let mut members = which.members().iter();
        progress.with(|editor| members.any(|it| turned(it, &editor.changes)))
    });
    let unsaved = move || {
        is_changed
            .get()
            .then(|| view! { <ToneBadge tone=Tone::Info label=words::not_saved() /> })
    };
    view! {
        <div
            class="policy-box"
            role="group"
            aria-label=vocabulary::policy_box(which)
            tabindex="-1"
            node_ref=node
        >
            <Checkbox
                label=vocabulary::policy_box(which)
                description=vocabulary::about_box(which)
                checked=Signal::derive(move || tick.get() == Tick::On)
                mixed=Signal::derive(move || tick.get() == Tick::Mixed)
                disabled_reason=Signal::derive(reason)
                disabled_by=read_only()
                on_change=Callback::new(press)
            >
                {rule}
                {unsaved}
            </Checkbox>
            <WhichWay which node />
            <Members which no_effect />
        </div>
    }
}

/// The question that a box asks whose members differ.
#[component]
fn WhichWay(which: PolicyBox, node: NodeRef<Div>) -> impl IntoView {
    let progress = expect_context::<Progress>();
    let is_asked = Memo::new(move |_| progress.with(|editor| editor.stage == Stage::Asking(which)));
    let members = move || {
        let settings = progress.with(Editor::settings);
        let members = which.members().iter().map(|member| {
            let name = vocabulary::endpoint(*member);
            let text = if settings.is_on(Setting::BasicAuth(*member)) {
                words::is_allowed(name)
            } else {
                words::is_not_allowed(name)
            };
            view! { <li>{text}</li> }
        });
        members.collect_view()
    };
    let answer = move |event: Event| {
        Callback::new(move |()| {
            // Before what is pressed goes.
            if let Some(element) = node.get_untracked() {
                let _ = element.focus();
            }
            progress.happen(event.clone());
        })
    };
    view! {
        <div role="status">
            <Show when=move || is_asked.get()>
                <div class="policy-box__question stack" data-gap="small">
                    <strong>{words::which_way(vocabulary::policy_box(which))}</strong>
                    <ul>{members}</ul>
                    <p>{words::which_way_about()}</p>
                    <div class="cluster">
                        <Button label=words::allow_all() on_press=answer(Event::Turn(which, true)) />
                        <Button label=words::allow_none() on_press=answer(Event::Turn(which, false)) />
                        <Button label=words::leave_mixed() on_press=answer(Event::Edit) />
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// One thing that the box switches, as it stands.
#[derive(Clone, PartialEq)]
struct Member {
    endpoint: Endpoint,
    layers: Layers,
    decision: Decision,
}

#[component]
fn Members(which: PolicyBox, no_effect: bool) -> impl IntoView {
    let progress = expect_context::<Progress>();
    let tenant = expect_context::<Tenant>();
    let members = Memo::new(move |_| {
        let Some(protocols) = tenant.protocols() else {
            return Vec::new();
        };
        let settings = progress.with(Editor::settings);
        let entries = protocols.endpoints.iter();
        let mut members: Vec<_> = entries
            .filter(|entry| which.members().contains(&entry.endpoint))
            .map(|entry| {
                let decision = decide(&protocols.facts_of(entry, tenant.now()));
                let is_allowed = settings.is_on(Setting::BasicAuth(entry.endpoint));
                let policy = if is_allowed {
                    Policy::Allows
                } else {
                    Policy::Blocks(settings.policy.clone().unwrap_or_default())
                };
                let stopped = Stopped::by(decision.standing, !is_allowed);
                Member {
                    endpoint: entry.endpoint,
                    layers: Layers { stopped, policy },
                    decision,
                }
            })
            .collect();
        members.sort_by_key(|it| which.members().iter().position(|at| *at == it.endpoint));
        members
    });
    let rows = move || {
        let names_each = which.members().len() > 1;
        let member = |member| view! { <MemberRow member names_each /> };
        members.get().into_iter().map(member).collect_view()
    };
    view! {
        <ul class="policy-box__members" role="list">
            {rows}
        </ul>
        {(!no_effect).then(|| view! { <ChangesNothing members /> })}
    }
}

#[component]
fn MemberRow(member: Member, names_each: bool) -> impl IntoView {
    let name =
        names_each.then(|| view! { <strong>{vocabulary::endpoint(member.endpoint)}</strong> " " });
    let case = match member.endpoint {
        Endpoint::Protocol(protocol) => Some(view! { <CaseBelow protocol here=Link::Setting /> }),
        Endpoint::Other(_) => None,
    };
    view! {
        <li class="policy-box__member">
            {name}
            <StandingBadge standing=member.decision.standing />
            " "
            {side_by_side(&member.layers)}
            {case}
        </li>
    }
}

/// Where Microsoft blocks, a tick changes nothing: says so, and leads to what does.
#[component]
fn ChangesNothing(members: Memo<Vec<Member>>) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let to = move |page| router.href(&Route::new(tenant.id(), page));
    let link = move |blocked: &[Member]| {
        let can_re_enable = |it: &&Member| it.decision.next_step == NextStep::ReEnable;
        match blocked.iter().find(can_re_enable) {
            Some(Member {
                endpoint: Endpoint::Protocol(protocol),
                ..
            }) => {
                let href = to(Page::Diagnostic(Some(*protocol)));
                Either::Left(view! { <a href=href>{words::re_enable()}</a> })
            }
            _ => Either::Right(view! { <a href=to(Page::Home)>{words::see_why()}</a> }),
        }
    };
    move || {
        let blocked: Vec<_> = members.get();
        let blocked: Vec<_> = blocked
            .into_iter()
            .filter(|it| it.decision.standing.is_blocked())
            .collect();
        let names = blocked.iter().map(|it| vocabulary::switched(it.endpoint));
        let sentence = words::changes_nothing(names.collect::<Argument>());
        (!blocked.is_empty()).then(|| {
            view! {
                <p class="policy-box__note">{sentence} " " {link(&blocked)}</p>
            }
        })
    }
}
