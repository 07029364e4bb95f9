//! The records of a page whose browser keeps nothing: what a database would promise, until it is
//! closed.

use std::collections::HashMap;

use crate::browser::store::{Lives, Tail, Trouble};

#[derive(Default)]
pub(super) struct Memory {
    lives: HashMap<String, Lives>,
    /// By log and life.
    contents: HashMap<(String, u32), Life>,
}

#[derive(Clone, Default)]
struct Life {
    records: Vec<String>,
    note: Option<String>,
}

impl Memory {
    pub(super) fn lives(&self, log: &str) -> Lives {
        self.lives.get(log).copied().unwrap_or_default()
    }

    pub(super) fn tail(&self, log: &str, life: u32, from: u64) -> Tail {
        let kept = self.contents.get(&(log.to_owned(), life));
        let Life { records, note } = kept.cloned().unwrap_or_default();
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Tail {
            lives: self.lives(log),
            records: records.into_iter().skip(from).collect(),
            note,
        }
    }

    pub(super) fn append(
        &mut self,
        log: &str,
        life: u32,
        length: u64,
        records: &[String],
    ) -> Result<(), Trouble> {
        let is_current = self.lives(log).current == life;
        let kept = &mut self.life(log, life).records;
        if !is_current || kept.len() as u64 != length {
            return Err(Trouble::Conflict);
        }
        kept.extend_from_slice(records);
        Ok(())
    }

    pub(super) fn note(&mut self, log: &str, life: u32, text: &str) {
        self.life(log, life).note = Some(text.to_owned());
    }

    pub(super) fn replace(
        &mut self,
        log: &str,
        lives: Lives,
        last_note: &str,
        records: &[String],
        first_note: &str,
    ) -> Result<Lives, Trouble> {
        let next = lives.next();
        self.turn(log, lives, next, last_note)?;
        if let Some(given_up) = lives.replaced {
            self.contents.remove(&(log.to_owned(), given_up));
        }
        *self.life(log, next.current) = Life {
            records: records.to_vec(),
            note: Some(first_note.to_owned()),
        };
        Ok(next)
    }

    pub(super) fn bring_back(
        &mut self,
        log: &str,
        lives: Lives,
        last_note: &str,
    ) -> Result<Lives, Trouble> {
        let Some(swapped) = lives.swapped() else {
            return Ok(lives);
        };
        self.turn(log, lives, swapped, last_note)?;
        Ok(swapped)
    }

    fn turn(&mut self, log: &str, from: Lives, to: Lives, last_note: &str) -> Result<(), Trouble> {
        if self.lives(log) != from {
            return Err(Trouble::Conflict);
        }
        self.note(log, from.current, last_note);
        self.lives.insert(log.to_owned(), to);
        Ok(())
    }

    fn life(&mut self, log: &str, life: u32) -> &mut Life {
        self.contents.entry((log.to_owned(), life)).or_default()
    }
}
