//! What the reader chose and this browser remembers: language, theme, last tenant, shortcuts.

use crate::browser::{page, storage};
use crate::words::Language;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The remembered theme.
    pub fn remembered() -> Self {
        let name = storage::get(THEME);
        name.and_then(|name| Self::from_name(&name))
            .unwrap_or(Self::System)
    }

    /// Shows the page in this theme and remembers it.
    pub fn choose(self) {
        page::set_theme((self != Self::System).then_some(self.name()));
        remember(THEME, self.name());
    }
}

/// The starter reads these two as well, before the program runs.
const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const TENANT: &str = "tenant";
const SINGLE_KEYS: &str = "single-keys";
const OFF: &str = "off";

/// The remembered language, else the browser's.
pub fn language() -> Language {
    let remembered = storage::get(LANGUAGE).and_then(|tag| Language::from_tag(&tag));
    remembered.unwrap_or_else(|| {
        let preferred = page::preferred_languages();
        Language::preferred(preferred.iter().map(String::as_str))
    })
}

pub fn remember_language(language: Language) {
    remember(LANGUAGE, language.tag());
}

pub fn last_tenant() -> Option<String> {
    storage::get(TENANT)
}

pub fn remember_tenant(id: &str) {
    remember(TENANT, id);
}

/// Whether characters by themselves are shortcuts, which they are until they are turned off.
pub fn has_single_keys() -> bool {
    storage::get(SINGLE_KEYS).as_deref() != Some(OFF)
}

pub fn remember_single_keys(are_on: bool) {
    remember(SINGLE_KEYS, if are_on { "on" } else { OFF });
}

fn remember(name: &str, value: &str) {
    // A browser that keeps nothing asks again at the next visit, which is all that is lost.
    let _ = storage::set(name, value);
}
