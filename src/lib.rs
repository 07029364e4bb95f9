//! An administrator's front end for retiring basic authentication, in reading order.

#![allow(
    unreachable_pub,
    reason = "the macro behind `#[component]` writes items that are `pub` whatever the function is"
)]

/// The far side, from the typed client down to the door.
pub mod api;
/// The shell, the pages, and the components they are made of.
pub mod app;
pub mod backend;
/// One port a file to what only a browser has.
pub mod browser;
/// What pages share: the tenant in view, help, preferences, failures in words.
pub mod changes;
pub mod delivery;
mod help;
mod pages;
pub mod preferences;
/// Addresses of the page, and the way between them.
pub mod router;
pub mod routes;
pub mod tenant;
mod trouble;
pub mod ui;
/// What the page says, in two languages.
pub mod words;
