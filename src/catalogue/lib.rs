//! The word catalogues: read, checked against each other, and written as typed keys.
//!
//! Used while building only. A catalogue is a TOML file per language: a table `[language]` about the
//! language itself, then sections and keys; a message may hold arguments, see [`message`]. A key
//! that English lacks, or other arguments or fixed days than English has, stop the build; a key that no code uses
//! is dead code and stops it as well.

mod keys;
mod language;
mod message;
mod pseudo;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

pub use language::{Direction, Language};
pub use message::Message;

/// The language whose keys count, and in which everything is said that another does not say.
const REFERENCE: &str = "en";

/// The languages that say everything: in them a missing key stops the build.
const WHOLE: [&str; 2] = [REFERENCE, "ja"];

/// Messages by "section.key", in the order in which the typed keys number them.
type Messages = BTreeMap<String, Message>;

/// All languages, known to agree; the reference first, the others by their tags.
pub struct Catalogues(Vec<Catalogue>);

struct Catalogue {
    language: Language,
    messages: Messages,
}

impl Catalogues {
    /// Reads `en.toml`, `ja.toml` … from a folder: whatever catalogues are there.
    pub fn load(folder: &Path) -> Result<Self, Fault> {
        let unreadable = |error: std::io::Error| Fault {
            file: folder.to_owned(),
            key: String::new(),
            what: error.to_string(),
        };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|kind| kind == "toml") {
                let text = std::fs::read_to_string(&path).map_err(unreadable)?;
                files.push((path, text));
            }
        }
        Self::of(files)
    }

    fn of(files: Vec<(PathBuf, String)>) -> Result<Self, Fault> {
        let read = |(path, text): (PathBuf, String)| Ok((parse(&path, &text)?, path));
        let mut read = files
            .into_iter()
            .map(read)
            .collect::<Result<Vec<_>, Fault>>()?;
        read.sort_by_key(|(catalogue, _)| {
            let tag = &catalogue.language.tag;
            (tag != REFERENCE, tag.clone())
        });
        let files: Vec<_> = read.iter().map(|(_, path)| path.clone()).collect();
        let mut catalogues: Vec<_> = read.into_iter().map(|(catalogue, _)| catalogue).collect();
        let Some((reference, others)) = catalogues.split_first_mut() else {
            return Ok(Self(Vec::new()));
        };
        for (catalogue, file) in others.iter_mut().zip(&files[1..]) {
            agree(&reference.messages, catalogue, file)?;
        }
        Ok(Self(catalogues))
    }

    /// The same with two languages that nobody speaks, made from English: one that is longer, with
    /// accents, and one that runs from right to left. What still reads as plain English on the page
    /// has escaped the catalogues.
    #[must_use]
    pub fn with_pseudo_languages(mut self) -> Self {
        let made = pseudo::languages().map(|(language, disguise)| Catalogue {
            messages: self
                .reference()
                .iter()
                .map(|(key, message)| (key.clone(), message.in_disguise(disguise)))
                .collect(),
            language,
        });
        self.0.extend(made);
        self
    }

    /// The typed keys as Rust source, for `include!`.
    pub fn rust(&self) -> String {
        let languages: Vec<_> = self.languages().collect();
        keys::write(&languages, self.reference(), &self.fingerprint())
    }

    /// In the order in which the page offers them.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.0.iter().map(|catalogue| &catalogue.language)
    }

    /// What a language's file holds: the fingerprint of the keys and the messages in their order.
    pub fn json(&self) -> impl Iterator<Item = (&Language, String)> {
        let fingerprint = self.fingerprint();
        self.0.iter().map(move |catalogue| {
            let own = |(key, message)| catalogue.messages.get(key).unwrap_or(message).json();
            let messages: Vec<_> = self.reference().iter().map(own).collect();
            let file = serde_json::json!({
                "language": catalogue.language.tag,
                "keys": fingerprint,
                "messages": messages,
            });
            (&catalogue.language, file.to_string())
        })
    }

    /// What a message without arguments says in each language, in their order; nothing if there is no
    /// such message.
    pub fn plain(&self, key: &str) -> Option<Vec<(&Language, &str)>> {
        let reference = self.reference().get(key)?;
        let said = self.0.iter().map(|catalogue| {
            let message = catalogue.messages.get(key).unwrap_or(reference);
            Some((&catalogue.language, message.plain()?))
        });
        said.collect()
    }

    /// The keys of one section, without the section's name.
    pub fn section<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a str> {
        self.reference()
            .keys()
            .filter_map(move |key| key.strip_prefix(section)?.strip_prefix('.'))
    }

    fn reference(&self) -> &Messages {
        &self.0[0].messages
    }

    /// Changes whenever a key or an argument does, so that a page never reads a file of another build.
    fn fingerprint(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for (key, message) in self.reference() {
            for byte in format!("{key}{:?};", message.arguments()).bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }
}

