//! What the boxes do not reach, and the PowerShell that does.

use flows::modern_authentication::commands;
use leptos::either::Either;
use leptos::prelude::*;

use super::Progress;
use super::command::Command;
use crate::signed_in::SignedIn;
use crate::words::reach as words;

#[component]
pub(super) fn Reach() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let caller = expect_context::<SignedIn>().caller;
    let policy = Memo::new(move |_| progress.with(|it| it.baseline.settings.policy.clone()));
    let services = move || match policy.get() {
        Some(name) => Either::Left(view! {
            <Command
                command=commands::block_services(&name)
                about=words::services(name)
                copy=words::copy_services()
            />
        }),
        None => Either::Right(view! { <p>{words::services_no_policy()}</p> }),
    };
    view! {
        <section class="stack" data-gap="small" aria-label=words::heading()>
            <h3>{words::heading()}</h3>
            <Command
                about=words::connect()
                command=commands::connect(&caller.address)
                copy=words::copy_connect()
            />
            {services}
            <Command
                about=words::own_policies()
                command=commands::OWN_POLICIES
                copy=words::copy_own_policies()
            />
            <Command
                about=words::give_up()
                command=commands::GIVE_UP_POLICY
                copy=words::copy_give_up()
            />
            <Command
                about=words::at_once()
                command=commands::APPLY_AT_ONCE
                copy=words::copy_at_once()
            />
        </section>
    }
}
