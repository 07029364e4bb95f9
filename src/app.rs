//! The shell: what stands on every page, which page is in view, and what is said when it changes.

mod appearance;
mod banner;
mod clock;
mod header;
mod help_button;
mod later;
mod leave;
mod misconfigured;
mod navigation;
mod newer;
mod over;
mod print_sheet;
mod records;
mod sign_in;
mod tenants;
mod toast_list;

use std::time::Duration;

use flows::what_if::Supposition;
use leptos::either::Either;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::session::TenantCard;

use crate::api::{Api, Cause};
use crate::backend::NotSent;
use crate::backend::in_browser::Keeping;
use crate::browser::{self, page};
use crate::changes::Changes;
use crate::discards::Discards;
use crate::message_center::MessageCenter;
use crate::pages::home::HomePage;
use crate::preferences;
use crate::reach::Reach;
use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Settings};
use crate::signed_in::SignedIn;
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Announcer, Button, Errors, Skeleton};
use crate::words::{self, Argument, Text, app, health, history, messages, usage};

use banner::Banner;
use header::Header;
use help_button::HelpButton;
use later::{Later, LaterOver, LaterPane, Part, Parts};
use leave::LeaveDialog;
pub use misconfigured::Misconfigured;
use navigation::Navigation;
use newer::NewerBuild;
use over::{Over, OverDialog};
use print_sheet::PrintSheet;
use records::OutOfReach;
use sign_in::{SignIn, tell_signed_in};
use tenants::Tenants;
use toast_list::ToastList;

#[component]
pub fn App() -> impl IntoView {
    let router = Router::listen();
    provide_context(router);
    provide_context(Parts::new());
    Effect::new(|_| {
        let language = words::language();
        page::set_language(language.tag(), language.is_right_to_left());
    });
    let api = expect_context::<Api>();
    let signed_in = RwSignal::new(None);
    let sign_in = move || {
        let api = api.clone();
        spawn_local(async move {
            let answer = api.session().await.map(|session| {
                SignedIn::of(
                    session,
                    browser::clock::elapsed(),
                    browser::clock::of_this_computer(),
                )
            });
            if answer.is_ok() {
                tell_signed_in();
            }
            let _ = signed_in.try_set(Some(answer));
        });
    };
    sign_in();
    let retry = Callback::new(move |()| sign_in());
    // Only a far side in this browser keeps anything here.
    if use_context::<Keeping>() == Some(Keeping::OutOfReach) {
        return Either::Left(view! { <OutOfReach /> });
    }
    let is_ready = Signal::derive(move || signed_in.with(Option::is_some));
    let reach = expect_context::<Reach>();
    let answer = move || {
        signed_in.get().map(|answer| match answer {
            Ok(signed_in) => Either::Left(view! { <Tenants signed_in /> }),
            Err(error) => Either::Right(match sign_in_at(reach, &error.cause) {
                Some(address) => Either::Left(view! { <SignIn address /> }),
                None => Either::Right(view! {
                    <main class="main">
                        <h1 tabindex="-1">{app::no_session()}</h1>
                        <Trouble error />
                        <Button label=app::try_again() on_press=retry />
                    </main>
                }),
            }),
        })
    };
    Either::Right(view! {
        <Skeleton label=app::starting() is_ready>
            {answer}
        </Skeleton>
    })
}

/// How long the states wait for what is reported beside them.
const REPORTS_WAIT: Duration = Duration::from_secs(1);

