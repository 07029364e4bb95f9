//! The far side inside the browser: a host around `service` that keeps its records here.
//!
//! Accepted means that a transaction with the record is on the disk. Any number of tabs may be
//! hosts of the same records: a lock keeps them out of each other's way, and the database refuses
//! a record at a position that is taken, so that nothing depends on the lock.

mod clock;
mod fault;
mod host;
mod keep;
mod ledger;
mod lives;
mod memory;

use std::rc::Rc;
use std::time::Duration;

use futures::future::LocalBoxFuture;
use send_wrapper::SendWrapper;
use service::Archive;

pub use self::fault::Fault;
use self::host::Host;
use super::{Answer, Backend, NoAnswer, Request};
use crate::browser::store::{self, Trouble};

#[derive(Clone)]
pub struct InBrowser {
    /// The page has one thread; handles of JavaScript must not leave it.
    host: SendWrapper<Rc<Host>>,
}

/// What becomes of the records when the page is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    InBrowser,
    /// The browser keeps nothing: they are lost. Every page must say so.
    MemoryOnly,
    /// A newer version of this program owns them. Nothing is answered and nothing is touched;
    /// [`InBrowser::export`] carries them away.
    OutOfReach,
}

/// What can change without being asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// New records or a new time.
    Grown,
    /// Other records are in the place of those that this page knew, and the time may be earlier.
    Replaced,
}

impl InBrowser {
    /// Opens the database of this name.
    ///
    /// `elapsed` is the one source of time. `changed` is told the id of each tenant that changes,
    /// whichever tab it comes from.
    pub async fn open(
        database: &str,
        elapsed: impl Fn() -> Duration + 'static,
        changed: impl Fn(&str, Change) + 'static,
    ) -> Self {
        let host = Host::open(database, Box::new(elapsed), Box::new(changed)).await;
        Self {
            host: SendWrapper::new(host),
        }
    }

    pub fn keeping(&self) -> Keeping {
        self.host.keeping()
    }

    /// Makes the next request with an idempotency key fail, once.
    pub fn fail_next(&self, fault: Fault) {
        self.host.fault.set(Some(fault));
    }

    /// All that has happened in a tenant by now.
    pub async fn records(&self, tenant: &str) -> Result<Archive, Trouble> {
        self.host.records(tenant).await
    }

    /// How a tenant was before anybody did anything in this browser.
    pub fn first_records(&self, tenant: &str) -> Option<Archive> {
        let birth = self.host.births.get(tenant)?;
        Some(Archive::of(tenant, &birth.records()))
    }

    /// What [`Self::bring_back`] would bring back.
    pub async fn replaced_records(&self, tenant: &str) -> Result<Option<Archive>, Trouble> {
        self.host.replaced_records(tenant).await
    }

    /// Puts an archive in the place of its tenant's records, which can then be brought back. What
    /// could be brought back until now is gone.
    pub async fn replace(&self, archive: &Archive) -> Result<(), Trouble> {
        self.host.turn(&archive.tenant, Some(archive)).await
    }

    /// Changes a tenant's records for those that were replaced last.
    pub async fn bring_back(&self, tenant: &str) -> Result<(), Trouble> {
        self.host.turn(tenant, None).await
    }

    /// All that the database holds, as JSON, whichever version wrote it.
    pub async fn export(&self) -> Result<String, Trouble> {
        store::export(&self.host.database).await
    }
}

impl Backend for InBrowser {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let host = Rc::clone(&self.host);
        Box::pin(async move { host.answer(&request).await })
    }
}
