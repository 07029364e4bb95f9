//! The diagnostic in the middle of things, kept in this browser for one tenant.

use flows::diagnostic::Diagnostic;
use policy::Protocol;

use crate::browser::storage::{self, NotKept};

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

    /// Where it was left; or the beginning, also for a link to a protocol that a finished run is
    /// not about.
    pub(crate) fn resume(&self, wanted: Option<Protocol>) -> Diagnostic {
        match self.kept() {
            Diagnostic::Results(run) if !run.has_open() => {
                let is_wanted = |wanted| run.requests.iter().any(|it| it.protocol == wanted);
                if wanted.is_none_or(is_wanted) {
                    Diagnostic::Results(run)
                } else {
                    Diagnostic::default()
                }
            }
            kept => kept,
        }
    }

    /// Keeps the state for a reload. An unanswered run of another tab stays instead: its keys are
    /// all there is to find out what became of it.
    pub(crate) fn keep(&self, state: &Diagnostic) -> Result<(), NotKept> {
        if self.is_of_another_tab(state) {
            return Ok(());
        }
        match serde_json::to_string(state) {
            Ok(kept) if *state != Diagnostic::default() => storage::set(&self.name, &kept),
            _ => {
                storage::remove(&self.name);
                Ok(())
            }
        }
    }

    /// Gives up what this tab kept.
    pub(crate) fn forget(&self, state: &Diagnostic) {
        if !self.is_of_another_tab(state) {
            storage::remove(&self.name);
        }
    }

    fn is_of_another_tab(&self, state: &Diagnostic) -> bool {
        match self.kept() {
            Diagnostic::Results(run) => {
                run.has_unanswered() && state.run_id() != Some(run.id.as_str())
            }
            _ => false,
        }
    }

    fn kept(&self) -> Diagnostic {
        let kept = storage::get(&self.name);
        // What another version kept and this one cannot read was at most a choice of protocols.
        kept.and_then(|kept| serde_json::from_str(&kept).ok())
            .unwrap_or_default()
    }
}
