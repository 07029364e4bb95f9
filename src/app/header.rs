//! The header: product, tenant, simulated clock, language, appearance, caller.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::appearance::AppearanceMenu;
use super::clock::ClockControls;
use super::navigation::NAVIGATION;
use super::over::SearchButton;
use crate::browser::assets;
use crate::preferences;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::signed_in::SignedIn;
use crate::tenant::Tenant;
use crate::ui::{Choice, Glyph, Icon, Select, SelectLook};
use crate::words::{self, Catalogue, Language, Text, app, vocabulary};

#[component]
pub(super) fn Header() -> impl IntoView {
    let signed_in = expect_context::<SignedIn>();
    let router = expect_context::<Router>();
    // Open over the place where it was opened: following a link closes it.
    let menu_over = RwSignal::new(None);
    let is_menu_open = Memo::new(move |_| menu_over.get() == Some(router.route()));
    let turn_menu = move |_| {
        let route = (!is_menu_open.get_untracked()).then(|| router.route());
        menu_over.set(route);
    };
    let home =
        expect_context::<Router>().href(&Route::new(expect_context::<Tenant>().id(), Page::Home));
    let caller = signed_in.caller;
    let who = format!("{} ({})", caller.name, caller.address);
    let signed_in_as = app::signed_in(who.clone());
    view! {
        <header class="app-header">
            <button
                class="app-header__menu"
                type="button"
                aria-label=app::menu()
                aria-expanded=move || is_menu_open.get().to_string()
                aria-controls=NAVIGATION
                on:click=turn_menu
            >
                <Icon glyph=Glyph::Menu />
            </button>
            <a class="app-header__product" href=home>
                <span class="app-header__mark"><Icon glyph=Glyph::Shield small=true /></span>
                <span class="app-header__name">{app::product()}</span>
            </a>
            <TenantPicker />
            <SearchButton />
            <div class="app-header__tools">
                {signed_in.simulation.then(|| view! { <ClockControls /> })}
                <LanguagePicker />
                <AppearanceMenu />
                <span class="app-header__caller" title=who>
                    <span aria-hidden="true">{initials(&caller.name)}</span>
                    <span class="visually-hidden">{signed_in_as}</span>
                </span>
            </div>
        </header>
    }
}

#[component]
fn TenantPicker() -> impl IntoView {
    let signed_in = expect_context::<SignedIn>();
    let router = expect_context::<Router>();
    let id = expect_context::<Tenant>().id();
    let choice = |card: &wire::session::TenantCard| {
        let about = match card.scenario.as_deref().and_then(scenario) {
            Some(scenario) => app::tenant_with(scenario, card.name.clone()),
            None => app::tenant_with(vocabulary::cloud(card.cloud), card.name.clone()),
        };
        Choice {
            value: card.id.clone(),
            label: about.into(),
            lang: None,
        }
    };
    let choices: Vec<_> = signed_in.tenants.iter().map(choice).collect();
    view! {
        <Select
            label=app::tenant()
            look=SelectLook::Chip
            glyph=Glyph::Building
            choices=Signal::stored(choices)
            value=Signal::stored(id)
            on_change=Callback::new(move |id: String| router.go(Route::new(id, Page::Home)))
        />
    }
}

/// What a simulated tenant is an example of.
fn scenario(id: &str) -> Option<Text> {
    Some(match id {
        "untouched" => app::scenario_untouched(),
        "archived" => app::scenario_archived(),
        "drawn" => app::scenario_drawn(),
        "blocked_since_august" => app::scenario_blocked_since_august(),
        "drawn_late" => app::scenario_drawn_late(),
        "retiring" => app::scenario_retiring(),
        "retired" => app::scenario_retired(),
        "gcc" => app::scenario_gcc(),
        "gcc_high" => app::scenario_gcc_high(),
        "overdue" => app::scenario_overdue(),
        "not_global_admin" => app::scenario_not_global_admin(),
        _ => return None,
    })
}

#[component]
fn LanguagePicker() -> impl IntoView {
    let choices = Language::all().map(|language| Choice {
        value: language.tag().to_owned(),
        label: Signal::stored(language.own_name().to_owned()),
        lang: Some(language.tag()),
    });
    let choices: Vec<_> = choices.collect();
    // The newest wish wins, whichever file comes first.
    let wanted = StoredValue::new(words::language_untracked().tag().to_owned());
    let choose = move |tag: String| {
        wanted.set_value(tag.clone());
        spawn_local(async move {
            let file = assets::fetch_text(&format!("words.{tag}")).await;
            let is_wanted = wanted.try_with_value(|wanted| *wanted == tag) == Some(true);
            let catalogue = file.ok().and_then(|file| Catalogue::read(&file).ok());
            if let Some(catalogue) = catalogue.filter(|_| is_wanted) {
                words::speak(catalogue);
                preferences::remember_language(words::language_untracked());
            }
        });
    };
    view! {
        <Select
            label=app::language()
            look=SelectLook::Compact
            glyph=Glyph::Language
            choices=Signal::stored(choices)
            value=Signal::derive(|| words::language().tag().to_owned())
            on_change=Callback::new(choose)
        />
    }
}

/// The first letters of the first two names.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|name| name.chars().next())
        .take(2)
        .collect()
}
