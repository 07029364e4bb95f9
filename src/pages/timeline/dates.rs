//! The dates of the programme and what happened to the tenant, as one list with today in it.

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use flows::dates::{Entry, What, timeline};
use leptos::prelude::*;
use policy::basic_auth_2022::dates::Milestone;
use policy::{Cloud, Endpoint, Wish};
use wire::history::{Event, EventKind};

use crate::pages::event::tone;
use crate::pages::rule::rule;
use crate::reports::Reports;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::trouble::Trouble;
use crate::ui::{Button, Notice, Tone, ToneBadge};
use crate::words::{Argument, Day, Text, app, dates, history, vocabulary};

#[component]
pub(super) fn Dates() -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let reports = expect_context::<Reports>();
    // A list that is made anew each second would be of no use to anybody.
    let minute = Memo::new(move |_| {
        let now = tenant.now();
        now - TimeDelta::seconds(now.second().into())
            - TimeDelta::nanoseconds(now.nanosecond().into())
    });
    let entries = Memo::new(move |_| {
        let history = reports
            .history()
            .unwrap_or(wire::history::History { events: Vec::new() });
        let protocols = tenant.protocols();
        protocols
            .map(|protocols| timeline(&protocols, &history.events, minute.get()))
            .unwrap_or_default()
    });
    let passed = Memo::new(move |_| {
        let now = tenant.now();
        entries.with(|entries| entries.partition_point(|entry| entry.at <= now))
    });
    let list = move |from: usize, to: usize| {
        let shown = entries.with(|entries| entries.get(from..to).map(<[Entry]>::to_vec));
        let shown = shown.unwrap_or_default().into_iter();
        shown.map(|entry| view! { <Line entry /> }).collect_view()
    };
    let today = Memo::new(move |_| dates::today(tenant.time(minute.get())).get());
    view! {
        <section class="card stack" aria-label=dates::heading()>
            <h2>{dates::heading()}</h2>
            <p>{dates::about()}</p>
            {move || reports.trouble().filter(|_| reports.history().is_none()).map(|error| view! {
                <Notice tone=Tone::Bad heading=history::not_read()>
                    <Trouble error />
                    <Button label=app::try_again() on_press=Callback::new(move |()| tenant.refresh()) />
                </Notice>
            })}
            <ol class="dates" role="list">
                {move || list(0, passed.get())}
                <li class="dates__today" aria-current="date">{today}</li>
                {move || list(passed.get(), entries.with(Vec::len))}
            </ol>
        </section>
    }
}

#[component]
fn Line(entry: Entry) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let at = entry.at;
    let says = match entry.what {
        What::Day(day, milestone) => of_programme(day, milestone, tenant).into_any(),
        What::Happened(event, endpoints) => happened(*event, &endpoints, tenant).into_any(),
        What::Announced(day, endpoints) => view! {
            {on(day, tenant)} " " {dates::announced(names(&endpoints))} " " {rule("R7")}
        }
        .into_any(),
        What::InEffectBy(endpoints) => view! {
            {instant(at, tenant)} " " {dates::in_effect_by(names(&endpoints))} " " {rule("R49")}
        }
        .into_any(),
    };
    view! { <li class="dates__entry">{says}</li> }
}

fn of_programme(day: NaiveDate, milestone: Milestone, tenant: Tenant) -> impl IntoView {
    let cloud = tenant.card().cloud;
    let rules = milestone.rules(cloud).iter();
    view! {
        {on(day, tenant)} " "
        <strong>{name(milestone, cloud)}</strong> " "
        {rules.map(|number| rule(number.0)).collect_view()}
    }
}

fn happened(event: Event, endpoints: &[Endpoint], tenant: Tenant) -> impl IntoView + use<> {
    let about = (!endpoints.is_empty()).then(|| match event.wish {
        Some(Wish::OptOut) => dates::opt_out(names(endpoints)),
        Some(Wish::ReEnable) => dates::re_enable(names(endpoints)),
        None => dates::protocols(names(endpoints)),
    });
    let message = event.message.map(|id| {
        let page = match event.kind {
            EventKind::HealthNotice => Page::Issue(id.clone()),
            _ => Page::message(&id),
        };
        let route = Route::new(tenant.id(), page);
        let href = expect_context::<Router>().href(&route);
        view! { <a class="message__number" href=href>{id}</a> " " }
    });
    let number = event
        .receipt
        .or(event.ticket)
        .map(|number| view! { <span class="receipt-card__number">{number}</span> " " });
    let cited = event
        .rule
        .map(|rule| view! { <span class="rule">{rule}</span> });
    view! {
        {instant(event.at, tenant)} " "
        <ToneBadge tone=tone(event.kind) label=vocabulary::event(event.kind) /> " "
        {about.map(Signal::<String>::from)} " "
        {number}
        {message}
        {cited}
    }
}

fn on(date: NaiveDate, tenant: Tenant) -> impl IntoView {
    let day = Day {
        date,
        zone: tenant.zone(),
    };
    view! { <time class="dates__when" datetime=date.to_string()>{dates::on(day)}</time> }
}

fn instant(at: DateTime<Utc>, tenant: Tenant) -> impl IntoView {
    view! {
        <time class="dates__when" datetime=at.to_rfc3339()>{history::at(tenant.time(at))}</time>
    }
}

fn names(endpoints: &[Endpoint]) -> Argument {
    endpoints
        .iter()
        .map(|it| vocabulary::endpoint(*it))
        .collect()
}

fn name(milestone: Milestone, cloud: Cloud) -> Text {
    let has_diagnostic = cloud == Cloud::Worldwide;
    match milestone {
        Milestone::OptOutBegins if matches!(cloud, Cloud::GccHigh | Cloud::Dod) => {
            dates::archiving()
        }
        Milestone::OptOutBegins => dates::opt_out_begins(),
        Milestone::FirstConfirmation => dates::first_confirmation(),
        Milestone::SecondConfirmation => dates::second_confirmation(),
        Milestone::OptOutEnds => dates::opt_out_ends(),
        Milestone::DrawsBegin if has_diagnostic => dates::draws_begin(),
        Milestone::DrawsBegin => dates::draws_begin_elsewhere(),
        Milestone::LastDay => dates::last_day(),
        Milestone::EndBegins if cloud == Cloud::China => dates::china_begins(),
        Milestone::EndBegins => dates::end_begins(),
        Milestone::SurelyRetired => dates::surely_retired(),
    }
}
