//! What was marked and is not answered yet, kept in this browser until it is, so that nothing is lost
//! with a tab that is closed at once. Sent again under its key it has no second effect.

use serde::{Deserialize, Serialize};
use wire::message::Marking;
use wire::named;

use crate::browser::{random, storage};

/// One marking on its way.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Mark {
    #[serde(with = "named")]
    pub(super) marking: Marking,
    pub(super) ids: Vec<String>,
    pub(super) key: String,
}

/// Each tab has one of its own, under a name that ends like all that is kept for a tenant.
#[derive(Clone)]
pub(super) struct Outbox {
    tenant: String,
    name: String,
}

impl Outbox {
    pub(super) fn of(tenant: &str) -> Self {
        Self {
            name: format!("{MARKS}{}.{tenant}", random::uuid()),
            tenant: tenant.to_owned(),
        }
    }

    /// Takes over what other tabs have left. One that is still there sends it under the same key.
    pub(super) fn left(&self) -> Vec<Mark> {
        let of_tenant = format!(".{}", self.tenant);
        let names = storage::names().into_iter();
        let left = names.filter(|name| name.starts_with(MARKS) && name.ends_with(&of_tenant));
        let left = left.filter_map(|name| {
            let kept = storage::get(&name);
            storage::remove(&name);
            // What another version has kept and this one cannot read is a mark or two.
            serde_json::from_str::<Vec<Mark>>(&kept?).ok()
        });
        left.flatten().collect()
    }

    /// In place of what was kept before.
    pub(super) fn keep(&self, waiting: &[&Mark]) {
        if waiting.is_empty() {
            storage::remove(&self.name);
        } else if let Ok(kept) = serde_json::to_string(waiting) {
            // Where the browser keeps nothing, marks are sent all the same.
            let _ = storage::set(&self.name, &kept);
        }
    }
}

const MARKS: &str = "marks.";
