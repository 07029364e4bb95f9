//! A help article.

use leptos::either::{EitherOf3, EitherOf4};
use leptos::prelude::*;
use search::Lang;
use search::article::{Article, Block, Inline, Line};

use crate::help;
use crate::latest::latest;
use crate::router::Router;
use crate::routes::Route;
use crate::tenant::Tenant;
use crate::ui::{Skeleton, count_error};
use crate::words::{self, article};

use super::corrections::corrections_of;
use super::rule::AboutRules;
use super::unknown::UnknownPage;

#[component]
pub(crate) fn ArticlePage(slug: String) -> impl IntoView {
    let found = latest(move || {
        let (language, slug) = (words::language(), slug.clone());
        async move { (help::lang(language), help::article(language, &slug).await) }
    });
    let router = expect_context::<Router>();
    let answer = |(lang, answer)| match answer {
        Ok(Some(article)) => EitherOf3::A(view! { <Shown article lang /> }),
        Ok(None) => EitherOf3::B(view! { <UnknownPage /> }),
        Err(_) => {
            count_error();
            EitherOf3::C(view! {
                <h1 tabindex="-1">{article::not_fetched()}</h1>
                <p>{article::not_fetched_advice()}</p>
            })
        }
    };
    view! {
        <Skeleton
            label=article::waiting()
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
fn Shown(article: Article, lang: Lang) -> impl IntoView {
    expect_context::<Router>().name_page(&article.title);
    let rules = article.rules;
    let blocks = article.blocks.into_iter().map(block).collect_view();
    view! {
        <article class="article" lang=lang.tag()>
            <header class="page-header">
                <h1 tabindex="-1">{article.title}</h1>
                <p class="lead">{article.summary}</p>
            </header>
            {blocks}
        </article>
        {(!rules.is_empty()).then(|| view! { {corrections_of(&rules)} <AboutRules /> })}
    }
}

fn block(block: Block) -> impl IntoView {
    let items = |lines: Vec<Line>| {
        lines
            .into_iter()
            .map(|item| view! { <li>{running(item)}</li> })
            .collect_view()
    };
    match block {
        Block::Heading(text) => EitherOf4::A(view! { <h2>{text}</h2> }),
        Block::Paragraph(text) => EitherOf4::B(view! { <p>{running(text)}</p> }),
        Block::List(lines) => EitherOf4::C(view! { <ul>{items(lines)}</ul> }),
        Block::Steps(lines) => EitherOf4::D(view! { <ol>{items(lines)}</ol> }),
    }
}

fn running(text: Line) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let link = |href: String, outside: bool, text: String| {
        view! {
            <a href=href rel=outside.then_some("noopener noreferrer")>{text}</a>
        }
    };
    let inline = move |inline| match inline {
        Inline::Text(text) => EitherOf3::A(text),
        Inline::Code(text) => EitherOf3::B(view! { <code>{text}</code> }),
        Inline::Link { text, address } if address.starts_with("https://") => {
            EitherOf3::C(link(address, true, text))
        }
        Inline::Link { text, address } => {
            let route = Route::below(&tenant.id(), &address);
            EitherOf3::C(link(router.href(&route), false, text))
        }
    };
    text.into_iter().map(inline).collect_view()
}
