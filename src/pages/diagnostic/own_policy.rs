//! The organisation's own authentication policy, which lets nothing through that it blocks,
//! whatever is asked of Microsoft.

use flows::diagnostic::Diagnostic;
use flows::layers::Policy;
use leptos::prelude::*;
use policy::basic_auth_2022::companions;
use policy::{Endpoint, Protocol, Wish};

use super::Progress;
use crate::tenant::Tenant;
use crate::ui::{Advice, Notice, Tone};
use crate::words::{Argument, Text, layers, vocabulary};

/// Below the choice: what of it the policy blocks as well.
#[component]
pub(super) fn PolicyStopsChoice(wish: Memo<Option<Wish>>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let progress = expect_context::<Progress>();
    let stopped = Memo::new(move |_| {
        let Diagnostic::Choose { chosen, .. } = progress.state() else {
            return None;
        };
        let chosen = chosen.into_iter().map(Endpoint::Protocol);
        Some((wish.get()?, blocked(tenant, chosen)?))
    });
    move || {
        stopped.get().map(|(wish, Blocked { policy, endpoints })| {
            view! {
                <Notice tone=Tone::Warn heading=alone(wish) announced=true>
                    <p>{layers::allow_it(layers::policy_blocks_these(policy, names(&endpoints)))}</p>
                </Notice>
            }
        })
    }
}

/// Beside one protocol that is asked for: whether the policy blocks it, or what its clients need.
#[component]
pub(super) fn PolicyStops(wish: Wish, protocol: Protocol) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let itself = Memo::new(move |_| blocked(tenant, [Endpoint::Protocol(protocol)]));
    let companions = Memo::new(move |_| blocked(tenant, companions(protocol).iter().copied()));
    view! {
        {move || itself.get().map(|Blocked { policy, endpoints }| view! {
            <Advice tone=Tone::Warn>
                <strong>{alone(wish)}</strong> " "
                {layers::allow_it(layers::policy_blocks_these(policy, names(&endpoints)))}
            </Advice>
        })}
        {move || companions.get().map(|Blocked { policy, endpoints }| view! {
            <Advice tone=Tone::Warn>
                {layers::allow_it(layers::policy_blocks_companions(policy, names(&endpoints)))}
            </Advice>
        })}
    }
}

/// What the policy of this name blocks.
#[derive(Clone, PartialEq)]
struct Blocked {
    policy: String,
    endpoints: Vec<Endpoint>,
}

/// Which of these the policy blocks, tracked; nothing where it blocks none.
fn blocked(tenant: Tenant, among: impl IntoIterator<Item = Endpoint>) -> Option<Blocked> {
    let protocols = tenant.protocols()?;
    let mut found: Option<Blocked> = None;
    for endpoint in among {
        if let Policy::Blocks(policy) = Policy::of(&protocols, endpoint) {
            let none = || Blocked {
                policy,
                endpoints: vec![],
            };
            found.get_or_insert_with(none).endpoints.push(endpoint);
        }
    }
    found
}

fn alone(wish: Wish) -> Text {
    match wish {
        Wish::OptOut => layers::opt_out_alone(),
        Wish::ReEnable => layers::re_enable_alone(),
    }
}

fn names(endpoints: &[Endpoint]) -> Argument {
    endpoints
        .iter()
        .copied()
        .map(vocabulary::endpoint)
        .collect()
}
