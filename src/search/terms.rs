//! The sorted dictionary of an index: look-up of a term exactly, by its beginning, or with typos.

use std::ops::Range;

/// Terms in byte order, in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    text: String,
    /// Where each term ends in `text`; it begins where the one before ends.
    ends: Vec<usize>,
    /// How many bytes each term shares with the one before, at most 255.
    shared: Vec<u8>,
}

/// A term found in spite of typos.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) term: usize,
    pub(crate) edits: u8,
}

impl Terms {
    /// Adds a term; whoever builds a dictionary adds in ascending order.
    pub(crate) fn push(&mut self, term: &str) {
        let before = self.len().checked_sub(1).map_or("", |last| self.get(last));
        let shared = shared_bytes(before, term);
        self.shared.push(u8::try_from(shared).unwrap_or(u8::MAX));
        self.text.push_str(term);
        self.ends.push(self.text.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, term: usize) -> &str {
        let from = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[term]]
    }

    pub(crate) fn find(&self, term: &str) -> Option<usize> {
        let at = self.first_from(term);
        (at < self.len() && self.get(at) == term).then_some(at)
    }

    pub(crate) fn starting_with(&self, beginning: &str) -> Range<usize> {
        let from = self.first_from(beginning);
        let count = (from..self.len())
            .take_while(|&term| self.get(term).starts_with(beginning))
            .count();
        from..from + count
    }

    /// Terms at most `edits` insertions, deletions, replacements or swaps of neighbours from
    /// `word`; if the word is `open`, terms that begin with something as near.
    ///
    /// Neighbours in the dictionary share the rows of the distance table for the letters they
    /// share, and what cannot come near any more is passed over with all that begins like it.
    pub(crate) fn near(&self, word: &str, edits: u8, open: bool) -> Vec<Near> {
        let mut distances = Distances::new(word, edits);
        let mut found = Vec::new();
        // A Japanese character is three bytes, none of which is in a word that can have slips: more
        // than two edits, and such a word has more letters than that.
        let end = self.first_from("\u{800}");
        for term in self.first_from("0")..end {
            let shared = usize::from(self.shared[term]);
            if !distances.stand_for(shared) {
                distances.advance(self.get(term), shared);
            }
            let distance = if open {
                distances.of_beginning()
            } else {
                distances.of_whole()
            };
            if distance <= edits {
                found.push(Near {
                    term,
                    edits: distance,
                });
            }
        }
        found
    }

