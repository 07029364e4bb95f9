//! What a person does, as state machines without a browser.
