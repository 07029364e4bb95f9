//! The two layers that are reported for each endpoint, the same on every page.

use flows::layers::{Layers, Policy};
use leptos::prelude::*;
use policy::Stopped;

use crate::ui::{Icon, Tone};
use crate::words::{Text, layers};

/// Both layers side by side, and what comes of them.
pub(crate) fn side_by_side(found: &Layers) -> impl IntoView + use<> {
    let by_microsoft = matches!(found.stopped, Stopped::ByMicrosoft | Stopped::ByBoth);
    let microsoft = if by_microsoft {
        Acts::Blocks
    } else {
        Acts::Not
    };
    let policy = match found.policy {
        Policy::Unknown => Acts::Unknown,
        Policy::Allows => Acts::Not,
        Policy::Blocks(_) => Acts::Blocks,
    };
    view! {
        <span class="layers">
            {layer(layers::microsoft(), microsoft)} " " {layer(layers::policy(), policy)} " "
            <span class="layers__result">{result(found)}</span>
        </span>
    }
}

/// What one layer does to an endpoint.
#[derive(Clone, Copy)]
enum Acts {
    Blocks,
    Not,
    Unknown,
}

fn layer(name: Text, acts: Acts) -> impl IntoView {
    let (tone, word) = match acts {
        Acts::Blocks => (Tone::Bad, layers::blocks()),
        Acts::Not => (Tone::Ok, layers::blocks_not()),
        Acts::Unknown => (Tone::Idle, layers::not_known()),
    };
    view! {
        <span class="layers__layer" data-tone=tone.name()>
            <Icon glyph=tone.glyph() small=true />
            {name}
            " "
            <span class="visually-hidden">{word}</span>
        </span>
    }
}

fn result(found: &Layers) -> Text {
    match (found.stopped, &found.policy) {
        (Stopped::ByNeither, Policy::Unknown) => layers::not_by_microsoft(),
        (Stopped::ByNeither, _) => layers::by_neither(),
        (Stopped::ByMicrosoft, _) => layers::by_microsoft(),
        (Stopped::ByPolicy, _) => layers::by_policy(),
        (Stopped::ByBoth, _) => layers::by_both(),
    }
}
