//! Which key strokes belong to an input method and must not be taken for commands.

use leptos::ev::{CompositionEvent, KeyboardEvent};
use leptos::prelude::*;

/// Tells the Enter that accepts a kanji from the Enter that submits, and so with Escape.
///
/// Hand it `compositionstart`, `compositionend`, `keydown` and `keyup` of the field, or of any
/// element around it.
#[derive(Clone, Copy)]
pub(super) struct CompositionGuard(StoredValue<Composition>);

impl CompositionGuard {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Composition::default()))
    }

    pub(super) fn started(self, _: &CompositionEvent) {
        self.0.update_value(Composition::start);
    }

    pub(super) fn ended(self, event: &CompositionEvent) {
        self.0.update_value(|state| state.end(event.time_stamp()));
    }

    /// Whether the input method has, or just had, use for the key that went down.
    pub(super) fn owns(self, event: &KeyboardEvent) -> bool {
        let told = event.is_composing() || event.key_code() == PROCESSED_BY_INPUT_METHOD;
        self.0
            .try_update_value(|state| state.owns_key_down(told, event.time_stamp()))
            .unwrap_or(told)
    }

    pub(super) fn key_released(self, _: &KeyboardEvent) {
        self.0.update_value(Composition::key_up);
    }
}

/// The key code that browsers report instead of the real one.
const PROCESSED_BY_INPUT_METHOD: u32 = 229;

/// `WebKit` ends the composition first and reports its last key stroke afterwards, as if it were an
/// ordinary one. It follows at once; a person needs longer than this for the next one.
const SAME_STROKE_MS: f64 = 100.0;

/// Where a composition is; times are those of the events, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
enum Composition {
    #[default]
    Idle,
    Running,
    /// The key stroke that ended it may be yet to come.
    Ended {
        at: f64,
    },
}

impl Composition {
    fn start(&mut self) {
        *self = Self::Running;
    }

    fn end(&mut self, at: f64) {
        *self = Self::Ended { at };
    }

    fn owns_key_down(&mut self, told: bool, now: f64) -> bool {
        match *self {
            Self::Idle => told,
            Self::Running => true,
            Self::Ended { at } => {
                *self = Self::Idle;
                told || now - at < SAME_STROKE_MS
            }
        }
    }

    /// The stroke that ended the composition is over: the next one is the person's.
    fn key_up(&mut self) {
        if matches!(self, Self::Ended { .. }) {
            *self = Self::Idle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_key_is_the_persons() {
        assert!(!Composition::default().owns_key_down(false, 0.0));
    }

    #[test]
    fn a_key_marked_by_the_browser_is_the_input_methods() {
        assert!(Composition::default().owns_key_down(true, 0.0));
    }

    #[test]
    fn every_key_while_composing_is_the_input_methods() {
        let mut state = Composition::default();
        state.start();
        assert!(state.owns_key_down(false, 0.0));
        assert!(state.owns_key_down(false, 1000.0));
    }

    #[test]
    fn chromium_reports_the_last_key_before_the_end() {
        let mut state = Composition::default();
        state.start();
        assert!(state.owns_key_down(true, 10.0));
        state.end(11.0);
        state.key_up();
        assert!(!state.owns_key_down(false, 12.0));
    }

    #[test]
    fn webkit_reports_the_last_key_after_the_end() {
        let mut state = Composition::default();
        state.start();
        state.end(10.0);
        assert!(state.owns_key_down(false, 11.0));
        assert!(!state.owns_key_down(false, 12.0));
    }

    #[test]
    fn a_composition_ended_by_the_mouse_swallows_no_later_key() {
        let mut state = Composition::default();
        state.start();
        state.end(10.0);
        assert!(!state.owns_key_down(false, 10.0 + SAME_STROKE_MS));
    }
}
