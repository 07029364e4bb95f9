//! What the facts say to someone in the diagnostic: findings, what can be chosen, how far a result is.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::{Phase, Reason, TAKES_EFFECT_WITHIN, counts, decide, refusal};
use policy::{Cloud, Decision, Endpoint, Facts, Protocol, Role, Standing, Wish};
use wire::protocols::Protocols;

use super::{Failure, Outcome, Submitted};

/// What one test found, in the order in which the tests are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Whether the caller may change anything.
    Role(Role),
    /// Whether the tenant's cloud has the diagnostic.
    Cloud(Cloud),
    Phase(Phase),
    /// Protocols with earlier requests that no longer count.
    Archived(usize),
    /// Protocols that Microsoft blocks.
    Blocked(usize),
    /// Protocols whose re-enable has been accepted and has not lifted the block.
    Pending(usize),
    /// Protocols for which something can be requested now.
    Available(usize),
}

/// Runs every test.
pub fn findings(protocols: &Protocols, now: DateTime<Utc>) -> Vec<Finding> {
    let choices = choices(protocols, now);
    let with_standing = |standings: &[Standing]| {
        let standing = |choice: &&Choice| standings.contains(&choice.decision.standing);
        choices.iter().filter(standing).count()
    };
    let archived = protocols
        .endpoints
        .iter()
        .filter(|entry| !entry.archived.is_empty());
    let available = choices.iter().filter(|choice| choice.is_available());
    vec![
        Finding::Role(protocols.role),
        Finding::Cloud(protocols.cloud),
        Finding::Phase(Phase::at(now, protocols.zone)),
        Finding::Archived(archived.count()),
        Finding::Blocked(with_standing(&[Standing::Blocked, Standing::Retired])),
        Finding::Pending(with_standing(&[Standing::ReEnabling, Standing::Overdue])),
        Finding::Available(available.count()),
    ]
}

/// One protocol as it can, or cannot, be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub protocol: Protocol,
    pub facts: Facts,
    pub decision: Decision,
    pub unavailable: Option<Unavailable>,
}

impl Choice {
    pub fn is_available(&self) -> bool {
        self.unavailable.is_none()
    }
}

/// Why a protocol cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// Asking again would be accepted and change nothing (R41).
    AlreadyOptedOut,
    /// It was asked for, and the hour has not passed.
    TakingEffect,
    /// The far side would refuse, for this reason; the key explains it.
    Refused(Reason, &'static str),
}

/// What the programme's phase offers to whoever may have it; nothing outside its months.
pub fn offered(phase: Phase) -> Option<Wish> {
    match phase {
        Phase::OptOut => Some(Wish::OptOut),
        Phase::ReEnable => Some(Wish::ReEnable),
        Phase::Announced | Phase::Ended => None,
    }
}

/// The programme's protocols in their order, each with whether it can be chosen now.
pub fn choices(protocols: &Protocols, now: DateTime<Utc>) -> Vec<Choice> {
    let wish = offered(Phase::at(now, protocols.zone)).unwrap_or(Wish::ReEnable);
    protocols
        .endpoints
        .iter()
        .filter_map(|entry| {
            let Endpoint::Protocol(protocol) = entry.endpoint else {
                return None;
            };
            let facts = protocols.facts_of(entry, now);
            let decision = decide(&facts);
            Some(Choice {
                protocol,
                unavailable: unavailable(&facts, &decision, wish),
                facts,
                decision,
            })
        })
        .collect()
}

fn unavailable(facts: &Facts, decision: &Decision, wish: Wish) -> Option<Unavailable> {
    if decision.standing == Standing::ReEnabling {
        return Some(Unavailable::TakingEffect);
    }
    match refusal(facts, wish) {
        Some(refusal) => Some(Unavailable::Refused(refusal.reason, refusal.explanation)),
        None if wish == Wish::OptOut && counts(facts, Wish::OptOut) => {
            Some(Unavailable::AlreadyOptedOut)
        }
        None => None,
    }
}

/// How far a request is, from its answer and from what was read back since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Sending,
    /// Accepted, and not yet seen in what the far side reports.
    Requested,
    /// Seen; it takes effect before this instant.
    TakingEffect(DateTime<Utc>),
    /// Read back: the programme does not block the protocol, or the opt-out is on record.
    Verified,
    /// The hour has passed and the block is still on.
    Overdue,
    /// In effect once, and blocked again since.
    BlockedAgain,
    /// The programme ended first.
    Closed,
    Refused(Reason, String),
    Failed(Failure),
}

/// The stage of a request, by the newest facts of its protocol.
pub fn stage(
    request: &Submitted,
    wish: Wish,
    protocols: Option<&Protocols>,
    now: DateTime<Utc>,
) -> Stage {
    match &request.outcome {
        Outcome::Waiting => Stage::Sending,
        Outcome::Refused { reason, rule } => Stage::Refused(*reason, rule.clone()),
        Outcome::Failed(failure) => Stage::Failed(*failure),
        Outcome::Accepted { .. } => {
            let endpoint = Endpoint::Protocol(request.protocol);
            let read = protocols.and_then(|protocols| {
                let mut entries = protocols.endpoints.iter();
                let entry = entries.find(|entry| entry.endpoint == endpoint)?;
                Some(protocols.facts_of(entry, now))
            });
            read.map_or(Stage::Requested, |facts| read_back(&facts, wish))
        }
    }
}

fn read_back(facts: &Facts, wish: Wish) -> Stage {
    let decision = decide(facts);
    let asked = counts(facts, wish);
    match (wish, decision.standing) {
        (_, Standing::Retiring | Standing::Retired) => Stage::Closed,
        (_, _) if !asked => Stage::Requested,
        (Wish::OptOut, _) | (Wish::ReEnable, Standing::ReEnabled) => Stage::Verified,
        (Wish::ReEnable, Standing::ReEnabling) => match facts.re_enabled_at {
            Some(accepted) => Stage::TakingEffect(accepted + TAKES_EFFECT_WITHIN),
            None => Stage::Requested,
        },
        (Wish::ReEnable, Standing::Overdue) => Stage::Overdue,
        (Wish::ReEnable, _) => Stage::BlockedAgain,
    }
}
