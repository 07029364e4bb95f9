//! Signing in, at the start and again in the middle of something.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Api;
use crate::browser::address;
use crate::browser::channel::Channel;
use crate::signed_in::SignedIn;
use crate::ui::{Button, ButtonKind};
use crate::words::session;

/// Where a tab says that somebody has signed in, to those that wait for it.
const CHANNEL: &str = "admin-center.session";

pub(super) fn tell_signed_in() {
    if let Some(channel) = Channel::open(CHANNEL, |_| {}) {
        channel.say("signed in");
    }
}

/// All there is before anybody is signed in. Nothing can be lost yet: this very window goes there.
#[component]
pub(super) fn SignIn(address: String) -> impl IntoView {
    let press = Callback::new(move |()| address::leave_for(&address));
    view! {
        <main class="main">
            <h1 tabindex="-1">{session::needed()}</h1>
            <p class="lead">{session::needed_about()}</p>
            <Button label=session::sign_in() kind=ButtonKind::Primary on_press=press />
        </main>
    }
}

/// In a window beside this one, which ends with the app, and the app there tells this page. Where
/// the browser opens none, this one goes there, and what was entered is kept.
#[component]
pub(super) fn SignInAgain(address: String, on_signed_in: Callback<()>) -> impl IntoView {
    let (api, caller) = (expect_context::<Api>(), expect_context::<SignedIn>().caller);
    let look = move |_| {
        let (api, caller) = (api.clone(), caller.clone());
        spawn_local(async move {
            match api.session().await {
                Ok(session) if session.caller == caller => on_signed_in.run(()),
                // What is in view is somebody else's.
                Ok(_) => address::reload(),
                Err(_) => {}
            }
        });
    };
    StoredValue::new_local(Channel::open(CHANNEL, look));
    let press = Callback::new(move |()| {
        if !address::open_beside(&address) {
            address::leave_for(&address);
        }
    });
    view! { <Button label=session::sign_in_again() on_press=press /> }
}
