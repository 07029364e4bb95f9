//! The question before a draft is left.

use leptos::prelude::*;

use crate::router::Router;
use crate::routes::Page;
use crate::ui::{Button, ButtonKind, Dialog};
use crate::words::leave;

#[component]
pub(super) fn LeaveDialog() -> impl IntoView {
    let router = expect_context::<Router>();
    let stay = Callback::new(move |()| router.stay());
    let actions = move || {
        view! {
            <Button label=leave::stay() kind=ButtonKind::Primary on_press=stay />
            <Button label=leave::leave() on_press=Callback::new(move |()| router.leave()) />
        }
    };
    let words = move || match router.route().page {
        Page::Support(_) => (leave::ticket_heading(), leave::ticket_what_is_lost()),
        Page::Settings(_) => (leave::settings_heading(), leave::settings_what_is_lost()),
        _ => (leave::heading(), leave::what_is_lost()),
    };
    view! {
        <Dialog
            open=Signal::derive(move || router.is_asking())
            heading=Signal::derive(move || words().0.get())
            on_cancel=stay
            actions
        >
            <p>{move || words().1.get()}</p>
        </Dialog>
    }
}
