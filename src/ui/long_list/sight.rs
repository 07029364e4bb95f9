//! Which rows of a long list can be seen.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, ResizeObserver};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// What of the list can be seen, in pixels of the page.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// How high a row is; never nothing.
    pub(super) height: RwSignal<usize>,
    /// How far the list has been scrolled beyond the upper edge of the window, and the window's
    /// height.
    window: RwSignal<(usize, usize)>,
    /// Whether all of it is being put on paper.
    is_printed: RwSignal<bool>,
}

/// So many rows are printed; more are said to be missing by whoever shows the list.
pub const PRINTED: usize = 500;

/// So many rows beyond each edge are there before they are seen.
const AHEAD: usize = 5;

impl Sight {
    /// Looks whenever something is scrolled or changes its size, until the owner is gone.
    ///
    /// Browsers announce that they are about to print, and wait until what follows is drawn.
    pub(super) fn of(body: NodeRef<html::Div>) -> Self {
        let sight = Self {
            height: RwSignal::new(80),
            window: RwSignal::new((0, 0)),
            is_printed: RwSignal::new(false),
        };
        let look = move || {
            if let Some(body) = body.try_get_untracked().flatten() {
                sight.look(&body);
            }
        };
        let observer = Observer::new(look);
        Effect::new(move || {
            if let Some(body) = body.get() {
                observer.watch(&body);
            }
            // Once the first rows are laid out: the first look brings them, the second measures.
            request_animation_frame(move || {
                look();
                request_animation_frame(look);
            });
        });
        let listeners = [
            window_event_listener_untyped("scroll", move |_| look()),
            window_event_listener_untyped("resize", move |_| look()),
            window_event_listener_untyped("beforeprint", move |_| sight.is_printed.set(true)),
            window_event_listener_untyped("afterprint", move |_| sight.is_printed.set(false)),
        ];
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
        sight
    }

    fn look(self, body: &HtmlElement) {
        let row = body.first_element_child();
        let height = row.map_or(0, |row| {
            whole(row.unchecked_into::<HtmlElement>().offset_height())
        });
        if self.is_printed.get_untracked() || body.offset_parent().is_none() {
            return;
        }
        let before = self.height.get_untracked();
        if height > 0 && height != before {
            self.height.set(height);
            let (scrolled, _) = self.window.get_untracked();
            if scrolled > 0 {
                // What was in sight stays there when rows become higher or lower; not before the
                // list is as long as they are then.
                let top = from_top(body) + scrolled * height / before;
                queue_microtask(move || scroll_to(top));
            }
        }
        let scrolled = pixels(window().scroll_y()).saturating_sub(from_top(body));
        let now = (scrolled, pixels(window().inner_height()));
        if now != self.window.get_untracked() {
            self.window.set(now);
        }
    }

    pub(super) fn rows(self, count: usize) -> Range<usize> {
        if self.is_printed.get() {
            return 0..count.min(PRINTED);
        }
        let (height, (scrolled, window)) = (self.height.get(), self.window.get());
        in_sight(count, height, scrolled, window)
    }

    /// How far below the upper edge of the list a row stands, in the units of a style sheet. On paper
    /// rows follow one another.
    pub(super) fn place(self, row: usize) -> Option<String> {
        (!self.is_printed.get()).then(|| format!("{}px", row * self.height.get()))
    }

    /// How many rows a page has.
    pub(super) fn page(self) -> usize {
        let (_, window) = self.window.get_untracked();
        (window / self.height.get_untracked())
            .saturating_sub(2)
            .max(1)
    }
}

/// Tells when an element becomes wider or higher, until it is dropped.
struct Observer {
    observer: ResizeObserver,
    _tell: Closure<dyn Fn()>,
}

impl Observer {
    fn new(tell: impl Fn() + 'static) -> Self {
        let tell = Closure::<dyn Fn()>::new(tell);
        let observer = ResizeObserver::new(tell.as_ref().unchecked_ref());
        Self {
            observer: observer.expect("a function can be told"),
            _tell: tell,
        }
    }

    fn watch(&self, element: &HtmlElement) {
        self.observer.observe(element);
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn scroll_to(top: usize) {
    let top = i32::try_from(top).unwrap_or(i32::MAX);
    window().scroll_to_with_x_and_y(0.0, top.into());
}

fn in_sight(count: usize, height: usize, scrolled: usize, window: usize) -> Range<usize> {
    let first = (scrolled / height).saturating_sub(AHEAD).min(count);
    let last = (scrolled + window) / height + 1 + AHEAD;
    first..last.min(count)
}

/// How far an element is from the upper edge of the page.
fn from_top(element: &HtmlElement) -> usize {
    let mut top = 0;
    let mut next = Some(element.clone());
    while let Some(element) = next {
        top += whole(element.offset_top());
        next = element.offset_parent().map(JsCast::unchecked_into);
    }
    top
}

/// What the browser says of the window, in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is not longer than can be counted"
)]
fn pixels(said: Result<impl Into<JsValue>, JsValue>) -> usize {
    let length = said.ok().and_then(|said| said.into().as_f64());
    whole(length.unwrap_or_default().round() as i32)
}

/// None where it is below zero.
fn whole(length: i32) -> usize {
    length.try_into().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_sight_and_a_little_more_is_there() {
        let check = |count, scrolled, expected: Range<usize>| {
            assert_eq!(in_sight(count, 100, scrolled, 800), expected);
        };
        check(0, 0, 0..0);
        check(10, 0, 0..10);
        check(10_000, 0, 0..14);
        check(10_000, 500_000, 4995..5014);
        check(10_000, 2_000_000, 10_000..10_000);
    }
}
