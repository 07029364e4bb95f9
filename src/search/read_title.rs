//! A title as the index keeps it: read into terms when a query first looks at it, and then kept so,
//! because every keystroke looks at many titles, and mostly at the same ones.

use std::sync::OnceLock;

use crate::analyse::{TokenKind, analyse};
use crate::terms::Terms;

#[derive(Clone, Debug)]
pub(crate) struct ReadTitle {
    pub(crate) text: String,
    tokens: OnceLock<Vec<TitleToken>>,
}

/// A token of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TitleToken {
    /// None where no entry has the term, which happens only in an index that others made.
    pub(crate) term: Option<usize>,
    pub(crate) kind: TokenKind,
    /// Bytes of the title.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl ReadTitle {
    pub(crate) fn new(text: String) -> Self {
        Self {
            text,
            tokens: OnceLock::new(),
        }
    }

    /// In the terms of the index that the title is kept in.
    pub(crate) fn tokens(&self, terms: &Terms) -> &[TitleToken] {
        self.tokens.get_or_init(|| {
            let tokens = analyse(&self.text).into_iter();
            tokens
                .map(|token| TitleToken {
                    term: terms.find(&token.term),
                    kind: token.kind,
                    from: token.from,
                    to: token.to,
                })
                .collect()
        })
    }
}

/// Two titles are the same whether or not anybody has looked at them.
impl PartialEq for ReadTitle {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for ReadTitle {}
