//! The document as a whole: title, language, theme, contrast, focus, scroll, and clicks on its links.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, FocusOptions, HtmlAnchorElement, HtmlBaseElement, HtmlElement,
    MediaQueryList, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition, Url,
};

use super::address::Listening;
use super::window;

/// The languages the reader prefers, best first, as BCP 47 tags.
pub fn preferred_languages() -> Vec<String> {
    let languages = window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether commands are given with ⌘ here, and not with Ctrl.
pub fn is_apple() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    ["Mac", "iP"].iter().any(|name| platform.starts_with(name))
}

/// Whether nobody can see the page: another tab is in front, or the window is minimised.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Tells whether the page is hidden, each time that changes.
pub fn on_visibility(tell: impl Fn(bool) + 'static) -> Listening {
    Listening::to("visibilitychange", move |_| tell(is_hidden()))
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Tells browsers and screen readers which language the page speaks, and where its lines begin.
pub fn set_language(tag: &str, is_right_to_left: bool) {
    set_on_root("lang", Some(tag));
    set_on_root("dir", is_right_to_left.then_some("rtl"));
}

/// `light` or `dark`; nothing follows the system.
pub fn set_theme(theme: Option<&str>) {
    set_on_root("data-theme", theme);
}

pub fn set_more_contrast(is_more: bool) {
    set_on_root("data-contrast", is_more.then_some("more"));
}

/// Whether the system is set to more contrast.
pub fn wants_more_contrast() -> bool {
    contrast_query().matches()
}

/// Tells when that changes.
pub fn on_wanted_contrast(tell: impl Fn(bool) + 'static) -> Listening {
    let query = contrast_query();
    Listening::at(&query.clone(), "change", move |_| tell(query.matches()))
}

fn contrast_query() -> MediaQueryList {
    let query = window().match_media("(prefers-contrast: more)");
    query
        .ok()
        .flatten()
        .expect("a window answers to media queries")
}

/// The path that every address of the page begins with, with its closing slash: where the `base`
/// element says that the app is. In a page without one it is in no folder.
pub fn base_path() -> String {
    let base = document().query_selector("base").ok().flatten();
    let base = base.and_then(|base| base.dyn_into::<HtmlBaseElement>().ok());
    base.and_then(|base| Url::new(&base.href()).ok())
        .map_or_else(|| "/".to_owned(), |base| base.pathname())
}

/// Puts the focus on the heading of what the address opens, without moving the page: of a pane
/// where it opens one, else of the page. Tells whether there is one yet.
pub fn focus_heading() -> bool {
    focus("[data-page] h2") || focus("main h1")
}

/// The focused element; the browser's "nowhere", the body, counts as none.
pub fn focused() -> Option<Element> {
    let focused = document().active_element();
    focused.filter(|element| element.tag_name() != "BODY")
}

/// Where the focus was at some time: in an element, or nowhere.
#[derive(Clone)]
pub struct Focus(Option<Element>);

impl Focus {
    pub fn now() -> Self {
        Self(focused())
    }

    /// Whether it is in another element by now.
    pub fn has_moved_on(&self) -> bool {
        let Self(now) = Self::now();
        now.is_some() && now != self.0
    }
}

/// Whether a dialog is open over the page.
pub fn is_under_dialog() -> bool {
    let open = document().query_selector("dialog[open]");
    open.is_ok_and(|dialog| dialog.is_some())
}

/// Puts the focus on the content, past what stands on every page.
pub fn focus_main() {
    focus("#main");
}

fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
    true
}

/// Brings what has the focus into view, moving the page no further than that takes.
pub fn reveal_focus() {
    if let Some(focused) = document().active_element() {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        focused.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

pub fn scroll_position() -> f64 {
    window().scroll_y().unwrap_or_default()
}

pub fn scroll_to(position: f64) {
    window().scroll_to_with_x_and_y(0.0, position);
}

/// Tells of each plain click on a link of this site, with its address; where the answer is `true`
/// the browser does not follow the link itself.
pub fn on_follow(take: impl Fn(&str) -> bool + 'static) -> Listening {
    Listening::to("click", move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        if let Some(address) = followed(click)
            && take(&address)
        {
            click.prevent_default();
        }
    })
}

/// The address of a link that a click follows in this very window.
fn followed(click: &MouseEvent) -> Option<String> {
    let modified = click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key();
    if click.default_prevented() || click.button() != 0 || modified {
        return None;
    }
    let target = click.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok().flatten()?;
    let Some(link) = link.dyn_ref::<HtmlAnchorElement>() else {
        // One in a drawing: an address of the app is all that it has.
        return link
            .get_attribute("href")
            .filter(|address| address.starts_with('/'));
    };
    let here = window().location().origin().ok()?;
    let elsewhere =
        !link.target().is_empty() || link.has_attribute("download") || link.origin() != here;
    // The link past what stands on every page is followed by whoever shows it.
    let within = link.get_attribute("href")?.starts_with('#');
    (!elsewhere && !within).then(|| format!("{}{}", link.pathname(), link.search()))
}

fn set_on_root(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    // The names are valid, which is all that could fail.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

fn document() -> Document {
    window().document().expect("a page has a document")
}
