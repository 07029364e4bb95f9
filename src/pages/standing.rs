//! Where an endpoint stands, as a badge: the same on every page.

use leptos::prelude::*;
use policy::Standing;

use crate::ui::{Glyph, Tone, ToneBadge};
use crate::words::vocabulary;

#[component]
pub(crate) fn StandingBadge(standing: Standing) -> impl IntoView {
    let is_under_way = standing == Standing::ReEnabling;
    view! {
        <ToneBadge
            tone=tone(standing)
            label=vocabulary::standing(standing)
            glyph=is_under_way.then_some(Glyph::ClockFilled)
        />
    }
}

/// How a standing is marked; the badge also has words and a shape of its own.
fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Allowed | Standing::OptedOut | Standing::ReEnabled => Tone::Ok,
        Standing::ReEnabling | Standing::Retiring => Tone::Warn,
        Standing::Blocked | Standing::Overdue => Tone::Bad,
        Standing::Retired | Standing::OutsideProgramme => Tone::Idle,
    }
}
