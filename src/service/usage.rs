//! How many people use what, as the monthly reports say it.

use chrono::{DateTime, Months, NaiveDate, Utc};
use policy::{Endpoint, Protocol};
use wire::usage::{Month, Report, Usage, Users};

use crate::messages::Subject;
use crate::plan::{civil_day, start_of, usage_report};
use crate::{State, Tenant, plan};

/// The months that get a report, the earliest first (R11).
pub(crate) fn months() -> impl Iterator<Item = NaiveDate> {
    (0..).map_while(|months| {
        let month = FIRST.checked_add_months(Months::new(months))?;
        (month <= LAST).then_some(month)
    })
}

/// Every finished month with its report, newest first.
pub(crate) fn read(state: &State, tenant: &Tenant, now: DateTime<Utc>) -> Usage {
    let today = civil_day(now, tenant);
    let finished = months().filter(|month| next(*month) <= today);
    let mut months: Vec<_> = finished
        .map(|month| Month {
            month,
            report: report(state, tenant, month, now),
        })
        .collect();
    months.reverse();
    Usage { months }
}

/// The figures of a month, or nothing when nobody used anything: then no report is sent (A5).
pub(crate) fn figures(state: &State, tenant: &Tenant, month: NaiveDate) -> Option<Vec<Users>> {
    let began = start_of(month, tenant.zone);
    let users = Protocol::ALL.map(|protocol| {
        let facts = state.facts(Endpoint::Protocol(protocol));
        // Nobody signs in to what was blocked all month.
        let is_shut = facts.blocked_since.is_some_and(|since| since <= began);
        let usual = tenant.users.iter().find(|users| users.protocol == protocol);
        let usual = usual.filter(|_| !is_shut);
        Users {
            protocol,
            count: usual.map_or(0, |usual| plan::users(tenant, *usual, month)),
        }
    });
    users
        .iter()
        .any(|users| users.count > 0)
        .then(|| users.to_vec())
}

fn report(state: &State, tenant: &Tenant, month: NaiveDate, now: DateTime<Utc>) -> Report {
    let sent = state.messages.iter().find_map(|posted| {
        let subject = &posted.subject;
        match subject {
            Subject::Usage { month: of, users } if *of == month => Some(Report::Sent {
                message: subject.id(),
                at: posted.at,
                users: users.clone(),
            }),
            _ => None,
        }
    });
    sent.unwrap_or_else(|| {
        if now < usage_report(tenant, month) {
            Report::NotReportedYet
        } else {
            Report::NoneSent
        }
    })
}

pub(crate) fn next(month: NaiveDate) -> NaiveDate {
    month + Months::new(1)
}

const FIRST: NaiveDate = first_of(2021, 10);
/// The last month of the programme.
const LAST: NaiveDate = first_of(2022, 12);

const fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).expect("every month has a first day")
}

#[cfg(test)]
pub(crate) mod tests {
    use policy::Cloud;
    use wire::address::Part;

    use super::*;
    use crate::host::{Host, at, day, tenant};

    /// A tenant in which two protocols are used.
    pub(crate) fn busy() -> Tenant {
        let users = |protocol, count| Users { protocol, count };
        Tenant {
            users: vec![users(Protocol::Ews, 20), users(Protocol::Imap, 8)],
            ..tenant(1092)
        }
    }

    fn read_at(tenant: Tenant, now: &str) -> Vec<Month> {
        let mut host = Host::of(tenant);
        host.tick(at(now));
        let Usage { months } = host.get(Part::Usage);
        months
    }

    fn count(month: &Month, protocol: Protocol) -> u32 {
        let Report::Sent { users, .. } = &month.report else {
            panic!("no report: {month:?}");
        };
        users[protocol as usize].count
    }

    #[test]
    fn reports_go_back_to_october_2021_and_end_with_the_programme() {
        // This cloud is not drawn, so nothing is blocked in any of the months.
        let cloud = Cloud::China;
        let months = read_at(Tenant { cloud, ..busy() }, "2023-06-01T00:00:00Z");
        assert_eq!(months.len(), 15);
        assert_eq!(months[0].month, day(2022, 12, 1));
        assert_eq!(months[14].month, day(2021, 10, 1));
        for month in &months {
            assert!(count(month, Protocol::Imap) > 0);
            assert_eq!(count(month, Protocol::Pop), 0);
        }
    }

    #[test]
    fn a_month_that_has_just_ended_is_not_reported_yet() {
        let months = read_at(busy(), "2022-09-01T00:00:00Z");
        assert_eq!(months[0].month, day(2022, 8, 1));
        assert_eq!(months[0].report, Report::NotReportedYet);
        assert!(count(&months[1], Protocol::Imap) > 0);
        let months = read_at(busy(), "2022-09-06T00:00:00Z");
        assert!(count(&months[0], Protocol::Imap) > 0);
    }

    #[test]
    fn the_running_month_is_no_month_of_the_report() {
        let months = read_at(busy(), "2022-08-31T23:59:59Z");
        assert_eq!(months[0].month, day(2022, 7, 1));
    }

    #[test]
    fn where_nobody_uses_anything_no_report_is_sent() {
        let months = read_at(tenant(1092), "2022-09-12T00:00:00Z");
        assert_eq!(months.len(), 11);
        assert!(months.iter().all(|month| month.report == Report::NoneSent));
    }

    #[test]
    fn from_the_time_of_the_report_on_none_is_a_none() {
        let mut host = Host::of(tenant(1092));
        let august = day(2022, 8, 1);
        let due = usage_report(&tenant(1092), august);
        for (now, expected) in [
            (due - chrono::TimeDelta::seconds(1), Report::NotReportedYet),
            (due, Report::NoneSent),
        ] {
            host.tick(now);
            let Usage { months } = host.get(Part::Usage);
            assert_eq!((months[0].month, &months[0].report), (august, &expected));
        }
    }

    #[test]
    fn what_was_blocked_all_month_has_no_users() {
        // Drawn on 10 October.
        let months = read_at(busy(), "2022-12-06T00:00:00Z");
        assert_eq!(months[0].report, Report::NoneSent, "November");
        assert!(count(&months[1], Protocol::Imap) > 0, "October");
    }

    #[test]
    fn figures_stay_near_the_usual_and_are_the_same_for_the_same_tenant() {
        let months = read_at(busy(), "2022-09-12T00:00:00Z");
        let counts: Vec<_> = months.iter().map(|it| count(it, Protocol::Ews)).collect();
        assert!(
            counts.iter().all(|count| (15..=25).contains(count)),
            "{counts:?}"
        );
        assert!(counts.iter().any(|count| *count != counts[0]), "{counts:?}");
        assert_eq!(months, read_at(busy(), "2022-09-12T00:00:00Z"));
    }

    #[test]
    fn every_cloud_gets_its_reports() {
        for cloud in [Cloud::Gcc, Cloud::GccHigh, Cloud::China] {
            let months = read_at(Tenant { cloud, ..busy() }, "2022-09-12T00:00:00Z");
            assert!(count(&months[0], Protocol::Ews) > 0);
        }
    }
}
