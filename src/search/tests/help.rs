//! What people type, on the real help folder.

use std::collections::BTreeSet;
use std::path::Path;

use search::library::{self, Volume};
use search::{Hit, Index, Kind, Lang};

fn volumes() -> Vec<Volume> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../help");
    library::load(&folder).unwrap_or_else(|fault| panic!("{fault}"))
}

fn index() -> Index {
    Index::build(&library::entries(&volumes()))
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn every_way_to_write_the_phrase_finds_the_diagnostic_first() {
    let variants = [
        // As the notice has it, and its letters in other forms.
        "Diag: Enable Basic Auth in EXO",
        "diag: enable basic auth in exo",
        "DIAG: ENABLE BASIC AUTH IN EXO",
        "Ｄｉａｇ： Enable Basic Auth in EXO",
        "Ｄｉａｇ：　Ｅｎａｂｌｅ　Ｂａｓｉｃ　Ａｕｔｈ　ｉｎ　ＥＸＯ",
        "Diag:　Enable　Basic　Auth　in　EXO",
        "Diag Enable Basic Auth in EXO",
        "Diag:Enable Basic Auth in EXO",
        "  Diag :   Enable   Basic Auth  in EXO  ",
        "Diag:\u{A0}Enable\tBasic\u{2003}Auth in EXO",
        "\"Diag: Enable Basic Auth in EXO\"",
        "“Diag: Enable Basic Auth in EXO”",
        "”Diag: Enable Basic Auth in EXO“",
        "‘Diag: Enable Basic Auth in EXO’",
        "'Diag: Enable Basic Auth in EXO'",
        "「Diag: Enable Basic Auth in EXO」",
        "«Diag: Enable Basic Auth in EXO»",
        "`Diag: Enable Basic Auth in EXO`",
        "Diag – Enable Basic Auth in EXO.",
        // In other words.
        "EXO basic auth",
        "basic auth enable",
        "enable basic auth",
        "enable basic authentication",
        "enable legacy auth in Exchange Online",
        "re-enable basic auth",
        "reenable basic authentication",
        "turn basic auth back on",
        "diagnostic basic auth",
        "run tests basic auth in EXO",
        // With slips.
        "enabel basic auht",
        "Diag: Enalbe Basic Auth in EXO",
        "Diagg: Enable Basci Auth",
        "diagnotsic enable baisc authentcation",
        // Half typed.
        "Dia",
        "Diag: Ena",
        "Diag: Enable Bas",
        "Diag: Enable Basic Auth i",
        // In Japanese, and in both.
        "基本認証 再有効化",
        "基本認証　再有効化",
        "基本認証の再有効化",
        "基本認証を有効にする",
        "基本認証 有効化",
        "基本認証を再び有効にしたい",
        "レガシー認証 再有効化",
        "レガシ認証を有効にする",
        "ベーシック認証",
        "ﾍﾞｰｼｯｸ認証 有効化",
        "ﾃﾞｨｱｸﾞ 基本認証",
        "ディアグ: 基本認証",
        "でぃあぐ きほん 基本認証",
        "診断 基本認証",
        "診断：ＥＸＯの基本認証を有効にする",
        "EXO 基本認証",
        "Exchange Online 基本認証 有効",
        "“Diag: Enable Basic Auth in EXO“ 診断",
    ];
    let index = index();
    for variant in variants {
        for lang in Lang::ALL {
            let hits = index.search(variant, lang, 5);
            assert_eq!(
                ids(&hits).first(),
                Some(&"basic-auth"),
                "{variant}: {:?}",
                ids(&hits)
            );
        }
    }
    assert!(variants.len() >= 40);
}

#[test]
fn the_diagnostic_stays_first_from_the_fourth_letter_of_the_phrase_on() {
    let index = index();
    for phrase in [
        "Diag: Enable Basic Auth in EXO",
        "基本認証 再有効化",
        "基本認証を有効にする",
    ] {
        for (end, _) in phrase.char_indices().skip(4) {
            let typed = &phrase[..end];
            let hits = index.search(typed, Lang::En, 5);
            assert_eq!(
                ids(&hits).first(),
                Some(&"basic-auth"),
                "{typed}: {:?}",
                ids(&hits)
            );
        }
    }
}

/// What administrators type, slips and all, with the entry that has to come first.
fn judged() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("judged.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let with_entry = lines.scan("", |entry, line| {
        let heading = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        *entry = heading.unwrap_or(entry);
        Some(heading.is_none().then_some((*entry, line)))
    });
    with_entry.flatten()
}

