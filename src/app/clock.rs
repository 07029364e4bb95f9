//! The simulated clock: shows the tenant's time and moves it forward.

use chrono::{NaiveDate, NaiveTime, TimeZone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::clock::{Move, Yes};

use super::records::Records;
use crate::api::Api;
use crate::tenant::Tenant;
use crate::trouble;
use crate::ui::{Button, Glyph, Icon, Popover, PopoverExit};
use crate::words::{Text, clock, records};

const TEN_MINUTES: u32 = 10 * 60;
const HOUR: u32 = 60 * 60;
const DAY: u32 = 24 * HOUR;

#[component]
pub(super) fn ClockControls() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let api = expect_context::<Api>();
    let trouble = RwSignal::new(None::<Text>);
    let owner = Owner::current().unwrap_or_default();
    let go = Callback::new(move |to: Move| {
        let (api, owner) = (api.clone(), owner.clone());
        spawn_local(async move {
            let moved = api.move_clock(&tenant.id(), to).await;
            // Whose room is missing is in the context, which an answer that comes later has not.
            let said = owner.with(|| moved.err().map(|error| trouble::sentence(&error)));
            let _ = trouble.try_set(said);
            tenant.refresh();
        });
    });
    let minute = Memo::new(move |_| clock::now(tenant.time(tenant.now())).get());
    let next = Memo::new(move |_| match tenant.next_event() {
        Some(at) => clock::next_event_at(tenant.time(at)).get(),
        None => clock::no_next_event().get(),
    });
    let jump = move |label: Text, to: Move| view! { <Button label on_press=Callback::new(move |()| go.run(to)) /> };
    let chip = move || {
        view! {
            <Icon glyph=Glyph::Clock small=true />
            <span class="clock-chip__label">{clock::simulated()}</span>
            " "
            <time class="clock-chip__time" datetime=move || tenant.now().to_rfc3339()>{minute}</time>
            <Icon glyph=Glyph::ChevronDown small=true />
        }
    };
    view! {
        <div class="clock-controls">
            <Popover label=clock::controls() button=chip button_class="clock-chip">
                <div class="clock-controls__panel">
                    <p>{clock::about()}</p>
                    <div class="clock-controls__jumps">
                        {jump(clock::ten_minutes(), Move::ForwardSeconds(TEN_MINUTES))}
                        {jump(clock::hour(), Move::ForwardSeconds(HOUR))}
                        {jump(clock::day(), Move::ForwardSeconds(DAY))}
                    </div>
                    <p class="clock-controls__next">{next}</p>
                    {jump(clock::to_next_event(), Move::ToNextEvent(Yes))}
                    <GoToDate go />
                    <p role="alert">{move || trouble.get().map(|trouble| trouble.get())}</p>
                    <RecordsButton />
                </div>
            </Popover>
        </div>
    }
}

/// Beside the clock, because it too is what only an invented tenant has.
#[component]
fn RecordsButton() -> impl IntoView {
    use_context::<Records>().map(|of_tenant| {
        let open = Callback::new(move |()| of_tenant.open());
        view! {
            <div class="clock-controls__records">
                <PopoverExit label=records::menu() on_press=open />
            </div>
        }
    })
}

/// Any later day, from its first instant in the programme's zone.
#[component]
fn GoToDate(go: Callback<Move>) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let date = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let press = move |()| {
        let zone = tenant.zone();
        let day = date.get_untracked().parse::<NaiveDate>().ok();
        let starts = day.and_then(|day| {
            zone.from_local_datetime(&day.and_time(NaiveTime::MIN))
                .single()
        });
        is_missing.set(starts.is_none());
        if let Some(starts) = starts {
            go.run(Move::To(starts.to_utc()));
        }
    };
    view! {
        <div class="clock-controls__date">
            <label>
                {clock::date()}
                <input type="date" prop:value=date on:input=move |event| date.set(event_target_value(&event)) />
            </label>
            <Button label=clock::to_date() on_press=Callback::new(press) />
        </div>
        <p role="alert">{move || is_missing.get().then(|| clock::no_date().get())}</p>
    }
}
