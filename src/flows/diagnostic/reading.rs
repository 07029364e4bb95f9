//! What the facts say to someone in the diagnostic: findings, what can be chosen, how far a result is.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::{
    Phase, Reason, Refusal, TAKES_EFFECT_WITHIN, counts, decide, refusal, refusal_by_post,
};
use policy::{Cloud, Decision, Endpoint, Facts, Protocol, Role, Standing, Wish};
use wire::protocols::Protocols;

use super::{Outcome, Submitted, Way};
use crate::Failure;
use crate::layers::Policy;

/// What one test found, in the order in which the tests are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What the organisation's default authentication policy blocks beside that.
    Policy(PolicyFinding),
    /// Protocols whose re-enable has been accepted and has not lifted the block.
    Pending(usize),
    /// Protocols for which something can be requested now.
    Available(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyFinding {
    /// This far side does not report it.
    Unknown,
    BlocksNone,
    /// The policy of this name blocks so many protocols.
    Blocks(String, usize),
}

/// Runs every test.
pub fn findings(protocols: &Protocols, now: DateTime<Utc>) -> Vec<Finding> {
    let choices = choices(protocols, &Way::Diagnostic, now);
    let with_standing = |standings: &[Standing]| {
        let standing = |choice: &&Choice| standings.contains(&choice.decision.standing);
        choices.iter().filter(standing).count()
    };
    let archived = protocols
        .endpoints
        .iter()
        .filter(|entry| !entry.archived.is_empty());
    let blocked = choices
        .iter()
        .filter(|choice| choice.decision.standing.is_blocked());
    let available = choices.iter().filter(|choice| choice.is_open());
    vec![
        Finding::Role(protocols.role),
        Finding::Cloud(protocols.cloud),
        Finding::Phase(Phase::at(now, protocols.zone)),
        Finding::Archived(archived.count()),
        Finding::Blocked(blocked.count()),
        Finding::Policy(policy_finding(protocols)),
        Finding::Pending(with_standing(&[Standing::ReEnabling, Standing::Overdue])),
        Finding::Available(available.count()),
    ]
}

fn policy_finding(protocols: &Protocols) -> PolicyFinding {
    if protocols.authentication_policy.is_none() {
        return PolicyFinding::Unknown;
    }
    let all = Protocol::ALL.map(|protocol| Policy::of(protocols, Endpoint::Protocol(protocol)));
    let mut names = all.into_iter().filter_map(|policy| match policy {
        Policy::Blocks(name) => Some(name),
        Policy::Unknown | Policy::Allows => None,
    });
    match names.next() {
        Some(name) => PolicyFinding::Blocks(name, 1 + names.count()),
        None => PolicyFinding::BlocksNone,
    }
}

/// One protocol as it can, or cannot, be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub protocol: Protocol,
    pub facts: Facts,
    pub decision: Decision,
    pub unavailable: Option<Unavailable>,
    /// It is opted out already. Asking again is harmless, and the way to a confirmation (R41, R42).
    pub is_repeat: bool,
    /// [`Self::is_open`] for whoever is a Global Administrator, be it the caller or a colleague.
    pub is_open_to_global_admin: bool,
}

impl Choice {
    pub fn can_be_chosen(&self) -> bool {
        self.unavailable.is_none()
    }

    /// There is something to ask for that has not been asked for.
    pub fn is_open(&self) -> bool {
        self.can_be_chosen() && !self.is_repeat
    }
}

/// Why a protocol cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// It was asked for, and the hour has not passed.
    TakingEffect,
    /// The far side would refuse, for this reason; the key explains it.
    Refused(Reason, &'static str),
}

/// What a way offers in a phase to whoever may have it; nothing outside its months.
pub fn offered(way: &Way, phase: Phase) -> Option<Wish> {
    match (way, phase) {
        (_, Phase::OptOut) => Some(Wish::OptOut),
        (Way::Diagnostic, Phase::ReEnable) => Some(Wish::ReEnable),
        (Way::Post(_), Phase::ReEnable) | (_, Phase::Announced | Phase::Ended) => None,
    }
}

/// What a way would be asked for.
fn asked_for(way: &Way, phase: Phase) -> Wish {
    match way {
        Way::Diagnostic => offered(way, phase).unwrap_or(Wish::ReEnable),
        Way::Post(_) => Wish::OptOut,
    }
}

