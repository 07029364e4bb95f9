//! Before a link of a foreign text is followed: where it leads, as it is written.

use leptos::prelude::*;

use crate::markup::Address;
use crate::ui::{Button, Dialog};
use crate::words::message;

/// Where the reader wants to go.
#[derive(Clone, Copy)]
pub(super) struct Leaving(RwSignal<Option<Address>>);

impl Leaving {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub(super) fn ask(self, to: Address) {
        self.0.set(Some(to));
    }
}

#[component]
pub(super) fn LeavingNotice(leaving: Leaving) -> impl IntoView {
    let Leaving(asked) = leaving;
    let open = Memo::new(move |_| asked.with(Option::is_some));
    let stay = move |()| asked.set(None);
    let address = move || asked.with(|to| to.as_ref().map(ToString::to_string));
    let go = move || {
        let label = match address()? {
            to if to.starts_with("http") => message::open_outside(),
            _ => message::open_mail(),
        };
        Some(label.get())
    };
    let actions = move || {
        view! {
            <Button label=message::stay() on_press=Callback::new(stay) />
            <a
                class="button"
                data-kind="primary"
                href=address
                target="_blank"
                rel="noopener noreferrer"
                on:click=move |_| stay(())
            >
                {go}
            </a>
        }
    };
    view! {
        <Dialog open heading=message::leaving() on_cancel=Callback::new(stay) actions>
            <p>{message::leaving_about()}</p>
            <p class="message__address" dir="ltr">{address}</p>
        </Dialog>
    }
}
