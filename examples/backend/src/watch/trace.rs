//! The numbers by which a request is found again: ours, and those of W3C Trace Context.

use axum::http::HeaderMap;

use crate::session::token::hexadecimal;

/// What the header `traceparent` says of where the request comes from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) trace: String,
    pub(super) parent: String,
}

impl Trace {
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        Self::parse(headers.get("traceparent")?.to_str().ok()?)
    }

    /// Later versions may add members after these four.
    fn parse(text: &str) -> Option<Self> {
        let mut members = text.trim().split('-');
        let version = members
            .next()
            .filter(|it| is_number(it, 2) && *it != "ff")?;
        let trace = members.next().filter(|it| is_number(it, 32))?;
        let parent = members.next().filter(|it| is_number(it, 16))?;
        members.next().filter(|it| is_number(it, 2))?;
        let is_whole = version != "00" || members.next().is_none();
        let is_nothing = |number: &str| number.bytes().all(|digit| digit == b'0');
        (is_whole && !is_nothing(trace) && !is_nothing(parent)).then(|| Self {
            trace: trace.to_owned(),
            parent: parent.to_owned(),
        })
    }
}

/// The number that a proxy gave it, or one of our own.
pub(super) fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get("x-request-id");
    let given = given.and_then(|value| value.to_str().ok());
    let given = given.filter(|given| is_plain(given));
    given.map_or_else(random, str::to_owned)
}

fn random() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    hexadecimal(&bytes)
}

/// So that nobody writes into the log what is not a number.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(is_plain)
}

fn is_number(text: &str, digits: usize) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == digits && text.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    const PARENT: &str = "00f067aa0ba902b7";

    #[test]
    fn a_trace_is_taken_over_and_nonsense_is_not() {
        let known = Some(Trace {
            trace: TRACE.to_owned(),
            parent: PARENT.to_owned(),
        });
        assert_eq!(Trace::parse(&format!("00-{TRACE}-{PARENT}-01")), known);
        assert_eq!(Trace::parse(&format!("01-{TRACE}-{PARENT}-01-x")), known);
        let zeros = "0".repeat(32);
        for text in [
            String::new(),
            "00".to_owned(),
            format!("00-{TRACE}-{PARENT}"),
            format!("00-{TRACE}-{PARENT}-01-x"),
            format!("ff-{TRACE}-{PARENT}-01"),
            format!("00-{zeros}-{PARENT}-01"),
            format!("00-{}-{PARENT}-01", TRACE.to_uppercase()),
        ] {
            assert_eq!(Trace::parse(&text), None, "{text}");
        }
    }

    #[test]
    fn a_proxys_number_is_kept_and_a_text_is_not() {
        let id = |given: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-request-id", given.parse().unwrap());
            request_id(&headers)
        };
        assert_eq!(id("a1-B2"), "a1-B2");
        for given in ["", "a b", "\"", &"a".repeat(65)] {
            assert_eq!(id(given).len(), 32, "{given}");
        }
    }
}
