//! What marks and categories are called, and what a marking says in passing.

use std::sync::Arc;

use leptos::prelude::*;
use wire::message::{Category, Marking};

use crate::message_center::MessageCenter;
use crate::toasts::{Toast, Toasts};
use crate::words::{Text, messages};

/// A category that this app does not know is shown as it came.
pub(crate) fn category(category: &Category) -> String {
    match category {
        Category::PreventOrFixIssue => messages::category_fix().get(),
        Category::PlanForChange => messages::category_plan().get(),
        Category::StayInformed => messages::category_inform().get(),
        Category::Other(name) => name.clone(),
    }
}

/// On a button.
pub(crate) fn action(marking: Marking) -> Text {
    match marking {
        Marking::Read => messages::mark_read(),
        Marking::Unread => messages::mark_unread(),
        Marking::Favorite => messages::favorite(),
        Marking::Unfavorite => messages::unfavorite(),
        Marking::Archive => messages::archive(),
        Marking::Unarchive => messages::unarchive(),
    }
}

/// Marks posts, and says so with the way back once the far side has it.
pub(crate) fn mark(marking: Marking, ids: &[String]) {
    let center = expect_context::<MessageCenter>();
    let toasts = expect_context::<Toasts>();
    let say = move |changed: Vec<String>| {
        let count = i32::try_from(changed.len()).unwrap_or(i32::MAX);
        let text = match marking {
            Marking::Read => messages::done_read(count),
            Marking::Unread => messages::done_unread(count),
            Marking::Favorite => messages::done_favorite(count),
            Marking::Unfavorite => messages::done_unfavorite(count),
            Marking::Archive => messages::done_archive(count),
            Marking::Unarchive => messages::done_unarchive(count),
        };
        let undo = move || {
            center.mark(marking.opposite(), &changed, Arc::new(|_| ()));
        };
        toasts.show(Toast {
            text,
            undo: Arc::new(undo),
        });
    };
    center.mark(marking, ids, Arc::new(say));
}
