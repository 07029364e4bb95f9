//! Where the records are: in the browser's database, or in memory where there is none.

use std::cell::RefCell;

use super::memory::Memory;
use crate::browser::store::{Lives, Store, Tail, Trouble};

/// The same promises as [`Store`], as far as there is a database.
pub(super) enum Keep {
    Database(Store),
    /// For as long as the page is open.
    Memory(RefCell<Memory>),
    /// A newer version of this program owns them.
    OutOfReach,
}

impl Keep {
    pub(super) async fn lives(&self, log: &str) -> Result<Lives, Trouble> {
        match self {
            Self::Database(store) => store.lives(log).await,
            Self::Memory(memory) => Ok(memory.borrow().lives(log)),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    /// The snapshot of a life and the note beside it. Memory needs no snapshots.
    pub(super) async fn head(
        &self,
        log: &str,
        life: u32,
    ) -> Result<(Option<String>, Option<String>), Trouble> {
        match self {
            Self::Database(store) => store.head(log, life).await,
            Self::Memory(memory) => Ok((None, memory.borrow().tail(log, life, 0).note)),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    pub(super) async fn tail(&self, log: &str, life: u32, from: u64) -> Result<Tail, Trouble> {
        match self {
            Self::Database(store) => store.tail(log, life, from).await,
            Self::Memory(memory) => Ok(memory.borrow().tail(log, life, from)),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    pub(super) async fn append(
        &self,
        log: &str,
        life: u32,
        length: u64,
        records: &[String],
        snapshot: Option<&str>,
    ) -> Result<(), Trouble> {
        match self {
            Self::Database(store) => store.append(log, life, length, records, snapshot).await,
            Self::Memory(memory) => memory.borrow_mut().append(log, life, length, records),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    pub(super) async fn note(&self, log: &str, life: u32, text: &str) -> Result<(), Trouble> {
        match self {
            Self::Database(store) => store.note(log, life, text).await,
            Self::Memory(memory) => {
                memory.borrow_mut().note(log, life, text);
                Ok(())
            }
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    pub(super) async fn replace(
        &self,
        log: &str,
        lives: Lives,
        last_note: &str,
        records: &[String],
        first_note: &str,
    ) -> Result<Lives, Trouble> {
        match self {
            Self::Database(store) => {
                store
                    .replace(log, lives, last_note, records, first_note)
                    .await
            }
            Self::Memory(memory) => memory
                .borrow_mut()
                .replace(log, lives, last_note, records, first_note),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }

    pub(super) async fn bring_back(
        &self,
        log: &str,
        lives: Lives,
        last_note: &str,
    ) -> Result<Lives, Trouble> {
        match self {
            Self::Database(store) => store.bring_back(log, lives, last_note).await,
            Self::Memory(memory) => memory.borrow_mut().bring_back(log, lives, last_note),
            Self::OutOfReach => Err(Trouble::Newer),
        }
    }
}
