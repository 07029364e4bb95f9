//! How Microsoft confirms an opt-out, and what it means where no post has come (R42, R43).

use flows::posts::Word;
use leptos::prelude::*;
use policy::basic_auth_2022::Phase;
use policy::{Cloud, Facts, Standing};

use crate::pages::rule::rule;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{Text, home};

/// What to expect of the posts, and the rule that says so. One that has come is linked elsewhere,
/// and says it by itself.
#[derive(Clone, PartialEq)]
pub(super) struct Confirmation(Option<(Text, &'static str)>);

impl Confirmation {
    /// Of an opt-out that counts; nothing of anything else.
    pub(super) fn of(facts: &Facts, standing: Standing, words: &[Word]) -> Option<Self> {
        if standing != Standing::OptedOut {
            return None;
        }
        let has_come = words.iter().any(|word| matches!(word, Word::Confirmed(_)));
        let expected = match (Phase::at(facts.now, facts.zone), facts.cloud) {
            (Phase::OptOut, _) if has_come => None,
            (Phase::OptOut, Cloud::Gcc) => Some((home::unconfirmed_gcc(), "R42")),
            (Phase::OptOut, _) => Some((home::unconfirmed(), "R42")),
            _ => Some((home::no_more_posts(), "R43")),
        };
        Some(Self(expected))
    }

    pub(super) fn show(self, tenant: Tenant) -> impl IntoView {
        let article = Page::Article("opt-out-and-receipts".to_owned());
        let href = expect_context::<Router>().href(&Route::new(tenant.id(), article));
        let expected = self
            .0
            .map(|(text, number)| view! { <small>{text} " " {rule(number)}</small> " " });
        view! {
            {expected}
            <small><a href=href>{home::confirmation()}</a></small>
        }
    }
}