/// Whether a language says what the reference says, and nothing else; and whether it says it all.
fn agree(reference: &Messages, catalogue: &mut Catalogue, file: &Path) -> Result<(), Fault> {
    let fault = |key: &str, what: String| Fault {
        file: file.to_owned(),
        key: key.to_owned(),
        what,
    };
    for (key, message) in &catalogue.messages {
        let Some(wanted) = reference.get(key) else {
            return Err(fault(key, format!("is not in {REFERENCE}.toml")));
        };
        let (days, own_days) = (wanted.days(), message.days());
        let (wanted, found) = (wanted.arguments(), message.arguments());
        if wanted != found {
            return Err(fault(key, format!("takes {found:?}, {wanted:?} wanted")));
        }
        if days != own_days {
            return Err(fault(key, format!("names {own_days:?}, {days:?} wanted")));
        }
    }
    let missing = reference
        .keys()
        .find(|key| !catalogue.messages.contains_key(*key));
    match missing {
        Some(key) if WHOLE.contains(&catalogue.language.tag.as_str()) => {
            Err(fault(key, "is missing".to_owned()))
        }
        missing => {
            catalogue.language.is_whole = missing.is_none();
            Ok(())
        }
    }
}

/// What stops the build: where, which key, and what is wrong with it.
#[derive(Debug)]
pub struct Fault {
    file: PathBuf,
    key: String,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} {}", self.file.display(), self.key, self.what)
    }
}

impl std::error::Error for Fault {}

