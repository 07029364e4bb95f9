//! Home: where each protocol stands, why, until when, and what can be done.

mod advice;
mod layers;
mod next_step;
mod phases;
mod posts;
mod standings;

use leptos::prelude::*;
use policy::basic_auth_2022::{Phase, counts};
use policy::{Role, Standing, Wish};
use wire::protocols::EndpointFacts;

use crate::pages::lapsing::Lapsing;
use crate::pages::usage::NotRead;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::{Text, home, people, usage};
use flows::diagnostic::Way;
use flows::diagnostic::reading::{Choice, choices};

use layers::LayersNotKnown;
use phases::Phases;
use standings::Standings;

/// Where the newest word on the retirement is, which the notice itself names.
const NEWER_INFORMATION: &str = "https://aka.ms/EXOBasicAuthLatest";

#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let now = move || tenant.now();
    let choices = Memo::new(move |_| {
        let protocols = tenant.protocols();
        protocols
            .map(|protocols| choices(&protocols, &Way::of(protocols.cloud), now()))
            .unwrap_or_default()
    });
    let archived = Memo::new(move |_| {
        let Some(protocols) = tenant.protocols() else {
            return 0;
        };
        // One that has been asked for again needs no reminder.
        let is_void = |entry: &&EndpointFacts| {
            let facts = protocols.facts_of(entry, now());
            !entry.archived.is_empty() && !counts(&facts, Wish::OptOut)
        };
        count(protocols.endpoints.iter().filter(is_void))
    });
    let phase = Memo::new(move |_| Phase::at(now(), tenant.zone()));
    provide_context(posts::read());
    let is_other_admin = tenant.card().role == Role::OtherAdmin;
    let is_open = move || matches!(phase.get(), Phase::OptOut | Phase::ReEnable);
    let renew = move || archived.get() > 0 && phase.get() == Phase::OptOut;

    view! {
        <header class="page-header">
            <h1 tabindex="-1">{home::title()}</h1>
            <p class="lead">{move || choices.with(|choices| lead(phase.get(), choices)).get()}</p>
        </header>
        <Show when=renew>
            <Notice tone=Tone::Warn heading=home::archived_heading(archived.get())>
                <p>{home::archived()}</p>
                <a href=move || to_opt_out(tenant)>{home::archived_action()}</a>
            </Notice>
        </Show>
        <Show when=move || is_other_admin && is_open()>
            <Notice tone=Tone::Info heading=home::not_global_admin_heading()>
                <p>{home::not_global_admin(people::list(&tenant.card().global_admins))}</p>
            </Notice>
        </Show>
        <Lapsing />
        <Phases />
        <NotRead />
        <Standings />
        <section class="card stack" data-gap="small" aria-label=usage::about_heading()>
            <h2>{usage::about_heading()}</h2>
            <p>{usage::about()} " " <span class="rule">{"R11"}</span> " " <span class="rule">{"A5"}</span></p>
        </section>
        <LayersNotKnown />
        <footer class="page-footer">
            <p>{home::interpretation()}</p>
            <p>
                <a href=NEWER_INFORMATION rel="noopener noreferrer">{home::newer_information()}</a>
            </p>
        </footer>
    }
}

/// The tenant's story in one sentence.
fn lead(phase: Phase, choices: &[Choice]) -> Text {
    let with = |standing| {
        count(
            choices
                .iter()
                .filter(|choice| choice.decision.standing == standing),
        )
    };
    let open = count(
        choices
            .iter()
            .filter(|choice| choice.is_open_to_global_admin),
    );
    let blocked = with(Standing::Blocked) + with(Standing::Overdue) + with(Standing::ReEnabling);
    let opted_out = with(Standing::OptedOut);
    let re_enabled = with(Standing::ReEnabled);
    match phase {
        Phase::Announced => home::lead_announced(),
        Phase::OptOut => home::lead_opt_out(open, opted_out),
        Phase::ReEnable if blocked > 0 => home::lead_blocked(open, blocked),
        Phase::ReEnable if re_enabled > 0 => home::lead_re_enabled(opted_out, re_enabled),
        Phase::ReEnable => home::lead_not_drawn(opted_out),
        Phase::Ended => home::lead_ended(with(Standing::Retired)),
    }
}

/// Where opt-outs are asked for in the tenant's cloud.
fn to_opt_out(tenant: Tenant) -> String {
    let page = match Way::of(tenant.card().cloud) {
        Way::Diagnostic => Page::Diagnostic(None),
        Way::Post(id) => Page::Message(id),
    };
    expect_context::<Router>().href(&Route::new(tenant.id(), page))
}

/// A count as words take it; more than two thousand million protocols are not to be expected.
fn count(items: impl Iterator) -> i32 {
    i32::try_from(items.count()).unwrap_or(i32::MAX)
}
