//! Details for whoever opens the developer tools; never for the administrator.

use web_sys::{CustomEvent, CustomEventInit};

use super::window;

/// Notes something that went wrong.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}

/// Has the starter know when the program breaks, and where, so that it can say so on the page; the
/// console gets all of it, where a panic would leave only "unreachable" behind.
pub fn tell_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        let place = panic.location().map(ToString::to_string);
        let told = CustomEventInit::new();
        told.set_detail(&place.unwrap_or_default().into());
        // Whoever cannot be told is left with what is on the page.
        let crash = CustomEvent::new_with_event_init_dict("crash", &told);
        let _ = crash.and_then(|crash| window().dispatch_event(&crash));
    }));
}
