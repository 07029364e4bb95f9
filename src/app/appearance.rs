//! How the page looks: light or dark, with how much contrast, and in which zone its times are.

use chrono::{FixedOffset, Offset, Utc};
use leptos::prelude::*;

use crate::browser::page;
use crate::preferences::{Contrast, Theme, Times};
use crate::tenant::Tenant;
use crate::ui::{Glyph, Icon, Menu, MenuGroup, MenuItem, MenuItemKind};
use crate::words::{self, app};

#[component]
pub(super) fn AppearanceMenu() -> impl IntoView {
    let theme = RwSignal::new(Theme::remembered());
    let contrast = RwSignal::new(Contrast::remembered());
    let times = RwSignal::new(Times::remembered());
    let is_wanted = RwSignal::new(page::wants_more_contrast());
    // Listens as long as the menu is there.
    StoredValue::new_local(page::on_wanted_contrast(move |is| is_wanted.set(is)));
    Effect::new(move |_| page::set_theme(theme.get().forced()));
    Effect::new(move |_| {
        page::set_more_contrast(contrast.get() == Contrast::More || is_wanted.get());
    });
    Effect::new(move |_| words::show_in_utc(times.get() == Times::Utc));
    // Known once the tenant is read; until then there is nothing to choose between.
    let tenant = expect_context::<Tenant>();
    let zone = Memo::new(move |_| {
        let read = tenant.protocols();
        read.map_or(Utc.fix(), |read| read.zone)
    });
    view! {
        <Menu
            label=app::appearance()
            button=|| view! { <Icon glyph=Glyph::Theme /> }
            button_class="app-header__appearance"
            groups=groups(theme, contrast, times, zone)
        />
    }
}

fn groups(
    theme: RwSignal<Theme>,
    contrast: RwSignal<Contrast>,
    times: RwSignal<Times>,
    zone: Memo<FixedOffset>,
) -> Vec<MenuGroup> {
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
    let of_tenant = Signal::derive(move || app::times_tenant(words::zone_name(zone.get())).get());
    vec![
        MenuGroup {
            label: app::theme().into(),
            items: themes.into(),
            is_offered: Signal::stored(true),
        },
        MenuGroup {
            label: app::contrast().into(),
            items: contrasts.into(),
            is_offered: Signal::stored(true),
        },
        MenuGroup {
            label: app::times().into(),
            items: vec![
                choice(of_tenant, Times::Tenant, times, Times::remember),
                choice(app::times_utc(), Times::Utc, times, Times::remember),
            ],
            is_offered: Signal::derive(move || zone.get() != Utc.fix()),
        },
    ]
}

fn choice<T>(
    label: impl Into<Signal<String>>,
    it: T,
    chosen: RwSignal<T>,
    remember: fn(T),
) -> MenuItem
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