#[test]
fn what_people_look_for_is_found_first() {
    let index = index();
    let mut missed = Vec::new();
    for (expected, query) in judged() {
        for lang in Lang::ALL {
            let hits = index.search(query, lang, 5);
            if ids(&hits).first() != Some(&expected) {
                missed.push(format!("{query}: {:?}, not {expected}", ids(&hits)));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_article_is_looked_for_in_both_languages() {
    let is_japanese = |query: &str| query.chars().any(|char| char >= '\u{3000}');
    for volume in volumes()
        .iter()
        .filter(|volume| volume.kind() == Kind::Article)
    {
        let queries = judged().filter(|(entry, _)| *entry == volume.slug);
        let (japanese, english): (Vec<_>, Vec<_>) =
            queries.partition(|(_, query)| is_japanese(query));
        assert!(english.len() >= 3 && japanese.len() >= 3, "{}", volume.slug);
    }
}

#[test]
fn short_names_of_protocols_mean_the_long_ones() {
    let index = index();
    for (short, long) in [
        ("POP3", "POP"),
        ("imap4", "IMAP"),
        ("EAS", "ActiveSync"),
        ("RPS", "Remote PowerShell"),
        ("OAB", "オフライン アドレス帳"),
    ] {
        let mut of_short = index.search(short, Lang::En, 20);
        let mut of_long = index.search(long, Lang::En, 20);
        of_short.sort_by(|a, b| a.id.cmp(&b.id));
        of_long.sort_by(|a, b| a.id.cmp(&b.id));
        assert!(!of_short.is_empty(), "{short}");
        assert!(
            ids(&of_short).iter().all(|id| ids(&of_long).contains(id)),
            "{short}"
        );
    }
}

#[test]
fn every_title_finds_its_own_entry_in_both_languages() {
    let index = index();
    for entry in library::entries(&volumes()) {
        for text in &entry.texts {
            let hits = index.search(&text.title, Lang::En, 1);
            assert_eq!(ids(&hits), [entry.id.as_str()], "{}", text.title);
        }
    }
}

#[test]
fn every_rule_of_the_notice_is_explained_by_an_article() {
    let volumes = volumes();
    let articles = || volumes.iter().flat_map(|volume| &volume.articles);
    for lang in Lang::ALL {
        let of_lang = articles().filter(|(written, _)| *written == lang);
        let explained: BTreeSet<u8> = of_lang
            .flat_map(|(_, article)| article.rules.clone())
            .collect();
        assert!(explained.into_iter().eq(1..=67), "{lang:?}");
    }
    for (lang, article) in articles() {
        let text = article.text(*lang).body;
        for rule in &article.rules {
            let names = text.split(|char: char| !char.is_ascii_alphanumeric());
            let cited = format!("R{rule}");
            assert!(
                names.into_iter().any(|name| name == cited),
                "{}: {cited}",
                article.title
            );
        }
    }
}

#[test]
fn no_two_entries_have_one_title() {
    for lang in Lang::ALL {
        let volumes = volumes();
        let articles = library::articles(&volumes, lang);
        let titles: BTreeSet<&str> = articles
            .values()
            .map(|article| article.title.as_str())
            .collect();
        assert_eq!(titles.len(), volumes.len(), "{lang:?}");
    }
}

#[test]
fn the_nearest_are_three_whatever_is_typed() {
    let index = index();
    for (query, expected) in [
        (
            "kjxqz",
            ["basic-auth", "opt-out-and-receipts", "support-tickets"],
        ),
        (
            "MC437541",
            [
                "opt-out-and-receipts",
                "the-draw-and-its-notices",
                "office-prompt-blocking",
            ],
        ),
    ] {
        for lang in Lang::ALL {
            assert_eq!(index.search(query, lang, 1), [], "{query}");
            assert_eq!(ids(&index.nearest(query, lang)), expected, "{query}");
        }
    }
}
