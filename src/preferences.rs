//! What the reader chose and this browser remembers: language, theme, contrast, zone
//! of times, last tenant, shortcuts.

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

    const fn name(self) -> &'static str {
        match self {
            Self::System => SYSTEM,
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn remembered() -> Self {
        remembered(THEME, &Self::ALL, Self::name)
    }

    pub fn remember(self) {
        remember(THEME, self.name());
    }

    /// What the page shows whatever the system has.
    pub fn forced(self) -> Option<&'static str> {
        (self != Self::System).then_some(self.name())
    }
}

/// More contrast, or as the system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contrast {
    System,
    More,
}

impl Contrast {
    pub const ALL: [Self; 2] = [Self::System, Self::More];

    const fn name(self) -> &'static str {
        match self {
            Self::System => SYSTEM,
            Self::More => "more",
        }
    }

    pub fn remembered() -> Self {
        remembered(CONTRAST, &Self::ALL, Self::name)
    }

    pub fn remember(self) {
        remember(CONTRAST, self.name());
    }
}

/// Instants in the tenant's zone or in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    Tenant,
    Utc,
}

impl Times {
    const ALL: [Self; 2] = [Self::Tenant, Self::Utc];

    const fn name(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Utc => "utc",
        }
    }

    pub fn remembered() -> Self {
        remembered(TIMES, &Self::ALL, Self::name)
    }

    pub fn remember(self) {
        remember(TIMES, self.name());
    }
}

/// The starter reads these three as well, before the program runs.
const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const CONTRAST: &str = "contrast";
/// The value where the system decides, which is the first of all choices.
const SYSTEM: &str = "system";
const TIMES: &str = "times";
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

/// The remembered one of all, else the first.
fn remembered<T: Copy>(name: &str, all: &[T], name_of: fn(T) -> &'static str) -> T {
    let value = storage::get(name);
    let is_it = |it: &T| value.as_deref() == Some(name_of(*it));
    all.iter().copied().find(is_it).unwrap_or(all[0])
}

fn remember(name: &str, value: &str) {
    // A browser that keeps nothing asks again at the next visit, which is all that is lost.
    let _ = storage::set(name, value);
}