/// The programme's protocols in their order, each with whether it can be chosen now by this way.
pub fn choices(protocols: &Protocols, way: &Way, now: DateTime<Utc>) -> Vec<Choice> {
    let wish = asked_for(way, Phase::at(now, protocols.zone));
    protocols
        .endpoints
        .iter()
        .filter_map(|entry| {
            let Endpoint::Protocol(protocol) = entry.endpoint else {
                return None;
            };
            let facts = protocols.facts_of(entry, now);
            let decision = decide(&facts);
            let is_repeat = wish == Wish::OptOut && counts(&facts, Wish::OptOut);
            let of_global_admin = Facts {
                role: Role::GlobalAdmin,
                ..facts.clone()
            };
            Some(Choice {
                protocol,
                unavailable: unavailable(&facts, &decision, way, wish),
                is_repeat,
                is_open_to_global_admin: !is_repeat
                    && unavailable(&of_global_admin, &decision, way, wish).is_none(),
                facts,
                decision,
            })
        })
        .collect()
}

fn unavailable(facts: &Facts, decision: &Decision, way: &Way, wish: Wish) -> Option<Unavailable> {
    if decision.standing == Standing::ReEnabling {
        return Some(Unavailable::TakingEffect);
    }
    refused(facts, way, wish)
        .map(|refusal| Unavailable::Refused(refusal.reason, refusal.explanation))
}

/// Whether the protocol can be opted out now, by the way of the tenant's cloud, and is not yet.
pub fn can_opt_out(facts: &Facts) -> bool {
    let wish = Wish::OptOut;
    !counts(facts, wish) && refused(facts, &Way::of(facts.cloud), wish).is_none()
}

