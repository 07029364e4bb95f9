//! What is fetched when it is wanted: every page but Home, the help pane, and what opens over a page.
//!
//! `cargo xtask build` keeps all of it in a file of its own, which it finds by the one function that
//! is split off here. Any other build is one piece, and all of it is there from the start.

use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::name;
use super::over::Search;
use super::records::{Records, RecordsActions, RecordsStep, Replaced};
use crate::lasting::Lasting;
use crate::pages::about::AboutPage;
use crate::pages::article::ArticlePage;
use crate::pages::decided::DecidedPage;
use crate::pages::diagnostic::DiagnosticPage;
use crate::pages::health::HealthPage;
use crate::pages::health::notice::NoticePage;
use crate::pages::help::HelpPage;
use crate::pages::help::pane::{HelpPane, PANE};
use crate::pages::history::HistoryPage;
use crate::pages::message::{MessagePage, Shown};
use crate::pages::messages::MessagesPage;
use crate::pages::settings::SettingsPage;
use crate::pages::settings::modern_authentication::ModernAuthenticationPane;
use crate::pages::support::SupportPage;
use crate::pages::timeline::TimelinePage;
use crate::pages::timeline::what_if::WhatIfPage;
use crate::pages::unknown::UnknownPage;
use crate::pages::usage_report::UsagePage;
use crate::router::Router;
use crate::routes::Page;
use crate::ui::{Button, Notice, Skeleton, Tone};
use crate::words::app;

/// Something that the first view does without.
#[derive(Clone)]
pub(super) enum Part {
    /// Any but Home, and Home where another policy decides.
    Page(Page),
    /// What the address opens over the settings.
    ModernAuthentication,
    HelpPane,
    Search,
    RecordsStep(Records),
    RecordsActions(Records),
    Replaced(Records),
}

impl Part {
    fn view(self) -> AnyView {
        match self {
            Self::Page(page) => page_view(page),
            Self::ModernAuthentication => view! { <ModernAuthenticationPane /> }.into_any(),
            Self::HelpPane => view! { <HelpPane /> }.into_any(),
            Self::Search => view! { <Search /> }.into_any(),
            Self::RecordsStep(records) => view! { <RecordsStep records /> }.into_any(),
            Self::RecordsActions(records) => view! { <RecordsActions records /> }.into_any(),
            Self::Replaced(records) => view! { <Replaced records /> }.into_any(),
        }
    }
}

fn page_view(page: Page) -> AnyView {
    expect_context::<Router>().settle();
    match page {
        Page::Diagnostic(protocol) => view! { <DiagnosticPage protocol /> }.into_any(),
        Page::Support(lead) => view! { <SupportPage lead /> }.into_any(),
        Page::Article(slug) => view! { <ArticlePage slug /> }.into_any(),
        Page::Messages(_) | Page::Message(..) => view! { <MessagesPage /> }.into_any(),
        Page::OptOutByPost(id) => view! { <MessagePage id shown=Shown::Steps /> }.into_any(),
        Page::Health => view! { <HealthPage /> }.into_any(),
        Page::Issue(id) => view! { <NoticePage id /> }.into_any(),
        Page::Settings(_) => view! { <SettingsPage /> }.into_any(),
        Page::History(_) => view! { <HistoryPage /> }.into_any(),
        Page::Usage => view! { <UsagePage /> }.into_any(),
        Page::Help(_) => view! { <HelpPage /> }.into_any(),
        Page::Timeline => view! { <TimelinePage /> }.into_any(),
        Page::WhatIf(_) => view! { <WhatIfPage /> }.into_any(),
        Page::About => view! { <AboutPage /> }.into_any(),
        #[cfg(debug_assertions)]
        Page::Gallery => view! { <crate::gallery::GalleryPage /> }.into_any(),
        Page::Home => view! { <DecidedPage /> }.into_any(),
        Page::Unknown(_) => view! { <UnknownPage /> }.into_any(),
    }
}

/// Whether the parts are here; one for the whole app.
#[derive(Clone, Copy)]
pub(super) struct Parts(RwSignal<Fetched>);

#[derive(Clone, Copy, PartialEq)]
enum Fetched {
    NotYet,
    OnTheWay,
    Here,
    Failed,
}

impl Parts {
    pub(super) fn new() -> Self {
        let first = if cfg!(split) {
            Fetched::NotYet
        } else {
            Fetched::Here
        };
        Self(RwSignal::new(first))
    }

