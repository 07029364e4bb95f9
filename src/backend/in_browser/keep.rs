//! Where the records are: in the browser's database, or in memory where there is none.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::browser::store::{Store, Trouble};

pub(super) enum Keep {
    Database(Store),
    /// The records of each log, for as long as the page is open.
    Memory(RefCell<HashMap<String, Vec<String>>>),
    /// A newer version of this program owns them.
    OutOfReach,
}

impl Keep {
    /// The snapshot of a log and the note beside it. Memory needs neither.
    pub(super) async fn head(
        &self,
        log: &str,
    ) -> Result<(Option<String>, Option<String>), Trouble> {
        match self {
            Self::Database(store) => store.head(log).await,
            Self::Memory(_) => Ok((None, None)),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    /// The records of a log from a position on, and the note beside it.
    pub(super) async fn tail(
        &self,
        log: &str,
        from: u64,
    ) -> Result<(Vec<String>, Option<String>), Trouble> {
        match self {
            Self::Database(store) => store.tail(log, from).await,
            Self::Memory(logs) => {
                let logs = logs.borrow();
                let records = logs.get(log).map(Vec::as_slice).unwrap_or_default();
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                Ok((records.iter().skip(from).cloned().collect(), None))
            }
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    /// Appends to a log that has `length` records; all or nothing.
    pub(super) async fn append(
        &self,
        log: &str,
        length: u64,
        records: &[String],
        snapshot: Option<&str>,
    ) -> Result<(), Trouble> {
        match self {
            Self::Database(store) => store.append(log, length, records, snapshot).await,
            Self::Memory(logs) => {
                let mut logs = logs.borrow_mut();
                let kept = logs.entry(log.to_owned()).or_default();
                if kept.len() as u64 != length {
                    return Err(Trouble::Conflict);
                }
                kept.extend_from_slice(records);
                Ok(())
            }
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    pub(super) async fn note(&self, log: &str, text: &str) -> Result<(), Trouble> {
        match self {
            Self::Database(store) => store.note(log, text).await,
            Self::Memory(_) => Ok(()),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }
}
