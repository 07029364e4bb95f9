//! What becomes of markup, as a sketch: `p(text)`, `h0(…)`, `ul(li(…))`, `table(tr(td(…)))`.

use super::{Block, Cell, Line, Table, read};

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(sketch(&read(html)), expected, "{html}");
}

fn sketch(blocks: &[Block]) -> String {
    let sketched = blocks.iter().map(|block| match block {
        Block::Heading { depth, line } => format!("h{depth}({})", line_of(line)),
        Block::Paragraph(line) => format!("p({})", line_of(line)),
        Block::List { is_ordered, items } => {
            let items = items.iter().map(|item| format!("li({})", sketch(item)));
            let name = if *is_ordered { "ol" } else { "ul" };
            format!("{name}({})", items.collect::<Vec<_>>().join(" "))
        }
        Block::Table(table) => table_of(table),
        Block::Code(code) => format!("pre({code})"),
    });
    sketched.collect::<Vec<_>>().join(" ")
}

fn table_of(Table { caption, rows }: &Table) -> String {
    let cell = |cell: &Cell| {
        let name = if cell.is_heading { "th" } else { "td" };
        let span = match (cell.columns, cell.rows) {
            (1, 1) => String::new(),
            (columns, rows) => format!("{columns}x{rows}"),
        };
        format!("{name}{span}({})", sketch(&cell.content))
    };
    let row = |row: &Vec<Cell>| {
        let cells: Vec<_> = row.iter().map(cell).collect();
        format!("tr({})", cells.join(" "))
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    let caption = match line_of(caption) {
        none if none.is_empty() => none,
        caption => format!("caption({caption}) "),
    };
    format!("table({caption}{})", rows.join(" "))
}

fn line_of(line: &Line) -> String {
    let run = |run: &super::Run| {
        let mut out = run.text.replace('\n', "/");
        for (is, sign) in [
            (run.look.is_code, '`'),
            (run.look.is_emphasised, '_'),
            (run.look.is_strong, '*'),
        ] {
            if is {
                out = format!("{sign}{out}{sign}");
            }
        }
        match &run.to {
            Some(to) => format!("[{out}]<{to}>"),
            None => out,
        }
    };
    line.iter().map(run).collect()
}

#[test]
fn text_needs_no_markup() {
    check("", "");
    check(" \n\t ", "");
    check("one  two\nthree", "p(one two three)");
    check("1 < 2 <3 & 4 <", "p(1 < 2 <3 & 4 <)");
    check("a<br>b<br/> c </br>d<br>", "p(a/b/c/d)");
}

#[test]
fn paragraphs_and_headings_part_text() {
    check("a<p>b<p>c</p>d", "p(a) p(b) p(c) p(d)");
    check("<div><p>a</p><p>&nbsp;</p></div>b", "p(a) p(b)");
    check(
        "<h1>a</h1><h3>b</h3><h3>c</h3><h2>d</h2>",
        "h0(a) h1(b) h1(c) h1(d)",
    );
    check("<h4>a</h4><h2>b</h2><h6>c</h6>d", "h0(a) h0(b) h1(c) p(d)");
    check("<h2>a<ul><li>b</ul>c", "h0(a) ul(li(p(b))) p(c)");
}

#[test]
fn looks_may_overlap_and_end_late_or_never() {
    check("a <b>b</b> <i>c</i><code>d</code>", "p(a *b* _c_`d`)");
    check("<b>a<i>b</b>c</i>d", "p(*a**_b_*_c_d)");
    check("<b>a<p>b</b>c", "p(*a*) p(*b*c)");
    check("</b></i>a", "p(a)");
    check("<strong><b>a</strong>b</b>c", "p(*ab*c)");
    check("<p>a <b>b </b> c", "p(a *b *c)");
}

#[test]
fn a_link_has_an_address_that_leads_out_or_is_text() {
    check(
        "<a href=https://example.com/>a</a>b",
        "p([a]<https://example.com/>b)",
    );
    check("<a href='/t/x'>a</a> <a>b</a>", "p(a b)");
    check(
        "<A HREF=\"https://example.com/?a=1&amp;b=2\">a<a href=mailto:x@example.com>b",
        "p([a]<https://example.com/?a=1&b=2>[b]<mailto:x@example.com>)",
    );
    check(
        "<a href=https://a.test><p>a<p><b>b</b></a>c",
        "p([a]<https://a.test>) p([*b*]<https://a.test>c)",
    );
}

#[test]
fn lists_hold_blocks_and_lists() {
    check("<ul><li>a<li>b</ul>c", "ul(li(p(a)) li(p(b))) p(c)");
    check(
        "<ol><li><p>a<p>b<ul><li>c</ul>d</ol>",
        "ol(li(p(a) p(b) ul(li(p(c))) p(d)))",
    );
    check(
        "<ul><li>a</li><ol><li>b</ol></ul>",
        "ul(li(p(a) ol(li(p(b)))))",
    );
    check("<ul>a<li>b</ul>", "ul(li(p(a)) li(p(b)))");
    check("<li>a<li>b", "p(a) p(b)");
    check("<ul><li></ul></ul></li>a", "p(a)");
}

#[test]
fn tables_keep_their_rows_and_cells() {
    check(
        "<table><caption>a</caption><tr><th>b<th colspan=2>c<tr><td rowspan=3>d<td><td>e</table>f",
        "table(caption(a) tr(th(p(b)) th2x1(p(c))) tr(td1x3(p(d)) td() td(p(e)))) p(f)",
    );
    check(
        "<table><thead><tr><td>a</thead><tbody><tr><td>b</tbody></table>",
        "table(tr(td(p(a))) tr(td(p(b))))",
    );
    check(
        "<table>a<tr>b<td>c</table>",
        "table(tr(td(p(a))) tr(td(p(b)) td(p(c))))",
    );
    check(
        "<table><tr><td>a<table><tr><td>b</table>c<td>d</table>",
        "table(tr(td(p(a) table(tr(td(p(b)))) p(c)) td(p(d))))",
    );
    check(
        "<table><tr><td><b>a<td>b</table>c",
        "table(tr(td(p(*a*)) td(p(b)))) p(c)",
    );
    check(
        "<b><table><tr><td>a</b><td>b</table>c",
        "table(tr(td(p(*a*)) td(p(b)))) p(c)",
    );
    check(
        "<table><tr><td><ul><li>a</table>b",
        "table(tr(td(ul(li(p(a)))))) p(b)",
    );
    check(
        "<ul><li><table><tr><td>a</ul>b</table>",
        "ul(li(table(tr(td(p(a) p(b))))))",
    );
    check("<table><tr><td></table><td>a</td><tr>b", "p(a) p(b)");
    check(
        "<table><tr><td colspan=0 rowspan=x>a<td colspan=9999>b",
        "table(tr(td(p(a)) td(p(b))))",
    );
}

#[test]
fn code_keeps_its_lines() {
    check("<pre>\na\n  b<br>c\n</pre>d", "pre(a\n  b\nc) p(d)");
    check("<pre>a <b>b</b>&lt;<p>c</pre>", "pre(a b<\nc)");
    check("<pre>a<ul><li>b", "pre(a) ul(li(p(b)))");
}

#[test]
fn what_is_no_text_is_left_out() {
    check("a<!-- b -->c<!doctype html><?php d ?>e</ f>g", "p(aceg)");
    check("a<script>b</script>c<style>d</style>e", "p(ace)");
    check(
        "<title>a<b>&amp;</title><textarea><i>c</textarea>",
        "p(a<b>&) p(<i>c)",
    );
    check("<![CDATA[a<b>&amp;]]>c", "p(a<b>&amp;c)");
    check("<noscript>a</noscript><img alt=b src=x>", "p(a) p(b)");
}

#[test]
fn depth_and_number_end_where_nobody_reads() {
    let deep = "<ul><li>a".repeat(1000) + "</ul>b";
    assert!(depth(&read(&deep)) < 20);
    let wide = "<p><b>a</b>b".repeat(100_000);
    let blocks = read(&wide);
    assert!(blocks.len() < 20_000);
    assert!(super::text(&blocks).matches("ab").count() == 100_000);
}

fn depth(blocks: &[Block]) -> usize {
    let within = blocks.iter().map(|block| match block {
        Block::List { items, .. } => items.iter().map(|item| depth(item)).max(),
        Block::Table(table) => {
            let cells = table.rows.iter().flatten();
            cells.map(|cell| depth(&cell.content)).max()
        }
        _ => None,
    });
    1 + within.flatten().max().unwrap_or_default()
}
