//! What was given up and can be brought back, also after a reload: at most one of each kind of draft
//! in a tenant.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::storage;
use crate::lasting::Lasting;
use crate::router::Router;
use crate::routes::{Pane, Route};

/// A draft that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Discarded {
    /// The name under which the draft is kept while it is worked on.
    pub(crate) name: String,
    /// Where it was worked on.
    path: String,
    query: String,
    pub(crate) at: DateTime<Utc>,
    draft: String,
}

/// Those of the tenant in view; context of everything in it.
#[derive(Clone, Copy)]
pub(crate) struct Discards(RwSignal<Vec<Discarded>>);

const PREFIX: &str = "discarded.";

impl Discarded {
    pub(crate) fn new(name: String, route: &Route, at: DateTime<Utc>, draft: String) -> Self {
        let address = route.to_string();
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        Self {
            name,
            path: path.to_owned(),
            query: query.to_owned(),
            at,
            draft,
        }
    }

    pub(crate) fn route(&self) -> Route {
        Route::parse(&self.path, &self.query).with_pane(None)
    }

    fn key(&self) -> String {
        format!("{PREFIX}{}", self.name)
    }
}

impl Discards {
    /// What this browser has kept of the tenant.
    pub(crate) fn of(tenant: &str) -> Self {
        let of_tenant = format!(".{tenant}");
        let mut all: Vec<Discarded> = storage::names()
            .iter()
            .filter(|name| name.starts_with(PREFIX) && name.ends_with(&of_tenant))
            .filter_map(|name| serde_json::from_str(&storage::get(name)?).ok())
            .collect();
        all.sort_by_key(|it| it.at);
        Self(RwSignal::new(all))
    }

    /// The newest last, tracked.
    pub(crate) fn all(self) -> Vec<Discarded> {
        self.0.follow().get_untracked()
    }

    /// Takes the place of what was given up before under the same name. Where the browser keeps
    /// nothing it is there until a reload.
    pub(crate) fn add(self, discarded: Discarded) {
        if let Ok(kept) = serde_json::to_string(&discarded) {
            let _ = storage::set(&discarded.key(), &kept);
        }
        self.0.update(|all| {
            all.retain(|it| it.name != discarded.name);
            all.push(discarded);
        });
    }

    /// Gives the draft back to its page: at once where that is in view, else by going there. What
    /// was begun there since is not written over; it has to be seen, and given up, first.
    pub(crate) fn bring_back(self, name: &str, router: Router) {
        let all = self.0.get_untracked();
        let Some(discarded) = all.into_iter().find(|it| it.name == name) else {
            return;
        };
        self.forget(&discarded);
        if router.bring_back(name, &discarded.draft) {
            return;
        }
        let route = discarded.route();
        let is_free = storage::get(name).is_none();
        if is_free && storage::set(name, &discarded.draft).is_ok() {
            router.go(route);
        } else {
            self.add(discarded);
            router.go(route.with_pane(Some(Pane::History)));
        }
    }

    fn forget(self, discarded: &Discarded) {
        storage::remove(&discarded.key());
        self.0
            .update(|all| all.retain(|it| it.name != discarded.name));
    }
}
