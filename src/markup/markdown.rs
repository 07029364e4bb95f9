//! Blocks as Markdown, for notes and tickets elsewhere: `CommonMark`, with the tables of GitHub.

use super::{Block, Cell, Line, Run, Table, text};

/// What follows a title: the outermost headings are of the second level.
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = lines_of(blocks).join("\n");
    out.push('\n');
    out
}

fn lines_of(blocks: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            Block::Heading { depth, line } => {
                let level = "#".repeat((depth + 2).min(6));
                lines.push(format!("{level} {}", in_one_line(&inline(line))));
            }
            Block::Paragraph(line) => {
                let written = inline(line);
                let mut written = written.lines().map(guarded).peekable();
                while let Some(line) = written.next() {
                    let goes_on = if written.peek().is_some() { "\\" } else { "" };
                    lines.push(line + goes_on);
                }
            }
            Block::List { is_ordered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *is_ordered {
                        format!("{}. ", at + 1)
                    } else {
                        "- ".to_owned()
                    };
                    let indent = " ".repeat(mark.len());
                    for (at, line) in lines_of(item).into_iter().enumerate() {
                        let before = if at == 0 { &mark } else { &indent };
                        lines.push(format!("{before}{line}").trim_end().to_owned());
                    }
                }
            }
            Block::Table(table) => lines.extend(table_of(table)),
            Block::Code(code) => {
                let fence = fence(code, 3);
                lines.push(fence.clone());
                lines.extend(code.lines().map(str::to_owned));
                lines.push(fence);
            }
        }
    }
    lines
}

/// A table here has one row of headings; where there is none, it is empty.
fn table_of(Table { caption, rows }: &Table) -> Vec<String> {
    let row = |cells: &[Cell]| {
        let cells = cells.iter().map(|cell| match cell.content.as_slice() {
            [Block::Paragraph(line)] => in_one_line(&inline(line)),
            blocks => in_one_line(&escaped(&text(blocks))),
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let all = |sign: &str| format!("|{}", format!(" {sign} |").repeat(width));
    let mut lines = Vec::new();
    if !caption.is_empty() {
        lines.extend([inline(caption), String::new()]);
    }
    let has_headings = |cells: &Vec<Cell>| cells.iter().all(|cell| cell.is_heading);
    let mut rows = rows.iter().peekable();
    let headings = rows.next_if(|cells| has_headings(cells));
    lines.push(headings.map_or_else(|| all(" "), |cells| row(cells)));
    lines.push(all("---"));
    lines.extend(rows.map(|cells| row(cells)));
    lines
}

fn in_one_line(written: &str) -> String {
    written.lines().collect::<Vec<_>>().join("<br>")
}

fn inline(line: &Line) -> String {
    let mut out = String::new();
    for runs in line.chunk_by(|one, other| one.to == other.to) {
        let words: String = runs.iter().map(dressed).collect();
        match &runs[0].to {
            // A space at its edge would be part of the link.
            Some(to) => {
                let to = to.as_str().replace('<', "%3C").replace('>', "%3E");
                out.push_str(&around(&words, "[", &format!("](<{to}>)")));
            }
            None => out.push_str(&words),
        }
    }
    out
}

fn dressed(run: &Run) -> String {
    let mut out = if run.look.is_code {
        let fence = fence(&run.text, 1);
        let is_edged = run.text.starts_with('`') || run.text.ends_with('`');
        let space = if is_edged { " " } else { "" };
        format!("{fence}{space}{}{space}{fence}", run.text)
    } else {
        escaped(&run.text)
    };
    if run.look.is_emphasised {
        out = around(&out, "*", "*");
    }
    if run.look.is_strong {
        out = around(&out, "**", "**");
    }
    out
}

/// Puts marks around the words and not around the spaces beside them.
fn around(words: &str, before: &str, after: &str) -> String {
    let core = words.trim();
    if core.is_empty() {
        return words.to_owned();
    }
    let from = words.len() - words.trim_start().len();
    let (start, end) = (&words[..from], &words[from + core.len()..]);
    format!("{start}{before}{core}{after}{end}")
}

/// Backticks that do not occur within.
fn fence(code: &str, least: usize) -> String {
    let runs = code.split(|it| it != '`').map(str::len);
    "`".repeat(runs.max().map_or(least, |longest| least.max(longest + 1)))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(
            sign,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|'
        ) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// A line that begins with what would be a heading, a list or a rule.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if line.starts_with(['#', '+', '-', '=']) {
        format!("\\{line}")
    } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::read;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(markdown(&read(html)), expected, "{html}");
    }

    #[test]
    fn blocks_have_an_empty_line_between_them() {
        check("<h1>a</h1><p>b<p>c<br>d", "## a\n\nb\n\nc\\\nd\n");
        check("<ul><li>a<li><p>b<p>c</ul>", "- a\n- b\n\n  c\n");
        check("<ol><li>a<ul><li>b</ul></ol>", "1. a\n\n   - b\n");
        check("<pre>a ``` b</pre>", "````\na ``` b\n````\n");
    }

    #[test]
    fn looks_and_links_are_marked_without_their_spaces() {
        check(
            "<b>a </b>b <i>c</i> <code>d`e</code>",
            "**a** b *c* ``d`e``\n",
        );
        check("<b><i>a</i></b>", "***a***\n");
        check(
            "a <a href='https://a.test/(b)?<c>'>d <b>e</b> </a>f",
            "a [d **e**](<https://a.test/(b)?%3Cc%3E>) f\n",
        );
    }

    #[test]
    fn text_stays_text() {
        check(
            "*a* [b](c) &lt;b&gt; `d` e_f &amp;amp;",
            "\\*a\\* \\[b\\](c) \\<b\\> \\`d\\` e\\_f \\&amp;\n",
        );
        check(
            "# a<p>- b<p>1. c<p>10) d",
            "\\# a\n\n\\- b\n\n1\\. c\n\n10\\) d\n",
        );
    }

    #[test]
    fn tables_have_a_row_of_headings() {
        check(
            "<table><caption>a</caption><tr><th>b<th>c|d<tr><td>e<td><ul><li>f<li>g</table>",
            "a\n\n| b | c\\|d |\n| --- | --- |\n| e | f<br>g |\n",
        );
        check(
            "<table><tr><td>a<td>b</table>",
            "|   |   |\n| --- | --- |\n| a | b |\n",
        );
    }
}
