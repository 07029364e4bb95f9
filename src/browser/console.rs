//! Details for whoever opens the developer tools; never for the administrator.

/// Notes something that went wrong.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}
