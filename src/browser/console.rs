//! Details for whoever opens the developer tools; never for the administrator.

/// Notes something that went wrong.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}

/// Notes what broke the program; without this a panic leaves only "unreachable" behind.
pub fn note_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
