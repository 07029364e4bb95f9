//! The inverted index: for every term, which entries it speaks for and how strongly.

use std::collections::HashMap;

use crate::analyse::analyse;
use crate::bytes;
use crate::read_title::ReadTitle;
use crate::terms::Terms;
use crate::{Entry, Kind, Lang, Text};

/// Built once from all entries, carried as bytes, asked at every keystroke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(crate) entries: Vec<Listing>,
    pub(crate) terms: Terms,
    /// The postings of every term, one after the other, as they are carried.
    pub(crate) postings: Vec<u8>,
    /// Where each term's postings begin.
    pub(crate) starts: Vec<usize>,
}

/// What the index keeps of an entry: enough to list it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) address: String,
    pub(crate) headlines: Vec<Headline>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Headline {
    pub(crate) lang: Lang,
    pub(crate) title: ReadTitle,
    pub(crate) summary: String,
}

/// That a term speaks for an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) entry: usize,
    /// From 1 to 255, saturating as in BM25.
    pub(crate) strength: u8,
    /// The term stands in a title or an alias.
    pub(crate) in_name: bool,
}

impl Index {
    pub fn build(entries: &[Entry]) -> Self {
        let mut words = Words::default();
        let analysed: Vec<Vec<Passage>> =
            entries.iter().map(|entry| words.passages(entry)).collect();
        let usual = UsualLengths::of(analysed.iter().flatten());
        let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); words.numbers.len()];
        for (entry, passages) in analysed.iter().enumerate() {
            for (word, strength, in_name) in strengths(passages, &usual) {
                postings[word].push(Posting {
                    entry,
                    strength,
                    in_name,
                });
            }
        }
        let mut index = Self {
            entries: entries.iter().map(Listing::of).collect(),
            terms: Terms::default(),
            postings: Vec::new(),
            starts: Vec::new(),
        };
        for (term, word) in words.sorted() {
            index.terms.push(&term);
            index.starts.push(index.postings.len());
            bytes::write_postings(&mut index.postings, &postings[word]);
        }
        index
    }

    pub(crate) fn postings(&self, term: usize) -> impl Iterator<Item = Posting> {
        bytes::postings(&self.postings[self.starts[term]..])
    }
}

