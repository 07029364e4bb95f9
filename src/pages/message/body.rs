//! A foreign body as nodes of the page.

use leptos::either::Either;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wire::message::{Body, BodyType};

use super::leaving::{Leaving, LeavingNotice};
use crate::markup::{self, Address, Block, Cell, Line, Run, Table};
use crate::ui::Scroller;
use crate::words::message;

/// What stands in a body. Of a type that is not known, all is text.
pub(crate) fn blocks(body: &Body) -> Vec<Block> {
    match body.content_type {
        BodyType::Html => markup::read(&body.content),
        BodyType::Text | BodyType::Other(_) => markup::plain(&body.content),
    }
}

/// Its headings stand under that of the page. Before a link is followed, the reader is asked.
pub(crate) fn shown(body: &Body) -> impl IntoView + use<> {
    let leaving = Leaving::new();
    view! {
        {nodes(blocks(body), leaving)}
        <LeavingNotice leaving />
    }
}

fn nodes(blocks: Vec<Block>, leaving: Leaving) -> Vec<AnyView> {
    let node = |block| match block {
        Block::Heading { depth, line } => heading(depth, words(&line, leaving)),
        Block::Paragraph(line) => view! { <p>{words(&line, leaving)}</p> }.into_any(),
        Block::List { is_ordered, items } => {
            let items = items
                .into_iter()
                .map(|item| view! { <li>{within(item, leaving)}</li> });
            let items = items.collect_view();
            if is_ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
        Block::Table(table) => scrolled(table, leaving).into_any(),
        Block::Code(code) => view! { <pre><code>{code}</code></pre> }.into_any(),
    };
    blocks.into_iter().map(node).collect()
}

fn heading(depth: usize, words: Vec<AnyView>) -> AnyView {
    match depth {
        0 => view! { <h2>{words}</h2> }.into_any(),
        1 => view! { <h3>{words}</h3> }.into_any(),
        2 => view! { <h4>{words}</h4> }.into_any(),
        3 => view! { <h5>{words}</h5> }.into_any(),
        _ => view! { <h6>{words}</h6> }.into_any(),
    }
}

/// What stands in an item or a cell: a paragraph by itself needs no room around it.
fn within(mut blocks: Vec<Block>, leaving: Leaving) -> Vec<AnyView> {
    match blocks.as_mut_slice() {
        [Block::Paragraph(line)] => words(line, leaving),
        _ => nodes(blocks, leaving),
    }
}

/// Wider than the page it is scrolled.
fn scrolled(Table { caption, rows }: Table, leaving: Leaving) -> impl IntoView {
    let label: Signal<String> = if caption.is_empty() {
        message::table().into()
    } else {
        markup::words(&caption).into()
    };
    let caption =
        (!caption.is_empty()).then(|| view! { <caption>{words(&caption, leaving)}</caption> });
    let row = |cells: Vec<Cell>| {
        let is_head = cells.iter().all(|cell| cell.is_heading);
        let scope = if is_head { "col" } else { "row" };
        let cells = cells.into_iter().map(|cell| {
            let (columns, rows) = (span(cell.columns), span(cell.rows));
            let content = within(cell.content, leaving);
            if cell.is_heading {
                Either::Left(view! { <th scope=scope colspan=columns rowspan=rows>{content}</th> })
            } else {
                Either::Right(view! { <td colspan=columns rowspan=rows>{content}</td> })
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <Scroller label>
            <table>
                {caption}
                <tbody>{rows}</tbody>
            </table>
        </Scroller>
    }
}

fn span(count: u8) -> Option<String> {
    (count > 1).then(|| count.to_string())
}

fn words(line: &Line, leaving: Leaving) -> Vec<AnyView> {
    let of_one_link = line.chunk_by(|one, other| one.to == other.to);
    let words = of_one_link.map(|runs| {
        let words: Vec<_> = runs.iter().cloned().map(dressed).collect();
        match runs[0].to.clone() {
            Some(to) => link(to, words, leaving),
            None => words.into_any(),
        }
    });
    words.collect()
}

fn dressed(Run { text, look, .. }: Run) -> AnyView {
    let mut view = text.into_any();
    if look.is_code {
        view = view! { <code>{view}</code> }.into_any();
    }
    if look.is_emphasised {
        view = view! { <em>{view}</em> }.into_any();
    }
    if look.is_strong {
        view = view! { <strong>{view}</strong> }.into_any();
    }
    view
}

fn link(to: Address, words: Vec<AnyView>, leaving: Leaving) -> AnyView {
    let href = to.to_string();
    let to = StoredValue::new(to);
    let ask = move |event: MouseEvent| {
        event.prevent_default();
        leaving.ask(to.get_value());
    };
    // The wheel's button opens a link as well; the other one, a menu in which all is said.
    let ask_aside = move |event: MouseEvent| {
        if event.button() == 1 {
            ask(event);
        }
    };
    view! {
        <a href=href rel="noopener noreferrer" on:click=ask on:auxclick=ask_aside>{words}</a>
    }
    .into_any()
}
