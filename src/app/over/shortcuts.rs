//! The sheet of keyboard shortcuts, where those of a single key can be turned off.

use leptos::prelude::*;

use super::Over;
use crate::preferences;
use crate::ui::Checkbox;
use crate::words::{Text, search, shortcuts};

#[component]
pub(super) fn Shortcuts() -> impl IntoView {
    let over = expect_context::<Over>();
    let row = |keys: Text, what: Text| {
        view! { <div class="shortcuts__row"><dt><kbd>{keys}</kbd></dt><dd>{what}</dd></div> }
    };
    let change = move |is_on: bool| {
        over.single_keys.set(is_on);
        preferences::remember_single_keys(is_on);
    };
    view! {
        <dl class="shortcuts">
            {row(over.search_keys(), search::heading())}
            {row(shortcuts::search_key(), search::heading())}
            {row(shortcuts::sheet_key(), shortcuts::sheet())}
        </dl>
        <Checkbox
            label=shortcuts::single_keys()
            checked=over.single_keys
            on_change=Callback::new(change)
            description=shortcuts::single_keys_about(over.search_keys())
        />
    }
}
