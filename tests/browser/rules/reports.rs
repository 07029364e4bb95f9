//! What the page of usage says of the rules, and where a rule was corrected.

use super::{Place, by_name, tells, the};
use crate::role::Role;

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "harbour-foods",
        "/reports/basic-auth-usage",
        &[
            the(
                Role::Main,
                ["", ""],
                &[
                    tells(
                        &[11],
                        [
                            "the monthly report in Message Center says how many there were.",
                            "メッセージ センターの月次利用状況レポートによるもので",
                        ],
                    ),
                    tells(
                        &[12],
                        [
                            "The report of a month is sent within the first days of the next. R12",
                            "翌月に入って数日以内に送信されます。 R12",
                        ],
                    ),
                ],
            ),
            the(
                Role::Link,
                ["Newer information from Microsoft", "Microsoft の最新情報"],
                &[by_name(&[2])],
            ),
        ],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/office-prompt-blocking",
        &[the(
            Role::Region,
            [
                "What was said differently before or later",
                "以前の発表と後の訂正",
            ],
            &[tells(
                &[64],
                ["The notice names no day.", "告知には日付がありません。"],
            )],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/reporting-web-service",
        &[the(
            Role::Region,
            [
                "What was said differently before or later",
                "以前の発表と後の訂正",
            ],
            &[tells(
                &[60],
                [
                    "until 31 Dec 2022 (UTC). Microsoft later extended it to 31 Mar 2023 (UTC). R60",
                    "後に 2023年3月31日 (UTC) まで延長されました。 R60",
                ],
            )],
        )],
    ),
];
