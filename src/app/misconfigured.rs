//! The page in the place of the app where `config.json` cannot be followed.

use leptos::prelude::*;

use crate::browser::page;
use crate::config::{Expected, Fault, LEAST_SECONDS, MOST_SECONDS};
use crate::words::{self, Argument, Text, misconfigured};

/// There is no app behind it: guessing which far side was meant would show the wrong tenants.
#[component]
pub fn Misconfigured(fault: Fault) -> impl IntoView {
    Effect::new(|_| {
        let language = words::language();
        page::set_language(language.tag(), language.is_right_to_left());
        page::set_title(&misconfigured::heading().get());
    });
    view! {
        <main class="main">
            <h1 tabindex="-1">{misconfigured::heading()}</h1>
            <p>{sentence(fault)}</p>
            <p>{misconfigured::about()}</p>
        </main>
    }
}

fn sentence(Fault { member, expected }: Fault) -> Text {
    match expected {
        Expected::Object if member.is_empty() => misconfigured::no_object(),
        Expected::Object => misconfigured::object(member),
        Expected::Absence => misconfigured::unknown(member),
        Expected::OneOf(choices) => {
            misconfigured::one_of(choices.iter().copied().collect::<Argument>(), member)
        }
        Expected::Address => misconfigured::address(member),
        Expected::Seconds => {
            misconfigured::seconds(LEAST_SECONDS.into(), member, MOST_SECONDS.into())
        }
    }
}
