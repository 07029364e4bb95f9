//! The contract of `/v1`: JSON shapes, addresses and headers, and their conversion to policy types.
//!
//! Both sides speak through this crate; it decides nothing and knows no web and no storage.

pub mod address;
pub mod clock;
pub mod collection;
pub mod decisions;
#[cfg(test)]
mod document;
#[cfg(test)]
mod examples;
pub mod health;
pub mod history;
pub mod http;
pub mod message;
pub mod modern_authentication;
pub mod named;
mod open;
pub mod problem;
pub mod protocols;
pub mod query;
pub mod receipt;
pub mod session;
pub mod ticket;
pub mod usage;
pub mod zone;

/// The version of this contract, as the session answers it.
pub const CONTRACT: &str = "1";

/// The policy that the far side enforces, as the session answers it.
pub const POLICY: &str = "basic_auth_2022/1";
