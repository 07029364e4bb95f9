//! The part of an address behind the question mark, and how names and values are written there.

use std::fmt::{self, Write};

/// The members of a query, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query with or without its question mark.
    pub fn parse(query: &str) -> Self {
        let members = query
            .trim_start_matches('?')
            .split('&')
            .filter(|member| !member.is_empty())
            .map(|member| {
                let (name, value) = member.split_once('=').unwrap_or((member, ""));
                (decode(name), decode(value.replace('+', " ")))
            });
        Self(members.collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Every member, by name and value.
    pub fn members(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    /// Every name that occurs, as often as it does.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    pub fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }
}

impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (name, value)) in self.0.iter().enumerate() {
            let mark = if position == 0 { '?' } else { '&' };
            write!(out, "{mark}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3, and the dollar sign,
/// with which the options of a list begin.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'$' => {
                out.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Undoes percent-encoding; what is not properly encoded stays as it was typed.
pub fn decode(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = (first == b'%').then(|| after.get(..2)).flatten();
        let encoded = pair
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(encoded.unwrap_or(first));
        rest = if encoded.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
