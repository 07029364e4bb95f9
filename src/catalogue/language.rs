//! What a catalogue says of its language.

use std::collections::BTreeMap;

/// The table of a catalogue that is about the language and not for the page.
pub(crate) const SECTION: &str = "language";

/// A language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47, and the name of its file.
    pub tag: String,
    /// What its own speakers call it.
    pub own_name: String,
    /// By whose customs numbers and dates are written: BCP 47 with a region.
    pub locale: String,
    pub direction: Direction,
    /// Whether it says everything that English says. Where it does not, English does.
    pub is_whole: bool,
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Language {
    /// Reads the table; the error is the end of a sentence that begins with the table's name.
    pub(crate) fn read(tag: &str, mut about: BTreeMap<String, String>) -> Result<Self, String> {
        let mut wanted = |key: &str| about.remove(key).ok_or_else(|| format!("lacks {key}"));
        let language = Self {
            tag: tag.to_owned(),
            own_name: wanted("own_name")?,
            locale: wanted("locale")?,
            direction: match about.remove("direction").as_deref() {
                None => Direction::LeftToRight,
                Some("rtl") => Direction::RightToLeft,
                Some(other) => return Err(format!("has the direction {other:?}; rtl or none")),
            },
            is_whole: true,
        };
        match about.into_keys().next() {
            None => Ok(language),
            Some(unknown) => Err(format!("does not know {unknown}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(about: &[(&str, &str)], expected: Result<Direction, &str>) {
        let about = about.iter();
        let about = about.map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        let read = Language::read("xx", about.collect());
        let read = read.as_ref().map(|language| language.direction);
        assert_eq!(read.map_err(String::as_str), expected);
    }

    #[test]
    fn a_language_has_a_name_a_locale_and_perhaps_a_direction() {
        let (name, locale) = (("own_name", "X"), ("locale", "xx-YY"));
        check(&[name, locale], Ok(Direction::LeftToRight));
        check(
            &[name, locale, ("direction", "rtl")],
            Ok(Direction::RightToLeft),
        );
        check(&[name], Err("lacks locale"));
        check(
            &[name, locale, ("direction", "up")],
            Err("has the direction \"up\"; rtl or none"),
        );
        check(
            &[name, locale, ("colour", "red")],
            Err("does not know colour"),
        );
    }
}
