//! What the app says of itself.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;

#[wasm_bindgen_test]
async fn the_versions_and_the_licences_are_told() {
    let screen = Screen::at("/about").await;
    screen.heading("About this app").await;
    screen.shows(wire::CONTRACT).await;
    screen.shows(wire::POLICY).await;
    screen.shows("leptos 0.8.23, MIT").await;
}

#[wasm_bindgen_test]
async fn the_versions_and_the_licences_are_told_in_japanese() {
    let screen = Screen::in_japanese_at("/about").await;
    screen.heading("このアプリについて").await;
    screen.shows("leptos 0.8.23, MIT").await;
}
