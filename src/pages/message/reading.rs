//! The message itself: where it came from, when, by which rule, and what it says.

use leptos::either::Either;
use leptos::prelude::*;
use policy::Wish;
use wire::message::{Channel, Message, Text};

use super::body::{Block, blocks};
use super::steps::Steps;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::words::{self, Language, message};

#[component]
pub(super) fn Reading(message: Message) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let Message {
        id,
        channel,
        published_at: at,
        rule,
        accepts,
        texts,
    } = message;
    let channel = match channel {
        Channel::MessageCenter => message::message_center(),
        Channel::ServiceHealth => message::service_health(),
    };
    let rule = rule.map(|rule| view! { <span class="rule">{rule}</span> });
    let steps = (accepts == Some(Wish::OptOut)).then(|| view! { <Steps post=id.clone() /> });
    let text = Memo::new(move |_| in_language(&texts, words::language()));
    let router = expect_context::<Router>();
    Effect::new(move |_| text.with(|text| router.name_page(&text.title)));
    let foreign = move || {
        let lang = text.with(|text| text.lang.clone());
        (lang != words::language().tag()).then_some(lang)
    };
    let body = move || {
        let blocks = text.with(|text| blocks(&text.body));
        blocks.into_iter().map(shown).collect_view()
    };
    view! {
        <article class="article">
            <header class="page-header">
                <p class="message__source">
                    {channel} " " <span class="message__number">{id}</span> " · "
                    <time datetime=at.to_rfc3339()>{message::published_at(tenant.time(at))}</time>
                    " " {rule}
                </p>
                <h1 tabindex="-1" lang=foreign>{move || text.with(|text| text.title.clone())}</h1>
            </header>
            <div class="message__body" lang=foreign>{body}</div>
        </article>
        {steps}
    }
}

/// The text in the page's language, else in the first that it was written in.
fn in_language(texts: &[Text], language: Language) -> Text {
    let text = texts.iter().find(|text| text.lang == language.tag());
    text.or(texts.first()).cloned().unwrap_or_else(|| Text {
        lang: language.tag().to_owned(),
        title: String::new(),
        body: String::new(),
    })
}

fn shown(block: Block) -> impl IntoView {
    match block {
        Block::Paragraph(text) => Either::Left(view! { <p>{text}</p> }),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> });
            Either::Right(view! { <ul>{items.collect_view()}</ul> })
        }
    }
}
