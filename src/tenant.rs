//! The tenant in view: what the far side last reported about it, and its clock.
//!
//! There is one reading for all pages, so that two of them can never tell two stories. Time is the
//! far side's: its last answer plus what has passed on the monotonic clock since.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Offset, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::clock::Clock;
use wire::protocols::Protocols;
use wire::session::TenantCard;

use crate::api::{Api, ApiError};
use crate::browser::clock;
use crate::changes::Changes;
use crate::lasting::Lasting;
use crate::latest::Asking;
use crate::words::{self, Day, Time};

/// Everything pages know about the tenant in view. Gone, with all that hangs on it, when another is chosen.
#[derive(Clone, Copy)]
pub struct Tenant {
    card: StoredValue<TenantCard>,
    changes: Changes,
    reading: RwSignal<Option<Reading>>,
    trouble: RwSignal<Option<ApiError>>,
    revision: RwSignal<u32>,
    seconds: RwSignal<u64>,
    question: StoredValue<Question>,
    asking: StoredValue<Asking>,
}

/// One answer of the far side, and when it came.
#[derive(Clone, PartialEq)]
struct Reading {
    protocols: Protocols,
    now: DateTime<Utc>,
    next_event: Option<DateTime<Utc>>,
    read_at: Duration,
}

/// The newest question to the far side.
#[derive(Clone, Copy, Default)]
struct Question {
    asked_at: Duration,
    is_answered: bool,
}

/// How often pages ask again while nothing tells them that something has changed.
const REFRESH: Duration = Duration::from_mins(1);

impl Tenant {
    /// Reads the tenant now and whenever something may have changed, until the owner is gone.
    pub fn open(card: TenantCard, simulation: bool, api: Api, changes: Changes) -> Self {
        let tenant = Self {
            card: StoredValue::new(card),
            changes,
            reading: RwSignal::new(None),
            trouble: RwSignal::new(None),
            revision: RwSignal::new(0),
            seconds: RwSignal::new(clock::elapsed().as_secs()),
            question: StoredValue::new(Question::default()),
            asking: StoredValue::new(Asking::default()),
        };
        Effect::new(move |_| {
            tenant.track();
            tenant.read(simulation, api.clone());
        });
        let tick = set_interval_with_handle(move || tenant.tick(), Duration::from_secs(1));
        on_cleanup(move || {
            if let Ok(tick) = tick {
                tick.clear();
            }
        });
        tenant
    }

    pub fn card(&self) -> TenantCard {
        self.card.get_value()
    }

    pub fn id(&self) -> String {
        self.card.with_value(|card| card.id.clone())
    }

    /// What the far side last reported, tracked; nothing until the first answer.
    pub fn protocols(&self) -> Option<Protocols> {
        self.reading
            .follow()
            .with_untracked(|reading| Some(reading.as_ref()?.protocols.clone()))
    }

    /// Why the newest reading failed, tracked; what was read before still stands.
    pub fn trouble(&self) -> Option<ApiError> {
        self.trouble.follow().get_untracked()
    }

    /// The far side's time to the second, tracked.
    pub fn now(&self) -> DateTime<Utc> {
        self.seconds.follow();
        self.reading
            .follow()
            .with_untracked(|reading| reading.as_ref().map(Reading::now).unwrap_or_default())
    }

    /// How long the page has been open, tracked to the second.
    pub fn elapsed(&self) -> Duration {
        self.seconds.follow();
        clock::elapsed()
    }

    /// How long ago the far side last reported, tracked to the second; nothing until the first answer.
    pub fn age(&self) -> Option<Duration> {
        self.seconds.follow();
        let age = |reading: &Reading| clock::elapsed().saturating_sub(reading.read_at);
        self.reading
            .follow()
            .with_untracked(|reading| reading.as_ref().map(age))
    }

    /// The programme's zone, which stays what it is while a tenant is open.
    pub fn zone(&self) -> FixedOffset {
        let zone = |reading: &Option<Reading>| Some(reading.as_ref()?.protocols.zone);
        self.reading.with_untracked(zone).unwrap_or(Utc.fix())
    }

    /// When the next thing happens by itself, tracked; only where the far side is simulated.
    pub fn next_event(&self) -> Option<DateTime<Utc>> {
        self.reading
            .follow()
            .with_untracked(|reading| reading.as_ref().and_then(|reading| reading.next_event))
    }

    /// An instant as pages show it.
    pub fn time(&self, at: DateTime<Utc>) -> Time {
        Time {
            at,
            zone: self.zone(),
        }
    }

    /// The day of an instant as pages show it.
    pub fn day(&self, at: DateTime<Utc>) -> Day {
        self.time(at).day()
    }

    /// Makes the caller run again whenever something about the tenant may have changed.
    pub fn track(&self) {
        self.changes.track(&self.id());
        self.revision.follow();
    }

    /// Something has changed: reads again.
    pub fn refresh(&self) {
        // An answer may come when the page is already gone.
        let _ = self
            .revision
            .try_update(|revision| *revision = revision.wrapping_add(1));
    }

    fn read(self, simulation: bool, api: Api) {
        let id = self.id();
        self.question.set_value(Question {
            asked_at: clock::elapsed(),
            is_answered: false,
        });
        let question = async move {
            let protocols = api.protocols(&id).await;
            let clock = if simulation {
                api.clock(&id).await.ok()
            } else {
                None
            };
            (protocols, clock)
        };
        let question = self.asking.try_update_value(|asking| asking.ask(question));
        let Some(question) = question else {
            return;
        };
        spawn_local(async move {
            let Ok((protocols, clock)) = question.await else {
                return;
            };
            self.question
                .update_value(|question| question.is_answered = true);
            self.take(protocols, clock);
        });
    }

    fn take(&self, protocols: Result<Protocols, ApiError>, clock: Option<Clock>) {
        match protocols {
            Err(error) => self.trouble.set(Some(error)),
            Ok(protocols) => {
                let reported = clock.map_or(protocols.server_time, |clock| clock.now);
                let shown = self
                    .reading
                    .with_untracked(|reading| reading.as_ref().map(Reading::now));
                words::date_in(protocols.zone);
                self.trouble.set(None);
                self.reading.set(Some(Reading {
                    // An answer is as old as its way was long; time on the page never goes back.
                    now: shown.map_or(reported, |shown| shown.max(reported)),
                    next_event: clock.and_then(|clock| Some(clock.next_event?.at)),
                    read_at: clock::elapsed(),
                    protocols,
                }));
            }
        }
    }

    fn tick(&self) {
        self.seconds.set(clock::elapsed().as_secs());
        let question = self.question.get_value();
        let is_old = clock::elapsed().saturating_sub(question.asked_at) >= REFRESH;
        let is_due = self.trouble.with_untracked(Option::is_none)
            && self.reading.with_untracked(|reading| {
                let reading = reading.as_ref();
                reading.is_some_and(|it| it.next_event.is_some_and(|at| at <= it.now()))
            });
        if question.is_answered && (is_old || is_due) {
            self.refresh();
        }
    }
}

impl Reading {
    fn now(&self) -> DateTime<Utc> {
        self.now + clock::elapsed().saturating_sub(self.read_at)
    }
}
