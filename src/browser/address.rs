//! The address bar and the history behind it.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BeforeUnloadEvent, Event, EventTarget, History, Url};

use super::window;

/// One entry of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path, query and fragment.
    pub address: String,
    /// How many entries of this app came before it. Compared with the entry one comes from,
    /// it says which way "back" or "forward" went, and so how to undo it with [`go`].
    pub position: i32,
}

/// Where the page is now.
pub fn current() -> Entry {
    let location = window().location();
    let parts = [location.pathname(), location.search(), location.hash()];
    Entry {
        address: parts.into_iter().filter_map(Result::ok).collect(),
        position: position(),
    }
}

/// An address of this site as other sites and programs need it.
pub fn whole(address: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    origin + address
}

/// The value of a member of the query.
pub fn query(name: &str) -> Option<String> {
    let query = window().location().search().ok()?;
    let query = web_sys::UrlSearchParams::new_with_str(&query).ok()?;
    query.get(name)
}

/// Leaves it to the app to scroll after "back": when the browser does, the page is not drawn yet.
pub fn scroll_by_app() {
    // A browser that cannot scrolls itself, which is no worse.
    let _ = history().set_scroll_restoration(web_sys::ScrollRestoration::Manual);
}

/// Goes to an address of this site without loading a page.
pub fn push(address: &str) {
    // Browsers refuse after a hundred changes within seconds; the page then stays where it is.
    let state = JsValue::from(position() + 1);
    let _ = history().push_state_with_url(&state, "", Some(address));
}

/// Names the current page differently: "back" does not return to the old address.
pub fn replace(address: &str) {
    let state = JsValue::from(position());
    let _ = history().replace_state_with_url(&state, "", Some(address));
}

/// Loads the page anew; whoever has something to lose is asked first.
pub fn reload() {
    // It fails for pages that a browser makes itself, which this is not.
    let _ = window().location().reload();
}

/// As if "forward" (or, below zero, "back") were pressed so many times.
pub fn go(steps: i32) {
    let _ = history().go_with_delta(steps);
}

/// Tells when the person goes back or forward, after the address has changed.
pub fn on_travel(tell: impl Fn(Entry) + 'static) -> Listening {
    Listening::to("popstate", move |_| tell(current()))
}

/// Goes to another page, which is told where to come back to; the app ends with that. Nothing
/// happens where the address is no page's.
pub fn leave_for(page: &str) {
    if let Some(address) = with_way_back(page) {
        // It is an address of the web, and so allowed.
        let _ = window().location().assign(&address);
    }
}

/// The same in another window, with the app left as it is. Tells whether the browser opened one.
pub fn open_beside(page: &str) -> bool {
    let address = with_way_back(page);
    let opened = address.and_then(|it| window().open_with_url_and_target(&it, "_blank").ok()?);
    opened.is_some()
}

/// The whole address, with this one in the member `return` of its query: a path, or for another
/// site's page, which would take a path for its own, the whole of it. Only of the web: others would
/// be code.
fn with_way_back(page: &str) -> Option<String> {
    let here = window().location().href().ok()?;
    let url = Url::new_with_base(page, &here).ok()?;
    ["https:", "http:"]
        .contains(&url.protocol().as_str())
        .then_some(())?;
    let path = current().address;
    let way_back = if whole("") == url.origin() {
        path
    } else {
        whole(&path)
    };
    url.search_params().append("return", &way_back);
    Some(url.href())
}

/// Has the browser ask before the page is closed or reloaded, until dropped.
pub fn ask_before_leaving() -> Listening {
    Listening::to("beforeunload", |event| {
        event.prevent_default();
        // Browsers before 2024 ask only when there is a text, which they do not show.
        event
            .unchecked_ref::<BeforeUnloadEvent>()
            .set_return_value("unsaved");
    })
}

/// Listens until dropped.
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    listener: Closure<dyn Fn(Event)>,
}

impl Listening {
    /// To the window.
    pub(super) fn to(event: &'static str, listener: impl Fn(Event) + 'static) -> Self {
        Self::at(&window(), event, listener)
    }

    pub(super) fn at(
        target: &EventTarget,
        event: &'static str,
        listener: impl Fn(Event) + 'static,
    ) -> Self {
        let listener = Closure::<dyn Fn(Event)>::new(listener);
        target
            .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref())
            .expect("it takes listeners");
        Self {
            target: target.clone(),
            event,
            listener,
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        // A listener that was added can be removed.
        let listener = self.listener.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, listener);
    }
}

fn history() -> History {
    window().history().expect("a page has a history")
}

/// An entry that this app did not make counts as its first.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the state holds what `push` put there"
)]
fn position() -> i32 {
    let state = history().state().ok();
    state.and_then(|state| state.as_f64()).unwrap_or(0.0) as i32
}
