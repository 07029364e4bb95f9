//! The door to whatever answers the app's requests: a server, or the browser itself.

pub mod http;
pub mod in_browser;

use futures::future::LocalBoxFuture;
pub use wire::http::{Method, Request, Response};

pub trait Backend: Send + Sync {
    /// Dropping the future stops waiting for the answer; a write may have its effect all the same.
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer>;
}

pub type Answer = Result<Response, Unreachable>;

/// No answer came, and nobody knows whether the request had an effect.
///
/// What happened instead is for the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable(pub String);
