//! An administrator's front end for retiring basic authentication, in reading order.

#![allow(
    unreachable_pub,
    reason = "the macro behind `#[component]` writes items that are `pub` whatever the function is"
)]

// Addresses of the page, and the way between them.
pub mod router;
pub mod routes;

// What the page says, in two languages.
pub mod words;

// The shell, the pages, and the components they are made of.
pub mod app;
#[cfg(debug_assertions)]
mod gallery;
mod pages;
pub mod ui;

// Foreign HTML, read into blocks.
pub mod markup;

// What pages share: answers, the tenant in view and its reports, discarded drafts, help,
// preferences, the line to the far side, toasts, failures in words.
pub mod changes;
mod discards;
mod help;
mod lasting;
mod latest;
mod message_center;
pub mod preferences;
pub mod reach;
pub mod reports;
mod signed_in;
pub mod tenant;
mod toasts;
mod trouble;

// What the operator decides.
pub mod config;

// The far side, from the typed client down to the door.
pub mod api;
pub mod backend;
pub mod delivery;

// One port a file to what only a browser has.
pub mod browser;
