//! What changed between two versions of a text, word by word.
//!
//! Where a language puts no spaces between words, a run of one script counts as a word: 無効化 and
//! されます are two.

/// A piece of the text as it is, or as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Kept,
    Removed,
    Added,
}

/// A line of the new version, with what stood there before.
pub type Line = Vec<Piece>;

/// Compares two texts line by line, and the lines that differ word by word.
pub fn differences(before: &str, after: &str) -> Vec<Line> {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let mut lines = Vec::new();
    let mut removed: Vec<&str> = Vec::new();
    let mut added: Vec<&str> = Vec::new();
    let steps = steps(&old, &new);
    for step in steps.into_iter().chain([Step::End]) {
        match step {
            Step::Removed(line) => removed.push(line),
            Step::Added(line) => added.push(line),
            Step::Kept(_) | Step::End => {
                lines.extend(rewritten(&removed, &added));
                removed.clear();
                added.clear();
            }
        }
        if let Step::Kept(line) = step {
            lines.push(vec![piece(Kind::Kept, line)]);
        }
    }
    lines
}

/// Lines in the place of others: each one is compared with the one that stood where it stands.
fn rewritten(removed: &[&str], added: &[&str]) -> Vec<Line> {
    let count = removed.len().max(added.len());
    let at = |lines: &[&str], at: usize| lines.get(at).map(|line| (*line).to_owned());
    let lines = (0..count).map(|line| match (at(removed, line), at(added, line)) {
        (Some(old), Some(new)) => in_words(&old, &new),
        (Some(old), None) => vec![piece(Kind::Removed, &old)],
        (None, new) => vec![piece(Kind::Added, &new.unwrap_or_default())],
    });
    lines.collect()
}

fn in_words(old: &str, new: &str) -> Line {
    let mut line = Line::new();
    for step in steps(&words(old), &words(new)) {
        let (kind, text) = match step {
            Step::Kept(text) => (Kind::Kept, text),
            Step::Removed(text) => (Kind::Removed, text),
            Step::Added(text) => (Kind::Added, text),
            Step::End => continue,
        };
        match line.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(text),
            None => line.push(piece(kind, text)),
        }
    }
    line
}

fn piece(kind: Kind, text: &str) -> Piece {
    Piece {
        kind,
        text: text.to_owned(),
    }
}

/// Words with the spaces after them; a sign is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut before = None;
    for (at, sign) in text.char_indices() {
        let script = Script::of(sign);
        let goes_on = before.is_none_or(|before: Script| before.goes_on(script));
        if !goes_on {
            words.push(&text[from..at]);
            from = at;
        }
        before = Some(script);
    }
    if from < text.len() {
        words.push(&text[from..]);
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Space,
    Letter,
    Hiragana,
    Katakana,
    Kanji,
    Sign,
}

