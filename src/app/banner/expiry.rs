//! That the session is about to end.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Api;
use crate::browser::clock;
use crate::signed_in::SignedIn;
use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::session;

/// So long before it is warned.
const BEFORE: Duration = Duration::from_mins(2);

/// Any request may have put the end off, so the far side is asked once more before anybody is
/// alarmed, and then every minute.
#[component]
pub(super) fn ExpiryNotice() -> impl IntoView {
    let (api, tenant) = (expect_context::<Api>(), expect_context::<Tenant>());
    let ends = RwSignal::new(expect_context::<SignedIn>().ends);
    let is_asked = RwSignal::new(false);
    let left = move || Some(ends.get()?.saturating_sub(tenant.elapsed()));
    let due = Memo::new(move |_| {
        left()
            .filter(|left| *left <= BEFORE)
            .map(|left| left.as_secs() / 60)
    });
    Effect::new(move |_| {
        if due.get().is_none() {
            return;
        }
        let api = api.clone();
        spawn_local(async move {
            if let Ok(session) = api.session().await {
                let now = SignedIn::of(session, clock::elapsed(), clock::of_this_computer());
                // The tenant may have been left.
                let _ = ends.try_set(now.ends);
            }
            let _ = is_asked.try_set(true);
        });
    });
    let is_near = Memo::new(move |_| {
        is_asked.get() && due.get().is_some() && !left().unwrap_or_default().is_zero()
    });
    view! {
        <Show when=move || is_near.get()>
            <Notice tone=Tone::Warn heading=session::about_to_end() announced=true>
                <p>{session::about_to_end_advice()}</p>
            </Notice>
        </Show>
    }
}
