//! Tabs after the ARIA pattern: one stop for the Tab key, arrows between them.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/tabs/>

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::focus::focus_by_id;

/// One of the tabs of a list.
#[derive(Clone)]
pub struct Tab {
    pub key: &'static str,
    pub label: Signal<String>,
}

/// The tabs; an arrow key selects at once.
#[component]
pub fn TabList(
    /// Shared with the `TabPanel`.
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    tabs: Vec<Tab>,
    /// The key of the selected tab.
    #[prop(into)]
    selected: Signal<&'static str>,
    #[prop(into)] on_select: Callback<&'static str>,
) -> impl IntoView {
    let keys: Vec<_> = tabs.iter().map(|tab| tab.key).collect();
    let key_down = move |event: KeyboardEvent| {
        let at = keys.iter().position(|key| *key == selected.get_untracked());
        let target = at.and_then(|at| target_of(&event.key(), is_right_to_left(), at, keys.len()));
        if let Some(key) = target.map(|at| keys[at]) {
            event.prevent_default();
            on_select.run(key);
            focus_by_id(&tab_id(id, key));
        }
    };
    let tab = move |Tab { key, label }| {
        let is_selected = move || selected.get() == key;
        view! {
            <button
                class="tab-list__tab"
                type="button"
                role="tab"
                id=tab_id(id, key)
                aria-selected=move || is_selected().to_string()
                aria-controls=move || is_selected().then(|| panel_id(id))
                tabindex=move || if is_selected() { "0" } else { "-1" }
                on:click=move |_| on_select.run(key)
            >
                {label}
            </button>
        }
    };

    view! {
        <div class="tab-list" role="tablist" aria-label=label on:keydown=key_down>
            {tabs.into_iter().map(tab).collect_view()}
        </div>
    }
}

/// What the selected tab shows.
#[component]
pub fn TabPanel(
    /// Shared with the `TabList`.
    id: &'static str,
    #[prop(into)] selected: Signal<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            id=panel_id(id)
            aria-labelledby=move || tab_id(id, selected.get())
            tabindex="0"
        >
            {children()}
        </div>
    }
}

/// Which of `count` tabs a key leads to from the tab at `at`, if it is one of the pattern's keys.
fn target_of(key: &str, right_to_left: bool, at: usize, count: usize) -> Option<usize> {
    let (next, previous) = ((at + 1) % count, (at + count - 1) % count);
    match (key, right_to_left) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Some(next),
        ("ArrowLeft", false) | ("ArrowRight", true) => Some(previous),
        ("Home", _) => Some(0),
        ("End", _) => Some(count - 1),
        _ => None,
    }
}

fn is_right_to_left() -> bool {
    document().dir() == "rtl"
}

fn tab_id(id: &str, key: &str) -> String {
    format!("{id}-tab-{key}")
}

fn panel_id(id: &str) -> String {
    format!("{id}-panel")
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let keys = ["0", "1", "2"];
    let selected = RwSignal::new(keys[0]);
    let tabs = keys.into_iter().zip(lent.names);
    let tabs = tabs.map(|(key, label)| Tab { key, label }).collect();
    let on_select = Callback::new(move |key| selected.set(key));
    let tabs = view! {
        <TabList id=lent.place label=lent.names[0] tabs selected on_select />
        <TabPanel id=lent.place selected>
            <p>{lent.sentence}</p>
        </TabPanel>
    };
    vec![Specimen::of("TabPanel", tabs)]
}

#[cfg(test)]
mod tests {
    use super::target_of;

    #[track_caller]
    fn check(key: &str, right_to_left: bool, at: usize, expected: Option<usize>) {
        assert_eq!(target_of(key, right_to_left, at, 3), expected);
    }

    #[test]
    fn arrows_go_round() {
        check("ArrowRight", false, 0, Some(1));
        check("ArrowRight", false, 2, Some(0));
        check("ArrowLeft", false, 0, Some(2));
    }

    #[test]
    fn arrows_point_where_the_text_runs() {
        check("ArrowRight", true, 0, Some(2));
        check("ArrowLeft", true, 0, Some(1));
    }

    #[test]
    fn home_and_end_go_to_the_ends() {
        check("Home", false, 1, Some(0));
        check("End", false, 1, Some(2));
    }

    #[test]
    fn other_keys_are_left_alone() {
        check("ArrowDown", false, 1, None);
        check("Tab", false, 1, None);
    }
}
