//! The last good answer to every read, for when the far side is away.

use std::collections::HashMap;
use std::time::Duration;

use wire::http::Response;

/// More than any way through the app reads; the oldest go first.
const MOST: usize = 64;

/// In memory: with the page they are gone. Times are those of a clock that never goes back.
#[derive(Debug, Default)]
pub(super) struct LastAnswers {
    read: HashMap<String, Read>,
}

#[derive(Debug)]
struct Read {
    response: Response,
    at: Duration,
    /// It was given in the place of a new one that did not come.
    stands_in: bool,
}

impl LastAnswers {
    pub(super) fn keep(&mut self, path: &str, response: &Response, at: Duration) {
        let read = Read {
            response: response.clone(),
            at,
            stands_in: false,
        };
        self.read.insert(path.to_owned(), read);
        if self.read.len() > MOST {
            let by_age = self.read.iter().min_by_key(|(_, read)| read.at);
            let oldest = by_age.map(|(path, _)| path.clone());
            oldest.and_then(|oldest| self.read.remove(&oldest));
        }
    }

    /// What is known of it is no longer so.
    pub(super) fn forget(&mut self, path: &str) {
        self.read.remove(path);
    }

    /// The last answer, to stand in for a new one.
    pub(super) fn stand_in(&mut self, path: &str) -> Option<Response> {
        let read = self.read.get_mut(path)?;
        read.stands_in = true;
        Some(read.response.clone())
    }

    /// When the oldest was read of those that stand in for new ones.
    pub(super) fn oldest(&self) -> Option<Duration> {
        let standing_in = self.read.values().filter(|read| read.stands_in);
        standing_in.map(|read| read.at).min()
    }

    /// Everything in sight is read again: whatever does not come stands in anew.
    pub(super) fn read_again(&mut self) {
        for read in self.read.values_mut() {
            read.stands_in = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_stands_in_until_a_new_one_comes() {
        let mut answers = LastAnswers::default();
        assert_eq!(answers.stand_in("/a"), None);
        keep(&mut answers, "/a", 1);
        keep(&mut answers, "/b", 2);
        assert_eq!(answers.oldest(), None, "nothing stands in yet");
        assert_eq!(answers.stand_in("/b").unwrap().body, "/b at 2");
        assert_eq!(answers.oldest(), Some(at(2)));
        assert_eq!(answers.stand_in("/a").unwrap().body, "/a at 1");
        assert_eq!(answers.oldest(), Some(at(1)));
        keep(&mut answers, "/a", 3);
        assert_eq!(answers.oldest(), Some(at(2)));
        assert_eq!(answers.stand_in("/a").unwrap().body, "/a at 3");
    }

    #[test]
    fn what_is_no_longer_in_sight_does_not_count_after_a_new_reading() {
        let mut answers = LastAnswers::default();
        keep(&mut answers, "/a", 1);
        answers.stand_in("/a");
        answers.read_again();
        assert_eq!(answers.oldest(), None);
        assert!(answers.stand_in("/a").is_some());
        assert_eq!(answers.oldest(), Some(at(1)));
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let mut answers = LastAnswers::default();
        for number in 0..=MOST {
            keep(&mut answers, &format!("/{number}"), number as u64);
        }
        assert_eq!(answers.stand_in("/0"), None);
        assert!(answers.stand_in("/1").is_some());
    }

    #[test]
    fn what_was_changed_does_not_stand_in_as_it_was() {
        let mut answers = LastAnswers::default();
        keep(&mut answers, "/a", 1);
        answers.forget("/a");
        assert_eq!(answers.stand_in("/a"), None);
    }

    fn keep(answers: &mut LastAnswers, path: &str, second: u64) {
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body: format!("{path} at {second}"),
        };
        answers.keep(path, &response, at(second));
    }

    fn at(second: u64) -> Duration {
        Duration::from_secs(second)
    }
}
