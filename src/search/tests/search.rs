//! How searching behaves, whatever is in the index.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use search::{Damaged, Entry, Hit, Index, Kind, Lang, Text};

fn entry(id: &str, kind: Kind, texts: &[(Lang, &str, &str)]) -> Entry {
    let text = |&(lang, title, body): &(Lang, &str, &str)| Text {
        lang,
        title: title.to_owned(),
        summary: "In short".to_owned(),
        body: body.to_owned(),
    };
    Entry {
        id: id.to_owned(),
        kind,
        address: format!("help/{id}"),
        texts: texts.iter().map(text).collect(),
        aliases: Vec::new(),
    }
}

static MAILBOXES: LazyLock<Index> = LazyLock::new(|| {
    use Kind::{Article, Diagnostic, Page};
    use Lang::{En, Ja};
    Index::build(&[
        entry(
            "size",
            Article,
            &[(En, "Mailbox size", ""), (Ja, "メールボックスのサイズ", "")],
        ),
        entry(
            "archive",
            Article,
            &[
                (En, "Archive mailboxes", ""),
                (Ja, "アーカイブ", "基本認証"),
            ],
        ),
        entry(
            "users",
            Page,
            &[(En, "The users’ list", ""), (Ja, "ユーザーの一覧", "")],
        ),
        entry(
            "line",
            Article,
            &[(En, "Wires", "A mailbox needs one"), (Ja, "回線", "")],
        ),
        entry(
            "auth",
            Diagnostic,
            &[(En, "Basic auth", ""), (Ja, "基本認証", "")],
        ),
        entry(
            "about",
            Article,
            &[
                (En, "On basic auth", "Basic auth"),
                (Ja, "基本認証とは", ""),
            ],
        ),
    ])
});

fn found(query: &str) -> Vec<String> {
    let hits = MAILBOXES.search(query, Lang::En, 10);
    hits.into_iter().map(|hit| hit.id).collect()
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    assert_eq!(found(query), expected, "{query}");
}

/// The order in which a query finds articles with these English titles and texts.
fn order(query: &str, articles: &[(&str, &str)]) -> Vec<usize> {
    let texts = articles
        .iter()
        .map(|&(title, body)| [(Lang::En, title, body)]);
    let entries: Vec<Entry> = texts
        .map(|texts| entry(texts[0].1, Kind::Article, &texts))
        .collect();
    let hits = Index::build(&entries).search(query, Lang::En, entries.len());
    let place = |hit: &Hit| articles.iter().position(|(title, _)| *title == hit.id);
    hits.iter().filter_map(place).collect()
}

#[test]
fn the_title_counts_for_more_than_the_text() {
    let repeated = "mailbox mailbox mailbox mailbox";
    assert_eq!(
        order("mailbox", &[("Wires", repeated), ("Mailbox wires", "")]),
        [1, 0]
    );
    check("mailbox", &["size", "archive", "line"]);
}

#[test]
fn the_shorter_of_two_titles_comes_first() {
    let titles = [
        ("Mailbox limits and a good deal more", ""),
        ("Mailbox limits", ""),
    ];
    assert_eq!(order("mailbox", &titles), [1, 0]);
}

/// By hand, with strengths of 56, 8 and 44 and rarities of ln(1 + 2.5 ÷ 1.5) and ln(1 + 1.5 ÷ 2.5):
/// their products, less for what lacks a word, more for a diagnostic with a word in its name.
#[test]
fn a_score_adds_up_what_was_typed_by_strength_and_rarity() {
    let index = Index::build(&[
        entry("wires", Kind::Diagnostic, &[(Lang::En, "Wires", "iron")]),
        entry("iron", Kind::Article, &[(Lang::En, "Iron wheels", "")]),
        entry("rust", Kind::Article, &[(Lang::En, "Rust", "")]),
    ]);
    let hits = index.search("wires iron ", Lang::En, 10);
    let expected = [("wires", 85.508), ("iron", 6.699)];
    assert_eq!(hits.len(), expected.len());
    for (hit, (id, score)) in hits.iter().zip(expected) {
        assert_eq!(hit.id, id);
        assert!((hit.score - score).abs() < 0.01, "{id}: {}", hit.score);
    }
}

