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

/// At every keystroke of every judged query. What a slip is compared with and the titles that are
/// looked at once more are not counted.
#[test]
fn a_keystroke_reads_few_postings() {
    let mut read = Vec::new();
    for query in queries::all() {
        let ends = query.text.char_indices().skip(1).map(|(end, _)| end);
        for end in ends.chain([query.text.len()]) {
            read.push(INDEX.postings_read(&query.text[..end]));
        }
    }
    read.sort_unstable();
    let (most, p95) = (read[read.len() - 1], read[read.len() * 95 / 100]);
    assert!(most <= 4_600 && p95 <= 1_800, "at most {most}, p95 {p95}");
}
