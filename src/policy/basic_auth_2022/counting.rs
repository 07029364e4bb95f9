//! Which facts count: not those of the future, and opt-outs and re-enables only in their phases.

use super::calendar::{OPT_OUT, Phase, start_of};
use crate::{Cloud, Endpoint, Facts, Role, Wish};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Whether the facts hold an opt-out, or a re-enable, that counts.
pub fn counts(facts: &Facts, wish: Wish) -> bool {
    let counted = Counted::from(facts);
    match wish {
        Wish::OptOut => counted.opted_out_at.is_some(),
        Wish::ReEnable => counted.re_enabled_at.is_some(),
    }
}

/// The facts as they count at this instant; what the conditions of all tables are about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub(crate) now: DateTime<Utc>,
    pub(crate) zone: FixedOffset,
    pub(crate) phase: Phase,
    pub(crate) cloud: Cloud,
    pub(crate) role: Role,
    pub(crate) endpoint: Endpoint,
    pub(crate) blocked_since: Option<DateTime<Utc>>,
    pub(crate) opted_out_at: Option<DateTime<Utc>>,
    pub(crate) re_enabled_at: Option<DateTime<Utc>>,
    /// An earlier opt-out or re-enable exists that no longer counts (R26).
    pub(crate) has_archived: bool,
}

impl From<&Facts> for Counted {
    fn from(facts: &Facts) -> Self {
        let Facts {
            now, zone, cloud, ..
        } = *facts;
        let exists = |at: &DateTime<Utc>| *at <= now;
        // In the cloud of 21Vianet the programme's phases play no part (A10).
        let counts_in = |phase| {
            move |at: &DateTime<Utc>| cloud != Cloud::China && Phase::at(*at, zone) == phase
        };
        let opted_out_at = facts.opted_out_at.filter(exists);
        let re_enabled_at = facts.re_enabled_at.filter(exists);
        let archived = |at: DateTime<Utc>| at < start_of(OPT_OUT, zone);
        Self {
            now,
            zone,
            phase: Phase::at(now, zone),
            cloud,
            role: facts.role,
            endpoint: facts.endpoint,
            blocked_since: facts.blocked_since.filter(exists),
            opted_out_at: opted_out_at.filter(counts_in(Phase::OptOut)),
            re_enabled_at: re_enabled_at.filter(counts_in(Phase::ReEnable)),
            has_archived: opted_out_at.is_some_and(archived) || re_enabled_at.is_some_and(archived),
        }
    }
}

impl Counted {
    pub(crate) fn is_before(&self, date: NaiveDate) -> bool {
        self.now < start_of(date, self.zone)
    }

    pub(crate) fn is_blocked(&self) -> bool {
        self.blocked_since.is_some()
    }

    pub(crate) fn is_blocked_since_before(&self, date: NaiveDate) -> bool {
        self.blocked_since
            .is_some_and(|since| since < start_of(date, self.zone))
    }

    /// When the re-enable was accepted that has not lifted the block it was asked for.
    pub(crate) fn re_enable_without_effect(&self) -> Option<DateTime<Utc>> {
        let since = self.blocked_since?;
        self.re_enabled_at
            .filter(|at| self.cloud == Cloud::Worldwide && since <= *at)
    }
}

#[cfg(test)]
mod tests {
    use super::counts;
    use crate::Cloud;
    use crate::Wish::{OptOut, ReEnable};
    use crate::basic_auth_2022::tests::told::on;

    #[test]
    fn each_counts_in_its_own_phase() {
        let both = on("2022-12-31")
            .opted_out("2022-09-30")
            .re_enabled("2022-10-01");
        assert!(counts(&both, OptOut) && counts(&both, ReEnable));
        let swapped = on("2022-12-31")
            .opted_out("2022-10-01")
            .re_enabled("2022-09-30");
        assert!(!counts(&swapped, OptOut) && !counts(&swapped, ReEnable));
    }

    #[test]
    fn nothing_counts_in_the_cloud_of_21vianet() {
        let facts = on("2022-12-31")
            .opted_out("2022-09-30")
            .re_enabled("2022-10-01");
        let facts = facts.in_cloud(Cloud::China);
        assert!(!counts(&facts, OptOut) && !counts(&facts, ReEnable));
    }
}