#[test]
fn a_word_comes_before_its_inflections() {
    assert_eq!(order("wires", &[("Wire", ""), ("Wires", "")]), [1, 0]);
}

#[test]
fn words_that_stand_together_come_first() {
    let titles = [
        ("Quota for large mailbox owners", ""),
        ("Owners of large quota mailbox", ""),
    ];
    assert_eq!(order("quota mailbox", &titles), [1, 0]);
    assert_eq!(order("large mailbox", &titles), [0, 1]);
}

#[test]
fn little_words_and_endings_count_for_less() {
    let titles = [("The", ""), ("Wires made of iron of every kind", "")];
    assert_eq!(order("the wires", &titles), [1, 0]);
    let titles = [("から", ""), ("とても長い題名の回線", "")];
    assert_eq!(order("回線から", &titles), [1, 0]);
}

#[test]
fn a_word_typed_twice_counts_once() {
    let scores = |query| -> Vec<f32> {
        let hits = MAILBOXES.search(query, Lang::En, 10);
        hits.iter().map(|hit| hit.score).collect()
    };
    assert_eq!(scores("wires archive archive "), scores("wires archive "));
}

#[test]
fn the_word_being_typed_may_be_a_beginning() {
    check("mailb", &["size", "archive", "line"]);
    check("size mailb", &["size", "archive", "line"]);
}

#[test]
fn a_word_left_unfinished_is_a_beginning_where_nothing_is_called_so() {
    check("mailb size", &["size", "archive", "line"]);
}

#[test]
fn slips_are_forgiven_by_length_and_only_in_latin() {
    check("wries", &["line"]);
    check("wrise", &[]);
    check("mialbox", &["size", "archive", "line"]);
    check("mialbox ", &["size", "line"]);
    check("mialboxes", &["archive"]);
    check("mialbxoes", &["archive"]);
    check("mialbxose", &[]);
    check("uesr", &["users"]);
    check("uss", &[]);
    check("基元", &[]);
    assert_eq!(order("MC437541", &[("MC437540", "")]), [0; 0]);
}

#[test]
fn what_is_written_somewhere_is_not_taken_for_a_slip() {
    let index = Index::build(&[
        entry("clock", Kind::Article, &[(Lang::En, "The clock", "")]),
        entry("block", Kind::Article, &[(Lang::En, "The block", "")]),
    ]);
    let ids = |query| -> Vec<String> {
        let hits = index.search(query, Lang::En, 10);
        hits.into_iter().map(|hit| hit.id).collect()
    };
    assert_eq!(ids("block"), ["block"]);
    assert_eq!(ids("xlock").len(), 2);
}

#[test]
fn a_diagnostic_comes_before_what_speaks_of_it_and_only_by_its_name() {
    check("basic auth", &["auth", "about", "archive"]);
    check("on basic auth", &["about", "auth", "archive"]);
    check("基本認証", &["auth", "about", "archive"]);
}

#[test]
fn a_single_japanese_character_is_found_wherever_it_stands() {
    check("回", &["line"]);
    check("線", &["line"]);
    check("ユーザ", &["users"]);
}

#[test]
fn synonyms_find_each_other() {
    check("legacy authentication", &["auth", "about", "archive"]);
    check("レガシー", &["auth", "about", "archive"]);
}

/// Once for each entry that has a term: the word itself, what a beginning begins, a pair and the
/// concept that it is part of.
#[test]
fn a_query_reads_the_postings_of_what_it_may_stand_for() {
    let read = |query| MAILBOXES.postings_read(query);
    assert_eq!(read("wires "), 1);
    assert_eq!(read("mailb"), 3);
    assert_eq!(read("回線"), 1);
    assert_eq!(read("submarine"), 0);
}

