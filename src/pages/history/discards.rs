//! What was given up unsent, with the way back.

use leptos::prelude::*;

use crate::discards::{Discarded, Discards};
use crate::router::Router;
use crate::routes::Page;
use crate::tenant::Tenant;
use crate::ui::Button;
use crate::words::history;

#[component]
pub(crate) fn DiscardList() -> impl IntoView {
    let discards = expect_context::<Discards>();
    move || {
        let all = discards.all().into_iter();
        all.map(|discarded| view! { <Way discarded /> })
            .collect_view()
    }
}

#[component]
fn Way(discarded: Discarded) -> impl IntoView {
    let discards = expect_context::<Discards>();
    let router = expect_context::<Router>();
    let at = expect_context::<Tenant>().time(discarded.at);
    let (label, about) = match discarded.route().page {
        Page::Support(_) => (history::bring_ticket_back(), history::ticket_discarded(at)),
        _ => (history::bring_choice_back(), history::choice_discarded(at)),
    };
    let press = Callback::new(move |()| discards.bring_back(&discarded.name, router));
    view! {
        <div class="records-way">
            <Button label on_press=press />
            <p>{about}</p>
        </div>
    }
}
