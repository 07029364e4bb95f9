//! What the diagnostic says of the rules before anything is chosen.

use super::{Place, tells, the};
use crate::role::Role;

const PATH: &str = "/help/diagnostics/basic-auth";

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "harbour-foods",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[
                tells(
                    &[36, 44],
                    [
                        "Re-enabling is not possible in this phase.",
                        "この時期に再有効化はできません。",
                    ],
                ),
                tells(
                    &[11],
                    [
                        "the monthly report in Message Center says how many there were.",
                        "メッセージ センターの月次利用状況レポートによるもので",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "alder-clinic",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[tells(
                &[17, 47],
                [
                    "Blocked protocols can be re-enabled, once each, until 31 Dec 2022 (UTC).",
                    "まで 1 回ずつ再有効化できます。",
                ],
            )],
        )],
    ),
    Place::of(
        "alder-clinic",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[tells(
                &[50],
                [
                    "exposes users and data to password attacks that succeed every day.",
                    "攻撃による被害は毎日発生しています。",
                ],
            )],
        )],
    )
    .after(["Choose protocols", "プロトコルの選択へ進む"]),
    Place::of(
        "juniper-insurance",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[tells(
                &[51],
                [
                    "The programme has ended. Nothing can be requested any more.",
                    "受付期間は終了しました。リクエストできることはありません。",
                ],
            )],
        )],
    ),
    Place::of(
        "cedar-county",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[
                tells(
                    &[33],
                    [
                        "The tenant is in the GCC cloud, which does not have this diagnostic.",
                        "この診断は利用できません。",
                    ],
                ),
                tells(
                    &[34],
                    [
                        "GCC opts out by the steps of the Message Center post of 1 Sept 2022 (UTC)",
                        "GCC では、2022年9月1日 (UTC) のメッセージ センターの投稿の手順で",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "minato-logistics",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[tells(
                &[26, 27],
                [
                    "were archived on 1 Sept 2022 (UTC) and no longer count.",
                    "2022年9月1日 (UTC) にアーカイブされ、効力を失いました。",
                ],
            )],
        )],
    ),
    Place::of(
        "sakura-school",
        PATH,
        &[the(
            Role::Main,
            ["", ""],
            &[tells(
                &[28, 32],
                [
                    "You are not a Global Administrator of this tenant",
                    "このテナントの全体管理者ではないため",
                ],
            )],
        )],
    ),
];
