//! The answer to a question that takes time, asked anew whenever what it read has changed.
//!
//! Leptos has resources for this. They also know suspense and transitions, which no page uses, and
//! each of them was 2 KiB of what a browser fetches before the first view.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;

/// Nothing until the first answer comes. A late answer to an earlier question changes nothing.
pub(crate) fn latest<T, F>(
    question: impl Fn() -> F + 'static,
) -> ReadSignal<Option<T>, LocalStorage>
where
    T: 'static,
    F: Future<Output = T> + 'static,
{
    let (answer, set_answer) = signal_local(None);
    let newest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let number = newest.get_value().wrapping_add(1);
        newest.set_value(number);
        let coming = question();
        spawn_local(async move {
            let came = coming.await;
            // Whoever asked may be gone by now.
            if newest.try_get_value() == Some(number) {
                set_answer.set(Some(came));
            }
        });
    });
    answer
}

/// What was read once stays on the page, with all that was begun there, when it cannot be read again.
pub(crate) fn kept<T: Clone>(answer: Answer<T>, before: Option<&Answer<T>>) -> Answer<T> {
    match (answer, before) {
        (Some(Err(_)), Some(Some(Ok(known)))) => Some(Ok(known.clone())),
        (answer, _) => answer,
    }
}

type Answer<T> = Option<Result<T, ApiError>>;
