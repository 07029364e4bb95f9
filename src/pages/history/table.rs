//! The events as a table, and as a file.

use flows::export::{self, Cell, Sheet};
use flows::history;
use leptos::prelude::*;
use wire::history::Event;

use crate::pages::event::{badge, changed, details, message, number, subject, who};
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::{Column, Table, TableGroup, TableRow};
use crate::words::{Text, history as words, vocabulary};

pub(super) fn table(events: &[Event]) -> impl IntoView + use<> {
    let tenant = expect_context::<Tenant>();
    let columns = columns().map(|(_, label)| Column::of_text(label));
    let events = events.to_vec();
    view! {
        <div class="card" data-flush="">
            <Table caption=words::title() columns=columns.into()>
                <TableGroup>
                    {events.into_iter().map(|event| line(&event, tenant)).collect_view()}
                </TableGroup>
            </Table>
        </div>
    }
}

/// By their names in a file.
fn columns() -> [(&'static str, Text); 8] {
    [
        ("at", words::when()),
        ("kind", words::what()),
        ("about", words::about()),
        ("before", words::before()),
        ("after", words::after()),
        ("by", words::who()),
        ("rule", words::rule()),
        ("number", words::number()),
    ]
}

fn line(event: &Event, tenant: Tenant) -> impl IntoView + use<> {
    let at = event.at;
    let time = words::at(tenant.time(at));
    let heading = view! { <time datetime=at.to_rfc3339()>{time}</time> };
    let details = details(event, tenant).into_iter();
    let details = details.map(|text| view! { <small>{text}</small> " " });
    let about = view! {
        {subject(event).map(|text| view! { <span>{text}</span> " " })}
        {details.collect_view()}
    };
    let [before, after] = sides(event).map(|texts| {
        let texts = texts
            .into_iter()
            .map(|text| view! { <span>{text}</span> " " });
        texts.collect_view().into_any()
    });
    let who = match who(event) {
        Ok(address) => view! { <span class="break">{address}</span> }.into_any(),
        Err(text) => view! { <span>{text}</span> }.into_any(),
    };
    let rule = event.rule.clone();
    let rule = rule.map(|rule| view! { <span class="rule">{rule}</span> });
    let number = number(event);
    let number =
        number.map(|number| view! { <span class="receipt-card__number">{number}</span> " " });
    let message = message(event, tenant).map(|(id, route)| {
        let href = expect_context::<Router>().href(&route);
        view! { <a class="message__number" href=href>{id}</a> }
    });
    let cells = vec![
        badge(event.kind).into_any(),
        about.into_any(),
        before,
        after,
        who,
        rule.into_any(),
        view! { {number} {message} }.into_any(),
    ];
    view! { <TableRow heading=heading.into_any() cells /> }
}

/// How it was, and how it is.
fn sides(event: &Event) -> [Vec<Text>; 2] {
    let sides = changed(event)
        .into_iter()
        .map(|changed| match changed.what {
            Some(what) => (
                words::set_to(what.clone(), changed.before),
                words::set_to(what, changed.after),
            ),
            None => (changed.before, changed.after),
        });
    let (before, after) = sides.unzip();
    [before, after]
}

/// These events, with the columns of the table.
pub(super) fn sheet(events: &[Event], tenant: Tenant) -> Sheet {
    let columns = columns().map(|(key, label)| export::Column {
        key,
        label: label.get(),
    });
    let row = |event: &Event| {
        let codes = history::codes(event);
        let [before, after] = sides(event);
        let about = subject(event).into_iter().chain(details(event, tenant));
        let numbers = number(event).into_iter();
        let numbers = numbers.chain(message(event, tenant).map(|(id, _)| id));
        vec![
            Cell::Coded {
                shown: words::at(tenant.time(event.at)).get(),
                code: event.at.to_rfc3339(),
            },
            Cell::Coded {
                shown: vocabulary::event(event.kind).get(),
                code: codes.kind.to_owned(),
            },
            coded(about.collect(), &codes.about),
            coded(before, &codes.before),
            coded(after, &codes.after),
            Cell::Coded {
                shown: who(event).unwrap_or_else(|text| text.get()),
                code: codes.by,
            },
            event.rule.clone().map_or(Cell::Empty, Cell::Text),
            joined(&numbers.collect::<Vec<_>>()).map_or(Cell::Empty, Cell::Text),
        ]
    };
    Sheet {
        columns: columns.into(),
        rows: events.iter().map(row).collect(),
    }
}

fn coded(texts: Vec<Text>, codes: &[String]) -> Cell {
    let texts: Vec<_> = texts.into_iter().map(|text| text.get()).collect();
    match (joined(&texts), joined(codes)) {
        (Some(shown), Some(code)) => Cell::Coded { shown, code },
        _ => Cell::Empty,
    }
}

/// As the table has them, one after the other.
fn joined(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join(" "))
}
