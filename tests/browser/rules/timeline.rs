//! What the flow chart says of the rules, as the list below its drawing.

use super::{Place, by_name, tells, the};
use crate::role::Role;

pub(super) const PLACES: &[Place] = &[Place::of(
    "harbour-foods",
    "/timeline",
    &[
        the(Role::Region, ["Flow chart", "フロー図"], &[by_name(&[53])]),
        the(
            Role::Region,
            ["The same, step by step", "フロー図の手順"],
            &[
                tells(
                    &[26, 27],
                    [
                        "Whoever had opted out or re-enabled before has to ask again in September. Next: 2",
                        "以前にオプトアウトまたは再有効化した場合も、9 月中にもう一度リクエストが必要です。",
                    ],
                ),
                tells(
                    &[36],
                    [
                        "Until 30 Sept 2022 (UTC) opt-outs are taken",
                        "オプトアウトは 2022年9月30日 (UTC) まで受け付けられます",
                    ],
                ),
                tells(
                    &[44],
                    [
                        "In September: you can opt out, but not re-enable",
                        "9 月: オプトアウトはできますが、再有効化はできません",
                    ],
                ),
                tells(
                    &[45],
                    [
                        "Blocked, and needed in September: open a support ticket",
                        "無効化されていて 9 月中に必要な場合: サポート チケットを作成します",
                    ],
                ),
                tells(
                    &[46],
                    [
                        "SMTP AUTH you turn on yourself",
                        "SMTP AUTH は自分で有効にできます",
                    ],
                ),
                tells(
                    &[54],
                    [
                        "That does not protect from October: opt out as well",
                        "10 月以降も有効なままになるわけではありません。あわせてオプトアウトもしてください",
                    ],
                ),
                tells(
                    &[23],
                    [
                        "without an opt-out, all protocols are blocked, tenant by tenant",
                        "オプトアウトがなければ、すべてのプロトコルがテナントごとに順次無効化されます",
                    ],
                ),
                tells(
                    &[21],
                    ["Opt out with the diagnostic", "診断でオプトアウトします"],
                ),
                tells(
                    &[22],
                    [
                        "What was opted out stays on until 31 Dec 2022 (UTC)",
                        "オプトアウトしたものは 2022年12月31日 (UTC) まで有効なままです",
                    ],
                ),
                tells(
                    &[24],
                    [
                        "protocols that were not opted out are blocked, the others stay on",
                        "オプトアウトしていないプロトコルは無効化され、オプトアウトしたものは有効なままです",
                    ],
                ),
                tells(
                    &[17, 47],
                    [
                        "what is blocked can be re-enabled, once per protocol",
                        "無効化されたものを、プロトコルごとに 1 回だけ再有効化できます",
                    ],
                ),
                tells(
                    &[49],
                    ["It takes effect within an hour", "1 時間以内に反映されます"],
                ),
                tells(
                    &[18],
                    [
                        "Exactly these; the others stay blocked",
                        "選んだものだけです。ほかは無効化されたままです",
                    ],
                ),
                tells(
                    &[19],
                    [
                        "The chosen protocols are on again, until 31 Dec 2022 (UTC)",
                        "選んだプロトコルが 2022年12月31日 (UTC) まで再び有効になります",
                    ],
                ),
                tells(
                    &[55, 56, 57],
                    [
                        "Not needed any more? Block it yourself in Org settings",
                        "不要になったら、組織設定で自分でブロックします",
                    ],
                ),
                tells(
                    &[38],
                    [
                        "basic authentication is turned off for good, for all protocols",
                        "すべてのプロトコルの基本認証が完全に無効化されます",
                    ],
                ),
                tells(
                    &[51],
                    [
                        "The diagnostic closes on 1 Jan 2023 (UTC)",
                        "診断は 2023年1月1日 (UTC) に終了します",
                    ],
                ),
                tells(
                    &[52],
                    [
                        "Then it comes tenant by tenant",
                        "その後、予告の投稿に続いてテナントごとに無効化され",
                    ],
                ),
            ],
        ),
        the(
            Role::Region,
            ["Dates", "日付"],
            &[
                tells(
                    &[42],
                    [
                        "Message Center confirms the opt-outs so far (MC437540) R42",
                        "メッセージ センターでそれまでのオプトアウトを受領確認 (MC437540) R42",
                    ],
                ),
                tells(
                    &[43],
                    [
                        "Last day of opting out, with the last confirmation R36 R43",
                        "オプトアウトの最終日、最後の受領確認の投稿 R36 R43",
                    ],
                ),
                tells(
                    &[20],
                    [
                        "In the first days of January basic authentication goes off for good, tenant by tenant",
                        "1 月の初めにテナントごとに順次、完全に無効化",
                    ],
                ),
                tells(
                    &[60, 61],
                    [
                        "Last day of what was opted out or re-enabled R19 R22 A11 R60 R61",
                        "オプトアウトまたは再有効化したものの最終日 R19 R22 A11 R60 R61",
                    ],
                ),
            ],
        ),
    ],
)];
