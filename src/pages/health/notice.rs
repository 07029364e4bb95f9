//! A notice of Service health: what happened, and what was said about it since.

use leptos::either::EitherOf3;
use leptos::prelude::*;
use wire::health::{Issue, IssueText};
use wire::problem::ProblemType;

use crate::api::{Api, ApiError};
use crate::latest::{kept, latest};
use crate::pages::case::CasesOf;
use crate::pages::message::body;
use crate::pages::unread::Unread;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::Skeleton;
use crate::words::{self, Language, message, trouble as say, unknown};

#[component]
pub(crate) fn NoticePage(id: String) -> impl IntoView {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let wanted = StoredValue::new(id);
    let answer = latest(move || {
        tenant.track();
        let (api, id) = (api.clone(), wanted.get_value());
        async move { api.issue(&tenant.id(), &id).await }
    });
    let found = Memo::new(move |before| kept(answer.get(), before));
    let router = expect_context::<Router>();
    let answer = move |answer: Result<_, ApiError>| match answer {
        Ok(issue) => EitherOf3::A(view! { <Shown issue /> }),
        Err(error) if error.is(ProblemType::UnknownMessage) => {
            EitherOf3::B(view! { <Missing id=wanted.get_value() /> })
        }
        Err(error) => EitherOf3::C(view! { <Unread heading=message::not_read() error /> }),
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

#[component]
fn Shown(issue: Issue) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let at = issue.start_date_time;
    let id = issue.id.clone();
    let rule = issue.rule.clone();
    let rule = rule.map(|rule| view! { <span class="rule">{rule}</span> });
    let text = Memo::new(move |_| in_language(&issue, words::language()));
    let router = expect_context::<Router>();
    Effect::new(move |_| text.with(|text| router.name_page(&text.title)));
    let foreign = move || {
        let lang = text.with(|text| text.lang.clone());
        (lang != words::language().tag() && !lang.is_empty()).then_some(lang)
    };
    // The newest first.
    let posts = move || {
        text.get()
            .posts
            .into_iter()
            .rev()
            .map(|post| body::shown(&post.description))
    };
    view! {
        <article class="article">
            <header class="page-header">
                <p class="message__source">
                    {message::service_health()} " " <span class="message__number">{id.clone()}</span> " · "
                    <time datetime=at.to_rfc3339()>{message::published_at(tenant.time(at))}</time>
                    " " {rule}
                </p>
                <h1 tabindex="-1" lang=foreign>{move || text.with(|text| text.title.clone())}</h1>
            </header>
            <div class="message__body" lang=foreign>{move || posts().collect_view()}</div>
        </article>
        <CasesOf message=id />
    }
}

/// What it says in the page's language, else in its own.
pub(super) fn in_language(issue: &Issue, language: Language) -> IssueText {
    let mut translations = issue.translations.iter();
    let translation = translations.find(|text| text.lang == language.tag());
    translation.cloned().unwrap_or_else(|| IssueText {
        lang: issue.lang.clone().unwrap_or_default(),
        title: issue.title.clone(),
        impact_description: issue.impact_description.clone(),
        posts: issue.posts.clone(),
    })
}

#[component]
fn Missing(id: String) -> impl IntoView {
    let router = expect_context::<Router>();
    let home = router.href(&Route::new(expect_context::<Tenant>().id(), Page::Home));
    view! {
        <header class="page-header">
            <p class="message__source"><span class="message__number">{id}</span></p>
            <h1 tabindex="-1">{message::missing()}</h1>
            <p class="lead">{say::unknown_message()}</p>
        </header>
        <p><a href=home>{unknown::home()}</a></p>
    }
}
