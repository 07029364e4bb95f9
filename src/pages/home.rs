//! Home: where each protocol stands, why, until when, and what can be done.

mod phases;
mod standings;

use leptos::prelude::*;
use policy::basic_auth_2022::Phase;
use policy::{Role, Standing};

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::{home, people};
use flows::diagnostic::reading::{Choice, choices};

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
            .map(|protocols| choices(&protocols, now()))
            .unwrap_or_default()
    });
    let archived = Memo::new(move |_| {
        let protocols = tenant.protocols();
        let entries = protocols
            .map(|protocols| protocols.endpoints)
            .unwrap_or_default();
        count(entries.iter().filter(|entry| !entry.archived.is_empty()))
    });
    let phase = Memo::new(move |_| Phase::at(now(), tenant.zone()));
    let renew = move || archived.get() > 0 && phase.get() == Phase::OptOut;

    view! {
        <header class="page-header">
            <h1 tabindex="-1">{home::title()}</h1>
            <p class="lead">{move || choices.with(|choices| lead(phase.get(), choices)).get()}</p>
        </header>
        <Show when=renew>
            <Notice tone=Tone::Warn heading=home::archived_heading(archived.get())>
                <p>{home::archived()}</p>
                <a href=move || diagnostic(tenant)>{home::archived_action()}</a>
            </Notice>
        </Show>
        <Show when=move || tenant.card().role == Role::OtherAdmin>
            <Notice tone=Tone::Info heading=home::not_global_admin_heading()>
                <p>{home::not_global_admin(people::list(&tenant.card().global_admins))}</p>
            </Notice>
        </Show>
        <Phases />
        <Standings />
        <footer class="page-footer">
            <p>{home::interpretation()}</p>
            <p>
                <a href=NEWER_INFORMATION rel="noopener noreferrer">{home::newer_information()}</a>
            </p>
        </footer>
    }
}

/// The tenant's story in one sentence.
fn lead(phase: Phase, choices: &[Choice]) -> crate::words::Text {
    let standing = |standing| {
        count(
            choices
                .iter()
                .filter(|choice| choice.decision.standing == standing),
        )
    };
    let available = count(choices.iter().filter(|choice| choice.is_available()));
    let blocked =
        standing(Standing::Blocked) + standing(Standing::Overdue) + standing(Standing::ReEnabling);
    match phase {
        Phase::Announced => home::lead_announced(),
        Phase::OptOut => home::lead_opt_out(available, standing(Standing::OptedOut)),
        Phase::ReEnable if blocked == 0 => home::lead_not_drawn(standing(Standing::OptedOut)),
        Phase::ReEnable => home::lead_blocked(available, blocked),
        Phase::Ended => home::lead_ended(standing(Standing::Retired)),
    }
}

fn diagnostic(tenant: Tenant) -> String {
    expect_context::<Router>().href(&Route::new(tenant.id(), Page::Diagnostic(None)))
}

/// A count as words take it; more than two thousand million protocols are not to be expected.
fn count(items: impl Iterator) -> i32 {
    i32::try_from(items.count()).unwrap_or(i32::MAX)
}
