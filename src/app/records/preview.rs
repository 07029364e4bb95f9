//! What is there and what would be there instead, side by side.

use leptos::prelude::*;
use service::Summary;

use super::Glance;
use super::menu::small;
use crate::ui::{Column, Narrow, Table, TableGroup, TableRow};
use crate::words::{Text, Time, records};

#[component]
pub(super) fn Preview(
    glance: Signal<Option<Glance>, LocalStorage>,
    then: Summary,
) -> impl IntoView {
    let row = move |label: Text, of: fn(&Summary) -> Text| {
        let now = move || glance.get().map(|glance| of(&glance.now).get());
        let cells = vec![now.into_any(), of(&then).into_render().into_any()];
        view! { <TableRow heading=label.into_render().into_any() cells /> }
    };
    let columns = vec![
        Column::of_text(records::item()),
        Column::of_text(records::before()),
        Column::of_text(records::after()),
    ];
    let given_up = move || {
        let replaced = glance.get()?.replaced?;
        Some(view! { <p>{records::given_up(Time::from(&replaced))}</p> })
    };
    view! {
        <Table caption=records::compared() columns narrow=Narrow::Scroll>
            <TableGroup>
                {row(records::clock(), |it| records::time(Time::from(it)))}
                {row(records::count(), |it| records::number(small(it.records)))}
                {row(records::receipts(), |it| records::number(small(it.receipts)))}
                {row(records::open_tickets(), |it| records::number(small(it.open_tickets)))}
                {row(records::blocked(), |it| records::number(small(it.blocked)))}
            </TableGroup>
        </Table>
        <p>{records::what_is_lost()}</p>
        <p>{records::can_be_undone()}</p>
        {given_up}
    }
}
