//! Posts and notices: what they are about, who gets which number, and their texts.
//!
//! A record keeps what a post is about; the texts are written when it is read, so that every
//! language says the same.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use policy::{Cloud, Protocol, Wish};
use serde::{Deserialize, Serialize};
use wire::message::{Channel, Message, Text};
use wire::named;
use wire::usage::{Users, month};

use crate::{Happening, Tenant};

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

/// The post as it travels.
pub(crate) fn written(posted: &Posted, tenant: &Tenant) -> Message {
    let subject = &posted.subject;
    Message {
        id: subject.id(),
        channel: match subject {
            Subject::BlockToday => Channel::ServiceHealth,
            _ => Channel::MessageCenter,
        },
        published_at: posted.at,
        rule: Some(subject.rule(tenant.cloud).to_owned()),
        accepts: subject.accepts(tenant.cloud),
        texts: LANGUAGES
            .iter()
            .map(|language| language.text(subject, tenant.cloud))
            .collect(),
    }
}

/// A language that posts are written in. Each text is a title, an empty line, and the body.
struct Language {
    tag: &'static str,
    /// How a day and a month are written, what parts a list, the months' names, and what Remote
    /// PowerShell is called; a line each.
    dates: &'static str,
    plan: &'static str,
    plan_gcc: &'static str,
    opt_outs_received: &'static str,
    opt_outs_received_last: &'static str,
    block_ahead: &'static str,
    block_today: &'static str,
    usage: &'static str,
    retirement_ahead: &'static str,
}

macro_rules! language {
    ($tag:literal) => {
        Language {
            tag: $tag,
            dates: include_str!(concat!("messages/dates.", $tag, ".txt")),
            plan: include_str!(concat!("messages/plan.", $tag, ".txt")),
            plan_gcc: include_str!(concat!("messages/plan-gcc.", $tag, ".txt")),
            opt_outs_received: include_str!(concat!("messages/opt-outs-received.", $tag, ".txt")),
            opt_outs_received_last: include_str!(concat!(
                "messages/opt-outs-received-last.",
                $tag,
                ".txt"
            )),
            block_ahead: include_str!(concat!("messages/block-ahead.", $tag, ".txt")),
            block_today: include_str!(concat!("messages/block-today.", $tag, ".txt")),
            usage: include_str!(concat!("messages/usage.", $tag, ".txt")),
            retirement_ahead: include_str!(concat!("messages/retirement-ahead.", $tag, ".txt")),
        }
    };
}

static LANGUAGES: [Language; 2] = [language!("en"), language!("ja")];

impl Language {
    fn text(&self, subject: &Subject, cloud: Cloud) -> Text {
        let template = match subject {
            Subject::Plan if cloud == Cloud::Gcc => self.plan_gcc,
            Subject::Plan => self.plan,
            Subject::OptOutsReceived {
                confirmation: Confirmation::Last,
                ..
            } => self.opt_outs_received_last,
            Subject::OptOutsReceived { .. } => self.opt_outs_received,
            Subject::BlockAhead { .. } => self.block_ahead,
            Subject::BlockToday => self.block_today,
            Subject::Usage { .. } => self.usage,
            Subject::RetirementAhead { .. } => self.retirement_ahead,
        };
        let filled = match subject {
            Subject::Plan | Subject::BlockToday => template.to_owned(),
            Subject::OptOutsReceived { protocols, .. } => {
                template.replace("{protocols}", &self.list(protocols))
            }
            Subject::BlockAhead { day, protocols } => template
                .replace("{day}", &self.date(0, *day))
                .replace("{protocols}", &self.list(protocols)),
            Subject::Usage { month, users } => {
                let line =
                    |users: &Users| format!("- {}: {}", self.short(users.protocol), users.count);
                let lines: Vec<_> = users.iter().map(line).collect();
                template
                    .replace("{month}", &self.date(1, *month))
                    .replace("{users}", &lines.join("\n"))
            }
            Subject::RetirementAhead { day } => template.replace("{day}", &self.date(0, *day)),
        };
        let (title, body) = filled.split_once("\n\n").unwrap_or((&filled, ""));
        Text {
            lang: self.tag.to_owned(),
            title: title.to_owned(),
            body: body.trim_end().to_owned(),
        }
    }

