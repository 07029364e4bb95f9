//! The help search as a wasm module for any corpus: `build`, then `query` and `serialize`. It adds
//! nothing to the search that the app has.

use std::cell::RefCell;

use search::{Entry, Index, Kind, Lang, Text};
use wasm_bindgen::prelude::*;

use crate::corpus::Article;

/// As many as a list of suggestions shows.
const LIMIT: usize = 10;

thread_local! {
    static INDEX: RefCell<Option<Index>> = const { RefCell::new(None) };
}

/// Builds the index of `[{"id": …, "lang": "en" or "ja", "title": …, "text": …}]`, which replaces
/// the one before.
#[wasm_bindgen]
pub fn build(entries_json: &str) -> Result<(), JsError> {
    let articles: Vec<Article> = serde_json::from_str(entries_json)?;
    let entries: Vec<Entry> = articles.into_iter().map(entry).collect();
    INDEX.set(Some(Index::build(&entries)));
    Ok(())
}

/// The ids of the ten best entries, best first.
#[wasm_bindgen]
pub fn query(text: &str) -> Vec<String> {
    INDEX.with_borrow(|index| {
        let hits = index
            .iter()
            .flat_map(|index| index.search(text, Lang::En, LIMIT));
        hits.map(|hit| hit.id).collect()
    })
}

/// The index as the app fetches it, before compression.
#[wasm_bindgen]
pub fn serialize() -> Vec<u8> {
    INDEX.with_borrow(|index| index.as_ref().map(Index::to_bytes).unwrap_or_default())
}

/// An article as the index takes it; in a language that the search does not know, as English.
pub fn entry(article: Article) -> Entry {
    Entry {
        id: article.id,
        kind: Kind::Article,
        address: String::new(),
        texts: vec![Text {
            lang: Lang::from_tag(&article.lang).unwrap_or(Lang::En),
            title: article.title,
            summary: String::new(),
            body: article.text,
        }],
        aliases: Vec::new(),
    }
}
