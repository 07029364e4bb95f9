//! What keeps or gets a programme protocol on: the first line that applies.

use super::calendar::{CHINA_BEGINS, Phase, RE_ENABLE};
use super::counting::Counted;
use super::lines::{Line, Table};
use super::rules::{
    A7, A10, A15, R6, R7, R17, R19, R21, R22, R26, R27, R28, R34, R35, R36, R38, R41, R45, R47,
    R49, R51, R54,
};
use crate::{Cloud, NextStep, Role, Standing};

/// What the conditions look at: the facts that count, and the standing that they led to.
pub(crate) struct Stands {
    pub(crate) counted: Counted,
    pub(crate) standing: Standing,
}

pub(crate) static TABLE: Table<Stands, NextStep> = Table {
    lines: &[
        // Ask the operator's support: the programme of 2022 has no tool for this cloud.
        Line {
            name: "1",
            applies: |it| china_waits(it) && it.counted.is_blocked(),
            outcome: NextStep::ContactSupport,
            rule: A10,
            also: &[],
            explanation: "next_china_support",
        },
        // Nothing can be asked for; move clients before this cloud's programme begins on 31 March 2023.
        Line {
            name: "2",
            applies: china_waits,
            outcome: NextStep::Wait,
            rule: A10,
            also: &[],
            explanation: "next_china_wait",
        },
        // Works today, may stop on any day, and nothing turns it on again: see the seven-day post.
        Line {
            name: "3.1",
            applies: |it| it.standing == Standing::Retiring,
            outcome: NextStep::MoveToModernAuth,
            rule: R38,
            also: &[R51, A7],
            explanation: "next_move_before_it_stops",
        },
        // Neither you nor support can turn it on.
        Line {
            name: "3.2",
            applies: |it| it.counted.phase == Phase::Ended,
            outcome: NextStep::MoveToModernAuth,
            rule: R38,
            also: &[A7],
            explanation: "next_move_retired",
        },
        // The opt-out opens on 1 September 2022; what was asked with the earlier tool is archived then.
        Line {
            name: "4.1",
            applies: |it| announced(it) && it.counted.cloud == Cloud::Worldwide,
            outcome: NextStep::Wait,
            rule: R21,
            also: &[R26],
            explanation: "next_wait_for_september",
        },
        // The steps come with the Message Center post of 1 September 2022.
        Line {
            name: "4.2",
            applies: |it| announced(it) && it.counted.cloud == Cloud::Gcc,
            outcome: NextStep::Wait,
            rule: R34,
            also: &[],
            explanation: "next_wait_for_post_gcc",
        },
        // This cloud has no diagnostic; ask support in September.
        Line {
            name: "4.3",
            applies: announced,
            outcome: NextStep::Wait,
            rule: A10,
            also: &[],
            explanation: "next_wait_for_september_government",
        },
        // Nothing to do: re-enabled at {re_enabled_at}, on through the day before {until}.
        Line {
            name: "5.1",
            applies: |it| us_government(it) && it.standing == Standing::ReEnabled,
            outcome: NextStep::Nothing,
            rule: R19,
            also: &[],
            explanation: "next_nothing_re_enabled",
        },
        // Nothing to do: opted out at {opted_out_at}, on through the day before {until}.
        Line {
            name: "5.2",
            applies: |it| us_government(it) && it.standing == Standing::OptedOut,
            outcome: NextStep::Nothing,
            rule: R22,
            also: &[],
            explanation: "next_nothing_opted_out",
        },
        // This cloud has no diagnostic; ask support to lift the block of {blocked_since}.
        Line {
            name: "6.1",
            applies: |it| us_government(it) && it.counted.is_blocked(),
            outcome: NextStep::ContactSupport,
            rule: A10,
            also: &[],
            explanation: "next_support_blocked_government",
        },
        // This cloud has no diagnostic; ask support before October how to stay on.
        Line {
            name: "6.2",
            applies: |it| us_government(it) && in_september(it),
            outcome: NextStep::ContactSupport,
            rule: A10,
            also: &[],
            explanation: "next_support_september_government",
        },
        // Not drawn yet; when the block appears, ask support.
        Line {
            name: "7",
            applies: us_government,
            outcome: NextStep::Wait,
            rule: R6,
            also: &[R7, A15],
            explanation: "next_wait_not_drawn_government",
        },
        // Only support lifts a block in September, and its lift does not protect from October:
        // follow the post of 1 September as well.
        Line {
            name: "8",
            applies: |it| gcc(it) && in_september(it) && it.counted.is_blocked(),
            outcome: NextStep::ContactSupport,
            rule: R45,
            also: &[R34, R54],
            explanation: "next_support_september_gcc",
        },
        // Nothing to do: the opt-out of {opted_out_at} came in by the steps of the post.
        Line {
            name: "9",
            applies: |it| gcc(it) && in_september(it) && it.standing == Standing::OptedOut,
            outcome: NextStep::Nothing,
            rule: R34,
            also: &[],
            explanation: "next_nothing_opted_out_gcc",
        },
        // Opt out by the steps of the Message Center post of 1 September, before 30 September ends;
        // who cannot find the post asks support for it.
        Line {
            name: "10",
            applies: |it| gcc(it) && in_september(it),
            outcome: NextStep::FollowMessageCenter,
            rule: R34,
            also: &[],
            explanation: "next_follow_message_center",
        },
        // Blocked since {blocked_since}: only a support ticket brings it back in this cloud.
        Line {
            name: "11",
            applies: |it| gcc(it) && it.counted.is_blocked(),
            outcome: NextStep::OpenTicket,
            rule: R35,
            also: &[],
            explanation: "next_open_ticket",
        },
        // As 5.1.
        Line {
            name: "12.1",
            applies: |it| gcc(it) && it.standing == Standing::ReEnabled,
            outcome: NextStep::Nothing,
            rule: R19,
            also: &[],
            explanation: "next_nothing_re_enabled",
        },
        // As 5.2.
        Line {
            name: "12.2",
            applies: |it| gcc(it) && it.standing == Standing::OptedOut,
            outcome: NextStep::Nothing,
            rule: R22,
            also: &[],
            explanation: "next_nothing_opted_out",
        },
        // Not drawn yet; when the block appears, open a ticket.
        Line {
            name: "13",
            applies: gcc,
            outcome: NextStep::Wait,
            rule: R6,
            also: &[R7, A15],
            explanation: "next_wait_not_drawn_gcc",
        },
        // From here on the tenant is worldwide.
        //
        // Only support lifts the block this month; the opt-out of {opted_out_at} protects from October.
        Line {
            name: "14.1",
            applies: |it| {
                in_september(it) && it.counted.is_blocked() && it.counted.opted_out_at.is_some()
            },
            outcome: NextStep::ContactSupport,
            rule: R45,
            also: &[R22],
            explanation: "next_support_opted_out",
        },
        // Ask support to lift the block, and opt out now without waiting for the ticket: the lift
        // alone does not protect from October.
        Line {
            name: "14.2",
            applies: |it| in_september(it) && it.counted.is_blocked() && global_admin(it),
            outcome: NextStep::ContactSupport,
            rule: R45,
            also: &[R54],
            explanation: "next_support_and_opt_out",
        },
        // As 14.2, but a Global Administrator must opt out.
        Line {
            name: "14.3",
            applies: |it| in_september(it) && it.counted.is_blocked(),
            outcome: NextStep::ContactSupport,
            rule: R45,
            also: &[R54, R28],
            explanation: "next_support_and_ask_to_opt_out",
        },
        // The request of {opted_out_at} is in; asking again is harmless and changes nothing.
        Line {
            name: "15",
            applies: |it| in_september(it) && it.standing == Standing::OptedOut,
            outcome: NextStep::Nothing,
            rule: R41,
            also: &[],
            explanation: "next_nothing_opted_out_september",
        },
        // The earlier request was archived on 1 September: opt out again before 30 September ends.
        Line {
            name: "16.1",
            applies: |it| in_september(it) && global_admin(it) && it.counted.has_archived,
            outcome: NextStep::OptOut,
            rule: R36,
            also: &[R26, R27],
            explanation: "next_opt_out_again",
        },
        // Opt out before 30 September ends, and the protocol stays on to the end of the year.
        Line {
            name: "16.2",
            applies: |it| in_september(it) && global_admin(it),
            outcome: NextStep::OptOut,
            rule: R36,
            also: &[],
            explanation: "next_opt_out",
        },
        // Only a Global Administrator can opt out: ask one before 30 September ends.
        Line {
            name: "17",
            applies: in_september,
            outcome: NextStep::AskGlobalAdmin,
            rule: R28,
            also: &[R36],
            explanation: "next_ask_to_opt_out",
        },
        // It works again within the hour after {re_enabled_at}.
        Line {
            name: "18",
            applies: |it| it.standing == Standing::ReEnabling,
            outcome: NextStep::Wait,
            rule: R49,
            also: &[],
            explanation: "next_wait_taking_effect",
        },
        // Go to support with the receipt; do not ask again.
        Line {
            name: "19",
            applies: |it| it.standing == Standing::Overdue,
            outcome: NextStep::ContactSupport,
            rule: R49,
            also: &[R17],
            explanation: "next_support_overdue",
        },
        // Blocked at {blocked_since}, after the re-enable of {re_enabled_at}: the notice promised it to
        // the end of December, and the one re-enable is used.
        Line {
            name: "20",
            applies: |it| it.counted.is_blocked() && it.counted.re_enabled_at.is_some(),
            outcome: NextStep::ContactSupport,
            rule: R19,
            also: &[R17],
            explanation: "next_support_blocked_again",
        },
        // Re-enable it; the opt-out of {opted_out_at} was not kept, and support should know.
        Line {
            name: "21.1",
            applies: |it| it.counted.is_blocked() && global_admin(it) && opt_out_was_not_kept(it),
            outcome: NextStep::ReEnable,
            rule: R47,
            also: &[R17, R22],
            explanation: "next_re_enable_opt_out_not_kept",
        },
        // Re-enable it, once, until the end of the year.
        Line {
            name: "21.2",
            applies: |it| it.counted.is_blocked() && global_admin(it),
            outcome: NextStep::ReEnable,
            rule: R47,
            also: &[R17],
            explanation: "next_re_enable",
        },
        // Only a Global Administrator can re-enable it.
        Line {
            name: "22",
            applies: |it| it.counted.is_blocked(),
            outcome: NextStep::AskGlobalAdmin,
            rule: R28,
            also: &[R47],
            explanation: "next_ask_to_re_enable",
        },
        // As 5.1.
        Line {
            name: "23.1",
            applies: |it| it.standing == Standing::ReEnabled,
            outcome: NextStep::Nothing,
            rule: R19,
            also: &[],
            explanation: "next_nothing_re_enabled",
        },
        // As 5.2.
        Line {
            name: "23.2",
            applies: |it| it.standing == Standing::OptedOut,
            outcome: NextStep::Nothing,
            rule: R22,
            also: &[],
            explanation: "next_nothing_opted_out",
        },
    ],
    // Not drawn yet: nothing can be asked for until the block appears; move clients, or block it
    // yourself on your own day.
    otherwise: Line {
        name: "24",
        applies: |_| true,
        outcome: NextStep::Wait,
        rule: R6,
        also: &[R7, A15],
        explanation: "next_wait_not_drawn",
    },
};

fn china_waits(it: &Stands) -> bool {
    it.counted.cloud == Cloud::China && it.counted.is_before(CHINA_BEGINS)
}

fn gcc(it: &Stands) -> bool {
    it.counted.cloud == Cloud::Gcc
}

fn us_government(it: &Stands) -> bool {
    matches!(it.counted.cloud, Cloud::GccHigh | Cloud::Dod)
}

fn announced(it: &Stands) -> bool {
    it.counted.phase == Phase::Announced
}

fn in_september(it: &Stands) -> bool {
    it.counted.phase == Phase::OptOut
}

fn global_admin(it: &Stands) -> bool {
    it.counted.role == Role::GlobalAdmin
}

/// R22 promised that an opted-out protocol is not blocked from October on.
fn opt_out_was_not_kept(it: &Stands) -> bool {
    it.counted.opted_out_at.is_some() && !it.counted.is_blocked_since_before(RE_ENABLE)
}
