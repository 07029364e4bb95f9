//! Secrets that a browser carries: 256 random bits. The database knows their digests alone.

use std::fmt::Write;

use sha2::{Digest, Sha256};

pub(crate) struct Token(String);

impl Token {
    pub(crate) fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the system has random numbers");
        Self(hexadecimal(&bytes))
    }

    /// Nothing where it cannot be one of ours.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_ours = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_ours.then(|| Self(text.to_owned()))
    }

    /// For the browser and nobody else.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn digest(&self) -> String {
        hexadecimal(&Sha256::digest(&self.0))
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same_and_each_reads_back() {
        let (one, other) = (Token::random(), Token::random());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(Token::parse(one.reveal()).unwrap().digest(), one.digest());
        assert_ne!(one.digest(), one.reveal());
        assert!(Token::parse("").is_none());
        assert!(Token::parse(&"g".repeat(64)).is_none());
    }
}
