//! The days that the notice fixes for everybody in a cloud, in their order.

use super::calendar::{
    CHINA_BEGINS, CHINA_SURELY_RETIRED, ENDED, OPT_OUT, Phase, RE_ENABLE, SURELY_RETIRED, day,
};
use super::rules::{
    A7, A10, A11, R6, R19, R20, R22, R26, R36, R38, R42, R43, R47, R51, R52, R60, R61,
};
use crate::{Cloud, RuleNumber};
use chrono::NaiveDate;

/// What a day of the programme brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Milestone {
    /// Earlier requests are archived, and opting out begins.
    OptOutBegins,
    /// The first post that confirms opt-outs.
    FirstConfirmation,
    /// Those who opted out by then are sent another.
    SecondConfirmation,
    /// The last post of that kind, on the last day of opting out.
    OptOutEnds,
    /// Tenants are drawn from now on, and what is blocked can be re-enabled.
    DrawsBegin,
    /// The last day of what was opted out or re-enabled, and of the endpoints beside the programme.
    LastDay,
    /// The diagnostic is closed, and the permanent end comes tenant by tenant.
    EndBegins,
    /// From here on a protocol counts as retired, whether a block was seen or not.
    SurelyRetired,
}

/// In the cloud of 21Vianet the end begins with its own programme, and nothing comes before (A10).
pub fn dates(cloud: Cloud) -> Vec<(NaiveDate, Milestone)> {
    let last_day = |phase: Phase| phase.last_day().unwrap_or(ENDED);
    if cloud == Cloud::China {
        return vec![
            (CHINA_BEGINS, Milestone::EndBegins),
            (CHINA_SURELY_RETIRED, Milestone::SurelyRetired),
        ];
    }
    let mut dates = vec![
        (OPT_OUT, Milestone::OptOutBegins),
        (day(2022, 9, 23), Milestone::FirstConfirmation),
        (day(2022, 9, 28), Milestone::SecondConfirmation),
        (last_day(Phase::OptOut), Milestone::OptOutEnds),
        (RE_ENABLE, Milestone::DrawsBegin),
        (last_day(Phase::ReEnable), Milestone::LastDay),
        (ENDED, Milestone::EndBegins),
        (SURELY_RETIRED, Milestone::SurelyRetired),
    ];
    // Where nobody can opt out, that neither ends nor is confirmed (A10).
    if matches!(cloud, Cloud::GccHigh | Cloud::Dod) {
        dates.retain(|(_, milestone)| !milestone.is_of_opt_outs());
    }
    dates
}

impl Milestone {
    const fn is_of_opt_outs(self) -> bool {
        matches!(
            self,
            Self::FirstConfirmation | Self::SecondConfirmation | Self::OptOutEnds
        )
    }

    pub const fn rules(self, cloud: Cloud) -> &'static [RuleNumber] {
        match (self, cloud) {
            (Self::OptOutBegins, _) => &[R26, R36],
            (Self::FirstConfirmation, _) => &[R42],
            (Self::SecondConfirmation, _) => &[R43],
            (Self::OptOutEnds, _) => &[R36, R43],
            (Self::DrawsBegin, _) => &[R6, R47],
            (Self::LastDay, _) => &[R19, R22, A11, R60, R61],
            (_, Cloud::China) => &[A10, R38],
            (Self::EndBegins, _) => &[R51, R52, R20],
            (Self::SurelyRetired, _) => &[R38, A7],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Milestone, dates};
    use crate::Cloud;
    use crate::basic_auth_2022::RULES;
    use crate::basic_auth_2022::tests::told::date;

    const CLOUDS: [Cloud; 5] = [
        Cloud::Worldwide,
        Cloud::Gcc,
        Cloud::GccHigh,
        Cloud::Dod,
        Cloud::China,
    ];

    #[test]
    fn the_days_come_in_their_order_with_rules_that_are_listed() {
        for cloud in CLOUDS {
            let dates = dates(cloud);
            assert!(
                dates.is_sorted_by(|one, other| one.0 < other.0),
                "{cloud:?}"
            );
            for (_, milestone) in dates {
                let rules = milestone.rules(cloud);
                let is_listed = |number| RULES.iter().any(|rule| rule.number == number);
                assert!(!rules.is_empty() && rules.iter().all(|number| is_listed(*number)));
            }
        }
    }

    #[test]
    fn each_cloud_has_its_days() {
        let of = |cloud, wanted| {
            let mut dates = dates(cloud).into_iter();
            dates
                .find(|(_, milestone)| *milestone == wanted)
                .map(|(day, _)| day)
        };
        assert_eq!(
            of(Cloud::Worldwide, Milestone::OptOutEnds),
            Some(date("2022-09-30"))
        );
        assert_eq!(of(Cloud::Gcc, Milestone::LastDay), Some(date("2022-12-31")));
        assert_eq!(
            of(Cloud::Gcc, Milestone::FirstConfirmation),
            Some(date("2022-09-23"))
        );
        assert_eq!(of(Cloud::GccHigh, Milestone::FirstConfirmation), None);
        assert_eq!(
            of(Cloud::Dod, Milestone::EndBegins),
            Some(date("2023-01-01"))
        );
        assert_eq!(
            of(Cloud::China, Milestone::EndBegins),
            Some(date("2023-03-31"))
        );
        assert_eq!(of(Cloud::China, Milestone::DrawsBegin), None);
    }
}
