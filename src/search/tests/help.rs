//! What people type, on the real help folder.

use std::path::Path;

use search::{Hit, Index, Lang, library};

fn index() -> Index {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../help");
    let volumes = library::load(&folder).unwrap_or_else(|fault| panic!("{fault}"));
    Index::build(&library::entries(&volumes))
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

#[test]
fn what_people_look_for_is_found_first() {
    let judged = [
        ("how many times can I re-enable", "once-per-protocol"),
        ("second re-enable", "once-per-protocol"),
        ("2 回目の再有効化", "once-per-protocol"),
        ("プロトコルごとに1回", "once-per-protocol"),
        ("MC437540", "opt-out-and-receipts"),
        ("ＭＣ４３７５４０", "opt-out-and-receipts"),
        ("did my opt-out arrive", "opt-out-and-receipts"),
        ("opted out confirmation", "opt-out-and-receipts"),
        ("オプトアウト 確認", "opt-out-and-receipts"),
        ("無効化 除外", "opt-out-and-receipts"),
        ("archived requests", "archived-requests"),
        ("archvied opt-out", "archived-requests"),
        ("アーカイブ", "archived-requests"),
        ("以前のオプトアウト", "archived-requests"),
        ("random draw", "the-draw-and-its-notices"),
        ("when will my tenant be blocked", "the-draw-and-its-notices"),
        ("7 日前 通知", "the-draw-and-its-notices"),
        ("抽選", "the-draw-and-its-notices"),
        ("authentication policy", "block-it-yourself"),
        ("disable legacy auth", "block-it-yourself"),
        ("認証ポリシー", "block-it-yourself"),
        ("基本認証を無効にする", "block-it-yourself"),
        ("SMTP", "smtp-auth"),
        ("smtp認証", "smtp-auth"),
        ("client submission", "smtp-auth"),
        ("複合機 メール 送れない", "smtp-auth"),
        ("modern auth", "what-to-move-to"),
        ("mordern authentication", "what-to-move-to"),
        ("モダン認証", "what-to-move-to"),
        ("先進認証 移行", "what-to-move-to"),
        ("certificate", "what-to-move-to"),
        ("still failing", "still-failing"),
        ("keeps asking for password", "still-failing"),
        ("security defaults", "still-failing"),
        ("条件付きアクセス", "still-failing"),
        ("パスワードを何度も求められる", "still-failing"),
        ("home", "home"),
        ("プロトコルの状態", "home"),
        ("receipt number", "history"),
        ("履歴", "history"),
    ];
    let index = index();
    for (query, expected) in judged {
        for lang in Lang::ALL {
            let hits = index.search(query, lang, 5);
            assert_eq!(
                ids(&hits).first(),
                Some(&expected),
                "{query}: {:?}",
                ids(&hits)
            );
        }
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../help");
    for entry in library::entries(&library::load(&folder).unwrap()) {
        for text in &entry.texts {
            let hits = index.search(&text.title, Lang::En, 1);
            assert_eq!(ids(&hits), [entry.id.as_str()], "{}", text.title);
        }
    }
}
