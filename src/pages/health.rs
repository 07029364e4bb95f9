//! Service health.

pub(crate) mod notice;
