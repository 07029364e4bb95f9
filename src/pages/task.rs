//! A task on a page: a flow that survives a reload, and is not left unasked.

mod draft;

use std::sync::Arc;

use flows::Flow;
use leptos::prelude::*;

use crate::browser::page;
use crate::discards::{Discarded, Discards};
use crate::router::{Guard, Router};
use crate::tenant::Tenant;
use crate::toasts::{Toast, Toasts};
use crate::ui::{Notice, Tone};
use crate::words;

use draft::Draft;
pub(crate) use draft::forget_all;

/// Where the person is in a flow; shared by the parts of the page.
pub(crate) struct Task<F: 'static> {
    state: RwSignal<F>,
    draft: StoredValue<Draft<F>>,
    /// Whether a reload would find the state again.
    is_kept: RwSignal<bool>,
}

impl<F> Clone for Task<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Task<F> {}

impl<F: Flow + Send + Sync> Task<F> {
    /// Goes on from what was kept under this name, if anything was, until the owner is gone. Each
    /// tenant has its own.
    pub(crate) fn resume(name: &str, begin: impl FnOnce(Option<F>) -> F) -> Self {
        let draft = Draft::of(name, &expect_context::<Tenant>().id());
        let task = Self {
            state: RwSignal::new(begin(draft.kept())),
            draft: StoredValue::new(draft),
            is_kept: RwSignal::new(true),
        };
        // An id that another tab may find is kept before anything is done under it.
        task.state.with_untracked(|state| {
            if state.id().is_some() {
                task.keep(state);
            }
        });
        on_cleanup(move || {
            let _ = task.state.try_with_untracked(|state| {
                let _ = task.draft.try_with_value(|draft| draft.leave(state));
            });
        });
        let (router, toasts) = (expect_context::<Router>(), expect_context::<Toasts>());
        let (tenant, discards) = (expect_context::<Tenant>(), expect_context::<Discards>());
        let bring_back = move |kept: String| {
            if let Ok(state) = serde_json::from_str(&kept) {
                task.go_on(state);
            }
        };
        router.guard(Guard {
            name: task.draft.with_value(Draft::name),
            has_draft: Signal::derive(move || task.state.with(F::is_draft)),
            on_discard: Callback::new(move |()| {
                if let Some(discarded) = task.discarded(router, tenant) {
                    let name = discarded.name.clone();
                    discards.add(discarded);
                    toasts.show(Toast {
                        text: words::task::discarded(),
                        undo: Arc::new(move || discards.bring_back(&name, router)),
                    });
                }
            }),
            on_bring_back: Callback::new(bring_back),
        });
        task
    }

    /// The draft as it is given up, if it can be brought back. What still needs its keys is kept
    /// anyway, and what could not be kept could not be brought back either.
    fn discarded(self, router: Router, tenant: Tenant) -> Option<Discarded> {
        let state = self.state.get_untracked();
        if state.has_open() || !self.is_kept.get_untracked() {
            return None;
        }
        let draft = serde_json::to_string(&state).ok()?;
        let name = self.draft.with_value(Draft::name);
        let at = untrack(|| tenant.now());
        Some(Discarded::new(name, &router.route_untracked(), at, draft))
    }

    /// Where the person is, tracked.
    pub(crate) fn state(self) -> F {
        self.state.get()
    }

    /// Something about where the person is, tracked.
    pub(crate) fn with<T>(self, of: impl FnOnce(&F) -> T) -> T {
        self.state.with(of)
    }

    /// Goes on to the next state and keeps it, before anything is sent.
    pub(crate) fn happen(self, event: F::Event) {
        // An answer may come when the page is gone; the draft then asks again with the same key.
        let Some(state) = self.state.try_get_untracked() else {
            return;
        };
        self.go_on(state.next(event));
    }

    fn go_on(self, state: F) {
        self.keep(&state);
        self.state.set(state);
    }

    fn keep(self, state: &F) {
        let kept = self.draft.with_value(|draft| draft.keep(state));
        self.is_kept.set(kept.is_ok());
    }

    /// The words to whoever would lose the task with the page.
    pub(crate) fn warning(self) -> impl IntoView {
        view! {
            <Show when=move || !self.is_kept.get()>
                <Notice tone=Tone::Warn heading=words::task::not_kept() announced=true>
                    <p>{words::task::not_kept_advice()}</p>
                </Notice>
            </Show>
        }
    }
}

/// A new step is a new page to whoever listens; the first is announced with the page itself.
pub(crate) fn focus_heading_of<S: PartialEq + Copy + Send + Sync + 'static>(step: Memo<S>) {
    Effect::new(move |before: Option<S>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                page::scroll_to(0.0);
                page::focus_heading();
            });
        }
        now
    });
}
