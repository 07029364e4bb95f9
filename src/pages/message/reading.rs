//! The message itself: where it came from, when, by which rule, and what it says.

use leptos::prelude::*;
use policy::Wish;
use wire::message::{Message, Text};

use super::body;
use super::steps::Steps;
use crate::router::Router;
use crate::tenant::Tenant;
use crate::words::{self, Language, message};

#[component]
pub(super) fn Reading(message: Message) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let Message {
        id,
        title,
        start_date_time: at,
        body,
        lang,
        translations,
        rule,
        accepts,
        ..
    } = message;
    let original = Text {
        lang: lang.unwrap_or_default(),
        title,
        body,
    };
    let rule = rule.map(|rule| view! { <span class="rule">{rule}</span> });
    let steps = (accepts == Some(Wish::OptOut)).then(|| view! { <Steps post=id.clone() /> });
    let text = Memo::new(move |_| in_language(&original, &translations, words::language()));
    let router = expect_context::<Router>();
    Effect::new(move |_| text.with(|text| router.name_page(&text.title)));
    let foreign = move || {
        let lang = text.with(|text| text.lang.clone());
        (lang != words::language().tag() && !lang.is_empty()).then_some(lang)
    };
    let body = move || text.with(|text| text.body.as_ref().map(body::shown));
    view! {
        <article class="article">
            <header class="page-header">
                <p class="message__source">
                    {message::message_center()} " " <span class="message__number">{id}</span> " · "
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

/// The text in the page's language, else the original.
fn in_language(original: &Text, translations: &[Text], language: Language) -> Text {
    let mut translations = translations.iter();
    let translation = translations.find(|text| text.lang == language.tag());
    translation.unwrap_or(original).clone()
}
