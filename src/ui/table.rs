//! Rows and columns, on the native table: the table of the ARIA patterns.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/table/>. The roles are written out because a browser
//! forgets those of the elements where the style sheet lays them out as something else.

use leptos::html;
use leptos::prelude::*;

use super::cut_off::is_cut_off;

/// The head stays in sight while the rows are scrolled. Holds `TableGroup`s.
#[component]
pub fn Table(
    /// What the rows tell, for ears: eyes have the heading above.
    #[prop(into)]
    caption: Signal<String>,
    /// The first names what a row is about.
    columns: Vec<Column>,
    #[prop(optional)] narrow: Narrow,
    children: Children,
) -> impl IntoView {
    let headings = columns.iter().map(|column| {
        view! {
            <th role="columnheader" scope="col" data-kind=column.kind()>
                {column.label}
            </th>
        }
    });
    let headings = headings.collect_view();
    let node = NodeRef::<html::Div>::new();
    let is_cut_off = is_cut_off(node);
    provide_context(Columns(StoredValue::new(columns)));

    view! {
        <div
            class="table"
            data-narrow=narrow.name()
            role=move || is_cut_off.get().then_some("region")
            aria-label=move || is_cut_off.get().then(|| caption.get())
            tabindex=move || is_cut_off.get().then_some("0")
            node_ref=node
        >
            <table role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{headings}</tr>
                </thead>
                {children()}
            </table>
        </div>
    }
}

/// Rows that belong together. Holds `TableRow`s.
#[component]
pub fn TableGroup(
    /// What they have in common.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    let Columns(columns) = expect_context();
    let heading = label.map(|label| {
        let width = columns.with_value(Vec::len).to_string();
        view! {
            <tr class="table__group" role="row">
                <th role="rowheader" scope="rowgroup" colspan=width>{label}</th>
            </tr>
        }
    });
    view! { <tbody role="rowgroup">{heading} {children()}</tbody> }
}

/// What one row says, in the order of the columns.
#[component]
pub fn TableRow(
    /// What the row is about.
    heading: AnyView,
    cells: Vec<AnyView>,
) -> impl IntoView {
    let Columns(columns) = expect_context();
    let columns = columns.with_value(|columns| columns[1..].to_vec());
    let cells = columns.into_iter().zip(cells).map(|(column, cell)| {
        view! {
            <td role="cell" data-label=column.label data-kind=column.kind()>
                <div>{cell}</div>
            </td>
        }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{heading}</th>
            {cells.collect_view()}
        </tr>
    }
}

/// A row that says one thing for all its columns.
#[component]
pub fn TableRowAcross(
    /// What the row is about.
    heading: AnyView,
    cell: AnyView,
) -> impl IntoView {
    let Columns(columns) = expect_context();
    let width = columns.with_value(|columns| columns.len() - 1).to_string();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{heading}</th>
            <td role="cell" colspan=width>{cell}</td>
        </tr>
    }
}

/// What stands in one column.
#[derive(Clone, Copy)]
pub struct Column {
    label: Signal<String>,
    holds_numbers: bool,
}

impl Column {
    pub fn of_text(label: impl Into<Signal<String>>) -> Self {
        Self {
            label: label.into(),
            holds_numbers: false,
        }
    }

    pub fn of_numbers(label: impl Into<Signal<String>>) -> Self {
        Self {
            holds_numbers: true,
            ..Self::of_text(label)
        }
    }

    fn kind(self) -> Option<&'static str> {
        self.holds_numbers.then_some("number")
    }
}

/// What a table does where it is too wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Narrow {
    /// Each row becomes a card in which each value says its column: for what is read row by row.
    #[default]
    Cards,
    /// It is scrolled, also with the keys: for what is compared across the rows.
    Scroll,
}

impl Narrow {
    const fn name(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Scroll => "scroll",
        }
    }
}

/// The columns of the table around whoever asks.
#[derive(Clone, Copy)]
struct Columns(StoredValue<Vec<Column>>);

#[cfg(debug_assertions)]
pub(super) fn specimens(lent: super::Lent) -> Vec<super::Specimen> {
    use super::Specimen;

    let table = move |narrow| {
        let columns = vec![
            Column::of_text(lent.names[0]),
            Column::of_text(lent.names[1]),
            Column::of_numbers(lent.names[2]),
        ];
        let row = move |at: usize| {
            let cells = vec![lent.sentence.into_any(), at.into_any()];
            view! { <TableRow heading=lent.names[at].into_any() cells /> }
        };
        // Made inside the table, which tells its columns.
        let across = move || {
            view! {
                <TableRowAcross heading=lent.names[2].into_any() cell=lent.reason.into_any() />
            }
        };
        view! {
            <div class="card" data-flush="">
                <Table caption=lent.names[0] columns narrow>
                    <TableGroup>{row(0)} {row(1)}</TableGroup>
                    <TableGroup label=lent.names[1]>{row(2)} {across()}</TableGroup>
                </Table>
            </div>
        }
    };
    vec![
        Specimen::of("narrow=Narrow::Cards", table(Narrow::Cards)),
        Specimen::of("narrow=Narrow::Scroll", table(Narrow::Scroll)),
    ]
}
