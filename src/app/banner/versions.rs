//! What this page and the far side do not agree about: the rules, the contract, the time.

use leptos::prelude::*;

use crate::signed_in::SignedIn;
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
    let off = expect_context::<SignedIn>().clock_off;
    off.map(|off| {
        let heading = if off > 0 {
            words::clock_fast(off)
        } else {
            words::clock_slow(-off)
        };
        view! {
            <Notice tone=Tone::Info heading>
                <p>{words::clock_advice()}</p>
            </Notice>
        }
    })
}
