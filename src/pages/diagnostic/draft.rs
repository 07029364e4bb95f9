//! The diagnostic in the middle of things, kept in this browser for one tenant.

use flows::diagnostic::Diagnostic;

use crate::browser::storage;

#[derive(Clone)]
pub(crate) struct Draft {
    name: String,
}

impl Draft {
    pub(crate) fn of(tenant: &str) -> Self {
        Self {
            name: format!("diagnostic.{tenant}"),
        }
    }

    /// Where it was left, or the beginning.
    pub(crate) fn resume(&self) -> Diagnostic {
        let kept = storage::get(&self.name);
        // What another version kept and this one cannot read was at most a choice of protocols.
        kept.and_then(|kept| serde_json::from_str(&kept).ok())
            .unwrap_or_default()
    }

    pub(crate) fn keep(&self, state: &Diagnostic) {
        if *state == Diagnostic::default() {
            return self.forget();
        }
        if let Ok(kept) = serde_json::to_string(state) {
            // Without storage the draft lives as long as the page, which the warning over it says.
            let _ = storage::set(&self.name, &kept);
        }
    }

    pub(crate) fn forget(&self) {
        storage::remove(&self.name);
    }
}
