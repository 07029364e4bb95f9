//! Where a programme protocol stands: the first line that applies.

use super::calendar::{
    CHINA_BEGINS, CHINA_SURELY_RETIRED, Phase, RE_ENABLE, SURELY_RETIRED, TAKES_EFFECT_WITHIN,
};
use super::counting::Counted;
use super::lines::{Line, Table};
use super::rules::{A7, A10, A11, A16, R4, R6, R18, R19, R20, R22, R37, R38, R49, R52};
use crate::{Cloud, Standing};

pub(crate) static TABLE: Table<Counted, Standing> = Table {
    lines: &[
        // Blocked since {blocked_since}, although this cloud's programme begins on 31 March 2023.
        Line {
            name: "a",
            applies: |it| china_waits(it) && it.is_blocked(),
            outcome: Standing::Blocked,
            rule: A10,
            also: &[],
            explanation: "why_china_blocked",
        },
        // The programme of 2022 leaves this cloud alone; its own begins on 31 March 2023.
        Line {
            name: "b",
            applies: china_waits,
            outcome: Standing::Allowed,
            rule: A10,
            also: &[],
            explanation: "why_china_allowed",
        },
        // Off for good. The re-enable of {re_enabled_at} had not taken effect when the programme
        // ended: the request is closed.
        Line {
            name: "c.1",
            applies: |it| has_ended(it) && it.re_enable_without_effect().is_some(),
            outcome: Standing::Retired,
            rule: R38,
            also: &[A7],
            explanation: "why_retired_request_closed",
        },
        // Off for good since {blocked_since}.
        Line {
            name: "c.2",
            applies: |it| has_ended(it) && it.is_blocked(),
            outcome: Standing::Retired,
            rule: R38,
            also: &[],
            explanation: "why_retired",
        },
        // Works today. This cloud's programme began on 31 March 2023, and it may stop on any day.
        Line {
            name: "d.1",
            applies: |it| {
                has_ended(it) && it.cloud == Cloud::China && it.is_before(CHINA_SURELY_RETIRED)
            },
            outcome: Standing::Retiring,
            rule: R38,
            also: &[A10],
            explanation: "why_china_retiring",
        },
        // Works today. The tenant is reached in early January after a post of its own.
        Line {
            name: "d.2",
            applies: |it| has_ended(it) && it.cloud != Cloud::China && it.is_before(SURELY_RETIRED),
            outcome: Standing::Retiring,
            rule: R38,
            also: &[R20, R52, A7],
            explanation: "why_retiring",
        },
        // No block was seen, but the notice's date has passed: taken as retired.
        Line {
            name: "e",
            applies: has_ended,
            outcome: Standing::Retired,
            rule: R38,
            also: &[A7],
            explanation: "why_retired_by_date",
        },
        // The re-enable was accepted at {re_enabled_at} and takes up to an hour.
        Line {
            name: "f",
            applies: |it| {
                it.re_enable_without_effect()
                    .is_some_and(|at| it.now < at + TAKES_EFFECT_WITHIN)
            },
            outcome: Standing::ReEnabling,
            rule: R49,
            also: &[A16, R19],
            explanation: "why_re_enabling",
        },
        // The re-enable was accepted at {re_enabled_at}; its hour has passed and the block is still on.
        Line {
            name: "g",
            applies: |it| it.re_enable_without_effect().is_some(),
            outcome: Standing::Overdue,
            rule: R49,
            also: &[A16],
            explanation: "why_overdue",
        },
        // Blocked since {blocked_since}, before this programme began.
        Line {
            name: "h",
            applies: |it| it.is_blocked_since_before(RE_ENABLE),
            outcome: Standing::Blocked,
            rule: R4,
            also: &[],
            explanation: "why_blocked_before_october",
        },
        // The tenant was drawn; blocked since {blocked_since}.
        Line {
            name: "i",
            applies: Counted::is_blocked,
            outcome: Standing::Blocked,
            rule: R6,
            also: &[],
            explanation: "why_blocked_since_october",
        },
        // Re-enabled at {re_enabled_at}; stays on through the day before {until}.
        Line {
            name: "j",
            applies: |it| it.re_enabled_at.is_some(),
            outcome: Standing::ReEnabled,
            rule: R19,
            also: &[R18],
            explanation: "why_re_enabled",
        },
        // Opted out at {opted_out_at}; stays on through the day before {until}.
        Line {
            name: "k",
            applies: |it| it.opted_out_at.is_some(),
            outcome: Standing::OptedOut,
            rule: R22,
            also: &[R37, A11],
            explanation: "why_opted_out",
        },
        // On. Tenants are drawn at random from 1 October 2022.
        Line {
            name: "l.1",
            applies: |it| it.phase == Phase::Announced,
            outcome: Standing::Allowed,
            rule: R6,
            also: &[],
            explanation: "why_allowed_announced",
        },
        // On. Without an opt-out this month it may be blocked on any day from 1 October.
        Line {
            name: "l.2",
            applies: |it| it.phase == Phase::OptOut,
            outcome: Standing::Allowed,
            rule: R6,
            also: &[],
            explanation: "why_allowed_until_october",
        },
    ],
    // On, because the tenant has not been drawn yet.
    otherwise: Line {
        name: "l.3",
        applies: |_| true,
        outcome: Standing::Allowed,
        rule: R6,
        also: &[],
        explanation: "why_allowed_not_drawn",
    },
};

fn china_waits(it: &Counted) -> bool {
    it.cloud == Cloud::China && it.is_before(CHINA_BEGINS)
}

fn has_ended(it: &Counted) -> bool {
    it.phase == Phase::Ended
}
