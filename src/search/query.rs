//! Searching as somebody types: the entries found, as a page lists them, with what matched in
//! their titles.

mod nearest;
mod needles;
mod ranking;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::fold::fold;
use crate::index::{Headline, Index};
use crate::read_title::TitleToken;
use crate::{Kind, Lang, Title};
use needles::{Meaning, Needle};
use ranking::Found;

/// An entry that a query found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: String,
    pub kind: Kind,
    pub address: String,
    /// In the wanted language, or in the entry's first if it does not have that.
    pub title: Title,
    pub summary: String,
    /// The title in another language, where that is the one that was typed.
    pub other_title: Option<Title>,
    /// Comparable within one answer only.
    pub score: f32,
}

impl Index {
    /// The best entries for what has been typed so far, best first.
    pub fn search(&self, query: &str, lang: Lang, limit: usize) -> Vec<Hit> {
        let query = read(query);
        let needles = self.needles(query);
        let found = self.found(query, &needles, limit).into_iter();
        found
            .filter_map(|found| self.hit(found, &needles, lang))
            .take(limit)
            .collect()
    }

    /// Every entry that matches most of what has been typed so far, in the order in which they were
    /// listed: for a list that is narrowed and not ranked.
    pub fn matching(&self, query: &str) -> Vec<usize> {
        let needles = self.needles(read(query));
        let all: f32 = needles.iter().map(|needle| needle.weight).sum();
        let mut matched = vec![0.0; self.entries.len()];
        for needle in &needles {
            let mut entries = BTreeSet::new();
            for meaning in &needle.meanings {
                entries.extend(self.postings(meaning.term).map(|posting| posting.entry));
            }
            for entry in entries {
                matched[entry] += needle.weight;
            }
        }
        let is_enough = |entry: &usize| matched[*entry] > all / 2.0;
        (0..matched.len()).filter(is_enough).collect()
    }

    /// How many postings a query reads, which is what its time grows with. For budgets, where a
    /// clock would tell more of the machine.
    pub fn postings_read(&self, query: &str) -> usize {
        let needles = self.needles(read(query));
        let meanings = needles.iter().flat_map(|needle| &needle.meanings);
        meanings
            .map(|meaning| self.postings(meaning.term).count())
            .sum()
    }

    fn hit(&self, found: Found, needles: &[Needle], lang: Lang) -> Option<Hit> {
        let listing = &self.entries[found.entry];
        let wanted = listing
            .headlines
            .iter()
            .find(|headline| headline.lang == lang);
        let shown = wanted.or(listing.headlines.first())?;
        let (title, typed) = self.marked(shown, needles);
        let others = listing
            .headlines
            .iter()
            .filter(|other| other.lang != shown.lang);
        let other_title = others
            .map(|other| self.marked(other, needles))
            .filter(|(_, typed_there)| *typed_there > typed)
            .max_by_key(|(_, typed_there)| *typed_there)
            .map(|(title, _)| title);
        Some(Hit {
            id: listing.id.clone(),
            kind: listing.kind,
            address: listing.address.clone(),
            title,
            summary: shown.summary.clone(),
            other_title,
            score: found.score,
        })
    }

    /// The title with what matched, and how many needles did.
    fn marked(&self, headline: &Headline, needles: &[Needle]) -> (Title, usize) {
        let text = &headline.title.text;
        let tokens = headline.title.tokens(&self.terms);
        let mut marks = Vec::new();
        let mut typed = 0;
        for needle in needles {
            let before = marks.len();
            for token in tokens {
                let meaning = token.term.and_then(|term| needle.meaning(term));
                marks.extend(meaning.map(|meaning| mark(text, token, meaning)));
            }
            typed += usize::from(marks.len() > before);
        }
        (Title::new(headline.lang, text, marks), typed)
    }
}

/// As much of a query as is read.
fn read(query: &str) -> &str {
    &query[..query.floor_char_boundary(LONGEST_QUERY)]
}

/// In bytes: a pasted page is not a search.
const LONGEST_QUERY: usize = 400;

/// The part of a text that a token stands for, or as much of it as has been typed.
fn mark(text: &str, token: &TitleToken, meaning: &Meaning) -> Range<usize> {
    let typed = meaning.begun.and_then(|count| {
        let characters = fold(&text[token.from..token.to]);
        Some(token.from + characters.get(count.checked_sub(1)?)?.to)
    });
    token.from..typed.unwrap_or(token.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, Text};

    #[test]
    fn a_list_keeps_what_matches_most_of_what_was_typed() {
        let entry = |id: &str, title: &str| Entry {
            id: id.to_owned(),
            kind: Kind::Article,
            address: String::new(),
            texts: vec![Text {
                lang: Lang::En,
                title: title.to_owned(),
                summary: String::new(),
                body: String::new(),
            }],
            aliases: vec![id.to_owned()],
        };
        let index = Index::build(&[
            entry("MC424238", "Basic authentication: opt out in September"),
            entry("MC900310", "Teams: channels can be archived"),
            entry("MC441751", "基本認証が無効化されます"),
        ]);
        let check = |query: &str, expected: &[usize]| {
            assert_eq!(index.matching(query), expected, "{query}");
        };
        check("teams", &[1]);
        check("Teams chan", &[1]);
        check("MC4242", &[0]);
        check("mc441751", &[2]);
        check("基本認証", &[2]);
        check("teams submarine yellow", &[]);
        check("", &[]);
    }
}
