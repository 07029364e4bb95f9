//! Word of changes that no answer brings: another tab wrote to a tenant, or time did.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::backend::in_browser::Change;
use crate::lasting::Lasting;

/// How often each tenant is said to have changed, by the kind of change.
#[derive(Clone, Copy)]
pub struct Changes {
    growths: Counts,
    replacements: Counts,
}

type Counts = RwSignal<HashMap<String, u32>>;

impl Changes {
    pub fn new() -> Self {
        Self {
            growths: RwSignal::new(HashMap::new()),
            replacements: RwSignal::new(HashMap::new()),
        }
    }

    /// Called by whoever hears of a change.
    pub fn heard_of(&self, tenant: &str, change: Change) {
        let counts = match change {
            Change::Grown => self.growths,
            Change::Replaced => self.replacements,
        };
        // The message may come when the page is already going.
        let _ = counts.try_update(|counts| *counts.entry(tenant.to_owned()).or_default() += 1);
    }

    /// Makes the caller run again at the next change of this tenant.
    pub fn track(&self, tenant: &str) -> u32 {
        count(self.growths, tenant)
    }

    /// How often the tenant's records were replaced while this page was open, tracked.
    pub fn replacements(&self, tenant: &str) -> u32 {
        count(self.replacements, tenant)
    }
}

fn count(counts: Counts, tenant: &str) -> u32 {
    counts
        .follow()
        .with_untracked(|counts| counts.get(tenant).copied().unwrap_or_default())
}

impl Default for Changes {
    fn default() -> Self {
        Self::new()
    }
}
