//! Help articles as pages.

use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::FarSide;
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

/// Where an article says what to do, it is a link away; the build holds that no link leads nowhere.
#[wasm_bindgen_test]
async fn what_an_article_speaks_of_is_a_link_away_in_both_languages() {
    for (language, article, link, address, heading) in [
        (
            Language::EN,
            "block-it-yourself",
            "Modern authentication",
            "settings/services/modern-authentication",
            "Modern authentication",
        ),
        (
            Language::JA,
            "block-it-yourself",
            "先進認証",
            "settings/services/modern-authentication",
            "先進認証",
        ),
        (
            Language::EN,
            "usage-reports",
            "usage report",
            "reports/basic-auth-usage",
            "Basic authentication usage",
        ),
        (
            Language::JA,
            "timeline",
            "フロー チャート",
            "timeline",
            "タイムラインと仮定",
        ),
        (
            Language::EN,
            "the-draw-and-its-notices",
            "Service Health Dashboard",
            "health",
            "Service health",
        ),
    ] {
        let place = format!("/t/alder-clinic/help/articles/{article}");
        let screen = Screen::on(FarSide::new().await, language, &place);
        screen.article("").await.link(link).await.click();
        screen.is_at(&format!("/t/alder-clinic/{address}")).await;
        screen.heading(heading).await.gets_focus().await;
    }
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
