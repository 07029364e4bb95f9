//! Where the administrator can go at once, instead of waiting for support or as well.

use flows::diagnostic::POST_OF_1_SEPTEMBER;
use leptos::prelude::*;
use policy::basic_auth_2022::Relief;
use policy::{Endpoint, Protocol};

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{Text, layers, next, support, vocabulary};

/// What support's word on a protocol leaves for the administrator to do.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Elsewhere {
    /// To have it back today.
    ReEnable(Protocol),
    /// To keep it on from October.
    OptOut(Protocol),
    /// By whose steps GCC opts out.
    Post,
    StillFailing,
    MoveOn,
}

impl Elsewhere {
    /// Where support sends whom it does not help itself.
    pub(super) fn instead_of(relief: Relief, protocol: Protocol) -> Option<Self> {
        match relief {
            Relief::UseDiagnostic => Some(Self::ReEnable(protocol)),
            Relief::FollowPost => Some(Self::Post),
            Relief::NothingToLift => Some(Self::StillFailing),
            Relief::Ended => Some(Self::MoveOn),
            Relief::Lifted
            | Relief::ReEnabled
            | Relief::Repaired
            | Relief::TakingEffect
            | Relief::NoPath => None,
        }
    }
}

/// The way there, named after what is done there.
#[component]
pub(super) fn ElsewhereLink(to: Elsewhere) -> impl IntoView {
    let (page, label) = match to {
        Elsewhere::ReEnable(protocol) => (
            Page::Diagnostic(Some(protocol)),
            support::re_enable(name(protocol)),
        ),
        Elsewhere::OptOut(protocol) => (
            Page::Diagnostic(Some(protocol)),
            support::opt_out(name(protocol)),
        ),
        Elsewhere::Post => (Page::message(POST_OF_1_SEPTEMBER), support::to_post()),
        Elsewhere::StillFailing => (article("still-failing"), layers::heading()),
        Elsewhere::MoveOn => (article("what-to-move-to"), next::move_to_modern_auth()),
    };
    let route = Route::new(expect_context::<Tenant>().id(), page);
    let href = expect_context::<Router>().href(&route);
    view! { <a href=href>{label}</a> }
}

fn name(protocol: Protocol) -> Text {
    vocabulary::endpoint(Endpoint::Protocol(protocol))
}

fn article(slug: &str) -> Page {
    Page::Article(slug.to_owned())
}
