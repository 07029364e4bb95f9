//! Where the reader is, and how they get elsewhere.
//!
//! A page with a draft is asked before it is left, whether by a link, by "back" or by closing the
//! tab. Going to another page moves the focus to its heading; "back" also restores the scroll.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::browser::address::{self, Entry, Listening};
use crate::browser::page::{self, Focus};
use crate::lasting::Lasting;
use crate::routes::Route;

/// The way through the app, for every component. Links are plain `<a href>` with [`Router::href`].
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
    base: StoredValue<String>,
    /// The task on the page in view.
    guard: RwSignal<Option<Guard>>,
    /// What the page in view calls itself, where its kind is not enough.
    page_name: RwSignal<Option<String>>,
    /// Where the reader wants to go while they are asked about the draft.
    asked: RwSignal<Option<Way>>,
    /// The steps through the history that are being undone, to ask about them.
    returning: StoredValue<Option<i32>>,
    /// The steps through the history to which the reader has agreed.
    agreed: StoredValue<Option<i32>>,
    here: StoredValue<Entry>,
    scrolls: StoredValue<HashMap<i32, f64>>,
    /// What comes into view of the page that was opened, until its heading has the focus.
    arriving: StoredValue<Option<Arrival>, LocalStorage>,
    /// How many times the reader has come to the heading of another page.
    arrivals: RwSignal<u32>,
}

/// A task on a page, which is not left unasked while it has something to lose.
#[derive(Clone)]
pub struct Guard {
    /// The name under which its draft is kept.
    pub name: String,
    pub has_draft: Signal<bool>,
    /// The reader gives the draft up.
    pub on_discard: Callback<()>,
    /// The reader wants one back that was given up, as it was kept.
    pub on_bring_back: Callback<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Way {
    To(Route),
    /// So many entries back (below zero) or forward.
    Steps(i32),
}

/// Where the page is when its heading gets the focus.
#[derive(Clone)]
enum Arrival {
    /// So far from its upper edge, in pixels.
    At(f64),
    /// Where it is, if the heading can be seen: what was opened stands beside what was there.
    Beside,
    /// At its upper edge: it was drawn anew, and nobody asked to go. Whoever has moved on from where
    /// the focus was is not led away.
    Anew(Focus),
}

impl Router {
    /// Starts at the address in view, listening until the owner is gone.
    pub fn listen() -> Self {
        address::scroll_by_app();
        let base = page::base_path();
        let here = address::current();
        let router = Self {
            route: RwSignal::new(read(&base, &here.address)),
            base: StoredValue::new(base),
            guard: RwSignal::new(None),
            page_name: RwSignal::new(None),
            asked: RwSignal::new(None),
            returning: StoredValue::new(None),
            agreed: StoredValue::new(None),
            here: StoredValue::new(here),
            scrolls: StoredValue::new(HashMap::new()),
            arriving: StoredValue::new_local(None),
            arrivals: RwSignal::new(0),
        };
        let travel = address::on_travel(move |entry| router.travelled(entry));
        let follow = page::on_follow(move |address| router.follow(address));
        // Owned by whoever made the router, and gone with them.
        StoredValue::new_local((travel, follow));
        router.ask_before_closing();
        router
    }

    /// Where the reader is, tracked.
    pub fn route(&self) -> Route {
        self.route.follow().get_untracked()
    }

    /// Where the reader is, for handlers.
    pub fn route_untracked(&self) -> Route {
        self.route.get_untracked()
    }

    /// What the page in view calls itself, tracked.
    pub fn page_name(&self) -> Option<String> {
        self.page_name.follow().get_untracked()
    }

    /// Names the page in view, until another one is.
    pub fn name_page(&self, name: &str) {
        self.page_name.set(Some(name.to_owned()));
    }

    /// How many times the reader has come to the heading of another page, tracked.
    pub fn arrivals(&self) -> u32 {
        self.arrivals.follow().get_untracked()
    }

    /// The address of a route, for a link.
    pub fn href(&self, route: &Route) -> String {
        self.base
            .with_value(|base| format!("{}{route}", base.trim_end_matches('/')))
    }

    /// Goes to a route, after asking where a draft would be lost.
    pub fn go(&self, route: Route) {
        if self.would_lose_draft(&route) {
            self.asked.set(Some(Way::To(route)));
        } else {
            self.arrive(route);
        }
    }

    /// Names the place in view differently: "back" does not come here again.
    pub fn rename(&self, route: Route) {
        address::replace(&self.href(&route));
        self.here.set_value(address::current());
        self.route.set(route);
    }

    /// The page in view is drawn anew, as if the reader had just come to it: nothing on it is asked
    /// about any more.
    pub fn begin_anew(&self) {
        self.asked.set(None);
        self.page_name.set(None);
        // A dialog gives the focus back to where it was opened, which may be before the page is
        // drawn: from there nobody is led away.
        self.arriving
            .set_value((!page::is_under_dialog()).then(|| Arrival::Anew(Focus::now())));
    }

    /// Leads the reader to the heading of the page that is drawn anew, as soon as it is there, unless
    /// they are somewhere else by then.
    pub fn to_heading(&self) {
        self.arriving.set_value(Some(Arrival::Anew(Focus::now())));
        self.settle();
    }

    /// Has the reader asked before the task is left with a draft, until the owner is gone.
    pub fn guard(&self, guard: Guard) {
        let router = *self;
        router.guard.set(Some(guard));
        on_cleanup(move || router.guard.set(None));
    }

