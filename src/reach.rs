//! Whether the far side can be reached, for what is on screen.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::backend::{Backend, NotSent};
use crate::browser::{clock, network, random};
use crate::config::Server;
use crate::delivery::{Delivery, Limits, Line, Ports, Standing};
use crate::lasting::Lasting;

/// The line to the far side as pages see it; context of the whole app.
#[derive(Clone, Copy)]
pub struct Reach {
    line: RwSignal<Line>,
    is_online: RwSignal<bool>,
    /// What the paths of the far side are appended to; empty where it is in this browser.
    base: StoredValue<String>,
    delivery: StoredValue<Delivery>,
}

/// What stands between this page and the far side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    Offline,
    /// Something is asked again after this time, unless it is called off.
    Waiting {
        until: Duration,
    },
    /// Nothing is sent before this time.
    Resting {
        until: Duration,
    },
}

impl Barrier {
    /// When something is asked again by itself.
    pub fn until(self) -> Option<Duration> {
        match self {
            Self::Offline => None,
            Self::Waiting { until } | Self::Resting { until } => Some(until),
        }
    }
}

impl Reach {
    /// Watches the line of a new delivery for as long as the page is open. Only a server needs a
    /// network.
    pub fn open(backend: Arc<dyn Backend>, limits: Limits, server: Option<Server>) -> Self {
        let needs_network = server.is_some();
        let line = RwSignal::new(Line::default());
        let is_online = RwSignal::new(!needs_network || network::is_online());
        if needs_network {
            let watch = network::on_change(move |is_there| is_online.set(is_there));
            StoredValue::new_local(watch);
        }
        let ports = Ports {
            sleep: Arc::new(|duration| Box::pin(clock::sleep(duration))),
            elapsed: Arc::new(clock::elapsed),
            chance: random::fraction,
            // An answer may come when the page is already going.
            is_online: Arc::new(move || is_online.try_get_untracked().unwrap_or_default()),
            // Told with every answer, and mostly that nothing has changed.
            tell: Arc::new(move |now| {
                let _ = line.try_maybe_update(|line| (std::mem::replace(line, now) != now, ()));
            }),
        };
        Self {
            line,
            is_online,
            base: StoredValue::new(server.unwrap_or_default().base),
            delivery: StoredValue::new(Delivery::new(backend, limits, ports)),
        }
    }

    /// The way to the far side.
    pub fn delivery(self) -> Delivery {
        self.delivery.get_value()
    }

    /// The address of a path of the far side.
    pub fn address_of(self, path: &str) -> String {
        self.base.with_value(|base| format!("{base}{path}"))
    }

    /// Tracked; nothing where all is well.
    pub fn barrier(self) -> Option<Barrier> {
        if !self.is_online.follow().get_untracked() {
            return Some(Barrier::Offline);
        }
        match self.line.follow().get_untracked().standing {
            Standing::Good => None,
            Standing::Waiting { until } => Some(Barrier::Waiting { until }),
            Standing::Resting { until } => Some(Barrier::Resting { until }),
        }
    }

    /// Why nothing may be sent, tracked. The time is that of this page's clock that never goes back; it
    /// is looked at only during a pause.
    pub fn bar(self, now: impl Fn() -> Duration) -> Option<NotSent> {
        match self.barrier()? {
            Barrier::Offline => Some(NotSent::Offline),
            Barrier::Resting { until } => (now() < until).then_some(NotSent::Resting),
            // What waits is asked again by itself, and others may be sent.
            Barrier::Waiting { .. } => None,
        }
    }

    /// When the oldest answer in sight was read of those that are shown because no new one comes,
    /// tracked.
    pub fn oldest(self) -> Option<Duration> {
        self.line.follow().get_untracked().oldest
    }

    /// Asks nothing again that waits for it.
    pub fn call_off(self) {
        self.delivery.with_value(Delivery::call_off);
    }

    /// Everything in sight is being read again.
    pub fn read_again(self) {
        self.delivery.with_value(Delivery::read_again);
    }
}
