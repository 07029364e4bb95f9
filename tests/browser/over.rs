//! What opens over any page: the search over everything, and the sheet of keyboard shortcuts.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::part::{Part, next_frame, until};
use crate::role::Role;
use crate::screen::{Screen, here};

const HOME: &str = "/t/harbour-foods";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const SUPPORT: &str = "/t/harbour-foods/help/support";

/// The heading of the search, and its button with the keys.
const ENGLISH: [&str; 2] = ["Search pages and help", "Search Ctrl+K"];
const JAPANESE: [&str; 2] = ["ページとヘルプを検索", "検索 Ctrl+K"];

#[wasm_bindgen_test]
async fn the_search_opens_with_its_keys_and_begins_with_the_pages() {
    let screen = Screen::at(SUPPORT).await;
    screen.heading("Contact support").await;
    control_k(&screen.main().await);
    let search = screen.dialog("Search pages and help").await;
    let field = search.combobox("Search pages and help").await;
    field.gets_focus().await;
    search.the(Role::ListBox, "Search results").await;
    assert_eq!(
        search.texts(Role::Option),
        [
            "Home Page",
            "Diagnostic Diagnostic 8 protocols can be opted out now.",
            "Help Page",
            "Contact support Page",
            "Org settings Page",
            "Message center Page",
            "Service health Page",
            "Basic authentication usage Page",
            "Timeline and what-if Page",
            "History Page",
            "About this app Page",
        ]
    );
}

#[wasm_bindgen_test]
async fn pages_the_diagnostic_and_articles_are_found_from_either_language() {
    let article = "/t/harbour-foods/help/articles/once-per-protocol";
    let help = "/t/harbour-foods/help";
    for (typed, address) in [
        ("home", HOME),
        ("ホーム", HOME),
        ("help", help),
        ("ヘルプ", help),
        ("contact support", SUPPORT),
        ("サポートに問い合わせ", SUPPORT),
        ("diag", DIAGNOSTIC),
        ("基本認証 診断", DIAGNOSTIC),
        ("once per protocol", article),
        ("プロトコルごとに1回", article),
    ] {
        let screen = Screen::at("/t/harbour-foods/help/articles/smtp-auth").await;
        found_with(&screen, ENGLISH, typed, address).await;
        let screen = Screen::in_japanese_at("/t/harbour-foods/help/articles/smtp-auth").await;
        found_with(&screen, JAPANESE, typed, address).await;
    }
}

/// Opens the search by its button, types, and goes to what comes first.
async fn found_with(screen: &Screen, [heading, button]: [&str; 2], typed: &str, address: &str) {
    screen.button(button).await.click();
    let field = screen.combobox(heading).await;
    field.type_in(typed);
    marks(&field, 0).await;
    field.press("Enter");
    screen.is_at(address).await;
    field.goes().await;
}

#[wasm_bindgen_test]
async fn what_is_gone_to_has_the_focus_on_its_heading() {
    let screen = Screen::at(HOME).await;
    let field = search(&screen, "contact support").await;
    marks(&field, 0).await;
    field.press("Enter");
    screen.heading("Contact support").await.gets_focus().await;
}

#[wasm_bindgen_test]
async fn the_history_is_a_page_and_its_short_form_opens_over_the_one_in_view() {
    let pane = format!("{SUPPORT}?help=&tab=history");
    for (typed, address) in [("", "/t/harbour-foods/history"), ("history", &*pane)] {
        let screen = Screen::at(SUPPORT).await;
        let field = search(&screen, typed).await;
        let history = screen
            .all(Role::Option)
            .into_iter()
            .find(|option| option.text().starts_with("History"));
        history.unwrap().click();
        screen.is_at(address).await;
        field.goes().await;
    }
}

