//! The diagnostic: run tests, choose protocols, check the answers, see each result.
//!
//! The same steps without the tests are those of the Message Center post that opts out in GCC.
//! The machine holds what the person did and what the far side answered. What the tests found,
//! what can be chosen and how far a result is are derived from the facts instead (see [`reading`]),
//! so that they are never older than the page.

pub mod reading;
mod way;

use std::collections::BTreeSet;

use policy::basic_auth_2022::Reason;
use policy::{Protocol, Wish};
use serde::{Deserialize, Serialize};
use wire::named;

use crate::{Failure, Flow};

pub use way::{POST_OF_1_SEPTEMBER, Way};

/// Where the person is. Serialisable, because a reload in the middle goes on where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Diagnostic {
    /// The tests have run; they run again whenever something changes.
    #[default]
    Findings,
    Choose {
        #[serde(with = "named::set")]
        chosen: BTreeSet<Protocol>,
        /// They wanted to go on without choosing.
        reminded: bool,
    },
    Check {
        /// The id of the run that is submitted from here.
        id: String,
        #[serde(with = "named")]
        wish: Wish,
        #[serde(with = "named::set")]
        chosen: BTreeSet<Protocol>,
        acknowledged: bool,
        /// They wanted to submit without acknowledging.
        reminded: bool,
    },
    Results(Run),
}

/// One reviewed run: a request per protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Random, made with the review and kept until every request is answered: whoever submits the
    /// same review once more, be it in another tab, asks for nothing new.
    pub id: String,
    #[serde(with = "named")]
    pub wish: Wish,
    pub requests: Vec<Submitted>,
}

/// The request for one protocol and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    #[serde(with = "named")]
    pub protocol: Protocol,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Not answered yet: being sent, or to be sent again after a reload.
    Waiting,
    /// Accepted, with the number of the receipt. Not yet "done": that is read back.
    Accepted {
        receipt: String,
    },
    Refused {
        #[serde(with = "named")]
        reason: Reason,
        rule: String,
    },
    Failed(Failure),
}

impl Outcome {
    const fn is_open(&self) -> bool {
        match self {
            Self::Waiting => true,
            Self::Accepted { .. } | Self::Refused { .. } => false,
            Self::Failed(failure) => failure.is_retryable(),
        }
    }
}

/// What happens to the diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// On from the findings, or from results to another run, with what a link chose beforehand.
    Begin(Option<Protocol>),
    Toggle(Protocol),
    /// On from the choice, where this is what the phase offers, under a new random id.
    Review {
        wish: Wish,
        id: String,
    },
    Acknowledge(bool),
    /// Sends what was checked.
    Submit,
    Answered(Protocol, Outcome),
    /// Sends again what has no answer or one that may change.
    Retry,
    Back,
    /// Back to the choice from results, with what was not accepted still chosen.
    ChooseAgain,
    Restart,
}

impl Flow for Diagnostic {
    type Event = Event;

    fn next(self, event: Event) -> Self {
        match (self, event) {
            (Self::Findings, Event::Begin(beforehand)) => choose(beforehand),
            (Self::Choose { mut chosen, .. }, Event::Toggle(protocol)) => {
                if !chosen.remove(&protocol) {
                    chosen.insert(protocol);
                }
                choose(chosen)
            }
            (Self::Choose { chosen, .. }, Event::Review { .. }) if chosen.is_empty() => {
                Self::Choose {
                    chosen,
                    reminded: true,
                }
            }
            (Self::Choose { chosen, .. }, Event::Review { wish, id }) => Self::Check {
                id,
                wish,
                chosen,
                acknowledged: false,
                reminded: false,
            },
            (Self::Choose { .. }, Event::Back) => Self::Findings,
            (
                Self::Check {
                    id, wish, chosen, ..
                },
                Event::Acknowledge(acknowledged),
            ) => Self::Check {
                id,
                wish,
                chosen,
                acknowledged,
                reminded: false,
            },
            (
                Self::Check {
                    id,
                    wish,
                    chosen,
                    acknowledged,
                    ..
                },
                Event::Submit,
            ) => submit(id, wish, chosen, acknowledged),
            (Self::Check { chosen, .. }, Event::Back) => choose(chosen),
            (Self::Results(run), Event::Answered(protocol, outcome)) => {
                Self::Results(run.answered(protocol, &outcome))
            }
            (Self::Results(run), Event::Retry) => Self::Results(run.retried()),
            (Self::Results(run), Event::ChooseAgain) if run.can_choose_again() => {
                choose(run.not_accepted())
            }
            (Self::Results(run), Event::Begin(beforehand)) if !run.is_waiting() => {
                choose(beforehand)
            }
            (Self::Results(run), Event::Restart) if !run.is_waiting() => Self::Findings,
            (state, _) => state,
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Self::Findings | Self::Choose { .. } => None,
            Self::Check { id, .. } => Some(id),
            Self::Results(run) => Some(&run.id),
        }
    }

    fn is_draft(&self) -> bool {
        match self {
            Self::Findings => false,
            Self::Choose { chosen, .. } => !chosen.is_empty(),
            Self::Check { .. } => true,
            Self::Results(run) => run.has_open(),
        }
    }

