//! Below a post that opts out by its steps: where they begin, or why they do not.

use flows::diagnostic::Way;
use flows::diagnostic::reading::choices;
use flows::ticket::Lead;
use leptos::either::EitherOf4;
use leptos::prelude::*;
use policy::Role;
use policy::basic_auth_2022::Phase;

use crate::pages::diagnostic::AskGlobalAdmin;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{Day, Text, help, message, next};

#[component]
pub(super) fn Steps(
    /// Its id.
    post: String,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let way = StoredValue::new(Way::Post(post.clone()));
    let phase = Memo::new(move |_| Phase::at(tenant.now(), tenant.zone()));
    let begin = router.href(&Route::new(tenant.id(), Page::OptOutByPost(post)));
    let support = router.href(&Route::new(tenant.id(), Page::Support(Lead::default())));
    let sentence = move || {
        let last = Phase::OptOut.last_day().map(|date| Day {
            date,
            zone: tenant.zone(),
        });
        Some(say(phase.get(), last?).get())
    };
    let role = tenant.card().role;
    let follows = move || match (phase.get(), role) {
        (Phase::OptOut, Role::GlobalAdmin) => EitherOf4::A(view! {
            <p>{move || how_many(tenant, &way.get_value()).map(|text| text.get())}</p>
            <a class="button" data-kind="primary" href=begin.clone()>{message::choose()}</a>
        }),
        (Phase::OptOut, Role::OtherAdmin) => {
            EitherOf4::B(view! { <AskGlobalAdmin way=way.get_value() /> })
        }
        (Phase::ReEnable, _) => EitherOf4::C(view! {
            <a class="button" href=support.clone()>{next::contact_support()}</a>
        }),
        (Phase::Announced | Phase::Ended, _) => EitherOf4::D(()),
    };
    view! {
        <section class="card message__steps">
            <h2>{message::steps_heading()}</h2>
            <p>{sentence}</p>
            {follows}
        </section>
    }
}

/// What can be done in a phase; opt-outs end with its last day.
fn say(phase: Phase, last: Day) -> Text {
    match phase {
        Phase::Announced => message::steps_ahead(),
        Phase::OptOut => message::steps_open(last),
        Phase::ReEnable => message::steps_closed(last),
        Phase::Ended => message::steps_ended(last),
    }
}

/// What is left to opt out.
fn how_many(tenant: Tenant, way: &Way) -> Option<Text> {
    let choices = choices(&tenant.protocols()?, way, tenant.now());
    let open = choices.iter().filter(|choice| choice.is_open()).count();
    Some(match i32::try_from(open).ok()? {
        0 => message::all_opted_out(),
        open => help::can_opt_out(open),
    })
}
