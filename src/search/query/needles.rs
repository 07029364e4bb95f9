//! What each thing that was typed may stand for.

use crate::analyse::{TokenKind, analyse, stem};
use crate::index::{Index, number};
use crate::terms::Near;

/// One thing that was typed and the terms of the index that it may stand for.
pub(super) struct Needle {
    /// What matching it is worth beside the others.
    pub(super) weight: f32,
    /// Ascending by term.
    pub(super) meanings: Vec<Meaning>,
}

impl Needle {
    /// As what it means a term, if it may stand for it.
    pub(super) fn meaning(&self, term: usize) -> Option<&Meaning> {
        let at = self
            .meanings
            .binary_search_by_key(&term, |meaning| meaning.term);
        at.ok().map(|at| &self.meanings[at])
    }
}

pub(super) struct Meaning {
    pub(super) term: usize,
    /// One if it is exactly what was typed.
    pub(super) likeness: f32,
    /// How many characters of the term were typed so far, where it is only begun.
    pub(super) begun: Option<usize>,
}

impl Index {
    /// What each thing typed may stand for.
    pub(super) fn needles(&self, query: &str) -> Vec<Needle> {
        let tokens = analyse(query);
        let mut needles = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if tokens[..at].iter().any(|before| before.term == token.term) {
                continue;
            }
            let (weight, meanings) = match token.kind {
                TokenKind::Word => {
                    let weight = if is_little(&token.term) { 0.3 } else { 1.0 };
                    (weight, self.meanings(&token.term, token.to == query.len()))
                }
                TokenKind::Pair => {
                    let weight = weight_of_pair(&query[token.from..token.to]);
                    (weight, self.exactly(&token.term))
                }
                TokenKind::Single => (0.6, self.beginnings(&token.term)),
                TokenKind::Concept => (0.5, self.exactly(&token.term)),
                TokenKind::Last => continue,
            };
            needles.push(Needle { weight, meanings });
        }
        needles
    }

    fn exactly(&self, term: &str) -> Vec<Meaning> {
        let term = self.terms.find(term);
        let exact = |term| Meaning {
            term,
            likeness: 1.0,
            begun: None,
        };
        term.map(exact).into_iter().collect()
    }

    /// The word itself and its inflections, if it may still grow also what it begins; only where
    /// there is none, what else it could begin, and only then what it could be a slip for.
    fn meanings(&self, word: &str, may_grow: bool) -> Vec<Meaning> {
        let stem_of_word = stem(word);
        let related = self.terms.starting_with(stem_of_word).filter_map(|term| {
            let other = self.terms.get(term);
            let (likeness, begun) = if other == word {
                (1.0, None)
            } else if stem(other) == stem_of_word {
                (0.95, None)
            } else if may_grow && other.starts_with(word) {
                (
                    likeness_of_beginning(word, other),
                    Some(word.chars().count()),
                )
            } else {
                return None;
            };
            Some(Meaning {
                term,
                likeness,
                begun,
            })
        });
        let related: Vec<Meaning> = related.collect();
        if !related.is_empty() {
            return related;
        }
        let begun = self.beginnings(word);
        if !begun.is_empty() {
            return begun;
        }
        self.slips(word, may_grow)
    }

    fn beginnings(&self, word: &str) -> Vec<Meaning> {
        let begun = self.terms.starting_with(word).map(|term| Meaning {
            term,
            likeness: likeness_of_beginning(word, self.terms.get(term)),
            begun: Some(word.chars().count()),
        });
        begun.collect()
    }

    /// Words in Latin letters only: a number that is almost right is another number.
    fn slips(&self, word: &str, may_grow: bool) -> Vec<Meaning> {
        let edits = match word.len() {
            _ if !word.bytes().all(|byte| byte.is_ascii_lowercase()) => return Vec::new(),
            0..4 => return Vec::new(),
            4..8 => 1,
            8.. => 2,
        };
        let near = self.terms.near(word, edits, may_grow).into_iter();
        let meaning = |near: Near| Meaning {
            term: near.term,
            likeness: 0.5 * likeness_of_beginning(word, self.terms.get(near.term))
                / f32::from(near.edits),
            begun: None,
        };
        near.map(meaning).collect()
    }
}

/// Words that hold a sentence together; what is looked for stands in the others.
fn is_little(word: &str) -> bool {
    #[rustfmt::skip]
    const LITTLE: [&str; 32] = [
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has",
        "have", "i", "in", "into", "is", "it", "my", "of", "on", "or", "our", "that", "the", "this",
        "to", "we", "with", "you",
    ];
    LITTLE.contains(&word)
}

/// Of the two characters each counts that is not hiragana, which is what endings and particles
/// are written in.
fn weight_of_pair(written: &str) -> f32 {
    let is_hiragana = |char: char| matches!(char, 'ぁ'..='ゖ');
    let meaningful = written.chars().filter(|char| !is_hiragana(*char)).count();
    0.1 + 0.25 * number(meaningful.min(2))
}

/// The more of a word has been typed, the likelier it is meant.
fn likeness_of_beginning(beginning: &str, word: &str) -> f32 {
    0.5 + 0.4 * (number(beginning.len()) / number(word.len())).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, Kind, Lang, Text};

    #[test]
    fn a_word_means_itself_what_it_begins_or_what_it_is_a_slip_for() {
        let title = "mail mailbox mailboxes wire";
        let index = Index::build(&[Entry {
            id: String::new(),
            kind: Kind::Article,
            address: String::new(),
            texts: vec![Text {
                lang: Lang::En,
                title: title.to_owned(),
                summary: String::new(),
                body: String::new(),
            }],
            aliases: Vec::new(),
        }]);
        let check = |typed: &str, may_grow, expected: &[(&str, f32, Option<usize>)]| {
            let meanings = index.meanings(typed, may_grow);
            assert_eq!(meanings.len(), expected.len(), "{typed}");
            for (meaning, &(term, likeness, begun)) in meanings.iter().zip(expected) {
                assert_eq!(
                    (index.terms.get(meaning.term), meaning.begun),
                    (term, begun)
                );
                let difference = (meaning.likeness - likeness).abs();
                assert!(difference < 0.001, "{typed} {term}: {}", meaning.likeness);
            }
        };
        check(
            "mailbox",
            false,
            &[("mailbox", 1.0, None), ("mailboxes", 0.95, None)],
        );
        check("wires", false, &[("wire", 0.95, None)]);
        check("mail", false, &[("mail", 1.0, None)]);
        let begun = [
            ("mail", 1.0, None),
            ("mailbox", 0.5 + 0.4 * 4.0 / 7.0, Some(4)),
            ("mailboxes", 0.5 + 0.4 * 4.0 / 9.0, Some(4)),
        ];
        check("mail", true, &begun);
        let begun = [
            ("mailbox", 0.5 + 0.4 * 5.0 / 7.0, Some(5)),
            ("mailboxes", 0.5 + 0.4 * 5.0 / 9.0, Some(5)),
        ];
        check("mailb", false, &begun);
        check("mialbox", false, &[("mailbox", 0.45, None)]);
        check("mialbxoes", false, &[("mailboxes", 0.225, None)]);
        check("mailbox4", false, &[]);
    }

    #[test]
    fn a_pair_weighs_by_its_characters_that_are_not_hiragana() {
        for (pair, weight) in [("回線", 0.6), ("ﾒｰﾙ", 0.6), ("線か", 0.35), ("から", 0.1)]
        {
            assert!((weight_of_pair(pair) - weight).abs() < 0.001, "{pair}");
        }
    }
}
