//! What the seven-day notice still says: its day comes, or has passed without a block (R7, A3).

use super::calendar::{Phase, civil_date};
use crate::{Facts, Standing};
use chrono::NaiveDate;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// The block is announced for this day, or for today.
    Ahead(NaiveDate),
    /// The day has passed and nothing was blocked: the notice's "seven days" were approximate.
    Passed(NaiveDate),
}

/// The announcement that concerns this endpoint, given where it stands.
///
/// A day before the current phase is an earlier block's, and says nothing of the next one.
pub fn announcement(facts: &Facts, standing: Standing) -> Option<Announcement> {
    let day = facts.announced_for?;
    let phase = Phase::at(facts.now, facts.zone);
    let is_of_this_phase = phase.first_day().is_none_or(|first| first <= day);
    let is_of_the_end = Phase::Ended.first_day().is_some_and(|end| end <= day);
    let may_be_blocked = match standing {
        Standing::Allowed | Standing::Retiring => true,
        // The notice keeps these on to the end of the year, and no longer.
        Standing::OptedOut | Standing::ReEnabled => is_of_the_end,
        _ => false,
    };
    if !is_of_this_phase || !may_be_blocked {
        return None;
    }
    if civil_date(facts.now, facts.zone)? <= day {
        Some(Announcement::Ahead(day))
    } else {
        Some(Announcement::Passed(day))
    }
}

#[cfg(test)]
mod tests {
    use super::{Announcement, announcement};
    use crate::Facts;
    use crate::basic_auth_2022::{
        decide,
        tests::told::{date, on},
    };

    #[test]
    fn a_day_is_ahead_until_it_is_over() {
        let facts = on("2022-10-03").announced("2022-10-10");
        check(&facts, Some(Announcement::Ahead(date("2022-10-10"))));
        let facts = facts.at("2022-10-10 23:59:59");
        check(&facts, Some(Announcement::Ahead(date("2022-10-10"))));
        let facts = facts.at("2022-10-11");
        check(&facts, Some(Announcement::Passed(date("2022-10-10"))));
    }

    #[test]
    fn the_last_days_of_september_announce_the_first_of_october() {
        let facts = on("2022-09-28").announced("2022-10-05");
        check(&facts, Some(Announcement::Ahead(date("2022-10-05"))));
    }

    #[test]
    fn it_is_silent_where_no_block_is_to_come() {
        let facts = on("2022-10-20").announced("2022-10-19");
        check(&facts.clone().blocked("2022-10-20"), None);
        check(&facts.clone().opted_out("2022-09-12"), None);
        check(&facts.re_enabled("2022-10-20"), None);
        check(&on("2022-10-20"), None);
    }

    #[test]
    fn the_end_is_announced_to_what_was_kept_on() {
        let ahead = Announcement::Ahead(date("2023-01-04"));
        let facts = on("2022-12-28").announced("2023-01-04");
        check(&facts.clone().opted_out("2022-09-12"), Some(ahead));
        check(&facts.clone().re_enabled("2022-10-20"), Some(ahead));
        check(&facts.blocked("2022-10-20"), None);
    }

    #[test]
    fn the_block_of_october_says_nothing_of_the_end() {
        check(&on("2023-01-02").announced("2022-10-10"), None);
        let ahead = Announcement::Ahead(date("2023-01-04"));
        check(&on("2023-01-02").announced("2023-01-04"), Some(ahead));
    }

    #[track_caller]
    fn check(facts: &Facts, expected: Option<Announcement>) {
        assert_eq!(announcement(facts, decide(facts).standing), expected);
    }
}
