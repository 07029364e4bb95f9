//! Names for elements that refer to each other.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// An `id` that no other call returns: `reason-7`.
pub(super) fn unique_id(what: &str) -> String {
    format!("{what}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The value of `aria-describedby`: the ids of those texts that are there.
pub(super) fn described_by<const N: usize>(
    texts: [(Signal<Option<String>>, StoredValue<String>); N],
) -> impl Fn() -> Option<String> {
    move || {
        let there = texts.iter().filter(|(text, _)| text.with(Option::is_some));
        let ids: Vec<_> = there.map(|(_, id)| id.get_value()).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
