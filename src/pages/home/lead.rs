//! The tenant's story in a sentence or two.

use flows::diagnostic::reading::Choice;
use policy::basic_auth_2022::Phase;
use policy::{Cloud, Standing};

use super::count;
use crate::words::{Text, home};

pub(super) fn lead(phase: Phase, cloud: Cloud, choices: &[Choice]) -> Text {
    let with = |standing| {
        let standing = |choice: &&Choice| choice.decision.standing == standing;
        count(choices.iter().filter(standing))
    };
    let open = choices
        .iter()
        .filter(|choice| choice.is_open_to_global_admin);
    let blocked = with(Standing::Blocked) + with(Standing::Overdue) + with(Standing::ReEnabling);
    let opted_out = with(Standing::OptedOut);
    let re_enabled = with(Standing::ReEnabled);
    let is_over = with(Standing::Retiring) + with(Standing::Retired) > 0;
    match (phase, cloud) {
        (_, Cloud::China) if !is_over => home::lead_china(),
        (Phase::Announced, _) => home::lead_announced(),
        (Phase::OptOut, Cloud::GccHigh | Cloud::Dod) => home::lead_no_diagnostic(),
        (Phase::OptOut, _) => home::lead_opt_out(count(open), opted_out),
        (Phase::ReEnable, Cloud::Worldwide) if blocked > 0 => {
            home::lead_blocked(count(open), blocked)
        }
        (Phase::ReEnable, _) if blocked > 0 => home::lead_blocked_elsewhere(blocked),
        (Phase::ReEnable, _) if re_enabled > 0 => home::lead_re_enabled(opted_out, re_enabled),
        (Phase::ReEnable, _) => home::lead_not_drawn(opted_out),
        (Phase::Ended, _) => home::lead_ended(with(Standing::Retired)),
    }
}