    /// Fetches them, unless they are here or on their way.
    pub(super) fn fetch(self) {
        let fetched = self.0;
        if matches!(fetched.get_untracked(), Fetched::Here | Fetched::OnTheWay) {
            return;
        }
        fetched.set(Fetched::OnTheWay);
        spawn_local(async move {
            fetched.set(match file::fetch().await {
                Ok(()) => Fetched::Here,
                Err(_) => Fetched::Failed,
            });
        });
    }

    /// The reader has touched the page, and so will go somewhere.
    pub(super) fn expect(self) {
        if self.0.get_untracked() == Fetched::NotYet {
            self.fetch();
        }
    }

    /// Nothing where it is not here, tracked.
    pub(super) fn view(self, part: Part) -> Option<AnyView> {
        if self.0.follow().get_untracked() == Fetched::Here {
            file::view(part).now_or_never()?.ok()
        } else {
            None
        }
    }

    /// Whether they came, as soon as that is known; what failed stays so while it is tried again.
    fn came(self) -> Memo<Option<bool>> {
        Memo::new(
            move |before: Option<&Option<bool>>| match self.0.follow().get_untracked() {
                Fetched::Here => Some(true),
                Fetched::Failed => Some(false),
                Fetched::NotYet | Fetched::OnTheWay => before.copied().flatten(),
            },
        )
    }
}

/// The part, its shape until it is here, or why it does not come.
#[component]
pub(super) fn Later(part: Part) -> impl IntoView {
    let parts = expect_context::<Parts>();
    parts.fetch();
    let came = parts.came();
    let part = StoredValue::new(part);
    view! {
        <Skeleton
            label=app::part_loading()
            is_ready=Signal::derive(move || came.get().is_some())
        >
            {move || {
                if came.get()? {
                    return parts.view(part.get_value());
                }
                Some(view! { <Missing part=part.get_value() /> }.into_any())
            }}
        </Skeleton>
    }
}

/// What an address opens over its page, which says so where it does not come.
#[component]
pub(super) fn LaterOver() -> impl IntoView {
    let parts = expect_context::<Parts>();
    move || parts.view(Part::ModernAuthentication)
}

/// The help pane. Its place is kept until it is here, and where it does not come, it can be closed.
#[component]
pub(super) fn LaterPane() -> impl IntoView {
    let parts = expect_context::<Parts>();
    let router = expect_context::<Router>();
    parts.fetch();
    let came = parts.came();
    let is_here = Memo::new(move |_| came.get() == Some(true));
    let close = Callback::new(move |()| router.rename(router.route().with_pane(None)));
    move || {
        if is_here.get() {
            return parts.view(Part::HelpPane);
        }
        let place = view! {
            <aside class="pane" id=PANE aria-label=app::help_and_support()>
                <div class="pane__body">
                    <Skeleton
                        label=app::part_loading()
                        is_ready=Signal::derive(move || came.get().is_some())
                    >
                        <Missing part=Part::HelpPane />
                        <Button label=app::close() on_press=close />
                    </Skeleton>
                </div>
            </aside>
        };
        Some(place.into_any())
    }
}

/// In the place of a part that could not be fetched, until it is there.
#[component]
fn Missing(part: Part) -> impl IntoView {
    let parts = expect_context::<Parts>();
    let heading = if let Part::Page(page) = part {
        expect_context::<Router>().settle();
        Some(view! { <h1 tabindex="-1">{name(&page)}</h1> })
    } else {
        None
    };
    let again = Callback::new(move |()| parts.fetch());
    view! {
        {heading}
        <Show when=move || parts.0.follow().get_untracked() == Fetched::Failed>
            <Notice tone=Tone::Bad heading=app::part_not_fetched() announced=true>
                <p>{app::part_not_fetched_advice()}</p>
            </Notice>
        </Show>
        <Button label=app::try_again() on_press=again />
    }
}

/// Split off by `cargo xtask build`: called, it is there already.
#[cfg(split)]
mod file {
    use leptos::prelude::AnyView;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use super::Part;

    #[allow(
        unsafe_code,
        clippy::unnecessary_wraps,
        reason = "the build finds it by its name, and the wrapper around it can fail"
    )]
    #[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split, preload(fetch))]
    pub(super) fn view(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(part.view())
    }
}

#[cfg(not(split))]
mod file {
    use std::convert::Infallible;
    use std::future::{Ready, ready};

    use leptos::prelude::AnyView;

    use super::Part;

    pub(super) fn fetch() -> Ready<Result<(), Infallible>> {
        ready(Ok(()))
    }

    pub(super) fn view(part: Part) -> Ready<Result<AnyView, Infallible>> {
        ready(Ok(part.view()))
    }
}
