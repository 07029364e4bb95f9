//! A message that this tenant does not have; in GCC the missing post of 1 September has a way out.

use flows::diagnostic::POST_OF_1_SEPTEMBER;
use flows::ticket::Lead;
use leptos::prelude::*;
use policy::Cloud;
use policy::basic_auth_2022::Phase;

use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{Day, message, trouble, unknown};

#[component]
pub(super) fn Missing(id: String) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let home = router.href(&Route::new(tenant.id(), Page::Home));
    let is_needed = id == POST_OF_1_SEPTEMBER && tenant.card().cloud == Cloud::Gcc;
    let can_be_asked_for =
        Memo::new(move |_| is_needed && Phase::at(tenant.now(), tenant.zone()) == Phase::OptOut);
    view! {
        <header class="page-header">
            <p class="message__source"><span class="message__number">{id}</span></p>
            <h1 tabindex="-1">{message::missing()}</h1>
            <p class="lead">{trouble::unknown_message()}</p>
        </header>
        <Show when=move || can_be_asked_for.get()>
            <AskForPost />
        </Show>
        <p><a href=home>{unknown::home()}</a></p>
    }
}

#[component]
fn AskForPost() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let lead = Lead::searched(POST_OF_1_SEPTEMBER);
    let support = Route::new(tenant.id(), Page::Support(lead));
    let support = expect_context::<Router>().href(&support);
    let last = Phase::OptOut.last_day().map(|date| Day {
        date,
        zone: tenant.zone(),
    });
    view! {
        <section class="card message__steps">
            {last.map(|last| view! { <p>{message::missing_post(last)}</p> })}
            <a class="button" data-kind="primary" href=support>{message::ask_for_post()}</a>
        </section>
    }
}
