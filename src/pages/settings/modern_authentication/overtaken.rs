//! Somebody else was faster: before, mine and theirs side by side, and nothing is overwritten
//! unasked.

use flows::modern_authentication::{Event, Stage, Told};
use leptos::prelude::*;
use wire::history::EventKind;

use super::Progress;
use super::review::Warnings;
use super::step::StepHeading;
use crate::pages::sending;
use crate::reports::Reports;
use crate::tenant::Tenant;
use crate::ui::{Button, ButtonKind, Column, PaneActions, Table, TableGroup, TableRow};
use crate::words::{modern_authentication as words, vocabulary};

#[component]
pub(super) fn Overtaken() -> impl IntoView {
    let progress = expect_context::<Progress>();
    let tenant = expect_context::<Tenant>();
    let reports = expect_context::<Reports>();
    let told = Memo::new(move |_| {
        progress.with(|editor| match &editor.stage {
            Stage::Overtaken(theirs) => editor.told(theirs),
            _ => Vec::new(),
        })
    });
    // The newest change is theirs: mine was not made.
    let who = move || {
        let history = reports.history()?;
        let mut events = history.events.into_iter();
        let newest = events.find(|event| event.kind == EventKind::PolicyChanged)?;
        let at = tenant.time(newest.at);
        Some(words::overtaken_by(at, newest.by?.name).get())
    };
    let who = move || who().unwrap_or_else(|| words::overtaken_about().get());
    let columns = vec![
        Column::of_text(words::setting()),
        Column::of_text(words::before()),
        Column::of_text(words::mine()),
        Column::of_text(words::theirs()),
        Column::of_text(words::after()),
    ];
    let rows = move || told.get().into_iter().map(row).collect_view();
    let happen = move |event: Event| Callback::new(move |()| progress.happen(event.clone()));
    view! {
        <StepHeading text=words::overtaken() />
        <p>{who}</p>
        <div class="compared">
            <Table caption=words::overtaken() columns>
                <TableGroup>{rows}</TableGroup>
            </Table>
        </div>
        <Warnings />
        <PaneActions>
            <Button
                label=words::save_on_top()
                kind=ButtonKind::Primary
                disabled_reason=sending::bar()
                on_press=happen(Event::Save)
            />
            <Button label=words::edit() on_press=happen(Event::Edit) />
            <Button label=words::discard_mine() on_press=happen(Event::Discard) />
        </PaneActions>
    }
}

fn row(told: Told) -> impl IntoView {
    let cells = [told.before, told.mine, told.theirs, told.after()];
    let cell = |is_on| view! { {vocabulary::position(told.setting, is_on)} }.into_any();
    let heading = view! { {vocabulary::setting(told.setting)} }.into_any();
    view! {
        <TableRow heading cells=cells.map(cell).into() />
    }
}
