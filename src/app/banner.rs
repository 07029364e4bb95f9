//! What holds for every page, over all of them: whether anything is kept, whether the far side is
//! there, and whether the newest reading failed.

mod expiry;
mod reach;
mod versions;

use leptos::prelude::*;
use wire::problem::ProblemType;

use super::records::DownloadRecords;
use crate::backend::in_browser::Keeping;
use crate::browser::page;
use crate::reach::Reach;
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Button, Notice, Tone};
use crate::words::app;

use super::sign_in::SignInAgain;
use super::sign_in_at;
use expiry::ExpiryNotice;
use reach::ReachNotices;
use versions::{ClockNotice, HindranceNotice};

#[component]
pub(super) fn Banner() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let reach = expect_context::<Reach>();
    // Nothing where a server keeps the records.
    let keeping = use_context::<Keeping>();
    let keeps_nothing = keeping == Some(Keeping::MemoryOnly);
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
            <HindranceNotice />
            <ReachNotices />
            <ClockNotice />
            <ExpiryNotice />
            {move || trouble().map(|error| view! {
                <Notice tone=Tone::Bad heading=app::not_read() announced=true>
                    {(error.is(ProblemType::RecordsNewer) && keeping.is_some())
                        .then(|| view! { <DownloadRecords /> })}
                    {sign_in_at(reach, &error.cause)
                        .map(|address| view! { <SignInAgain address on_signed_in=Callback::new(again) /> })}
                    <Trouble error />
                    <Button label=app::try_again() on_press=Callback::new(again) />
                </Notice>
            })}
        </div>
    }
}
