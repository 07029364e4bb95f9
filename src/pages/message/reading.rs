//! The message itself: where it came from, when, by which rule, what it says, and what it said.

use flows::calendar::Deadline;
use leptos::prelude::*;
use policy::Wish;
use wire::message::{Message, Text};

use super::beside::Beside;
use super::deadline::{CalendarButton, DeadlineLine, due};
use super::revisions::Revisions;
use super::steps::Steps;
use super::{body, language_of};
use crate::browser::address;
use crate::markup::{self, markdown};
use crate::pages::case::CasesOf;
use crate::pages::copy::CopyButton;
use crate::pages::rule::AboutRules;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::words::{self, Language, message};

#[component]
pub(super) fn Reading(message: Message) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let Message {
        id,
        start_date_time: at,
        last_modified_date_time: changed_at,
        action_required_by_date_time: due_at,
        rule,
        accepts,
        revisions,
        ..
    } = message.clone();
    let texts = StoredValue::new(texts(message));
    let text = Memo::new(move |_| texts.with_value(|texts| in_language(texts, words::language())));
    Effect::new(move |_| text.with(|text| router.name_page(&text.title)));
    let lang = move || text.with(|text| language_of(&text.lang));

    let route = Route::new(tenant.id(), Page::message(&id));
    let link = StoredValue::new(address::whole(&router.href(&route)));
    let rule = rule.map(|rule| view! { <span class="rule">{rule}</span> });
    let steps = (accepts == Some(Wish::OptOut)).then(|| view! { <Steps post=id.clone() /> });
    let source = view! {
        {message::message_center()} " " <span class="message__number">{id.clone()}</span> " · "
        <time datetime=at.to_rfc3339()>{message::published_at(tenant.time(at))}</time> " " {rule}
    };
    let calendar = due_at.map(|at| {
        let uid = format!("{id}@{}", tenant.id());
        let deadline = Signal::derive(move || {
            text.with(|text| Deadline {
                id: uid.clone(),
                at,
                said_at: changed_at,
                title: text.title.clone(),
                text: format!("{}\n{}", due(at, tenant).get(), plain(text)),
                address: link.get_value(),
            })
        });
        view! { <CalendarButton name=id.clone() deadline /> }
    });
    let notes = move || text.with(|text| in_markdown(text, &link.get_value()));
    let revisions =
        (!revisions.is_empty()).then(|| view! { <Revisions text at=changed_at revisions /> });
    view! {
        <article class="article message">
            <header class="page-header">
                <p class="message__source">{source}</p>
                <h1 tabindex="-1" lang=lang>{move || text.with(|text| text.title.clone())}</h1>
                {due_at.map(|at| view! { <DeadlineLine at /> })}
            </header>
            <Beside text texts=texts.get_value() />
            {revisions}
        </article>
        <div class="cluster message__tools">
            <CopyButton label=message::copy_link() text=Signal::derive(move || link.get_value()) />
            <CopyButton label=message::copy_markdown() text=Signal::derive(notes) />
            {calendar}
        </div>
        {steps}
        <CasesOf message=id />
        <AboutRules />
    }
}

/// In each language that it is offered in, the original first.
fn texts(message: Message) -> Vec<Text> {
    let original = Text {
        lang: message.lang.unwrap_or_default(),
        title: message.title,
        body: message.body,
    };
    std::iter::once(original)
        .chain(message.translations)
        .collect()
}

/// The text in the page's language, else the original.
fn in_language(texts: &[Text], language: Language) -> Text {
    let text = texts.iter().find(|text| text.lang == language.tag());
    text.unwrap_or(&texts[0]).clone()
}

fn plain(text: &Text) -> String {
    markup::text(&text.body.as_ref().map(body::blocks).unwrap_or_default())
}

/// With its title and the way back to it.
fn in_markdown(text: &Text, link: &str) -> String {
    let blocks = text.body.as_ref().map(body::blocks).unwrap_or_default();
    let title = vec![markup::Block::Paragraph(markup::line(&text.title))];
    format!("# {}\n<{link}>\n\n{}", markdown(&title), markdown(&blocks))
}
