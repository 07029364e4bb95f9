//! Languages beside the two whole ones: what is only partly said, and two that nobody speaks.

use std::collections::BTreeSet;

use admin_center::words::Language;
use js_sys::{Array, Function};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::FarSide;
use crate::part::until;
use crate::role::Role;
use crate::screen::Screen;

#[wasm_bindgen_test]
async fn a_partial_language_is_used_where_it_speaks_and_english_elsewhere() {
    let screen = Screen::at("/t/harbour-foods").await;
    screen.heading("Basic authentication").await;
    let languages = screen.combobox("Language").await;
    assert_eq!(
        languages.language_of_choice("日本語").as_deref(),
        Some("ja")
    );
    languages.choose("Deutsch (teilweise)");
    screen.heading("Standardauthentifizierung").await;
    let row = screen.row("IMAP4").await;
    row.shows("Zugelassen").await;
    // Days are German already, the sentence around this one is not yet.
    screen.shows("Sie sind hier · 12. Sept. 2022 (UTC)").await;
    screen
        .shows("Microsoft turns basic authentication off")
        .await;
    screen
        .reload()
        .await
        .heading("Standardauthentifizierung")
        .await;
}

#[wasm_bindgen_test]
async fn help_is_english_where_a_language_has_none() {
    let far_side = FarSide::new().await;
    let screen = Screen::on(far_side, Language::DE, "/t/harbour-foods/help?q=imap");
    screen.article("Diag: Enable Basic Auth in EXO").await;
    let far_side = FarSide::new().await;
    let address = "/t/harbour-foods/help/articles/smtp-auth";
    let screen = Screen::on(far_side, Language::DE, address);
    let article = screen.article("SMTP AUTH").await;
    assert_eq!(article.attribute("lang").as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn lines_begin_on_the_right_where_a_language_has_it_so() {
    let far_side = FarSide::new().await;
    let screen = Screen::on(far_side, Language::AR_XB, "/t/harbour-foods");
    screen.main().await;
    assert_eq!(direction().as_deref(), Some("rtl"));
    let far_side = FarSide::new().await;
    let screen = Screen::on(far_side, Language::EN, "/t/harbour-foods");
    screen.heading("Basic authentication").await;
    assert_eq!(direction(), None);
}

fn direction() -> Option<String> {
    let document = web_sys::window().unwrap().document().unwrap();
    document.document_element().unwrap().get_attribute("dir")
}

/// Where every kind of sentence stands.
const ADDRESSES: [&str; 16] = [
    "/t/harbour-foods",
    "/t/minato-logistics",
    "/t/larch-publishing",
    "/t/alder-clinic?help=&tab=history",
    "/t/kestrel-bank",
    "/t/sakura-school",
    "/t/juniper-insurance",
    "/t/cedar-county",
    "/t/granite-survey",
    "/t/alder-clinic/help?q=基本認証",
    "/t/harbour-foods/help?q=ねねねね",
    "/t/alder-clinic/help/diagnostics/basic-auth?protocol=rpc",
    "/t/harbour-foods/help/diagnostics/basic-auth?protocol=imap",
    "/t/larch-publishing/help/support?protocol=imap&q=基本認証",
    "/t/cedar-county/messages/MC424238/opt-out",
    "/t/alder-clinic/nowhere",
];

/// In the long pseudo-language every sentence of the catalogues is accented, so whatever reads as
/// plain English was written elsewhere: in the program, or by the far side.
#[wasm_bindgen_test]
async fn nothing_that_is_said_escapes_the_catalogues() {
    let from_the_far_side = names();
    let mut escaped = BTreeSet::new();
    for address in ADDRESSES {
        let screen = Screen::on(FarSide::new().await, Language::EN_XA, address);
        let main = screen.main().await;
        until(
            || format!("{address} has no heading"),
            || main.all(Role::Heading).pop(),
        )
        .await;
        let plain = texts()
            .into_iter()
            .filter(|text| is_plain_english(text, &from_the_far_side));
        escaped.extend(plain.map(|text| format!("{address}: {text}")));
    }
    assert!(escaped.is_empty(), "{escaped:#?}");
}

/// Names of tenants, persons, policies and the edition of the rules, which nobody translates, and
/// what browsers write in dates.
fn names() -> BTreeSet<String> {
    let scenarios = service::scenarios();
    let tenants = scenarios
        .iter()
        .map(|scenario| scenario.tenant.name.clone());
    let persons = scenarios.iter().flat_map(|scenario| {
        let admins = scenario.tenant.global_admins.iter();
        admins.map(|person| person.name.clone())
    });
    let languages = Language::all().map(|language| language.own_name().to_owned());
    let others = ["Block POP", policy::basic_auth_2022::EDITION].map(str::to_owned);
    let all = tenants.chain(persons).chain(others).chain(languages);
    // A list's last word is the browser's as well.
    let dates = "and Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec UTC January February March April \
                 June July August September October November December";
    let words = all.flat_map(|name| words(&name).map(str::to_owned).collect::<Vec<_>>());
    words
        .chain(dates.split_whitespace().map(str::to_owned))
        .collect()
}

/// Whether it has a word of three plain letters that is nobody's name.
fn is_plain_english(text: &str, names: &BTreeSet<String>) -> bool {
    let is_address = |word: &str| word.contains('@') || word.contains("://");
    let spoken = text.split_whitespace().filter(|word| !is_address(word));
    spoken
        .flat_map(words)
        .any(|word| word.len() >= 3 && !names.contains(word))
}

/// The runs of plain letters; letters with accents belong to a word that is not plain.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphabetic())
        .filter(|word| word.chars().all(|char| char.is_ascii_alphabetic()))
}

/// Everything that is read on the page or told to assistive technology, less what is marked as
/// another language's.
fn texts() -> Vec<String> {
    const COLLECT: &str = r#"
        const found = [];
        const told = ["aria-label", "aria-description", "title", "placeholder", "alt"];
        const visit = (element) => {
            for (const name of told) {
                if (element.hasAttribute(name)) found.push(element.getAttribute(name));
            }
            for (const node of element.childNodes) {
                if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
                if (node.nodeType === Node.ELEMENT_NODE && !node.hasAttribute("lang")) visit(node);
            }
        };
        visit(document.querySelector(".frame"));
        return found;
    "#;
    let collect = Function::new_no_args(COLLECT);
    let found = collect.call0(&wasm_bindgen::JsValue::NULL).unwrap();
    let found: Array = found.into();
    found.iter().filter_map(|text| text.as_string()).collect()
}
