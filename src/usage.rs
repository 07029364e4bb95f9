//! The usage reports of the tenant in view: one reading for all pages.
//!
//! The history comes with them, because a month that Microsoft blocked shows no use.

use chrono::{DateTime, Utc};
use flows::usage::{Evidence, Summary, evidence, summary};
use leptos::prelude::*;
use policy::Facts;
use wire::history::History;
use wire::protocols::Protocols;
use wire::usage::Usage;

use crate::api::{Api, ApiError};
use crate::latest::latest;
use crate::tenant::Tenant;

/// What the far side last reported about the use of each protocol.
#[derive(Clone, Copy)]
pub struct UsageReports {
    reading: Memo<Option<Reading>>,
    trouble: Memo<Option<ApiError>>,
}

#[derive(Clone, PartialEq)]
struct Reading {
    usage: Usage,
    history: History,
}

impl UsageReports {
    /// Reads the reports now and whenever something about the tenant may have changed.
    pub fn open(tenant: Tenant, api: Api) -> Self {
        let answer = latest(move || {
            tenant.track();
            let (api, id) = (api.clone(), tenant.id());
            async move {
                Ok(Reading {
                    usage: api.usage(&id).await?,
                    history: api.history(&id).await?,
                })
            }
        });
        Self {
            // What was read before still stands when the newest reading fails.
            reading: Memo::new(move |before: Option<&Option<Reading>>| match answer.get() {
                Some(Ok(reading)) => Some(reading),
                Some(Err(_)) | None => before.cloned().flatten(),
            }),
            trouble: Memo::new(move |_| answer.get().and_then(Result::err)),
        }
    }

    /// What the reports say about the endpoint of these facts, tracked; nothing before the first
    /// answer, and for what is outside the programme.
    pub fn of(&self, facts: &Facts) -> Option<Evidence> {
        self.reading.with(|reading| {
            let Reading { usage, history } = reading.as_ref()?;
            evidence(usage, &history.events, facts)
        })
    }

    /// What they say about all protocols of the programme together, tracked; nothing before the
    /// first answer.
    pub fn summary(&self, protocols: &Protocols, now: DateTime<Utc>) -> Option<Summary> {
        self.reading.with(|reading| {
            let Reading { usage, history } = reading.as_ref()?;
            Some(summary(usage, &history.events, protocols, now))
        })
    }

    /// Why the newest reading failed, tracked.
    pub fn trouble(&self) -> Option<ApiError> {
        self.trouble.get()
    }
}
