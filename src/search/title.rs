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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_become_one_and_the_parts_make_the_whole() {
        let title = Title::new(Lang::Ja, "基本認証とは", vec![3..9, 0..6, 6..12]);
        assert_eq!(title.parts(), [("基本認証", true), ("とは", false)]);
    }

    #[test]
    fn marks_that_touch_become_one() {
        let title = Title::new(Lang::En, "POP3", vec![0..3, 3..4]);
        assert_eq!(title.parts(), [("POP3", true)]);
    }
}
