//! The programme's dates. A civil date begins at midnight in the programme's zone, and every
//! period is half open: it has its first instant and lacks its last.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

/// From here on opt-outs are accepted; all earlier requests were archived (R26, R36).
pub(crate) const OPT_OUT: NaiveDate = day(2022, 9, 1);
/// From here on tenants are drawn, and re-enables accepted (R6, R47).
pub(crate) const RE_ENABLE: NaiveDate = day(2022, 10, 1);
/// From here on nothing can be requested (R51).
pub(crate) const ENDED: NaiveDate = day(2023, 1, 1);

/// A month before the first Exchange Online PowerShell module stops, its users are told (R63).
pub(crate) const V1_MODULE_WARNING: NaiveDate = day(2022, 12, 1);
/// From here on whoever has not used the one re-enable is told that it lapses.
pub(crate) const LAPSE_WARNING: NaiveDate = day(2022, 12, 24);

/// From here on a protocol counts as retired even if no block was seen (A7).
pub(crate) const SURELY_RETIRED: NaiveDate = day(2023, 2, 1);
/// The programme of the cloud operated by 21Vianet begins here (A10) …
pub const CHINA_BEGINS: NaiveDate = day(2023, 3, 31);
/// … and its protocols count as retired from here on.
pub(crate) const CHINA_SURELY_RETIRED: NaiveDate = day(2023, 5, 1);

/// A re-enable takes effect within this time of its acceptance (R49, A16).
pub const TAKES_EFFECT_WITHIN: TimeDelta = TimeDelta::hours(1);

/// Where the programme stands as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    Announced,
    OptOut,
    ReEnable,
    Ended,
}

impl Phase {
    pub const ALL: [Self; 4] = [Self::Announced, Self::OptOut, Self::ReEnable, Self::Ended];

    pub fn at(now: DateTime<Utc>, zone: FixedOffset) -> Self {
        if now < start_of(OPT_OUT, zone) {
            Self::Announced
        } else if now < start_of(RE_ENABLE, zone) {
            Self::OptOut
        } else if now < start_of(ENDED, zone) {
            Self::ReEnable
        } else {
            Self::Ended
        }
    }

    pub const fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Announced => None,
            Self::OptOut => Some(OPT_OUT),
            Self::ReEnable => Some(RE_ENABLE),
            Self::Ended => Some(ENDED),
        }
    }

    /// The day that pages show, with its zone, as the phase's end.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.next()?.first_day()?.pred_opt()
    }

    pub fn starts(self, zone: FixedOffset) -> Option<DateTime<Utc>> {
        Some(start_of(self.first_day()?, zone))
    }

    /// The first instant that is no longer of this phase.
    pub fn ends(self, zone: FixedOffset) -> Option<DateTime<Utc>> {
        self.next()?.starts(zone)
    }

    /// Civil days from today through the last one, both counted: 1 on the last day, less after it.
    pub fn days_left(self, now: DateTime<Utc>, zone: FixedOffset) -> Option<i64> {
        let left = self.last_day()? - civil_date(now, zone)?;
        Some(left.num_days() + 1)
    }

    const fn next(self) -> Option<Self> {
        match self {
            Self::Announced => Some(Self::OptOut),
            Self::OptOut => Some(Self::ReEnable),
            Self::ReEnable => Some(Self::Ended),
            Self::Ended => None,
        }
    }
}

/// The first instant of a civil date in `zone`.
pub(crate) fn start_of(date: NaiveDate, zone: FixedOffset) -> DateTime<Utc> {
    (date.and_time(NaiveTime::MIN) - zone).and_utc()
}

/// The civil date of an instant; none at the very ends of time, where the zone leads beyond them.
pub(crate) fn civil_date(at: DateTime<Utc>, zone: FixedOffset) -> Option<NaiveDate> {
    Some(at.naive_utc().checked_add_offset(zone)?.date())
}

/// A date of the table above; an impossible one does not compile.
pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

#[cfg(test)]
mod tests {
    use super::Phase;
    use crate::basic_auth_2022::tests::told::{date, instant, zone};

    #[test]
    fn each_phase_ends_where_the_next_one_starts() {
        for phases in Phase::ALL.windows(2) {
            assert_eq!(phases[0].ends(zone(9)), phases[1].starts(zone(9)));
        }
        assert_eq!(Phase::Announced.starts(zone(0)), None);
        assert_eq!(Phase::Ended.ends(zone(0)), None);
    }

    #[test]
    fn the_last_day_is_a_civil_one_and_the_end_an_instant_of_the_zone() {
        assert_eq!(Phase::OptOut.last_day(), Some(date("2022-09-30")));
        assert_eq!(Phase::ReEnable.last_day(), Some(date("2022-12-31")));
        assert_eq!(Phase::Ended.last_day(), None);
        assert_eq!(
            Phase::ReEnable.ends(zone(9)),
            Some(instant("2022-12-31 15:00:00"))
        );
    }

    #[test]
    fn today_is_one_of_the_days_left() {
        let days_left = |now, hours| Phase::ReEnable.days_left(instant(now), zone(hours));
        assert_eq!(days_left("2022-12-24 23:59:59", 0), Some(8));
        assert_eq!(days_left("2022-12-24 23:59:59", 9), Some(7));
        assert_eq!(days_left("2022-12-31 23:59:59", 0), Some(1));
        assert_eq!(days_left("2023-01-01", 0), Some(0));
    }
}
