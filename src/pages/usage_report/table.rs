//! The same as a table, and as a file.

use flows::export::{self, Cell, Sheet};
use flows::usage::{Row, Says, Shows};
use leptos::either::Either;
use leptos::prelude::*;
use policy::{Endpoint, Protocol};

use super::super::export::Export;
use crate::router::Router;
use crate::routes::{Page, Route};
use crate::tenant::Tenant;
use crate::ui::{Column, Narrow, Table, TableGroup, TableRow, TableRowAcross};
use crate::words::{Month, Text, usage, vocabulary};

#[component]
pub(super) fn UsageTable(rows: Vec<Row>) -> impl IntoView {
    let columns = [Column::of_text(usage::month())]
        .into_iter()
        .chain(Protocol::ALL.map(|protocol| Column::of_numbers(name(protocol))))
        .chain([Column::of_text(usage::report())]);
    let lines = rows.clone();
    let sheet = Callback::new(move |()| sheet(&rows));
    view! {
        <div class="stack">
            <div class="cluster" data-spread="">
                <h2>{usage::table_heading()}</h2>
                <Export what="basic-auth-usage" sheet />
            </div>
            <div class="card" data-flush="">
                <Table
                    caption=usage::table_heading()
                    columns=columns.collect()
                    narrow=Narrow::Scroll
                >
                    <TableGroup>{lines.into_iter().map(line).collect_view()}</TableGroup>
                </Table>
            </div>
        </div>
    }
}

fn line(row: Row) -> impl IntoView {
    let month = usage::month_of(Month(row.month));
    let heading = view! { <span class="nowrap">{month}</span> }.into_any();
    let across = |text: Text| Either::Left(view! { <span class="muted">{text}</span> }.into_any());
    let cells = match row.says {
        Says::NotReportedYet => across(usage::not_yet()),
        Says::NoReport => across(usage::none_sent()),
        Says::Reported { message, users } => {
            let users = users.into_iter().map(|(_, shows)| figure(shows));
            Either::Right(users.chain([report(message).into_any()]).collect())
        }
    };
    match cells {
        Either::Left(cell) => Either::Left(view! { <TableRowAcross heading cell /> }),
        Either::Right(cells) => Either::Right(view! { <TableRow heading cells /> }),
    }
}

fn report(message: String) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let route = Route::new(tenant.id(), Page::message(&message));
    let href = expect_context::<Router>().href(&route);
    view! { <a class="message__number" href=href>{message}</a> }
}

fn name(protocol: Protocol) -> Text {
    vocabulary::endpoint(Endpoint::Protocol(protocol))
}

fn figure(shows: Shows) -> AnyView {
    let in_words = |text: Text| view! { <span class="muted">{text}</span> }.into_any();
    match shows {
        Shows::Users(count) => {
            let count = i32::try_from(count).unwrap_or(i32::MAX);
            usage::figure(count).into_render().into_any()
        }
        Shows::NoReport => in_words(usage::none_sent()),
        Shows::Blocked => in_words(usage::blocked_all_month()),
    }
}

/// The table as it leaves the page; what stands across several columns is said in each.
fn sheet(rows: &[Row]) -> Sheet {
    let column = |key, label: Text| export::Column {
        key,
        label: label.get(),
    };
    let columns = [column("month", usage::month())]
        .into_iter()
        .chain(Protocol::ALL.map(|protocol| column(protocol.name(), name(protocol))))
        .chain([column("report", usage::report())]);
    let row = |row: &Row| {
        let month = coded(&usage::month_of(Month(row.month)), &month_code(row));
        let rest: Vec<Cell> = match &row.says {
            Says::NotReportedYet => across(&coded(&usage::not_yet(), "not_reported_yet")),
            Says::NoReport => across(&coded(&usage::none_sent(), "no_report")),
            Says::Reported { message, users } => {
                let users = users.iter().map(|(_, shows)| match shows {
                    Shows::Users(count) => Cell::Number(*count),
                    Shows::NoReport => coded(&usage::none_sent(), "no_report"),
                    Shows::Blocked => coded(&usage::blocked_all_month(), "blocked"),
                });
                users.chain([Cell::Text(message.clone())]).collect()
            }
        };
        [month].into_iter().chain(rest).collect()
    };
    Sheet {
        columns: columns.collect(),
        rows: rows.iter().map(row).collect(),
    }
}

/// In the column of each protocol and in that of the report.
fn across(cell: &Cell) -> Vec<Cell> {
    vec![cell.clone(); Protocol::ALL.len() + 1]
}

fn coded(shown: &Text, code: &str) -> Cell {
    Cell::Coded {
        shown: shown.get(),
        code: code.to_owned(),
    }
}

/// `2022-08`, as the contract writes it.
fn month_code(row: &Row) -> String {
    let day = row.month.to_string();
    day[..day.len() - "-01".len()].to_owned()
}
