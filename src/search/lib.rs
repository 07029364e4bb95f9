//! Help search: one analyser for index and query, and the articles that are searched.
//!
//! The build turns the `help` folder into entries and the entries into an index; the page loads
//! the index and asks it at every keystroke. An entry is found from either language, whichever
//! the page shows. The crate knows neither the programme's rules nor the web.

mod analyse;
pub mod article;
mod bytes;
mod fold;
mod index;
#[cfg(not(target_arch = "wasm32"))]
pub mod library;
mod query;
mod read_title;
mod synonyms;
mod terms;
mod title;

pub use bytes::Damaged;
pub use index::Index;
pub use query::Hit;
pub use title::Title;

/// Something that help can lead to, with everything that it can be found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub kind: Kind,
    /// Relative to the tenant's own address: `help/diagnostics/basic-auth`; empty is home.
    pub address: String,
    /// At least one; a page in another language shows the first.
    pub texts: Vec<Text>,
    /// Other names that people type, in any language.
    pub aliases: Vec<String>,
}

/// What an entry says in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub lang: Lang,
    pub title: String,
    pub summary: String,
    /// Searched but not kept in the index.
    pub body: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Kind {
    Diagnostic,
    Page,
    Article,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    En,
    Ja,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ja];

    /// The BCP 47 tag, as in a file's name and in HTML's `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ja => "ja",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}
