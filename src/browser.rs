//! Ports to the browser, one to a file. They know nothing of the product, and nobody else touches
//! the clock, the storage, the locks or the address.

// Not `expect`: on a module in a file of its own it makes rustc 1.95 panic when it compiles again.
#![allow(
    clippy::disallowed_methods,
    reason = "what clippy.toml forbids to everybody else is done here"
)]
#![allow(
    clippy::missing_panics_doc,
    reason = "the panics are about what every browser has"
)]

pub mod address;
pub mod assets;
pub mod build;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod console;
pub mod files;
pub mod intl;
pub mod locks;
pub mod network;
pub mod page;
pub mod random;
pub mod storage;
pub mod store;
pub mod stream;

fn window() -> web_sys::Window {
    web_sys::window().expect("the app runs in a page")
}