impl Listing {
    fn of(entry: &Entry) -> Self {
        let headline = |text: &Text| Headline {
            lang: text.lang,
            title: ReadTitle::new(text.title.clone()),
            summary: text.summary.clone(),
        };
        Self {
            id: entry.id.clone(),
            kind: entry.kind,
            address: entry.address.clone(),
            headlines: entry.texts.iter().map(headline).collect(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Field {
    Title,
    Alias,
    Summary,
    Body,
}

impl Field {
    const ALL: [Self; 4] = [Self::Title, Self::Alias, Self::Summary, Self::Body];

    /// How much a field can add at most; together they make one.
    fn weight(self) -> f32 {
        match self {
            Self::Title => 0.45,
            Self::Alias => 0.25,
            Self::Summary => 0.18,
            Self::Body => 0.12,
        }
    }

    fn is_name(self) -> bool {
        matches!(self, Self::Title | Self::Alias)
    }
}

/// One piece of an entry's text: a title, an alias, a summary or a body in one language.
struct Passage {
    field: Field,
    lang: Option<Lang>,
    /// Ascending, repeated as often as they occur.
    words: Vec<usize>,
}

/// Every term that occurs, numbered as they come.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, usize>,
}

impl Words {
    fn passages(&mut self, entry: &Entry) -> Vec<Passage> {
        let mut passages = Vec::new();
        for text in &entry.texts {
            let lang = Some(text.lang);
            passages.push(self.passage(Field::Title, lang, &text.title));
            passages.push(self.passage(Field::Summary, lang, &text.summary));
            passages.push(self.passage(Field::Body, lang, &text.body));
        }
        for alias in &entry.aliases {
            passages.push(self.passage(Field::Alias, None, alias));
        }
        passages
    }

    fn passage(&mut self, field: Field, lang: Option<Lang>, text: &str) -> Passage {
        let mut words: Vec<usize> = analyse(text)
            .into_iter()
            .map(|token| self.number(token.term))
            .collect();
        words.sort_unstable();
        Passage { field, lang, words }
    }

    fn number(&mut self, term: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(term).or_insert(next)
    }

    fn sorted(self) -> Vec<(String, usize)> {
        let mut sorted: Vec<(String, usize)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        sorted
    }
}

/// How long the passages of a field are on average, for each language by itself: a Japanese
/// passage has more terms than an English one that says the same.
struct UsualLengths(HashMap<(Field, Option<Lang>), f32>);

impl UsualLengths {
    fn of<'a>(passages: impl Iterator<Item = &'a Passage>) -> Self {
        let mut sums: HashMap<_, (usize, usize)> = HashMap::new();
        for passage in passages {
            let (sum, count) = sums.entry((passage.field, passage.lang)).or_default();
            *sum += passage.words.len();
            *count += 1;
        }
        let mean = |(key, (sum, count))| (key, number(sum) / number(count));
        Self(sums.into_iter().map(mean).collect())
    }

    /// One for a passage of the usual length, more for a longer one. Aliases differ freely.
    fn ratio(&self, passage: &Passage) -> f32 {
        let usual = self.0.get(&(passage.field, passage.lang)).copied();
        match (passage.field, usual) {
            (Field::Alias, _) | (_, None | Some(0.0)) => 1.0,
            (_, Some(usual)) => number(passage.words.len()) / usual,
        }
    }
}

/// BM25's constants: how fast repetition saturates, and how much length counts.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.6;

/// For each word of an entry its strength, and whether it stands in a name. Of several
/// languages or aliases the strongest counts, so that an entry gains nothing by saying the
/// same twice.
fn strengths(passages: &[Passage], usual: &UsualLengths) -> Vec<(usize, u8, bool)> {
    let mut claims: Vec<(usize, Field, f32)> = Vec::new();
    for passage in passages {
        let damping = SATURATION * (1.0 - LENGTH + LENGTH * usual.ratio(passage));
        for same in passage.words.chunk_by(|a, b| a == b) {
            let times = number(same.len());
            claims.push((same[0], passage.field, times / (times + damping)));
        }
    }
    claims.sort_unstable_by_key(|(word, ..)| *word);
    claims
        .chunk_by(|(a, ..), (b, ..)| a == b)
        .map(|claims| {
            let strongest = |field| {
                let of_field = claims.iter().filter(|(_, other, _)| *other == field);
                of_field.fold(0.0, |most: f32, (.., claim)| most.max(*claim))
            };
            let total: f32 = Field::ALL
                .map(|field| field.weight() * strongest(field))
                .iter()
                .sum();
            let in_name = claims.iter().any(|(_, field, _)| field.is_name());
            (claims[0].0, quantised(total), in_name)
        })
        .collect()
}

/// A share of one in 255 steps, never nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of one times 255 fits"
)]
fn quantised(share: f32) -> u8 {
    (share * 255.0).clamp(1.0, 255.0) as u8
}

/// A count as a number to calculate with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words and entries are small"
)]
pub(crate) fn number(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, body: &str, alias: &str) -> Entry {
        Entry {
            id: title.to_owned(),
            kind: Kind::Article,
            address: String::new(),
            texts: vec![Text {
                lang: Lang::En,
                title: title.to_owned(),
                summary: String::new(),
                body: body.to_owned(),
            }],
            aliases: vec![alias.to_owned()],
        }
    }

    /// By hand: weight × times ÷ (times + 1.2 × (0.4 + 0.6 × length ÷ usual length)) × 255, where
    /// titles have two words on average and bodies one.
    #[test]
    fn strength_grows_with_repetition_and_shrinks_with_length() {
        let index = Index::build(&[
            entry("wires", "rust rust", "iron"),
            entry("wires and posts", "", "posts"),
        ]);
        let check = |term: &str, expected: &[(usize, u8, bool)]| {
            let postings = index.postings(index.terms.find(term).unwrap());
            let found: Vec<_> = postings
                .map(|it| (it.entry, it.strength, it.in_name))
                .collect();
            assert_eq!(found, expected, "{term}");
        };
        check("wires", &[(0, 62, true), (1, 44, true)]);
        check("posts", &[(1, 73, true)]);
        check("iron", &[(0, 28, true)]);
        check("rust", &[(0, 15, false)]);
    }
}
