//! A list of any length, of which only the rows in sight are in the page.
//!
//! The grid of the ARIA patterns (<https://www.w3.org/WAI/ARIA/apg/patterns/grid/>): one stop for
//! the Tab key, and the arrows go from row to row and from cell to cell. The page scrolls it. All
//! rows are equally high, as the style sheet says. Paper, which nobody scrolls, gets them all, up to
//! a number.

mod place;
mod sight;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use place::{Place, Step, focus, focus_link, place_of, widget};
pub use sight::PRINTED;
use sight::Sight;

/// Each cell holds one thing that can take the focus, or none.
#[component]
pub fn LongList(
    #[prop(into)] label: Signal<String>,
    /// Names each cell of a row.
    columns: Vec<Signal<String>>,
    #[prop(into)] count: Signal<usize>,
    /// What tells a row from the others, wherever it stands.
    #[prop(into)]
    key: Callback<usize, String>,
    /// The cells of the row with this key.
    #[prop(into)]
    cells: Callback<String, Vec<AnyView>>,
    #[prop(into)] is_selected: Callback<String, bool>,
    /// The key of the row whose link is followed beside the list. Once nothing is, the focus comes
    /// back to it.
    #[prop(into, optional)]
    open: Signal<Option<String>>,
) -> impl IntoView {
    let body = NodeRef::<html::Div>::new();
    let sight = Sight::of(body);
    let here = RwSignal::new(Place::default());
    let width = columns.len();

    // The row with the focus stays in the page when it is scrolled out of sight.
    let rows = Memo::new(move |_| {
        let count = count.get();
        let in_sight = sight.rows(count);
        let focused = here.get().row;
        let mut rows: Vec<usize> = in_sight.clone().collect();
        if focused < count && !in_sight.contains(&focused) {
            rows.push(focused);
            rows.sort_unstable();
        }
        let keyed = rows.into_iter().map(|row| (row, key.run(row)));
        keyed.collect::<Vec<_>>()
    });
    let has_focus = keep_focus(body, here, count);
    one_tab_stop(body, here, rows, width);
    come_back(body, here, open, move |wanted| {
        let mut rows = 0..count.get_untracked();
        rows.find(|row| key.run(*row) == wanted)
    });

    let key_down = move |event: KeyboardEvent| {
        let Some(step) = Step::of(&event, body) else {
            return;
        };
        event.prevent_default();
        let count = count.get_untracked();
        let to = here.get_untracked().after(step, count, width, sight.page());
        here.set(to);
        focus(body, to);
    };
    let focus_in = move |event: FocusEvent| {
        has_focus.set(true);
        let at = event.target();
        if let Some(at) = at.and_then(|target| place_of(target.unchecked_ref())) {
            here.set(at);
        }
    };
    // What is taken out of the page while it has the focus loses it without a word; what is left
    // for something else says where it goes.
    let focus_out = move |event: FocusEvent| {
        if event.related_target().is_some() {
            has_focus.set(false);
        }
    };
    let headings = columns.into_iter().map(|column| {
        view! { <span role="columnheader">{column}</span> }
    });
    let row = move |(at, key): (usize, String)| {
        let own = key.clone();
        // It keeps its place in the page when others come before it.
        let at = Memo::new(move |before: Option<&usize>| {
            let is_own = |(_, key): &&(usize, String)| *key == own;
            let found = rows.with(|rows| rows.iter().find(is_own).map(|(at, _)| *at));
            found.or(before.copied()).unwrap_or(at)
        });
        view! { <Row at key sight cells is_selected open /> }
    };
    view! {
        <div
            class="long-list"
            role="grid"
            aria-label=label
            aria-rowcount=move || (count.get() + 1).to_string()
            aria-multiselectable="true"
            on:keydown=key_down
            on:focusin=focus_in
            on:focusout=focus_out
        >
            <div class="visually-hidden" role="rowgroup">
                <div role="row" aria-rowindex="1">{headings.collect_view()}</div>
            </div>
            <div
                class="long-list__body"
                role="rowgroup"
                node_ref=body
                style:block-size=move || sight.place(count.get())
            >
                <For each=move || rows.get() key=|(_, key)| key.clone() children=row />
            </div>
        </div>
    }
}

