//! What if: an assumed history of a tenant, and what the policy says of it.
//!
//! An assumption is played as the far side would live it: each request is put to the policy at its
//! own instant, and one that would be refused has no effect. Nothing here can be sent.

mod address;
mod beginning;
pub mod civil;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use policy::basic_auth_2022::{
    Phase, Refusal, Relief, TAKES_EFFECT_WITHIN, counts, decide, refusal, refusal_by_post, support,
};
use policy::{Cloud, Decision, Endpoint, Facts, Protocol, Role, Wish};

pub use address::{Misread, Supposition};

/// All that is assumed. The programme's zone is the tenant's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The instant that is looked at. What is supposed to be later has not happened then.
    pub at: DateTime<Utc>,
    pub cloud: Cloud,
    /// Who looks. The requests are a Global Administrator's.
    pub role: Role,
    pub events: BTreeSet<Supposed>,
}

/// Something that is supposed to happen to a protocol, to the second. In the order of time; at one
/// instant what Microsoft does comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Supposed {
    pub at: DateTime<Utc>,
    pub what: What,
    pub protocol: Protocol,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Microsoft's block comes.
    Block,
    /// It goes: a re-enable takes effect, or support lifts it.
    Lift,
    /// Asked for in the way that the cloud has; before September, with the tool of that time.
    OptOut,
    /// As with an opt-out. Where the cloud has no diagnostic, support carries it out.
    ReEnable,
}

impl What {
    pub const ALL: [Self; 4] = [Self::Block, Self::Lift, Self::OptOut, Self::ReEnable];
}

/// What a person does to the assumption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    LookAt(DateTime<Utc>),
    In(Cloud),
    As(Role),
    /// For these protocols.
    Suppose(Vec<Protocol>, What, DateTime<Utc>),
    Drop(Supposed),
}

/// What comes of an assumption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The eight protocols in their order.
    pub protocols: Vec<(Facts, Decision)>,
    /// What has no effect, because it would be refused.
    pub refused: Vec<(Supposed, Refused)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// By the far side.
    ByPolicy(Refusal),
    /// Support would not re-enable it, but do this.
    BySupport(Relief),
}

impl Assumption {
    #[must_use]
    pub fn next(mut self, event: Event) -> Self {
        match event {
            Event::LookAt(at) => self.at = at,
            Event::In(cloud) => self.cloud = cloud,
            Event::As(role) => self.role = role,
            Event::Suppose(protocols, what, at) => {
                for protocol in protocols {
                    self.events.insert(Supposed { at, what, protocol });
                    // The diagnostic's re-enable lifts the block within the hour; who drops this sees
                    // what is said of one that does not (R49).
                    if what == What::ReEnable && self.cloud == Cloud::Worldwide {
                        self.events.insert(Supposed {
                            at: at + TAKES_EFFECT_WITHIN,
                            what: What::Lift,
                            protocol,
                        });
                    }
                }
            }
            Event::Drop(supposed) => {
                self.events.remove(&supposed);
            }
        }
        self
    }

    /// Lives through it, in this zone, and decides at its end.
    pub fn play(&self, zone: FixedOffset) -> Outcome {
        let mut all = Protocol::ALL.map(|protocol| Facts {
            now: self.at,
            zone,
            cloud: self.cloud,
            role: Role::GlobalAdmin,
            endpoint: Endpoint::Protocol(protocol),
            blocked_since: None,
            opted_out_at: None,
            re_enabled_at: None,
            announced_for: None,
        });
        let mut refused = Vec::new();
        for event in self.events.iter().filter(|event| event.at <= self.at) {
            let facts = &mut all[event.protocol as usize];
            facts.now = event.at;
            if let Err(why) = happen(facts, event.what) {
                refused.push((*event, why));
            }
        }
        let protocols = all.map(|facts| {
            let facts = Facts {
                now: self.at,
                role: self.role,
                ..facts
            };
            let decision = decide(&facts);
            (facts, decision)
        });
        Outcome {
            protocols: protocols.into(),
            refused,
        }
    }
}

