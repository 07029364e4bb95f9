//! Tests in a real browser, one file for each page or port.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod about;
mod arriving;
mod article;
mod backend;
mod backend_http;
mod database;
mod diagnostic;
mod far_side;
mod gallery;
mod health;
mod help;
mod history;
mod home;
mod hostile;
mod languages;
mod layers;
mod markup;
mod message;
mod messages;
mod over;
mod part;
mod ports;
mod reach;
mod records;
mod role;
mod rules;
mod screen;
mod session;
mod settings;
mod shell;
mod support;
mod timeline;
mod times;
mod toasts;
mod told;
mod usage;
mod what_if;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
