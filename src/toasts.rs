//! What happened and needs no answer: said in a corner of any page, for a while, with the way back.
//!
//! Whoever turns to it has all the time (WCAG 2.2.1): nothing goes while the pointer or the focus is
//! on it, or while the page is out of sight, and afterwards everything has its full time again.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, page};
use crate::lasting::Lasting;
use crate::words::Text;

/// How long a toast stays at least.
const STAY: Duration = Duration::from_secs(12);

/// A sentence, and what takes back what it tells.
#[derive(Clone)]
pub(crate) struct Toast {
    pub(crate) text: Text,
    pub(crate) undo: Arc<dyn Fn() + Send + Sync>,
}

/// The toasts in view; context of everything in a tenant, whatever page is open.
#[derive(Clone, Copy)]
pub(crate) struct Toasts(RwSignal<Pile<Toast>>);

impl Toasts {
    /// None yet. Watches whether the page can be seen until the owner is gone.
    pub(crate) fn none() -> Self {
        let toasts = Self(RwSignal::new(Pile::default()));
        let watch = move |is_hidden| toasts.hold(Hold::Hidden, is_hidden);
        watch(page::is_hidden());
        StoredValue::new_local(page::on_visibility(watch));
        toasts
    }

    pub(crate) fn show(self, toast: Toast) {
        // The tenant may have been left.
        let _ = self.0.try_update(|pile| pile.show(toast, clock::elapsed()));
        self.clear_later();
    }

    /// Each with its number, the newest last, tracked.
    pub(crate) fn all(self) -> Vec<(u32, Toast)> {
        self.0.follow().with_untracked(|pile| {
            let all = pile.shown.iter();
            all.map(|it| (it.number, it.toast.clone())).collect()
        })
    }

    /// None of them holds any more.
    pub(crate) fn forget(self) {
        self.0.update(|pile| pile.shown.clear());
    }

    pub(crate) fn dismiss(self, number: u32) {
        self.0.update(|pile| pile.dismiss(number, clock::elapsed()));
        self.clear_later();
    }

    /// Keeps everything in view, or does so no longer.
    pub(crate) fn hold(self, hold: Hold, is_held: bool) {
        self.0.update(|pile| {
            if is_held {
                pile.hold(hold);
            } else {
                pile.release(hold, clock::elapsed());
            }
        });
        self.clear_later();
    }

    fn clear_later(self) {
        spawn_local(async move {
            clock::sleep(STAY).await;
            let _ = self.0.try_update(|pile| pile.clear(clock::elapsed()));
        });
    }
}

/// Why nothing goes for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    Pointer,
    Focus,
    /// The page is out of sight.
    Hidden,
}

/// What is in view, the oldest first. Times are those of a clock that never goes back.
#[derive(Debug)]
struct Pile<T> {
    shown: Vec<Shown<T>>,
    holds: Vec<Hold>,
    next: u32,
}

#[derive(Debug)]
struct Shown<T> {
    number: u32,
    toast: T,
    /// Since when it has not been held.
    since: Duration,
}

impl<T> Default for Pile<T> {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            holds: Vec::new(),
            next: 0,
        }
    }
}

impl<T> Pile<T> {
    fn show(&mut self, toast: T, now: Duration) {
        let number = self.next;
        self.next = number.wrapping_add(1);
        self.shown.push(Shown {
            number,
            toast,
            since: now,
        });
    }

    /// The pointer and the focus were on what is gone.
    fn dismiss(&mut self, number: u32, now: Duration) {
        self.shown.retain(|shown| shown.number != number);
        self.release(Hold::Pointer, now);
        self.release(Hold::Focus, now);
    }

    fn hold(&mut self, hold: Hold) {
        self.holds.push(hold);
    }

    fn release(&mut self, hold: Hold, now: Duration) {
        self.holds.retain(|held| *held != hold);
        for shown in &mut self.shown {
            shown.since = now;
        }
    }

    /// Takes away what has been in view for its time.
    fn clear(&mut self, now: Duration) {
        if self.holds.is_empty() {
            let is_over = |shown: &Shown<T>| now.saturating_sub(shown.since) >= STAY;
            self.shown.retain(|shown| !is_over(shown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// What is left of a pile after a clearing at this time.
    #[track_caller]
    fn check(pile: &mut Pile<&'static str>, at: Duration, left: &[&str]) {
        pile.clear(at);
        let shown: Vec<_> = pile.shown.iter().map(|shown| shown.toast).collect();
        assert_eq!(shown, left, "after {at:?}");
    }

    fn one() -> Pile<&'static str> {
        let mut pile = Pile::default();
        pile.show("one", SECOND);
        pile
    }

    #[test]
    fn each_stays_for_its_time_and_no_less_than_ten_seconds() {
        assert!(STAY >= Duration::from_secs(10));
        let mut pile = one();
        pile.show("two", 2 * SECOND);
        check(&mut pile, STAY, &["one", "two"]);
        check(&mut pile, STAY + SECOND, &["two"]);
        check(&mut pile, STAY + 2 * SECOND, &[]);
    }

    #[test]
    fn what_is_held_stays_and_then_has_its_full_time_again() {
        for hold in [Hold::Pointer, Hold::Focus, Hold::Hidden] {
            let mut pile = one();
            pile.hold(hold);
            check(&mut pile, 100 * STAY, &["one"]);
            pile.release(hold, 100 * STAY);
            check(&mut pile, 100 * STAY + STAY / 2, &["one"]);
            check(&mut pile, 101 * STAY, &[]);
        }
    }

    #[test]
    fn one_hold_is_enough() {
        let mut pile = one();
        pile.hold(Hold::Focus);
        pile.hold(Hold::Pointer);
        pile.release(Hold::Focus, 2 * SECOND);
        check(&mut pile, 100 * STAY, &["one"]);
    }

    #[test]
    fn what_comes_while_the_page_is_out_of_sight_waits_for_it() {
        let mut pile = Pile::default();
        pile.hold(Hold::Hidden);
        pile.show("one", SECOND);
        check(&mut pile, 100 * STAY, &["one"]);
    }

    #[test]
    fn one_that_is_dismissed_goes_alone_and_holds_nothing_any_more() {
        let mut pile = one();
        pile.show("two", SECOND);
        pile.hold(Hold::Pointer);
        pile.hold(Hold::Focus);
        pile.dismiss(0, 2 * SECOND);
        check(&mut pile, STAY, &["two"]);
        check(&mut pile, STAY + 2 * SECOND, &[]);
    }
}
