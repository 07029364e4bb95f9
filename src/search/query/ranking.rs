//! Which entries the needles find, and which come first.

use std::cmp::Ordering;

use super::needles::Needle;
use crate::Kind;
use crate::analyse::{TokenKind, literal};
use crate::index::{Headline, Index, number};
use crate::read_title::TitleToken;

#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) entry: usize,
    pub(super) score: f32,
}

impl Index {
    /// As many of the entries that match anything of the query, best first.
    pub(super) fn found(&self, query: &str, needles: &[Needle], limit: usize) -> Vec<Found> {
        let mut found = self.tally(needles);
        let wanted = limit.max(REREAD);
        if found.len() > wanted {
            found.select_nth_unstable_by(wanted, best_first);
            found.truncate(wanted);
        }
        found.sort_unstable_by(best_first);
        self.prefer_whole_titles(query, &mut found);
        found
    }

    /// Every entry that any needle speaks for. Of a needle's meanings the strongest counts, and
    /// it is worth the more the fewer entries it finds, as in BM25.
    pub(super) fn tally(&self, needles: &[Needle]) -> Vec<Found> {
        let mut tallies = vec![Tally::default(); self.entries.len()];
        let mut all = 0.0;
        let mut touched = Vec::new();
        let mut matched = 0;
        for needle in needles {
            for meaning in &needle.meanings {
                for posting in self.postings(meaning.term) {
                    let tally = &mut tallies[posting.entry];
                    if tally.strongest == 0.0 {
                        touched.push(posting.entry);
                    }
                    let strength = meaning.likeness * f32::from(posting.strength);
                    if strength > tally.strongest {
                        tally.strongest = strength;
                    }
                    tally.in_name |= posting.in_name;
                }
            }
            if touched.is_empty() {
                continue;
            }
            let worth = needle.weight * rarity(touched.len(), self.entries.len());
            all += worth;
            for entry in touched.drain(..) {
                let tally = &mut tallies[entry];
                matched += usize::from(tally.matched == 0.0);
                tally.add(worth);
            }
        }
        let mut found = Vec::with_capacity(matched);
        let tallies = tallies.iter().enumerate();
        let tallies = tallies.filter(|(_, tally)| tally.matched > 0.0);
        found.extend(
            tallies.map(|(entry, tally)| tally.found(entry, self.entries[entry].kind, all)),
        );
        found
    }

    /// Raises the entries whose title is, or contains, what was typed as a whole.
    fn prefer_whole_titles(&self, query: &str, found: &mut [Found]) {
        let tokens = literal(query).into_iter();
        let typed = tokens.filter(|token| token.kind != TokenKind::Last);
        let typed: Option<Vec<usize>> = typed.map(|token| self.terms.find(&token.term)).collect();
        // What no entry has, no title has.
        let Some(typed) = typed else { return };
        let best = found.len().min(REREAD);
        for found in &mut found[..best] {
            let headlines = self.entries[found.entry].headlines.iter();
            let fit =
                |headline: &Headline| likeness_of_title(&typed, headline.title.tokens(&self.terms));
            found.score *= headlines.map(fit).fold(1.0, f32::max);
        }
        found[..best].sort_unstable_by(best_first);
    }
}

/// How many of the best entries have their titles compared with the query as a whole.
const REREAD: usize = 24;

/// What the needles say of one entry.
#[derive(Clone, Default)]
struct Tally {
    score: f32,
    /// The worth of the needles that matched, and of those that matched in a name.
    matched: f32,
    named: f32,
    /// Of the needle that is being counted: its strongest meaning, and whether one is in a name.
    strongest: f32,
    in_name: bool,
}

impl Tally {
    /// Ends the counting of a needle.
    fn add(&mut self, worth: f32) {
        self.score += worth * self.strongest;
        self.matched += worth;
        self.named += if self.in_name { worth } else { 0.0 };
        self.strongest = 0.0;
        self.in_name = false;
    }

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
pub(super) fn best_first(a: &Found, b: &Found) -> Ordering {
    b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry))
}

/// BM25's inverse document frequency.
fn rarity(found: usize, all: usize) -> f32 {
    let (found, all) = (number(found), number(all));
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
}

fn likeness_of_title(typed: &[usize], title: &[TitleToken]) -> f32 {
    let is_written =
        |token: &&TitleToken| !matches!(token.kind, TokenKind::Last | TokenKind::Concept);
    let title: Vec<Option<usize>> = title
        .iter()
        .filter(is_written)
        .map(|token| token.term)
        .collect();
    let is_typed = |part: &[Option<usize>]| {
        part.len() == typed.len() && part.iter().zip(typed).all(|(a, b)| *a == Some(*b))
    };
    // No slice has windows of nothing.
    let width = typed.len().max(1);
    if is_typed(&title) {
        2.0
    } else if title.windows(width).any(is_typed) {
        1.25
    } else {
        1.0
    }
}