    fn has_open(&self) -> bool {
        matches!(self, Self::Results(run) if run.has_open())
    }
}

fn choose(chosen: impl IntoIterator<Item = Protocol>) -> Diagnostic {
    Diagnostic::Choose {
        chosen: chosen.into_iter().collect(),
        reminded: false,
    }
}

fn submit(id: String, wish: Wish, chosen: BTreeSet<Protocol>, acknowledged: bool) -> Diagnostic {
    if !acknowledged {
        return Diagnostic::Check {
            id,
            wish,
            chosen,
            acknowledged,
            reminded: true,
        };
    }
    let waiting = |protocol| Submitted {
        protocol,
        outcome: Outcome::Waiting,
    };
    Diagnostic::Results(Run {
        id,
        wish,
        requests: chosen.into_iter().map(waiting).collect(),
    })
}

impl Run {
    /// The idempotency key of one protocol's request: the same for every attempt, also after a reload.
    pub fn key(&self, protocol: Protocol) -> String {
        format!("{}.{}", self.id, protocol.name())
    }

    /// The protocols whose request is to be sent now.
    pub fn waiting(&self) -> impl Iterator<Item = Protocol> {
        self.requests
            .iter()
            .filter(|request| request.outcome == Outcome::Waiting)
            .map(|request| request.protocol)
    }

    pub fn is_waiting(&self) -> bool {
        self.waiting().next().is_some()
    }

    /// What became of some requests is not known; only their own keys can tell.
    pub fn has_unanswered(&self) -> bool {
        self.requests.iter().any(|request| {
            matches!(
                request.outcome,
                Outcome::Waiting | Outcome::Failed(Failure::NoAnswer | Failure::NotSent)
            )
        })
    }

    /// Something was certainly not accepted, and nothing is left to find out under an old key.
    pub fn can_choose_again(&self) -> bool {
        !self.has_unanswered() && self.not_accepted().next().is_some()
    }

    /// It has a request for this protocol; any run is about nothing in particular.
    fn is_about(&self, wanted: Option<Protocol>) -> bool {
        wanted.is_none_or(|wanted| self.requests.iter().any(|it| it.protocol == wanted))
    }

    /// Some requests have no answer yet, or one that may change.
    pub fn has_open(&self) -> bool {
        self.requests
            .iter()
            .any(|request| request.outcome.is_open())
    }

    /// Some requests can be sent again under their old keys.
    pub fn can_retry(&self) -> bool {
        !self.is_waiting() && self.has_open()
    }

    /// Only a request without an answer takes one: a late or doubled answer changes nothing.
    fn answered(mut self, protocol: Protocol, outcome: &Outcome) -> Self {
        for request in &mut self.requests {
            if request.protocol == protocol && request.outcome == Outcome::Waiting {
                request.outcome = outcome.clone();
            }
        }
        self
    }

    fn retried(mut self) -> Self {
        for request in &mut self.requests {
            if request.outcome.is_open() {
                request.outcome = Outcome::Waiting;
            }
        }
        self
    }

