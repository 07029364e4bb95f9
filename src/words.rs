//! What the page says, in the reader's language.
//!
//! Every sentence is a typed key of `words/*.toml` with typed arguments; the build checks that the
//! catalogues agree and the compiler that no key is unused. Which languages there are is decided by
//! which files there are. The sentences themselves arrive as one
//! file per language, so that no wording is in the program and switching needs no reload.

use std::fmt;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, Utc};
use leptos::prelude::*;
use leptos::tachys::html::attribute::IntoAttributeValue;
use serde_json::Value;

use crate::browser::intl;
use crate::lasting::Lasting;

pub(crate) mod people;
pub(crate) mod vocabulary;

pub(crate) use keys::*;

/// A language of the page: one catalogue in `words/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language(usize);

/// What a catalogue says of its language.
#[derive(Debug)]
struct About {
    tag: &'static str,
    own_name: &'static str,
    locale: &'static str,
    is_right_to_left: bool,
    is_whole: bool,
}

impl Language {
    /// All of them, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..keys::ABOUT.len()).map(Self)
    }

    fn about(self) -> &'static About {
        &keys::ABOUT[self.0]
    }

    /// BCP 47.
    pub fn tag(self) -> &'static str {
        self.about().tag
    }

    /// How numbers and dates are written. English in the British way, where the day comes first
    /// and no month can be taken for a day.
    fn locale(self) -> &'static str {
        self.about().locale
    }

    /// What its own speakers call it, and whether it says only part in their language.
    pub fn own_name(self) -> &'static str {
        self.about().own_name
    }

    pub fn is_right_to_left(self) -> bool {
        self.about().is_right_to_left
    }

    /// The first of a browser's preferences that the page speaks, else English. A language that
    /// says only part of everything has to be chosen.
    pub fn preferred<'a>(mut preferences: impl Iterator<Item = &'a str>) -> Self {
        preferences
            .find_map(|tag| {
                Self::from_tag(tag.split('-').next()?).filter(|known| known.about().is_whole)
            })
            .unwrap_or(Self::EN)
    }

    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::all().find(|known| known.tag() == tag)
    }
}

/// One language's sentences, read from its file.
#[derive(Clone, Debug)]
pub struct Catalogue {
    language: Language,
    messages: Vec<Value>,
}

impl Catalogue {
    /// Reads a file that the build wrote.
    pub fn read(file: &str) -> Result<Self, UnreadableWords> {
        let mut file: Value = serde_json::from_str(file).map_err(|_| UnreadableWords::Damaged)?;
        if file["keys"] != keys::KEYS {
            return Err(UnreadableWords::OtherBuild);
        }
        let language = file["language"].as_str().and_then(Language::from_tag);
        let messages = file["messages"].as_array_mut().map(std::mem::take);
        match (language, messages) {
            (Some(language), Some(messages)) => Ok(Self { language, messages }),
            _ => Err(UnreadableWords::Damaged),
        }
    }
}

/// Why a words file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableWords {
    Damaged,
    /// Written by another build than this program: a reload fetches the matching pair.
    OtherBuild,
}

/// The catalogue in use. Not a context, because words are also wanted where no component is:
/// in the document's title, in announcements and in handlers.
static IN_USE: OnceLock<ArcRwSignal<Option<Catalogue>>> = OnceLock::new();

fn in_use() -> &'static ArcRwSignal<Option<Catalogue>> {
    IN_USE.get_or_init(|| ArcRwSignal::new(None))
}

/// Speaks another language from here on; everything on the page changes in place.
pub fn speak(catalogue: Catalogue) {
    in_use().set(Some(catalogue));
}

/// Whether instants are shown in UTC rather than in the zone they come with.
static IN_UTC: OnceLock<ArcRwSignal<bool>> = OnceLock::new();

fn in_utc() -> &'static ArcRwSignal<bool> {
    IN_UTC.get_or_init(|| ArcRwSignal::new(false))
}

/// Shows instants in UTC from here on, or in their own zones; those on the page change in place.
/// Days keep the zone of which they are days.
pub fn show_in_utc(is_wanted: bool) {
    in_utc().set(is_wanted);
}

/// The zone of the programme's dates: of whatever day a sentence fixes.
static ZONE: OnceLock<ArcRwSignal<FixedOffset>> = OnceLock::new();