/// Where to sign in, if that is what is missing and known.
fn sign_in_at(reach: Reach, cause: &Cause) -> Option<String> {
    match cause {
        Cause::SignedOut { sign_in } => Some(reach.address_of(sign_in.as_deref()?)),
        _ => None,
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
    provide_context(Discards::of(&tenant.id()));
    provide_context(Over::listen());
    let reports = Reports::open(tenant, expect_context::<Api>());
    provide_context(reports);
    provide_context(MessageCenter::open(tenant, expect_context::<Api>()));
    let errors = Errors::none();
    provide_context(errors);
    let parts = expect_context::<Parts>();
    let title = Memo::new(move |_| {
        let own = router.page_name().map(Argument::from);
        let page = own.unwrap_or_else(|| name(&router.route().page).into());
        let title = app::title(page, tenant.card().name);
        let title = if errors.any() {
            app::title_with_error(title)
        } else {
            title
        };
        title.get()
    });
    Effect::new(move |_| page::set_title(&title.get()));
    // Said once, when the page is there: a title that changes later says what is said in its place.
    let arrival = Memo::new(move |_| {
        if router.arrivals() > 0 {
            title.get_untracked()
        } else {
            String::new()
        }
    });
    let is_read = Memo::new(move |_| tenant.protocols().is_some());
    // What the reports add comes with the states, so that nothing moves under the reader's eyes; but
    // a page that stays still is worth no long wait for the states.
    let is_whole = Memo::new(move |_| {
        tenant
            .age()
            .is_some_and(|age| reports.is_answered() || age >= REPORTS_WAIT)
    });
    let is_setting =
        Memo::new(move |_| router.route().page == Page::Settings(Settings::ModernAuthentication));
    let is_pane_open = Memo::new(move |_| router.route().pane.is_some());
    // Not by the browser, whose own entry in the history would not be one of the router's.
    let skip = move |click: MouseEvent| {
        click.prevent_default();
        page::focus_main();
    };
    view! {
        <div
            class="frame"
            on:pointerover=move |_| parts.expect()
            on:focusin=move |_| parts.expect()
        >
            <a class="skip-link" href="#main" on:click=skip>{app::skip()}</a>
            <Header />
            <PrintSheet />
            <Banner />
            <NewerBuild />
            <Navigation />
            <ToastList />
            <main class="main" id="main" tabindex="-1">
                <Skeleton label=app::reading() is_ready=is_whole>
                    <PageInView />
                </Skeleton>
            </main>
            <Show when=move || is_setting.get() && is_read.get()>
                <LaterOver />
            </Show>
            <Show when=move || is_pane_open.get() && is_read.get()>
                <LaterPane />
            </Show>
            <HelpButton is_open=is_pane_open />
            <LeaveDialog />
            <OverDialog />
            <Announcer message=arrival />
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
        // So does what is assumed.
        Page::WhatIf(_) => Page::WhatIf(Supposition::Nothing),
        page => page.whole(),
    });
    // Of a policy that it does not know, the app shows what it is told.
    let is_decided_here = expect_context::<SignedIn>().hindrance != Some(NotSent::OtherPolicy);
    move || match page.get() {
        Page::Home if is_decided_here => Either::Left(view! { <HomePage /> }),
        page => Either::Right(view! { <Later part=Part::Page(page) /> }),
    }
}

/// What a page is called, unless it knows better.
fn name(page: &Page) -> Text {
    match page {
        Page::Home => app::home(),
        Page::Help(_) => app::help(),
        Page::Diagnostic(_) => app::diagnostic(),
        Page::Support(_) => app::support(),
        Page::Article(_) => app::article(),
        Page::Messages(_) => messages::title(),
        Page::Message(..) => app::message(),
        Page::Health => health::title(),
        Page::Issue(_) => app::health_notice(),
        Page::OptOutByPost(_) => app::opt_out_by_post(),
        Page::Timeline => app::timeline(),
        Page::History(_) => history::title(),
        Page::Usage => usage::title(),
        Page::Settings(Settings::ModernAuthentication) => app::modern_authentication(),
        Page::Settings(_) => app::org_settings(),
        Page::WhatIf(_) => app::what_if(),
        Page::About => app::about(),
        // It has a name that needs no language.
        #[cfg(debug_assertions)]
        Page::Gallery => app::product(),
        Page::Unknown(_) => app::unknown(),
    }
}
