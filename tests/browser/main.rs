//! Tests in a real browser, one file for each page or port.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod backend;
mod backend_http;
mod ports;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
