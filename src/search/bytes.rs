//! The index as bytes, small enough to send: a version, the entries, the terms with what they
//! share left out, and the postings as differences.

use crate::index::{Headline, Index, Listing, Posting};
use crate::read_title::ReadTitle;
use crate::terms::{Terms, shared_bytes};
use crate::{Kind, Lang};

/// Changes whenever other bytes would mean the same index, or the same bytes another one: also
/// when the analyser or the synonyms change, because a query would then miss what it should find.
const VERSION: u8 = 2;

/// These bytes are no index of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("not a search index of this version")
    }
}

impl std::error::Error for Damaged {}

impl Index {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        write_number(&mut out, self.entries.len());
        for entry in &self.entries {
            write_text(&mut out, &entry.id);
            out.push(kind_code(entry.kind));
            write_text(&mut out, &entry.address);
            write_number(&mut out, entry.headlines.len());
            for headline in &entry.headlines {
                out.push(lang_code(headline.lang));
                write_text(&mut out, &headline.title.text);
                write_text(&mut out, &headline.summary);
            }
        }
        write_number(&mut out, self.terms.len());
        let mut before = "";
        for term in (0..self.terms.len()).map(|term| self.terms.get(term)) {
            let shared = shared_bytes(before, term);
            write_number(&mut out, shared);
            write_number(&mut out, term.len() - shared);
            out.extend_from_slice(&term.as_bytes()[shared..]);
            before = term;
        }
        out.extend_from_slice(&self.postings);
        out
    }

    /// Checks everything that searching relies on, so that no bytes can make it panic later.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader(bytes);
        if reader.byte()? != VERSION {
            return Err(Damaged);
        }
        let entries = reader.list(Reader::listing)?;
        let terms = reader.terms()?;
        let postings = reader.0;
        let mut starts = Vec::with_capacity(terms.len());
        for _ in 0..terms.len() {
            starts.push(postings.len() - reader.0.len());
            reader.postings(entries.len())?;
        }
        if !reader.0.is_empty() {
            return Err(Damaged);
        }
        Ok(Self {
            entries,
            terms,
            postings: postings.to_vec(),
            starts,
        })
    }
}

/// Writes the postings of one term, ascending by entry.
pub(crate) fn write_postings(out: &mut Vec<u8>, postings: &[Posting]) {
    write_number(out, postings.len());
    let mut next = 0;
    for posting in postings {
        write_number(
            out,
            (posting.entry - next) << 1 | usize::from(posting.in_name),
        );
        out.push(posting.strength);
        next = posting.entry + 1;
    }
}

/// Reads what [`write_postings`] wrote; ends early where the bytes do.
pub(crate) fn postings(bytes: &[u8]) -> impl Iterator<Item = Posting> {
    let mut reader = Reader(bytes);
    let count = reader.number().unwrap_or(0);
    let mut next = 0;
    (0..count).map_while(move |_| {
        let posting = reader.posting(next).ok()?;
        next = posting.entry + 1;
        Some(posting)
    })
}

/// What the analyser makes is shorter; a longer one could only waste memory.
const LONGEST_TERM: usize = 255;

/// Seven bits a byte, the highest bit for "more follows".
fn write_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn kind_code(kind: Kind) -> u8 {
    match kind {
        Kind::Diagnostic => 0,
        Kind::Page => 1,
        Kind::Article => 2,
    }
}

fn lang_code(lang: Lang) -> u8 {
    match lang {
        Lang::En => 0,
        Lang::Ja => 1,
    }
}

