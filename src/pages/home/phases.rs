//! The three phases of the programme, and where in them the tenant's clock is.

use chrono::{DateTime, FixedOffset, Offset, Utc};
use leptos::prelude::*;
use policy::Cloud;
use policy::basic_auth_2022::Phase;

use crate::browser::intl;
use crate::preferences::Times;
use crate::tenant::Tenant;
use crate::words::{Text, Time, home, vocabulary};

#[component]
pub(crate) fn Phases() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let band = [Phase::OptOut, Phase::ReEnable, Phase::Ended]
        .map(|phase| view! { <BandPhase phase tenant /> })
        .collect_view();
    view! {
        <section class="card phases" aria-label=home::phases()>
            <ol class="phase-band" role="list">{band}</ol>
        </section>
    }
}

#[component]
fn BandPhase(phase: Phase, tenant: Tenant) -> impl IntoView {
    let when = Memo::new(move |_| When::of(phase, Phase::at(tenant.now(), tenant.zone())));
    let elapsed = move || elapsed(phase, tenant.now(), tenant.zone()).to_string();
    let today = Memo::new(move |_| home::you_are_here(tenant.day(tenant.now())).get());
    let note = Memo::new(move |_| note(phase, when.get(), tenant).get());
    view! {
        <li
            class="phase-band__phase"
            data-when=move || when.get().name()
            aria-current=move || (when.get() == When::Present).then_some("true")
            style:--elapsed=elapsed
        >
            <Show when=move || when.get() == When::Present>
                <span class="phase-band__here">
                    <span class="phase-band__flag">{today}</span>
                </span>
            </Show>
            " " <strong class="phase-band__name">{vocabulary::phase(phase)}</strong> " "
            <span class="phase-band__note">{note}</span>
            <Show when=move || when.get() == When::Present>
                {phase.ends(tenant.zone()).map(|at| view! {
                    " " <time class="phase-band__note" datetime=at.to_rfc3339()>{end(at)}</time>
                })}
            </Show>
        </li>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum When {
    Past,
    Present,
    Future,
}

impl When {
    fn of(phase: Phase, present: Phase) -> Self {
        match phase.cmp(&present) {
            std::cmp::Ordering::Less => Self::Past,
            std::cmp::Ordering::Equal => Self::Present,
            std::cmp::Ordering::Greater => Self::Future,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Present => "present",
            Self::Future => "future",
        }
    }
}

/// What the phase allows, and how long it still does.
fn note(phase: Phase, when: When, tenant: Tenant) -> Text {
    let days = phase.days_left(tenant.now(), tenant.zone());
    let days = days
        .and_then(|days| i32::try_from(days).ok())
        .unwrap_or_default();
    // Elsewhere there is no diagnostic to re-enable with.
    let has_diagnostic = tenant.card().cloud == Cloud::Worldwide;
    match (phase, when) {
        (Phase::OptOut, When::Present) => home::opt_out_days_left(days),
        (Phase::OptOut, When::Past) => home::opt_out_closed(),
        (Phase::OptOut, When::Future) => home::opt_out_ahead(),
        (Phase::ReEnable, When::Present) if !has_diagnostic => home::by_support_days_left(days),
        (Phase::ReEnable, When::Past) if !has_diagnostic => home::by_support_closed(),
        (Phase::ReEnable, When::Future) if !has_diagnostic => home::by_support_ahead(),
        (Phase::ReEnable, When::Present) => home::re_enable_days_left(days),
        (Phase::ReEnable, When::Past) => home::re_enable_closed(),
        (Phase::ReEnable, When::Future) => home::re_enable_ahead(),
        (Phase::Announced | Phase::Ended, _) => home::ended(),
    }
}

/// When a phase is over, in UTC and by the reader's own clock where that shows something else. Who
/// wants all times in UTC gets this one so, too.
fn end(at: DateTime<Utc>) -> Text {
    let in_utc = Time {
        at,
        zone: Utc.fix(),
    };
    let here = Time {
        at,
        zone: intl::zone_here(at),
    };
    if here == in_utc || Times::remembered() == Times::Utc {
        home::ends(in_utc)
    } else {
        home::ends_here(in_utc, here)
    }
}

/// How much of the phase has passed, in thousandths; the last phase has no end to measure by.
fn elapsed(phase: Phase, now: DateTime<Utc>, zone: FixedOffset) -> i64 {
    let (Some(starts), Some(ends)) = (phase.starts(zone), phase.ends(zone)) else {
        return 0;
    };
    let passed = (now - starts).num_seconds() * 1000 / (ends - starts).num_seconds();
    passed.clamp(0, 1000)
}
