//! The text, and on demand the same in another language beside it.

use leptos::prelude::*;
use wire::message::Text;

use super::{body, language_of};
use crate::ui::Button;
use crate::words::{Language, message};

#[component]
pub(super) fn Beside(
    /// The one in view.
    text: Memo<Text>,
    /// In each language that it is offered in, the original first.
    texts: Vec<Text>,
) -> impl IntoView {
    let texts = StoredValue::new(texts);
    let wanted = RwSignal::new(None::<String>);
    let others = move || {
        let now = text.with(|text| text.lang.clone());
        let is_other = |other: &Text| other.lang != now;
        texts.with_value(|texts| {
            texts
                .iter()
                .filter(|it| is_other(it))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let beside = Memo::new(move |_| {
        let wanted = wanted.get()?;
        others().into_iter().find(|other| other.lang == wanted)
    });
    let offers = move || {
        let offer = |other: Text| {
            let lang = other.lang;
            let name = name_of(&lang);
            let is_shown = beside.with(|beside| beside.as_ref().is_some_and(|it| it.lang == lang));
            let label = if is_shown {
                message::hide_beside(name)
            } else {
                message::show_beside(name)
            };
            let press = move |()| wanted.set((!is_shown).then(|| lang.clone()));
            view! { <Button label on_press=Callback::new(press) /> }
        };
        let offers: Vec<_> = others().into_iter().map(offer).collect();
        (!offers.is_empty()).then(|| view! { <div class="cluster">{offers}</div> })
    };
    let body = |text: &Text| text.body.as_ref().map(body::shown);
    let other = move || {
        beside.get().map(|other| {
            let title = other.title.clone();
            view! {
                <section class="message__body" lang=other.lang.clone() aria-label=name_of(&other.lang)>
                    <p class="message__title">{title}</p>
                    {body(&other)}
                </section>
            }
        })
    };
    view! {
        {offers}
        <div class="message__texts">
            <div class="message__body" lang=move || text.with(|text| language_of(&text.lang))>
                {move || text.with(body)}
            </div>
            {other}
        </div>
    }
}

/// What the speakers of a language call it, where the page knows that.
fn name_of(lang: &str) -> String {
    Language::from_tag(lang).map_or_else(|| lang.to_owned(), |known| known.own_name().to_owned())
}
