//! The help folder, read when the app is built: never part of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::article::{Article, ArticleFault};
use crate::{Entry, Kind, Lang};

/// The files of one slug, a language each: `help/smtp-auth.en.md` and `help/smtp-auth.ja.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    pub slug: String,
    /// In the order of [`Lang::ALL`], none missing.
    pub articles: Vec<(Lang, Article)>,
}

/// Why the folder cannot be used.
#[derive(Debug)]
pub enum Fault {
    Unreadable(PathBuf, std::io::Error),
    Article(PathBuf, ArticleFault),
    /// Something that no single line is to blame for.
    Folder(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Article(path, fault) => write!(f, "{}: {fault}", path.display()),
            Self::Folder(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Fault {}

/// Reads every file of the folder, sorted by slug, and checks that each exists in each language
/// with the same kind, address and rules, and that every link leads somewhere.
pub fn load(folder: &Path) -> Result<Vec<Volume>, Fault> {
    let unreadable = |error| Fault::Unreadable(folder.to_owned(), error);
    let mut articles: BTreeMap<String, BTreeMap<Lang, Article>> = BTreeMap::new();
    for file in fs::read_dir(folder).map_err(unreadable)? {
        let path = file.map_err(unreadable)?.path();
        let (slug, lang) = slug_and_lang(&path)
            .ok_or_else(|| Fault::Folder(format!("{}: expected slug.lang.md", path.display())))?;
        let source =
            fs::read_to_string(&path).map_err(|error| Fault::Unreadable(path.clone(), error))?;
        let article =
            Article::parse(&source).map_err(|fault| Fault::Article(path.clone(), fault))?;
        articles.entry(slug).or_default().insert(lang, article);
    }
    let volumes: Vec<Volume> = articles
        .into_iter()
        .map(|(slug, articles)| Volume {
            slug,
            articles: articles.into_iter().collect(),
        })
        .collect();
    check(&volumes).map_err(Fault::Folder)?;
    Ok(volumes)
}

/// What the search index is built from.
pub fn entries(volumes: &[Volume]) -> Vec<Entry> {
    volumes.iter().map(Volume::entry).collect()
}

/// One language's articles by slug, as the page fetches them.
pub fn articles(volumes: &[Volume], language: Lang) -> BTreeMap<&str, &Article> {
    let mut articles = BTreeMap::new();
    for volume in volumes {
        for (_, article) in volume.articles.iter().filter(|(lang, _)| *lang == language) {
            articles.insert(volume.slug.as_str(), article);
        }
    }
    articles
}

impl Volume {
    pub fn kind(&self) -> Kind {
        self.articles[0].1.kind
    }

    /// Relative to the tenant's own address.
    pub fn address(&self) -> String {
        let (_, article) = &self.articles[0];
        match article.kind {
            Kind::Diagnostic => format!("help/diagnostics/{}", self.slug),
            Kind::Article => format!("help/articles/{}", self.slug),
            Kind::Page => article.address.clone().unwrap_or_default(),
        }
    }

    fn entry(&self) -> Entry {
        let articles = self.articles.iter();
        Entry {
            id: self.slug.clone(),
            kind: self.kind(),
            address: self.address(),
            texts: articles
                .clone()
                .map(|(lang, article)| article.text(*lang))
                .collect(),
            aliases: articles
                .flat_map(|(_, article)| article.aliases.clone())
                .collect(),
        }
    }
}

fn slug_and_lang(path: &Path) -> Option<(String, Lang)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".md")?;
    let (slug, lang) = name.split_once('.')?;
    Some((slug.to_owned(), Lang::from_tag(lang)?))
}

/// Pages that articles lead to, and that have no entry of their own.
const PAGES: [&str; 3] = [
    "reports/basic-auth-usage",
    "settings/services/modern-authentication",
    "timeline",
];

fn check(volumes: &[Volume]) -> Result<(), String> {
    for Volume { slug, articles } in volumes {
        if let Some(missing) = Lang::ALL
            .iter()
            .find(|lang| articles.iter().all(|(has, _)| has != *lang))
        {
            return Err(format!("{slug}.{}.md is missing", missing.tag()));
        }
        let (_, first) = &articles[0];
        let differs = |other: &Article| {
            (other.kind, &other.address, &other.rules) != (first.kind, &first.address, &first.rules)
        };
        if articles.iter().any(|(_, other)| differs(other)) {
            return Err(format!(
                "{slug}: the languages differ in kind, address or rules"
            ));
        }
    }
    let mut known: BTreeSet<String> = volumes.iter().map(Volume::address).collect();
    if known.len() < volumes.len() {
        return Err("two entries have one address".to_owned());
    }
    known.extend(PAGES.map(str::to_owned));
    for Volume { slug, articles } in volumes {
        for (lang, article) in articles {
            let mut links = article.links();
            if let Some(lost) =
                links.find(|link| !link.starts_with("https://") && !known.contains(*link))
            {
                return Err(format!(
                    "{slug}.{}.md links to {lost:?}, which is nowhere",
                    lang.tag()
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn volume(slug: &str, body: &str) -> Volume {
        let source = format!("---\nkind: article\ntitle: T\nsummary: S\n---\n\n{body}\n");
        let article = Article::parse(&source).unwrap();
        Volume {
            slug: slug.to_owned(),
            articles: Lang::ALL.map(|lang| (lang, article.clone())).to_vec(),
        }
    }

    #[track_caller]
    fn check_fault(volumes: &[Volume], what: &str) {
        let fault = check(volumes).unwrap_err();
        assert!(fault.contains(what), "{fault}");
    }

    #[test]
    fn a_file_says_its_slug_and_language() {
        let slug_and_lang = |name| slug_and_lang(Path::new(name));
        assert_eq!(
            slug_and_lang("help/smtp-auth.ja.md"),
            Some(("smtp-auth".to_owned(), Lang::Ja))
        );
        assert_eq!(slug_and_lang("help/smtp-auth.md"), None);
        assert_eq!(slug_and_lang("help/smtp-auth.de.md"), None);
        assert_eq!(slug_and_lang("help/smtp-auth.ja.txt"), None);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let fault = load(Path::new("no/such/folder")).unwrap_err();
        assert!(fault.to_string().contains("no/such/folder"), "{fault}");
    }

    #[test]
    fn each_language_has_its_own_articles() {
        let mut volume = volume("one", "");
        volume.articles[1].1.title = "題".to_owned();
        let title = |lang| {
            articles(std::slice::from_ref(&volume), lang)["one"]
                .title
                .clone()
        };
        assert_eq!(Lang::ALL.map(title), ["T", "題"]);
    }

    #[test]
    fn every_entry_has_an_address_of_its_own() {
        let page = |slug| {
            let mut page = volume(slug, "");
            for (_, article) in &mut page.articles {
                article.kind = Kind::Page;
                article.address = Some("history".to_owned());
            }
            page
        };
        assert_eq!(check(&[page("one"), volume("two", "")]), Ok(()));
        check_fault(&[page("one"), page("two")], "one address");
    }

    #[test]
    fn every_link_leads_to_an_entry_or_outside() {
        let linked = volume("one", "[a](help/articles/two) [b](https://example.com)");
        assert_eq!(check(&[linked.clone(), volume("two", "")]), Ok(()));
        check_fault(&[linked], "help/articles/two");
    }

    #[test]
    fn every_language_is_there_and_agrees() {
        let mut half = volume("one", "");
        half.articles.truncate(1);
        check_fault(&[half], "one.ja.md is missing");
        let mut torn = volume("one", "");
        torn.articles[1].1.kind = Kind::Diagnostic;
        check_fault(&[torn], "differ");
        let mut uneven = volume("one", "");
        uneven.articles[1].1.rules = vec![6];
        check_fault(&[uneven], "differ");
    }
}
