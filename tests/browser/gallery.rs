//! The gallery: every component is in it, in both languages and every look.

use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::FarSide;
use crate::part::Part;
use crate::role::Role;
use crate::screen::Screen;

const LOOKS: [&str; 4] = ["light", "dark", "light-more", "dark-more"];

/// What the gallery lends to the components in a language.
struct Lent {
    language: Language,
    names: [&'static str; 3],
    sentence: &'static str,
    reason: &'static str,
}

const LENT: [Lent; 2] = [
    Lent {
        language: Language::EN,
        names: ["Home", "Diagnostic", "Help"],
        sentence: "Saves all records and the time of the clock in a file.",
        reason: "Tick the box first, to confirm that you know what the button does.",
    },
    Lent {
        language: Language::JA,
        names: ["ホーム", "診断", "ヘルプ"],
        sentence: "すべての記録と時計の日時をファイルに保存します。",
        reason: "先にチェックを入れてください。ボタンの動作を理解したことの確認です。",
    },
];

#[wasm_bindgen_test]
async fn every_component_is_there_by_role_and_name_in_both_languages() {
    for lent in &LENT {
        let screen = open(lent.language).await;
        let first = lent.names[0];
        for look in LOOKS {
            let has = async |file: &str, role: Role, expected: &[&str]| {
                let names = part(&screen, file, look).await.names(role);
                assert_eq!(names, expected, "{role:?} of {file} in {look}");
            };
            has("button.rs", Role::Button, &[first; 4]).await;
            has("checkbox.rs", Role::Checkbox, &[first; 7]).await;
            has("checkbox_group.rs", Role::Group, &[first; 2]).await;
            has("combobox.rs", Role::Combobox, &[first; 2]).await;
            has("date_time_field.rs", Role::DateBox, &[first; 2]).await;
            has("dialog.rs", Role::Button, &[first]).await;
            let [_, _, third] = lent.names;
            has("long_list.rs", Role::Grid, &[third; 2]).await;
            has("menu.rs", Role::Button, &[first]).await;
            has("pane.rs", Role::Button, &[first]).await;
            has("popover.rs", Role::Button, &[first]).await;
            has("progress.rs", Role::ProgressBar, &[first; 3]).await;
            has("search_field.rs", Role::SearchBox, &[first; 2]).await;
            has("select.rs", Role::Combobox, &[first; 4]).await;
            has("steps.rs", Role::List, &[first; 3]).await;
            has("tabs.rs", Role::Tab, &lent.names).await;
            has("text_area.rs", Role::TextBox, &[first; 2]).await;
            let columns = [lent.names, lent.names].concat();
            has("table.rs", Role::ColumnHeader, &columns).await;
            let [undo, dismiss, _] = lent.names;
            has("toggle.rs", Role::Button, &[first; 4]).await;
            has("toast.rs", Role::Button, &[undo, dismiss, undo, dismiss]).await;
            for (file, text) in [
                ("advice.rs", lent.sentence),
                ("file_field.rs", lent.reason),
                ("notice.rs", lent.sentence),
                ("scroller.rs", lent.sentence),
                ("skeleton.rs", lent.sentence),
                ("tone_badge.rs", first),
            ] {
                part(&screen, file, look).await.shows(text).await;
            }
        }
    }
}

#[wasm_bindgen_test]
async fn what_opens_opens_from_the_gallery_and_gives_the_focus_back() {
    for lent in &LENT {
        let screen = open(lent.language).await;
        let [first, second, third] = lent.names;
        let dialogs = part(&screen, "dialog.rs", "dark").await;
        dialogs.button(first).await.click();
        let dialog = dialogs.dialog(first).await;
        dialog.shows(lent.sentence).await;
        dialog.button(third).await.click();
        dialog.goes().await;
        dialogs.button(first).await.gets_focus().await;

        let panes = part(&screen, "pane.rs", "light-more").await;
        panes.button(first).await.click();
        let pane = panes.pane(first).await;
        pane.button(second).await.click();
        panes.button(first).await.gets_focus().await;

        let menus = part(&screen, "menu.rs", "light").await;
        menus.button(first).await.click();
        let menu = menus.the(Role::Menu, first).await;
        let unavailable = format!("{third} {}", lent.reason);
        let unavailable = menu.the(Role::MenuItem, &unavailable).await;
        unavailable.click();
        assert!(unavailable.is_unavailable() && menu.is_shown());
        menu.the(Role::MenuItem, second).await.click();
        menu.goes().await;
        menus.button(first).await.gets_focus().await;
    }
}

async fn open(language: Language) -> Screen {
    let screen = Screen::on(FarSide::new().await, language, "/gallery");
    screen.is_at("/t/harbour-foods/gallery").await;
    screen.heading("src/ui").await;
    screen
}

async fn part(screen: &Screen, file: &str, look: &str) -> Part {
    screen.region(file).await.the(Role::Group, look).await
}