    /// Gives a draft back to its task, if that is in view. What was begun there since is discarded.
    pub fn bring_back(&self, name: &str, draft: &str) -> bool {
        let guard = self.guard.get_untracked();
        let Some(guard) = guard.filter(|guard| guard.name == name) else {
            return false;
        };
        self.discard();
        guard.on_bring_back.run(draft.to_owned());
        true
    }

    /// Whether the reader is being asked about the draft, tracked.
    pub fn is_asking(&self) -> bool {
        self.asked.follow().with_untracked(Option::is_some)
    }

    pub fn stay(&self) {
        self.asked.set(None);
    }

    /// Leaves the draft and goes where the reader wanted.
    pub fn leave(&self) {
        let way = self.asked.get_untracked();
        self.asked.set(None);
        self.discard();
        match way {
            None => {}
            Some(Way::To(route)) => self.arrive(route),
            Some(Way::Steps(steps)) => {
                self.agreed.set_value(Some(steps));
                address::go(steps);
            }
        }
    }

    /// Puts the reader on the heading of the page that was opened. Whoever draws a heading only when
    /// an answer has come calls this then; where nobody has just arrived it changes nothing.
    pub fn settle(&self) {
        let (arriving, arrivals) = (self.arriving, self.arrivals);
        // What changed is drawn in the effects that it queues; the frame after has it.
        request_animation_frame(move || {
            let Some(arrival) = arriving.try_get_value().flatten() else {
                return;
            };
            if let Arrival::Anew(from) = &arrival
                && from.has_moved_on()
            {
                arriving.set_value(None);
                return;
            }
            if page::focus_heading() {
                arriving.set_value(None);
                match arrival {
                    Arrival::At(scroll) => page::scroll_to(scroll),
                    Arrival::Beside => page::reveal_focus(),
                    Arrival::Anew(_) => page::scroll_to(0.0),
                }
                arrivals.update(|arrivals| *arrivals += 1);
            }
        });
    }

    fn discard(&self) {
        let guard = self.guard.get_untracked();
        if let Some(guard) = guard.filter(|guard| guard.has_draft.get_untracked()) {
            guard.on_discard.run(());
        }
    }

    fn arrive(&self, route: Route) {
        let position = self.here.with_value(|here| here.position);
        self.scrolls.update_value(|scrolls| {
            scrolls.insert(position, page::scroll_position());
        });
        address::push(&self.href(&route));
        self.here.set_value(address::current());
        self.show(route, None);
    }

    fn follow(&self, address: &str) -> bool {
        let is_ours = self
            .base
            .with_value(|base| address.starts_with(base.as_str()));
        if is_ours {
            self.go(self.base.with_value(|base| read(base, address)));
        }
        is_ours
    }

    fn travelled(&self, entry: Entry) {
        let steps = entry.position - self.here.with_value(|here| here.position);
        let route = self.base.with_value(|base| read(base, &entry.address));
        if steps == 0 {
            self.came_back();
            return;
        }
        let has_agreed = self.agreed.get_value() == Some(steps);
        self.agreed.set_value(None);
        if !has_agreed && self.would_lose_draft(&route) {
            // The browser has already gone; the reader is asked when it is back.
            self.returning.set_value(Some(steps));
            address::go(-steps);
            return;
        }
        self.asked.set(None);
        self.scrolls.update_value(|scrolls| {
            scrolls.insert(entry.position - steps, page::scroll_position());
        });
        let scroll = self
            .scrolls
            .with_value(|scrolls| scrolls.get(&entry.position).copied());
        self.here.set_value(entry);
        self.show(route, Some(scroll.unwrap_or_default()));
    }

    fn came_back(&self) {
        if let Some(steps) = self.returning.get_value() {
            self.returning.set_value(None);
            self.asked.set(Some(Way::Steps(steps)));
        }
    }

    /// What was in view comes back to where it was scrolled.
    fn show(&self, route: Route, scrolled: Option<f64>) {
        let before = self.route.get_untracked();
        let is_other_page =
            before.page.whole() != route.page.whole() || before.tenant != route.tenant;
        let is_other_post = !is_other_page && before.page.post() != route.page.post();
        let is_post = route.page.post().is_some();
        if is_other_page || is_other_post {
            self.page_name.set(None);
        }
        self.route.set(route);
        if is_other_page {
            let arrival = Arrival::At(scrolled.unwrap_or_default());
            self.arriving.set_value(Some(arrival));
            self.settle();
        } else if is_other_post && is_post {
            self.arriving.set_value(Some(Arrival::Beside));
            self.settle();
        } else if is_other_post {
            // The list takes the focus to the row that was left, which is where it was.
            self.arriving.set_value(None);
            if let Some(scroll) = scrolled {
                request_animation_frame(move || page::scroll_to(scroll));
            }
        }
    }

    fn would_lose_draft(&self, to: &Route) -> bool {
        let here = self.route.get_untracked();
        let leaves = here.page != to.page || here.tenant != to.tenant;
        leaves
            && self
                .guard
                .get_untracked()
                .is_some_and(|guard| guard.has_draft.get_untracked())
    }

    fn ask_before_closing(&self) {
        let guard = self.guard;
        let asking = StoredValue::new_local(None::<Listening>);
        Effect::new(move |_| {
            let has_draft = guard.get().is_some_and(|guard| guard.has_draft.get());
            asking.set_value(has_draft.then(address::ask_before_leaving));
        });
    }
}

fn read(base: &str, address: &str) -> Route {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    Route::parse(path.strip_prefix(base).unwrap_or(path), query)
}
