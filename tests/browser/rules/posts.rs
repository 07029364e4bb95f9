//! What the posts and notices say of the rules.

use super::{Place, tells, the};
use crate::role::Role;

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "harbour-foods",
        "/messages/MC424238",
        &[the(
            Role::Article,
            [
                "Basic authentication: opt out in September, or re-enable once from October",
                "基本認証: 9 月中のオプトアウトと、10 月以降の 1 回限りの再有効化について",
            ],
            &[
                tells(
                    &[16],
                    [
                        "If you need more time, do one of two things with the self-service diagnostic",
                        "もう少し時間が必要な場合は、セルフサービス診断で次のどちらかを行ってください。",
                    ],
                ),
                tells(
                    &[6],
                    [
                        "MAPI, RPC, OAB, EWS, POP, IMAP, EAS and Remote PowerShell",
                        "MAPI、RPC、OAB、EWS、POP、IMAP、EAS、リモート PowerShell",
                    ],
                ),
                tells(
                    &[9],
                    [
                        "SMTP AUTH is neither turned off nor changed.",
                        "SMTP AUTH は無効化も変更もされません。",
                    ],
                ),
                tells(
                    &[10],
                    [
                        "If nobody uses basic authentication any more, there is nothing to do.",
                        "基本認証がもう使われていない場合は、何もする必要はありません。",
                    ],
                ),
            ],
        )],
    ),
    // As it is since 13 September.
    Place::of(
        "alder-clinic",
        "/messages/MC424238",
        &[the(
            Role::Article,
            [
                "Basic authentication: opt out in September, or re-enable once from October",
                "基本認証: 9 月中のオプトアウトと、10 月以降の 1 回限りの再有効化について",
            ],
            &[
                tells(
                    &[44],
                    [
                        "in September, nothing is turned on again by the diagnostic.",
                        "9 月中は、診断で再有効化することはできません。",
                    ],
                ),
                tells(
                    &[45, 54],
                    [
                        "contacts support, and opts it out as well, because what support turns on is turned off again from October.",
                        "サポートが有効に戻しただけでは、10 月以降に再び無効化されます。",
                    ],
                ),
                tells(
                    &[46],
                    [
                        "SMTP AUTH is no part of this: an administrator turns it on without support.",
                        "SMTP AUTH は対象外で、管理者がサポートを介さずに有効化できます。",
                    ],
                ),
                tells(
                    &[2],
                    [
                        "Newer information about the end of basic authentication",
                        "基本認証の廃止に関する最新情報",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "cedar-county",
        "/messages/MC424238",
        &[the(
            Role::Article,
            [
                "Basic authentication in GCC: how to opt out in September",
                "GCC の基本認証: 9 月中のオプトアウトの手順",
            ],
            &[
                tells(
                    &[33],
                    [
                        "The self-service diagnostic is not available in the Government Community Cloud.",
                        "政府機関コミュニティ クラウド (GCC) では、セルフサービス診断を利用できません。",
                    ],
                ),
                tells(
                    &[34],
                    [
                        "a Global Administrator opts it out by the steps below",
                        "全体管理者が次の手順でオプトアウトしてください。",
                    ],
                ),
                tells(
                    &[35],
                    [
                        "If a protocol is needed after it was turned off, open a support ticket.",
                        "無効化された後に必要になった場合は、サポート チケットを作成してください。",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/messages/MC922080",
        &[the(
            Role::Article,
            [
                "Basic authentication usage report for August 2022",
                "2022 年 8 月の基本認証の利用状況レポート",
            ],
            &[
                tells(
                    &[12],
                    [
                        "Unique users of this tenant who signed in with basic authentication in August 2022",
                        "このテナントのユーザー数 (重複を除く)",
                    ],
                ),
                tells(
                    &[10],
                    [
                        "nobody used the protocol, and turning it off has no effect.",
                        "無効化されても影響はありません。",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "alder-clinic",
        "/messages/MC441751",
        &[the(
            Role::Article,
            [
                "Basic authentication will be turned off in about 7 days",
                "約 7 日後に基本認証が無効化されます",
            ],
            &[tells(
                &[7],
                ["The date is approximate.", "日付はおおよその目安です。"],
            )],
        )],
    ),
    Place::of(
        "alder-clinic",
        "/health/EX900001",
        &[the(
            Role::Article,
            [
                "Basic authentication is being turned off for your tenant",
                "テナントの基本認証が無効化されます",
            ],
            &[tells(
                &[8],
                [
                    "Today basic authentication is turned off in this tenant",
                    "このテナントで無効化されます。",
                ],
            )],
        )],
    ),
    Place::of(
        "alder-clinic",
        "/messages/MC437540",
        &[the(
            Role::Article,
            [
                "Basic authentication: your opt-outs have been received",
                "基本認証: オプトアウトを受け付けました",
            ],
            &[tells(
                &[42],
                [
                    "Opt-outs of this tenant have been received for",
                    "このテナントのオプトアウトを受け付けました。",
                ],
            )],
        )],
    ),
    Place::of(
        "alder-clinic",
        "/messages/MC441440",
        &[the(
            Role::Article,
            [
                "Basic authentication: opt-outs end today, and these are yours",
                "基本認証: オプトアウトは本日までです (受け付けた内容の確認)",
            ],
            &[tells(
                &[43],
                [
                    "No further confirmation follows this one.",
                    "これが最後の確認の投稿です。",
                ],
            )],
        )],
    ),
    Place::of(
        "willow-hotels",
        "/messages/MC950103",
        &[the(
            Role::Article,
            [
                "Basic authentication will be turned off for good in about 7 days",
                "約 7 日後に基本認証が完全に無効化されます",
            ],
            &[tells(
                &[20, 38],
                [
                    "whether they were opted out, re-enabled or never turned off.",
                    "一度も無効化されていないもののいずれであっても",
                ],
            )],
        )],
    ),
];
