//! Notices in a list, each with the protocols that it is about.

use leptos::prelude::*;
use policy::Endpoint;
use wire::health::Issue;

use super::notice::in_language;
use super::words;
use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::ToneBadge;
use crate::words::{self as page_words, Argument, health, vocabulary};

#[component]
pub(super) fn Issues(issues: Vec<Issue>) -> impl IntoView {
    let entries = issues.into_iter().map(|issue| view! { <Entry issue /> });
    view! { <ul class="stack" data-gap="small" role="list">{entries.collect_view()}</ul> }
}

#[component]
fn Entry(issue: Issue) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let (router, reports) = (expect_context::<Router>(), expect_context::<Reports>());
    let href = router.href(&Route::new(tenant.id(), Page::Issue(issue.id.clone())));
    let status = issue.status.clone();
    let tone = words::tone(&status);
    let label = Signal::derive(move || words::status(&status));
    let (from, until) = (tenant.day(issue.start_date_time), issue.end_date_time);
    let lasted = match until {
        None => health::since(from),
        Some(until) => health::lasted(from, tenant.day(until)),
    };
    let kind = {
        let kind = issue.classification.clone();
        move || words::classification(&kind)
    };
    let rule = issue.rule.clone();
    let rule = rule.map(|rule| view! { " " <span class="rule">{rule}</span> });
    let (id, service) = (issue.id.clone(), issue.service.clone());
    let spoken_of = {
        let id = id.clone();
        move || {
            let mut cases = reports.cases();
            cases.retain(|case| case.has_message(&id));
            (!cases.is_empty()).then(|| {
                let names = cases.iter().map(|case| Endpoint::Protocol(case.protocol));
                let names: Argument = names.map(vocabulary::endpoint).collect();
                health::about(names).get()
            })
        }
    };
    let text = Memo::new(move |_| in_language(&issue, page_words::language()));
    let foreign = move || {
        let lang = text.with(|text| text.lang.clone());
        (lang != page_words::language().tag() && !lang.is_empty()).then_some(lang)
    };
    let impact = move || {
        let impact = text.with(|text| text.impact_description.clone());
        (!impact.is_empty()).then_some(impact)
    };
    view! {
        <li class="card stack" data-gap="small">
            <h3><a href=href lang=foreign>{move || text.with(|text| text.title.clone())}</a></h3>
            <p><ToneBadge tone label /></p>
            {move || impact().map(|impact| view! { <p lang=foreign>{impact}</p> })}
            <p class="message__source">
                <span class="message__number">{id}</span> " · " {service} " · " {kind} " · "
                {lasted} {rule}
            </p>
            {move || spoken_of().map(|names| view! { <p>{names}</p> })}
        </li>
    }
}
