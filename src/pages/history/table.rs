//! The events as a table, and as a file.

use flows::export::{self, Cell, Sheet};
use leptos::prelude::*;
use wire::history::Event;

use crate::pages::event::{badge, changed, details, message, number, subject, who};
use crate::router::Router;
use crate::tenant::Tenant;
use crate::ui::{Column, Table, TableGroup, TableRow};
use crate::words::{Text, history, vocabulary};

pub(super) fn table(events: &[Event]) -> impl IntoView + use<> {
    let tenant = expect_context::<Tenant>();
    let columns = columns().map(|(_, label)| Column::of_text(label));
    let events = events.to_vec();
    view! {
        <div class="card" data-flush="">
            <Table caption=history::title() columns=columns.into()>
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
        ("at", history::when()),
        ("kind", history::what()),
        ("about", history::about()),
        ("before", history::before()),
        ("after", history::after()),
        ("by", history::who()),
        ("rule", history::rule()),
        ("number", history::number()),
    ]
}

fn line(event: &Event, tenant: Tenant) -> impl IntoView + use<> {
    let at = event.at;
    let time = history::at(tenant.time(at));
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
                history::set_to(what.clone(), changed.before),
                history::set_to(what, changed.after),
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
        let [before, after] = sides(event).map(|texts| words(texts.into_iter()));
        let about = subject(event).into_iter().chain(details(event, tenant));
        let who = who(event).unwrap_or_else(|text| text.get());
        let numbers = number(event).into_iter();
        let numbers = numbers.chain(message(event, tenant).map(|(id, _)| id));
        vec![
            Cell::Coded {
                shown: history::at(tenant.time(event.at)).get(),
                code: event.at.to_rfc3339(),
            },
            Cell::Text(vocabulary::event(event.kind).get()),
            words(about),
            before,
            after,
            Cell::Text(who),
            event.rule.clone().map_or(Cell::Empty, Cell::Text),
            joined(&numbers.collect::<Vec<_>>()),
        ]
    };
    Sheet {
        columns: columns.into(),
        rows: events.iter().map(row).collect(),
    }
}

fn words(texts: impl Iterator<Item = Text>) -> Cell {
    joined(&texts.map(|text| text.get()).collect::<Vec<_>>())
}

/// As the table has them, one after the other.
fn joined(texts: &[String]) -> Cell {
    if texts.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(texts.join(" "))
    }
}
