//! Text into terms, the same way for what is indexed and for what is typed.
//!
//! Latin letters and digits form words (`pop3` stays one), Japanese runs form overlapping pairs
//! of characters, and where a synonym occurs its concept is added as a term of its own.

use crate::fold::{Folded, fold, is_katakana};
use crate::synonyms;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) term: String,
    pub(crate) kind: TokenKind,
    /// Bytes of the source.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    /// Two neighbours of a Japanese run.
    Pair,
    /// A Japanese run of one character.
    Single,
    /// The last character of a longer run, so that every character begins a term. Nobody types
    /// it: the pair before has it.
    Last,
    Concept,
}

pub(crate) fn analyse(text: &str) -> Vec<Token> {
    let mut tokens = literal(text);
    let concepts = synonyms::concepts(&tokens);
    tokens.extend(concepts);
    tokens
}

/// The tokens that are written in the text, without concepts.
pub(crate) fn literal(text: &str) -> Vec<Token> {
    let folded = fold(text);
    let mut tokens = Vec::new();
    for run in folded.chunk_by(|a, b| script(a.char).joins(script(b.char))) {
        match script(run[0].char) {
            Script::Word | Script::Apostrophe => tokens.extend(word(run)),
            Script::Japanese => pairs(run, &mut tokens),
            Script::None => {}
        }
    }
    tokens
}

/// `enable`, `enabled` and `enabling` have one stem. Only compared, never indexed.
pub(crate) fn stem(word: &str) -> &str {
    ["ing", "ies", "ied", "ed", "es", "s", "e", "y"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.len() >= 3)
        .unwrap_or(word)
}

pub(crate) fn is_japanese(char: char) -> bool {
    script(char) == Script::Japanese
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Word,
    Japanese,
    /// Stays inside a word (tenant's) and otherwise separates.
    Apostrophe,
    None,
}

impl Script {
    fn joins(self, next: Script) -> bool {
        self == next
            || matches!(
                (self, next),
                (Script::Word, Script::Apostrophe) | (Script::Apostrophe, Script::Word)
            )
    }
}

fn script(char: char) -> Script {
    match char {
        '\'' => Script::Apostrophe,
        '々'..='〇' | '㐀'..='䶿' | '一'..='鿿' | '豈'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Script::Japanese
        }
        _ if is_katakana(char) => Script::Japanese,
        'ー' => Script::None,
        _ if char.is_alphanumeric() => Script::Word,
        _ => Script::None,
    }
}

/// Nobody tells words apart by what comes later.
const LONGEST_WORD: usize = 60;

fn word(run: &[Folded]) -> Option<Token> {
    let letters = || run.iter().filter(|folded| folded.char != '\'');
    Some(Token {
        term: letters()
            .map(|folded| folded.char)
            .take(LONGEST_WORD)
            .collect(),
        kind: TokenKind::Word,
        from: letters().next()?.from,
        to: letters().next_back()?.to,
    })
}

fn pairs(run: &[Folded], tokens: &mut Vec<Token>) {
    let token = |part: &[Folded], kind| Token {
        term: part.iter().map(|folded| folded.char).collect(),
        kind,
        from: part[0].from,
        to: part[part.len() - 1].to,
    };
    if let [single] = run {
        tokens.push(token(&[*single], TokenKind::Single));
        return;
    }
    tokens.extend(run.windows(2).map(|pair| token(pair, TokenKind::Pair)));
    tokens.push(token(&run[run.len() - 1..], TokenKind::Last));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let terms: Vec<String> = literal(text).into_iter().map(|token| token.term).collect();
        assert_eq!(terms, expected);
    }

    #[test]
    fn words_keep_their_digits_and_lose_their_apostrophes() {
        check(
            "POP3 and the tenant’s IMAP-4",
            &["pop3", "and", "the", "tenants", "imap", "4"],
        );
        check("‘quoted’ ''", &["quoted"]);
        check(
            &"a".repeat(LONGEST_WORD + 1),
            &["a".repeat(LONGEST_WORD).as_str()],
        );
    }

    #[test]
    fn japanese_becomes_pairs_and_a_last_character() {
        check("基本認証", &["基本", "本認", "認証", "証"]);
        check("化", &["化"]);
        check("POP3を", &["pop3", "ヲ"]);
        check("基ー", &["基"]);
        check(
            "サポート チケット",
            &["サポ", "ポト", "ト", "チケ", "ケッ", "ット", "ト"],
        );
    }

    #[test]
    fn a_token_knows_its_source() {
        let text = "“Ｄｉａｇ”：ﾃﾞｨｱｸﾞ";
        let sources: Vec<&str> = literal(text).iter().map(|t| &text[t.from..t.to]).collect();
        assert_eq!(sources, ["Ｄｉａｇ", "ﾃﾞｨ", "ｨｱ", "ｱｸﾞ", "ｸﾞ"]);
    }

    #[test]
    fn inflections_share_a_stem() {
        for word in ["enabled", "enabling", "enables"] {
            assert_eq!(stem(word), stem("enable"));
        }
        assert_eq!(stem("policies"), stem("policy"));
        assert_eq!(stem("use"), "use");
    }
}
