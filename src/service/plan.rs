//! What the programme has in store for a tenant: the notice's dates, and a seed where it names none.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use policy::basic_auth_2022::{CHINA_BEGINS, Phase};
use policy::{Cloud, Protocol};
use serde::{Deserialize, Serialize};
use wire::usage::Users;

use crate::messages::Confirmation;
use crate::{Happening, Tenant, usage};

/// What comes once in a tenant's life; at the same instant in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Milestone {
    Archiving,
    /// The post of 1 September.
    Plan,
    /// A post that confirms opt-outs.
    Confirmation(Confirmation),
    /// The report on the month that begins on this day.
    UsageReport(NaiveDate),
    BlockAnnouncement,
    HealthNotice,
    Draw,
    RetirementAnnouncement,
    YearEnd,
    Retirement,
}

impl Milestone {
    /// The milestone that a record reaches.
    pub(crate) fn of(what: &Happening) -> Option<Self> {
        Some(match what {
            Happening::Archived => Self::Archiving,
            Happening::PlanPosted => Self::Plan,
            Happening::OptOutsConfirmed { confirmation, .. } => Self::Confirmation(*confirmation),
            Happening::UsageReported { month, .. } => Self::UsageReport(*month),
            Happening::BlockAnnounced { .. } => Self::BlockAnnouncement,
            Happening::HealthNotice => Self::HealthNotice,
            Happening::Drawn { .. } => Self::Draw,
            Happening::RetirementAnnounced { .. } => Self::RetirementAnnouncement,
            Happening::RequestsClosed { .. } => Self::YearEnd,
            Happening::Retired => Self::Retirement,
            _ => return None,
        })
    }
}

/// A tenant's milestones from an instant on, earliest first.
///
/// The cloud of 21Vianet has no draw and no requests: its protocols end in the spring (A10).
pub(crate) fn milestones(tenant: &Tenant, from: DateTime<Utc>) -> Vec<(Milestone, DateTime<Utc>)> {
    use Milestone::{
        Archiving, BlockAnnouncement, Draw, HealthNotice, Plan, Retirement, RetirementAnnouncement,
        UsageReport, YearEnd,
    };
    let draw = draw(tenant);
    let retirement = retirement(tenant);
    // Most of the months are long past, and every look ahead comes through here. The report on a
    // month comes in the next one.
    let is_past =
        |month: &NaiveDate| start_of(usage::next(usage::next(*month)), tenant.zone) <= from;
    let ahead = usage::months().skip_while(is_past);
    let mut milestones: Vec<_> = ahead
        .map(|month| (UsageReport(month), usage_report(tenant, month)))
        .collect();
    milestones.push((RetirementAnnouncement, a_week_before(retirement)));
    milestones.push((Retirement, retirement));
    if tenant.cloud != Cloud::China {
        milestones.extend([
            (Archiving, start_of(OPT_OUTS_BEGIN, tenant.zone)),
            (BlockAnnouncement, a_week_before(draw)),
            (HealthNotice, draw - TimeDelta::hours(1)),
            (Draw, draw),
            (YearEnd, year_end(tenant.zone)),
        ]);
    }
    if matches!(tenant.cloud, Cloud::Worldwide | Cloud::Gcc) {
        milestones.push((Plan, post_of(OPT_OUTS_BEGIN, tenant)));
        milestones.extend(CONFIRMATIONS.map(|(confirmation, day)| {
            (Milestone::Confirmation(confirmation), post_of(day, tenant))
        }));
    }
    milestones.retain(|(_, at)| from <= *at);
    milestones.sort_by_key(|(milestone, at)| (*at, *milestone));
    milestones
}

/// Within the first days of the month after (R12).
pub(crate) fn usage_report(tenant: &Tenant, month: NaiveDate) -> DateTime<Utc> {
    let first_day = usage::next(month) + Days::new(1);
    within_working_hours(
        &format!("usage {month}"),
        first_day,
        REPORTED_WITHIN,
        tenant,
    )
}

/// A month's users, within a fifth of the usual number.
pub(crate) fn users(tenant: &Tenant, usual: Users, month: NaiveDate) -> u32 {
    let spread = usual.count * 2 / 5;
    let label = format!("users {} {month}", usual.protocol.name());
    usual.count - spread / 2 + chance(tenant.seed, &label, spread + 1)
}

/// How long support takes to answer: within a day.
pub(crate) fn time_to_answer(tenant: &Tenant, ticket: &str) -> TimeDelta {
    let minutes = chance(tenant.seed, ticket, 22 * 60);
    TimeDelta::hours(1) + TimeDelta::minutes(minutes.into())
}

/// The first instant of 2023, when pending requests are closed.
pub(crate) fn year_end(zone: FixedOffset) -> DateTime<Utc> {
    start_of(YEAR_ENDED, zone)
}

/// How long a re-enable takes: "within an hour, usually much sooner" (R49).
pub(crate) fn time_to_effect(tenant: &Tenant, protocol: Protocol) -> TimeDelta {
    let seconds = chance(tenant.seed, protocol.name(), 50 * 60);
    TimeDelta::minutes(5) + TimeDelta::seconds(seconds.into())
}

