//! Help articles as pages.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;

#[wasm_bindgen_test]
async fn an_article_is_a_page_with_a_title_of_its_own() {
    let screen = Screen::at("/t/harbour-foods/help/articles/smtp-auth").await;
    let article = screen.article("SMTP AUTH is not part of this").await;
    article.heading("If it is off").await;
    article.shows("Set-CASMailbox -Identity").await;
    assert_eq!(
        screen.title(),
        "SMTP AUTH is not part of this – Harbour Foods – Admin center"
    );
}

#[wasm_bindgen_test]
async fn a_link_in_an_article_stays_in_the_tenant() {
    let screen = Screen::at("/t/alder-clinic/help/articles/smtp-auth").await;
    screen.link("diagnostic").await.click();
    screen
        .is_at("/t/alder-clinic/help/diagnostics/basic-auth")
        .await;
    screen
        .heading("What the tests found")
        .await
        .gets_focus()
        .await;
}

#[wasm_bindgen_test]
async fn an_article_changes_its_language_in_place() {
    let screen = Screen::at("/t/harbour-foods/help/articles/smtp-auth").await;
    screen.article("SMTP AUTH is not part of this").await;
    screen.combobox("Language").await.choose("日本語");
    screen.article("SMTP AUTH は").await;
    screen.hides("SMTP AUTH is not part of this").await;
}

#[wasm_bindgen_test]
async fn an_article_that_does_not_exist_is_said_to_be_missing() {
    let screen = Screen::at("/t/harbour-foods/help/articles/no-such-article").await;
    screen.heading("Page not found").await;
    screen.search_box("Search for help").await;
}
