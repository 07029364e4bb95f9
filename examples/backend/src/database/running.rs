//! The writes that this process has begun and not yet answered, by their idempotency key. For SQLite,
//! which one server has for itself.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Clone, Default)]
pub(crate) struct Running(Arc<Mutex<HashSet<Write>>>);

/// A tenant and a key.
type Write = (String, String);

/// Stands for a write until it is dropped.
pub(crate) struct Turn {
    of: Running,
    write: Write,
}

impl Running {
    /// Nothing where the same is running already.
    pub(crate) fn begin(&self, tenant: &str, key: &str) -> Option<Turn> {
        let write = (tenant.to_owned(), key.to_owned());
        let is_first = self.lock().insert(write.clone());
        is_first.then(|| Turn {
            of: self.clone(),
            write,
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<Write>> {
        // A set is whole in every moment, even where a thread has panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.of.lock().remove(&self.write);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_of_a_tenant_runs_once_at_a_time() {
        let running = Running::default();
        let first = running.begin("a", "1");
        assert!(first.is_some());
        assert!(running.begin("a", "1").is_none());
        assert!(running.begin("b", "1").is_some());
        drop(first);
        assert!(running.begin("a", "1").is_some());
    }
}
