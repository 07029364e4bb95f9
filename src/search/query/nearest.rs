//! What comes near to a query that finds nothing, so that nobody is left with an empty page.

use std::collections::BTreeSet;

use super::needles::{Meaning, Needle};
use super::ranking::{Found, best_first};
use super::{Hit, read};
use crate::Lang;
use crate::analyse::{Token, TokenKind, is_japanese, literal};
use crate::fold::is_katakana;
use crate::index::{Index, number};

impl Index {
    /// At most three entries, best first, for a query with which [`search`](Self::search) found
    /// none: those with words that look most like the typed ones, then those that help anybody.
    pub fn nearest(&self, query: &str, lang: Lang) -> Vec<Hit> {
        let mut nearest = self.tally(&self.look_alikes(read(query)));
        nearest.sort_unstable_by(best_first);
        nearest.truncate(MOST);
        for entry in self.ways_on() {
            if nearest.len() < MOST && nearest.iter().all(|found| found.entry != entry) {
                nearest.push(Found { entry, score: 0.0 });
            }
        }
        let hits = nearest.into_iter();
        hits.filter_map(|found| self.hit(found, &[], lang))
            .collect()
    }

    /// For each word that was typed, the terms that look like it.
    fn look_alikes(&self, query: &str) -> Vec<Needle> {
        let terms: Vec<Grams> = (0..self.terms.len())
            .map(|term| grams(self.terms.get(term)))
            .collect();
        let needle = |typed: Token| {
            let typed = grams(&typed.term);
            let alike = |(term, grams)| Meaning {
                term,
                likeness: shared(&typed, grams),
                begun: None,
            };
            let meanings = terms.iter().enumerate().map(alike);
            Needle {
                weight: 1.0,
                meanings: meanings
                    .filter(|meaning| meaning.likeness >= LEAST)
                    .collect(),
            }
        };
        let typed = literal(query).into_iter();
        typed
            .filter(|token| token.kind != TokenKind::Last)
            .map(needle)
            .collect()
    }

    fn ways_on(&self) -> impl Iterator<Item = usize> {
        let place = |id| self.entries.iter().position(|entry| entry.id == id);
        WAYS_ON.into_iter().filter_map(place)
    }
}

const MOST: usize = 3;

/// What helps anybody: the diagnostic, how to opt out, and what support can do.
const WAYS_ON: [&str; MOST] = ["basic-auth", "opt-out-and-receipts", "support-tickets"];

/// How much two words must share before one may be meant by the other: one letter of three may
/// be wrong, or one Chinese character of two.
const LEAST: f32 = 0.4;

/// What a word looks like: its pairs of neighbouring letters and its two ends. In Japanese, where
/// a word is such a pair already, its Chinese characters; kana alone say nothing.
type Grams = BTreeSet<[char; 2]>;

fn grams(term: &str) -> Grams {
    if term.chars().any(is_japanese) {
        let meaningful = term.chars().filter(|char| !is_katakana(*char));
        return meaningful.map(|char| [char, char]).collect();
    }
    let letters = term.chars();
    let next = letters.clone().chain([END]);
    [END]
        .into_iter()
        .chain(letters)
        .zip(next)
        .map(<[char; 2]>::from)
        .collect()
}

const END: char = ' ';

/// From nothing to one for the same (Dice's coefficient).
fn shared(a: &Grams, b: &Grams) -> f32 {
    let common = a.intersection(b).count();
    2.0 * number(common) / number(a.len() + b.len()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: f32) {
        for (a, b) in [(a, b), (b, a)] {
            let shared = shared(&grams(a), &grams(b));
            assert!((shared - expected).abs() < 0.001, "{a} {b}: {shared}");
        }
    }

    #[test]
    fn words_are_alike_by_their_letters_and_their_order() {
        check("pop", "pop", 1.0);
        check("pup", "pop", 0.5);
        check("eas", "ews", 0.5);
        check("opp", "pop", 0.5);
        check("imap", "pop", 2.0 / 9.0);
        check("xyz", "pop", 0.0);
    }

    #[test]
    fn japanese_is_alike_by_its_chinese_characters() {
        check("基元", "基本", 0.5);
        check("本基", "基本", 1.0);
        check("基", "基本", 2.0 / 3.0);
        check("ムゲ", "ムダ", 0.0);
    }
}
