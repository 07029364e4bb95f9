//! Requests as the far side accepts them: the first line that applies refuses.
//!
//! There are two ways to ask: the diagnostic, and in GCC the steps of a Message Center post.

use super::calendar::Phase;
use super::counting::Counted;
use super::lines::Line;
use super::rules::{A10, A20, R9, R17, R28, R33, R34, R36, R44, R47, R51, R60, R61};
use crate::{Cloud, Endpoint, Facts, OtherEndpoint, Role, RuleNumber, Wish};

/// Why the far side refuses a request of the diagnostic, or nothing when it accepts it.
pub fn refusal(facts: &Facts, wish: Wish) -> Option<Refusal> {
    refusal_of(&Asked::new(facts, wish, Way::Diagnostic))
}

/// Why the far side refuses an opt-out by the steps of the post of 1 September, or nothing when
/// it accepts it. In GCC they are the only way to opt out, and nobody else has them (R34).
pub fn refusal_by_post(facts: &Facts) -> Option<Refusal> {
    refusal_of(&Asked::new(facts, Wish::OptOut, Way::Post))
}

fn refusal_of(asked: &Asked) -> Option<Refusal> {
    LINES
        .iter()
        .find(|line| (line.applies)(asked))
        .map(|line| Refusal {
            reason: line.outcome,
            rule: line.rule,
            explanation: line.explanation,
        })
}

/// A refusal and the rule behind it; the first that applies is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub reason: Reason,
    pub rule: RuleNumber,
    /// Catalogue key of the sentence.
    pub explanation: &'static str,
}

/// In the order in which the far side looks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    Endpoint,
    Phase,
    Cloud,
    Role,
    NotBlocked,
    AlreadyUsed,
}

/// How a request reaches the far side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Diagnostic,
    /// The steps of the Message Center post of 1 September.
    Post,
}

/// What the conditions look at: the facts that count, what is asked for, and how.
pub(crate) struct Asked {
    counted: Counted,
    wish: Wish,
    way: Way,
}

impl Asked {
    pub(crate) fn new(facts: &Facts, wish: Wish, way: Way) -> Self {
        let counted = Counted::from(facts);
        Self { counted, wish, way }
    }
}

pub(crate) static LINES: &[Line<Asked, Reason>] = &[
    // The diagnostic does not cover SMTP AUTH; administrators switch it themselves.
    Line {
        name: "endpoint.smtp_auth",
        applies: |it| it.counted.endpoint == Endpoint::Other(OtherEndpoint::SmtpAuth),
        outcome: Reason::Endpoint,
        rule: R9,
        also: &[],
        explanation: "refused_smtp_auth",
    },
    // Autodiscover is not one of the eight protocols.
    Line {
        name: "endpoint.autodiscover",
        applies: |it| it.counted.endpoint == Endpoint::Other(OtherEndpoint::Autodiscover),
        outcome: Reason::Endpoint,
        rule: A20,
        also: &[],
        explanation: "refused_autodiscover",
    },
    // The Reporting Web Service needs no opt-out and no re-enable.
    Line {
        name: "endpoint.reporting_web_service",
        applies: |it| it.counted.endpoint == Endpoint::Other(OtherEndpoint::ReportingWebService),
        outcome: Reason::Endpoint,
        rule: R60,
        also: &[],
        explanation: "refused_reporting_web_service",
    },
    // EOP and Security & Compliance PowerShell have no opt-out and no re-enable.
    Line {
        name: "endpoint.eop_scc_powershell",
        applies: |it| it.counted.endpoint == Endpoint::Other(OtherEndpoint::EopSccPowerShell),
        outcome: Reason::Endpoint,
        rule: R61,
        also: &[],
        explanation: "refused_eop_scc_powershell",
    },
    // The diagnostic closed on 1 January 2023.
    Line {
        name: "phase.ended",
        applies: |it| it.counted.phase == Phase::Ended,
        outcome: Reason::Phase,
        rule: R51,
        also: &[],
        explanation: "refused_ended",
    },
    // Opt-outs are accepted from 1 September 2022.
    Line {
        name: "phase.opt_out_early",
        applies: |it| phases_apply(it) && opt_out(it) && it.counted.phase < Phase::OptOut,
        outcome: Reason::Phase,
        rule: R36,
        also: &[],
        explanation: "refused_opt_out_early",
    },
    // Opt-outs were accepted until 30 September 2022.
    Line {
        name: "phase.opt_out_late",
        applies: |it| phases_apply(it) && opt_out(it) && it.counted.phase > Phase::OptOut,
        outcome: Reason::Phase,
        rule: R36,
        also: &[],
        explanation: "refused_opt_out_late",
    },
    // Re-enables are accepted from 1 October 2022; until then only support lifts a block.
    Line {
        name: "phase.re_enable_early",
        applies: |it| phases_apply(it) && !opt_out(it) && it.counted.phase < Phase::ReEnable,
        outcome: Reason::Phase,
        rule: R44,
        also: &[],
        explanation: "refused_re_enable_early",
    },
    // GCC has no diagnostic.
    Line {
        name: "cloud.gcc",
        applies: |it| it.counted.cloud == Cloud::Gcc && it.way == Way::Diagnostic,
        outcome: Reason::Cloud,
        rule: R33,
        also: &[],
        explanation: "refused_gcc",
    },
    // The post's steps are for GCC; everybody else has the diagnostic.
    Line {
        name: "cloud.post",
        applies: |it| it.counted.cloud == Cloud::Worldwide && it.way == Way::Post,
        outcome: Reason::Cloud,
        rule: R34,
        also: &[],
        explanation: "refused_post",
    },
    // The other clouds have neither.
    Line {
        name: "cloud.other",
        applies: |it| !matches!(it.counted.cloud, Cloud::Worldwide | Cloud::Gcc),
        outcome: Reason::Cloud,
        rule: A10,
        also: &[],
        explanation: "refused_cloud",
    },
    // Only a Global Administrator can ask.
    Line {
        name: "role",
        applies: |it| it.counted.role != Role::GlobalAdmin,
        outcome: Reason::Role,
        rule: R28,
        also: &[],
        explanation: "refused_role",
    },
    // Only what is blocked can be re-enabled.
    Line {
        name: "not_blocked",
        applies: |it| !opt_out(it) && !it.counted.is_blocked(),
        outcome: Reason::NotBlocked,
        rule: R47,
        also: &[],
        explanation: "refused_not_blocked",
    },
    // The protocol's one re-enable is used, at {re_enabled_at}.
    Line {
        name: "already_used",
        applies: |it| !opt_out(it) && it.counted.re_enabled_at.is_some(),
        outcome: Reason::AlreadyUsed,
        rule: R17,
        also: &[],
        explanation: "refused_already_used",
    },
];

/// In the cloud of 21Vianet no phase but the last plays a part (A10).
fn phases_apply(it: &Asked) -> bool {
    it.counted.cloud != Cloud::China
}

fn opt_out(it: &Asked) -> bool {
    it.wish == Wish::OptOut
}