#[wasm_bindgen_test]
async fn arrows_mark_one_option_after_the_other_and_leave_the_focus_in_the_text() {
    let screen = Screen::at(HOME).await;
    let field = search(&screen, "").await;
    assert_eq!(field.attribute("aria-expanded").as_deref(), Some("true"));
    let last = screen.all(Role::Option).len() - 1;
    for (key, marked) in [
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("ArrowUp", 0),
        ("ArrowUp", last),
        ("ArrowDown", 0),
        // These move in the text.
        ("Home", 0),
        ("End", 0),
    ] {
        field.press(key);
        marks(&field, marked).await;
        assert!(field.has_focus());
    }
    field.press("ArrowDown");
    field.press("Enter");
    screen.is_at(DIAGNOSTIC).await;
}

#[wasm_bindgen_test]
async fn another_text_begins_at_its_first_option_and_nothing_found_is_said() {
    let screen = Screen::at(HOME).await;
    let field = search(&screen, "imap").await;
    field.press("ArrowDown");
    marks(&field, 1).await;
    field.type_in("pop");
    marks(&field, 0).await;
    screen.shows("8 results").await;
    field.type_in("zzzzzz");
    screen.shows("Nothing found.").await;
    assert_eq!(field.attribute("aria-expanded").as_deref(), Some("false"));
    assert_eq!(field.attribute("aria-activedescendant"), None);
    field.press("Enter");
    next_frame().await;
    assert_eq!(here(), HOME);
}

#[wasm_bindgen_test]
async fn a_diagnostic_that_can_do_nothing_here_says_so_before_it_is_opened() {
    for tenant in ["cedar-county", "sakura-school"] {
        let screen = Screen::at(&format!("/t/{tenant}")).await;
        for typed in ["", "diag"] {
            let field = search(&screen, typed).await;
            screen
                .shows("Nothing can be requested at this moment; the tests say why")
                .await;
            screen.button("Close").await.click();
            field.goes().await;
        }
    }
}

#[wasm_bindgen_test]
async fn closing_gives_the_focus_back_and_forgets_what_was_typed() {
    let screen = Screen::at(HOME).await;
    let button = screen.button("Search Ctrl+K").await;
    let field = search(&screen, "imap").await;
    control_k(&field);
    field.goes().await;
    button.gets_focus().await;
    let field = search(&screen, "").await;
    assert_eq!(field.value(), "");
}

#[wasm_bindgen_test]
async fn a_draft_is_asked_about_before_the_search_leads_away() {
    let screen = Screen::at(SUPPORT).await;
    screen
        .text_box("In your own words")
        .await
        .type_in("It stopped.");
    let field = search(&screen, "home").await;
    marks(&field, 0).await;
    field.press("Enter");
    let question = screen.dialog("Leave the ticket?").await;
    question.button("Stay").await.gets_focus().await;
}

