//! What opens over any page and asks nothing: the search, and the sheet of keyboard shortcuts.

mod search;
mod shortcuts;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::page;
use crate::preferences;
use crate::ui::{Button, Dialog, Glyph, Icon, Stroke, on_stroke};
use crate::words::{Text, app, search as say, shortcuts as keys};

use super::later::{Later, Part};

pub(super) use search::Search;
use shortcuts::Shortcuts;

/// What is open over the page, and which keys open it.
#[derive(Clone, Copy)]
pub(super) struct Over {
    open: RwSignal<Option<Sheet>>,
    /// Whether characters by themselves are shortcuts (WCAG 2.1.4).
    single_keys: RwSignal<bool>,
    is_apple: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Sheet {
    Search,
    Shortcuts,
}

/// The letter of the command that opens the search.
const SEARCH: char = 'K';

impl Over {
    /// Listens to the keys until the owner is gone.
    pub(super) fn listen() -> Self {
        let over = Self {
            open: RwSignal::new(None),
            single_keys: RwSignal::new(preferences::has_single_keys()),
            is_apple: page::is_apple(),
        };
        on_stroke(over.is_apple, move |stroke| {
            let sheet = over.opened_by(stroke);
            if sheet.is_some() {
                over.open.set(sheet);
            }
            sheet.is_some()
        });
        over
    }

    fn opened_by(self, stroke: Stroke) -> Option<Sheet> {
        match stroke {
            Stroke::Command(SEARCH) => Some(Sheet::Search),
            Stroke::Single(key) if self.single_keys.get_untracked() => match key {
                '/' => Some(Sheet::Search),
                '?' => Some(Sheet::Shortcuts),
                _ => None,
            },
            Stroke::Command(_) | Stroke::Single(_) => None,
        }
    }

    fn close(self) {
        self.open.set(None);
    }

    /// How the keyboard of this computer names the command of the search.
    fn search_keys(self) -> Text {
        if self.is_apple {
            keys::search_keys_apple()
        } else {
            keys::search_keys()
        }
    }
}

/// One dialog for both, so that the focus goes back to where it was before the first of them.
#[component]
pub(super) fn OverDialog() -> impl IntoView {
    let over = expect_context::<Over>();
    let heading = move || match over.open.get() {
        Some(Sheet::Shortcuts) => keys::heading().get(),
        _ => say::heading().get(),
    };
    let close = Callback::new(move |()| over.close());
    let is_search = Memo::new(move |_| over.open.get() == Some(Sheet::Search));
    let to_shortcuts = Callback::new(move |()| over.open.set(Some(Sheet::Shortcuts)));
    let actions = move || {
        view! {
            <Show when=move || is_search.get()>
                <Button label=keys::heading() on_press=to_shortcuts />
            </Show>
            <Button label=app::close() on_press=close />
        }
    };
    // In the search the same keys close it again, and never reach the browser.
    let key_down = move |event: KeyboardEvent| {
        if Stroke::of(&event, over.is_apple) == Some(Stroke::Command(SEARCH)) {
            event.prevent_default();
            over.close();
        }
    };
    view! {
        <div on:keydown:capture=key_down>
            <Dialog
                open=Signal::derive(move || over.open.with(Option::is_some))
                heading=Signal::derive(heading)
                on_cancel=close
                actions
            >
                <Show when=move || is_search.get() fallback=|| view! { <Shortcuts /> }>
                    <Later part=Part::Search />
                </Show>
            </Dialog>
        </div>
    }
}

/// The way to the search for whoever does not use its keys.
#[component]
pub(super) fn SearchButton() -> impl IntoView {
    let over = expect_context::<Over>();
    let keys = if over.is_apple { "Meta+K" } else { "Control+K" };
    view! {
        <button
            class="search-button"
            type="button"
            aria-haspopup="dialog"
            aria-keyshortcuts=keys
            on:click=move |_| over.open.set(Some(Sheet::Search))
        >
            <Icon glyph=Glyph::Search />
            <span class="search-button__label">{app::search()}</span>
            " "
            <kbd class="search-button__keys">{over.search_keys()}</kbd>
        </button>
    }
}
