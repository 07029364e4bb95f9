//! The far side, pure: what the Exchange side does with requests and with time.
//!
//! A host reads a tenant's records, folds them into a [`State`], lets [`handle`] answer and
//! appends the records that come with the answer. This crate knows no clock, no storage, no web.

mod advance;
mod archive;
mod clock;
mod colleague;
mod collection;
mod handle;
mod history;
#[cfg(test)]
mod host;
mod marking;
mod messages;
mod modern_authentication;
mod plan;
mod record;
mod requests;
mod scenarios;
mod state;
#[cfg(test)]
mod storm;
mod support;
mod tenant;
mod usage;
#[cfg(test)]
mod year;

pub use advance::{advance, next_event};
pub use archive::{Archive, Flaw, LIMIT, Rejection, Summary};
pub use colleague::colleague;
pub use handle::{handle, session};
pub use messages::Confirmation;
pub use record::{Answer, Asked, Happening, OPENED, Outcome, Record, Unreadable};
pub use scenarios::{Scenario, caller, scenarios};
pub use state::State;
pub use support::Opened;
pub use tenant::{Caller, Faults, Tenant};
