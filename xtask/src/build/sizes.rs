//! What a browser fetches, in a table, and the limit of what it fetches before the first view.

use super::{compress::Compressed, site::Site};
use crate::Outcome;
use std::{cmp::Reverse, fmt::Write};

/// Brotli bytes of the first view: what it takes today, so that nothing is added unnoticed. The goal
/// is 200 KiB.
const LIMIT: usize = 430 * 1024;

/// A line per file, the largest first, and the first view's total.
pub(super) fn table(site: &Site, compressed: &Compressed) -> String {
    let mut table = "| file | raw | gzip | brotli |\n| --- | ---: | ---: | ---: |\n".to_owned();
    let mut lines: Vec<_> = compressed.iter().collect();
    lines.sort_by_key(|(_, copies)| Reverse(copies.brotli.len()));
    for (name, copies) in lines {
        let (raw, gzip, brotli) = (
            site.files()[name].len(),
            copies.gzip.len(),
            copies.brotli.len(),
        );
        let _ = writeln!(table, "| {name} | {raw} | {gzip} | {brotli} |");
    }
    let first_view = first_view(compressed);
    let _ = write!(
        table,
        "\nFirst view: {first_view} bytes of brotli, {} KiB.",
        first_view.div_ceil(1024)
    );
    table
}

pub(super) fn check(compressed: &Compressed) -> Outcome {
    let total = first_view(compressed);
    if total <= LIMIT {
        return Ok(());
    }
    Err(format!(
        "The first view takes {total} bytes of brotli; the limit is {LIMIT} (xtask/src/build/sizes.rs)."
    ))
}

/// The page, its style sheet, both modules, the wasm that it starts, and the words of one language,
/// the larger. The other parts of the program, articles and the help index come when they are wanted.
fn first_view(compressed: &Compressed) -> usize {
    let of = |fits: fn(&str) -> bool| {
        let files = compressed.iter().filter(move |(name, _)| fits(name));
        files.map(|(_, copies)| copies.brotli.len())
    };
    let shell = of(|name| {
        let kind = name.rsplit_once('.').map(|(_, kind)| kind);
        let is_main = name.starts_with("app-") && kind == Some("wasm");
        is_main || matches!(kind, Some("html" | "css" | "js"))
    });
    let words = of(|name| name.starts_with("words."));
    shell.sum::<usize>() + words.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{super::compress, super::site::tests::built, *};

    #[test]
    fn the_first_view_counts_one_language_and_nothing_that_comes_later() {
        let compressed = Compressed::from([
            file("index.html", 1),
            file("app-1.css", 10),
            file("app-2.js", 100),
            file("start-3.js", 200),
            file("app-4.wasm", 1000),
            file("later-9.wasm", 1_000_000),
            file("words.en-5.json", 10_000),
            file("words.ja-6.json", 20_000),
            file("articles.en-7.json", 100_000),
            file("help-index-8.bin", 100_000),
        ]);
        assert_eq!(first_view(&compressed), 21_311);
        assert_eq!(check(&compressed), Ok(()));
    }

    #[test]
    fn a_first_view_beyond_the_limit_is_refused() {
        assert_eq!(
            check(&Compressed::from([file("app-4.wasm", LIMIT)])),
            Ok(())
        );
        let heavy = Compressed::from([file("app-4.wasm", LIMIT), file("index.html", 1)]);
        assert!(check(&heavy).unwrap_err().contains("the limit is"));
    }

    #[test]
    fn every_file_has_a_line_and_the_largest_comes_first() {
        let site = built();
        let table = table(&site, &compress::all(&site).unwrap());
        let files: Vec<&str> = table
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
            .skip(2)
            .collect();
        assert_eq!(files.len(), 8);
        assert_eq!(files[0], "index.html");
    }

    fn file(name: &str, brotli: usize) -> (String, compress::Copies) {
        let copies = compress::Copies {
            brotli: vec![0; brotli],
            gzip: Vec::new(),
        };
        (name.to_owned(), copies)
    }
}