#[test]
fn who_asks_for_fewer_gets_the_first_of_more() {
    let titles: Vec<String> = (0..60)
        .map(|place| format!("mailbox {}", "wire ".repeat(place * 7 % 60)))
        .collect();
    let entries: Vec<Entry> = titles
        .iter()
        .map(|title| entry(title, Kind::Article, &[(Lang::En, title, "")]))
        .collect();
    let index = Index::build(&entries);
    let all = index.search("mailbox", Lang::En, 60);
    assert_eq!(all.len(), 60);
    for limit in [1, 10, 24, 25, 59] {
        assert_eq!(index.search("mailbox", Lang::En, limit), all[..limit]);
    }
}

#[test]
fn nothing_typed_finds_nothing() {
    for query in ["", "   ", "「」", "？", "x"] {
        check(query, &[]);
    }
    assert_eq!(MAILBOXES.search("mailbox", Lang::En, 0), []);
}

fn nearest(index: &Index, query: &str) -> Vec<String> {
    assert_eq!(index.search(query, Lang::En, 1), [], "{query}");
    let hits = index.nearest(query, Lang::En);
    hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn what_looks_like_the_query_is_nearest() {
    assert_eq!(nearest(&MAILBOXES, "usr"), ["users"]);
    assert_eq!(nearest(&MAILBOXES, "xyz usr"), ["users"]);
    assert_eq!(nearest(&MAILBOXES, "基元"), ["auth", "about", "archive"]);
    assert_eq!(nearest(&MAILBOXES, "abcdefgh uvwxyz"), [""; 0]);
}

#[test]
fn what_helps_anybody_makes_the_nearest_three() {
    let ids = [
        "other",
        "support-tickets",
        "basic-auth",
        "opt-out-and-receipts",
        "wires",
    ];
    let article = |id| entry(id, Kind::Article, &[(Lang::En, id, "")]);
    let index = Index::build(&ids.map(article));
    let any = ["basic-auth", "opt-out-and-receipts", "support-tickets"];
    assert_eq!(nearest(&index, "xyz"), any);
    assert_eq!(nearest(&index, ""), any);
    assert_eq!(
        nearest(&index, "wirxx"),
        ["wires", "basic-auth", "opt-out-and-receipts"]
    );
    assert_eq!(
        nearest(&index, "outxx"),
        ["opt-out-and-receipts", "basic-auth", "support-tickets"]
    );
    assert_eq!(nearest(&index, "wirxx basxx outxx othxx").len(), 3);
}

/// The title as a page shows it, with the marks in brackets.
fn shown(query: &str, lang: Lang) -> (String, Option<String>) {
    let hits = MAILBOXES.search(query, lang, 1);
    let brackets = |title: &search::Title| -> String {
        let part = |(text, marked)| {
            if marked {
                format!("[{text}]")
            } else {
                String::from(text)
            }
        };
        title.parts().into_iter().map(part).collect()
    };
    let Hit {
        title, other_title, ..
    } = &hits[0];
    (brackets(title), other_title.as_ref().map(brackets))
}

#[test]
fn a_hit_shows_what_matched_in_the_language_of_the_page() {
    assert_eq!(
        shown("mailbox si", Lang::En),
        ("[Mailbox] [si]ze".to_owned(), None)
    );
    assert_eq!(
        shown("ﾒｰﾙﾎﾞ", Lang::Ja),
        ("[メールボ]ックスのサイズ".to_owned(), None)
    );
    assert_eq!(
        shown("user", Lang::En),
        ("The [users]’ list".to_owned(), None)
    );
    assert_eq!(shown("線", Lang::Ja), ("回[線]".to_owned(), None));
    assert_eq!(shown("legacy", Lang::En), ("[Basic] auth".to_owned(), None));
}

#[test]
fn a_hit_found_in_the_other_language_shows_that_title_too() {
    let other = Some("[メールボックス]のサイズ".to_owned());
    assert_eq!(
        shown("メールボックス", Lang::En),
        ("Mailbox size".to_owned(), other)
    );
    assert_eq!(
        shown("size", Lang::Ja),
        (
            "メールボックスのサイズ".to_owned(),
            Some("Mailbox [size]".to_owned())
        )
    );
}

#[test]
fn a_missing_language_is_replaced_by_the_one_there_is() {
    let only = entry("only", Kind::Article, &[(Lang::Ja, "監査", "")]);
    let hits = Index::build(&[only]).search("監査", Lang::En, 1);
    assert_eq!(
        (hits[0].title.lang, hits[0].summary.as_str()),
        (Lang::Ja, "In short")
    );
}

#[test]
fn an_index_of_another_version_is_refused() {
    let mut bytes = MAILBOXES.to_bytes();
    bytes[0] += 1;
    assert_eq!(Index::from_bytes(&bytes), Err(Damaged));
}

#[test]
fn a_cut_index_is_refused_wherever_it_is_cut() {
    let bytes = MAILBOXES.to_bytes();
    for end in 0..bytes.len() {
        assert_eq!(Index::from_bytes(&bytes[..end]), Err(Damaged), "at {end}");
    }
}

const WORDS: [&str; 24] = [
    "tenant",
    "mailbox",
    "basic",
    "auth",
    "re-enable",
    "POP3",
    "IMAP",
    "policy",
    "opt-out",
    "of",
    "the",
    "December",
    "基本認証",
    "再有効化",
    "テナント",
    "無効化",
    "の",
    "を",
    "メール",
    "診断",
    "ポリシー",
    "期限",
    "確認",
    "通知",
];

/// Titles of words that also stand in other titles.
fn titles() -> impl Strategy<Value = Vec<(String, String)>> {
    let title = || vec(prop::sample::select(&WORDS[..]), 1..6).prop_map(|words| words.join(" "));
    vec((title(), title()), 1..16)
}

proptest! {
    #[test]
    fn every_entry_is_among_the_first_three_for_its_own_title(titles in titles()) {
        let entries: Vec<Entry> = titles
            .iter()
            .enumerate()
            .map(|(at, (en, ja))| {
                let texts = [(Lang::En, en.as_str(), ja.as_str()), (Lang::Ja, ja, en)];
                entry(&at.to_string(), Kind::Article, &texts)
            })
            .collect();
        let index = Index::build(&entries);
        for title in titles.iter().flat_map(|(en, ja)| [en, ja]) {
            let hits = index.search(title, Lang::En, 3);
            let same = |hit: &Hit| {
                let at: usize = hit.id.parse().unwrap();
                titles[at].0 == *title || titles[at].1 == *title
            };
            prop_assert!(hits.iter().any(same), "{title}");
        }
    }

    #[test]
    fn an_index_survives_being_carried(titles in titles(), query in ".{0,20}") {
        let entries: Vec<Entry> = titles
            .iter()
            .map(|(en, ja)| entry(en, Kind::Page, &[(Lang::En, en, ""), (Lang::Ja, ja, "")]))
            .collect();
        let index = Index::build(&entries);
        let carried = Index::from_bytes(&index.to_bytes());
        prop_assert_eq!(carried.as_ref(), Ok(&index));
        index.search(&query, Lang::Ja, 5);
    }

    #[test]
    fn any_query_is_answered_with_marks_that_fit(query in any::<String>()) {
        for lang in Lang::ALL {
            prop_assert!(MAILBOXES.nearest(&query, lang).len() <= 3);
            for hit in MAILBOXES.search(&query, lang, 10) {
                let whole: String = hit.title.parts().into_iter().map(|(text, _)| text).collect();
                prop_assert_eq!(whole, hit.title.text);
            }
        }
    }

    #[test]
    fn no_bytes_make_an_index_panic(
        bytes in vec(any::<u8>(), 0..400),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut changed = MAILBOXES.to_bytes();
        for (at, byte) in changes {
            *at.get_mut(&mut changed) = byte;
        }
        let versioned = [&MAILBOXES.to_bytes()[..1], bytes.as_slice()].concat();
        for bytes in [bytes, versioned, changed] {
            if let Ok(index) = Index::from_bytes(&bytes) {
                index.search("mialbox 基本 re", Lang::Ja, 10);
            }
        }
    }
}
