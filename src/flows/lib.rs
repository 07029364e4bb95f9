//! What a person does, as state machines without a browser, and what the records mean to them.

pub mod calendar;
pub mod case;
pub mod chart;
pub mod dates;
pub mod diagnostic;
pub mod export;
mod failure;
mod flow;
pub mod history;
pub mod layers;
pub mod messages;
pub mod modern_authentication;
pub mod posts;
pub mod revision;
pub mod ticket;
pub mod usage;
pub mod what_if;

pub use failure::Failure;
pub use flow::Flow;
