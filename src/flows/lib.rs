//! What a person does, as state machines without a browser.

pub mod diagnostic;
mod failure;
mod flow;

pub use failure::Failure;
pub use flow::Flow;
