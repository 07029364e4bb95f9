//! By when somebody has to do something, how long that still is, and the way into a calendar.

use std::time::Duration;

use chrono::{DateTime, Utc};
use flows::calendar::{Deadline, Left};
use leptos::prelude::*;

use crate::browser::files;
use crate::tenant::Tenant;
use crate::ui::{Button, Tone, ToneBadge};
use crate::words::{Text, message};

/// What is due, and when.
#[component]
pub(crate) fn DeadlineLine(at: DateTime<Utc>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let left = Memo::new(move |_| Left::until(at, tenant.now()));
    let tone = move || match left.get() {
        Left::Days(days) if days > 7 => Tone::Info,
        Left::Days(_) | Left::Hours(_) | Left::Minutes(_) => Tone::Warn,
        Left::Nothing => Tone::Idle,
    };
    let label = move || countdown(left.get()).get();
    view! {
        <p class="message__deadline">
            <time datetime=at.to_rfc3339()>{due(at, tenant)}</time> " "
            <ToneBadge tone=Signal::derive(tone) label=Signal::derive(label) />
        </p>
    }
}

/// What begins with a day is over at the end of the day before, and people think of that one.
pub(super) fn due(at: DateTime<Utc>, tenant: Tenant) -> Text {
    let before = tenant.day(at - Duration::from_secs(1));
    if before == tenant.day(at) {
        message::due_at(tenant.time(at))
    } else {
        message::due_by(before)
    }
}

fn countdown(left: Left) -> Text {
    let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    match left {
        Left::Days(days) => message::days_left(count(days)),
        Left::Hours(hours) => message::hours_left(count(hours)),
        Left::Minutes(minutes) => message::minutes_left(count(minutes)),
        Left::Nothing => message::due_passed(),
    }
}

/// Hands the deadline over as a file.
#[component]
pub(super) fn CalendarButton(
    /// Without its ending.
    name: String,
    deadline: Signal<Deadline>,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<Text>);
    let press = move |()| {
        let name = format!("{name}.ics");
        let file = deadline.with_untracked(Deadline::file);
        let offered = files::offer(&name, "text/calendar;charset=utf-8", &file);
        outcome.set(Some(match offered {
            Ok(()) => message::calendar_offered(name),
            Err(_) => message::calendar_refused(),
        }));
    };
    view! {
        <div class="cluster">
            <Button label=message::calendar() on_press=Callback::new(press) />
            <span role="status">{move || outcome.get().map(|outcome| outcome.get())}</span>
        </div>
    }
}
