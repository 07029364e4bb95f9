//! Where in a long list the focus is, and where a key leads from there.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

/// A cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Where an arrow leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Rows(isize),
    Pages(isize),
    Columns(isize),
    /// The first or the last cell of the row.
    FirstColumn,
    LastColumn,
    FirstRow,
    LastRow,
}

impl Step {
    pub(super) fn of(event: &KeyboardEvent, body: NodeRef<html::Div>) -> Option<Self> {
        if event.is_composing() || event.alt_key() || event.shift_key() || event.meta_key() {
            return None;
        }
        let forward = if is_right_to_left(body) { -1 } else { 1 };
        Some(match (event.key().as_str(), event.ctrl_key()) {
            ("ArrowDown", false) => Self::Rows(1),
            ("ArrowUp", false) => Self::Rows(-1),
            ("PageDown", false) => Self::Pages(1),
            ("PageUp", false) => Self::Pages(-1),
            ("ArrowRight", false) => Self::Columns(forward),
            ("ArrowLeft", false) => Self::Columns(-forward),
            ("Home", false) => Self::FirstColumn,
            ("End", false) => Self::LastColumn,
            ("Home", true) => Self::FirstRow,
            ("End", true) => Self::LastRow,
            _ => return None,
        })
    }
}

impl Place {
    /// The nearest place in a list of so many rows.
    pub(super) fn within(self, count: usize) -> Self {
        Self {
            row: self.row.min(count.saturating_sub(1)),
            ..self
        }
    }

    pub(super) fn after(self, step: Step, count: usize, width: usize, page: usize) -> Self {
        let Self { row, column } = self;
        let page = isize::try_from(page).unwrap_or(isize::MAX);
        let last = width.saturating_sub(1);
        let to = match step {
            Step::Rows(by) => Self {
                row: row.saturating_add_signed(by),
                column,
            },
            Step::Pages(by) => Self {
                row: row.saturating_add_signed(by.saturating_mul(page)),
                column,
            },
            Step::Columns(by) => Self {
                row,
                column: column.saturating_add_signed(by).min(last),
            },
            Step::FirstColumn => Self { row, column: 0 },
            Step::LastColumn => Self { row, column: last },
            Step::FirstRow => Self { row: 0, column },
            Step::LastRow => Self { row: count, column },
        };
        to.within(count)
    }
}

/// Puts the focus there as soon as it is in the page; the browser scrolls it into sight.
pub(super) fn focus(body: NodeRef<html::Div>, to: Place) {
    request_animation_frame(move || {
        let found = body.try_get_untracked().flatten();
        if let Some(widget) = found.and_then(|body| widget(&body, to)) {
            // What is in the page takes the focus.
            let _ = widget.focus();
        }
    });
}

/// The same for the first link of a row, once the rows have come to where they stay: one that is
/// moved in the page loses the focus.
pub(super) fn focus_link(body: NodeRef<html::Div>, row: usize) {
    let focus = move || {
        let found = body.try_get_untracked().flatten();
        let link = found.and_then(|body| {
            let link = body.query_selector(&format!("[data-row='{row}'] a[href]"));
            Some(link.ok()??.unchecked_into::<HtmlElement>())
        });
        if let Some(link) = link {
            let _ = link.focus();
        }
    };
    request_animation_frame(move || request_animation_frame(focus));
}

/// What can take the focus in this cell, if it is in the page.
pub(super) fn widget(body: &Element, Place { row, column }: Place) -> Option<HtmlElement> {
    let cell = format!("[data-row='{row}'] [data-column='{column}']");
    let found = body.query_selector(&format!("{cell} :is(a[href], button, input)"));
    Some(found.ok()??.unchecked_into())
}

pub(super) fn place_of(element: &Element) -> Option<Place> {
    let number = |name: &str| {
        let around = element.closest(&format!("[{name}]")).ok()??;
        around.get_attribute(name)?.parse().ok()
    };
    Some(Place {
        row: number("data-row")?,
        column: number("data-column")?,
    })
}

fn is_right_to_left(body: NodeRef<html::Div>) -> bool {
    let element = body.get_untracked();
    element.is_some_and(|element| element.matches(":dir(rtl)").unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_leads_to_a_cell_of_the_list() {
        let check = |step, row, column| {
            let from = Place { row: 5, column: 1 };
            assert_eq!(
                from.after(step, 10, 3, 4),
                Place { row, column },
                "{step:?}"
            );
        };
        check(Step::Rows(1), 6, 1);
        check(Step::Rows(-1), 4, 1);
        check(Step::Pages(1), 9, 1);
        check(Step::Pages(-2), 0, 1);
        check(Step::Columns(1), 5, 2);
        check(Step::Columns(-5), 5, 0);
        check(Step::Columns(5), 5, 2);
        check(Step::FirstColumn, 5, 0);
        check(Step::LastColumn, 5, 2);
        check(Step::FirstRow, 0, 1);
        check(Step::LastRow, 9, 1);
        let nowhere = Place::default();
        assert_eq!(nowhere.after(Step::LastRow, 0, 0, 1), nowhere);
    }
}
