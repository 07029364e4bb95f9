//! One chart for each protocol, on one scale.

use flows::usage::{Row, Says, Shows, most};
use leptos::prelude::*;
use policy::{Endpoint, Protocol};

use super::super::usage::users;
use crate::ui::{Chart, Mark, Point, Series};
use crate::words::{Month, Text, usage, vocabulary};

/// The rows are newest first; the charts begin with the oldest.
pub(super) fn charts(rows: &[Row]) -> impl IntoView + use<> {
    let most = i32::try_from(most(rows)).unwrap_or(i32::MAX);
    let series = Protocol::ALL.map(|protocol| series(protocol, rows));
    let legend = [
        (Mark::Count(1), usage::some_users()),
        (Mark::Count(0), usage::no_users()),
        (Mark::Awaited, usage::not_yet()),
        (Mark::Missing, usage::none_sent()),
        (Mark::Prevented, usage::blocked_all_month()),
    ];
    let legend = legend.map(|(mark, meaning)| (mark, Signal::from(meaning)));
    view! {
        <section class="card stack" aria-label=usage::chart_heading()>
            <h2>{usage::chart_heading()}</h2>
            <Chart
                label=usage::chart_heading()
                hint=usage::chart_hint(most)
                series=series.into()
                legend=legend.into()
            />
        </section>
    }
}

fn series(protocol: Protocol, rows: &[Row]) -> Series {
    let points = rows.iter().rev().map(|row| {
        let (label, mark) = point(protocol, row);
        Point {
            label: label.into(),
            mark,
        }
    });
    Series {
        name: vocabulary::endpoint(Endpoint::Protocol(protocol)).into(),
        summary: summary(protocol, rows).into(),
        points: points.collect(),
    }
}

fn point(protocol: Protocol, row: &Row) -> (Text, Mark) {
    let month = Month(row.month);
    match shown(protocol, row) {
        None if row.says == Says::NotReportedYet => (usage::awaited(month), Mark::Awaited),
        None | Some(Shows::NoReport) => (usage::no_report(month), Mark::Missing),
        Some(Shows::Blocked) => (usage::blocked(month), Mark::Prevented),
        Some(Shows::Users(count)) => (users(count, month), Mark::Count(count)),
    }
}

/// What a report says of the protocol, where there is one.
fn shown(protocol: Protocol, row: &Row) -> Option<Shows> {
    let Says::Reported { users, .. } = &row.says else {
        return None;
    };
    let mut users = users.iter();
    let of_protocol = users.find(|(of, _)| *of == protocol)?;
    Some(of_protocol.1)
}

/// The newest month that says something, and the one with the most users.
fn summary(protocol: Protocol, rows: &[Row]) -> Text {
    let counted = rows.iter().filter_map(|row| match shown(protocol, row)? {
        Shows::Users(count) => Some((row.month, count)),
        Shows::NoReport | Shows::Blocked => None,
    });
    let newest = counted.clone().next();
    // Of equals, the newest.
    let most = counted.reduce(|most, next| if most.1 < next.1 { next } else { most });
    match (newest, most) {
        (Some((month, count)), Some(most)) if most.1 > 0 => usage::newest_and_most(
            users(count, Month(month)),
            Month(most.0),
            i32::try_from(most.1).unwrap_or(i32::MAX),
        ),
        (Some(_), _) => usage::never_used(),
        (None, _) => usage::no_figures(),
    }
}
