//! All months of the reports, one row each: what the page of usage and its file show.

use chrono::{DateTime, NaiveDate, Utc};
use policy::{Endpoint, Protocol};
use wire::history::Event;
use wire::protocols::Protocols;
use wire::usage::{Report, Usage};

use super::{Shows, figure};

/// What is known of a month, which is named by its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub month: NaiveDate,
    pub says: Says,
}

/// Three kinds of nothing stay apart: no report yet, no report at all, and a report that says 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// The report is still to come (R12).
    NotReportedYet,
    /// None was sent, because no protocol of the programme was used (A5).
    NoReport,
    Reported {
        /// The id of the post that brought it.
        message: String,
        /// All eight protocols in their order.
        users: Vec<(Protocol, Shows)>,
    },
}

/// Newest first. The events, newest first, tell of blocks that are over.
pub fn months(
    usage: &Usage,
    events: &[Event],
    protocols: &Protocols,
    now: DateTime<Utc>,
) -> Vec<Row> {
    let row = |month: &wire::usage::Month| Row {
        month: month.month,
        says: match &month.report {
            Report::NotReportedYet => Says::NotReportedYet,
            Report::NoneSent => Says::NoReport,
            Report::Sent { message, .. } => Says::Reported {
                message: message.clone(),
                users: protocols
                    .endpoints
                    .iter()
                    .filter_map(|entry| {
                        let Endpoint::Protocol(protocol) = entry.endpoint else {
                            return None;
                        };
                        let facts = protocols.facts_of(entry, now);
                        let figure = figure(month, protocol, events, &facts)?;
                        Some((protocol, figure.shows))
                    })
                    .collect(),
            },
        },
    };
    usage.months.iter().map(row).collect()
}

/// The most users that any protocol had in any month; 0 where there was none.
pub fn most(rows: &[Row]) -> u32 {
    let users = rows.iter().flat_map(|row| match &row.says {
        Says::Reported { users, .. } => users.as_slice(),
        Says::NotReportedYet | Says::NoReport => &[],
    });
    let counts = users.map(|(_, shows)| match shows {
        Shows::Users(count) => *count,
        Shows::NoReport | Shows::Blocked => 0,
    });
    counts.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;
    use policy::{Cloud, OtherEndpoint, Role};
    use wire::protocols::EndpointFacts;
    use wire::usage::{Month, Users};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn month(first: &str, report: Report) -> Month {
        Month {
            month: day(first),
            report,
        }
    }

    fn sent(counts: [u32; 2]) -> Report {
        let protocols = [Protocol::Pop, Protocol::Imap];
        let users = protocols.into_iter().zip(counts);
        Report::Sent {
            message: "MC1".to_owned(),
            at: at("2022-11-03T09:00:00Z"),
            users: users
                .map(|(protocol, count)| Users { protocol, count })
                .collect(),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time with its zone")
    }

    /// POP and IMAP in November 2022, IMAP blocked since this time.
    fn protocols(blocked_since: Option<&str>) -> Protocols {
        let mut endpoints = [
            Endpoint::Protocol(Protocol::Pop),
            Endpoint::Protocol(Protocol::Imap),
            Endpoint::Other(OtherEndpoint::SmtpAuth),
        ]
        .map(EndpointFacts::new);
        endpoints[1].blocked_since = blocked_since.map(at);
        Protocols {
            server_time: at("2022-11-15T09:00:00Z"),
            zone: FixedOffset::east_opt(0).expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints: endpoints.into(),
            authentication_policy: None,
        }
    }

    fn rows(months_read: Vec<Month>, blocked_since: Option<&str>) -> Vec<Row> {
        let usage = Usage {
            months: months_read,
        };
        let protocols = protocols(blocked_since);
        months(&usage, &[], &protocols, protocols.server_time)
    }

    #[test]
    fn each_month_is_a_row_and_the_kinds_of_nothing_stay_apart() {
        let read = vec![
            month("2022-10-01", Report::NotReportedYet),
            month("2022-09-01", Report::NoneSent),
            month("2022-08-01", sent([0, 3])),
        ];
        let says: Vec<_> = rows(read, None).into_iter().map(|row| row.says).collect();
        assert_eq!(
            says,
            [
                Says::NotReportedYet,
                Says::NoReport,
                Says::Reported {
                    message: "MC1".to_owned(),
                    users: vec![
                        (Protocol::Pop, Shows::Users(0)),
                        (Protocol::Imap, Shows::Users(3)),
                    ],
                },
            ]
        );
    }

    #[test]
    fn a_zero_of_a_month_that_was_blocked_is_said_to_be_one() {
        let read = || vec![month("2022-10-01", sent([0, 0]))];
        let shown = |blocked_since| match &rows(read(), blocked_since)[0].says {
            Says::Reported { users, .. } => users[1].1,
            other => panic!("{other:?}"),
        };
        assert_eq!(shown(Some("2022-10-01T00:00:00Z")), Shows::Blocked);
        assert_eq!(shown(Some("2022-10-02T00:00:00Z")), Shows::Users(0));
        assert_eq!(shown(None), Shows::Users(0));
    }

    #[test]
    fn the_most_users_are_those_of_any_protocol_in_any_month() {
        let read = vec![
            month("2022-10-01", Report::NoneSent),
            month("2022-09-01", sent([4, 2])),
            month("2022-08-01", sent([1, 7])),
        ];
        assert_eq!(most(&rows(read, None)), 7);
        assert_eq!(most(&rows(vec![], None)), 0);
        assert_eq!(
            most(&rows(
                vec![month("2022-10-01", Report::NotReportedYet)],
                None
            )),
            0
        );
    }
}
