//! What the usage reports say, in words that are the same on Home and in the diagnostic.

use flows::usage::{Evidence, Figure, Shows, Summary};
use leptos::prelude::*;
use policy::{Endpoint, Protocol};

use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Notice, Tone};
use crate::words::{Argument, Month, Text, usage, vocabulary};

/// One line for each month that says something, the newest first.
pub(crate) fn lines(evidence: &Evidence) -> impl Iterator<Item = Line> + use<> {
    let awaited = evidence.awaited.map(|month| Line {
        text: usage::awaited(Month(month)),
        rule: None,
    });
    let known = [evidence.newest, evidence.before_block];
    awaited
        .into_iter()
        .chain(known.into_iter().flatten().map(Line::from))
}

pub(crate) struct Line {
    pub(crate) text: Text,
    /// Which reading gives it its meaning.
    pub(crate) rule: Option<&'static str>,
}

impl From<Figure> for Line {
    fn from(figure: Figure) -> Self {
        Self {
            text: text(figure),
            rule: (figure.shows == Shows::NoReport).then_some("A5"),
        }
    }
}

fn text(figure: Figure) -> Text {
    let month = Month(figure.month);
    match figure.shows {
        Shows::Users(count) => users(count, month),
        Shows::NoReport => usage::no_report(month),
        Shows::Blocked => usage::blocked(month),
    }
}

pub(super) fn users(count: u32, month: Month) -> Text {
    usage::users(i32::try_from(count).unwrap_or(i32::MAX), month)
}

/// What the reports say of all protocols together; nothing before they were read.
pub(crate) fn read() -> Memo<Option<Summary>> {
    let tenant = expect_context::<Tenant>();
    let reports = expect_context::<Reports>();
    Memo::new(move |_| reports.usage(&tenant.protocols()?, tenant.now()))
}

/// What the newest month shows: how many signed in to what, or that no report was sent.
pub(crate) fn newest(summary: &Summary) -> Option<Text> {
    let month = Month(summary.newest?);
    match summary.users.as_slice() {
        _ if !summary.has_report => Some(usage::no_report(month)),
        [] => None,
        users => {
            let users: Argument = users.iter().copied().map(count_of).collect();
            Some(usage::users_of(month, users))
        }
    }
}

fn count_of((protocol, count): (Protocol, u32)) -> Text {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    usage::count_of(count, vocabulary::endpoint(Endpoint::Protocol(protocol)))
}

/// Says that the reports could not be read. Where nothing else could be either, the page's banner
/// says enough.
#[component]
pub(crate) fn NotRead() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let reports = expect_context::<Reports>();
    let trouble = move || reports.trouble().filter(|_| tenant.trouble().is_none());
    move || {
        trouble().map(|error| {
            view! {
                <Notice tone=Tone::Warn heading=usage::not_read()>
                    <Trouble error />
                </Notice>
            }
        })
    }
}

/// The way to the reports of all months.
#[component]
pub(crate) fn AllMonths() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let href = move || router.href(&Route::new(tenant.id(), Page::Usage));
    view! { <a href=href>{usage::all_months()}</a> }
}
