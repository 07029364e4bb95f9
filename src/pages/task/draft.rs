//! A flow in the middle of things, kept in this browser for one tenant.

use std::marker::PhantomData;

use flows::Flow;

use crate::browser::storage::{self, NotKept};

/// Gives up every draft of a tenant whose records are gone: what was chosen was about them, and what
/// was sent was sent to them.
pub(crate) fn forget_all(tenant: &str) {
    let of_tenant = format!(".{tenant}");
    for name in storage::names() {
        if name.ends_with(&of_tenant) {
            storage::remove(&name);
        }
    }
}

#[derive(Clone)]
pub(super) struct Draft<F> {
    name: String,
    flow: PhantomData<fn() -> F>,
}

impl<F: Flow> Draft<F> {
    pub(super) fn of(name: &str, tenant: &str) -> Self {
        Self {
            name: format!("{name}.{tenant}"),
            flow: PhantomData,
        }
    }

    /// Under which it is kept.
    pub(super) fn name(&self) -> String {
        self.name.clone()
    }

    /// Nothing also where another version kept what this one cannot read: that was at most a choice
    /// and some words.
    pub(super) fn kept(&self) -> Option<F> {
        serde_json::from_str(&storage::get(&self.name)?).ok()
    }

    /// Keeps the state for a reload. What another tab has sent without an answer stays instead: its
    /// keys are all there is to find out what became of it.
    pub(super) fn keep(&self, state: &F) -> Result<(), NotKept> {
        if self.is_of_another_tab(state) {
            return Ok(());
        }
        match serde_json::to_string(state) {
            Ok(kept) => storage::set(&self.name, &kept),
            Err(_) => Err(NotKept::Unavailable),
        }
    }

    /// Gives up what this tab kept, but never what still needs its keys.
    pub(super) fn leave(&self, state: &F) {
        if !state.has_open() && !self.is_of_another_tab(state) {
            storage::remove(&self.name);
        }
    }

    fn is_of_another_tab(&self, state: &F) -> bool {
        self.kept()
            .is_some_and(|kept| kept.has_open() && kept.id() != state.id())
    }
}
