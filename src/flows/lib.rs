//! What a person does, as state machines without a browser.

pub mod diagnostic;