    fn list(&self, protocols: &BTreeSet<Protocol>) -> String {
        let pattern = self.dates(2);
        let between = pattern
            .strip_prefix("{a}")
            .and_then(|rest| rest.strip_suffix("{b}"));
        let names: Vec<_> = protocols.iter().map(|named| self.short(*named)).collect();
        names.join(between.unwrap_or(" "))
    }

    /// A date by the pattern in this line.
    fn date(&self, pattern: usize, date: NaiveDate) -> String {
        let month = self.dates(3).split(' ').nth(date.month0() as usize);
        self.dates(pattern)
            .replace("{y}", &date.year().to_string())
            .replace("{m}", month.unwrap_or_default())
            .replace("{d}", &date.day().to_string())
    }

    /// What a protocol is called in a list.
    fn short(&self, protocol: Protocol) -> &'static str {
        match protocol {
            Protocol::Eas => "EAS",
            Protocol::Ews => "EWS",
            Protocol::Pop => "POP",
            Protocol::Imap => "IMAP",
            Protocol::PowerShell => self.dates(4),
            Protocol::Mapi => "MAPI",
            Protocol::Oab => "OAB",
            Protocol::Rpc => "RPC",
        }
    }

    fn dates(&self, line: usize) -> &'static str {
        self.dates.lines().nth(line).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wire::address::Part;
    use wire::message::Messages;
    use wire::problem::ProblemType;

    use super::*;
    use crate::host::{Host, at, check_problem, day, tenant, wishing};
    use crate::usage::tests::busy;

    /// Every kind of post, in the order of time: seed 1092 is drawn on 10 October.
    fn host_that_read_everything(cloud: Cloud) -> Host {
        let mut host = Host::of(Tenant { cloud, ..busy() });
        host.tick(at("2022-09-12T09:00:00Z"));
        for protocol in [Protocol::Ews, Protocol::Mapi] {
            host.opt_out_anywhere(protocol);
        }
        host.tick(at("2023-01-20T00:00:00Z"));
        host
    }

    #[test]
    fn every_promised_post_comes_once_in_its_order() {
        let Messages { messages } = host_that_read_everything(Cloud::Worldwide).get(Part::Messages);
        let ids: Vec<&str> = messages.iter().rev().map(|it| it.id.as_str()).collect();
        assert!(ids.starts_with(&["MC921100", "MC921110", "MC921120", "MC922010"]));
        let since_september = ids.iter().skip_while(|id| **id != "MC424238");
        assert_eq!(
            since_september.copied().collect::<Vec<_>>(),
            [
                "MC424238", "MC922080", "MC437540", "MC940928", "MC441440", "MC922090", "MC441751",
                "EX900001", "MC922100", "MC922110", "MC950103", "MC922120",
            ]
        );
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
    }

    #[test]
    fn each_is_written_in_every_language_and_leaves_no_gap() {
        for cloud in [Cloud::Worldwide, Cloud::Gcc] {
            let Messages { messages } = host_that_read_everything(cloud).get(Part::Messages);
            for message in messages {
                let languages: Vec<_> = message.texts.iter().map(|it| it.lang.as_str()).collect();
                assert_eq!(languages, ["en", "ja"], "{}", message.id);
                for text in message.texts {
                    assert!(!text.title.is_empty() && text.body.len() > 80, "{text:?}");
                    assert!(!text.body.contains(['{', '}']), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn each_names_the_rule_that_promised_it_and_only_the_notice_of_the_day_is_service_health() {
        let Messages { messages } = host_that_read_everything(Cloud::Worldwide).get(Part::Messages);
        let told = |id: &str| {
            let message = messages.iter().find(|message| message.id == id).unwrap();
            (message.channel, message.rule.as_deref())
        };
        for (id, rule) in [
            ("MC424238", "R16"),
            ("MC437540", "R42"),
            ("MC940928", "R43"),
            ("MC441440", "R43"),
            ("MC922090", "R11"),
            ("MC441751", "R7"),
            ("MC950103", "R20"),
        ] {
            assert_eq!(told(id), (Channel::MessageCenter, Some(rule)), "{id}");
        }
        assert_eq!(told("EX900001"), (Channel::ServiceHealth, Some("R8")));
    }

    #[test]
    fn gcc_has_a_plan_of_its_own_in_every_language() {
        let plan = |cloud| {
            let mut host = host_that_read_everything(cloud);
            host.get::<Message>(Part::Message("MC424238".to_owned()))
        };
        let (gcc, worldwide) = (plan(Cloud::Gcc), plan(Cloud::Worldwide));
        assert_eq!(gcc.rule.as_deref(), Some("R34"));
        assert!(gcc.texts.iter().all(|text| text.title.contains("GCC")));
        assert!(
            worldwide
                .texts
                .iter()
                .all(|text| !text.title.contains("GCC"))
        );
    }

    #[track_caller]
    fn check(subject: &Subject, language: usize, says: &str) {
        let Text { title, body, .. } = LANGUAGES[language].text(subject, Cloud::Worldwide);
        let whole = format!("{title}\n{body}");
        assert!(whole.contains(says), "{whole}");
    }

    #[test]
    fn days_months_and_lists_are_written_as_the_language_does() {
        let protocols: BTreeSet<_> = [Protocol::Ews, Protocol::PowerShell].into();
        let ahead = Subject::BlockAhead {
            day: day(2022, 10, 3),
            protocols,
        };
        check(&ahead, 0, "on about 3 October 2022.");
        check(&ahead, 0, "EWS, Remote PowerShell.");
        check(&ahead, 1, "2022\u{a0}年 10\u{a0}月 3\u{a0}日ごろ");
        check(&ahead, 1, "EWS、リモート PowerShell。");
        let usage = Subject::Usage {
            month: day(2022, 12, 1),
            users: vec![Users {
                protocol: Protocol::Imap,
                count: 7,
            }],
        };
        check(&usage, 0, "for December 2022\n");
        check(&usage, 0, "- IMAP: 7");
        check(&usage, 1, "2022\u{a0}年 12\u{a0}月の");
    }

    #[test]
    fn a_confirmation_names_what_was_received_and_comes_only_to_who_opted_out() {
        let mut host = host_that_read_everything(Cloud::Worldwide);
        let first: Message = host.get(Part::Message("MC437540".to_owned()));
        assert!(first.texts[0].body.contains("received for: EWS, MAPI."));
        let mut silent = Host::of(tenant(1092));
        silent.tick(at("2022-10-01T00:00:00Z"));
        for id in ["MC437540", "MC940928", "MC441440"] {
            let response = silent.read(Part::Message(id.to_owned()));
            check_problem(&response, ProblemType::UnknownMessage);
        }
    }

    #[test]
    fn a_late_opt_out_is_in_the_next_confirmation() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-29T09:00:00Z"));
        host.ask(Wish::OptOut, "imap").unwrap();
        host.tick(at("2022-10-01T00:00:00Z"));
        let Messages { messages } = host.get(Part::Messages);
        let ids: Vec<_> = messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, ["MC441440", "MC424238"]);
    }

    #[test]
    fn the_post_of_september_is_for_the_clouds_that_the_notice_speaks_to() {
        for (cloud, accepts) in [
            (Cloud::Worldwide, Some(None)),
            (Cloud::Gcc, Some(Some(Wish::OptOut))),
            (Cloud::GccHigh, None),
            (Cloud::Dod, None),
            (Cloud::China, None),
        ] {
            let mut host = Host::of(Tenant {
                cloud,
                ..tenant(1092)
            });
            host.tick(at("2022-09-12T09:00:00Z"));
            let Messages { messages } = host.get(Part::Messages);
            let plan = messages.iter().find(|message| message.id == "MC424238");
            assert_eq!(plan.map(|plan| plan.accepts), accepts, "{cloud:?}");
        }
    }

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
