//! Commands and choices that open from a button: the menu button of the ARIA patterns.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/>

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::focus::focus_by_id;
use super::unique_id::unique_id;

/// On the native `popover`: opening, a click outside, Escape and `aria-expanded` are the browser's,
/// and so is the focus that returns to the button. It closes once something was pressed.
#[component]
pub fn Menu(
    /// The name of the button and of what it opens.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows.
    #[prop(into)]
    button: ViewFnOnce,
    /// The class of the button.
    #[prop(default = "button")]
    button_class: &'static str,
    groups: Vec<MenuGroup>,
) -> impl IntoView {
    let id = StoredValue::new(unique_id("menu"));
    let node = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let items = groups.iter().flat_map(|group| {
        let items = group.items.iter();
        items.map(|item| (item.label, group.is_offered))
    });
    let items = StoredValue::new(items.collect::<Vec<_>>());
    // Where the lines stand among which the keys go, and what they say.
    let lines = move || -> (Vec<usize>, Vec<String>) {
        items.with_value(|items| {
            let items = items.iter().enumerate();
            let offered = items.filter(|(_, (_, is_offered))| is_offered.get_untracked());
            let lines = offered.map(|(at, (label, _))| (at, label.get_untracked()));
            lines.unzip()
        })
    };
    // Where the focus is, and where it goes when the menu opens.
    let at = StoredValue::new(0);
    let go = move |to: usize| focus_by_id(&item_id(&id.get_value(), to));

    let opener_key = move |event: KeyboardEvent| {
        let first = match event.key().as_str() {
            "ArrowDown" => 0,
            "ArrowUp" => lines().0.last().copied().unwrap_or_default(),
            _ => return,
        };
        event.prevent_default();
        at.set_value(first);
        // As a click, because only then the browser knows what to open it beside.
        if let Some(opener) = opener.get_untracked() {
            opener.click();
        }
    };
    let toggled = move |_: Event| match node.get_untracked() {
        Some(menu) if menu.matches(":popover-open").unwrap_or(false) => go(at.get_value()),
        _ => at.set_value(0),
    };
    let key = move |event: KeyboardEvent| {
        let key = event.key();
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        // What is pressed in a menu is nobody else's business.
        event.stop_propagation();
        if key == "Tab" {
            // Back to the button, from where the browser goes on.
            if let Some(menu) = node.get_untracked() {
                let _ = menu.hide_popover();
            }
            return;
        }
        let (places, labels) = lines();
        let is_here = |place: &usize| *place == at.get_value();
        let here = places.iter().position(is_here).unwrap_or_default();
        if let Some(to) = target_of(&key, here, &labels) {
            event.prevent_default();
            go(places[to]);
        }
    };
    let mut position = 0;
    let group = move |group: MenuGroup| {
        let MenuGroup {
            label,
            items,
            is_offered,
        } = group;
        let items = items.into_iter().map(|item| {
            position += 1;
            item.show(id.get_value(), position - 1, at)
        });
        let items: Vec<_> = items.collect();
        view! {
            <div class="menu__group" role="group" aria-label=label hidden=move || !is_offered.get()>
                <span class="menu__heading" aria-hidden="true">{label}</span>
                {items}
            </div>
        }
    };

    view! {
        <button
            class=button_class
            type="button"
            aria-label=label
            aria-haspopup="menu"
            popovertarget=id.get_value()
            node_ref=opener
            on:keydown=opener_key
        >
            {button.run()}
        </button>
        <div
            class="popover menu"
            id=id.get_value()
            popover="auto"
            role="menu"
            aria-label=label
            node_ref=node
            on:toggle=toggled
            on:keydown=key
        >
            {groups.into_iter().map(group).collect_view()}
        </div>
    }
}

/// What belongs together in a menu.
pub struct MenuGroup {
    pub label: Signal<String>,
    pub items: Vec<MenuItem>,
    /// Out of the menu while it is not.
    pub is_offered: Signal<bool>,
}

/// A line of a menu.
pub struct MenuItem {
    pub label: Signal<String>,
    pub on_press: Callback<()>,
    pub kind: MenuItemKind,
}

pub enum MenuItemKind {
    /// Does something; it stays where it is while it cannot, and says why.
    Command {
        disabled_reason: Signal<Option<String>>,
    },
    /// One of its group holds.
    Choice { is_chosen: Signal<bool> },
}

