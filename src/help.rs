//! The help that the build made: the search index and the articles, each fetched once when wanted.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use search::article::Article;
use search::{Index, Lang};

use crate::browser::assets::{self, NotFetched};
use crate::words::Language;

thread_local! {
    static INDEX: RefCell<Option<Rc<Index>>> = const { RefCell::new(None) };
    static ARTICLES: RefCell<HashMap<Lang, Articles>> = RefCell::default();
}

/// One language's articles by slug.
type Articles = Rc<HashMap<String, Article>>;

/// The search index. A file that cannot be read is treated like one that did not come.
pub(crate) async fn index() -> Result<Rc<Index>, NotFetched> {
    if let Some(index) = INDEX.with_borrow(Clone::clone) {
        return Ok(index);
    }
    let bytes = assets::fetch("help-index").await?;
    let index = Rc::new(Index::from_bytes(&bytes).map_err(|_| NotFetched)?);
    INDEX.set(Some(Rc::clone(&index)));
    Ok(index)
}

/// An article in a language, or nothing where there is no such article.
pub(crate) async fn article(language: Language, slug: &str) -> Result<Option<Article>, NotFetched> {
    let lang = lang(language);
    let articles = match ARTICLES.with_borrow(|known| known.get(&lang).cloned()) {
        Some(articles) => articles,
        None => fetch(lang).await?,
    };
    Ok(articles.get(slug).cloned())
}

async fn fetch(lang: Lang) -> Result<Articles, NotFetched> {
    let file = assets::fetch_text(&format!("articles.{}", lang.tag())).await?;
    let articles: Articles = serde_json::from_str(&file)
        .map(Rc::new)
        .map_err(|_| NotFetched)?;
    ARTICLES.with_borrow_mut(|known| known.insert(lang, Rc::clone(&articles)));
    Ok(articles)
}

/// In which language help is given: English where there is none in the page's own.
pub(crate) fn lang(language: Language) -> Lang {
    let same = |lang: &Lang| lang.tag() == language.tag();
    Lang::ALL.into_iter().find(same).unwrap_or(Lang::En)
}
