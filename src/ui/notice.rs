//! A message that stands where it matters.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/alert/>

use leptos::prelude::*;

use super::{Icon, Tone, count_error};

#[component]
pub fn Notice(
    #[prop(into)] tone: Signal<Tone>,
    #[prop(optional, into)] heading: Signal<Option<String>>,
    /// For a message that appears in answer to something: it is read out by itself, at once if it
    /// is bad. What stands on the page from the start is not.
    #[prop(optional)]
    announced: bool,
    children: Children,
) -> impl IntoView {
    let role = move || {
        announced.then(|| match tone.get() {
            Tone::Bad => "alert",
            _ => "status",
        })
    };

    view! {
        <div class="notice" data-tone=move || tone.get().name() role=role>
            <Icon glyph=Signal::derive(move || tone.get().glyph()) />
            <div class="notice__body">
                {move || heading.get().map(|heading| view! { <strong>{heading}</strong> })}
                {children()}
            </div>
            {move || (tone.get() == Tone::Bad).then(count_error)}
        </div>
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let notice = move |tone| {
        view! {
            <Notice tone heading=lent.names[0].get_untracked()>
                <p>{lent.sentence}</p>
            </Notice>
        }
    };
    vec![
        Specimen::of("tone=Tone::Ok", notice(Tone::Ok)),
        Specimen::of("tone=Tone::Warn", notice(Tone::Warn)),
        Specimen::of("tone=Tone::Bad", notice(Tone::Bad)),
        Specimen::of("tone=Tone::Info", notice(Tone::Info)),
        Specimen::of("tone=Tone::Idle", notice(Tone::Idle)),
    ]
}
