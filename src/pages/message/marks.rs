//! What the reader of a post does with it, and the way back to the others.

use std::sync::Arc;

use leptos::prelude::*;
use wire::message::{Marking, ViewPoint};

use crate::message_center::MessageCenter;
use crate::pages::messages::words::{action, mark};
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind};
use crate::words::messages;

/// A post that is read is marked so, once.
#[component]
pub(super) fn Marks(id: String) -> impl IntoView {
    let center = expect_context::<MessageCenter>();
    center.want();
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let all = move || {
        let page = Page::Messages(router.route().page.filter());
        router.href(&Route::new(tenant.id(), page))
    };
    let id = StoredValue::new(id);
    let seen = Memo::new(move |_| {
        let post = id.with_value(|id| center.post(id));
        post.map(|post| post.view_point.unwrap_or_default())
    });
    Effect::new(move |was_read: Option<bool>| {
        let is_known = seen.get().is_some();
        if is_known && was_read != Some(true) {
            center.mark(Marking::Read, &[id.get_value()], Arc::new(|_| ()));
        }
        is_known || was_read == Some(true)
    });
    let button = move |is: fn(ViewPoint) -> bool, on: Marking| {
        let next = Memo::new(move |_| match seen.get() {
            Some(seen) if is(seen) => on.opposite(),
            _ => on,
        });
        view! {
            <Button
                label=Signal::derive(move || action(next.get()).get())
                kind=ButtonKind::Quiet
                on_press=Callback::new(move |()| mark(next.get_untracked(), &[id.get_value()]))
            />
        }
    };
    view! {
        <div class="posts__bulk" role="group" aria-label=messages::bulk()>
            <a href=all>{messages::to_all()}</a>
            <Show when=move || seen.get().is_some()>
                {button(|seen| seen.is_read, Marking::Read)}
                {button(|seen| seen.is_favorited, Marking::Favorite)}
                {button(|seen| seen.is_archived, Marking::Archive)}
            </Show>
        </div>
    }
}
