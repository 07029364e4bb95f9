//! What the gallery shows of a component. In debug builds only.
//!
//! A component's specimens stand in its own file, so that who changes the one sees the other.

use leptos::prelude::*;

/// A component in one state.
pub struct Specimen {
    /// The properties that make the state, as the code writes them.
    pub state: &'static str,
    pub view: AnyView,
}

impl Specimen {
    pub(super) fn of(state: &'static str, view: impl IntoView + 'static) -> Self {
        Self {
            state,
            view: view.into_any(),
        }
    }
}

/// All states of a component that are worth a look.
pub(crate) type Specimens = fn(Lent) -> Vec<Specimen>;

/// What the gallery lends to specimens, as they know no words.
#[derive(Clone, Copy)]
pub struct Lent {
    /// Unlike that of any other place on the page; usable in an `id`.
    pub place: &'static str,
    /// Three short names, unlike each other.
    pub names: [Signal<String>; 3],
    pub sentence: Signal<String>,
    /// Why something cannot be done.
    pub reason: Signal<String>,
}

impl Lent {
    pub(super) fn reason(self) -> Signal<Option<String>> {
        let reason = self.reason;
        Signal::derive(move || Some(reason.get()))
    }

    pub(super) fn sentence(self) -> Signal<Option<String>> {
        let sentence = self.sentence;
        Signal::derive(move || Some(sentence.get()))
    }
}
