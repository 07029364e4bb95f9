//! Small texts that survive a reload: preferences and drafts, in `localStorage`.
//!
//! Failures are values: the page goes on without what could not be kept.

use web_sys::Storage;

use super::window;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser does not let this page keep anything.
    Unavailable,
    Full,
}

/// What is kept under the name; nothing also where the browser keeps nothing at all.
pub fn get(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok()?
}

pub fn set(name: &str, text: &str) -> Result<(), NotKept> {
    let storage = local_storage().ok_or(NotKept::Unavailable)?;
    // The one reason for which an open storage refuses a text is its quota.
    storage.set_item(name, text).map_err(|_| NotKept::Full)
}

pub fn remove(name: &str) {
    if let Some(storage) = local_storage() {
        // Removing cannot fail once the storage is open.
        let _ = storage.remove_item(name);
    }
}

/// The names of all that is kept.
pub fn names() -> Vec<String> {
    let Some(storage) = local_storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or_default();
    let names = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    names.collect()
}

fn local_storage() -> Option<Storage> {
    window().local_storage().ok()?
}
