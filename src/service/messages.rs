//! Posts and notices: what they are about, who gets which number, and their texts.
//!
//! A record keeps what a post is about; the texts are written when it is read, so that every
//! language says the same.

mod general;
mod issues;
mod posts;
mod texts;

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use policy::{Cloud, Protocol, Wish};
use serde::{Deserialize, Serialize};
use wire::named;
use wire::usage::{Users, month};

use crate::Happening;

pub(crate) use issues::{issues, overviews};
pub(crate) use posts::posts;

/// A post or notice as the tenant keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Posted {
    pub(crate) at: DateTime<Utc>,
    pub(crate) subject: Subject,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Subject {
    /// 1 September: what is going to happen, and in GCC the steps of the opt-out (R16, R34).
    Plan,
    /// Opt-outs have been received for these protocols (R42, R43).
    OptOutsReceived {
        confirmation: Confirmation,
        #[serde(with = "named::set")]
        protocols: BTreeSet<Protocol>,
    },
    /// The block comes in about seven days (R7).
    BlockAhead {
        day: NaiveDate,
        #[serde(with = "named::set")]
        protocols: BTreeSet<Protocol>,
    },
    /// The notice on the day of the block (R8).
    BlockToday,
    /// How many used what in a month (R11).
    Usage {
        #[serde(with = "month")]
        month: NaiveDate,
        users: Vec<Users>,
    },
    /// The permanent end comes in about seven days (R20).
    RetirementAhead { day: NaiveDate },
}

/// The three posts that confirm opt-outs, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// 23 September 2022 (R42).
    First,
    /// 28 September 2022 (R43).
    Second,
    /// 30 September 2022; no further one follows (R43).
    Last,
}

impl Subject {
    /// What a record posts; most records post nothing.
    pub(crate) fn of(what: &Happening) -> Option<Self> {
        Some(match what {
            Happening::PlanPosted => Self::Plan,
            Happening::OptOutsConfirmed {
                confirmation,
                protocols,
            } => Self::OptOutsReceived {
                confirmation: *confirmation,
                protocols: protocols.clone(),
            },
            Happening::BlockAnnounced { day, protocols } => Self::BlockAhead {
                day: *day,
                protocols: protocols.clone(),
            },
            Happening::HealthNotice => Self::BlockToday,
            Happening::UsageReported { month, users } => Self::Usage {
                month: *month,
                users: users.clone(),
            },
            Happening::RetirementAnnounced { day } => Self::RetirementAhead { day: *day },
            _ => return None,
        })
    }

    /// The number it is known by. Those beginning with MC9 and EX9 are invented: the real ones are
    /// not known, or were different in every tenant.
    pub(crate) fn id(&self) -> String {
        let known = match self {
            Self::Plan => "MC424238",
            Self::OptOutsReceived { confirmation, .. } => match confirmation {
                Confirmation::First => "MC437540",
                Confirmation::Second => "MC940928",
                Confirmation::Last => "MC441440",
            },
            Self::BlockAhead { .. } => "MC441751",
            Self::BlockToday => "EX900001",
            Self::Usage { month, .. } => {
                return format!("MC9{:02}{:02}0", month.year() % 100, month.month());
            }
            Self::RetirementAhead { .. } => "MC950103",
        };
        known.to_owned()
    }

    /// The rule that promised it.
    pub(crate) fn rule(&self, cloud: Cloud) -> &'static str {
        match self {
            Self::Plan if cloud == Cloud::Gcc => "R34",
            Self::Plan => "R16",
            Self::OptOutsReceived {
                confirmation: Confirmation::First,
                ..
            } => "R42",
            Self::OptOutsReceived { .. } => "R43",
            Self::BlockAhead { .. } => "R7",
            Self::BlockToday => "R8",
            Self::Usage { .. } => "R11",
            Self::RetirementAhead { .. } => "R20",
        }
    }

    /// What can be asked for by its steps.
    pub(crate) fn accepts(&self, cloud: Cloud) -> Option<Wish> {
        (*self == Self::Plan && cloud == Cloud::Gcc).then_some(Wish::OptOut)
    }
}

#[cfg(test)]
mod tests {
    use wire::problem::ProblemType;

    use super::*;
    use crate::Tenant;
    use crate::host::{Host, at, check_problem, tenant, wishing};

    #[test]
    fn gcc_opts_out_by_the_post_and_only_by_it() {
        let mut host = Host::of(Tenant {
            cloud: Cloud::Gcc,
            ..tenant(1092)
        });
        host.tick(at("2022-09-12T09:00:00Z"));
        host.ask(Wish::OptOut, "imap")
            .expect_err("the diagnostic is refused");
        let receipt = host.ask_by_message("MC424238", "imap").unwrap();
        assert_eq!(
            (receipt.number.as_str(), receipt.rule.as_str()),
            ("OO-1001", "R34")
        );
        host.tick(at("2022-10-12T09:00:00Z"));
        let decision = host.decision(Protocol::Imap);
        assert_eq!(decision.standing, policy::Standing::OptedOut);
        let late = host
            .ask_by_message("MC424238", "pop")
            .expect_err("too late");
        assert_eq!(late.rule.as_deref(), Some("R36"));
    }

    #[test]
    fn a_post_without_steps_takes_nothing() {
        let mut september = Host::of(tenant(1092));
        september.tick(at("2022-09-12T09:00:00Z"));
        let refused = september
            .ask_by_message("MC424238", "imap")
            .expect_err("the post has no steps here");
        assert_eq!(refused.rule.as_deref(), Some("R34"));
        let unknown = september
            .ask_by_message("MC000000", "imap")
            .expect_err("there is no such post");
        assert_eq!(unknown.problem_type(), Some(ProblemType::UnknownMessage));
        september.tick(at("2022-10-10T17:00:00Z"));
        let other = september
            .ask_by_message("MC441751", "imap")
            .expect_err("it announces the block and takes nothing");
        assert_eq!(other.problem_type(), Some(ProblemType::UnknownAddress));
    }

    #[test]
    fn a_key_of_the_diagnostic_is_not_a_key_of_the_post() {
        let mut host = Host::of(Tenant {
            cloud: Cloud::Gcc,
            ..tenant(1092)
        });
        host.tick(at("2022-09-12T09:00:00Z"));
        host.send(&wishing(Wish::OptOut, "imap", "key"));
        let response = host.send_by_message("MC424238", "imap", "key");
        check_problem(&response, ProblemType::IdempotencyKeyReused);
    }
}
