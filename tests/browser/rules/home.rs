//! What Home says of the rules, where they decide.

use super::{Place, by_name, tells, the};
use crate::role::Role;

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "harbour-foods",
        "",
        &[
            the(
                Role::Row,
                ["IMAP4", "IMAP4"],
                &[
                    tells(
                        &[23],
                        [
                            "Unless opted out in September 2022, it may be blocked",
                            "9 月中にオプトアウトしないと",
                        ],
                    ),
                    tells(
                        &[36],
                        [
                            "Opt IMAP4 out by 30 Sept 2022 (UTC)",
                            "2022年9月30日 (UTC) までに IMAP4 をオプトアウトすると",
                        ],
                    ),
                ],
            ),
            the(
                Role::Link,
                ["Opt out: IMAP4", "オプトアウト: IMAP4"],
                &[by_name(&[21, 36])],
            ),
            the(
                Role::Row,
                ["SMTP AUTH", "SMTP AUTH"],
                &[
                    tells(
                        &[9],
                        [
                            "it neither blocks SMTP AUTH nor changes its settings. R9",
                            "SMTP AUTH は無効化されず、設定も変更されません。 R9",
                        ],
                    ),
                    tells(
                        &[46],
                        [
                            "for single mailboxes. R9 R46",
                            "有効と無効を切り替えられます。 R9 R46",
                        ],
                    ),
                ],
            ),
            the(
                Role::Row,
                ["Reporting Web Service", "レポート Web サービス"],
                &[tells(
                    &[60],
                    [
                        "No opt-out or re-enable is needed.",
                        "オプトアウトも再有効化も不要です。",
                    ],
                )],
            ),
            the(
                Role::Row,
                ["EOP and SCC PowerShell", "EOP と SCC の PowerShell"],
                &[tells(
                    &[61],
                    [
                        "The last day for basic authentication is 31 Dec 2022 (UTC). R61",
                        "告知にある基本認証の最終日は 2022年12月31日 (UTC) です。 R61",
                    ],
                )],
            ),
            the(
                Role::Row,
                ["Remote PowerShell", "リモート PowerShell"],
                &[tells(
                    &[62],
                    [
                        "follows the same rules and times. R62",
                        "同じ規則と時期が適用されます。 R62",
                    ],
                )],
            ),
            the(
                Role::Region,
                ["Users", "ユーザー数"],
                &[tells(
                    &[11],
                    [
                        "the monthly report in Message Center says how many there were. Where no report was sent, no protocol was used. R11",
                        "R11",
                    ],
                )],
            ),
            the(
                Role::Link,
                ["Newer information from Microsoft", "Microsoft の最新情報"],
                &[by_name(&[2])],
            ),
        ],
    ),
    Place::of(
        "minato-logistics",
        "",
        &[
            the(
                Role::Row,
                ["RPC", "RPC"],
                &[
                    tells(
                        &[4],
                        [
                            "before the first blocks of this programme on 1 Oct 2022 (UTC). R4",
                            "今回の無効化より前のものです。 R4",
                        ],
                    ),
                    tells(
                        &[45, 54],
                        [
                            "a lift does not protect from October. R45 R54",
                            "解除だけでは 10 月以降は保護されません。 R45 R54",
                        ],
                    ),
                ],
            ),
            the(
                Role::Row,
                ["IMAP4", "IMAP4"],
                &[
                    tells(
                        &[26],
                        [
                            "was archived and no longer counts. R26",
                            "効力を失いました。 R26",
                        ],
                    ),
                    tells(
                        &[27],
                        [
                            "the earlier request was archived on 1 Sept 2022 (UTC). R36 R26 R27",
                            "アーカイブされました。 R36 R26 R27",
                        ],
                    ),
                ],
            ),
        ],
    ),
    Place::of(
        "alder-clinic",
        "",
        &[
            the(
                Role::Row,
                ["POP3", "POP3"],
                &[
                    tells(
                        &[6],
                        [
                            "This tenant was drawn at random: blocked by Microsoft since 10 Oct 2022 (UTC). R6",
                            "テナントが無作為に選ばれたため",
                        ],
                    ),
                    tells(
                        &[17, 47],
                        [
                            "POP3 can be re-enabled once, until 31 Dec 2022 (UTC).",
                            "POP3 は 2022年12月31日 (UTC) までに 1 回だけ再有効化でき",
                        ],
                    ),
                ],
            ),
            the(
                Role::Row,
                ["IMAP4", "IMAP4"],
                &[tells(
                    &[18, 19],
                    [
                        "unblocked until the end of 31 Dec 2022 (UTC). R19 R18",
                        "Microsoft により無効化されません。 R19 R18",
                    ],
                )],
            ),
            the(
                Role::Row,
                ["Exchange ActiveSync", "Exchange ActiveSync"],
                &[tells(
                    &[49],
                    ["takes up to an hour", "反映に最大 1 時間かかり"],
                )],
            ),
            the(
                Role::Row,
                ["MAPI", "MAPI"],
                &[
                    tells(
                        &[22, 37],
                        [
                            "that date is our reading. R22 R37 A11",
                            "(期限はこのアプリの解釈)。 R22 R37 A11",
                        ],
                    ),
                    tells(
                        &[43],
                        [
                            "no further confirmation is promised. R43",
                            "受領確認の投稿は予定されていません。 R43",
                        ],
                    ),
                ],
            ),
        ],
    ),
    Place::of(
        "cedar-county",
        "",
        &[
            the(
                Role::Row,
                ["Exchange Web Services", "Exchange Web サービス"],
                &[tells(
                    &[42],
                    [
                        "The post MC437540 confirms it, from 23 Sept 2022 (UTC).",
                        "投稿 MC437540 で受領が確認されます。",
                    ],
                )],
            ),
            the(
                Role::Row,
                ["POP3", "POP3"],
                &[tells(
                    &[34],
                    [
                        "as the post of 1 Sept 2022 (UTC) says. If it is missing, ask support. R34",
                        "サポートに問い合わせてください。 R34",
                    ],
                )],
            ),
        ],
    ),
    Place::of(
        "cedar-county",
        "",
        &[the(
            Role::Row,
            ["POP3", "POP3"],
            &[tells(
                &[35],
                [
                    "GCC has no other way. R35",
                    "GCC ではほかに方法がありません。 R35",
                ],
            )],
        )],
    )
    .on("2022-10-12T09:00:00Z"),
    Place::of(
        "sakura-school",
        "",
        &[the(
            Role::Row,
            ["POP3", "POP3"],
            &[tells(
                &[28],
                [
                    "Only a Global Administrator can re-enable POP3",
                    "再有効化できるのは全体管理者だけです。",
                ],
            )],
        )],
    ),
    Place::of(
        "polar-transport",
        "",
        &[
            the(
                Role::Row,
                ["IMAP4", "IMAP4"],
                &[tells(
                    &[7],
                    [
                        "a post comes about 7 days ahead. Move clients or block it yourself. R6 R7",
                        "R6 R7",
                    ],
                )],
            ),
            the(
                Role::Link,
                ["How to block a protocol yourself", "自分でブロックする方法"],
                &[by_name(&[55])],
            ),
        ],
    ),
    Place::of(
        "willow-hotels",
        "",
        &[
            the(
                Role::Row,
                ["IMAP4", "IMAP4"],
                &[
                    tells(
                        &[20, 38, 52],
                        [
                            "is then blocked for good (our reading). R38 R20 R52",
                            "(このアプリの解釈)。 R38 R20 R52",
                        ],
                    ),
                    tells(
                        &[51],
                        [
                            "A post comes about 7 days ahead (our reading). R38 R51",
                            "R38 R51",
                        ],
                    ),
                ],
            ),
            the(
                Role::Row,
                ["Remote PowerShell", "リモート PowerShell"],
                &[tells(
                    &[63],
                    [
                        "The V1 module (without multifactor authentication) stops in January 2023. R63",
                        "V1 モジュールは、2023 年 1 月に利用できなくなります。 R63",
                    ],
                )],
            ),
        ],
    ),
];
