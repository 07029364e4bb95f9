//! Word of changes that no answer brings: another tab wrote to a tenant, or time did.

use std::collections::HashMap;

use leptos::prelude::*;

/// How often each tenant is said to have changed.
#[derive(Clone, Copy)]
pub struct Changes(RwSignal<HashMap<String, u32>>);

impl Changes {
    pub fn new() -> Self {
        Self(RwSignal::new(HashMap::new()))
    }

    /// Called by whoever hears of a change.
    pub fn heard_of(&self, tenant: &str) {
        // The message may come when the page is already going.
        let _ = self
            .0
            .try_update(|changes| *changes.entry(tenant.to_owned()).or_default() += 1);
    }

    /// Makes the caller run again at the next change of this tenant.
    pub fn track(&self, tenant: &str) -> u32 {
        self.0
            .with(|changes| changes.get(tenant).copied().unwrap_or_default())
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self::new()
    }
}
