//! In a cloud without the diagnostic: where to go instead.

use flows::diagnostic::POST_OF_1_SEPTEMBER;
use flows::ticket::Lead;
use leptos::prelude::*;
use policy::Cloud;
use policy::basic_auth_2022::Phase;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::{Day, Text, findings, next};

#[component]
pub(super) fn Instead() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let phase = Memo::new(move |_| Phase::at(tenant.now(), tenant.zone()));
    move || {
        let last = Day {
            date: phase.get().last_day()?,
            zone: tenant.zone(),
        };
        let (route, label, sentence) = instead(&tenant, phase.get(), last)?;
        let href = router.href(&route);
        Some(view! {
            <Notice tone=Tone::Info heading=findings::instead_heading()>
                <p>{sentence}</p>
                <a href=href>{label}</a>
            </Notice>
        })
    }
}

fn instead(tenant: &Tenant, phase: Phase, last: Day) -> Option<(Route, Text, Text)> {
    let support = || {
        (
            Route::new(tenant.id(), Page::Support(Lead::default())),
            next::contact_support(),
        )
    };
    let ((route, label), sentence) = match (tenant.card().cloud, phase) {
        // The cloud of 21Vianet is not in this programme.
        (Cloud::Worldwide | Cloud::China, _) | (_, Phase::Announced | Phase::Ended) => return None,
        (Cloud::Gcc, Phase::OptOut) => {
            let post = Page::message(POST_OF_1_SEPTEMBER);
            let label = findings::instead_post_action(POST_OF_1_SEPTEMBER);
            let way = (Route::new(tenant.id(), post), label);
            (way, findings::instead_post(last))
        }
        (Cloud::Gcc, Phase::ReEnable) => (support(), findings::instead_support_gcc(last)),
        (Cloud::GccHigh | Cloud::Dod, _) => (support(), findings::instead_support(last)),
    };
    Some((route, label, sentence))
}
