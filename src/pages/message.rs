//! A post of Message Center or a notice of Service health, and the opt-out by the steps of a post.

mod body;
mod missing;
mod reading;
mod steps;

use flows::diagnostic::Way;
use leptos::either::EitherOf6;
use leptos::prelude::*;
use policy::Wish;
use wire::message::Message;

use super::diagnostic::Asking;
use super::unknown::UnknownPage;
use crate::api::{Api, ApiError};
use crate::latest::latest;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::trouble;
use crate::ui::{Button, count_error};
use crate::words::{app, message};

use missing::Missing;
use reading::Reading;

/// What the page shows of a message.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Shown {
    Text,
    /// What can be asked for by its steps.
    Steps,
}

#[component]
pub(crate) fn MessagePage(id: String, shown: Shown) -> impl IntoView {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let wanted = id.clone();
    let answer = latest(move || {
        tenant.track();
        let (api, id) = (api.clone(), wanted.clone());
        async move { api.message(&tenant.id(), &id).await }
    });
    let found = Memo::new(move |before| kept(answer.get(), before));
    let router = expect_context::<Router>();
    Effect::new(move |_| {
        if found.with(Option::is_some) {
            router.settle();
        }
    });
    move || match found.get() {
        None => EitherOf6::A(view! { <p role="status">{message::waiting()}</p> }),
        Some(Ok(message)) => match (shown, message.accepts) {
            (Shown::Text, _) => EitherOf6::B(view! { <Reading message /> }),
            (Shown::Steps, Some(Wish::OptOut)) => {
                let name = message::steps_of(message.id.clone());
                let way = Way::Post(message.id);
                EitherOf6::C(view! { <Asking way name beforehand=None /> })
            }
            (Shown::Steps, _) => EitherOf6::D(view! { <UnknownPage /> }),
        },
        Some(Err(ApiError::UnknownMessage)) => EitherOf6::E(view! { <Missing id=id.clone() /> }),
        Some(Err(error)) => {
            count_error();
            EitherOf6::F(view! {
                <h1 tabindex="-1">{message::not_read()}</h1>
                <p>{trouble::sentence(&error)}</p>
                <Button label=app::try_again() on_press=Callback::new(move |()| tenant.refresh()) />
            })
        }
    }
}

type Answer = Option<Result<Message, ApiError>>;

/// What was read once stays on the page, with all that was begun there, when it cannot be read again.
fn kept(answer: Answer, before: Option<&Answer>) -> Answer {
    match (answer, before) {
        (Some(Err(_)), Some(Some(Ok(message)))) => Some(Ok(message.clone())),
        (answer, _) => answer,
    }
}