/// What an event does to the facts at its instant.
fn happen(facts: &mut Facts, what: What) -> Result<(), Refused> {
    let at = facts.now;
    let with_earlier_tool = Phase::at(at, facts.zone) == Phase::Announced;
    match what {
        // A block that is on already stays what it is.
        What::Block => facts.blocked_since = facts.blocked_since.or(Some(at)),
        What::Lift => facts.blocked_since = None,
        What::OptOut if with_earlier_tool => facts.opted_out_at = Some(at),
        What::ReEnable if with_earlier_tool => {
            facts.re_enabled_at = Some(at);
            facts.blocked_since = None;
        }
        What::OptOut => {
            let refusal = match facts.cloud {
                Cloud::Gcc => refusal_by_post(facts),
                _ => refusal(facts, Wish::OptOut),
            };
            accepted(refusal)?;
            // The first instant stays (R41).
            if !counts(facts, Wish::OptOut) {
                facts.opted_out_at = Some(at);
            }
        }
        What::ReEnable if facts.cloud == Cloud::Worldwide => {
            accepted(refusal(facts, Wish::ReEnable))?;
            facts.re_enabled_at = Some(at);
        }
        What::ReEnable => {
            let relief = support(facts).relief;
            if relief != Relief::ReEnabled {
                return Err(Refused::BySupport(relief));
            }
            facts.re_enabled_at = Some(at);
            facts.blocked_since = None;
        }
    }
    Ok(())
}

fn accepted(refusal: Option<Refusal>) -> Result<(), Refused> {
    refusal.map_or(Ok(()), |refusal| Err(Refused::ByPolicy(refusal)))
}

#[cfg(test)]
mod tests {
    use chrono::Offset;
    use policy::basic_auth_2022::Reason;
    use policy::{NextStep, Standing};

    use super::*;

