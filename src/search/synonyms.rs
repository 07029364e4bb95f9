//! The words that administrators use for one thing, in both languages.
//!
//! A concept is a term of its own beside the words themselves, so that what is written literally
//! still counts for more than what only means the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analyse::{Token, TokenKind, literal, stem};

/// Begins every concept's term; no word can contain it.
const MARK: char = '\u{1}';

/// A phrase may name two concepts, as RPS does; a longer one may contain a shorter one.
#[rustfmt::skip]
const CONCEPTS: &[(&str, &[&str])] = &[
    ("basic", &["basic", "legacy", "基本認証", "ベーシック", "レガシー", "従来の認証", "旧式", "きほんにんしょう"]),
    ("auth", &["auth", "authentication", "認証"]),
    ("modern", &["modern", "OAuth", "OAuth2", "先進", "モダン", "最新の認証", "せんしんにんしょう"]),
    ("diagnostic", &["diag", "diagnostic", "diagnosis", "diagnose", "診断", "ディアグ", "ダイアグ"]),
    ("enable", &["enable", "turn on", "switch on", "allow", "有効", "オンに", "許可"]),
    ("re-enable", &[
        "re-enable", "reenable", "re-enablement", "reenablement", "enable again",
        "turn back on", "switch back on", "restore", "get back", "再有効", "再度有効", "もう一度有効",
        "再び有効", "復活", "復旧", "元に戻", "さいゆうこう",
    ]),
    ("disable", &["disable", "turn off", "switch off", "block", "無効", "ブロック", "オフに", "停止", "遮断", "むこうか"]),
    ("opt-out", &["opt out", "optout", "exclude", "exempt", "exemption", "オプトアウト", "除外", "適用除外"]),
    ("exchange-online", &["EXO", "Exchange Online", "エクスチェンジ オンライン"]),
    ("pop", &["POP", "POP3", "POP 3", "Post Office Protocol"]),
    ("imap", &["IMAP", "IMAP4", "IMAP 4", "Internet Message Access Protocol"]),
    ("eas", &["EAS", "ActiveSync", "Active Sync", "アクティブシンク"]),
    ("ews", &["EWS", "Exchange Web Services", "Exchange Web サービス"]),
    ("oab", &["OAB", "offline address book", "オフライン アドレス帳"]),
    ("rpc", &["RPC", "Outlook Anywhere"]),
    ("remote", &["remote", "RPS", "リモート"]),
    ("powershell", &["PowerShell", "RPS", "パワーシェル"]),
    ("smtp", &["SMTP", "client submission", "クライアント送信"]),
    ("archive", &["archive", "void", "アーカイブ", "失効"]),
    ("receipt", &["receipt", "confirmation", "acknowledgement", "受領", "受付", "控え"]),
    ("message-center", &["message center", "message centre", "メッセージ センター"]),
    ("service-health", &["service health", "SHD", "サービス正常性"]),
    ("random", &["random", "draw", "drawn", "無作為", "ランダム", "抽選"]),
    ("failing", &["fail", "failure", "error", "not working", "broken", "失敗", "エラー", "つながらない", "できない", "動かない"]),
    ("policy", &["policy", "ポリシー"]),
    ("mfa", &["MFA", "multi-factor", "multifactor", "多要素"]),
    ("administrator", &["admin", "administrator", "管理者"]),
    ("global-administrator", &["global admin", "global administrator", "全体管理者", "グローバル管理者"]),
    ("certificate", &["certificate", "CBA", "証明書"]),
    ("conditional-access", &["conditional access", "条件付きアクセス"]),
    ("security-defaults", &["security defaults", "セキュリティの既定値", "セキュリティ既定"]),
    ("government", &["GCC", "government", "政府機関", "ガバメント", "官公庁", "自治体"]),
    ("china", &["China", "Chinese", "21Vianet", "中国"]),
    ("deadline", &["deadline", "due date", "期限", "締め切り", "締切"]),
    ("once", &["once", "one-time", "single use", "1 回", "一回", "一度"]),
    ("retire", &["retire", "retirement", "deprecate", "deprecation", "sunset", "廃止", "終了"]),
    ("email", &["email", "e-mail", "mail", "メール"]),
    ("protocol", &["protocol", "プロトコル"]),
    ("support", &["support", "サポート", "問い合わせ", "問合せ", "問合わせ"]),
    ("ticket", &["ticket", "case", "チケット", "ケース"]),
    ("tenant", &["tenant", "テナント"]),
    ("mobile", &["mobile", "phone", "smartphone", "携帯", "スマホ", "スマートフォン"]),
    ("reporting-web-service", &["reporting web service", "reporting webservice", "レポート Web サービス"]),
    ("usage", &["usage", "use", "used", "using", "利用", "使用", "使って", "使われ"]),
    ("report", &["report", "レポート"]),
    ("notice", &["notice", "announcement", "告知", "お知らせ", "アナウンス"]),
    ("schedule", &["schedule", "timeline", "calendar", "dates", "日程", "スケジュール", "カレンダー"]),
    ("january", &["January", "Jan", "1 月", "一月"]),
    ("module", &["module", "モジュール"]),
    ("prompt", &["prompt", "プロンプト"]),
    ("migrate", &["migrate", "migration", "move", "移行"]),
];

