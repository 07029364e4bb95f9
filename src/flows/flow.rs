//! What all flows have in common.

use serde::{Serialize, de::DeserializeOwned};

/// A state machine that a page shows and keeps across reloads.
pub trait Flow: Clone + PartialEq + Serialize + DeserializeOwned {
    type Event;

    /// The state after an event; one that does not belong to the state changes nothing.
    #[must_use]
    fn next(self, event: Self::Event) -> Self;

    /// What the keys of its requests are made of, once there is something to send.
    fn id(&self) -> Option<&str>;

    /// Something would be lost or left open by going away.
    fn is_draft(&self) -> bool;

    /// Something that was sent has no answer yet, or one that may change: its key is still needed.
    fn has_open(&self) -> bool;
}
