//! Org settings: blocking it oneself, the boxes, SMTP AUTH, and what no box reaches.

use super::{Element, Place, by_name, tells, the};
use crate::role::Role;

const PANE: &str = "/settings/services/modern-authentication";
const HEADING: [&str; 2] = ["Modern authentication", "先進認証"];

/// What stands in the pane whatever the time is.
const SMTP_AUTH: Element = the(
    Role::Region,
    ["SMTP AUTH", "SMTP AUTH"],
    &[tells(
        &[9, 46],
        [
            "neither turns SMTP AUTH off nor changes a setting of it. If it is off, you can turn it on again yourself, at any time and without the diagnostic. R9 R46",
            "診断を使わずにいつでも自分で再び有効にできます。 R9 R46",
        ],
    )],
);

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "alder-clinic",
        PANE,
        &[
            the(
                Role::Complementary,
                HEADING,
                &[tells(
                    &[55, 56, 57],
                    [
                        "which the notice calls the quickest and most effective way. R55 R56 R57",
                        "告知では最も迅速で効果的な方法とされています。 R55 R56 R57",
                    ],
                )],
            ),
            the(
                Role::Checkbox,
                ["Exchange Online PowerShell", "Exchange Online PowerShell"],
                &[by_name(&[57])],
            ),
            SMTP_AUTH,
            the(
                Role::Region,
                ["What the boxes do not reach", "チェックボックスの対象外"],
                &[tells(
                    &[60],
                    [
                        "Reporting Web Service and Outlook Service have no box.",
                        "レポート Web サービスと Outlook Service にはチェックボックスがありません。",
                    ],
                )],
            ),
        ],
    ),
    Place::of(
        "juniper-insurance",
        PANE,
        &[
            the(
                Role::Group,
                ["POP3", "POP3"],
                &[tells(
                    &[58],
                    [
                        "Basic authentication is off for good here, so this box no longer does anything.",
                        "このチェックボックスは機能しません。",
                    ],
                )],
            ),
            SMTP_AUTH,
        ],
    ),
    Place::of(
        "juniper-insurance",
        PANE,
        &[the(
            Role::Complementary,
            HEADING,
            &[tells(
                &[59],
                [
                    "gone since 1 Feb 2023 (UTC)",
                    "8 つのプロトコルのチェックボックスは 2023年2月1日 (UTC) に削除されました。",
                ],
            )],
        )],
    )
    .on("2023-02-01T09:00:00Z"),
    Place::of(
        "alder-clinic",
        "/settings",
        &[the(
            Role::Link,
            ["Modern authentication", "先進認証"],
            &[by_name(&[57])],
        )],
    ),
];
