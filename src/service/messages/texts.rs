//! What posts and notices say, in each language that they are written in.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use policy::{Cloud, Protocol};
use wire::message::{Body, BodyType, Text};
use wire::usage::Users;

use super::{Confirmation, Subject};

/// Reads a text: a title, an empty line, and the body, which is HTML.
pub(super) fn text(lang: &str, written: &str) -> Text {
    let (title, said) = written.split_once("\n\n").unwrap_or((written, ""));
    Text {
        lang: lang.to_owned(),
        title: title.to_owned(),
        body: Some(body(&[said])),
    }
}

/// A body of these parts of HTML.
pub(super) fn body(parts: &[&str]) -> Body {
    let parts: Vec<_> = parts.iter().map(|part| part.trim_end()).collect();
    Body {
        content_type: BodyType::Html,
        content: parts.join("\n"),
    }
}

/// A language that posts are written in. Each text is a title, an empty line, and HTML.
pub(super) struct Language {
    pub(super) tag: &'static str,
    /// How a day and a month are written, what parts a list, the months' names, and what Remote
    /// PowerShell is called; a line each.
    dates: &'static str,
    plan: &'static str,
    plan_gcc: &'static str,
    /// What was put before the plan on 13 September; it has no title.
    plan_update: &'static str,
    opt_outs_received: &'static str,
    opt_outs_received_last: &'static str,
    block_ahead: &'static str,
    block_today: &'static str,
    /// What it means, in a sentence.
    pub(super) block_impact: &'static str,
    /// The last word on it.
    pub(super) block_done: &'static str,
    usage: &'static str,
    retirement_ahead: &'static str,
}

macro_rules! language {
    ($tag:literal) => {
        Language {
            tag: $tag,
            dates: include_str!(concat!("dates.", $tag, ".txt")),
            plan: include_str!(concat!("plan.", $tag, ".txt")),
            plan_gcc: include_str!(concat!("plan-gcc.", $tag, ".txt")),
            plan_update: include_str!(concat!("plan-update.", $tag, ".txt")),
            opt_outs_received: include_str!(concat!("opt-outs-received.", $tag, ".txt")),
            opt_outs_received_last: include_str!(concat!("opt-outs-received-last.", $tag, ".txt")),
            block_ahead: include_str!(concat!("block-ahead.", $tag, ".txt")),
            block_today: include_str!(concat!("block-today.", $tag, ".txt")),
            block_impact: include_str!(concat!("block-impact.", $tag, ".txt")),
            block_done: include_str!(concat!("block-done.", $tag, ".txt")),
            usage: include_str!(concat!("usage.", $tag, ".txt")),
            retirement_ahead: include_str!(concat!("retirement-ahead.", $tag, ".txt")),
        }
    };
}

pub(super) static LANGUAGES: [Language; 2] = [language!("en"), language!("ja")];

impl Language {
    pub(super) fn text(&self, subject: &Subject, cloud: Cloud) -> Text {
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
                let row = |users: &Users| {
                    let protocol = self.short(users.protocol);
                    format!("<tr><th>{protocol}</th><td>{}</td></tr>", users.count)
                };
                let rows: Vec<_> = users.iter().map(row).collect();
                template
                    .replace("{month}", &self.date(1, *month))
                    .replace("{users}", &rows.join("\n"))
            }
            Subject::RetirementAhead { day } => template.replace("{day}", &self.date(0, *day)),
        };
        text(self.tag, &filled)
    }

    /// The plan as it is since 13 September.
    pub(super) fn updated_plan(&self, cloud: Cloud) -> Text {
        let mut plan = self.text(&Subject::Plan, cloud);
        plan.body = plan
            .body
            .map(|said| body(&[self.plan_update, &said.content]));
        plan
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
    use super::*;
    use crate::host::day;

    #[track_caller]
    fn check(subject: &Subject, language: usize, says: &str) {
        let Text { title, body, .. } = LANGUAGES[language].text(subject, Cloud::Worldwide);
        let whole = format!("{title}\n{}", body.unwrap().content);
        assert!(whole.contains(says), "{whole}");
    }

    #[test]
    fn days_months_and_lists_are_written_as_the_language_does() {
        let protocols: BTreeSet<_> = [Protocol::Ews, Protocol::PowerShell].into();
        let ahead = Subject::BlockAhead {
            day: day(2022, 10, 3),
            protocols,
        };
        check(&ahead, 0, "on about <strong>3 October 2022</strong>.");
        check(&ahead, 0, "<strong>EWS, Remote PowerShell</strong>.");
        check(&ahead, 1, "2022\u{a0}年 10\u{a0}月 3\u{a0}日</strong>ごろ");
        check(&ahead, 1, "EWS、リモート PowerShell</strong>。");
        let usage = Subject::Usage {
            month: day(2022, 12, 1),
            users: vec![Users {
                protocol: Protocol::Imap,
                count: 7,
            }],
        };
        check(&usage, 0, "for December 2022\n");
        check(&usage, 0, "<th>IMAP</th><td>7</td>");
        check(&usage, 1, "2022\u{a0}年 12\u{a0}月の");
    }
}