    fn not_accepted(&self) -> impl Iterator<Item = Protocol> {
        self.requests
            .iter()
            .filter(|request| !matches!(request.outcome, Outcome::Accepted { .. }))
            .map(|request| request.protocol)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Protocol::{Imap, Pop};

    fn after(events: impl IntoIterator<Item = Event>) -> Diagnostic {
        events
            .into_iter()
            .fold(Diagnostic::Findings, Diagnostic::next)
    }

    fn review() -> Event {
        Event::Review {
            wish: Wish::ReEnable,
            id: "run".to_owned(),
        }
    }

    fn checked() -> Vec<Event> {
        vec![Event::Begin(Some(Imap)), Event::Toggle(Pop), review()]
    }

    fn sent() -> Vec<Event> {
        let mut events = checked();
        events.push(Event::Acknowledge(true));
        events.push(Event::Submit);
        events
    }

    fn run(events: Vec<Event>) -> Run {
        match after(events) {
            Diagnostic::Results(run) => run,
            other => panic!("no results: {other:?}"),
        }
    }

    fn accepted() -> Outcome {
        Outcome::Accepted {
            receipt: "RE-2001".to_owned(),
        }
    }

    #[test]
    fn a_run_asks_once_for_each_chosen_protocol_under_its_own_key() {
        let run = run(sent());
        assert_eq!(run.waiting().collect::<Vec<_>>(), [Pop, Imap]);
        assert_eq!(run.key(Pop), "run.pop");
        assert_eq!(run.key(Imap), "run.imap");
    }

    #[test]
    fn nothing_is_reviewed_before_something_is_chosen() {
        let state = after([Event::Begin(None), review()]);
        assert_eq!(
            state,
            Diagnostic::Choose {
                chosen: BTreeSet::new(),
                reminded: true
            }
        );
        assert_eq!(
            state.next(Event::Toggle(Imap)),
            choose([Imap]),
            "the reminder goes"
        );
    }

    #[test]
    fn nothing_is_sent_before_it_is_acknowledged() {
        let state = after(checked()).next(Event::Submit);
        assert!(
            matches!(&state, Diagnostic::Check { reminded: true, chosen, .. } if chosen.len() == 2)
        );
        let state = state
            .next(Event::Acknowledge(true))
            .next(Event::Acknowledge(false));
        assert!(matches!(
            state.next(Event::Submit),
            Diagnostic::Check { .. }
        ));
    }

    #[test]
    fn going_back_keeps_what_was_chosen_and_asks_again_for_the_acknowledgement() {
        let mut events = checked();
        events.extend([Event::Acknowledge(true), Event::Back]);
        assert_eq!(after(events.clone()), choose([Pop, Imap]));
        events.push(review());
        assert!(matches!(
            after(events),
            Diagnostic::Check {
                acknowledged: false,
                ..
            }
        ));
    }

    #[test]
    fn a_retry_sends_only_what_has_no_answer_or_one_that_may_change() {
        let mut events = sent();
        events.push(Event::Answered(Pop, accepted()));
        events.push(Event::Answered(Imap, Outcome::Failed(Failure::NoAnswer)));
        let before = run(events.clone());
        assert!(before.can_retry());
        events.push(Event::Retry);
        let after = run(events);
        assert_eq!(after.waiting().collect::<Vec<_>>(), [Imap]);
        assert_eq!(after.key(Imap), before.key(Imap));
    }

    #[test]
    fn what_was_not_sent_again_may_have_been_accepted_before() {
        let mut events = sent();
        events.push(Event::Answered(Pop, accepted()));
        events.push(Event::Answered(Imap, Outcome::Failed(Failure::NoAnswer)));
        events.push(Event::Retry);
        events.push(Event::Answered(Imap, Outcome::Failed(Failure::NotSent)));
        let run = run(events);
        assert!(run.can_retry() && !run.can_choose_again());
    }

    #[test]
    fn an_answer_is_taken_once() {
        let mut events = sent();
        events.push(Event::Answered(Pop, accepted()));
        events.push(Event::Answered(Pop, Outcome::Failed(Failure::NoAnswer)));
        assert_eq!(run(events).requests[0].outcome, accepted());
    }

    #[test]
    fn what_was_not_accepted_stays_chosen() {
        let refused = Outcome::Refused {
            reason: Reason::Phase,
            rule: "R51".to_owned(),
        };
        let mut events = sent();
        events.push(Event::Answered(Pop, accepted()));
        events.push(Event::ChooseAgain);
        assert!(
            matches!(after(events.clone()), Diagnostic::Results(_)),
            "one is on its way"
        );
        events.push(Event::Answered(Imap, refused));
        events.push(Event::ChooseAgain);
        assert_eq!(after(events), choose([Imap]));
    }

    #[test]
    fn another_run_begins_when_every_request_is_answered() {
        let mut events = sent();
        events.push(Event::Answered(Pop, accepted()));
        events.push(Event::Answered(Imap, accepted()));
        let answered = after(events);
        let begun = |event| answered.clone().next(event);
        assert_eq!(begun(Event::Begin(None)), choose([]));
        assert_eq!(begun(Event::Restart), Diagnostic::Findings);
    }

    #[test]
    fn a_reload_and_another_tab_go_on_with_the_same_keys() {
        for state in [after(checked()), after(sent())] {
            let kept = serde_json::to_string(&state).expect("it is kept as JSON");
            let resumed: Diagnostic = serde_json::from_str(&kept).expect("and read again");
            assert_eq!(resumed, state);
        }
    }

    #[test]
    fn what_is_reviewed_again_is_sent_under_other_keys() {
        let mut events = checked();
        events.push(Event::Back);
        events.push(Event::Review {
            wish: Wish::ReEnable,
            id: "other".to_owned(),
        });
        events.extend([Event::Acknowledge(true), Event::Submit]);
        assert_eq!(run(events).key(Pop), "other.pop");
    }

    #[test]
    fn a_draft_is_what_leaving_would_lose() {
        let draft = |events: &[Event]| after(events.to_vec()).is_draft();
        assert!(!draft(&[]));
        assert!(!draft(&[Event::Begin(None)]));
        assert!(draft(&[Event::Begin(Some(Imap))]));
        assert!(draft(&checked()));
        assert!(draft(&sent()));
        let answered = |outcome: Outcome| {
            let mut events = sent();
            events.push(Event::Answered(Pop, accepted()));
            events.push(Event::Answered(Imap, outcome));
            events
        };
        assert!(!draft(&answered(accepted())));
        assert!(draft(&answered(Outcome::Failed(Failure::StorageFull))));
        assert!(!draft(&answered(Outcome::Failed(Failure::Rejected))));
    }

    #[test]
    fn an_event_out_of_place_changes_nothing() {
        assert_eq!(after([Event::Submit]), Diagnostic::Findings);
        assert_eq!(after([Event::Toggle(Imap)]), Diagnostic::Findings);
        let state = after(sent());
        for event in [
            Event::Begin(None),
            Event::Submit,
            Event::Toggle(Imap),
            Event::Back,
            Event::Restart,
        ] {
            assert_eq!(state.clone().next(event), state);
        }
    }
}
