//! Requests and responses as every backend speaks them: no more of HTTP than the contract uses.

use serde::Serialize;

use crate::address::Address;
use crate::problem::Problem;

pub const CONTENT_TYPE: &str = "Content-Type";
pub const ETAG: &str = "ETag";
pub const IF_MATCH: &str = "If-Match";
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
pub const IF_NONE_MATCH: &str = "If-None-Match";
pub const DATE: &str = "Date";
pub const RETRY_AFTER: &str = "Retry-After";
/// What the far side calls a request in its own logs.
pub const X_REQUEST_ID: &str = "X-Request-Id";

pub const JSON: &str = "application/json";
pub const PROBLEM_JSON: &str = "application/problem+json";
/// A body that holds only the members to change (RFC 7396).
pub const MERGE_PATCH_JSON: &str = "application/merge-patch+json";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Patch,
}

impl Method {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn get(path: &Address) -> Self {
        Self {
            method: Method::Get,
            path: path.to_string(),
            headers: Vec::new(),
            body: None,
        }
    }

    pub fn post(path: &Address, body: &impl Serialize) -> Self {
        Self {
            method: Method::Post,
            path: path.to_string(),
            headers: vec![header(CONTENT_TYPE, JSON)],
            body: Some(to_json(body)),
        }
    }

    /// Changes what had this entity tag, and nothing that has another by now.
    pub fn patch(path: &Address, tag: &str, changes: &impl Serialize) -> Self {
        Self {
            method: Method::Patch,
            path: path.to_string(),
            headers: vec![
                header(CONTENT_TYPE, MERGE_PATCH_JSON),
                header(IF_MATCH, tag),
            ],
            body: Some(to_json(changes)),
        }
    }

    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push(header(name, value));
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

impl Response {
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        Self {
            status,
            headers: vec![header(CONTENT_TYPE, JSON)],
            body: to_json(body),
        }
    }

    pub fn problem(problem: &Problem) -> Self {
        Self {
            status: problem.status,
            headers: vec![header(CONTENT_TYPE, PROBLEM_JSON)],
            body: to_json(problem),
        }
    }

    /// The client's copy is current: the answer is its tag alone.
    pub fn not_modified() -> Self {
        Self {
            status: 304,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push(header(name, value));
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("the contract's shapes have string keys and always print")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_whatever_their_case() {
        let request = Request::get(&Address::Session).with_header("if-none-match", "\"7\"");
        assert_eq!(request.header(IF_NONE_MATCH), Some("\"7\""));
        assert_eq!(request.header(IDEMPOTENCY_KEY), None);
    }
}
