//! Hostile bodies, large ones and random ones: what is left is their text and links that lead out.
//! `PROPTEST_CASES` asks for more random ones.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "browser/hostile.rs"]
mod hostile;

use std::collections::BTreeSet;

use admin_center::markup::{Address, Block, Line, Table, read, text};
use proptest::prelude::*;

#[test]
fn hostile_bodies_leave_their_text_and_links_that_lead_out() {
    let bodies = hostile::bodies();
    for it in &bodies {
        let blocks = read(&it.body);
        assert_eq!(text(&blocks), it.text, "{}: {:?}", it.class, it.body);
        assert_eq!(links(&blocks), it.links, "{}: {:?}", it.class, it.body);
    }
    let classes: BTreeSet<_> = bodies.iter().map(|it| it.class).collect();
    assert!(
        bodies.len() >= 300 && classes.len() == 11,
        "{}: {classes:?}",
        bodies.len()
    );
}

/// Very deep or very large: a beginning, what is repeated, how often, and an end.
const GROWN: &[(&str, &str, usize, &str)] = &[
    ("", "<b>", 500_000, "the end"),
    ("", "<div>", 500_000, "the end"),
    ("", "<ul><li>", 300_000, "the end"),
    ("", "<ol>", 500_000, "the end"),
    ("", "<table><tr><td>", 200_000, "the end"),
    ("", "<table>", 500_000, "the end"),
    ("<table>", "<tr>", 500_000, "<td>the end"),
    ("<table><tr>", "<td>", 500_000, "the end"),
    ("<table><tr>", "<td>x", 500_000, "<td>the end"),
    ("", "<svg>", 500_000, "the end"),
    ("", "<math><mtext>", 300_000, "the end"),
    ("", "<template>", 300_000, "the end"),
    ("", "<a href=https://example.com/>x", 100_000, "the end"),
    (
        "",
        "<a href=https://example.com/><b>x</b>",
        100_000,
        "the end",
    ),
    (
        "<a href=https://example.com/>",
        "<b>x</b>y",
        200_000,
        "the end",
    ),
    ("", "<h1>", 500_000, "the end"),
    ("", "<h1>x<h6>y", 200_000, "the end"),
    ("", "</p>", 500_000, "the end"),
    ("", "</ul></table>", 300_000, "the end"),
    ("", "<p>x", 500_000, "<p>the end"),
    ("", "x<br>", 500_000, "the end"),
    ("", "<pre>x", 300_000, "the end"),
    ("", "<", 3_000_000, " the end"),
    ("", "</", 1_000_000, ">the end"),
    ("", "<a", 1_000_000, ">the end"),
    ("", "&", 3_000_000, " the end"),
    ("", "&#", 1_000_000, " the end"),
    ("&#", "9", 3_000_000, "; the end"),
    ("", "&amp", 1_000_000, " the end"),
    ("", "<!-", 1_000_000, ">the end"),
    ("<!--", "--", 1_000_000, ">the end"),
    ("<!--", "--!", 1_000_000, ">the end"),
    ("", "<!---->", 500_000, "the end"),
    ("", "<![CDATA[x]]>", 300_000, "the end"),
    ("<![CDATA[", "]]", 1_000_000, "> the end"),
    ("<p", " a=b", 1_000_000, ">the end"),
    ("<p", " a = ", 1_000_000, ">the end"),
    ("<p", "/", 3_000_000, ">the end"),
    ("<p a='", "x ", 1_000_000, "'>the end"),
    ("<a href='https://example.com/", "x", 3_000_000, "'>the end"),
    ("<script>", "</scrip", 500_000, "</script>the end"),
    ("<title>", "</titl", 500_000, "</title>the end"),
    ("", "<select><option>x", 200_000, "the end"),
    ("", " ", 5_000_000, "the end"),
    ("", "\0", 3_000_000, "the end"),
    ("", "&nbsp;", 500_000, "the end"),
    ("", "x", 5_000_000, " the end"),
    ("", "あ", 1_000_000, " the end"),
];

/// Time that grew with the square of the length would be hours here.
#[test]
fn deep_and_large_bodies_are_read_to_their_end() {
    for (beginning, again, times, end) in GROWN {
        let blocks = read(&format!("{beginning}{}{end}", again.repeat(*times)));
        let about = format!("{beginning}{again}…");
        assert!(text(&blocks).ends_with("the end"), "{about}");
        assert!(depth(&blocks) < 30, "{about}");
        assert!(count(&blocks) < 30_000, "{about}: {}", count(&blocks));
    }
}