    const IMAP: Protocol = Protocol::Imap;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}Z").parse().expect("an instant")
    }

    fn on(day: &str) -> Assumption {
        Assumption {
            at: at(&format!("{day}T09:00:00")),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            events: BTreeSet::new(),
        }
    }

    impl Assumption {
        fn suppose(mut self, what: What, day: &str) -> Self {
            self.events.insert(Supposed {
                at: at(&format!("{day}T08:00:00")),
                what,
                protocol: IMAP,
            });
            self
        }

        fn imap(&self) -> (Standing, NextStep, &'static str) {
            let outcome = self.play(Utc.fix());
            let (_, decision) = outcome.protocols[IMAP as usize];
            (decision.standing, decision.next_step, decision.rule.0)
        }

        fn reasons(&self) -> Vec<Reason> {
            let refused = self.play(Utc.fix()).refused.into_iter();
            let reason = |(_, why)| match why {
                Refused::ByPolicy(refusal) => Some(refusal.reason),
                Refused::BySupport(_) => None,
            };
            refused.filter_map(reason).collect()
        }
    }

    #[test]
    fn an_opt_out_of_september_is_kept_in_october() {
        let assumed = on("2022-10-12").suppose(What::OptOut, "2022-09-12");
        assert_eq!(
            assumed.imap(),
            (Standing::OptedOut, NextStep::Nothing, "R22")
        );
    }

    #[test]
    fn one_of_october_is_refused_and_has_no_effect() {
        let assumed = on("2022-10-12").suppose(What::OptOut, "2022-10-02");
        assert_eq!(assumed.imap().0, Standing::Allowed);
        assert_eq!(assumed.reasons(), [Reason::Phase]);
    }

    #[test]
    fn one_of_august_is_archived() {
        let assumed = on("2022-09-12").suppose(What::OptOut, "2022-08-12");
        let outcome = assumed.play(Utc.fix());
        let (_, decision) = outcome.protocols[IMAP as usize];
        assert_eq!(decision.next_step, NextStep::OptOut);
        assert!(decision.also.iter().any(|rule| rule.0 == "R26"));
        assert_eq!(outcome.refused, []);
    }

    #[test]
    fn a_re_enable_needs_a_block_and_comes_once() {
        let re_enable = |assumed: Assumption, day| assumed.suppose(What::ReEnable, day);
        let too_early = re_enable(on("2022-10-20"), "2022-10-02");
        assert_eq!(too_early.reasons(), [Reason::NotBlocked]);
        let once = re_enable(
            on("2022-10-20").suppose(What::Block, "2022-10-10"),
            "2022-10-12",
        );
        assert_eq!(once.imap().0, Standing::Overdue);
        let lifted = once.suppose(What::Lift, "2022-10-13");
        assert_eq!(
            lifted.imap(),
            (Standing::ReEnabled, NextStep::Nothing, "R19")
        );
        let twice = re_enable(lifted.suppose(What::Block, "2022-10-15"), "2022-10-16");
        assert_eq!(
            twice.imap(),
            (Standing::Blocked, NextStep::ContactSupport, "R19")
        );
        assert_eq!(twice.reasons(), [Reason::AlreadyUsed]);
    }

    #[test]
    fn a_block_that_support_lifted_in_september_comes_back() {
        let assumed = on("2022-10-12")
            .suppose(What::Block, "2022-06-14")
            .suppose(What::Lift, "2022-09-12");
        assert_eq!(assumed.imap().0, Standing::Allowed);
        let drawn = assumed.suppose(What::Block, "2022-10-10");
        assert_eq!(drawn.imap(), (Standing::Blocked, NextStep::ReEnable, "R47"));
    }

    #[test]
    fn what_is_later_has_not_happened_and_who_looks_matters() {
        let assumed = on("2022-10-12").suppose(What::Block, "2022-10-13");
        assert_eq!(assumed.imap().0, Standing::Allowed);
        let later = assumed.next(Event::LookAt(at("2022-10-13T08:00:00")));
        assert_eq!(later.imap().1, NextStep::ReEnable);
        let other = later.next(Event::As(Role::OtherAdmin));
        assert_eq!(other.imap().1, NextStep::AskGlobalAdmin);
    }

    #[test]
    fn each_cloud_has_its_own_ways() {
        let gcc = on("2022-10-12").next(Event::In(Cloud::Gcc));
        assert_eq!(
            gcc.clone().suppose(What::OptOut, "2022-09-12").imap().0,
            Standing::OptedOut
        );
        let blocked = gcc.suppose(What::Block, "2022-10-10");
        assert_eq!(
            blocked
                .clone()
                .suppose(What::ReEnable, "2022-10-11")
                .imap()
                .0,
            Standing::ReEnabled
        );
        let government = blocked
            .suppose(What::ReEnable, "2022-10-11")
            .next(Event::In(Cloud::Dod));
        let outcome = government.play(Utc.fix());
        assert_eq!(outcome.refused[0].1, Refused::BySupport(Relief::NoPath));
        let opted_out = on("2022-10-12").suppose(What::OptOut, "2022-09-12");
        assert_eq!(
            opted_out.next(Event::In(Cloud::GccHigh)).reasons(),
            [Reason::Cloud]
        );
    }

    #[test]
    fn a_re_enable_brings_its_effect_an_hour_later() {
        let blocked = on("2022-10-12").suppose(What::Block, "2022-10-10");
        let re_enable = |at| Event::Suppose(vec![IMAP], What::ReEnable, at);
        let asked = blocked.clone().next(re_enable(at("2022-10-12T08:30:00")));
        assert_eq!(asked.imap().0, Standing::ReEnabling);
        let later = asked.next(Event::LookAt(at("2022-10-12T09:30:00")));
        assert_eq!(later.imap().0, Standing::ReEnabled);
        // Support lifts the block with its answer.
        let gcc = blocked.next(Event::In(Cloud::Gcc));
        let events = gcc.events.len();
        assert_eq!(
            gcc.next(re_enable(at("2022-10-12T08:30:00"))).events.len(),
            events + 1
        );
    }

    #[test]
    fn what_is_dropped_was_never_supposed() {
        let nothing = on("2022-10-12");
        let something = nothing.clone().suppose(What::Block, "2022-10-10");
        let supposed = *something.events.first().expect("a block");
        assert_eq!(something.next(Event::Drop(supposed)), nothing);
    }
}
