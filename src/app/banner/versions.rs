//! What this page and the far side do not agree about: the rules, the contract, the time.

use leptos::prelude::*;

use crate::reach::Reach;
use crate::tenant::{SignedIn, Tenant};
use crate::trouble;
use crate::ui::{Notice, Tone};
use crate::words::reach as words;

/// Nothing is written then, and nothing else is changed: what the far side decides is shown.
#[component]
pub(super) fn HindranceNotice() -> impl IntoView {
    let hindrance = expect_context::<SignedIn>().hindrance;
    hindrance.map(|why| {
        view! {
            <Notice tone=Tone::Warn heading=words::read_only()>
                <p>{trouble::not_sent(why)}</p>
            </Notice>
        }
    })
}

/// Pointed out, because receipts and logs will not fit the clock on the wall; nothing depends on it.
#[component]
pub(super) fn ClockNotice() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let reach = expect_context::<Reach>();
    // An answer that stands in for a new one is as old as it is.
    let off = Memo::new(move |_| tenant.clock_off().filter(|_| reach.oldest().is_none()));
    let sentence = move |off: i32| {
        if off > 0 {
            words::clock_fast(off)
        } else {
            words::clock_slow(-off)
        }
    };
    move || {
        off.get().map(|off| {
            view! {
                <Notice tone=Tone::Info heading=sentence(off)>
                    <p>{words::clock_advice()}</p>
                </Notice>
            }
        })
    }
}
