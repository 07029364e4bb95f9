//! Keys that are commands wherever the person is.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::web_sys::Element;
use wasm_bindgen::JsCast;

use super::composition::CompositionGuard;

/// A stroke that may be a command of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A letter with Ctrl, or with ⌘ where Apple's keyboard has it; in capitals.
    Command(char),
    /// A character by itself, outside of all that takes text or finds by letters.
    Single(char),
}

impl Stroke {
    /// Nothing for what a browser, an input method or a text has use for.
    pub fn of(event: &KeyboardEvent, is_apple: bool) -> Option<Self> {
        if event.repeat() || event.is_composing() || event.default_prevented() {
            return None;
        }
        let (command, other) = if is_apple {
            (event.meta_key(), event.ctrl_key())
        } else {
            (event.ctrl_key(), event.meta_key())
        };
        let held = match (command, other || event.alt_key(), event.shift_key()) {
            (true, false, false) => Held::Command,
            (false, false, _) => Held::Nothing,
            _ => Held::More,
        };
        read(&event.key(), held, takes_letters(event))
    }
}

/// Hands the strokes on, until the owner is gone. Where the answer is `true` the stroke has no other
/// effect. A dialog keeps its keys to itself: what it asks comes first.
pub fn on_stroke(is_apple: bool, take: impl Fn(Stroke) -> bool + 'static) {
    let guard = CompositionGuard::new();
    let key_down = move |event: KeyboardEvent| {
        if !guard.owns(&event) && Stroke::of(&event, is_apple).is_some_and(&take) {
            event.prevent_default();
        }
    };
    let listeners = [
        window_event_listener(ev::keydown, key_down),
        window_event_listener(ev::keyup, move |event| guard.key_released(&event)),
        window_event_listener(ev::compositionstart, move |event| guard.started(&event)),
        window_event_listener(ev::compositionend, move |event| guard.ended(&event)),
    ];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
}

/// The modifiers that are held; a character may need Shift to be typed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Nothing,
    /// Ctrl or ⌘, and no other.
    Command,
    More,
}

fn read(key: &str, held: Held, takes_letters: bool) -> Option<Stroke> {
    let mut characters = key.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else {
        return None;
    };
    match held {
        Held::Command => Some(Stroke::Command(character.to_ascii_uppercase())),
        Held::Nothing if !takes_letters => Some(Stroke::Single(character)),
        Held::Nothing | Held::More => None,
    }
}

/// Whether letters go into what has the focus, or choose in it.
fn takes_letters(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target: Element| target.matches(TAKES_LETTERS).unwrap_or(false))
}

const TAKES_LETTERS: &str = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select, \
                             [contenteditable], [contenteditable] *";

#[cfg(test)]
mod tests {
    use super::{Held, Stroke, read};

    #[track_caller]
    fn check(key: &str, held: Held, takes_letters: bool, expected: Option<Stroke>) {
        assert_eq!(read(key, held, takes_letters), expected);
    }

    #[test]
    fn a_command_is_one_everywhere_whatever_the_caps_lock_says() {
        for key in ["k", "K"] {
            for takes_letters in [false, true] {
                let expected = Some(Stroke::Command('K'));
                check(key, Held::Command, takes_letters, expected);
            }
        }
    }

    #[test]
    fn a_character_by_itself_is_one_only_outside_of_text() {
        check("?", Held::Nothing, false, Some(Stroke::Single('?')));
        check("?", Held::Nothing, true, None);
    }

    #[test]
    fn other_modifiers_and_keys_without_a_character_are_left_alone() {
        check("k", Held::More, false, None);
        check("Enter", Held::Nothing, false, None);
        check("Process", Held::Command, false, None);
    }
}
