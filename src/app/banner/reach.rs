//! What stands between the page and the far side: no network, a pause, a far side that fails.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::page;
use crate::reach::{Barrier, Reach};
use crate::tenant::Tenant;
use crate::ui::{Button, Notice, Tone};
use crate::words::{Text, reach as words};

/// From this age on, what is shown in the place of a new answer says how old it is.
const OLD: Duration = Duration::from_mins(1);

#[component]
pub(super) fn ReachNotices() -> impl IntoView {
    let reach = expect_context::<Reach>();
    let tenant = expect_context::<Tenant>();
    let barrier = Memo::new(move |_| reach.barrier());
    ask_when_due(reach, tenant);
    let age = Memo::new(move |_| {
        let age = tenant.elapsed().saturating_sub(reach.oldest()?);
        (age >= OLD).then(|| i32::try_from(age.as_secs() / 60).unwrap_or(i32::MAX))
    });
    // The button goes when the answer comes; the focus would go with it.
    let read_again = Callback::new(move |()| {
        reach.read_again();
        tenant.refresh();
        page::focus_heading();
    });
    view! {
        {move || barrier.get().map(|barrier| view! { <BarrierNotice barrier /> })}
        {move || age.get().map(|minutes| view! {
            <Notice tone=Tone::Warn heading=words::old(minutes)>
                <p>{words::old_advice()}</p>
                <Button label=words::read_again() on_press=read_again />
            </Notice>
        })}
    }
}

#[component]
fn BarrierNotice(barrier: Barrier) -> impl IntoView {
    let reach = expect_context::<Reach>();
    let (heading, advice) = match barrier {
        Barrier::Offline => (words::offline(), Some(words::offline_advice())),
        Barrier::Resting { .. } => (words::resting(), Some(words::resting_advice())),
        Barrier::Waiting { .. } => (words::waiting(), None),
    };
    let call_off = Callback::new(move |()| {
        reach.call_off();
        page::focus_heading();
    });
    view! {
        <Notice tone=Tone::Warn heading announced=true>
            {advice.map(|advice| view! { <p>{advice}</p> })}
            {barrier.until().map(|until| view! { <Countdown until /> })}
            {matches!(barrier, Barrier::Waiting { .. })
                .then(|| view! { <Button label=words::do_not_wait() on_press=call_off /> })}
        </Notice>
    }
}

/// A timer is not read out with each second.
#[component]
fn Countdown(until: Duration) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let left = Memo::new(move |_| sentence(tenant, until).get());
    view! { <p role="timer">{left}</p> }
}

fn sentence(tenant: Tenant, until: Duration) -> Text {
    let left = until.saturating_sub(tenant.elapsed());
    match i32::try_from(begun_seconds(left)) {
        Ok(0) => words::asking(),
        Ok(seconds) if seconds <= 60 => words::asking_in(seconds),
        _ => words::asking_at(tenant.time(untrack(|| tenant.now()) + left)),
    }
}

/// A second that has begun counts, so that 0 is when it is asked.
fn begun_seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// Reads the tenant again as soon as the far side may be asked, and when it is back.
fn ask_when_due(reach: Reach, tenant: Tenant) {
    // What waits is asked again by itself, and not at all once it was called off.
    let is_barred = Memo::new(move |_| reach.bar(|| tenant.elapsed()).is_some());
    Effect::new(move |before: Option<bool>| {
        let is_barred = is_barred.get();
        if before == Some(true) && !is_barred {
            tenant.refresh();
        }
        is_barred
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_of_40_seconds_begins_with_40_and_ends_with_1() {
        let told = |milliseconds| begun_seconds(Duration::from_millis(milliseconds));
        assert_eq!([40_000, 39_999, 39_000].map(told), [40, 40, 39]);
        assert_eq!([1000, 1, 0].map(told), [1, 1, 0]);
    }
}