fn refused(facts: &Facts, way: &Way, wish: Wish) -> Option<Refusal> {
    match way {
        Way::Diagnostic => refusal(facts, wish),
        Way::Post(_) => refusal_by_post(facts),
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
    /// The programme ended before it took effect.
    Closed,
    /// It held until the programme ended.
    Ended,
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
        (_, Standing::Retiring | Standing::Retired) => ended(facts, wish),
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

/// What the end of the programme made of a request.
fn ended(facts: &Facts, wish: Wish) -> Stage {
    let never_lifted = match (facts.blocked_since, facts.re_enabled_at) {
        (Some(blocked), Some(asked)) => blocked <= asked,
        _ => false,
    };
    if wish == Wish::ReEnable && never_lifted {
        Stage::Closed
    } else {
        Stage::Ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::OtherEndpoint;
    use policy::Protocol::{Imap, Pop};
    use wire::protocols::{Archived, AuthenticationPolicy, EndpointFacts};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time with its zone")
    }

    const SEPTEMBER: &str = "2022-09-12T09:00:00Z";
    const OCTOBER: &str = "2022-10-12T09:00:00Z";

    /// All eight protocols untouched, but for what `change` does to IMAP.
    fn tenant(change: impl FnOnce(&mut EndpointFacts)) -> Protocols {
        let mut endpoints: Vec<_> = Protocol::ALL
            .map(|protocol| EndpointFacts::new(Endpoint::Protocol(protocol)))
            .into();
        let imap = &mut endpoints[3];
        assert_eq!(imap.endpoint, Endpoint::Protocol(Imap));
        change(imap);
        Protocols {
            authentication_policy: None,
            server_time: at(SEPTEMBER),
            zone: "+00:00".parse().expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints,
        }
    }

    fn blocked(imap: &mut EndpointFacts) {
        imap.blocked_since = Some(at("2022-10-10T16:00:00Z"));
    }

    fn re_enabled(at_time: &str) -> impl FnOnce(&mut EndpointFacts) {
        move |imap| {
            blocked(imap);
            imap.re_enabled_at = Some(at(at_time));
        }
    }

    #[track_caller]
    fn check_choice(protocols: &Protocols, now: &str, unavailable: Option<Unavailable>) {
        check_choice_by(&Way::Diagnostic, protocols, now, unavailable);
    }

    #[track_caller]
    fn check_choice_by(
        way: &Way,
        protocols: &Protocols,
        now: &str,
        unavailable: Option<Unavailable>,
    ) {
        let choices = choices(protocols, way, at(now));
        let choice = choices.iter().find(|choice| choice.protocol == Imap);
        assert_eq!(
            choice.expect("every protocol is shown").unavailable,
            unavailable
        );
        assert_eq!(choices.len(), 8, "the list never shrinks (R41)");
    }

    #[test]
    fn what_can_be_requested_can_be_chosen_and_the_rest_says_why() {
        let refused = |reason, key| Some(Unavailable::Refused(reason, key));
        check_choice(&tenant(|_| {}), SEPTEMBER, None);
        check_choice(&tenant(blocked), OCTOBER, None);
        check_choice(
            &tenant(|imap| imap.opted_out_at = Some(at("2022-09-11T09:00:00Z"))),
            SEPTEMBER,
            None,
        );
        check_choice(
            &tenant(re_enabled("2022-10-12T08:30:00Z")),
            OCTOBER,
            Some(Unavailable::TakingEffect),
        );
        check_choice(
            &tenant(re_enabled("2022-10-12T07:00:00Z")),
            OCTOBER,
            refused(Reason::AlreadyUsed, "refused_already_used"),
        );
        check_choice(
            &tenant(|_| {}),
            OCTOBER,
            refused(Reason::NotBlocked, "refused_not_blocked"),
        );
        check_choice(
            &tenant(blocked),
            "2023-01-01T00:00:00Z",
            refused(Reason::Phase, "refused_ended"),
        );
        let mut other_admin = tenant(blocked);
        other_admin.role = Role::OtherAdmin;
        check_choice(&other_admin, OCTOBER, refused(Reason::Role, "refused_role"));
    }

    #[test]
    fn a_cloud_has_one_way_to_opt_out_and_the_other_refuses() {
        let refused = |reason, key| Some(Unavailable::Refused(reason, key));
        let post = Way::of(Cloud::Gcc);
        let mut gcc = tenant(|_| {});
        gcc.cloud = Cloud::Gcc;
        check_choice_by(&post, &gcc, SEPTEMBER, None);
        check_choice(&gcc, SEPTEMBER, refused(Reason::Cloud, "refused_gcc"));
        check_choice_by(
            &post,
            &gcc,
            "2022-08-31T23:59:59Z",
            refused(Reason::Phase, "refused_opt_out_early"),
        );
        check_choice_by(
            &post,
            &gcc,
            OCTOBER,
            refused(Reason::Phase, "refused_opt_out_late"),
        );
        check_choice_by(
            &post,
            &tenant(|_| {}),
            SEPTEMBER,
            refused(Reason::Cloud, "refused_post"),
        );
        gcc.role = Role::OtherAdmin;
        check_choice_by(
            &post,
            &gcc,
            SEPTEMBER,
            refused(Reason::Role, "refused_role"),
        );
        let for_others = choices(&gcc, &post, at(SEPTEMBER));
        assert!(for_others[3].is_open_to_global_admin);
    }

    #[test]
    fn a_post_offers_nothing_but_opt_outs() {
        let post = Way::of(Cloud::Gcc);
        let phases = [
            Phase::Announced,
            Phase::OptOut,
            Phase::ReEnable,
            Phase::Ended,
        ];
        let by = |way: &Way| phases.map(|phase| offered(way, phase));
        let opt_out = Some(Wish::OptOut);
        assert_eq!(by(&post), [None, opt_out, None, None]);
        assert_eq!(
            by(&Way::Diagnostic),
            [None, opt_out, Some(Wish::ReEnable), None]
        );
    }

    #[test]
    fn the_tests_count_what_they_find() {
        let mut protocols = tenant(re_enabled("2022-10-12T08:30:00Z"));
        let pop = &mut protocols.endpoints[2];
        assert_eq!(pop.endpoint, Endpoint::Protocol(Pop));
        blocked(pop);
        pop.archived.push(Archived {
            wish: Wish::OptOut,
            at: at("2022-05-12T09:00:00Z"),
        });
        assert_eq!(
            findings(&protocols, at(OCTOBER)),
            [
                Finding::Role(Role::GlobalAdmin),
                Finding::Cloud(Cloud::Worldwide),
                Finding::Phase(Phase::ReEnable),
                Finding::Archived(1),
                Finding::Blocked(2),
                Finding::Policy(PolicyFinding::Unknown),
                Finding::Pending(1),
                Finding::Available(1),
            ]
        );
    }

    #[test]
    fn the_test_of_the_policy_counts_what_it_blocks_of_the_programme() {
        let check = |name: Option<&str>, blocks: &[Endpoint], wanted| {
            let mut protocols = tenant(|_| {});
            protocols.authentication_policy = Some(AuthenticationPolicy {
                name: name.map(str::to_owned),
                blocks: blocks.iter().copied().collect(),
            });
            let found = findings(&protocols, at(OCTOBER));
            assert!(found.contains(&Finding::Policy(wanted)), "{found:?}");
        };
        let (imap, pop) = (Endpoint::Protocol(Imap), Endpoint::Protocol(Pop));
        let smtp = Endpoint::Other(OtherEndpoint::SmtpAuth);
        let blocks = |protocols| PolicyFinding::Blocks("Mail".to_owned(), protocols);
        check(Some("Mail"), &[imap, pop, smtp], blocks(2));
        check(Some("Mail"), &[imap], blocks(1));
        check(Some("Mail"), &[smtp], PolicyFinding::BlocksNone);
        check(None, &[], PolicyFinding::BlocksNone);
    }

    #[test]
    fn an_opt_out_can_be_repeated_and_is_no_longer_open() {
        let opted_out = tenant(|imap| imap.opted_out_at = Some(at(SEPTEMBER)));
        let choices = choices(&opted_out, &Way::Diagnostic, at(SEPTEMBER));
        let open: Vec<_> = choices.iter().map(Choice::is_open).collect();
        assert_eq!(open, [true, true, true, false, true, true, true, true]);
        assert!(choices[3].can_be_chosen());
    }

    #[test]
    fn what_a_colleague_could_ask_for_is_known() {
        let mut protocols = tenant(blocked);
        protocols.role = Role::OtherAdmin;
        let choices = choices(&protocols, &Way::Diagnostic, at(OCTOBER));
        assert!(!choices[3].can_be_chosen());
        assert!(choices[3].is_open_to_global_admin);
        assert!(!choices[2].is_open_to_global_admin, "not blocked");
    }

    #[test]
    fn what_held_until_the_end_is_not_called_closed() {
        let january = "2023-01-02T09:00:00Z";
        let opted_out = tenant(|imap| imap.opted_out_at = Some(at(SEPTEMBER)));
        check_stage(
            Wish::OptOut,
            accepted(),
            Some(&opted_out),
            january,
            &Stage::Ended,
        );
        let in_effect = tenant(|imap| imap.re_enabled_at = Some(at(OCTOBER)));
        check_stage(
            Wish::ReEnable,
            accepted(),
            Some(&in_effect),
            january,
            &Stage::Ended,
        );
    }

    #[track_caller]
    fn check_stage(
        wish: Wish,
        outcome: Outcome,
        protocols: Option<&Protocols>,
        now: &str,
        wanted: &Stage,
    ) {
        let request = Submitted {
            protocol: Imap,
            outcome,
        };
        assert_eq!(stage(&request, wish, protocols, at(now)), *wanted);
    }

    fn accepted() -> Outcome {
        Outcome::Accepted {
            receipt: "RE-2001".to_owned(),
        }
    }

    #[test]
    fn nothing_counts_as_done_before_it_was_read_back() {
        let check = |protocols: Option<&Protocols>, now: &str, wanted: Stage| {
            check_stage(Wish::ReEnable, accepted(), protocols, now, &wanted);
        };
        let asked = tenant(re_enabled("2022-10-12T09:00:00Z"));
        check(None, OCTOBER, Stage::Requested);
        check(Some(&tenant(blocked)), OCTOBER, Stage::Requested);
        check(
            Some(&asked),
            OCTOBER,
            Stage::TakingEffect(at("2022-10-12T10:00:00Z")),
        );
        check(
            Some(&asked),
            "2022-10-12T09:59:59Z",
            Stage::TakingEffect(at("2022-10-12T10:00:00Z")),
        );
        check(Some(&asked), "2022-10-12T10:00:00Z", Stage::Overdue);
        check(Some(&asked), "2023-01-01T00:00:00Z", Stage::Closed);
        let in_effect = tenant(|imap| imap.re_enabled_at = Some(at(OCTOBER)));
        check(Some(&in_effect), "2022-10-12T09:30:00Z", Stage::Verified);
        let again = tenant(|imap| {
            imap.re_enabled_at = Some(at(OCTOBER));
            imap.blocked_since = Some(at("2022-11-01T09:00:00Z"));
        });
        check(Some(&again), "2022-11-02T09:00:00Z", Stage::BlockedAgain);
    }

    #[test]
    fn an_opt_out_is_verified_by_its_record_even_while_a_block_is_on() {
        let on_record = tenant(|imap| {
            imap.blocked_since = Some(at("2022-08-01T09:00:00Z"));
            imap.opted_out_at = Some(at(SEPTEMBER));
        });
        let verified = |protocols| {
            check_stage(
                Wish::OptOut,
                accepted(),
                protocols,
                SEPTEMBER,
                &Stage::Verified,
            );
        };
        verified(Some(&on_record));
        check_stage(
            Wish::OptOut,
            accepted(),
            Some(&tenant(|_| {})),
            SEPTEMBER,
            &Stage::Requested,
        );
    }

    #[test]
    fn an_answer_that_is_no_receipt_is_shown_as_it_is() {
        let protocols = tenant(|imap| imap.re_enabled_at = Some(at(OCTOBER)));
        let check = |outcome, wanted| {
            check_stage(Wish::ReEnable, outcome, Some(&protocols), OCTOBER, &wanted);
        };
        check(Outcome::Waiting, Stage::Sending);
        check(
            Outcome::Failed(Failure::NoAnswer),
            Stage::Failed(Failure::NoAnswer),
        );
        let refused = Outcome::Refused {
            reason: Reason::Role,
            rule: "R28".to_owned(),
        };
        check(refused, Stage::Refused(Reason::Role, "R28".to_owned()));
    }
}