fn parse(file: &Path, text: &str) -> Result<Catalogue, Fault> {
    let fault = |key: &str, what: String| Fault {
        file: file.to_owned(),
        key: key.to_owned(),
        what,
    };
    let mut sections: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(text).map_err(|error| fault("", error.to_string()))?;
    let tag = file.file_stem().unwrap_or_default().to_string_lossy();
    let about = sections.remove(language::SECTION).unwrap_or_default();
    let language = Language::read(&tag, about).map_err(|what| fault(language::SECTION, what))?;
    let mut messages = Messages::new();
    for (section, entries) in sections {
        for (key, text) in entries {
            let name = format!("{section}.{key}");
            let message = Message::parse(&text).map_err(|what| fault(&name, what))?;
            messages.insert(name, message);
        }
    }
    Ok(Catalogue { language, messages })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &str = "[language]\nown_name = 'X'\nlocale = 'xx'\n";

    fn load(files: &[(&str, &str)]) -> Result<Catalogues, String> {
        let file = |(tag, text): &(&str, &str)| {
            let path = PathBuf::from(format!("words/{tag}.toml"));
            (path, format!("{ABOUT}{text}"))
        };
        Catalogues::of(files.iter().map(file).collect()).map_err(|fault| fault.to_string())
    }

    /// The file of a language.
    fn json(catalogues: &Catalogues, tag: &str) -> String {
        let mut files = catalogues.json();
        let file = files.find(|(language, _)| language.tag == tag);
        file.expect("it has one").1
    }

    #[test]
    fn catalogues_that_agree_are_numbered_alike() {
        let both = load(&[
            (
                "ja",
                "[home]\ntitle = 'ホーム'\nleft = '残り {days, plural, other {# 日}}'",
            ),
            (
                "en",
                "[home]\nleft = '{days, plural, one {# day} other {# days}} left'\ntitle = 'Home'",
            ),
        ])
        .expect("they agree");
        assert!(json(&both, "en").contains(r#""Home"]"#));
        assert!(json(&both, "ja").contains(r#""ホーム"]"#));
        assert!(both.rust().contains("fn left(days: i32)"));
        assert_eq!(both.section("home").collect::<Vec<_>>(), ["left", "title"]);
    }

    #[track_caller]
    fn stops(en: &str, ja: &str, what: &str) {
        let fault = load(&[("en", en), ("ja", ja)])
            .err()
            .expect("the build stops");
        assert!(fault.contains(what), "{fault}");
    }

    #[test]
    fn catalogues_that_differ_stop_the_build() {
        stops("[a]\nx = 'X'", "[a]", "ja.toml: a.x is missing");
        stops("[a]", "[a]\nx = 'X'", "ja.toml: a.x is not in en.toml");
        stops("[a]\nx = '{n}'", "[a]\nx = 'X'", "a.x takes");
        stops("[a]\nx = '{n}'", "[a]\nx = '{n, number}'", "a.x takes");
        let (last, eve) = ("[a]\nx = '{2022-12-31}'", "[a]\nx = '{2022-12-30}'");
        stops(last, eve, "ja.toml: a.x names");
        stops("[a]\nx = '{n'", "[a]\nx = 'X'", "a.x has an open brace");
        stops("[a]\nx = 1", "[a]\nx = 'X'", "expected a string");
    }

    #[test]
    fn another_language_says_in_english_what_it_lacks() {
        let en = "[a]\nx = 'Yes'\ny = 'No'";
        let of = |de: &str| load(&[("en", en), ("ja", en), ("de", de)]);
        let partial = of("[a]\nx = 'Ja'").expect("it may be partial");
        assert!(json(&partial, "de").contains(r#"["Ja","No"]"#));
        let is_whole = |catalogues: &Catalogues| {
            let mut languages = catalogues.languages();
            languages.find(|it| it.tag == "de").unwrap().is_whole
        };
        assert!(!is_whole(&partial));
        assert!(is_whole(
            &of("[a]\nx = 'Ja'\ny = 'Nein'").expect("it is whole")
        ));
        let unknown = of("[a]\nz = 'Z'").err().expect("the build stops");
        assert_eq!(unknown, "words/de.toml: a.z is not in en.toml");
    }

    #[test]
    fn english_comes_first_and_the_rest_by_its_tag() {
        let all = load(&[("ja", ""), ("de", ""), ("en", "")]).expect("they agree");
        let tags: Vec<_> = all.languages().map(|it| it.tag.as_str()).collect();
        assert_eq!(tags, ["en", "de", "ja"]);
    }

    #[test]
    fn a_pseudo_language_disguises_all_but_the_arguments() {
        let en = "[a]\nx = '{n, plural, one {# day} other {# days}} for {who}'";
        let all = load(&[("en", en)]).expect("it agrees with itself");
        let all = all.with_pseudo_languages();
        let plain = json(&all, "en");
        for tag in ["en-XA", "ar-XB"] {
            let disguised = json(&all, tag);
            for word in ["day", "for"] {
                assert!(
                    plain.contains(word) && !disguised.contains(word),
                    "{disguised}"
                );
            }
            assert!(disguised.contains(r#""of":0"#), "{disguised}");
        }
    }

    #[test]
    fn a_key_or_an_argument_more_changes_the_fingerprint() {
        let print = |text| load(&[("en", text)]).expect("it agrees").fingerprint();
        assert_ne!(print("[a]\nx = 'X'"), print("[a]\nx = 'X'\ny = 'Y'"));
        assert_ne!(print("[a]\nx = 'X'"), print("[a]\nx = '{n}'"));
        assert_eq!(print("[a]\nx = 'X'"), print("[a]\nx = 'Z'"));
    }
}
