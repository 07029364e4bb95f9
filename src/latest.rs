//! The answer to a question that takes time, asked anew whenever what it read has changed.
//!
//! Leptos has resources for this. They also know suspense and transitions, which no page uses, and
//! each of them was 2 KiB of what a browser fetches before the first view.

use futures::future::{AbortHandle, Abortable, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;

/// Nothing until the first answer comes.
pub(crate) fn latest<T, F>(
    question: impl Fn() -> F + 'static,
) -> ReadSignal<Option<T>, LocalStorage>
where
    T: 'static,
    F: Future<Output = T> + 'static,
{
    let (answer, set_answer) = signal_local(None);
    let asking = StoredValue::new(Asking::default());
    Effect::new(move |_| {
        let question = question();
        let Some(question) = asking.try_update_value(|asking| asking.ask(question)) else {
            return;
        };
        spawn_local(async move {
            if let Ok(came) = question.await {
                set_answer.set(Some(came));
            }
        });
    });
    answer
}

/// One question at a time. Whoever asks anew, or is gone, has given up the question before: its
/// request is aborted, and a late answer to it never comes.
#[derive(Default)]
pub(crate) struct Asking(Option<AbortHandle>);

impl Asking {
    pub(crate) fn ask<F: Future>(&mut self, question: F) -> Abortable<F> {
        let (question, newest) = abortable(question);
        if let Some(before) = self.0.replace(newest) {
            before.abort();
        }
        question
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        if let Some(newest) = &self.0 {
            newest.abort();
        }
    }
}

/// What was read once stays on the page, with all that was begun there, when it cannot be read again.
pub(crate) fn kept<T: Clone>(answer: Answer<T>, before: Option<&Answer<T>>) -> Answer<T> {
    match (answer, before) {
        (Some(Err(_)), Some(Some(Ok(known)))) => Some(Ok(known.clone())),
        (answer, _) => answer,
    }
}

type Answer<T> = Option<Result<T, ApiError>>;

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use futures::channel::oneshot::{Receiver, Sender, channel};

    use super::*;

    /// A question that was asked, and who answers it; the answer is its number.
    struct Asked {
        number: usize,
        question: Abortable<Receiver<usize>>,
        far_side: Option<Sender<usize>>,
    }

    #[test]
    fn in_ten_thousand_orders_no_late_answer_comes() {
        for seed in 1..=10_000 {
            let mut chance = Chance(seed);
            let mut asking = Asking::default();
            let (mut asked, mut came): (Vec<Asked>, Vec<usize>) = (Vec::new(), Vec::new());
            let (questions, mut answered) = (2 + chance.below(6), 0);
            while asked.len() < questions || answered < questions {
                let waiting: Vec<usize> = asked
                    .iter()
                    .filter(|it| it.far_side.is_some())
                    .map(|it| it.number)
                    .collect();
                let asks = asked.len() < questions && (waiting.is_empty() || chance.below(2) == 0);
                if asks {
                    let (far_side, question) = channel();
                    asked.push(Asked {
                        number: asked.len(),
                        question: asking.ask(question),
                        far_side: Some(far_side),
                    });
                } else {
                    let number = waiting[chance.below(waiting.len())];
                    // Whoever asked may have hung up.
                    let _ = asked[number].far_side.take().unwrap().send(number);
                    answered += 1;
                }
                let newest = asked.len() - 1;
                for it in &mut asked {
                    if let Some(Ok(Ok(number))) = (&mut it.question).now_or_never() {
                        assert_eq!(number, newest, "late, seed {seed}");
                        came.push(number);
                    }
                }
            }
            assert_eq!(
                came.last(),
                Some(&(questions - 1)),
                "the newest, seed {seed}"
            );
        }
    }

    #[test]
    fn whoever_is_gone_hears_nothing_more() {
        let mut asking = Asking::default();
        let (far_side, question) = channel();
        let question = asking.ask(question);
        drop(asking);
        far_side.send(1).unwrap();
        assert!(question.now_or_never().unwrap().is_err());
    }

    /// Xorshift: the same seed, the same order.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, limit: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 >> 33).unwrap() % limit
        }
    }
}
