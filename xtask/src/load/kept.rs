//! What became of the tickets that were accepted. The server was killed meanwhile, started again and
//! asked for them.

use super::wrk::Accepted;
use std::collections::BTreeMap;
use wire::ticket::Ticket;

/// Compared ticket by ticket, and not only by their number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) accepted: usize,
    pub(crate) there: usize,
    /// Accepted, and not there under the number that was told.
    pub(crate) lost: usize,
    /// There more than once for one key.
    pub(crate) twice: usize,
}

impl Kept {
    pub(crate) fn compare(accepted: &[Accepted], tickets: &[Ticket]) -> Self {
        let mut numbers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for ticket in tickets {
            numbers
                .entry(&ticket.text)
                .or_default()
                .push(&ticket.number);
        }
        let is_lost = |it: &&Accepted| {
            let numbers = numbers.get(it.key.as_str());
            numbers.is_none_or(|numbers| !numbers.contains(&it.number.as_str()))
        };
        Self {
            accepted: accepted.len(),
            there: tickets.len(),
            lost: accepted.iter().filter(is_lost).count(),
            twice: numbers.values().filter(|it| it.len() > 1).count(),
        }
    }

    /// Kept, and the answer had not come when wrk stopped.
    pub(crate) fn unanswered(&self) -> usize {
        (self.there + self.lost).saturating_sub(self.accepted)
    }

    /// Each connection has one request under way at most.
    pub(crate) fn is_whole(&self, connections: u32) -> bool {
        let under_way = connections as usize;
        self.lost == 0 && self.twice == 0 && self.unanswered() <= under_way
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use wire::session::Person;

    fn accepted(key: &str, number: &str) -> Accepted {
        let (key, number) = (key.to_owned(), number.to_owned());
        Accepted { key, number }
    }

    fn ticket(key: &str, number: &str) -> Ticket {
        Ticket {
            number: number.to_owned(),
            opened_at: DateTime::UNIX_EPOCH,
            by: Person {
                name: String::new(),
                address: String::new(),
            },
            protocols: [].into(),
            text: key.to_owned(),
            search: None,
            answer: None,
        }
    }

    #[test]
    fn what_was_under_way_may_be_kept_and_what_was_accepted_must_be() {
        let told = [accepted("a", "SR-1"), accepted("b", "SR-2")];
        let all = [ticket("a", "SR-1"), ticket("b", "SR-2")];
        assert!(Kept::compare(&told, &all).is_whole(0));

        let more = [all.as_slice(), &[ticket("c", "SR-3")]].concat();
        let kept = Kept::compare(&told, &more);
        assert_eq!(kept.unanswered(), 1);
        assert!(kept.is_whole(1) && !kept.is_whole(0));

        let kept = Kept::compare(&told, &all[..1]);
        assert_eq!((kept.lost, kept.unanswered()), (1, 0));
        assert!(!kept.is_whole(1));
    }

    #[test]
    fn another_number_is_a_loss_and_a_second_ticket_is_seen() {
        let told = [accepted("a", "SR-1")];
        let kept = Kept::compare(&told, &[ticket("a", "SR-2")]);
        assert_eq!(kept.lost, 1);
        let kept = Kept::compare(&told, &[ticket("a", "SR-1"), ticket("a", "SR-2")]);
        assert_eq!((kept.lost, kept.twice), (0, 1));
        assert!(!kept.is_whole(1));
    }
}
