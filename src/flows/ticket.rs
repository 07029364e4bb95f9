//! Contact support: write a ticket, send it once, learn its number.
//!
//! The machine holds what the person wrote and what the far side answered. What support can do
//! about a protocol is derived from the facts instead (see [`reading`]), so that it is never older
//! than the page.

pub mod reading;

use std::collections::BTreeSet;

use policy::Protocol;
use policy::basic_auth_2022::Reason;
use serde::{Deserialize, Serialize};
use wire::named;
use wire::ticket::{LONGEST_TEXT, NewTicket};

use crate::{Failure, Flow};

/// One ticket, from its first word to its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    pub draft: Draft,
    pub stage: Stage,
}

/// What the person wants to ask. It is kept until its number is known, also past a failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Random, made with the draft, and the key of its request: whoever sends the same draft once
    /// more, be it after a reload or in another tab, opens no second ticket.
    pub id: String,
    pub lead: Lead,
    /// As it was before the person changed anything.
    pub prefilled: Contents,
    pub contents: Contents,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    #[serde(with = "named::set")]
    pub protocols: BTreeSet<Protocol>,
    /// In the person's own words.
    pub text: String,
}

/// What led to the ticket, as it stands in the address of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// None where the facts are to say what support is needed for.
    #[serde(with = "named::set")]
    pub protocols: BTreeSet<Protocol>,
    /// What was searched for; empty where nothing was.
    pub search: String,
}

/// How far the ticket is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    Writing {
        /// They wanted to send what cannot be sent as it is.
        reminded: bool,
    },
    /// On its way, or to be sent again after a reload.
    Sending,
    Sent {
        number: String,
    },
    /// Another tab had sent this draft already, and not with what is written here now.
    Overtaken,
    Refused {
        #[serde(with = "named")]
        reason: Reason,
        rule: String,
    },
    Failed(Failure),
}

/// What happens to a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Toggle(Protocol),
    /// The text is now this one.
    Write(String),
    /// The first time, or again after a failure that may pass.
    Send,
    Answered(Answer),
    /// Back to writing, where nothing was accepted.
    Edit,
    /// On with another ticket, under a new random id.
    Renew {
        id: String,
    },
}

/// What the far side said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// With this number.
    Opened(String),
    /// Another ticket has been opened under the key.
    KeyTaken,
    Refused {
        reason: Reason,
        rule: String,
    },
    Failed(Failure),
}

/// Why a draft cannot be sent as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is chosen and nothing is written.
    Empty,
    /// So many characters more than support takes.
    TooLong(usize),
}

impl Inquiry {
    /// Where it was left, if that was on the way from the same lead or still needs its key; else a
    /// new draft under this id, in which no word is lost that was written and not sent.
    pub fn resumed(kept: Option<Self>, lead: Lead, prefilled: Contents, id: String) -> Self {
        let mut contents = prefilled.clone();
        if let Some(kept) = kept {
            if kept.has_open() || kept.draft.lead == lead {
                return kept;
            }
            if kept.is_draft() && kept.draft.contents.text != kept.draft.prefilled.text {
                contents.text = kept.draft.contents.text;
            }
        }
        Self::writing(Draft {
            id,
            lead,
            prefilled,
            contents,
        })
    }

    const fn writing(draft: Draft) -> Self {
        Self {
            draft,
            stage: Stage::Writing { reminded: false },
        }
    }

    fn at(self, stage: Stage) -> Self {
        Self { stage, ..self }
    }

    fn answered(self, answer: Answer) -> Self {
        let stage = match answer {
            Answer::Opened(number) => Stage::Sent { number },
            Answer::KeyTaken => Stage::Overtaken,
            Answer::Refused { reason, rule } => Stage::Refused { reason, rule },
            Answer::Failed(failure) => Stage::Failed(failure),
        };
        self.at(stage)
    }
}

impl Flow for Inquiry {
    type Event = Event;

