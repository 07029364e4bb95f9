//! What the search may cost and has to find, counted and not timed, on the corpus of the bench.
//!
//! Who makes it better lowers the limits here; who raises one says why.

use std::sync::LazyLock;

use search::{Index, Lang};
use search_bench::{corpus, module, queries};

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let articles = corpus::articles(corpus::JUDGED).into_iter();
    let entries: Vec<_> = articles.map(module::entry).collect();
    Index::build(&entries)
});

#[test]
fn the_index_of_a_thousand_articles_has_its_size() {
    let bytes = INDEX.to_bytes().len();
    assert!(bytes <= 195_000, "{bytes}");
}

#[test]
fn the_judged_queries_find_their_answers() {
    let queries = queries::all();
    let places: Vec<Option<usize>> = queries
        .iter()
        .map(|query| {
            let hits = INDEX.search(query.text, Lang::En, 3);
            hits.iter()
                .position(|hit| query.best.contains(&hit.id.as_str()))
        })
        .collect();
    let first = places.iter().filter(|place| **place == Some(0)).count();
    let third = places.iter().flatten().count();
    assert!(
        first >= 87 && third >= 98,
        "{first} first, {third} of three"
    );
}
