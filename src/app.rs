//! The shell: what stands on every page, which page is in view, and what is said when it changes.

mod clock;
mod header;
mod leave;
mod navigation;

use std::sync::Arc;

use leptos::either::{Either, EitherOf4, EitherOf5};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::session::TenantCard;

use crate::api::{Api, ApiError};
use crate::backend::in_browser::{InBrowser, Keeping};
use crate::browser::{files, page};
use crate::changes::Changes;
use crate::pages::article::ArticlePage;
use crate::pages::diagnostic::DiagnosticPage;
use crate::pages::help::HelpPage;
use crate::pages::help::pane::{HelpPane, PANE};
use crate::pages::home::HomePage;
use crate::pages::unknown::UnknownPage;
use crate::preferences;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::{SignedIn, Tenant};
use crate::trouble;
use crate::ui::{Announcer, Button, Glyph, Icon, Notice, Tone};
use crate::words::{self, Argument, Text, app};

use header::Header;
use leave::LeaveDialog;
use navigation::Navigation;

#[component]
pub fn App() -> impl IntoView {
    let router = Router::listen();
    provide_context(router);
    Effect::new(|_| page::set_language(words::language().tag()));
    let api = expect_context::<Api>();
    let signed_in = RwSignal::new(None);
    let sign_in = move || {
        let api = api.clone();
        spawn_local(async move {
            let answer = api.session().await.map(|session| SignedIn {
                caller: session.caller,
                tenants: session.tenants,
                simulation: session.simulation,
            });
            let _ = signed_in.try_set(Some(answer));
        });
    };
    sign_in();
    let retry = Callback::new(move |()| sign_in());
    let is_out_of_reach = expect_context::<Keeping>() == Keeping::OutOfReach;
    move || match signed_in.get() {
        _ if is_out_of_reach => EitherOf4::D(view! { <OutOfReach /> }),
        None => EitherOf4::A(view! { <p class="start-wait" role="status">{app::starting()}</p> }),
        Some(Ok(signed_in)) => EitherOf4::B(view! { <Tenants signed_in /> }),
        Some(Err(error)) => EitherOf4::C(view! {
            <main class="main">
                <h1 tabindex="-1">{app::no_session()}</h1>
                <p>{trouble::sentence(&error)}</p>
                <Button label=app::try_again() on_press=retry />
            </main>
        }),
    }
}

/// A newer version of the app owns what this browser keeps. It is left alone, and can be taken along.
#[component]
fn OutOfReach() -> impl IntoView {
    view! {
        <main class="main">
            <h1 tabindex="-1">{app::out_of_reach()}</h1>
            <p>{trouble::sentence(&ApiError::Outdated)}</p>
            <DownloadRecords />
        </main>
    }
}

#[component]
fn DownloadRecords() -> impl IntoView {
    let far_side = use_context::<Arc<InBrowser>>();
    let failed = RwSignal::new(false);
    let download = move |()| {
        let Some(far_side) = far_side.clone() else {
            return;
        };
        spawn_local(async move {
            let offered = match far_side.export().await {
                Ok(records) => {
                    files::offer("admin-center.json", "application/json", &records).is_ok()
                }
                Err(_) => false,
            };
            let _ = failed.try_set(!offered);
        });
    };
    view! {
        <Button label=app::download_records() on_press=Callback::new(download) />
        <p role="alert">{move || failed.get().then(|| app::download_failed().get())}</p>
    }
}

/// Chooses the tenant by the address; one without a tenant becomes that of the last one.
#[component]
fn Tenants(signed_in: SignedIn) -> impl IntoView {
    let router = expect_context::<Router>();
    let tenants = signed_in.tenants.clone();
    provide_context(signed_in);
    let first = tenants.first().map(|card| card.id.clone());
    let named = Memo::new(move |_| router.route().tenant);
    Effect::new({
        let tenants = tenants.clone();
        move |_| {
            let route = router.route();
            if route.tenant.is_none() {
                let is_known = |id: &String| tenants.iter().any(|card| card.id == *id);
                let last = preferences::last_tenant().filter(is_known);
                let tenant = last.or_else(|| first.clone());
                router.rename(Route { tenant, ..route });
            }
        }
    });
    move || {
        let id = named.get()?;
        let card = tenants.iter().find(|card| card.id == id).cloned();
        Some(match card {
            Some(card) => Either::Left(view! { <InTenant card /> }),
            None => Either::Right(view! { <NoSuchTenant id tenants=tenants.clone() /> }),
        })
    }
}