    fn first_from(&self, term: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle) < term {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// How many bytes two terms have in common at their beginnings.
pub(crate) fn shared_bytes(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// The table of edit distances (optimal string alignment) from the beginnings of a word to the
/// beginnings of a term: one row for each byte of the term, as far as the distance stays small.
struct Distances<'a> {
    word: &'a [u8],
    most: u8,
    /// The bytes of the term that have a row, beside the row of the empty beginning.
    letters: Vec<u8>,
    /// Rows of `word.len() + 1`, one after the other.
    rows: Vec<u8>,
    /// For each row, the least distance from the whole word to its beginning or a shorter one.
    nearest: Vec<u8>,
    /// The last row exceeds `most` everywhere, and so would every further one.
    hopeless: bool,
}

impl<'a> Distances<'a> {
    fn new(word: &'a str, most: u8) -> Self {
        let word = word.as_bytes();
        let empty: Vec<u8> = (0..=u8::MAX)
            .map(|distance| distance.min(most + 1))
            .take(word.len() + 1)
            .collect();
        Self {
            word,
            most,
            letters: Vec::new(),
            nearest: empty.last().copied().into_iter().collect(),
            rows: empty,
            hopeless: false,
        }
    }

    /// Whether they hold for the next term as well, which shares `shared` bytes with this one.
    fn stand_for(&self, shared: usize) -> bool {
        self.hopeless && shared >= self.letters.len()
    }

    /// Turns to the next term, which shares `shared` bytes with the one before.
    fn advance(&mut self, term: &str, shared: usize) {
        self.hopeless = false;
        self.letters.truncate(shared);
        self.nearest.truncate(self.letters.len() + 1);
        self.rows.truncate(self.nearest.len() * self.width());
        for &letter in &term.as_bytes()[self.letters.len()..] {
            self.push(letter);
            if self.hopeless {
                break;
            }
        }
    }

    fn of_whole(&self) -> u8 {
        self.rows[self.rows.len() - 1]
    }

    fn of_beginning(&self) -> u8 {
        self.nearest[self.nearest.len() - 1]
    }

    /// Adds a row. Cells further than `most` from the diagonal cannot be small and are left out.
    fn push(&mut self, letter: u8) {
        let width = self.width();
        let last = self.rows.len() - width;
        let depth = self.letters.len() + 1;
        let reach = usize::from(self.most);
        let too_far = self.most + 1;
        self.rows.resize(last + 2 * width, too_far);
        let (before, row) = self.rows.split_at_mut(last + width);
        let above = &before[last..];
        row[0] = u8::try_from(depth).unwrap_or(u8::MAX).min(too_far);
        let mut smallest = row[0];
        for column in depth.saturating_sub(reach).max(1)..=(depth + reach).min(width - 1) {
            let same = self.word[column - 1] == letter;
            let replaced = above[column - 1] + u8::from(!same);
            let moved_on = above[column].min(row[column - 1]) + 1;
            let mut distance = replaced.min(moved_on).min(too_far);
            if column >= 2
                && self.letters.last() == Some(&self.word[column - 1])
                && self.word[column - 2] == letter
            {
                distance = distance.min(before[last - width + column - 2] + 1);
            }
            row[column] = distance;
            smallest = smallest.min(distance);
        }
        let whole = row[width - 1];
        self.letters.push(letter);
        self.nearest.push(self.of_beginning().min(whole));
        self.hopeless = smallest > self.most;
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(words: &[&str]) -> Terms {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let mut terms = Terms::default();
        for word in words {
            terms.push(word);
        }
        terms
    }

    fn near(terms: &Terms, word: &str, edits: u8, open: bool) -> Vec<(String, u8)> {
        let found = terms.near(word, edits, open).into_iter();
        found
            .map(|near| (terms.get(near.term).to_owned(), near.edits))
            .collect()
    }

    /// Optimal string alignment by its definition, without sharing or giving up.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let (Some((last_a, rest_a)), Some((last_b, rest_b))) = (a.split_last(), b.split_last())
        else {
            return a.len().max(b.len());
        };
        let mut smallest = (distance(rest_a, rest_b) + usize::from(last_a != last_b))
            .min(distance(rest_a, b) + 1)
            .min(distance(a, rest_b) + 1);
        if let ([.., x, _], [.., y, _]) = (a, b)
            && x == last_b
            && y == last_a
        {
            smallest = smallest.min(distance(&a[..a.len() - 2], &b[..b.len() - 2]) + 1);
        }
        smallest
    }

    #[test]
    fn terms_are_found_exactly_and_by_their_beginning() {
        let terms = terms(&["auth", "authentication", "basic", "基本"]);
        assert_eq!(terms.find("basic"), Some(2));
        assert_eq!(terms.find("basi"), None);
        assert_eq!(terms.starting_with("auth"), 0..2);
        assert_eq!(terms.starting_with("基"), 3..4);
        assert_eq!(terms.starting_with("x"), 3..3);
    }

    #[test]
    fn words_beside_japanese_ones_are_near_and_those_are_not() {
        let terms = terms(&["auth", "mailbox", "é", "メー", "基本"]);
        assert_eq!(
            near(&terms, "mialbox", 1, true),
            [("mailbox".to_owned(), 1)]
        );
        assert_eq!(near(&terms, "autumnal", 2, false), []);
    }

    #[test]
    fn a_swap_is_one_edit() {
        let terms = terms(&["auth", "enable", "enabled"]);
        assert_eq!(near(&terms, "auht", 1, false), [("auth".to_owned(), 1)]);
        assert_eq!(near(&terms, "enabel", 1, false), [("enable".to_owned(), 1)]);
        assert_eq!(near(&terms, "enabel", 1, true).len(), 2);
    }

    proptest! {
        #[test]
        fn near_terms_are_exactly_those_within_the_distance(
            words in proptest::collection::vec("[ab0]{1,6}", 1..40),
            word in "[ab0]{1,6}",
            most in 0..3_u8,
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let terms = terms(&words);
            let all = || (0..terms.len()).map(|term| terms.get(term).to_owned());
            let within = |distance: usize| u8::try_from(distance).ok().filter(|edits| *edits <= most);
            let whole: Vec<(String, u8)> = all()
                .filter_map(|term| Some((within(distance(word.as_bytes(), term.as_bytes()))?, term)))
                .map(|(edits, term)| (term, edits))
                .collect();
            prop_assert_eq!(near(&terms, &word, most, false), whole);
            let beginning: Vec<(String, u8)> = all()
                .filter_map(|term| {
                    let nearest = (0..=term.len())
                        .map(|end| distance(word.as_bytes(), &term.as_bytes()[..end]))
                        .min()?;
                    Some((term, within(nearest)?))
                })
                .collect();
            prop_assert_eq!(near(&terms, &word, most, true), beginning);
        }
    }
}
