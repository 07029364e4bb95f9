//! A post of Message Center, and the opt-out by the steps of a post.

mod beside;
pub(crate) mod body;
pub(crate) mod deadline;
mod leaving;
mod marks;
mod missing;
mod reading;
mod revisions;
mod steps;

use flows::diagnostic::Way;
use leptos::either::EitherOf5;
use leptos::prelude::*;
use policy::Wish;
use wire::message::Message;
use wire::problem::ProblemType;

use super::diagnostic::Asking;
use super::unknown::UnknownPage;
use crate::api::{Api, ApiError};
use crate::latest::{kept, latest};
use crate::pages::unread::Unread;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::Skeleton;
use crate::words::{self, message};

use marks::Marks;
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
    let wanted = StoredValue::new(id);
    let answer = latest(move || {
        tenant.track();
        let (api, id) = (api.clone(), wanted.get_value());
        async move { api.message(&tenant.id(), &id).await }
    });
    // What the reader marks changes nothing of what they read.
    let unmarked = move || {
        let answer = answer.get()?;
        Some(answer.map(|message: Message| Message {
            view_point: None,
            ..message
        }))
    };
    let found = Memo::new(move |before| kept(unmarked(), before));
    let router = expect_context::<Router>();
    let answer = move |answer: Result<_, ApiError>| match answer {
        Ok(Message { id, accepts, .. }) if shown == Shown::Steps => match accepts {
            Some(Wish::OptOut) => {
                let name = message::steps_of(id.clone());
                let way = Way::Post(id);
                EitherOf5::A(view! { <Asking way name beforehand=None /> })
            }
            _ => EitherOf5::B(view! { <UnknownPage /> }),
        },
        Ok(message) => EitherOf5::C(view! {
            <Marks id=message.id.clone() />
            <Reading message />
        }),
        Err(error) if error.is(ProblemType::UnknownMessage) => {
            EitherOf5::D(view! { <Missing id=wanted.get_value() /> })
        }
        Err(error) => EitherOf5::E(view! { <Unread heading=message::not_read() error /> }),
    };
    view! {
        <Skeleton
            label=message::waiting()
            is_ready=Signal::derive(move || found.with(Option::is_some))
        >
            {move || {
                router.settle();
                found.get().map(answer)
            }}
        </Skeleton>
    }
}

/// The `lang` of a text that is not in the language of the page.
fn language_of(lang: &str) -> Option<String> {
    (lang != words::language().tag() && !lang.is_empty()).then(|| lang.to_owned())
}
