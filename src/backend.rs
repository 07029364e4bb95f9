//! The door to whatever answers the app's requests: a server, or the browser itself.

pub mod http;
pub mod in_browser;

use futures::future::LocalBoxFuture;
pub use wire::http::{Method, Request, Response};

pub trait Backend: Send + Sync {
    /// Dropping the future stops waiting for the answer; a write may have its effect all the same.
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer>;
}

pub type Answer = Result<Response, NoAnswer>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nobody knows whether the request had an effect. What happened is for the console.
    Unreachable(String),
    /// It was not sent, and so has none.
    NotSent(NotSent),
}

/// Why a request is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// This computer has no network.
    Offline,
    /// The far side has failed too often, or asked to be left alone.
    Resting,
    /// The far side speaks another contract, so that nobody knows what it would make of a write.
    OtherContract,
    /// The far side decides by another policy than the one by which this page shows what is possible.
    OtherPolicy,
}
