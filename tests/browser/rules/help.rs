//! What the help button and its pane say of the rules: the ways to the diagnostic.

use super::{Place, by_name, the};
use crate::role::Role;

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "harbour-foods",
        "",
        &[the(
            Role::Button,
            ["Help & support", "ヘルプとサポート"],
            &[by_name(&[29])],
        )],
    ),
    Place::of(
        "harbour-foods",
        "?help=Diag%3A%20Enable%20Basic%20Auth%20in%20EXO",
        &[
            the(
                Role::Complementary,
                ["How can we help?", "どのようなことでお困りですか?"],
                &[by_name(&[30])],
            ),
            the(Role::Link, ["Run tests", "テストを実行"], &[by_name(&[31])]),
        ],
    ),
];
