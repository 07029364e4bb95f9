//! The layers that are not known here.

use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::layers;

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
