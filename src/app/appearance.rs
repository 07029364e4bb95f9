//! How the page looks: light or dark, and with how much contrast.

use leptos::prelude::*;

use crate::browser::page;
use crate::preferences::{Contrast, Theme};
use crate::ui::{Glyph, Icon, Menu, MenuGroup, MenuItem, MenuItemKind};
use crate::words::{Text, app};

#[component]
pub(super) fn AppearanceMenu() -> impl IntoView {
    let theme = RwSignal::new(Theme::remembered());
    let contrast = RwSignal::new(Contrast::remembered());
    let is_wanted = RwSignal::new(page::wants_more_contrast());
    // Listens as long as the menu is there.
    StoredValue::new_local(page::on_wanted_contrast(move |is| is_wanted.set(is)));
    Effect::new(move |_| page::set_theme(theme.get().forced()));
    Effect::new(move |_| {
        page::set_more_contrast(contrast.get() == Contrast::More || is_wanted.get());
    });
    let themes = Theme::ALL.map(|it| {
        let label = match it {
            Theme::System => app::follow_system(),
            Theme::Light => app::theme_light(),
            Theme::Dark => app::theme_dark(),
        };
        choice(label, it, theme, Theme::remember)
    });
    let contrasts = Contrast::ALL.map(|it| {
        let label = match it {
            Contrast::System => app::follow_system(),
            Contrast::More => app::contrast_more(),
        };
        choice(label, it, contrast, Contrast::remember)
    });
    let groups = vec![
        MenuGroup {
            label: app::theme().into(),
            items: themes.into(),
        },
        MenuGroup {
            label: app::contrast().into(),
            items: contrasts.into(),
        },
    ];
    view! {
        <Menu
            label=app::appearance()
            button=|| view! { <Icon glyph=Glyph::Theme /> }
            button_class="app-header__appearance"
            groups
        />
    }
}

fn choice<T>(label: Text, it: T, chosen: RwSignal<T>, remember: fn(T)) -> MenuItem
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    MenuItem {
        label: label.into(),
        on_press: Callback::new(move |()| {
            remember(it);
            chosen.set(it);
        }),
        kind: MenuItemKind::Choice {
            is_chosen: Signal::derive(move || chosen.get() == it),
        },
    }
}
