//! Searching as somebody types: what the query could mean, which entries that finds, in which
//! order, and what to mark in their titles.

use std::cmp::Ordering;
use std::ops::Range;

use crate::analyse::{Token, TokenKind, analyse, literal, stem};
use crate::fold::fold;
use crate::index::{Headline, Index, number};
use crate::terms::Near;
use crate::{Kind, Lang, Title};

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
        let query = &query[..query.floor_char_boundary(LONGEST_QUERY)];
        let needles = self.needles(query);
        let mut found = self.found(&needles);
        found.sort_unstable_by(best_first);
        self.prefer_whole_titles(query, &mut found);
        found
            .iter()
            .filter_map(|found| self.hit(*found, &needles, lang))
            .take(limit)
            .collect()
    }

    /// What each thing typed may stand for.
    fn needles(&self, query: &str) -> Vec<Needle> {
        let tokens = analyse(query);
        let mut needles = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if tokens[..at].iter().any(|before| before.term == token.term) {
                continue;
            }
            let (weight, meanings) = match token.kind {
                TokenKind::Word => (1.0, self.meanings(&token.term, token.to == query.len())),
                TokenKind::Pair => (0.6, self.exactly(&token.term)),
                TokenKind::Single => (0.6, self.beginnings(&token.term)),
                TokenKind::Concept => (0.5, self.exactly(&token.term)),
                TokenKind::Last => continue,
            };
            needles.push(Needle {
                weight,
                is_concept: token.kind == TokenKind::Concept,
                meanings,
            });
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

    /// Every entry that any needle speaks for. Of a needle's meanings the strongest counts, and
    /// it is worth the more the fewer entries it finds, as in BM25.
    fn found(&self, needles: &[Needle]) -> Vec<Found> {
        let mut tallies = vec![Tally::default(); self.entries.len()];
        let mut all = 0.0;
        let mut strongest: Vec<(f32, bool)> = vec![(0.0, false); self.entries.len()];
        let mut touched = Vec::new();
        for needle in needles {
            for meaning in &needle.meanings {
                for posting in self.postings(meaning.term) {
                    let (most, in_name) = &mut strongest[posting.entry];
                    if *most == 0.0 {
                        touched.push(posting.entry);
                    }
                    *most = most.max(meaning.likeness * f32::from(posting.strength));
                    *in_name |= posting.in_name;
                }
            }
            if touched.is_empty() {
                continue;
            }
            let worth = needle.weight * rarity(touched.len(), self.entries.len());
            all += worth;
            for entry in touched.drain(..) {
                let (most, in_name) = std::mem::take(&mut strongest[entry]);
                let tally = &mut tallies[entry];
                tally.score += worth * most;
                tally.matched += worth;
                tally.named += if in_name { worth } else { 0.0 };
            }
        }
        tallies
            .iter()
            .enumerate()
            .filter(|(_, tally)| tally.matched > 0.0)
            .map(|(entry, tally)| tally.found(entry, self.entries[entry].kind, all))
            .collect()
    }

    /// Raises the entries whose title is, or contains, what was typed as a whole.
    fn prefer_whole_titles(&self, query: &str, found: &mut [Found]) {
        let typed = typed_terms(query);
        let best = found.len().min(REREAD);
        for found in &mut found[..best] {
            let headlines = self.entries[found.entry].headlines.iter();
            let fit = |headline: &Headline| likeness_of_title(&typed, &headline.title);
            found.score *= headlines.map(fit).fold(1.0, f32::max);
        }
        found[..best].sort_unstable_by(best_first);
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

    /// The title with what matched, and how many needles are literally in it.
    fn marked(&self, headline: &Headline, needles: &[Needle]) -> (Title, usize) {
        let text = &headline.title;
        let tokens: Vec<(usize, Token)> = analyse(text)
            .into_iter()
            .filter_map(|token| Some((self.terms.find(&token.term)?, token)))
            .collect();
        let mut marks = Vec::new();
        let mut typed = 0;
        for needle in needles {
            let before = marks.len();
            for (term, token) in &tokens {
                let at = needle
                    .meanings
                    .binary_search_by_key(term, |meaning| meaning.term);
                marks.extend(at.map(|at| mark(text, token, &needle.meanings[at])));
            }
            typed += usize::from(!needle.is_concept && marks.len() > before);
        }
        (Title::new(headline.lang, text, marks), typed)
    }
}

/// Bytes of a query that are read: a pasted page is not a search.
const LONGEST_QUERY: usize = 400;

/// How many of the best entries have their titles compared with the query as a whole.
const REREAD: usize = 24;

/// One thing that was typed and the terms of the index that it may stand for.
struct Needle {
    /// What matching it is worth beside the others.
    weight: f32,
    is_concept: bool,
    /// Ascending by term.
    meanings: Vec<Meaning>,
}

struct Meaning {
    term: usize,
    /// One if it is exactly what was typed.
    likeness: f32,
    /// How many characters of the term were typed so far, where it is only begun.
    begun: Option<usize>,
}

#[derive(Clone, Copy)]
struct Found {
    entry: usize,
    score: f32,
}

/// What the needles say of one entry.
#[derive(Clone, Default)]
struct Tally {
    score: f32,
    /// The worth of the needles that matched, and of those that matched in a name.
    matched: f32,
    named: f32,
}

impl Tally {
    /// Entries that match more of what was typed come first, and a diagnostic comes before what
    /// only speaks of it when its name is what was typed.
    fn found(&self, entry: usize, kind: Kind, all: f32) -> Found {
        let named = self.named / all;
        let preferred = match kind {
            Kind::Diagnostic => 1.0 + named * named,
            Kind::Page | Kind::Article => 1.0,
        };
        Found {
            entry,
            score: self.score * preferred * self.matched / all,
        }
    }
}

/// By score; of equals the one that was listed first.
fn best_first(a: &Found, b: &Found) -> Ordering {
    b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry))
}

/// BM25's inverse document frequency.
fn rarity(found: usize, all: usize) -> f32 {
    let (found, all) = (number(found), number(all));
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
}

/// The more of a word has been typed, the likelier it is meant.
fn likeness_of_beginning(beginning: &str, word: &str) -> f32 {
    0.5 + 0.4 * (number(beginning.len()) / number(word.len())).min(1.0)
}

fn likeness_of_title(typed: &[String], title: &str) -> f32 {
    let title = typed_terms(title);
    if typed.is_empty() || title.len() < typed.len() {
        1.0
    } else if title == typed {
        2.0
    } else if title.windows(typed.len()).any(|part| part == typed) {
        1.25
    } else {
        1.0
    }
}

fn typed_terms(text: &str) -> Vec<String> {
    let tokens = literal(text).into_iter();
    tokens
        .filter(|token| token.kind != TokenKind::Last)
        .map(|token| token.term)
        .collect()
}

/// The part of a text that a token stands for, or as much of it as has been typed.
fn mark(text: &str, token: &Token, meaning: &Meaning) -> Range<usize> {
    let typed = meaning.begun.and_then(|count| {
        let characters = fold(&text[token.from..token.to]);
        Some(token.from + characters.get(count.checked_sub(1)?)?.to)
    });
    token.from..typed.unwrap_or(token.to)
}