#[component]
fn Row(
    at: Memo<usize>,
    key: String,
    sight: Sight,
    cells: Callback<String, Vec<AnyView>>,
    is_selected: Callback<String, bool>,
    open: Signal<Option<String>>,
) -> impl IntoView {
    let own = key.clone();
    let is_open = move || open.with(|open| open.as_ref() == Some(&own));
    let cells = cells.run(key.clone()).into_iter().enumerate();
    let cells = cells.map(|(column, cell)| {
        view! {
            <div class="long-list__cell" role="gridcell" data-column=column.to_string()>
                {cell}
            </div>
        }
    });
    view! {
        <div
            class="long-list__row"
            role="row"
            aria-rowindex=move || (at.get() + 2).to_string()
            aria-selected=move || is_selected.run(key.clone()).to_string()
            aria-current=move || is_open().then_some("true")
            data-row=move || at.get().to_string()
            style:inset-block-start=move || sight.place(at.get())
        >
            {cells.collect_view()}
        </div>
    }
}

/// What can take the focus is the caller's; at which of it the Tab key stops is the list's.
fn one_tab_stop(
    body: NodeRef<html::Div>,
    here: RwSignal<Place>,
    rows: Memo<Vec<(usize, String)>>,
    width: usize,
) {
    Effect::new(move || {
        let rows = rows.get();
        let last = rows.last().map_or(0, |(row, _)| *row);
        let here = here.get().within(last + 1);
        request_animation_frame(move || {
            let Some(body) = body.try_get_untracked().flatten() else {
                return;
            };
            for (row, _) in rows {
                for column in 0..width {
                    let place = Place { row, column };
                    if let Some(widget) = widget(&body, place) {
                        widget.set_tab_index(if place == here { 0 } else { -1 });
                    }
                }
            }
        });
    });
}

/// A row that had the focus and is gone leaves it to the one in its place. Answers whether the
/// focus is in the list.
fn keep_focus(
    body: NodeRef<html::Div>,
    here: RwSignal<Place>,
    count: Signal<usize>,
) -> RwSignal<bool> {
    let has_focus = RwSignal::new(false);
    Effect::new(move |before: Option<usize>| {
        let now = count.get();
        if before.is_some_and(|before| before != now) && has_focus.get_untracked() {
            let place = here.get_untracked().within(now);
            here.set(place);
            focus(body, place);
        }
        now
    });
    has_focus
}

/// What was opened and is closed gives the focus back to its row; one that is gone, to the row in
/// its place.
fn come_back(
    body: NodeRef<html::Div>,
    here: RwSignal<Place>,
    open: Signal<Option<String>>,
    row_of: impl Fn(String) -> Option<usize> + 'static,
) {
    Effect::new(move |before: Option<Option<String>>| {
        let now = open.get();
        if let (Some(closed), None) = (before.flatten(), &now) {
            let place = here.get_untracked();
            let row = row_of(closed).unwrap_or(place.row);
            here.set(Place { row, ..place });
            focus_link(body, row);
        }
        now
    });
}

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let list = move |count: usize, selected: &'static str| {
        let cells = move |key: String| {
            let link = view! { <a href="#main">{lent.names[0]} " " {key}</a> };
            vec![
                link.into_any(),
                view! { <span>{lent.names[1]}</span> }.into_any(),
            ]
        };
        view! {
            <LongList
                label=lent.names[2]
                columns=vec![lent.names[0], lent.names[1]]
                count=Signal::stored(count)
                key=Callback::new(|at: usize| at.to_string())
                cells=Callback::new(cells)
                is_selected=Callback::new(move |key: String| key == selected)
                open=Signal::stored(Some("2".to_owned()))
            />
        }
    };
    vec![
        Specimen::of("count=0", list(0, "")),
        Specimen::of("count=3, is_selected, open", list(3, "1")),
    ]
}
