//! Plain text as messages are written: paragraphs parted by an empty line, and lists of lines that
//! begin with a dash.

use leptos::either::Either;
use leptos::prelude::*;
use wire::message::Body;

/// A body as nodes of the page.
pub(crate) fn shown(body: &Body) -> impl IntoView + use<> {
    let block = |block| match block {
        Block::Paragraph(text) => Either::Left(view! { <p>{text}</p> }),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> });
            Either::Right(view! { <ul>{items.collect_view()}</ul> })
        }
    };
    blocks(&body.content).into_iter().map(block).collect_view()
}

#[derive(Debug, PartialEq, Eq)]
enum Block {
    Paragraph(String),
    List(Vec<String>),
}

/// A list may follow its paragraph without an empty line.
fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut is_open = false;
    for line in body.lines().map(str::trim) {
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) if is_open => items.push(item.to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.to_owned()])),
            (None, _) if line.is_empty() => {}
            (None, Some(Block::Paragraph(text))) if is_open => {
                text.push('\n');
                text.push_str(line);
            }
            (None, _) => blocks.push(Block::Paragraph(line.to_owned())),
        }
        is_open = !line.is_empty();
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[Block]) {
        assert_eq!(blocks(body), expected);
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    fn list(items: &[&str]) -> Block {
        Block::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn an_empty_line_parts_paragraphs_and_lists() {
        check("", &[]);
        check("one", &[paragraph("one")]);
        check("one\n\n\ntwo\n", &[paragraph("one"), paragraph("two")]);
        check("one\nmore", &[paragraph("one\nmore")]);
        check("- a\n- b", &[list(&["a", "b"])]);
        check("- a\n\n- b", &[list(&["a"]), list(&["b"])]);
    }

    #[test]
    fn a_list_needs_no_empty_line_around_it() {
        check(
            "one:\n- a\n- b\ntwo",
            &[paragraph("one:"), list(&["a", "b"]), paragraph("two")],
        );
    }

    #[test]
    fn a_dash_within_a_line_makes_no_list() {
        check("-1 and a - b", &[paragraph("-1 and a - b")]);
    }
}
