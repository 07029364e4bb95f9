//! Signals and memos that outlive most of what reads them.
//!
//! An effect that is dropped does not leave the readers of its sources (`reactive_graph` 0.2): each
//! text of a page that is gone stayed among the readers of the language in use, about 150 bytes, and
//! was called with the others when that changed. So a reader of what lasts is taken out again when it
//! reads anew or is gone.

use leptos::prelude::*;
use leptos::reactive::graph::{AnySource, Observer, Source, ToAnySource};

pub(crate) trait Lasting: Track {
    /// Itself, without its type.
    fn source(&self) -> AnySource;

    /// Makes whoever reads now run again when this changes, as long as it is there itself.
    fn follow(&self) -> &Self {
        self.track();
        if let Some(reader) = Observer::get() {
            let source = self.source();
            on_cleanup(move || source.remove_subscriber(&reader));
        }
        self
    }
}

impl<T: 'static> Lasting for ArcRwSignal<T> {
    fn source(&self) -> AnySource {
        self.to_any_source()
    }
}

impl<T: Send + Sync + 'static> Lasting for RwSignal<T> {
    fn source(&self) -> AnySource {
        self.to_any_source()
    }
}

impl<T: Send + Sync + 'static> Lasting for Memo<T> {
    fn source(&self) -> AnySource {
        ArcMemo::from(*self).to_any_source()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Weak};

    use leptos::reactive::graph::{AnySubscriber, ReactiveNode, Subscriber, WithObserver};

    use super::*;

    /// Reads and knows nothing more; who still holds on to it can be counted.
    struct Reader;

    impl ReactiveNode for Reader {
        fn mark_dirty(&self) {}
        fn mark_check(&self) {}
        fn mark_subscribers_check(&self) {}
        fn update_if_necessary(&self) -> bool {
            false
        }
    }

    impl Subscriber for Reader {
        fn add_source(&self, _: AnySource) {}
        fn clear_sources(&self, _: &AnySubscriber) {}
    }

    /// How many hold on to who reads: while it is there, and when it is gone.
    fn held(read: impl Fn()) -> (usize, usize) {
        let reader = Arc::new(Reader);
        let page = Owner::new();
        page.with(|| {
            let it = Arc::downgrade(&reader) as Weak<dyn Subscriber + Send + Sync>;
            AnySubscriber(Arc::as_ptr(&reader) as usize, it).with_observer(&read);
        });
        let there = Arc::weak_count(&reader);
        page.cleanup();
        (there, Arc::weak_count(&reader))
    }

    #[test]
    fn what_lasts_lets_its_readers_go() {
        let app = Owner::new();
        app.set();
        let (signal, memo) = (ArcRwSignal::new(1), Memo::new(|_| 1));
        let in_arena = RwSignal::new(1);
        assert_eq!(held(|| _ = signal.follow()), (2, 0));
        assert_eq!(held(|| _ = in_arena.follow()), (2, 0));
        assert_eq!(held(|| _ = memo.follow()), (2, 0));
        // An effect that is dropped does nothing about it either.
        assert_eq!(held(|| signal.track()), (1, 1));
    }
}
