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
use wire::session::{Person, TenantCard};

use crate::api::{Api, ApiError};
use crate::browser::clock;
use crate::words::{Day, Time};

/// Who is signed in, and what the far side is.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn {
    pub caller: Person,
    pub tenants: Vec<TenantCard>,
    pub simulation: bool,
}

/// Everything pages know about the tenant in view. Gone, with all that hangs on it, when another is chosen.
#[derive(Clone, Copy)]
pub struct Tenant {
    card: StoredValue<TenantCard>,
    reading: RwSignal<Option<Reading>>,
    trouble: RwSignal<Option<ApiError>>,
    revision: RwSignal<u32>,
    seconds: RwSignal<u64>,
}

/// One answer of the far side, and when it came.
#[derive(Clone, PartialEq)]
struct Reading {
    protocols: Protocols,
    /// Only where the far side is simulated.
    clock: Option<Clock>,
    read_at: Duration,
}

/// How often pages ask again while nothing tells them that something has changed.
const REFRESH: Duration = Duration::from_mins(1);

impl Tenant {
    /// Reads the tenant now and whenever something may have changed, until the owner is gone.
    pub fn open(card: TenantCard, simulation: bool, api: Api) -> Self {
        let tenant = Self {
            card: StoredValue::new(card),
            reading: RwSignal::new(None),
            trouble: RwSignal::new(None),
            revision: RwSignal::new(0),
            seconds: RwSignal::new(clock::elapsed().as_secs()),
        };
        Effect::new(move |_| tenant.read(tenant.revision.get(), simulation, api.clone()));
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
            .with(|reading| Some(reading.as_ref()?.protocols.clone()))
    }

    /// Why the newest reading failed, tracked; what was read before still stands.
    pub fn trouble(&self) -> Option<ApiError> {
        self.trouble.get()
    }

    /// The far side's time to the second, tracked.
    pub fn now(&self) -> DateTime<Utc> {
        self.seconds.track();
        self.reading
            .with(|reading| reading.as_ref().map(Reading::now).unwrap_or_default())
    }

    /// The programme's zone, which stays what it is while a tenant is open.
    pub fn zone(&self) -> FixedOffset {
        let zone = |reading: &Option<Reading>| Some(reading.as_ref()?.protocols.zone);
        self.reading.with_untracked(zone).unwrap_or(Utc.fix())
    }

    /// When the next thing happens by itself, tracked; only where the far side is simulated.
    pub fn next_event(&self) -> Option<DateTime<Utc>> {
        self.reading
            .with(|reading| Some(reading.as_ref()?.clock?.next_event?.at))
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

    /// Changes whenever the tenant was or should be read again, tracked.
    pub fn revision(&self) -> u32 {
        self.revision.get()
    }

    /// Something has changed: reads again.
    pub fn refresh(&self) {
        // A message from another tab may come when the page is already gone.
        let _ = self
            .revision
            .try_update(|revision| *revision = revision.wrapping_add(1));
    }

    fn read(self, revision: u32, simulation: bool, api: Api) {
        let id = self.id();
        spawn_local(async move {
            let protocols = api.protocols(&id).await;
            let clock = if simulation {
                api.clock(&id).await.ok()
            } else {
                None
            };
            // An answer to an older question, or to a page that is gone, changes nothing.
            if self.revision.try_get_untracked() != Some(revision) {
                return;
            }
            match protocols {
                Ok(protocols) => {
                    self.trouble.set(None);
                    let read_at = clock::elapsed();
                    self.reading.set(Some(Reading {
                        protocols,
                        clock,
                        read_at,
                    }));
                }
                Err(error) => self.trouble.set(Some(error)),
            }
        });
    }

    fn tick(&self) {
        self.seconds.set(clock::elapsed().as_secs());
        let is_due = self.reading.with_untracked(|reading| {
            reading.as_ref().is_some_and(|reading| {
                let next = reading.clock.and_then(|clock| clock.next_event);
                let old = clock::elapsed().saturating_sub(reading.read_at) >= REFRESH;
                old || next.is_some_and(|next| next.at <= reading.now())
            })
        });
        if is_due {
            self.refresh();
        }
    }
}

impl Reading {
    fn now(&self) -> DateTime<Utc> {
        let since = clock::elapsed().saturating_sub(self.read_at);
        let reported = self
            .clock
            .map_or(self.protocols.server_time, |clock| clock.now);
        reported + since
    }
}
