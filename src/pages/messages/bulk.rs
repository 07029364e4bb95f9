//! What is done with several posts at once.

use std::collections::BTreeSet;

use leptos::prelude::*;
use wire::message::Marking;

use crate::message_center::MessageCenter;
use crate::ui::{Button, ButtonKind, Checkbox};
use crate::words::messages;

use super::words::{action, mark};

#[component]
pub(super) fn Bulk(
    /// The ids of the posts in view.
    shown: Memo<Vec<String>>,
    selected: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let center = expect_context::<MessageCenter>();
    // What has left the view is not marked with what is in it.
    let chosen = Memo::new(move |_| {
        selected.with(|selected| {
            let in_view = |id: &&String| selected.contains(*id);
            shown.with(|shown| shown.iter().filter(in_view).cloned().collect::<Vec<_>>())
        })
    });
    let number = move || i32::try_from(chosen.with(Vec::len)).unwrap_or(i32::MAX);
    let is_any = move || number() > 0;
    let is_all = move || is_any() && chosen.with(Vec::len) == shown.with(Vec::len);
    let select_all = move |is_wanted| {
        if is_wanted {
            selected.set(shown.get_untracked().into_iter().collect());
        } else {
            selected.update(BTreeSet::clear);
        }
    };
    // Of each marking and its opposite, what changes something.
    let offered = Memo::new(move |_| {
        let chosen = chosen.get();
        let changes = |marking: &Marking| {
            chosen.iter().any(|id| {
                let seen = center.post(id).and_then(|post| post.view_point);
                let seen = seen.unwrap_or_default();
                seen.after(*marking) != seen
            })
        };
        Marking::ALL.into_iter().filter(changes).collect::<Vec<_>>()
    });
    let button = move |marking| {
        let press = move |()| {
            mark(marking, &chosen.get_untracked());
            selected.update(BTreeSet::clear);
        };
        view! { <Button label=action(marking) kind=ButtonKind::Quiet on_press=Callback::new(press) /> }
    };
    view! {
        <div class="posts__bulk" role="group" aria-label=messages::bulk()>
            <Checkbox
                label=messages::select_all()
                checked=Signal::derive(is_all)
                on_change=Callback::new(select_all)
            />
            <Show when=is_any>
                <span class="muted" role="status">{move || messages::selected(number()).get()}</span>
                <For each=move || offered.get() key=|marking| *marking children=button />
            </Show>
        </div>
    }
}
