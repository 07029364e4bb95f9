//! Where each rule of the notice, R1 to R67, is told to the administrator: a line for each, opened
//! in both languages. Every one of them speaks to the administrator, so none may be missing.
//!
//! A file for each part of the app. What a line names is taken out of the page for a moment, and then
//! nothing may tell its rule any more: so deleting it makes the test fail.

mod articles;
mod diagnostic;
mod help;
mod home;
mod posts;
mod reports;
mod settings;
mod timeline;

use std::collections::BTreeSet;

use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::FarSide;
use crate::role::Role;
use crate::screen::Screen;

/// All rules of the notice.
const RULES: std::ops::RangeInclusive<u8> = 1..=67;

/// In English and in Japanese.
type Both = [&'static str; 2];

/// An address, below a tenant, and what on it tells of rules.
struct Place {
    tenant: &'static str,
    /// The time to which the tenant's clock is moved first.
    until: Option<&'static str>,
    path: &'static str,
    /// The button that leads further.
    button: Option<Both>,
    elements: &'static [Element],
}

/// What has this role and name. An article or a row is named by how it begins.
struct Element {
    role: Role,
    name: Both,
    tells: &'static [Telling],
}

/// The rules, and the words that tell them; none where the name alone does.
struct Telling {
    rules: &'static [u8],
    words: Both,
}

impl Place {
    const fn of(tenant: &'static str, path: &'static str, elements: &'static [Element]) -> Self {
        Self {
            tenant,
            until: None,
            path,
            button: None,
            elements,
        }
    }

    /// The place as it is at this time.
    const fn on(self, until: &'static str) -> Self {
        Self {
            until: Some(until),
            ..self
        }
    }

    /// What is there once this button is pressed.
    const fn after(self, button: Both) -> Self {
        Self {
            button: Some(button),
            ..self
        }
    }
}

const fn the(role: Role, name: Both, tells: &'static [Telling]) -> Element {
    Element { role, name, tells }
}

const fn tells(rules: &'static [u8], words: Both) -> Telling {
    Telling { rules, words }
}

/// The name of the element tells it.
const fn by_name(rules: &'static [u8]) -> Telling {
    tells(rules, ["", ""])
}

fn places() -> impl Iterator<Item = &'static Place> {
    [
        articles::PLACES,
        diagnostic::PLACES,
        help::PLACES,
        home::PLACES,
        posts::PLACES,
        reports::PLACES,
        settings::PLACES,
        timeline::PLACES,
    ]
    .into_iter()
    .flatten()
}

#[wasm_bindgen_test]
fn every_rule_is_told_somewhere() {
    let told: BTreeSet<u8> = places()
        .flat_map(|place| place.elements)
        .flat_map(|element| element.tells)
        .flat_map(|telling| telling.rules.iter().copied())
        .collect();
    assert_eq!(told, RULES.collect());
}

#[wasm_bindgen_test]
async fn articles_tell_their_rules_in_both_languages() {
    check(articles::PLACES).await;
}

#[wasm_bindgen_test]
async fn the_diagnostic_tells_its_rules_in_both_languages() {
    check(diagnostic::PLACES).await;
}

#[wasm_bindgen_test]
async fn the_help_pane_tells_its_rules_in_both_languages() {
    check(help::PLACES).await;
}

#[wasm_bindgen_test]
async fn home_tells_its_rules_in_both_languages() {
    check(home::PLACES).await;
}

#[wasm_bindgen_test]
async fn posts_tell_their_rules_in_both_languages() {
    check(posts::PLACES).await;
}

#[wasm_bindgen_test]
async fn the_timeline_tells_its_rules_in_both_languages() {
    check(timeline::PLACES).await;
}

#[wasm_bindgen_test]
async fn org_settings_tell_their_rules_in_both_languages() {
    check(settings::PLACES).await;
}

#[wasm_bindgen_test]
async fn usage_and_corrections_tell_their_rules_in_both_languages() {
    check(reports::PLACES).await;
}

async fn check(places: &[Place]) {
    let untouched = FarSide::new().await;
    let mut twice = Vec::new();
    for place in places {
        let far_side = match place.until {
            None => untouched.clone(),
            Some(until) => {
                let later = FarSide::new().await;
                later.time_passes(place.tenant, until).await;
                later
            }
        };
        let address = format!("/t/{}{}", place.tenant, place.path);
        for (at, language) in [Language::EN, Language::JA].into_iter().enumerate() {
            let screen = Screen::on(far_side.opened_again().await, language, &address);
            if let Some(button) = place.button {
                screen.button(button[at]).await.click();
            }
            for element in place.elements {
                let found = screen.the(element.role, element.name[at]).await;
                for telling in element.tells {
                    found.shows(telling.words[at]).await;
                    let is_told = || element.tells_on(&screen, telling, at);
                    assert!(is_told(), "{} at {address}", telling.words[at]);
                    if found.teller(telling.words[at]).without(is_told) {
                        let said = (found.text(), telling.words[at]);
                        twice.push(format!("{address}: {said:?}"));
                    }
                }
            }
        }
    }
    assert!(twice.is_empty(), "said twice: {}", twice.join("\n"));
}

impl Element {
    /// Whether anything of its role and name says these words now.
    fn tells_on(&self, screen: &Screen, telling: &Telling, language: usize) -> bool {
        let named = screen.named(self.role, self.name[language]).into_iter();
        let mut texts = named.map(|part| part.text());
        texts.any(|text| text.contains(telling.words[language]))
    }
}
