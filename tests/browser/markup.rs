//! Some hostile bodies of each class on the page of a post: their text is there, and nothing else.

use std::collections::BTreeMap;

use js_sys::{Function, Reflect};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use admin_center::words::Language;

use crate::far_side::{FarSide, Fate};
use crate::hostile::{Hostile, bodies};
use crate::part::Part;
use crate::role::Role;
use crate::screen::Screen;

const POST: &str = "/t/alder-clinic/messages/MC424238";

/// So many of each class, from its beginning, its middle and its end.
const OF_EACH: usize = 5;

#[wasm_bindgen_test]
async fn a_hostile_body_is_text_and_links_on_the_page_and_nothing_else() {
    run("window.alert = () => { window.executed = true }");
    let mut classes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for body in bodies() {
        classes.entry(body.class).or_default().push(body);
    }
    assert!(classes.len() > 10);
    for bodies in classes.values() {
        for body in bodies.iter().step_by(bodies.len().div_ceil(OF_EACH)) {
            check(body).await;
        }
    }
    assert!(run("return window.executed").is_undefined());
    let asked_for = "return performance.getEntriesByType('resource').map(it => it.name).join()";
    let asked_for = run(asked_for).as_string().unwrap();
    assert!(!asked_for.contains("evil.test"), "{asked_for}");
}

async fn check(hostile: &Hostile) {
    let article = article(&hostile.body).await;
    let (shown, expected) = (
        without_spaces(&article.text()),
        without_spaces(&hostile.text),
    );
    assert!(shown.contains(&expected), "{:?}: {shown}", hostile.body);
    let links = article.all(Role::Link).into_iter();
    let links: Vec<_> = links.filter_map(|link| link.attribute("href")).collect();
    let shown: Vec<_> = hostile.links.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(links, shown, "{:?}", hostile.body);
    for (element, attributes) in article.elements() {
        assert!(
            ELEMENTS.contains(&element.as_str()),
            "{element}: {:?}",
            hostile.body
        );
        for attribute in attributes {
            let is_known = ATTRIBUTES.contains(&attribute.as_str());
            assert!(is_known, "{element} {attribute}: {:?}", hostile.body);
        }
    }
}

/// All that a post is made of.
const ELEMENTS: &[&str] = &[
    "a", "article", "caption", "code", "dialog", "div", "em", "h1", "h2", "h3", "h4", "header",
    "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "time", "tr", "ul",
];
const ATTRIBUTES: &[&str] = &[
    "aria-label",
    "aria-labelledby",
    "class",
    "colspan",
    "datetime",
    "href",
    "lang",
    "rel",
    "role",
    "rowspan",
    "scope",
    "tabindex",
];

/// The page of a post with this body.
async fn article(body: &str) -> Part {
    let far_side = FarSide::new().await;
    let post = json!({
        "id": "MC424238",
        "title": "A hostile post",
        "startDateTime": "2022-09-01T09:00:00Z",
        "lastModifiedDateTime": "2022-09-01T09:00:00Z",
        "category": "stayInformed",
        "severity": "normal",
        "body": { "contentType": "html", "content": body },
    });
    far_side.meets("messages/MC424238", Fate::Told(post.to_string()));
    let screen = Screen::on(far_side, Language::EN, POST);
    screen.article("A hostile post").await
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

fn run(script: &str) -> wasm_bindgen::JsValue {
    let global = js_sys::global();
    assert!(Reflect::has(&global, &"window".into()).unwrap());
    Function::new_no_args(script).call0(&global).unwrap()
}

#[wasm_bindgen_test]
async fn blocks_are_the_elements_that_they_are() {
    let article = article(
        "<h1>One</h1><h4>Two</h4><p>a <b>b</b> <i>c</i> <code>d</code></p><ol><li>e</ol>\
         <table><caption>f</caption><tr><th>g<td>h</table><pre>i</pre>",
    )
    .await;
    assert_eq!(article.names(Role::Row), ["g h"]);
    let elements: Vec<_> = article
        .elements()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for name in [
        "h2", "h3", "p", "strong", "em", "code", "ol", "li", "table", "caption", "pre",
    ] {
        assert!(elements.iter().any(|it| it == name), "{name}: {elements:?}");
    }
}

#[wasm_bindgen_test]
async fn a_table_too_wide_for_the_page_is_scrolled_with_the_keys() {
    let cells = "<td>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(40);
    let article = article(&format!("<table><caption>f</caption><tr>{cells}</table>")).await;
    let table = article.region("f").await;
    assert_eq!(table.attribute("tabindex").as_deref(), Some("0"));
}

#[wasm_bindgen_test]
async fn a_link_is_followed_only_after_its_address_was_shown() {
    let screen = Screen::at("/t/harbour-foods/messages/MC424238").await;
    let article = screen.article("Basic authentication: opt out").await;
    let link = article.link("self-service diagnostic").await;
    assert_eq!(
        link.attribute("rel").as_deref(),
        Some("noopener noreferrer")
    );
    link.click();
    let notice = screen
        .dialog("This link leads out of the admin center")
        .await;
    notice.shows("https://aka.ms/PillarEXOBasicAuth").await;
    let open = notice.link("Open in a new tab").await;
    assert_eq!(
        open.attribute("href").as_deref(),
        Some("https://aka.ms/PillarEXOBasicAuth")
    );
    assert_eq!(open.attribute("target").as_deref(), Some("_blank"));
    assert_eq!(
        open.attribute("rel").as_deref(),
        Some("noopener noreferrer")
    );
    notice.button("Stay here").await.click();
    notice.goes().await;
    link.gets_focus().await;
}
