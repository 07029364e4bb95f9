//! The pages of the app, in groups.

use flows::messages::Filter;
use flows::ticket::Lead;
use leptos::prelude::*;

use crate::router::Router;
use crate::routes::{Page, Route, Settings};
use crate::tenant::Tenant;
use crate::ui::{Glyph, Icon};
use crate::words::{Text, app, health, history, messages, usage};

/// Shared by the header's menu button.
pub(super) const NAVIGATION: &str = "navigation";

/// Pages that belong together; the first and the last group need no name.
struct Group {
    name: Option<Text>,
    entries: Vec<Entry>,
}

/// A page as the navigation and the search from anywhere offer it.
pub(super) struct Entry {
    pub(super) page: Page,
    pub(super) name: Text,
    glyph: Glyph,
}

fn groups() -> Vec<Group> {
    vec![
        Group {
            name: None,
            entries: vec![
                entry(Page::Home, app::home(), Glyph::Home),
                entry(Page::Diagnostic(None), app::diagnostic(), Glyph::Diagnostic),
                entry(Page::Help(String::new()), app::help(), Glyph::Search),
                entry(
                    Page::Support(Lead::default()),
                    app::support(),
                    Glyph::Support,
                ),
            ],
        },
        Group {
            name: Some(app::settings()),
            entries: vec![entry(
                Page::Settings(Settings::Services),
                app::org_settings(),
                Glyph::Building,
            )],
        },
        Group {
            name: Some(app::health()),
            entries: vec![
                entry(
                    Page::Messages(Filter::default()),
                    messages::title(),
                    Glyph::Mail,
                ),
                entry(Page::Health, health::title(), Glyph::Health),
            ],
        },
        Group {
            name: Some(app::reports()),
            entries: vec![entry(Page::Usage, usage::title(), Glyph::Chart)],
        },
        Group {
            name: Some(app::programme()),
            entries: vec![
                entry(Page::Timeline, app::timeline(), Glyph::Flowchart),
                entry(
                    Page::History(flows::history::Filter::default()),
                    history::title(),
                    Glyph::History,
                ),
            ],
        },
        Group {
            name: None,
            entries: vec![entry(Page::About, app::about(), Glyph::About)],
        },
    ]
}

fn entry(page: Page, name: Text, glyph: Glyph) -> Entry {
    Entry { page, name, glyph }
}

/// All of them, in the order of the navigation.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    groups().into_iter().flat_map(|group| group.entries)
}

#[component]
pub(super) fn Navigation() -> impl IntoView {
    let groups = groups()
        .into_iter()
        .enumerate()
        .map(|(number, Group { name, entries })| {
            let entries = entries.into_iter().map(|entry| view! { <Link entry /> });
            let id = name.is_some().then(|| format!("{NAVIGATION}-{number}"));
            let name =
                name.map(|name| view! { <p class="app-nav__group" id=id.clone()>{name}</p> });
            view! {
                {name}
                <ul class="app-nav__list" role="list" aria-labelledby=id>
                    {entries.collect_view()}
                </ul>
            }
        });
    view! {
        <nav class="app-nav" id=NAVIGATION aria-label=app::navigation()>
            {groups.collect_view()}
        </nav>
    }
}

#[component]
fn Link(entry: Entry) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let Entry { page, name, glyph } = entry;
    let href = router.href(&Route::new(tenant.id(), page.clone()));
    let is_here = move || {
        let here = match router.route().page {
            // What if is entered from the timeline.
            Page::WhatIf(_) => Page::Timeline,
            here => here.whole(),
        };
        std::mem::discriminant(&here) == std::mem::discriminant(&page)
    };
    view! {
        <li>
            <a class="app-nav__link" href=href aria-current=move || is_here().then_some("page")>
                <Icon glyph /> {name}
            </a>
        </li>
    }
}
