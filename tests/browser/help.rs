//! Help: the pane over every page, the page of its own, the search and the history.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::part::{Part, next_frame};
use crate::role::Role;
use crate::screen::{Screen, here};

const HOME: &str = "/t/harbour-foods";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";

#[wasm_bindgen_test]
async fn the_pane_opens_over_the_page_and_keeps_it() {
    let screen = Screen::at(HOME).await;
    let row = screen.row("IMAP4").await;
    let button = screen.button("Help & support").await;
    assert_eq!(button.attribute("aria-expanded").as_deref(), Some("false"));
    button.click();
    let pane = screen.pane("How can we help?").await;
    pane.heading("How can we help?").await.gets_focus().await;
    screen.is_at("/t/harbour-foods?help=").await;
    assert_eq!(button.attribute("aria-expanded").as_deref(), Some("true"));
    assert!(row.is_shown());

    pane.button("Close help").await.click();
    pane.goes().await;
    button.gets_focus().await;
    screen.is_at(HOME).await;
    assert!(row.is_shown());
}

#[wasm_bindgen_test]
async fn an_address_with_help_opens_the_pane_and_its_search() {
    let screen = Screen::at("/t/harbour-foods/help/articles/smtp-auth?help=imap").await;
    let pane = screen.pane("How can we help?").await;
    assert_eq!(pane.search_box("Search for help").await.value(), "imap");
    pane.region("Search results").await;
    let article = screen.main().await;
    article.heading("SMTP AUTH is not part of this").await;
}

#[wasm_bindgen_test]
async fn results_come_while_typing_with_diagnostics_before_insights() {
    let screen = Screen::at(HOME).await;
    let results = search(&screen, "Diag: Enable Basic Auth in EXO").await;
    screen
        .is_at("/t/harbour-foods?help=Diag%3A%20Enable%20Basic%20Auth%20in%20EXO")
        .await;
    let diagnostics = results.heading("Run diagnostics").await;
    let insights = results.heading("Pages and articles").await;
    assert!(diagnostics.is_before(&insights));
    let first = results.article("Diag: Enable Basic Auth in EXO").await;
    assert!(diagnostics.is_before(&first) && first.is_before(&insights));
    first.shows("8 protocols can be opted out now.").await;
    first.link("Run tests").await.click();
    screen.is_at(DIAGNOSTIC).await;
}

#[wasm_bindgen_test]
async fn each_result_is_an_article_with_a_heading_that_leads_to_it() {
    let screen = Screen::at(HOME).await;
    let results = search(&screen, "smtp").await;
    let articles = results.all(Role::Article);
    assert!(articles.len() > 1);
    for article in articles {
        let [heading] = &article.all(Role::Heading)[..] else {
            panic!("not one heading: {}", article.text());
        };
        assert_eq!(heading.texts(Role::Link), [heading.text()]);
    }
}

#[wasm_bindgen_test]
async fn what_was_typed_is_marked_in_the_titles() {
    let screen = Screen::at(HOME).await;
    let results = search(&screen, "smtp").await;
    let title = results.heading("SMTP AUTH is not part of this").await;
    assert_eq!(title.texts(Role::Mark), ["SMTP"]);
}

#[wasm_bindgen_test]
async fn how_many_results_there_are_is_announced() {
    let screen = Screen::at(HOME).await;
    let results = search(&screen, "smtp").await;
    let count = results.all(Role::Article).len();
    assert!(count > 0);
    let announced = format!("{count} result{}", if count == 1 { "" } else { "s" });
    let pane = screen.pane("How can we help?").await;
    let announcements = pane.texts(Role::Status);
    assert!(announcements.contains(&announced), "{announcements:?}");
}

