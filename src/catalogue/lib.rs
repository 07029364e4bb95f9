//! The word catalogues: read, checked against each other, and written as typed keys.
//!
//! Used while building only. A catalogue is a TOML file per language with sections and keys; a
//! message may hold arguments, see [`message`]. Two catalogues that differ in a key or in the
//! arguments of one stop the build; a key that no code uses is dead code and stops it as well.

mod keys;
mod message;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

pub use message::Message;

/// The languages with a catalogue, the reference first.
pub const LANGUAGES: [&str; 2] = ["en", "ja"];

/// Messages by "section.key", in the order in which the typed keys number them.
type Messages = BTreeMap<String, Message>;

/// Both languages, known to agree.
pub struct Catalogues {
    by_language: Vec<(&'static str, Messages)>,
}

impl Catalogues {
    /// Reads `en.toml`, `ja.toml` … from a folder.
    pub fn load(folder: &Path) -> Result<Self, Fault> {
        let read = |language| {
            let path = folder.join(format!("{language}.toml"));
            let text = std::fs::read_to_string(&path).map_err(|error| Fault {
                file: path.clone(),
                key: String::new(),
                what: error.to_string(),
            })?;
            parse(&path, &text)
        };
        let by_language = LANGUAGES
            .into_iter()
            .map(|language| Ok((language, read(language)?)))
            .collect::<Result<Vec<_>, Fault>>()?;
        let catalogues = Self { by_language };
        catalogues.check(folder)?;
        Ok(catalogues)
    }

    /// The typed keys as Rust source, for `include!`.
    pub fn rust(&self) -> String {
        keys::write(self.reference(), &self.fingerprint())
    }

    /// What a language's file holds: the fingerprint of the keys and the messages in their order.
    pub fn json(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        let fingerprint = self.fingerprint();
        self.by_language.iter().map(move |(language, messages)| {
            let messages: Vec<_> = messages.values().map(Message::json).collect();
            let file = serde_json::json!({
                "language": language,
                "keys": fingerprint,
                "messages": messages,
            });
            (*language, file.to_string())
        })
    }

    /// The keys of one section, without the section's name.
    pub fn section<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a str> {
        self.reference()
            .keys()
            .filter_map(move |key| key.strip_prefix(section)?.strip_prefix('.'))
    }

    fn reference(&self) -> &Messages {
        &self.by_language[0].1
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

    fn check(&self, folder: &Path) -> Result<(), Fault> {
        let reference = self.reference();
        for (language, messages) in &self.by_language[1..] {
            let fault = |key: &str, what: String| Fault {
                file: folder.join(format!("{language}.toml")),
                key: key.to_owned(),
                what,
            };
            for (key, message) in reference {
                let Some(translated) = messages.get(key) else {
                    return Err(fault(key, "is missing".to_owned()));
                };
                let (wanted, found) = (message.arguments(), translated.arguments());
                if wanted != found {
                    return Err(fault(key, format!("takes {found:?}, {wanted:?} wanted")));
                }
            }
            if let Some(key) = messages.keys().find(|key| !reference.contains_key(*key)) {
                return Err(fault(key, format!("is not in {}.toml", LANGUAGES[0])));
            }
        }
        Ok(())
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

fn parse(file: &Path, text: &str) -> Result<Messages, Fault> {
    let fault = |key: &str, what: String| Fault {
        file: file.to_owned(),
        key: key.to_owned(),
        what,
    };
    let sections: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(text).map_err(|error| fault("", error.to_string()))?;
    let mut messages = Messages::new();
    for (section, entries) in sections {
        for (key, text) in entries {
            let name = format!("{section}.{key}");
            let message = Message::parse(&text).map_err(|what| fault(&name, what))?;
            messages.insert(name, message);
        }
    }
    Ok(messages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(en: &str, ja: &str) -> Result<Catalogues, String> {
        let messages =
            |text| parse(Path::new("words.toml"), text).map_err(|fault| fault.to_string());
        let catalogues = Catalogues {
            by_language: vec![("en", messages(en)?), ("ja", messages(ja)?)],
        };
        catalogues
            .check(Path::new("words"))
            .map_err(|fault| fault.to_string())?;
        Ok(catalogues)
    }

    #[test]
    fn catalogues_that_agree_are_numbered_alike() {
        let both = load(
            "[home]\nleft = '{days, plural, one {# day} other {# days}} left'\ntitle = 'Home'",
            "[home]\ntitle = 'ホーム'\nleft = '残り {days, plural, other {# 日}}'",
        )
        .expect("they agree");
        let files: Vec<_> = both.json().map(|(_, json)| json).collect();
        assert!(files[0].contains(r#""Home"]"#), "{}", files[0]);
        assert!(files[1].contains(r#""ホーム"]"#), "{}", files[1]);
        assert!(both.rust().contains("fn left(days: i32)"));
        assert_eq!(both.section("home").collect::<Vec<_>>(), ["left", "title"]);
    }

    #[track_caller]
    fn stops(en: &str, ja: &str, what: &str) {
        let fault = load(en, ja).err().expect("the build stops");
        assert!(fault.contains(what), "{fault}");
    }

    #[test]
    fn catalogues_that_differ_stop_the_build() {
        stops("[a]\nx = 'X'", "[a]", "a.x is missing");
        stops("[a]", "[a]\nx = 'X'", "a.x is not in en.toml");
        stops("[a]\nx = '{n}'", "[a]\nx = 'X'", "a.x takes");
        stops("[a]\nx = '{n}'", "[a]\nx = '{n, number}'", "a.x takes");
        stops("[a]\nx = '{n'", "[a]\nx = 'X'", "a.x has an open brace");
        stops("[a]\nx = 1", "[a]\nx = 'X'", "expected a string");
    }

    #[test]
    fn a_key_or_an_argument_more_changes_the_fingerprint() {
        let print = |text| load(text, text).expect("they agree").fingerprint();
        assert_ne!(print("[a]\nx = 'X'"), print("[a]\nx = 'X'\ny = 'Y'"));
        assert_ne!(print("[a]\nx = 'X'"), print("[a]\nx = '{n}'"));
        assert_eq!(print("[a]\nx = 'X'"), print("[a]\nx = 'Z'"));
    }
}
