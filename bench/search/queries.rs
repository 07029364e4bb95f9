//! What is asked of the judged corpus, and which articles answer it.

use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Query {
    pub text: &'static str,
    /// `en` or `ja`.
    pub lang: &'static str,
    /// `plain`, or in which way it differs from what is written in the article.
    pub kind: &'static str,
    /// Whether it is one of those that are typed letter by letter, to take the time.
    pub typed: bool,
    /// The articles of which any is the best answer.
    pub best: Vec<&'static str>,
}

pub fn all() -> Vec<Query> {
    let lines = include_str!("queries.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let query = |line: &'static str| -> Option<Query> {
        let mut columns = line.split(" | ");
        Some(Query {
            lang: columns.next()?,
            typed: columns.next()? == "typed",
            kind: columns.next()?,
            text: columns.next()?,
            best: columns.next()?.split(", ").collect(),
        })
    };
    lines.filter_map(query).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus;

    #[test]
    fn there_are_a_hundred_half_of_them_japanese_a_third_varied_and_sixty_typed() {
        let all = all();
        let count = |holds: fn(&Query) -> bool| all.iter().filter(|query| holds(query)).count();
        assert_eq!(all.len(), 100);
        assert_eq!(count(|query| query.lang == "ja"), 50);
        assert_eq!(count(|query| query.typed), 60);
        assert_eq!(count(|query| query.typed && query.lang == "ja"), 30);
        assert!(count(|query| query.kind != "plain") * 3 >= 100);
    }

    #[test]
    fn every_answer_is_in_the_judged_corpus() {
        let articles = corpus::articles(corpus::JUDGED);
        for id in all().iter().flat_map(|query| &query.best) {
            assert!(articles.iter().any(|article| article.id == *id), "{id}");
        }
    }
}