fn zone() -> &'static ArcRwSignal<FixedOffset> {
    ZONE.get_or_init(|| ArcRwSignal::new(Utc.fix()))
}

/// Names this zone from here on beside the days that sentences fix; those on the page change in
/// place.
pub fn date_in(programme: FixedOffset) {
    zone().maybe_update(|zone| std::mem::replace(zone, programme) != programme);
}

/// The language in use, tracked.
pub fn language() -> Language {
    in_use().follow().with_untracked(|catalogue| {
        catalogue
            .as_ref()
            .map_or(Language::EN, |catalogue| catalogue.language)
    })
}

/// The language in use, for handlers.
pub fn language_untracked() -> Language {
    untrack(language)
}

/// Something the page says. Cheap to clone; becomes a string when it is shown.
#[derive(Clone, PartialEq)]
pub struct Text {
    key: usize,
    arguments: Vec<Argument>,
}

impl Text {
    fn new(key: usize, arguments: Vec<Argument>) -> Self {
        Self { key, arguments }
    }

    /// The sentence in the language in use, tracked.
    pub fn get(&self) -> String {
        in_use()
            .follow()
            .with_untracked(|catalogue| match catalogue {
                Some(catalogue) => self.in_language(catalogue),
                None => String::new(),
            })
    }

    fn in_language(&self, catalogue: &Catalogue) -> String {
        let mut out = String::new();
        match &catalogue.messages[self.key] {
            Value::Array(parts) => self.write(parts, catalogue, &mut out),
            message => out.push_str(message.as_str().unwrap_or_default()),
        }
        out
    }

    fn write(&self, parts: &[Value], catalogue: &Catalogue, out: &mut String) {
        let argument = |position: &Value| {
            let position = usize::try_from(position.as_u64()?).ok()?;
            self.arguments.get(position)
        };
        for part in parts {
            match part {
                Value::String(text) => join(out, text),
                Value::Object(day) if day.contains_key("on") => {
                    let date = day["on"].as_str().and_then(|date| date.parse().ok());
                    let date = date.map(|date| Day {
                        date,
                        zone: zone().follow().get_untracked(),
                    });
                    if let Some(day) = date {
                        join(out, &Argument::Day(day).in_language(catalogue));
                    }
                }
                Value::Object(plural) => {
                    let count = plural.get("of").and_then(argument);
                    let count = count.and_then(Argument::count).unwrap_or_default();
                    let category = intl::plural(catalogue.language.locale(), count);
                    let form = plural.get(&category).or_else(|| plural.get("other"));
                    if let Some(Value::Array(parts)) = form {
                        self.write(parts, catalogue, out);
                    }
                }
                position => {
                    if let Some(argument) = argument(position) {
                        join(out, &argument.in_language(catalogue));
                    }
                }
            }
        }
    }
}

/// Adds the next part of a sentence. Japanese parts Latin letters and digits from its own by a
/// space, so the catalogue has one beside a name; where the name is Japanese too, it goes.
fn join(out: &mut String, part: &str) {
    let before = out.strip_suffix(' ').unwrap_or(out);
    let after = part.strip_prefix(' ').unwrap_or(part);
    if before.ends_with(is_japanese) && after.starts_with(is_japanese) {
        let kept = before.len();
        out.truncate(kept);
        out.push_str(after);
    } else {
        out.push_str(part);
    }
}

/// Kana, ideographs and full-width punctuation.
fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ff01}'..='\u{ffef}')
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.get())
    }
}

impl IntoRender for Text {
    type Output = Signal<String>;

    fn into_render(self) -> Self::Output {
        self.into()
    }
}

impl IntoAttributeValue for Text {
    type Output = Signal<String>;

    fn into_attribute_value(self) -> Self::Output {
        self.into()
    }
}

impl From<Text> for Signal<String> {
    fn from(text: Text) -> Self {
        Signal::derive(move || text.get())
    }
}

impl From<Text> for Signal<Option<String>> {
    fn from(text: Text) -> Self {
        Signal::derive(move || Some(text.get()))
    }
}

/// A civil day and the zone it is a day of: a date is never shown without its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub zone: FixedOffset,
}

/// A month of the calendar, named by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(pub NaiveDate);