#[wasm_bindgen_test]
async fn the_diagnostic_is_found_from_either_language() {
    for typed in [
        "基本認証 再有効化",
        "diag: enable basic auth",
        "ﾍﾞｰｼｯｸ 認証",
        "legacy auth",
    ] {
        let screen = Screen::at(HOME).await;
        let results = search(&screen, typed).await;
        results.all(Role::Article)[0].link("Run tests").await;

        let screen = Screen::in_japanese_at(HOME).await;
        let results = search_with(
            &screen,
            ["ヘルプとサポート", "ヘルプを検索", "検索結果"],
            typed,
        )
        .await;
        results.all(Role::Article)[0].link("テストを実行").await;
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_found_is_said_with_what_to_try() {
    let screen = Screen::at(HOME).await;
    search(&screen, "zzzzzz")
        .await
        .shows("Nothing found.")
        .await;
}

#[wasm_bindgen_test]
async fn enter_opens_the_first_result() {
    let screen = Screen::at(HOME).await;
    search(&screen, "basic auth").await;
    screen.search_box("Search for help").await.press("Enter");
    screen.is_at(DIAGNOSTIC).await;
    screen
        .heading("What the tests found")
        .await
        .gets_focus()
        .await;
}

#[wasm_bindgen_test]
async fn escape_empties_the_field_first_and_then_closes_the_pane() {
    let screen = Screen::at(HOME).await;
    search(&screen, "imap").await;
    let field = screen.search_box("Search for help").await;
    field.press("Escape");
    screen.is_at("/t/harbour-foods?help=").await;
    field.holds("").await;
    field.press("Escape");
    field.goes().await;
    screen.is_at(HOME).await;
}

#[wasm_bindgen_test]
async fn keys_while_composing_belong_to_the_input_method() {
    let screen = Screen::at(HOME).await;
    screen.button("Help & support").await.click();
    let field = screen.search_box("Search for help").await;
    field.start_composing();
    field.type_in("基本認証");
    screen.region("Search results").await;
    let address = here();
    for key in ["Enter", "Escape"] {
        field.key_down(key, r#", "isComposing": true, "keyCode": 229"#);
        field.key_up(key);
        stays(&field, &address).await;
    }
    // Chromium's order: the key that ends the composition comes first.
    field.key_down("Enter", r#", "isComposing": true, "keyCode": 229"#);
    field.end_composing();
    field.key_up("Enter");
    stays(&field, &address).await;
    field.press("Enter");
    screen.is_at(DIAGNOSTIC).await;
}

#[wasm_bindgen_test]
async fn the_key_that_webkit_reports_after_the_composition_belongs_to_it_too() {
    for key in ["Enter", "Escape"] {
        let screen = Screen::at(HOME).await;
        screen.button("Help & support").await.click();
        let field = screen.search_box("Search for help").await;
        field.start_composing();
        field.type_in("基本認証");
        screen.region("Search results").await;
        let address = here();
        field.end_composing();
        field.key_down(key, r#", "isComposing": false"#);
        field.key_up(key);
        stays(&field, &address).await;
    }
}

async fn stays(field: &Part, address: &str) {
    next_frame().await;
    assert_eq!(here(), address);
    assert_eq!(field.value(), "基本認証");
    assert!(field.is_shown());
}

#[wasm_bindgen_test]
async fn the_help_page_searches_as_the_pane_does_and_keeps_it_in_the_address() {
    let screen = Screen::at("/t/harbour-foods/help?q=smtp").await;
    let field = screen.search_box("Search for help").await;
    assert_eq!(field.value(), "smtp");
    screen
        .region("Search results")
        .await
        .article("SMTP AUTH")
        .await;
    field.type_in("opt out");
    screen.is_at("/t/harbour-foods/help?q=opt%20out").await;
    screen.region("Search results").await.article("Diag").await;
    assert!(field.has_focus());
}

#[wasm_bindgen_test]
async fn often_wanted_help_is_one_click_away() {
    let screen = Screen::at("/t/harbour-foods/help").await;
    screen.link("What “once per protocol” means").await.click();
    screen
        .is_at("/t/harbour-foods/help/articles/once-per-protocol")
        .await;
}

#[wasm_bindgen_test]
async fn the_history_tells_what_happened_newest_first() {
    let screen = Screen::at("/t/alder-clinic").await;
    screen.button("Help & support").await.click();
    screen.tab("History").await.click();
    let pane = screen.pane("What has happened").await;
    screen.is_at("/t/alder-clinic?help=&tab=history").await;
    let list = pane.the(Role::List, "History").await;
    list.shows("RE-2002").await;
    let events = list.texts(Role::ListItem);
    let position = |what: &str| {
        let found = events.iter().position(|event| event.contains(what));
        found.unwrap_or_else(|| panic!("{what}: {events:#?}"))
    };
    assert_eq!(
        position("Accepted Re-enable: Exchange ActiveSync RE-2002"),
        0
    );
    let accepted = position("Accepted Re-enable: IMAP4 RE-2001");
    let blocked = position("Blocked by Microsoft POP3");
    let announced = position("Announced");
    let opted_out = position("Accepted Opt-out: Exchange Web Services OO-1001");
    assert!(
        accepted < blocked && blocked < announced && announced < opted_out,
        "{events:#?}"
    );
    assert!(events[accepted].contains("11 Oct 2022, 08:00 UTC · robin.tanaka@partner.example R47"));
}

#[wasm_bindgen_test]
async fn what_happens_while_the_history_is_open_appears_in_it() {
    let screen = Screen::at("/t/alder-clinic?help=&tab=history").await;
    let list = screen.the(Role::List, "History").await;
    list.shows("RE-2002").await;
    screen
        .far_side
        .time_passes("alder-clinic", "2022-10-12T10:00:00Z")
        .await;
    list.shows("In effect Re-enable: Exchange ActiveSync").await;
    assert!(
        list.texts(Role::ListItem)[0].starts_with("In effect"),
        "{}",
        list.text()
    );
}

#[wasm_bindgen_test]
async fn arrow_keys_go_from_tab_to_tab() {
    let screen = Screen::at("/t/harbour-foods?help=").await;
    screen.tab("Self-help").await.press("ArrowRight");
    screen.pane("What has happened").await;
    let history = screen.tab("History").await;
    assert!(history.has_focus());
    assert_eq!(history.attribute("aria-selected").as_deref(), Some("true"));
}

async fn search(screen: &Screen, query: &str) -> Part {
    search_with(
        screen,
        ["Help & support", "Search for help", "Search results"],
        query,
    )
    .await
}

/// Opens the pane, types, and waits for results; by the names of button, field and results.
async fn search_with(screen: &Screen, [button, field, results]: [&str; 3], query: &str) -> Part {
    screen.button(button).await.click();
    screen.search_box(field).await.type_in(query);
    screen.region(results).await
}
