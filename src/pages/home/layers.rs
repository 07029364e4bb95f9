//! The two layers that are reported for each endpoint, and those that are not known here.

use flows::layers::{Layers, Policy};
use leptos::prelude::*;
use policy::Stopped;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Icon, Tone};
use crate::words::{Text, layers};

/// Both layers side by side, and what comes of them.
pub(super) fn side_by_side(found: &Layers) -> impl IntoView + use<> {
    let by_microsoft = matches!(found.stopped, Stopped::ByMicrosoft | Stopped::ByBoth);
    let microsoft = if by_microsoft {
        Acts::Blocks
    } else {
        Acts::Not
    };
    let policy = match found.policy {
        Policy::Unknown => Acts::Unknown,
        Policy::Allows => Acts::Not,
        Policy::Blocks(_) => Acts::Blocks,
    };
    view! {
        <span class="layers">
            {layer(layers::microsoft(), microsoft)} " " {layer(layers::policy(), policy)} " "
            <span class="layers__result">{result(found)}</span>
        </span>
    }
}

/// What one layer does to an endpoint.
#[derive(Clone, Copy)]
enum Acts {
    Blocks,
    Not,
    Unknown,
}

fn layer(name: Text, acts: Acts) -> impl IntoView {
    let (tone, word) = match acts {
        Acts::Blocks => (Tone::Bad, layers::blocks()),
        Acts::Not => (Tone::Ok, layers::blocks_not()),
        Acts::Unknown => (Tone::Idle, layers::not_known()),
    };
    view! {
        <span class="layers__layer" data-tone=tone.name()>
            <Icon glyph=tone.glyph() small=true />
            {name}
            " "
            <span class="visually-hidden">{word}</span>
        </span>
    }
}

fn result(found: &Layers) -> Text {
    match (found.stopped, &found.policy) {
        (Stopped::ByNeither, Policy::Unknown) => layers::not_by_microsoft(),
        (Stopped::ByNeither, _) => layers::by_neither(),
        (Stopped::ByMicrosoft, _) => layers::by_microsoft(),
        (Stopped::ByPolicy, _) => layers::by_policy(),
        (Stopped::ByBoth, _) => layers::by_both(),
    }
}

/// What neither layer blocks may still fail: what else there is to look at.
#[component]
pub(super) fn LayersNotKnown() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let policy = Memo::new(move |_| tenant.protocols()?.authentication_policy);
    let named = move || {
        policy.get().map(|policy| match policy.name {
            Some(name) => layers::default_policy_is(name).get(),
            None => layers::default_policy_none().get(),
        })
    };
    let article = Page::Article("still-failing".to_owned());
    let href = expect_context::<Router>().href(&Route::new(tenant.id(), article));
    view! {
        <section class="card stack" data-gap="small" aria-label=layers::heading()>
            <h2>{layers::heading()}</h2>
            <p>{layers::about()}</p>
            {move || named().map(|text| view! { <p>{text}</p> })}
            <p>{layers::not_known_here()}</p>
            <ul>
                <Show when=move || policy.with(Option::is_none)>
                    <li>{layers::default_policy()}</li>
                </Show>
                <li>{layers::user_policy()}</li>
                <li>{layers::security_defaults()}</li>
                <li>{layers::conditional_access()}</li>
                <li>{layers::mailbox()}</li>
            </ul>
            <a href=href>{layers::how_to_check()}</a>
        </section>
    }
}