/// The bytes that have not been read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8, Damaged> {
        let (&first, rest) = self.0.split_first().ok_or(Damaged)?;
        self.0 = rest;
        Ok(first)
    }

    /// At most four bytes: no count or length of a help index is as large as 2²⁸.
    fn number(&mut self) -> Result<usize, Damaged> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    fn bytes(&mut self) -> Result<&'a [u8], Damaged> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(Damaged)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<String, Damaged> {
        let text = str::from_utf8(self.bytes()?).map_err(|_| Damaged)?;
        Ok(text.to_owned())
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
        let count = self.number()?;
        (0..count).map(|_| item(self)).collect()
    }

    fn listing(&mut self) -> Result<Listing, Damaged> {
        Ok(Listing {
            id: self.text()?,
            kind: self.kind()?,
            address: self.text()?,
            headlines: self.list(Self::headline)?,
        })
    }

    fn headline(&mut self) -> Result<Headline, Damaged> {
        Ok(Headline {
            lang: self.lang()?,
            title: ReadTitle::new(self.text()?),
            summary: self.text()?,
        })
    }

    fn kind(&mut self) -> Result<Kind, Damaged> {
        let code = self.byte()?;
        let known = [Kind::Diagnostic, Kind::Page, Kind::Article];
        known
            .into_iter()
            .find(|kind| kind_code(*kind) == code)
            .ok_or(Damaged)
    }

    fn lang(&mut self) -> Result<Lang, Damaged> {
        let code = self.byte()?;
        Lang::ALL
            .into_iter()
            .find(|lang| lang_code(*lang) == code)
            .ok_or(Damaged)
    }

    fn terms(&mut self) -> Result<Terms, Damaged> {
        let mut terms = Terms::default();
        let mut term: Vec<u8> = Vec::new();
        for _ in 0..self.number()? {
            let before = term.clone();
            let shared = self.number()?;
            let rest = self.bytes()?;
            if shared > term.len() {
                return Err(Damaged);
            }
            term.truncate(shared);
            term.extend_from_slice(rest);
            if term <= before || term.len() > LONGEST_TERM {
                return Err(Damaged);
            }
            terms.push(str::from_utf8(&term).map_err(|_| Damaged)?);
        }
        Ok(terms)
    }

    /// Passes over one term's postings.
    fn postings(&mut self, entries: usize) -> Result<(), Damaged> {
        let mut next = 0;
        for _ in 0..self.number()? {
            let posting = self.posting(next)?;
            if posting.entry >= entries {
                return Err(Damaged);
            }
            next = posting.entry + 1;
        }
        Ok(())
    }

    /// The posting of an entry not before `next`.
    fn posting(&mut self, next: usize) -> Result<Posting, Damaged> {
        let number = self.number()?;
        let strength = self.byte()?;
        if strength == 0 {
            return Err(Damaged);
        }
        Ok(Posting {
            entry: next + (number >> 1),
            in_name: number & 1 == 1,
            strength,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One entry without texts, then terms and postings.
    fn index(rest: &[u8]) -> Result<Index, Damaged> {
        let entry = [1, b'x', 0, 0, 0];
        Index::from_bytes(&[&[VERSION, 1][..], &entry, rest].concat())
    }

    #[test]
    fn only_what_can_be_searched_is_an_index() {
        assert!(index(&[2, 0, 1, b'a', 0, 1, b'b', 0, 1, 0, 9]).is_ok());
        let faults: [(&str, &[u8]); 6] = [
            ("terms out of order", &[2, 0, 1, b'b', 0, 1, b'a', 0, 0]),
            ("shares more than there is", &[1, 2, 1, b'a', 0]),
            ("an entry that is not there", &[1, 0, 1, b'a', 1, 2, 9]),
            (
                "a second entry that is not there",
                &[1, 0, 1, b'a', 2, 0, 9, 0, 9],
            ),
            ("a posting of no strength", &[1, 0, 1, b'a', 1, 0, 0]),
            ("more bytes than an index has", &[1, 0, 1, b'a', 1, 0, 9, 0]),
        ];
        for (fault, rest) in faults {
            assert_eq!(index(rest), Err(Damaged), "{fault}");
        }
    }

    #[test]
    fn what_a_term_shares_with_the_one_before_is_not_sent_again() {
        let mut terms = Terms::default();
        terms.push("authenticate");
        terms.push("authentication");
        let index = Index {
            entries: Vec::new(),
            terms,
            postings: Vec::new(),
            starts: Vec::new(),
        };
        let expected = [
            &[VERSION, 0, 2, 0, 12],
            &b"authenticate"[..],
            &[11, 3],
            b"ion",
        ];
        assert_eq!(index.to_bytes(), expected.concat());
    }

    #[test]
    fn other_bytes_are_told_from_an_index() {
        assert_eq!(
            Index::from_bytes(b"").unwrap_err().to_string(),
            "not a search index of this version"
        );
    }

    #[test]
    fn terms_cannot_grow_beyond_all_measure() {
        let term = |length: usize| {
            let mut rest = vec![1, 0];
            write_text(&mut rest, &"a".repeat(length));
            rest.push(0);
            index(&rest)
        };
        assert!(term(LONGEST_TERM).is_ok());
        assert_eq!(term(LONGEST_TERM + 1), Err(Damaged));
    }

    #[test]
    fn numbers_of_every_length_are_read_as_written() {
        for number in [0, 1, 127, 128, 16_383, 16_384, 2_097_152, (1 << 28) - 1] {
            let mut out = Vec::new();
            write_number(&mut out, number);
            assert_eq!(Reader(&out).number(), Ok(number));
        }
    }
}