/// An instant and the zone it is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    pub at: DateTime<Utc>,
    pub zone: FixedOffset,
}

impl Time {
    /// The day on which the instant falls.
    pub fn day(self) -> Day {
        Day {
            date: self.at.with_timezone(&self.zone).date_naive(),
            zone: self.zone,
        }
    }
}

/// What stands in for a name in a message.
#[derive(Clone, PartialEq)]
pub(crate) enum Argument {
    Text(String),
    Words(Text),
    Number(i32),
    Day(Day),
    Month(Month),
    Time(Time),
    List(Vec<Argument>),
}

impl Argument {
    fn count(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(f64::from(*number)),
            _ => None,
        }
    }

    fn in_language(&self, catalogue: &Catalogue) -> String {
        let locale = catalogue.language.locale();
        match self {
            Self::Text(text) => text.clone(),
            Self::Words(text) => text.in_language(catalogue),
            Self::Number(number) => intl::number(locale, f64::from(*number)),
            Self::Day(Day { date, zone }) => {
                format!("{} ({})", intl::day(locale, *date), zone_name(*zone))
            }
            Self::Month(Month(day)) => intl::month(locale, *day),
            Self::List(things) => {
                let things: Vec<_> = things
                    .iter()
                    .map(|thing| thing.in_language(catalogue))
                    .collect();
                intl::list(locale, &things)
            }
            Self::Time(Time { at, .. }) if in_utc().follow().get_untracked() => {
                intl::instant(locale, intl::UTC, *at)
            }
            Self::Time(Time { at, zone }) => intl::instant(locale, &zone_name(*zone), *at),
        }
    }
}

/// As people and `Intl` write it: "UTC" or an offset like "+09:00".
pub(crate) fn zone_name(zone: FixedOffset) -> String {
    match zone.local_minus_utc() {
        0 => intl::UTC.to_owned(),
        _ => zone.to_string(),
    }
}

/// Gives each kind of argument its conversion.
macro_rules! argument {
    ($($from:ty => $kind:ident),+ $(,)?) => {
        $(impl From<$from> for Argument {
            fn from(value: $from) -> Self {
                Self::$kind(value.into())
            }
        })+
    };
}

argument!(&str => Text, String => Text, Text => Words, i32 => Number, Day => Day, Month => Month, Time => Time);

impl<T: Into<Argument>> FromIterator<T> for Argument {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        Self::List(things.into_iter().map(Into::into).collect())
    }
}

/// What an explanation of the policy may speak of; what is not known stays out of it.
#[derive(Clone, Default)]
pub(crate) struct Known {
    pub(crate) protocol: Option<Text>,
    pub(crate) blocked_since: Option<Day>,
    pub(crate) opted_out_at: Option<Day>,
    pub(crate) re_enabled_at: Option<Time>,
    pub(crate) until: Option<Day>,
}

mod keys {
    #![allow(
        clippy::wildcard_imports,
        reason = "generated: a section takes the kinds of arguments that its messages happen to have"
    )]

    use super::{About, Argument, Day, Known, Language, Month, Text, Time};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_first_language_that_the_page_speaks() {
        let check = |tags: &[&str], language| {
            assert_eq!(
                Language::preferred(tags.iter().copied()),
                language,
                "{tags:?}"
            );
        };
        check(&["ja-JP", "en"], Language::JA);
        check(&["fr", "ja"], Language::JA);
        check(&["de", "ja"], Language::JA);
        check(&["en-GB", "ja"], Language::EN);
        check(&["jax"], Language::EN);
        check(&[], Language::EN);
    }

    #[test]
    fn a_japanese_name_and_its_particle_are_not_parted() {
        let check = |parts: &[&str], sentence| {
            let mut out = String::new();
            for part in parts {
                join(&mut out, part);
            }
            assert_eq!(out, sentence);
        };
        check(&["IMAP4", " を再有効化"], "IMAP4 を再有効化");
        check(
            &["オフライン アドレス帳", " を再有効化"],
            "オフライン アドレス帳を再有効化",
        );
        check(
            &["今すぐ ", "リモート PowerShell", " を"],
            "今すぐリモート PowerShell を",
        );
        check(&["Opt ", "POP3", " out"], "Opt POP3 out");
    }
}
