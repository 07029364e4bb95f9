//! What can be done with the records of a tenant.

use leptos::prelude::*;
use leptos::task::spawn_local;
use service::{Archive, LIMIT, Rejection, Summary};

use super::{Deed, Glance, Records, rejection};
use crate::browser::console;
use crate::browser::files::{self, Chosen};
use crate::ui::{Button, FileField};
use crate::words::{Text, Time, app, records};

#[component]
pub(super) fn Menu(
    records: Records,
    glance: Signal<Option<Glance>, LocalStorage>,
) -> impl IntoView {
    let reset = move |()| {
        let first = records
            .far_side
            .with_value(|far_side| far_side.first_records(&records.id()));
        if let Some(archive) = first {
            records.propose(Deed::Reset, archive);
        }
    };
    let now = move || {
        let now = glance.get()?.now;
        let count = small(now.records);
        Some(records::now(Time::from(&now), count, records.name()).get())
    };
    let undo = move || {
        let replaced = glance.get()?.replaced?;
        Some(bring_back(records, &replaced))
    };
    view! {
        <p>{now}</p>
        <Export records />
        <Import records />
        <div class="records-way">
            <Button label=records::reset() on_press=Callback::new(reset) />
            <p>{records::reset_about(records.name())}</p>
        </div>
        {undo}
    }
}

/// The way back to the records that were replaced last.
pub(super) fn bring_back(records: Records, replaced: &Summary) -> impl IntoView + use<> {
    let (count, at) = (small(replaced.records), Time::from(replaced));
    let press = Callback::new(move |()| records.undo());
    view! {
        <div class="records-way">
            <Button label=app::undo() on_press=press />
            <p>{records::undo_about(at, count)}</p>
        </div>
    }
}

#[component]
fn Export(records: Records) -> impl IntoView {
    let outcome = RwSignal::new(None::<Text>);
    let press = move |()| {
        let (far_side, id) = (records.far_side.get_value(), records.id());
        spawn_local(async move {
            let exported = far_side.records(&id).await.ok().and_then(|archive| {
                let name = file_name(&archive);
                let offered = files::offer(&name, "application/json", &archive.to_json());
                offered.ok().map(|()| name)
            });
            let _ = outcome.try_set(Some(match exported {
                Some(name) => records::exported(name),
                None => records::not_read(),
            }));
        });
    };
    view! {
        <div class="records-way">
            <Button label=records::export() on_press=Callback::new(press) />
            <p>{records::export_about()}</p>
            <p role="status">{move || outcome.get().map(|outcome| outcome.get())}</p>
        </div>
    }
}

#[component]
fn Import(records: Records) -> impl IntoView {
    let error = RwSignal::new(None::<Text>);
    let choose = move |file: Chosen| {
        spawn_local(async move {
            let read = read(records, &file).await;
            let _ = error.try_set(match read {
                Ok(archive) => {
                    records.propose(Deed::Import(file.name()), archive);
                    None
                }
                Err(why) => Some(why),
            });
        });
    };
    view! {
        <FileField
            label=records::import()
            description=records::import_about()
            accept=".json,application/json"
            on_choose=Callback::new(choose)
            error=Signal::derive(move || error.get().map(|error| error.get()))
        />
    }
}

async fn read(records: Records, file: &Chosen) -> Result<Archive, Text> {
    let card = records.card.get_value();
    let is_read = |text: Result<String, _>| match text {
        Ok(text) => Archive::from_json(&text, &card).map_err(Some),
        Err(_) => Err(None),
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "the limit is a round number far below 2^53"
    )]
    let archive = if file.size() > LIMIT as f64 {
        Err(Some(Rejection::TooLarge))
    } else {
        is_read(file.text().await)
    };
    archive.map_err(|rejection| match rejection {
        None => records::not_readable(),
        Some(rejection) => {
            console::warn(&format!("{} was not taken: {rejection:?}", file.name()));
            rejection::sentence(&rejection)
        }
    })
}

/// `harbour-foods-2022-10-12.json`: the tenant and the day by its clock.
fn file_name(archive: &Archive) -> String {
    let time = Time::from(&archive.summary());
    format!("{}-{}.json", archive.tenant, time.day().date)
}

pub(super) fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
