//! Modern authentication, as a pane over the services: it reads, keeps what is changed across
//! reloads, and saves what waits to be saved. What the person does is in
//! [`flows::modern_authentication`].

mod boxes;
mod command;
mod outcome;
mod overtaken;
mod reach;
mod review;
mod smtp_auth;
mod step;
mod switches;

use flows::modern_authentication::{Answer, Editor, Event, Stage};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos::task::spawn_local;
use policy::Role;
use wire::modern_authentication::{Changes, Tagged};
use wire::problem::ProblemType;

use crate::api::{Api, ApiError, Cause};
use crate::browser::page;
use crate::latest::latest;
use crate::pages::task::Task;
use crate::router::Router;
use crate::routes::{Page, Route, Settings};
use crate::tenant::Tenant;
use crate::trouble::{self, Trouble};
use crate::ui::{Button, Notice, Pane, Skeleton, Tone};
use crate::words::{app, modern_authentication as words};

use overtaken::Overtaken;
use review::Review;
use switches::Switches;

/// Shared by the link that opens the pane.
pub(crate) const PANE: &str = "modern-authentication";

/// Shared by the parts of the pane.
type Progress = Task<Editor>;

#[component]
pub(crate) fn ModernAuthenticationPane() -> impl IntoView {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let router = expect_context::<Router>();
    let answer = latest(move || {
        tenant.track();
        let (api, id) = (api.clone(), tenant.id());
        async move { api.modern_authentication(&id).await }
    });
    // What was read once stays, with all that was begun, when it cannot be read again.
    let read = Memo::new(move |before: Option<&Option<Tagged>>| match answer.get() {
        Some(Ok(read)) => Some(read),
        _ => before.cloned().flatten(),
    });
    let trouble = move || match answer.get() {
        Some(Err(error)) => Some(error),
        _ => None,
    };
    let is_read = Memo::new(move |_| read.with(Option::is_some));
    let is_waiting = Memo::new(move |_| answer.with(Option::is_none));
    let close = move |()| {
        router.go(Route {
            page: Page::Settings(Settings::Services),
            ..router.route_untracked()
        });
    };
    let retry = Callback::new(move |()| tenant.refresh());
    view! {
        <Pane
            id=PANE
            heading=app::modern_authentication()
            close_label=words::close()
            on_close=Callback::new(close)
            is_page=true
        >
            {move || trouble().map(|error| view! {
                <Notice tone=Tone::Bad heading=words::not_read()>
                    <Trouble error />
                    <Button label=app::try_again() on_press=retry />
                </Notice>
            })}
            <Skeleton
                label=words::waiting()
                is_ready=Signal::derive(move || !is_waiting.get())
            >
                <Show when=move || is_read.get()>
                    <Editing read />
                </Show>
            </Skeleton>
        </Pane>
    }
}

#[component]
fn Editing(read: Memo<Option<Tagged>>) -> impl IntoView {
    let at_first = read.get_untracked()?;
    let progress = Progress::resume(PANE, |kept| Editor::resumed(kept, at_first));
    provide_context(progress);
    Effect::new(move |_| {
        if let Some(read) = read.get() {
            progress.happen(Event::Read(read));
        }
    });
    save_what_waits(progress);
    let step = Memo::new(move |_| progress.with(|editor| Step::of(&editor.stage)));
    // The other steps lead to a heading of their own; the switches have that of the pane.
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if now == Step::Switches && before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                page::focus_heading();
            });
        }
        now
    });
    Some(view! {
        {progress.warning()}
        {move || match step.get() {
            Step::Switches => EitherOf3::A(view! { <Switches /> }),
            Step::Review => EitherOf3::B(view! { <Review /> }),
            Step::Overtaken => EitherOf3::C(view! { <Overtaken /> }),
        }}
    })
}

/// What the pane shows of the settings on their way.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Switches,
    Review,
    Overtaken,
}

impl Step {
    const fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Overtaken(_) => Self::Overtaken,
            Stage::Reviewing | Stage::Saving | Stage::Refused { .. } | Stage::Failed(_) => {
                Self::Review
            }
            Stage::Editing | Stage::Asking(_) | Stage::Saved { .. } => Self::Switches,
        }
    }
}

/// Sends the changes whenever they wait: the first time, after a failure, and after a reload.
fn save_what_waits(progress: Progress) {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let waiting = Memo::new(move |_| {
        progress.with(|editor| {
            let is_waiting = editor.stage == Stage::Saving;
            is_waiting.then(|| (editor.baseline.tag.clone(), editor.changes.clone()))
        })
    });
    Effect::new(move |_| {
        let Some((tag, changes)) = waiting.get() else {
            return;
        };
        let api = api.clone();
        spawn_local(async move {
            let answer = save(&api, &tenant.id(), &tag, &changes).await;
            progress.happen(Event::Answered(answer));
            tenant.refresh();
        });
    });
}

async fn save(api: &Api, tenant: &str, tag: &str, changes: &Changes) -> Answer {
    match api.change_modern_authentication(tenant, tag, changes).await {
        Ok(saved) => Answer::Saved(saved),
        Err(error) if error.is(ProblemType::Overtaken) => {
            match api.modern_authentication(tenant).await {
                Ok(theirs) => Answer::Overtaken(theirs),
                Err(error) => Answer::Failed(trouble::failure(&error)),
            }
        }
        Err(ApiError {
            cause: Cause::Refused { reason, rule },
            ..
        }) => Answer::Refused {
            reason,
            rule: rule.unwrap_or_default(),
        },
        Err(error) => Answer::Failed(trouble::failure(&error)),
    }
}

/// Whether the person may look at the settings and not change them.
fn is_read_only() -> bool {
    expect_context::<Tenant>().card().role != Role::GlobalAdmin
}
