//! Invented help articles on Exchange Online, four English ones to one in Japanese: every task
//! with every topic, some articles of their own, and for more than a thousand every task once
//! more by other means.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// As the bench's module takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: String,
    /// `en` or `ja`.
    pub lang: String,
    pub title: String,
    pub text: String,
}

/// What the judged queries are asked of: everything that is not said by other means.
pub const JUDGED: usize = 1_000;

/// So many articles in an order that tells nothing. A smaller corpus is a part of the
/// judged one, and a larger one has all of it.
pub fn articles(count: usize) -> Vec<Article> {
    let of = |language: &Language, count: usize| {
        let mut base = language.base();
        base.sort_by_key(|article| scattered(&article.id));
        base.extend(language.by_other_means());
        base.truncate(count);
        base
    };
    let japanese = count / 5;
    let mut all = of(&ENGLISH, count - japanese);
    all.extend(of(&JAPANESE, japanese));
    all.sort_by_key(|article| scattered(&article.id));
    all
}

/// The texts of one language, each file as its first line says.
struct Language {
    tag: &'static str,
    topics: &'static str,
    tasks: &'static str,
    means: &'static str,
    single: &'static str,
    /// Whether the words for the means stand before the title.
    means_first: bool,
}

const ENGLISH: Language = Language {
    tag: "en",
    topics: include_str!("corpus/topics.en.txt"),
    tasks: include_str!("corpus/tasks.en.txt"),
    means: include_str!("corpus/means.en.txt"),
    single: include_str!("corpus/single.en.txt"),
    means_first: false,
};

const JAPANESE: Language = Language {
    tag: "ja",
    topics: include_str!("corpus/topics.ja.txt"),
    tasks: include_str!("corpus/tasks.ja.txt"),
    means: include_str!("corpus/means.ja.txt"),
    single: include_str!("corpus/single.ja.txt"),
    means_first: true,
};

impl Language {
    fn base(&self) -> Vec<Article> {
        let single = rows(self.single).map(|row| self.article(row[0], row[1], row[2]));
        let grown = self.grown().into_iter().map(|(_, article)| article);
        single.chain(grown).collect()
    }

    fn by_other_means(&self) -> Vec<Article> {
        let grown = self.grown();
        let mut found = Vec::new();
        for means in rows(self.means) {
            for (_, article) in grown.iter().filter(|(task, _)| *task != "about") {
                let title = if self.means_first {
                    format!("{}{}", means[1], article.title)
                } else {
                    format!("{} {}", article.title, means[1])
                };
                found.push(Article {
                    id: format!("{}/{}", article.id, means[0]),
                    lang: article.lang.clone(),
                    title,
                    text: format!("{} {}", article.text, means[2]),
                });
            }
        }
        found
    }

    /// Every task with every topic, in one of the forms that the task has.
    fn grown(&self) -> Vec<(&'static str, Article)> {
        let mut grown = Vec::new();
        for topic in rows(self.topics) {
            let name = topic[0];
            let topic = self.slots(&topic);
            for (task, forms) in tasks(self.tasks) {
                let name = format!("{name}/{task}");
                let form = |mark: &str| {
                    let forms: Vec<&str> = forms
                        .iter()
                        .filter_map(|form| form.strip_prefix(mark))
                        .collect();
                    let choice = scattered(&format!("{name}{mark}")) % forms.len() as u64;
                    filled(forms[usize::try_from(choice).unwrap_or(0)], &topic)
                };
                grown.push((task, self.article(&name, &form("t "), &form("b "))));
            }
        }
        grown
    }

    /// What a topic has for each place that a form leaves open.
    fn slots(&self, row: &[&str]) -> HashMap<&'static str, String> {
        let names: &[&str] = if self.tag == "en" {
            &["{a}", "{s}", "{w}", "{what}", "{limit}", "{wrong}"]
        } else {
            &["{x}", "{w}", "{what}", "{limit}", "{wrong}"]
        };
        let values = row[1..].iter().map(|&value| value.to_owned());
        let mut slots: HashMap<_, _> = names.iter().copied().zip(values).collect();
        if self.tag == "en" {
            let bare = row[1].split_once(' ').map_or(row[1], |(_, bare)| bare);
            slots.insert("{x}", bare.to_owned());
            slots.insert("{Ss}", row[2][..1].to_uppercase() + &row[2][1..]);
        }
        slots
    }

    fn article(&self, name: &str, title: &str, text: &str) -> Article {
        Article {
            id: format!("{}/{name}", self.tag),
            lang: self.tag.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
        }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(" | ").collect())
}

/// Each task with its forms.
fn tasks(table: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut tasks: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix('['), tasks.last_mut()) {
            (Some(task), _) => tasks.push((task.trim_end_matches(']'), Vec::new())),
            (None, Some((_, forms))) => forms.push(line),
            (None, None) => {}
        }
    }
    tasks
}

fn filled(form: &str, slots: &HashMap<&str, String>) -> String {
    let fill = |text: String, (slot, value): (&&str, &String)| text.replace(slot, value);
    slots.iter().fold(form.to_owned(), fill)
}

/// FNV-1a: the same on every machine, and for similar names quite different.
fn scattered(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_size_is_four_parts_english_and_one_japanese_without_repetition() {
        for count in [100, JUDGED, 5_000] {
            let articles = articles(count);
            assert_eq!(articles.len(), count);
            let japanese = articles.iter().filter(|it| it.lang == "ja").count();
            assert_eq!(japanese * 5, count);
            let titles: HashSet<&str> = articles.iter().map(|it| it.title.as_str()).collect();
            assert_eq!(titles.len(), count);
            assert!(
                articles
                    .iter()
                    .all(|it| !it.title.contains('{') && !it.text.contains('{'))
            );
        }
    }

    #[test]
    fn a_larger_corpus_has_the_smaller_one() {
        let ids =
            |count| -> HashSet<String> { articles(count).into_iter().map(|it| it.id).collect() };
        assert!(ids(100).is_subset(&ids(JUDGED)));
        assert!(ids(JUDGED).is_subset(&ids(5_000)));
    }

    #[test]
    fn the_judged_corpus_is_everything_that_is_not_said_by_other_means() {
        assert_eq!(ENGLISH.base().len() + JAPANESE.base().len(), JUDGED);
        assert_eq!(ENGLISH.base().len(), JUDGED / 5 * 4);
    }
}
