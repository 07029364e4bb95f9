//! The programme's dates. A civil date begins at midnight in the programme's zone, and every
//! period is half open: it has its first instant and lacks its last.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

/// From here on opt-outs are accepted; all earlier requests were archived (R26, R36).
pub const OPT_OUT: NaiveDate = day(2022, 9, 1);
/// From here on tenants are drawn, and re-enables accepted (R6, R47).
pub const RE_ENABLE: NaiveDate = day(2022, 10, 1);
/// From here on nothing can be requested (R51).
pub const ENDED: NaiveDate = day(2023, 1, 1);

/// A month before the first Exchange Online PowerShell module stops, its users are told (R63).
pub(crate) const V1_MODULE_WARNING: NaiveDate = day(2022, 12, 1);

/// From here on a protocol counts as retired even if no block was seen (A7).
pub(crate) const SURELY_RETIRED: NaiveDate = day(2023, 2, 1);
/// The programme of the cloud operated by 21Vianet begins here (A10) …
pub const CHINA_BEGINS: NaiveDate = day(2023, 3, 31);
/// … and its protocols count as retired from here on.
pub(crate) const CHINA_SURELY_RETIRED: NaiveDate = day(2023, 5, 1);

/// A re-enable takes effect within this time of its acceptance (R49, A16).
pub(crate) const TAKES_EFFECT_WITHIN: TimeDelta = TimeDelta::hours(1);

/// Where the programme stands as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    Announced,
    OptOut,
    ReEnable,
    Ended,
}

impl Phase {
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
}

/// The first instant of a civil date in `zone`.
pub fn start_of(date: NaiveDate, zone: FixedOffset) -> DateTime<Utc> {
    (date.and_time(NaiveTime::MIN) - zone).and_utc()
}

/// A date of the table above; an impossible one does not compile.
const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}
