//! The 2022 programme: basic authentication in Exchange Online.
//!
//! Every decision is a line of an ordered table; the first line that applies decides.

mod announcement;
mod boxes;
mod calendar;
pub mod chart;
mod corrections;
mod counting;
pub mod dates;
mod lines;
mod next_step;
mod other_endpoints;
mod re_enable;
mod requests;
mod rules;
mod standing;
mod support;
#[cfg(test)]
mod tests;

pub use announcement::{Announcement, announcement};
pub use boxes::{Availability, PolicyBox};
pub use calendar::{CHINA_BEGINS, Phase, TAKES_EFFECT_WITHIN};
pub use corrections::{CORRECTIONS, Correction};
pub use counting::counts;
pub use re_enable::{Lapse, companions, lapse, re_enables_left};
pub use requests::{Reason, Refusal, refusal, refusal_by_post};
pub use rules::{Place, RULES, Rule, Section};
pub use support::{Relief, Support, support};

use crate::{Cited, Decision, Endpoint, Facts, Protocol, RuleNumber, Standing};
use chrono::{DateTime, Utc};
use counting::Counted;
use next_step::Stands;

/// The programme and the edition of its tables: a later one may decide the same facts differently.
pub const EDITION: &str = concat!("basic-auth-2022 ", env!("CARGO_PKG_VERSION"));

/// Decides one endpoint: its standing, then from that the next step.
pub fn decide(facts: &Facts) -> Decision {
    let counted = Counted::from(facts);
    let (standings, next_steps) = match facts.endpoint {
        Endpoint::Protocol(_) => (&standing::TABLE, &next_step::TABLE),
        Endpoint::Other(_) => (&other_endpoints::STANDINGS, &other_endpoints::NEXT_STEPS),
    };
    let standing = standings.first_that_applies(&counted);
    let next_step = next_steps.first_that_applies(&Stands {
        counted,
        standing: standing.outcome,
    });
    Decision {
        standing: standing.outcome,
        standing_rule: standing.rule,
        next_step: next_step.outcome,
        rule: next_step.rule,
        until: until(facts, standing.outcome),
        also: Cited([standing.also, next_step.also, endpoint_rules(facts)]),
        why: standing.explanation,
        what_next: next_step.explanation,
    }
}

/// Every catalogue key that a decision, a refusal, support or a correction can name; a key shared by lines comes
/// with each.
pub fn explanation_keys() -> impl Iterator<Item = &'static str> {
    let standings = standing::TABLE
        .all()
        .chain(other_endpoints::STANDINGS.all());
    let next_steps = next_step::TABLE
        .all()
        .chain(other_endpoints::NEXT_STEPS.all());
    let refusals = requests::LINES.iter().map(|line| line.explanation);
    let corrections = CORRECTIONS.iter().map(|it| it.explanation);
    let support = support::TABLE.all().map(|line| line.explanation);
    standings
        .map(|line| line.explanation)
        .chain(next_steps.map(|line| line.explanation))
        .chain(refusals)
        .chain(support)
        .chain(corrections)
}

/// The end of the year, where the notice promises basic authentication until then
/// (R19, R22, A11; R60 and R61 for the endpoints beside the programme).
fn until(facts: &Facts, standing: Standing) -> Option<DateTime<Utc>> {
    use crate::OtherEndpoint::{EopSccPowerShell, ReportingWebService};
    let promised = match facts.endpoint {
        Endpoint::Protocol(_) => matches!(
            standing,
            Standing::OptedOut | Standing::ReEnabled | Standing::ReEnabling
        ),
        Endpoint::Other(ReportingWebService | EopSccPowerShell) => standing == Standing::Allowed,
        Endpoint::Other(_) => false,
    };
    promised.then(|| calendar::start_of(calendar::ENDED, facts.zone))
}

/// Remote PowerShell follows the programme (R62); its first module stops with the year (R63).
fn endpoint_rules(facts: &Facts) -> &'static [RuleNumber] {
    if facts.endpoint != Endpoint::Protocol(Protocol::PowerShell) {
        return &[];
    }
    if facts.now < calendar::start_of(calendar::V1_MODULE_WARNING, facts.zone) {
        &[rules::R62]
    } else {
        &[rules::R62, rules::R63]
    }
}