impl MenuItem {
    fn show(self, menu: String, position: usize, at: StoredValue<usize>) -> impl IntoView {
        let Self {
            label,
            on_press,
            kind,
        } = self;
        let (role, is_chosen, reason) = match kind {
            MenuItemKind::Command { disabled_reason } => ("menuitem", None, disabled_reason),
            MenuItemKind::Choice { is_chosen } => {
                ("menuitemradio", Some(is_chosen), Signal::stored(None))
            }
        };
        let is_disabled = move || reason.with(Option::is_some);
        let press = move |_| {
            if reason.with_untracked(Option::is_none) {
                on_press.run(());
            }
        };
        view! {
            <button
                class="menu__item"
                type="button"
                role=role
                id=item_id(&menu, position)
                tabindex="-1"
                aria-checked=is_chosen.map(|is_chosen| move || is_chosen.get().to_string())
                aria-disabled=move || is_disabled().then_some("true")
                popovertarget=move || (!is_disabled()).then(|| menu.clone())
                popovertargetaction="hide"
                on:click=press
                on:focus=move |_| at.set_value(position)
            >
                {label}
                {move || {
                    let reason = reason.get();
                    reason.map(|reason| view! { " " <span class="menu__reason">{reason}</span> })
                }}
            </button>
        }
    }
}

fn item_id(menu: &str, position: usize) -> String {
    format!("{menu}-{position}")
}

/// Which of the items a key leads to from the item at `at`, if it is one of the pattern's keys. A
/// letter leads to the next item that begins with it.
fn target_of(key: &str, at: usize, labels: &[String]) -> Option<usize> {
    let count = labels.len();
    match key {
        "ArrowDown" => Some((at + 1) % count),
        "ArrowUp" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        " " => None,
        letter if letter.chars().count() == 1 => {
            let begins = |at: &usize| {
                let label = labels[*at].to_lowercase();
                label.starts_with(&letter.to_lowercase())
            };
            (1..=count).map(|steps| (at + steps) % count).find(begins)
        }
        _ => None,
    }
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let command = |label, disabled_reason| MenuItem {
        label,
        on_press: Callback::new(|()| {}),
        kind: MenuItemKind::Command { disabled_reason },
    };
    let chosen = RwSignal::new(1);
    let choice = |at: usize| MenuItem {
        label: lent.names[at],
        on_press: Callback::new(move |()| chosen.set(at)),
        kind: MenuItemKind::Choice {
            is_chosen: Signal::derive(move || chosen.get() == at),
        },
    };
    let groups = vec![
        MenuGroup {
            label: lent.names[0],
            items: vec![
                command(lent.names[1], Signal::stored(None)),
                command(lent.names[2], lent.reason()),
            ],
            is_offered: Signal::stored(true),
        },
        MenuGroup {
            label: lent.names[1],
            items: (0..3).map(choice).collect(),
            is_offered: Signal::stored(true),
        },
    ];
    let menu = view! {
        <Menu label=lent.names[0] button=move || lent.names[0].into_any() groups />
    };
    vec![Specimen::of(
        "MenuItemKind::Command, MenuItemKind::Choice",
        menu,
    )]
}

#[cfg(test)]
mod tests {
    use super::target_of;

    #[track_caller]
    fn check(key: &str, at: usize, expected: Option<usize>) {
        let labels = ["System", "Light", "Dark", "明るい", "System"].map(str::to_owned);
        assert_eq!(target_of(key, at, &labels), expected);
    }

    #[test]
    fn arrows_go_round() {
        check("ArrowDown", 0, Some(1));
        check("ArrowDown", 4, Some(0));
        check("ArrowUp", 0, Some(4));
    }

    #[test]
    fn home_and_end_go_to_the_ends() {
        check("Home", 2, Some(0));
        check("End", 2, Some(4));
    }

    #[test]
    fn a_letter_goes_to_the_next_item_that_begins_with_it() {
        check("d", 0, Some(2));
        check("S", 0, Some(4));
        check("s", 4, Some(0));
        check("l", 1, Some(1));
        check("明", 0, Some(3));
    }

    #[test]
    fn other_keys_are_left_alone() {
        check("x", 0, None);
        check(" ", 0, None);
        check("Enter", 0, None);
        check("F1", 0, None);
    }
}
