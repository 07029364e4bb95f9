//! A title with the parts that a query matched, for a page to mark.

use std::ops::Range;

use crate::Lang;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub lang: Lang,
    pub text: String,
    /// Bytes of the text: ascending, apart from each other, on character boundaries.
    pub marks: Vec<Range<usize>>,
}

impl Title {
    pub(crate) fn new(lang: Lang, text: &str, mut marks: Vec<Range<usize>>) -> Self {
        marks.sort_unstable_by_key(|mark| mark.start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            match apart.last_mut() {
                Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
                _ => apart.push(mark),
            }
        }
        apart.retain(|mark| !is_splinter(text, mark));
        Self {
            lang,
            text: text.to_owned(),
            marks: apart,
        }
    }

    /// The whole text in pieces, each with whether it is marked.
    pub fn parts(&self) -> Vec<(&str, bool)> {
        let mut parts = Vec::new();
        let mut at = 0;
        for mark in &self.marks {
            parts.push((&self.text[at..mark.start], false));
            parts.push((&self.text[mark.clone()], true));
            at = mark.end;
        }
        parts.push((&self.text[at..], false));
        parts.retain(|(text, _)| !text.is_empty());
        parts
    }
}

/// Two katakana from within a word mean nothing by themselves: who writes ベーシック does not look for
/// the ック of ブロック.
fn is_splinter(text: &str, mark: &Range<usize>) -> bool {
    let is_katakana = |letter: char| matches!(letter, 'ァ'..='ー');
    let mut letters = text[mark.clone()].chars();
    let is_short = letters.clone().count() <= 2;
    let before = text[..mark.start].chars().next_back();
    is_short && letters.all(is_katakana) && before.is_some_and(is_katakana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_become_one_and_the_parts_make_the_whole() {
        let title = Title::new(Lang::Ja, "基本認証とは", vec![3..9, 0..6, 6..12]);
        assert_eq!(title.parts(), [("基本認証", true), ("とは", false)]);
    }

    #[test]
    fn two_katakana_from_within_a_word_are_not_marked() {
        let marked = |text: &str, mark: &str| {
            let at = text.find(mark).expect(text);
            let mark = at..at + mark.len();
            !Title::new(Lang::Ja, text, Vec::from([mark]))
                .marks
                .is_empty()
        };
        assert!(!marked("自分でブロックする", "ック"));
        assert!(marked("自分でブロックする", "ブロ"), "its beginning");
        assert!(marked("自分でブロックする", "ロック"), "three");
        assert!(marked("基本認証", "本認"), "no katakana");
        assert!(marked("メール認証", "ル認"), "not only katakana");
        assert!(marked("認証メール", "メー"), "no katakana before");
    }

    #[test]
    fn marks_that_touch_become_one() {
        let title = Title::new(Lang::En, "POP3", vec![0..3, 3..4]);
        assert_eq!(title.parts(), [("POP3", true)]);
    }
}