/// The app in one tenant; another one gets everything anew, so that nothing of two is ever mixed.
#[component]
fn InTenant(card: TenantCard) -> impl IntoView {
    let signed_in = expect_context::<SignedIn>();
    let router = expect_context::<Router>();
    preferences::remember_tenant(&card.id);
    let tenant = Tenant::open(
        card,
        signed_in.simulation,
        expect_context::<Api>(),
        expect_context::<Changes>(),
    );
    provide_context(tenant);
    let named = PageName(RwSignal::new(None));
    provide_context(named);
    let title = Memo::new(move |_| {
        let own = named.0.get().map(Argument::from);
        let page = own.unwrap_or_else(|| name(&router.route().page).into());
        app::title(page, tenant.card().name).get()
    });
    Effect::new(move |_| page::set_title(&title.get()));
    let is_read = Memo::new(move |_| tenant.protocols().is_some());
    let is_pane_open = Memo::new(move |_| router.route().pane.is_some());
    // Not by the browser, whose own entry in the history would not be one of the router's.
    let skip = move |click: MouseEvent| {
        click.prevent_default();
        page::focus_main();
    };
    view! {
        <div class="frame">
            <a class="skip-link" href="#main" on:click=skip>{app::skip()}</a>
            <Header />
            <Banner />
            <Navigation />
            <main class="main" id="main" tabindex="-1">
                <Show when=move || is_read.get() fallback=Waiting>
                    <PageInView />
                </Show>
            </main>
            <Show when=move || is_pane_open.get() && is_read.get()>
                <HelpPane />
            </Show>
            <HelpButton is_open=is_pane_open />
            <LeaveDialog />
            <Announcer message=title />
        </div>
    }
}

#[component]
fn PageInView() -> impl IntoView {
    let router = expect_context::<Router>();
    // The tenant had to be read first.
    router.settle();
    let page = Memo::new(move |_| match router.route().page {
        // What is looked for changes in place; it is the same page.
        Page::Help(_) => Page::Help(String::new()),
        page => page,
    });
    move || match page.get() {
        Page::Home => EitherOf5::A(view! { <HomePage /> }),
        Page::Help(_) => EitherOf5::B(view! { <HelpPage /> }),
        Page::Diagnostic(protocol) => EitherOf5::C(view! { <DiagnosticPage protocol /> }),
        Page::Article(slug) => EitherOf5::D(view! { <ArticlePage slug /> }),
        Page::Unknown(_) => EitherOf5::E(view! { <UnknownPage /> }),
    }
}

/// What a page calls itself while it is in view, where its kind is not enough.
#[derive(Clone, Copy)]
pub(crate) struct PageName(pub(crate) RwSignal<Option<String>>);

fn name(page: &Page) -> Text {
    match page {
        Page::Home => app::home(),
        Page::Help(_) => app::help(),
        Page::Diagnostic(_) => app::diagnostic(),
        Page::Article(_) => app::article(),
        Page::Unknown(_) => app::unknown(),
    }
}

#[component]
fn HelpButton(is_open: Memo<bool>) -> impl IntoView {
    use crate::routes::Pane;
    let router = expect_context::<Router>();
    let open = move |_| {
        let pane = Some(Pane::SelfHelp(String::new()));
        router.go(router.route().with_pane(pane));
    };
    view! {
        <button
            class="help-button"
            type="button"
            aria-expanded=move || is_open.get().to_string()
            aria-controls=PANE
            on:click=open
        >
            <Icon glyph=Glyph::Support />
            {app::help_and_support()}
        </button>
    }
}

/// What holds for every page: nothing is kept in this browser, or the newest reading failed.
#[component]
fn Banner() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let keeps_nothing = expect_context::<Keeping>() == Keeping::MemoryOnly;
    let trouble = move || tenant.trouble();
    // The button goes when the answer comes; the focus would go with it.
    let again = move |()| {
        tenant.refresh();
        page::focus_heading();
    };
    view! {
        <div
            class="frame__banner"
            role=keeps_nothing.then_some("region")
            aria-label=move || keeps_nothing.then(|| app::memory_only().get())
        >
            <Show when=move || keeps_nothing>
                <Notice tone=Tone::Warn heading=app::memory_only()>
                    <p>{app::memory_only_advice()}</p>
                </Notice>
            </Show>
            {move || trouble().map(|error| view! {
                <Notice tone=Tone::Bad heading=app::not_read() announced=true>
                    <p>{trouble::sentence(&error)}</p>
                    <Button label=app::try_again() on_press=Callback::new(again) />
                    {(error == ApiError::Outdated).then(|| view! { <DownloadRecords /> })}
                </Notice>
            })}
        </div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! { <p class="start-wait" role="status">{app::reading()}</p> }
}

#[component]
fn NoSuchTenant(id: String, tenants: Vec<TenantCard>) -> impl IntoView {
    let heading = app::no_such_tenant(id);
    Effect::new({
        let heading = heading.clone();
        move |_| page::set_title(&heading.get())
    });
    let router = expect_context::<Router>();
    let link = move |card: TenantCard| {
        let href = router.href(&Route::new(card.id, Page::Home));
        view! { <li><a href=href>{card.name}</a></li> }
    };
    view! {
        <main class="main">
            <h1 tabindex="-1">{heading}</h1>
            <p>{app::choose_tenant()}</p>
            <ul>{tenants.into_iter().map(link).collect_view()}</ul>
        </main>
    }
}