/// How long a broken promise holds.
pub(crate) const BLOCKED_AGAIN_AFTER: TimeDelta = TimeDelta::days(3);

/// A civil day in the tenant's zone.
pub(crate) fn civil_day(at: DateTime<Utc>, tenant: &Tenant) -> NaiveDate {
    at.with_timezone(&tenant.zone).date_naive()
}

/// From 1 October to 15 December: the last of the draws leaves two weeks for re-enables.
fn draw(tenant: &Tenant) -> DateTime<Utc> {
    within_working_hours("draw", DRAWS_BEGIN, 31 + 30 + 15, tenant)
}

/// In the first week of the year.
fn retirement(tenant: &Tenant) -> DateTime<Utc> {
    let first_day = if tenant.cloud == Cloud::China {
        CHINA_BEGINS
    } else {
        YEAR_ENDED
    };
    within_working_hours("retirement", first_day, 7, tenant)
}

fn a_week_before(at: DateTime<Utc>) -> DateTime<Utc> {
    // The zone is a fixed offset, so seven days are seven times 24 hours.
    at - TimeDelta::days(7)
}

/// An instant on one of `days` days, between nine and five in the tenant's zone.
fn within_working_hours(
    label: &str,
    first_day: NaiveDate,
    days: u32,
    tenant: &Tenant,
) -> DateTime<Utc> {
    let day = first_day + Days::new(chance(tenant.seed, label, days).into());
    let minutes = chance(tenant.seed, &format!("{label} minute"), 8 * 60);
    start_of(day, tenant.zone) + TimeDelta::hours(9) + TimeDelta::minutes(minutes.into())
}

/// The first instant of a civil day in `zone`.
pub(crate) fn start_of(day: NaiveDate, zone: FixedOffset) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) - zone).and_utc()
}

/// A number below `limit` that depends on nothing but seed and label: FNV-1a over the label,
/// then the finalizer of `SplitMix64`, less its last step, which would change the low bits alone.
fn chance(seed: u32, label: &str, limit: u32) -> u32 {
    let labelled = label.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut mixed = labelled.wrapping_add(u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let high_bits = mixed >> 32;
    // Scaling the high bits instead of a remainder keeps every number as likely as the next.
    u32::try_from((high_bits * u64::from(limit)) >> 32).unwrap_or(0)
}

/// Days in which a month's report is sent, from the second of the next month on.
const REPORTED_WITHIN: u32 = 3;

/// Posts with a fixed day are written at nine.
pub(crate) fn post_of(day: NaiveDate, tenant: &Tenant) -> DateTime<Utc> {
    start_of(day, tenant.zone) + TimeDelta::hours(9)
}

const CONFIRMATIONS: [(Confirmation, NaiveDate); 3] = [
    (Confirmation::First, of_september(23)),
    (Confirmation::Second, of_september(28)),
    (Confirmation::Last, of_september(30)),
];

const fn of_september(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 9, day).expect("a day of September")
}

const OPT_OUTS_BEGIN: NaiveDate = first_day(Phase::OptOut);
const DRAWS_BEGIN: NaiveDate = first_day(Phase::ReEnable);
const YEAR_ENDED: NaiveDate = first_day(Phase::Ended);

const fn first_day(phase: Phase) -> NaiveDate {
    phase
        .first_day()
        .expect("all phases but the first begin on a day")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::host::{day, tenant};

    /// What comes out for a few hundred tenants.
    fn of_many<T: Ord>(what: impl Fn(&Tenant) -> T) -> BTreeSet<T> {
        (0..400).map(|seed| what(&tenant(seed))).collect()
    }

    #[test]
    fn a_months_users_are_within_a_fifth_of_the_usual() {
        let usual = Users {
            protocol: Protocol::Ews,
            count: 20,
        };
        let counts = of_many(|tenant| users(tenant, usual, day(2022, 8, 1)));
        assert_eq!(counts, (16..=24).collect());
    }

    #[test]
    fn support_answers_within_the_day_sooner_or_later() {
        let times = of_many(|tenant| time_to_answer(tenant, "SR-3001"));
        check_spread(&times, TimeDelta::hours(1), TimeDelta::hours(23));
    }

    #[test]
    fn a_re_enable_takes_effect_within_the_hour_sooner_or_later() {
        let times = of_many(|tenant| time_to_effect(tenant, Protocol::Imap));
        check_spread(&times, TimeDelta::minutes(5), TimeDelta::minutes(55));
    }

    /// They lie between these, and come near to both.
    #[track_caller]
    fn check_spread(times: &BTreeSet<TimeDelta>, least: TimeDelta, most: TimeDelta) {
        let (shortest, longest) = (*times.first().unwrap(), *times.last().unwrap());
        let near = (most - least) / 20;
        assert!((least..least + near).contains(&shortest), "{shortest}");
        assert!((most - near..most).contains(&longest), "{longest}");
    }
}
