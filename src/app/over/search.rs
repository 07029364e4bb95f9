//! One search over the pages of the app, the diagnostic and the help.

use flows::messages::text;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use search::{Hit, Kind};

use super::super::navigation;
use super::Over;
use crate::help;
use crate::latest::latest;
use crate::message_center::MessageCenter;
use crate::pages::help::results::{availability, marked};
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Combobox, Notice, Tone};
use crate::words::{self, Text, app, help as say, search as own};

/// More would not be looked through.
const MOST: usize = 8;

/// Something to go to.
#[derive(Clone, PartialEq)]
enum Offer {
    /// While nothing is looked for.
    Page(Route, Text),
    Found(Hit),
    Post(Hit),
}

/// So many posts at most, after what else was found.
const MOST_POSTS: usize = 4;

#[component]
pub(in crate::app) fn Search() -> impl IntoView {
    let over = expect_context::<Over>();
    let router = expect_context::<Router>();
    let tenant = expect_context::<Tenant>();
    let query = RwSignal::new(String::new());
    let index = latest(help::index);
    let posts = expect_context::<MessageCenter>();
    posts.want();
    let failed = Memo::new(move |_| index.with(|index| matches!(index, Some(Err(_)))));
    let is_searching = move || query.with(|query| !query.trim().is_empty());
    let offers = Memo::new(move |_| {
        index.with(|index| match index {
            Some(Ok(index)) if is_searching() => {
                let (query, lang) = (query.get(), help::lang(words::language()));
                let hits = index.search(&query, lang, MOST).into_iter();
                let posts = posts.search(&query, lang, MOST_POSTS).into_iter();
                hits.map(Offer::Found)
                    .chain(posts.map(Offer::Post))
                    .collect()
            }
            None if is_searching() => Vec::new(),
            // The pages are there also where the help is not.
            _ => pages(tenant),
        })
    });
    let count = Memo::new(move |_| offers.with(Vec::len));
    let found = move || {
        let is_answered = is_searching() && index.with(|index| matches!(index, Some(Ok(_))));
        is_answered.then(|| match i32::try_from(count.get()) {
            Ok(0) => say::nothing_found().get(),
            count => say::count(count.unwrap_or(i32::MAX)).get(),
        })
    };
    let option = Callback::new(move |at: usize| {
        let offer = offers.with(|offers| offers.get(at).cloned());
        offer.map(|offer| view! { <Shown offer /> }).into_any()
    });
    let choose = move |at: usize| {
        let offer = offers.with_untracked(|offers| offers.get(at).cloned());
        if let Some(offer) = offer {
            let route = offer.route(router, tenant);
            over.close();
            // The dialog gives the focus back first, so that the page, or a question about a draft,
            // has it after that.
            request_animation_frame(move || router.go(route));
        }
    };
    view! {
        <Combobox
            label=own::heading()
            list_label=say::results()
            value=query
            on_input=Callback::new(move |text| query.set(text))
            count
            option
            on_choose=Callback::new(choose)
            is_wanted=true
        />
        <p class="muted" role="status">{found}</p>
        <Show when=move || failed.get()>
            <Notice tone=Tone::Bad heading=say::not_fetched() announced=true>
                <p>{say::not_fetched_advice()}</p>
            </Notice>
        </Show>
    }
}

/// The pages of the app, in the order of the navigation.
fn pages(tenant: Tenant) -> Vec<Offer> {
    navigation::entries()
        .map(|entry| Offer::Page(Route::new(tenant.id(), entry.page), entry.name))
        .collect()
}

impl Offer {
    fn route(&self, router: Router, tenant: Tenant) -> Route {
        match self {
            Self::Page(route, _) => route.clone(),
            Self::Found(hit) | Self::Post(hit) => {
                let there = Route::below(&tenant.id(), &hit.address);
                match there.pane {
                    // The pane opens over whatever page is in view.
                    Some(_) => router.route().with_pane(there.pane),
                    None => there,
                }
            }
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Page(
                Route {
                    page: Page::Diagnostic(_),
                    ..
                },
                _,
            ) => Kind::Diagnostic,
            Self::Page(..) => Kind::Page,
            Self::Found(hit) | Self::Post(hit) => hit.kind,
        }
    }
}

#[component]
fn Shown(offer: Offer) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let kind = offer.kind();
    let is_diagnostic = kind == Kind::Diagnostic;
    let kind = match kind {
        _ if matches!(offer, Offer::Post(_)) => app::message(),
        Kind::Page => own::page(),
        Kind::Diagnostic => app::diagnostic(),
        Kind::Article => app::article(),
    };
    let title = match offer {
        Offer::Page(_, name) => EitherOf3::A(name.into_render()),
        Offer::Found(hit) => {
            let other = hit.other_title.as_ref().map(|title| {
                view! { <span class="offer__other" lang=title.lang.tag()>{marked(title)}</span> }
            });
            EitherOf3::B(view! {
                <span lang=hit.title.lang.tag()>{marked(&hit.title)}</span> " " {other}
            })
        }
        Offer::Post(hit) => {
            let posts = expect_context::<MessageCenter>();
            // It may be written in a language that the analyser does not know.
            let lang =
                untrack(|| posts.post(&hit.id)).map(|post| text(&post, hit.title.lang.tag()).lang);
            EitherOf3::C(view! {
                <span lang=lang>{marked(&hit.title)}</span> " "
                <span class="offer__other">{hit.id}</span>
            })
        }
    };
    view! {
        <span class="offer__title">{title}</span>
        " "
        <span class="offer__kind">{kind}</span>
        {is_diagnostic.then(|| view! {
            " "
            <span class="offer__about">{move || availability(tenant).map(|text| text.get())}</span>
        })}
    }
}