/// Pieces of markup, whole and broken.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i",
    "<h1>",
    "</h1>",
    "<h3>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<caption>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th colspan=2>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<br>",
    "<svg>",
    "</svg>",
    "<math>",
    "<template>",
    "<select>",
    "<option>",
    "<a href=https://a.test/>",
    "</a>",
    "<a href=javascript:alert(1)>",
    "<a href=\" java\tscript:alert(1)\">",
    "<a href='//a.test'>",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<?",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<",
    ">",
    "</",
    "/>",
    "\"",
    "'",
    "=",
    "&",
    "&amp;",
    "&lt;",
    "&#0;",
    "&#x3c;",
    "&copy",
    "\0",
    "\n",
    " ",
    "\u{a0}",
    "基本認証",
];

proptest! {
    #[test]
    fn whatever_is_read_is_text_and_links_that_lead_out(
        pieces in prop::collection::vec(
            prop_oneof![
                4 => prop::sample::select(PIECES).prop_map(str::to_owned),
                1 => "\\PC{0,8}",
                1 => any::<String>(),
            ],
            0..60,
        )
    ) {
        let body = pieces.concat();
        let blocks = read(&body);
        for link in links(&blocks) {
            let again = Address::read(link);
            prop_assert_eq!(again.as_ref().map(Address::as_str), Some(link));
            prop_assert!(is_outside(link), "{}", link);
        }
        prop_assert!(!text(&blocks).contains('\0'));
        prop_assert!(depth(&blocks) < 30);
        // To read takes nothing away that was text already.
        let seen = text(&blocks);
        let escaped = seen.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
        prop_assert_eq!(squeezed(&text(&read(&escaped))), squeezed(&seen));
    }

    /// No markup that keeps its content hides a word of it, or moves one.
    #[test]
    fn every_word_is_kept_in_its_order(
        choices in prop::collection::vec((0..STRUCTURE.len(), 0_u16..1000), 1..80)
    ) {
        let word = |number: &u16| format!("word{number}");
        let pieces = choices.iter().map(|(at, number)| format!("{}{} ", STRUCTURE[*at], word(number)));
        let body = pieces.collect::<Vec<_>>().concat();
        let words: Vec<_> = choices.iter().map(|(_, number)| word(number)).collect();
        let read = text(&read(&body));
        let kept: Vec<_> = read.split_whitespace().collect();
        prop_assert_eq!(kept, words, "{}", body);
    }
}

/// Tags between which text is text.
const STRUCTURE: &[&str] = &[
    "",
    "<p>",
    "</p>",
    "<div x='<p>'>",
    "</div>",
    "<b>",
    "</b>",
    "</i>",
    "<h2>",
    "</h2>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<thead>",
    "</tbody>",
    "<pre>",
    "</pre>",
    "<code>",
    "<br>",
    "<svg>",
    "</svg>",
    "<math>",
    "<template>",
    "<select>",
    "<option>",
    "<a href=https://a.test/>",
    "</a>",
    "<a>",
    "<noscript>",
    "<iframe>",
    "<!-- x -->",
    "<!x>",
    "<?x>",
    "<script>x</script>",
    "<style>x</style>",
    "<img src=x>",
    "<unknown>",
    "</unknown>",
];

fn links(blocks: &[Block]) -> Vec<&str> {
    let mut links: Vec<&str> = Vec::new();
    for line in lines(blocks) {
        let to = line.iter().filter_map(|run| run.to.as_ref());
        links.extend(to.map(Address::as_str));
    }
    links
}

/// Every line, those of tables and lists as well.
fn lines(blocks: &[Block]) -> Vec<&Line> {
    let within = blocks.iter().flat_map(|block| match block {
        Block::Heading { line, .. } | Block::Paragraph(line) => vec![line],
        Block::List { items, .. } => items.iter().flat_map(|item| lines(item)).collect(),
        Block::Table(Table { caption, rows }) => {
            let cells = rows.iter().flatten().flat_map(|cell| lines(&cell.content));
            std::iter::once(caption).chain(cells).collect()
        }
        Block::Code(_) => vec![],
    });
    within.collect()
}

fn count(blocks: &[Block]) -> usize {
    let within = blocks.iter().map(|block| match block {
        Block::Heading { line, .. } | Block::Paragraph(line) => 1 + line.len(),
        Block::List { items, .. } => items.iter().map(|item| 1 + count(item)).sum(),
        Block::Table(Table { caption, rows }) => {
            let cells = rows.iter().flatten().map(|cell| 1 + count(&cell.content));
            caption.len() + rows.len() + cells.sum::<usize>()
        }
        Block::Code(_) => 1,
    });
    within.sum()
}

fn depth(blocks: &[Block]) -> usize {
    let within = blocks.iter().map(|block| match block {
        Block::List { items, .. } => items.iter().map(|item| depth(item)).max(),
        Block::Table(Table { rows, .. }) => {
            rows.iter().flatten().map(|cell| depth(&cell.content)).max()
        }
        _ => None,
    });
    1 + within.flatten().max().unwrap_or_default()
}

fn is_outside(link: &str) -> bool {
    let link = link.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| link.starts_with(scheme))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
