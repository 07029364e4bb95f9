//! Breaks a text into lines that fit, in any language, without a font to measure with.

/// As few lines as there can be, and none of them much shorter than the others.
pub(super) fn balanced(text: &str, room: i32, size: i32) -> Vec<String> {
    let fewest = lines(text, room, size);
    let narrower = (4..16).map(|sixteenths| lines(text, room * sixteenths / 16, size));
    let mut as_few = narrower.filter(|lines| lines.len() == fewest.len());
    as_few.next().unwrap_or(fewest)
}

/// The lines of a text in so much room, at a font size. Words of letters stay whole where they can;
/// between Japanese characters a line may end almost anywhere.
fn lines(text: &str, room: i32, size: i32) -> Vec<String> {
    let room = room * THOUSAND / size;
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let fits = width(&line) + width(piece.trim_end()) <= room;
        if !fits && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        for letter in piece.chars() {
            // A word that is longer than a line is broken where the line ends.
            if !line.is_empty() && letter != ' ' && width(&line) + width_of(letter) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What is not parted: a word with the space after it, or a Japanese character with the marks that
/// cling to it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| may_part(before, letter)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_part(before: char, after: char) -> bool {
    if after == ' ' || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    // What is written in katakana is one word.
    if is_katakana(before) && is_katakana(after) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

/// No line begins with these, and none ends with those.
const NEVER_FIRST: &str =
    "\u{a0}、。，．・：；？！）」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%”’…–";
const NEVER_LAST: &str = "\u{a0}（「『【〔([{“‘";

fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30ff}')
}

/// Kana, ideographs and full-width forms.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

const THOUSAND: i32 = 1000;

fn width(text: &str) -> i32 {
    text.chars().map(width_of).sum()
}

/// How wide a character is at most, in thousandths of the font size, in the fonts that systems
/// come with.
fn width_of(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' => 300,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | 'f' | 'I' | 'r'
        | 't' | '·' => 420,
        'm' | 'M' | 'W' | 'w' | '@' | '%' => 1000,
        'A'..='Z' => 790,
        _ if is_wide(letter) => 1000,
        _ => 650,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten letters of middling width go into the room.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(lines(text, 65, 10), expected, "{text}");
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        check("opted out", &["opted out"]);
        check(
            "before someone opted out",
            &["before", "someone", "opted out"],
        );
        check("unquestionably", &["unquestion", "ably"]);
        check("a unquestionably", &["a", "unquestion", "ably"]);
        check("", &[]);
    }

    #[test]
    fn a_space_at_the_end_of_a_line_takes_no_room() {
        check("unquesdnab opened", &["unquesdnab", "opened"]);
    }

    #[test]
    fn japanese_is_parted_between_characters() {
        check("基本認証が無効化される", &["基本認証が無", "効化される"]);
        check("IMAP4 を再有効化", &["IMAP4 を再", "有効化"]);
    }

    #[test]
    fn marks_cling_to_what_they_belong_to() {
        check("基本認証無効。次", &["基本認証無", "効。次"]);
        check("基本認証無「次」", &["基本認証無", "「次」"]);
        check("基本認証無人々", &["基本認証無", "人々"]);
        check("基本認証10\u{a0}月", &["基本認証", "10\u{a0}月"]);
    }

    #[test]
    fn a_word_in_katakana_stays_whole() {
        check("基本認サポート", &["基本認", "サポート"]);
    }

    #[test]
    fn the_last_line_is_no_straggler() {
        let text = "基本認証無効化する";
        assert_eq!(lines(text, 85, 10), ["基本認証無効化す", "る"]);
        assert_eq!(balanced(text, 85, 10), ["基本認証無", "効化する"]);
        assert_eq!(balanced("opted out", 65, 10), ["opted out"]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for text in [
            "On and after 1 October 2022 (UTC)",
            "2022年10月1日 (UTC) 以降、オプトアウトしていない",
        ] {
            for room in [20, 65, 130, 400] {
                let all = lines(text, room, 10);
                let fits = |line: &String| width(line) <= room * 100 || line.chars().count() == 1;
                assert!(all.iter().all(fits), "{all:?}");
                let kept: String = all.concat().split_whitespace().collect();
                assert_eq!(kept, text.split_whitespace().collect::<String>());
            }
        }
    }
}