#[wasm_bindgen_test]
async fn the_keys_work_in_a_text_but_not_while_it_is_composed() {
    let screen = Screen::at("/t/harbour-foods/help").await;
    let field = screen.search_box("Search for help").await;
    field.focus();
    field.start_composing();
    control_k(&field);
    next_frame().await;
    assert_eq!(screen.all(Role::Dialog), []);
    field.key_down("k", r#", "ctrlKey": true, "isComposing": true"#);
    field.end_composing();
    // WebKit's order: the stroke that ended the composition is reported after it.
    control_k(&field);
    next_frame().await;
    assert_eq!(screen.all(Role::Dialog), []);
    field.key_up("k");
    control_k(&field);
    screen.dialog("Search pages and help").await;
}

#[wasm_bindgen_test]
async fn keys_while_composing_in_the_search_belong_to_the_input_method() {
    let screen = Screen::at(HOME).await;
    let field = search(&screen, "").await;
    field.start_composing();
    field.type_in("ほーむ");
    for key in ["ArrowDown", "Enter"] {
        field.key_down(key, r#", "isComposing": true, "keyCode": 229"#);
        field.key_up(key);
        next_frame().await;
        assert!(field.is_shown());
    }
    field.end_composing();
    // WebKit's order.
    field.key_down("Enter", "");
    field.key_up("Enter");
    next_frame().await;
    assert!(field.is_shown());
}

#[wasm_bindgen_test]
async fn single_keys_open_the_search_and_the_sheet() {
    let screen = Screen::at(HOME).await;
    let button = screen.button("Help & support").await;
    button.focus();
    button.press("?");
    let sheet = screen.dialog("Keyboard shortcuts").await;
    sheet.shows("Ctrl+K Search pages and help").await;
    sheet.button("Close").await.click();
    sheet.goes().await;
    button.gets_focus().await;
    button.press("/");
    screen.dialog("Search pages and help").await;
}

#[wasm_bindgen_test]
async fn single_keys_leave_texts_lists_and_other_commands_alone() {
    let screen = Screen::at("/t/harbour-foods/help").await;
    let texts = [
        screen.search_box("Search for help").await,
        screen.combobox("Tenant").await,
    ];
    for text in texts {
        text.press("?");
        text.press("/");
    }
    let main = screen.main().await;
    for held in ["ctrlKey", "altKey", "metaKey"] {
        main.key_down("?", &format!(r#", "{held}": true"#));
        main.key_down("/", &format!(r#", "{held}": true"#));
    }
    main.key_down("k", r#", "ctrlKey": true, "shiftKey": true"#);
    next_frame().await;
    assert_eq!(screen.all(Role::Dialog), []);
}

#[wasm_bindgen_test]
async fn the_sheet_is_reached_without_its_key_and_turns_single_keys_off_for_good() {
    let names = (
        "Search Ctrl+K",
        "Keyboard shortcuts",
        "Use single-key shortcuts",
    );
    turned_off(Screen::at(HOME).await, names).await;
    let names = (
        "検索 Ctrl+K",
        "キーボード ショートカット",
        "1 つのキーで動作するショートカットを使用する",
    );
    turned_off(Screen::in_japanese_at(HOME).await, names).await;
}

async fn turned_off(screen: Screen, (search, sheet, box_name): (&str, &str, &str)) {
    screen.button(search).await.click();
    screen.button(sheet).await.click();
    let dialog = screen.dialog(sheet).await;
    dialog.heading(sheet).await.gets_focus().await;
    let single_keys = dialog.checkbox(box_name).await;
    assert!(single_keys.is_checked());
    single_keys.click();

    let screen = screen.reload().await;
    let main = screen.main().await;
    main.press("?");
    next_frame().await;
    assert_eq!(screen.all(Role::Dialog), []);
    control_k(&main);
    screen.button(sheet).await.click();
    assert!(!screen.checkbox(box_name).await.is_checked());
}

/// The field of the search, opened by its button, with this typed in it.
async fn search(screen: &Screen, typed: &str) -> Part {
    screen.button("Search Ctrl+K").await.click();
    let field = screen.combobox("Search pages and help").await;
    field.gets_focus().await;
    if !typed.is_empty() {
        field.type_in(typed);
        screen.shows("result").await;
    }
    field
}

fn control_k(part: &Part) {
    part.key_down("k", r#", "ctrlKey": true"#);
}

/// Waits until the option at a place, and no other, is the marked one.
async fn marks(field: &Part, place: usize) {
    let marked = || {
        let list = field.referred("aria-controls")?;
        let options = list.all(Role::Option);
        let is_marked =
            |option: &&Part| option.attribute("aria-selected").as_deref() == Some("true");
        let mut marked = options.iter().filter(is_marked);
        let one = marked.next().filter(|_| marked.next().is_none())?;
        let is_it = options.get(place) == Some(one)
            && field.referred("aria-activedescendant").as_ref() == Some(one);
        is_it.then_some(())
    };
    until(|| format!("option {place} is not the marked one"), marked).await;
}
