//! SMTP AUTH as a whole: the switch of the organisation, what a mailbox may say instead, and the
//! way back to it (R9, R46).

use flows::modern_authentication::{Event, commands};
use leptos::prelude::*;
use wire::modern_authentication::Setting;

use super::Progress;
use super::command::Command;
use super::switches::read_only;
use crate::ui::Checkbox;
use crate::words::smtp_auth as words;

#[component]
pub(super) fn SmtpAuth() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let is_off =
        Memo::new(move |_| progress.with(|editor| editor.settings().is_on(Setting::SmtpAuthOff)));
    let turn = move |is_off| progress.happen(Event::Set(Setting::SmtpAuthOff, is_off));
    let inherits = move || {
        let inherits = if is_off.get() {
            words::inherits_off()
        } else {
            words::inherits_on()
        };
        inherits.get()
    };
    view! {
        <section class="stack" data-gap="small" aria-label=words::heading()>
            <h3>{words::heading()}</h3>
            <p>
                {words::outside()} " " <span class="rule">{"R9"}</span> " "
                <span class="rule">{"R46"}</span>
            </p>
            <Checkbox
                label=words::switch()
                description=words::switch_about()
                checked=is_off
                disabled_by=read_only()
                on_change=Callback::new(turn)
            />
            <p>{words::mailbox()}</p>
            <ul>
                <li>{words::mailbox_on()}</li>
                <li>{words::mailbox_off()}</li>
                <li>{inherits}</li>
            </ul>
            <h4>{words::again()}</h4>
            <Command
                about=words::again_organization()
                command=commands::SMTP_AUTH_ON
                copy=words::copy_organization()
            />
            <Command
                about=words::again_mailbox()
                command=commands::SMTP_AUTH_ON_FOR_MAILBOX
                copy=words::copy_mailbox()
            />
            <Command
                about=words::again_inherit()
                command=commands::SMTP_AUTH_INHERITED
                copy=words::copy_inherit()
            />
            <Command
                about=words::list_mailboxes()
                command=commands::SMTP_AUTH_OF_MAILBOXES
                copy=words::copy_list()
            />
            <p>{words::also()}</p>
        </section>
    }
}