    fn next(self, event: Event) -> Self {
        match (&self.stage, event) {
            (Stage::Writing { .. }, Event::Toggle(protocol)) => {
                Self::writing(self.draft.toggled(protocol))
            }
            (Stage::Writing { .. }, Event::Write(text)) => {
                Self::writing(self.draft.with_text(text))
            }
            (Stage::Writing { .. }, Event::Send) if self.draft.fault().is_some() => {
                self.at(Stage::Writing { reminded: true })
            }
            (Stage::Writing { .. }, Event::Send) => self.at(Stage::Sending),
            (Stage::Failed(failure), Event::Send) if failure.is_retryable() => {
                self.at(Stage::Sending)
            }
            (Stage::Sending, Event::Answered(answer)) => self.answered(answer),
            (stage, Event::Edit) if stage.is_not_accepted() => Self::writing(self.draft),
            (Stage::Sent { .. }, Event::Renew { id }) => Self::writing(self.draft.blank(id)),
            (Stage::Overtaken, Event::Renew { id }) => Self::writing(Draft { id, ..self.draft }),
            _ => self,
        }
    }

    fn id(&self) -> Option<&str> {
        Some(&self.draft.id)
    }

    fn is_draft(&self) -> bool {
        match self.stage {
            Stage::Writing { .. } => self.draft.is_touched(),
            Stage::Sent { .. } => false,
            _ => true,
        }
    }

    fn has_open(&self) -> bool {
        match self.stage {
            Stage::Sending => true,
            Stage::Failed(failure) => failure.is_retryable(),
            _ => false,
        }
    }
}

impl Stage {
    /// Certainly not, so that it can be changed without a second ticket to fear.
    pub const fn is_not_accepted(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. } | Self::Failed(Failure::StorageFull | Failure::Rejected)
        )
    }
}

impl Draft {
    /// What is sent: without space around the words, and with no more of a search than is taken.
    pub fn ticket(&self) -> NewTicket {
        let search = self.lead.search.trim();
        NewTicket {
            protocols: self.contents.protocols.clone(),
            text: self.contents.text.trim().to_owned(),
            search: (!search.is_empty()).then(|| search.chars().take(LONGEST_TEXT).collect()),
        }
    }

    pub fn fault(&self) -> Option<Fault> {
        let NewTicket {
            protocols, text, ..
        } = self.ticket();
        match text.chars().count() {
            0 if protocols.is_empty() => Some(Fault::Empty),
            length if length > LONGEST_TEXT => Some(Fault::TooLong(length - LONGEST_TEXT)),
            _ => None,
        }
    }

    fn is_touched(&self) -> bool {
        self.contents.protocols != self.prefilled.protocols
            || self.contents.text.trim() != self.prefilled.text.trim()
    }

    fn toggled(mut self, protocol: Protocol) -> Self {
        let protocols = &mut self.contents.protocols;
        if !protocols.remove(&protocol) {
            protocols.insert(protocol);
        }
        self
    }

    fn with_text(mut self, text: String) -> Self {
        self.contents.text = text;
        self
    }

    fn blank(self, id: String) -> Self {
        Self {
            id,
            lead: self.lead,
            prefilled: Contents::default(),
            contents: Contents::default(),
        }
    }
}

impl Lead {
    pub fn about(protocol: Protocol) -> Self {
        Self {
            protocols: [protocol].into(),
            search: String::new(),
        }
    }

