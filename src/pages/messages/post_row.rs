//! One post in the list.

use std::collections::BTreeSet;

use flows::messages::{Filter, text};
use leptos::prelude::*;
use wire::message::{Marking, Message};

use crate::message_center::MessageCenter;
use crate::pages::message::deadline::DeadlineLine;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Toggle, ToggleLook};
use crate::words::{self, messages};

use super::words::{category, mark};

/// What can be ticked, the post, and the star.
pub(super) fn cells(
    id: String,
    filter: Memo<Filter>,
    selected: RwSignal<BTreeSet<String>>,
) -> Vec<AnyView> {
    let center = expect_context::<MessageCenter>();
    let wanted = id.clone();
    let post = Memo::new(move |_| center.post(&wanted));
    let title = Memo::new(move |_| {
        let lang = words::language().tag();
        post.with(|post| post.as_ref().map(|post| text(post, lang).title))
            .unwrap_or_default()
    });
    vec![
        view! { <Tick id=id.clone() title selected /> }.into_any(),
        view! { <Header id=id.clone() filter post title /> }.into_any(),
        view! { <Star id post title /> }.into_any(),
    ]
}

#[component]
fn Tick(id: String, title: Memo<String>, selected: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let id = StoredValue::new(id);
    let is_ticked = move || selected.with(|selected| id.with_value(|id| selected.contains(id)));
    let turn = move |_| {
        let id = id.get_value();
        selected.update(|selected| {
            if !selected.remove(&id) {
                selected.insert(id);
            }
        });
    };
    view! {
        <input
            class="checkbox__box"
            type="checkbox"
            aria-label=move || messages::select(title.get()).get()
            prop:checked=is_ticked
            on:change=turn
        />
    }
}

#[component]
fn Header(
    id: String,
    filter: Memo<Filter>,
    post: Memo<Option<Message>>,
    title: Memo<String>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let router = expect_context::<Router>();
    let own = id.clone();
    let href = move || {
        let page = Page::Message(own.clone(), filter.get());
        router.href(&Route::new(tenant.id(), page))
    };
    let foreign = Memo::new(move |_| {
        let own = words::language().tag();
        let lang = post.get().map(|post| text(&post, own).lang)?;
        (lang != own && !lang.is_empty()).then_some(lang)
    });
    let is_unread = move || !seen(post).is_read;
    let about = move || {
        let post = post.get()?;
        let kind = category(&post.category);
        Some([post.services.join(", "), kind].join(" · "))
    };
    let when = move || {
        let post = post.get()?;
        let (from, changed) = (post.start_date_time, post.last_modified_date_time);
        Some(if from == changed {
            messages::published(tenant.day(from)).get()
        } else {
            messages::updated(tenant.day(changed)).get()
        })
    };
    // By when something has to be done does not change with what its reader marks.
    let deadline =
        Memo::new(move |_| post.with(|post| post.as_ref()?.action_required_by_date_time));
    let due = move || deadline.get().map(|at| view! { <DeadlineLine at /> });
    view! {
        <div class="post-row" data-unread=move || is_unread().to_string()>
            <a class="post-row__title" href=href lang=move || foreign.get()>{title}</a>
            <Show when=is_unread>
                <span class="visually-hidden">{messages::unread()}</span>
            </Show>
            <p class="post-row__about">
                <span class="message__number">{id}</span> " · " {about} " · " {when}
            </p>
            <div class="post-row__due">{due}</div>
        </div>
    }
}

#[component]
fn Star(id: String, post: Memo<Option<Message>>, title: Memo<String>) -> impl IntoView {
    let turn = move |is_wanted| {
        let marking = if is_wanted {
            Marking::Favorite
        } else {
            Marking::Unfavorite
        };
        mark(marking, std::slice::from_ref(&id));
    };
    view! {
        <Toggle
            label=Signal::derive(move || messages::favorite_of(title.get()).get())
            pressed=Signal::derive(move || seen(post).is_favorited)
            on_change=Callback::new(turn)
            look=ToggleLook::Star
        />
    }
}

fn seen(post: Memo<Option<Message>>) -> wire::message::ViewPoint {
    post.with(|post| post.as_ref().and_then(|post| post.view_point))
        .unwrap_or_default()
}
