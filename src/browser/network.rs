//! Whether there is a network at all. That there is one does not mean that it leads anywhere.

use super::address::Listening;
use super::window;

pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Tells whether there is one, each time that changes, until dropped.
pub fn on_change(tell: impl Fn(bool) + Clone + 'static) -> [Listening; 2] {
    ["online", "offline"].map(|event| {
        let tell = tell.clone();
        Listening::to(event, move |_| tell(is_online()))
    })
}
