//! Whether anything on the page says that something went wrong, for the title to say so as well.

use leptos::prelude::*;

/// The errors in view. Provided by whoever shows the title; where nobody does, nobody counts.
#[derive(Clone, Copy)]
pub struct Errors(RwSignal<usize>);

impl Errors {
    pub fn none() -> Self {
        Self(RwSignal::new(0))
    }

    /// Whether there is one, tracked.
    pub fn any(self) -> bool {
        self.0.get() > 0
    }
}

/// Counts an error for as long as what shows it is there: call it where the error is drawn. The
/// components of this module do so by themselves.
pub fn count_error() {
    if let Some(Errors(count)) = use_context() {
        count.update(|count| *count += 1);
        // The page may be gone as a whole.
        on_cleanup(move || {
            let _ = count.try_update(|count| *count -= 1);
        });
    }
}
