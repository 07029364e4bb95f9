//! For whoever may not ask: who can do it instead, and a message to them.

use flows::diagnostic::Way;
use flows::diagnostic::reading::offered;
use leptos::prelude::*;
use policy::Wish;
use policy::basic_auth_2022::Phase;

use crate::pages::copy::CopyButton;
use crate::tenant::Tenant;
use crate::ui::{Notice, Tone};
use crate::words::{diagnostic, people};

#[component]
pub(crate) fn AskGlobalAdmin(way: Way) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let card = StoredValue::new(tenant.card());
    let message = Memo::new(move |_| {
        let name = card.with_value(|card| card.name.clone());
        match (&way, offered(&way, Phase::at(tenant.now(), tenant.zone()))) {
            (Way::Post(id), _) => diagnostic::message_opt_out_by_post(id.clone(), name),
            (Way::Diagnostic, Some(Wish::OptOut)) => diagnostic::message_opt_out(name),
            (Way::Diagnostic, _) => diagnostic::message_re_enable(name),
        }
    });
    let text = Signal::derive(move || message.get().get());
    view! {
        <Notice tone=Tone::Info heading=diagnostic::ask_heading()>
            <p>{diagnostic::ask(people::list(&card.with_value(|card| card.global_admins.clone())))}</p>
            <blockquote class="quote">{text}</blockquote>
            <CopyButton label=diagnostic::copy_message() text />
        </Notice>
    }
}