    pub fn searched(search: impl Into<String>) -> Self {
        Self {
            protocols: BTreeSet::new(),
            search: search.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Protocol::{Imap, Pop};

    fn about<const N: usize>(protocols: [Protocol; N]) -> Contents {
        Contents {
            protocols: protocols.into(),
            text: String::new(),
        }
    }

    /// A draft that a lead began.
    fn begun_by(lead: Lead, prefilled: Contents) -> Inquiry {
        Inquiry::resumed(None, lead, prefilled, "one".to_owned())
    }

    fn begun() -> Inquiry {
        begun_by(Lead::about(Pop), about([Pop]))
    }

    fn after(events: impl IntoIterator<Item = Event>) -> Inquiry {
        events.into_iter().fold(begun(), Inquiry::next)
    }

    fn write(text: &str) -> Event {
        Event::Write(text.to_owned())
    }

    fn opened() -> Event {
        Event::Answered(Answer::Opened(number()))
    }

    fn failed(failure: Failure) -> Event {
        Event::Answered(Answer::Failed(failure))
    }

    fn refused() -> Event {
        Event::Answered(Answer::Refused {
            reason: Reason::Role,
            rule: "R28".to_owned(),
        })
    }

    fn renew() -> Event {
        Event::Renew {
            id: "two".to_owned(),
        }
    }

    fn number() -> String {
        "SR-3001".to_owned()
    }

    #[test]
    fn what_is_written_is_sent_without_the_space_around_it() {
        let lead = Lead {
            search: " 再有効化 できない ".to_owned(),
            ..Lead::about(Pop)
        };
        let inquiry = begun_by(lead, about([Pop]));
        let inquiry = inquiry.next(Event::Toggle(Imap)).next(write("\n Help. \n"));
        let ticket = NewTicket {
            protocols: [Pop, Imap].into(),
            text: "Help.".to_owned(),
            search: Some("再有効化 できない".to_owned()),
        };
        assert_eq!(inquiry.draft.ticket(), ticket);
        assert_eq!(begun().draft.ticket().search, None);
    }

    #[test]
    fn a_draft_needs_a_protocol_or_a_word_and_is_reminded_of_it() {
        let empty = after([Event::Toggle(Pop), write(" \n")]);
        assert_eq!(empty.draft.fault(), Some(Fault::Empty));
        let reminded = empty.next(Event::Send);
        assert_eq!(reminded.stage, Stage::Writing { reminded: true });
        let mended = reminded.next(write("Where is the post?"));
        assert_eq!(mended.stage, Stage::Writing { reminded: false });
        assert_eq!(mended.next(Event::Send).stage, Stage::Sending);
        assert_eq!(after([Event::Send]).stage, Stage::Sending);
    }

    #[test]
    fn a_text_is_counted_in_characters_and_never_cut() {
        let longest = "認".repeat(LONGEST_TEXT);
        assert_eq!(after([write(&longest)]).draft.fault(), None);
        let longer = after([write(&format!("{longest}証あ"))]);
        assert_eq!(longer.draft.fault(), Some(Fault::TooLong(2)));
        assert_eq!(
            longer.next(Event::Send).stage,
            Stage::Writing { reminded: true }
        );
    }

    #[test]
    fn a_search_is_cut_where_support_takes_no_more() {
        let lead = Lead::searched("x".repeat(LONGEST_TEXT + 1));
        let inquiry = begun_by(lead, about([]));
        let search = inquiry.draft.ticket().search.unwrap_or_default();
        assert_eq!(search.chars().count(), LONGEST_TEXT);
    }

    #[test]
    fn a_retry_sends_the_same_draft_under_the_same_id() {
        let sent = after([write("Help."), Event::Send]);
        for failure in [Failure::NoAnswer, Failure::NotSent, Failure::StorageFull] {
            let failed = sent.clone().next(failed(failure));
            assert_eq!(failed.stage, Stage::Failed(failure));
            assert_eq!(failed.next(Event::Send), sent);
        }
    }

    #[test]
    fn what_was_not_accepted_can_be_changed_and_what_may_have_been_cannot() {
        let sent = after([Event::Send]);
        for answer in [
            failed(Failure::StorageFull),
            failed(Failure::Rejected),
            refused(),
        ] {
            assert_eq!(sent.clone().next(answer).next(Event::Edit), begun());
        }
        let failures = [Failure::NoAnswer, Failure::NotSent];
        let unanswered = failures.map(|failure| sent.clone().next(failed(failure)));
        for open in [sent].into_iter().chain(unanswered) {
            assert_eq!(open.clone().next(Event::Edit), open);
        }
    }

    #[test]
    fn an_answer_is_taken_once() {
        let sent = after([Event::Send]);
        let answered = sent.next(opened());
        assert_eq!(answered.stage, Stage::Sent { number: number() });
        let again = answered.clone().next(failed(Failure::NoAnswer));
        assert_eq!(again, answered);
    }

    #[test]
    fn a_draft_that_another_tab_had_sent_differently_says_so_and_can_be_sent_anew() {
        let overtaken =
            after([write("One more thing."), Event::Send]).next(Event::Answered(Answer::KeyTaken));
        assert_eq!(overtaken.stage, Stage::Overtaken);
        assert!(overtaken.is_draft());
        let renewed = overtaken.next(renew());
        assert_eq!(renewed.id(), Some("two"));
        assert_eq!(renewed.draft.contents.text, "One more thing.");
        assert_eq!(renewed.draft.contents.protocols, [Pop].into());
    }

    #[test]
    fn another_ticket_begins_empty_under_an_id_of_its_own() {
        let sent = after([write("Help."), Event::Send]);
        let another = sent.next(opened()).next(renew());
        assert_eq!(another.id(), Some("two"));
        assert_eq!(another.draft.fault(), Some(Fault::Empty));
        assert!(!another.is_draft());
    }

    #[test]
    fn a_draft_is_what_leaving_would_lose() {
        let is_draft = |events: &[Event]| after(events.to_vec()).is_draft();
        assert!(!is_draft(&[]));
        assert!(!is_draft(&[write(" ")]));
        assert!(is_draft(&[write("Help.")]));
        assert!(is_draft(&[Event::Toggle(Pop)]));
        assert!(!is_draft(&[Event::Toggle(Imap), Event::Toggle(Imap)]));
        assert!(is_draft(&[Event::Send]));
        assert!(is_draft(&[Event::Send, failed(Failure::Rejected)]));
        assert!(is_draft(&[Event::Send, refused()]));
        assert!(!is_draft(&[Event::Send, opened()]));
    }

    #[test]
    fn words_that_were_there_at_first_are_no_draft_and_do_not_follow() {
        let prefilled = Contents {
            text: "Receipt RE-2001".to_owned(),
            ..about([Pop])
        };
        let begun = begun_by(Lead::about(Pop), prefilled);
        assert!(!begun.is_draft());
        assert!(begun.clone().next(write("")).is_draft());
        let another = Inquiry::resumed(
            Some(begun),
            Lead::about(Imap),
            about([Imap]),
            "two".to_owned(),
        );
        assert_eq!(another.draft.contents, about([Imap]));
    }

    #[test]
    fn a_reload_goes_on_where_it_was_under_the_same_id() {
        let sending = [write("Help."), Event::Send];
        for kept in [
            begun(),
            after([write("Help.")]),
            after(sending.clone()),
            after(sending).next(failed(Failure::NoAnswer)),
            after([Event::Send, opened()]),
        ] {
            let json = serde_json::to_string(&kept).expect("it is kept as JSON");
            let read: Inquiry = serde_json::from_str(&json).expect("and read again");
            let resumed =
                Inquiry::resumed(Some(read), Lead::about(Pop), about([]), "two".to_owned());
            assert_eq!(resumed, kept);
        }
    }

    #[test]
    fn another_link_begins_another_ticket_and_loses_no_word() {
        let from_another = |kept: Inquiry| {
            Inquiry::resumed(
                Some(kept),
                Lead::about(Imap),
                about([Imap]),
                "two".to_owned(),
            )
        };
        let resumed = from_another(after([write("Help.")]));
        assert_eq!(resumed.id(), Some("two"));
        assert_eq!(resumed.draft.contents.protocols, [Imap].into());
        assert_eq!(resumed.draft.contents.text, "Help.");

        let sent = after([write("Help."), Event::Send]);
        assert_eq!(from_another(sent.clone()), sent, "its key is still needed");
        assert_eq!(from_another(sent.next(opened())).draft.contents.text, "");
    }

    #[test]
    fn an_event_out_of_place_changes_nothing() {
        let sent = after([Event::Send]);
        for event in [
            Event::Toggle(Imap),
            write("Help."),
            Event::Send,
            Event::Edit,
            renew(),
        ] {
            assert_eq!(sent.clone().next(event), sent);
        }
        for event in [opened(), Event::Edit, renew()] {
            assert_eq!(begun().next(event), begun());
        }
        let rejected = sent.next(failed(Failure::Rejected));
        assert_eq!(rejected.clone().next(Event::Send), rejected);
    }
}
