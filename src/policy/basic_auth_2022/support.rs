//! What support can do about a programme protocol: the first line that applies.
//!
//! Decided when support answers, not when it is asked: a ticket of 31 December may be too late.

use super::calendar::{CHINA_BEGINS, Phase};
use super::counting::Counted;
use super::lines::{Line, Table};
use super::next_step::Stands;
use super::rules::{A6, A7, A10, R6, R17, R19, R34, R35, R38, R45, R47, R49, R54};
use super::standing;
use crate::{Cloud, Facts, RuleNumber, Standing, named};

/// What support does about the protocol at this instant.
pub fn support(facts: &Facts) -> Support {
    let counted = Counted::from(facts);
    let standing = standing::TABLE.first_that_applies(&counted).outcome;
    let line = TABLE.first_that_applies(&Stands { counted, standing });
    Support {
        relief: line.outcome,
        rule: line.rule,
        also: line.also,
        explanation: line.explanation,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    pub relief: Relief,
    pub rule: RuleNumber,
    /// Rules cited beside it.
    pub also: &'static [RuleNumber],
    /// Catalogue key of what support can do, said before it is asked.
    pub explanation: &'static str,
}

/// What a ticket gets for a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relief {
    /// The block goes, and nothing else is set: it may come back from October on (R54).
    Lifted,
    /// The block goes until the end of the year; this is the cloud's re-enable (R35).
    ReEnabled,
    /// The block goes that an accepted re-enable should have lifted, or that came after it.
    Repaired,
    /// Its hour has not passed yet.
    TakingEffect,
    /// The administrator does it with the diagnostic.
    UseDiagnostic,
    /// The administrator does it with the post of 1 September.
    FollowPost,
    NothingToLift,
    /// The notice gives no path.
    NoPath,
    /// The programme is over, and nobody can restore anything.
    Ended,
}

impl Relief {
    /// Whether the block is gone once support has done this.
    pub const fn lifts(self) -> bool {
        matches!(self, Self::Lifted | Self::ReEnabled | Self::Repaired)
    }
}

named!(Relief {
    Lifted = "lifted",
    ReEnabled = "re_enabled",
    Repaired = "repaired",
    TakingEffect = "taking_effect",
    UseDiagnostic = "use_diagnostic",
    FollowPost = "follow_post",
    NothingToLift = "nothing_to_lift",
    NoPath = "no_path",
    Ended = "ended",
});

pub(crate) static TABLE: Table<Stands, Relief> = Table {
    lines: &[
        // The operator of this cloud decides; the notice gives no path before 31 March 2023.
        Line {
            name: "china",
            applies: |it| it.counted.cloud == Cloud::China && it.counted.is_before(CHINA_BEGINS),
            outcome: Relief::NoPath,
            rule: A10,
            also: &[],
            explanation: "support_no_path",
        },
        // Nobody can turn anything on again.
        Line {
            name: "ended",
            applies: |it| it.counted.phase == Phase::Ended,
            outcome: Relief::Ended,
            rule: R38,
            also: &[A7],
            explanation: "support_ended",
        },
        // The notice gives these clouds no path.
        Line {
            name: "government",
            applies: |it| matches!(it.counted.cloud, Cloud::GccHigh | Cloud::Dod),
            outcome: Relief::NoPath,
            rule: A10,
            also: &[],
            explanation: "support_no_path",
        },
        // Before September the notice gives nobody a path.
        Line {
            name: "announced",
            applies: |it| it.counted.phase == Phase::Announced,
            outcome: Relief::NoPath,
            rule: R45,
            also: &[],
            explanation: "support_before_september",
        },
        // Nothing is blocked; support finds the post again by whose steps GCC opts out.
        Line {
            name: "post",
            applies: |it| {
                it.counted.phase == Phase::OptOut
                    && it.counted.cloud == Cloud::Gcc
                    && it.standing == Standing::Allowed
            },
            outcome: Relief::FollowPost,
            rule: R34,
            also: &[],
            explanation: "support_follow_post",
        },
        Line {
            name: "not_blocked",
            applies: |it| !it.counted.is_blocked(),
            outcome: Relief::NothingToLift,
            rule: R6,
            also: &[],
            explanation: "support_nothing_to_lift",
        },
        // A lift in September does not protect from the draw.
        Line {
            name: "september",
            applies: |it| it.counted.phase == Phase::OptOut,
            outcome: Relief::Lifted,
            rule: R45,
            also: &[R54],
            explanation: "support_lifts",
        },
        // GCC has no other way to its re-enable.
        Line {
            name: "gcc",
            applies: |it| it.counted.cloud == Cloud::Gcc,
            outcome: Relief::ReEnabled,
            rule: R35,
            also: &[A6],
            explanation: "support_re_enables",
        },
        Line {
            name: "taking_effect",
            applies: |it| it.standing == Standing::ReEnabling,
            outcome: Relief::TakingEffect,
            rule: R49,
            also: &[],
            explanation: "support_taking_effect",
        },
        // Accepted more than an hour ago, and still blocked.
        Line {
            name: "overdue",
            applies: |it| it.standing == Standing::Overdue,
            outcome: Relief::Repaired,
            rule: R49,
            also: &[],
            explanation: "support_repairs_overdue",
        },
        // Blocked again after its one re-enable, which promised the rest of the year.
        Line {
            name: "promise",
            applies: |it| it.counted.re_enabled_at.is_some(),
            outcome: Relief::Repaired,
            rule: R19,
            also: &[R17],
            explanation: "support_repairs_promise",
        },
    ],
    // The diagnostic does it at once.
    otherwise: Line {
        name: "diagnostic",
        applies: |_| true,
        outcome: Relief::UseDiagnostic,
        rule: R47,
        also: &[],
        explanation: "support_use_diagnostic",
    },
};