impl Script {
    fn of(sign: char) -> Self {
        match sign {
            _ if sign.is_whitespace() => Self::Space,
            'ぁ'..='ゟ' => Self::Hiragana,
            'ァ'..='ヿ' | 'ｦ'..='ﾟ' => Self::Katakana,
            '々'..='〇' | '㐀'..='鿿' | '豈'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                Self::Kanji
            }
            '\'' | '’' => Self::Letter,
            _ if sign.is_alphanumeric() => Self::Letter,
            _ => Self::Sign,
        }
    }

    fn goes_on(self, next: Self) -> bool {
        next == Self::Space || (self == next && self != Self::Sign)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step<'a> {
    Kept(&'a str),
    Removed(&'a str),
    Added(&'a str),
    End,
}

/// So many comparisons take a blink; beyond, a text counts as written anew.
const MOST_COMPARISONS: usize = 4_000_000;

/// The longest common subsequence, as the steps from the one to the other.
fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Step<'a>> {
    let is_same = |one: &str, other: &str| one.trim_end() == other.trim_end();
    let pairs = || old.iter().zip(new);
    let start = pairs()
        .take_while(|(one, other)| is_same(one, other))
        .count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(one, other)| is_same(one, other)).count();
    let (old_middle, new_middle) = (&old[start..old.len() - end], &new[start..new.len() - end]);

    let kept = |texts: &[&'a str]| {
        texts
            .iter()
            .map(|text| Step::Kept(text))
            .collect::<Vec<_>>()
    };
    let mut steps = kept(&new[..start]);
    steps.extend(middle(old_middle, new_middle, is_same));
    steps.extend(kept(&new[new.len() - end..]));
    steps
}

fn middle<'a>(
    old: &[&'a str],
    new: &[&'a str],
    is_same: impl Fn(&str, &str) -> bool,
) -> Vec<Step<'a>> {
    let width = new.len() + 1;
    let is_too_much = (old.len() + 1).saturating_mul(width) > MOST_COMPARISONS;
    // How many words the rests after each pair of places have in common.
    let mut common = vec![
        0_u32;
        if is_too_much {
            0
        } else {
            (old.len() + 1) * width
        }
    ];
    if !is_too_much {
        for i in (0..old.len()).rev() {
            for j in (0..new.len()).rev() {
                common[i * width + j] = if is_same(old[i], new[j]) {
                    common[(i + 1) * width + j + 1] + 1
                } else {
                    common[(i + 1) * width + j].max(common[i * width + j + 1])
                };
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut steps = Vec::new();
    while i < old.len() && j < new.len() && !is_too_much {
        if is_same(old[i], new[j]) {
            steps.push(Step::Kept(new[j]));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            steps.push(Step::Removed(old[i]));
            i += 1;
        } else {
            steps.push(Step::Added(new[j]));
            j += 1;
        }
    }
    steps.extend(old[i..].iter().map(|text| Step::Removed(text)));
    steps.extend(new[j..].iter().map(|text| Step::Added(text)));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `-removed-` and `+added+`, lines parted by `/`.
    #[track_caller]
    fn check(before: &str, after: &str, expected: &str) {
        let lines = differences(before, after);
        let written = lines.iter().map(|line| {
            let pieces = line.iter().map(|piece| match piece.kind {
                Kind::Kept => piece.text.clone(),
                Kind::Removed => format!("-{}-", piece.text),
                Kind::Added => format!("+{}+", piece.text),
            });
            pieces.collect::<String>()
        });
        assert_eq!(written.collect::<Vec<_>>().join("/"), expected);
    }

    #[test]
    fn what_is_the_same_stays_as_it_is() {
        check("", "", "");
        check("a b\nc", "a b\nc", "a b/c");
    }

    #[test]
    fn words_are_compared_and_not_letters() {
        check(
            "opt out by October",
            "opt out in October",
            "opt out -by -+in +October",
        );
        check("It is on.", "It is off now.", "It is -on-+off now+.");
        check("a, b", "a; b", "a-, -+; +b");
    }

    #[test]
    fn runs_of_one_script_are_words_in_japanese() {
        check(
            "基本認証が無効化されます。",
            "基本認証が再有効化されます。",
            "基本認証が-無効化-+再有効化+されます。",
        );
        check("9 月 1 日", "9 月 2 日", "9 月 -1 -+2 +日");
    }

    #[test]
    fn a_new_line_leaves_the_others_alone() {
        check("a\nc", "a\nb\nc", "a/+b+/c");
        check("a\nb\nc", "a\nc", "a/-b-/c");
        check(
            "one two\nthree",
            "zero\none 2\nthree",
            "-one two-+zero+/+one 2+/three",
        );
    }

    #[test]
    fn both_versions_can_be_read_from_the_difference() {
        let before = "The diagnostic takes opt-outs.\nNothing else.\nUntil 30 September.";
        let after = "The diagnostic only takes opt-outs.\nUntil 30 September 2022 (UTC).";
        let lines = differences(before, after);
        let version = |without: Kind| {
            let line = |line: &Line| {
                let pieces = line.iter().filter(|piece| piece.kind != without);
                pieces.map(|piece| piece.text.as_str()).collect::<String>()
            };
            let lines = lines.iter().map(line).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(version(Kind::Removed), after);
        assert_eq!(version(Kind::Added), before);
    }

    #[test]
    fn texts_too_large_to_compare_count_as_written_anew() {
        let (before, after) = ("x ".repeat(3000), "y ".repeat(3000));
        let lines = differences(&before, &after);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].len(), 2);
    }
}
