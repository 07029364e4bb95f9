//! What is there and what would be there instead, side by side.

use leptos::prelude::*;
use service::Summary;

use super::Glance;
use super::menu::small;
use crate::words::{Text, Time, records};

#[component]
pub(super) fn Preview(
    glance: Signal<Option<Glance>, LocalStorage>,
    then: Summary,
) -> impl IntoView {
    let column = |label: Text| view! { <th role="columnheader" scope="col">{label}</th> };
    let row = move |label: Text, of: fn(&Summary) -> Text| {
        let now = move || glance.get().map(|glance| of(&glance.now).get());
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{label}</th>
                <td role="cell">{now}</td>
                <td role="cell">{of(&then)}</td>
            </tr>
        }
    };
    let given_up = move || {
        let replaced = glance.get()?.replaced?;
        Some(view! { <p>{records::given_up(Time::from(&replaced))}</p> })
    };
    view! {
        <table class="records-table" role="table">
            <caption class="visually-hidden">{records::compared()}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <td role="cell" class={"records-table__corner"}></td>
                    {column(records::before())} {column(records::after())}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {row(records::clock(), |it| records::time(Time::from(it)))}
                {row(records::count(), |it| records::number(small(it.records)))}
                {row(records::receipts(), |it| records::number(small(it.receipts)))}
                {row(records::open_tickets(), |it| records::number(small(it.open_tickets)))}
                {row(records::blocked(), |it| records::number(small(it.blocked)))}
            </tbody>
        </table>
        <p>{records::what_is_lost()}</p>
        <p>{records::can_be_undone()}</p>
        {given_up}
    }
}
