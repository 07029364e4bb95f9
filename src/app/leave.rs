//! The question before a draft is left.

use leptos::prelude::*;

use crate::router::Router;
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
    view! {
        <Dialog
            open=Signal::derive(move || router.is_asking())
            heading=leave::heading()
            on_cancel=stay
            actions
        >
            <p>{leave::what_is_lost()}</p>
        </Dialog>
    }
}
