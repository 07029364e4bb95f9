//! What is in view, as a file.

use flows::export::{Format, Sheet};
use leptos::prelude::*;

use crate::browser::files;
use crate::tenant::Tenant;
use crate::ui::{Glyph, Icon, Menu, MenuGroup, MenuItem, MenuItemKind};
use crate::words::{Text, export};

#[component]
pub(crate) fn Export(
    /// The beginning of the file's name.
    what: &'static str,
    /// What is in view, in the language in use.
    sheet: Callback<(), Sheet>,
) -> impl IntoView {
    let tenant = expect_context::<Tenant>();
    let outcome = RwSignal::new(None::<Text>);
    let save = move |format: Format| {
        let name = file_name(what, tenant, format);
        let file = untrack(|| format.write(&sheet.run(())));
        let offered = files::offer(&name, format.media_type(), &file);
        outcome.set(Some(match offered {
            Ok(()) => export::done(name),
            Err(_) => export::refused(),
        }));
    };
    let items = Format::ALL.map(|format| MenuItem {
        label: label(format).into(),
        on_press: Callback::new(move |()| save(format)),
        kind: MenuItemKind::Command {
            disabled_reason: Signal::stored(None),
        },
    });
    let groups = vec![MenuGroup {
        label: export::as_shown().into(),
        items: items.into(),
        is_offered: Signal::stored(true),
    }];
    let button = move || view! { {export::heading()} <Icon glyph=Glyph::ChevronDown small=true /> };
    view! {
        <div class="cluster">
            <Menu label=export::heading() button groups />
            <p class="muted" role="status">{move || outcome.get().map(|outcome| outcome.get())}</p>
        </div>
    }
}

fn label(format: Format) -> Text {
    match format {
        Format::Csv => export::csv(),
        Format::CsvForExcel => export::csv_for_excel(),
        Format::Json => export::json(),
    }
}

/// `usage-harbour-foods-2022-10-12.csv`: the tenant, and the day by its clock.
fn file_name(what: &str, tenant: Tenant, format: Format) -> String {
    let day = untrack(|| tenant.day(tenant.now())).date;
    format!("{what}-{}-{day}.{}", tenant.id(), format.extension())
}
