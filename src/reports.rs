//! What the far side reports of the tenant in view beside the facts: who uses what, and what has
//! happened. One reading for all pages.

use chrono::{DateTime, Utc};
use flows::case::{Case, cases};
use flows::usage::{Evidence, Row, Summary, evidence, months, summary};
use futures::future::join;
use leptos::prelude::*;
use policy::Facts;
use wire::history::History;
use wire::protocols::Protocols;
use wire::usage::Usage;

use crate::api::{Api, ApiError};
use crate::lasting::Lasting;
use crate::latest::latest;
use crate::tenant::Tenant;

#[derive(Clone, Copy)]
pub struct Reports {
    usage: Memo<Option<Usage>>,
    history: Memo<Option<History>>,
    is_answered: Memo<bool>,
    trouble: Memo<Option<ApiError>>,
    cases: Memo<Vec<Case>>,
}

impl Reports {
    /// Reads them now and whenever something about the tenant may have changed.
    pub fn open(tenant: Tenant, api: Api) -> Self {
        let answers = latest(move || {
            tenant.track();
            let (api, id) = (api.clone(), tenant.id());
            async move { join(api.usage(&id), api.history(&id)).await }
        });
        // What was read before still stands when the newest reading fails.
        let history = Memo::new(
            move |before: Option<&Option<History>>| match answers.get() {
                Some((_, Ok(history))) => Some(history),
                _ => before.cloned().flatten(),
            },
        );
        Self {
            usage: Memo::new(move |before: Option<&Option<Usage>>| match answers.get() {
                Some((Ok(usage), _)) => Some(usage),
                _ => before.cloned().flatten(),
            }),
            history,
            is_answered: Memo::new(move |_| answers.with(Option::is_some)),
            trouble: Memo::new(move |_| {
                let (usage, history) = answers.get()?;
                usage.err().or(history.err())
            }),
            cases: Memo::new(move |_| {
                let known = tenant.protocols().zip(history.get());
                known.map_or_else(Vec::new, |(protocols, history)| {
                    cases(&protocols, &history, tenant.now())
                })
            }),
        }
    }

    /// What has happened, newest first, tracked; nothing before the first answer.
    pub fn history(&self) -> Option<History> {
        self.history.follow().get_untracked()
    }

    /// What belongs to each protocol of the programme, tracked; nothing before the first answer.
    pub fn cases(&self) -> Vec<Case> {
        self.cases.follow().get_untracked()
    }

    /// What the usage reports say about the endpoint of these facts, tracked; nothing before the
    /// first answer, and for what is outside the programme.
    pub fn usage_of(&self, facts: &Facts) -> Option<Evidence> {
        self.with(|usage, history| evidence(usage, &history.events, facts))?
    }

    /// What they say about all protocols of the programme together, tracked; nothing before the
    /// first answer.
    pub fn usage(&self, protocols: &Protocols, now: DateTime<Utc>) -> Option<Summary> {
        self.with(|usage, history| summary(usage, &history.events, protocols, now))
    }

    /// What they say of every month, newest first, tracked; nothing before the first answer.
    pub fn months(&self, protocols: &Protocols, now: DateTime<Utc>) -> Option<Vec<Row>> {
        self.with(|usage, history| months(usage, &history.events, protocols, now))
    }

    /// Whether the first reading has come or failed, tracked.
    pub fn is_answered(&self) -> bool {
        self.is_answered.follow().get_untracked()
    }

    /// Why the newest reading failed, tracked.
    pub fn trouble(&self) -> Option<ApiError> {
        self.trouble.follow().get_untracked()
    }

    /// A month that Microsoft blocked shows no use, so the reports are read beside the history.
    fn with<T>(&self, read: impl FnOnce(&Usage, &History) -> T) -> Option<T> {
        self.usage.follow().with_untracked(|usage| {
            let usage = usage.as_ref()?;
            self.history
                .follow()
                .with_untracked(|history| Some(read(usage, history.as_ref()?)))
        })
    }
}