/// The concepts that the tokens of a text name, each where it is named.
pub(crate) fn concepts(tokens: &[Token]) -> Vec<Token> {
    let written: Vec<&Token> = tokens.iter().filter(|token| is_typed(token)).collect();
    let mut found = Vec::new();
    for (at, first) in written.iter().enumerate() {
        for phrase in PHRASES.get(stem(&first.term)).into_iter().flatten() {
            let Some(named) = written.get(at..at + phrase.terms.len()) else {
                continue;
            };
            if named
                .iter()
                .map(|token| stem(&token.term))
                .eq(&phrase.terms)
            {
                found.push(Token {
                    term: format!("{MARK}{}", phrase.concept),
                    kind: TokenKind::Concept,
                    from: first.from,
                    to: named[named.len() - 1].to,
                });
            }
        }
    }
    found
}

/// A way to name a concept, as the stems of its tokens.
struct Phrase {
    terms: Vec<String>,
    concept: &'static str,
}

/// By their first term.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (concept, names) in CONCEPTS {
        for name in *names {
            let phrase = phrase(concept, name);
            let first = phrase.terms[0].clone();
            phrases.entry(first).or_default().push(phrase);
        }
    }
    phrases
});

fn phrase(concept: &'static str, name: &str) -> Phrase {
    let tokens = literal(name);
    let terms = tokens.iter().filter(|token| is_typed(token));
    Phrase {
        terms: terms.map(|token| stem(&token.term).to_owned()).collect(),
        concept,
    }
}

/// The pair before the last character of a run already has it.
fn is_typed(token: &Token) -> bool {
    token.kind != TokenKind::Last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut names: Vec<String> = concepts(&literal(text))
            .iter()
            .map(|token| token.term.trim_start_matches(MARK).to_owned())
            .collect();
        names.sort_unstable();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn both_languages_name_the_same_concepts() {
        for text in [
            "legacy auth",
            "Basic authentication",
            "基本認証",
            "ベーシック認証",
            "ﾚｶﾞｼｰ認証",
        ] {
            check(text, &["auth", "basic"]);
        }
        for text in ["modern auth", "先進認証", "モダン認証"] {
            check(text, &["auth", "modern"]);
        }
        for text in ["RPS", "Remote PowerShell", "リモート PowerShell"] {
            check(text, &["powershell", "remote"]);
        }
        for text in ["opted out", "Opt-out", "オプトアウト", "除外"] {
            check(text, &["opt-out"]);
        }
        for text in ["re-enabled", "再有効化"] {
            check(text, &["enable", "re-enable"]);
        }
        for text in ["raise a case", "チケット", "ケース"] {
            check(text, &["ticket"]);
        }
        for text in ["timeline", "Schedules", "日程"] {
            check(text, &["schedule"]);
        }
    }

    #[test]
    fn a_concept_covers_the_words_that_name_it() {
        let text = "by Exchange Online only";
        let found = concepts(&literal(text));
        assert_eq!(&text[found[0].from..found[0].to], "Exchange Online");
    }

    #[test]
    fn no_phrase_only_repeats_another() {
        let mut phrases: Vec<_> = PHRASES
            .values()
            .flatten()
            .map(|p| (&p.terms, p.concept))
            .collect();
        phrases.sort_unstable();
        for pair in phrases.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }

    #[test]
    fn every_phrase_is_found_in_its_own_words() {
        for (concept, names) in CONCEPTS {
            for name in *names {
                let term = format!("{MARK}{concept}");
                let found = concepts(&literal(name));
                assert!(found.iter().any(|token| token.term == term), "{name}");
            }
        }
    }
}
