//! Help articles as typed blocks, read from a small subset of Markdown with a header.
//!
//! Only what can be shown can be written: headings, paragraphs, lists, numbered steps; inside
//! them text, code and links. Everything else is a fault with its line.

use std::fmt;

use crate::{Kind, Lang, Text};

/// One help file: what it is called and what it says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Article {
    pub kind: Kind,
    /// Where a page is, relative to the tenant; where articles and diagnostics are, their file
    /// names say.
    pub address: Option<String>,
    pub title: String,
    pub summary: String,
    /// Other names that people type.
    pub aliases: Vec<String>,
    /// Which rules of the notice it explains, ascending: 6 for R6. Others it may cite in passing.
    pub rules: Vec<u8>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Block {
    Heading(String),
    Paragraph(Line),
    List(Vec<Line>),
    /// In the order in which they are done.
    Steps(Vec<Line>),
}

/// Running text in pieces.
pub type Line = Vec<Inline>;

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Inline {
    Text(String),
    Code(String),
    Link {
        text: String,
        /// `https://…`, or relative to the tenant like an entry's address.
        address: String,
    },
}

/// What is wrong with a help file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFault {
    /// From 1.
    pub line: usize,
    pub what: String,
}

impl fmt::Display for ArticleFault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ArticleFault {}

impl Article {
    /// Reads a file: between two lines of `---` one `name: value` a line, then the blocks, each
    /// paragraph and each item on a line of its own.
    pub fn parse(source: &str) -> Result<Self, ArticleFault> {
        let lines: Vec<Numbered> = (1..).zip(source.lines()).collect();
        let header = match lines.as_slice() {
            [(_, "---"), rest @ ..] => rest.split(|(_, line)| *line == "---").next(),
            _ => None,
        };
        let header = header.filter(|header| header.len() + 2 <= lines.len());
        let header =
            header.ok_or_else(|| fault(1, "a header between two lines of --- is missing"))?;
        let blocks = blocks(&lines[header.len() + 2..])?;
        let header = Header::read(header)?;
        let required = |value: Option<&str>, name| {
            let value = value.map(ToOwned::to_owned);
            value.ok_or_else(|| fault(1, format!("the header has no {name}")))
        };
        let kind = header
            .kind
            .ok_or_else(|| fault(1, "the header has no kind"))?;
        if (kind == Kind::Page) != header.address.is_some() {
            return Err(fault(
                1,
                "a page has an address in its header, and nothing else has",
            ));
        }
        let aliases = header.aliases.unwrap_or_default().split(';').map(str::trim);
        Ok(Self {
            kind,
            address: header.address.map(ToOwned::to_owned),
            title: required(header.title, "title")?,
            summary: required(header.summary, "summary")?,
            aliases: aliases
                .filter(|alias| !alias.is_empty())
                .map(ToOwned::to_owned)
                .collect(),
            rules: header.rules.unwrap_or_default(),
            blocks,
        })
    }

    /// The same without markup, to be searched.
    pub fn text(&self, lang: Lang) -> Text {
        let lines: Vec<String> = self.blocks.iter().flat_map(Block::plain_lines).collect();
        Text {
            lang,
            title: self.title.clone(),
            summary: self.summary.clone(),
            body: lines.join("\n"),
        }
    }

    /// The addresses that the article leads to.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        let inlines = self.blocks.iter().flat_map(Block::lines).flatten();
        inlines.filter_map(|inline| match inline {
            Inline::Link { address, .. } => Some(address.as_str()),
            Inline::Text(_) | Inline::Code(_) => None,
        })
    }
}

impl Block {
    fn lines(&self) -> &[Line] {
        match self {
            Self::Heading(_) => &[],
            Self::Paragraph(line) => std::slice::from_ref(line),
            Self::List(lines) | Self::Steps(lines) => lines,
        }
    }

    fn plain_lines(&self) -> Vec<String> {
        match self {
            Self::Heading(text) => vec![text.clone()],
            _ => self.lines().iter().map(plain).collect(),
        }
    }
}

fn plain(line: &Line) -> String {
    let texts = line.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Link { text, .. } => text.as_str(),
    });
    texts.collect()
}

type Numbered<'a> = (usize, &'a str);

fn fault(line: usize, what: impl Into<String>) -> ArticleFault {
    ArticleFault {
        line,
        what: what.into(),
    }
}

/// The header's values as they are written.
#[derive(Default)]
struct Header<'a> {
    kind: Option<Kind>,
    address: Option<&'a str>,
    title: Option<&'a str>,
    summary: Option<&'a str>,
    aliases: Option<&'a str>,
    rules: Option<Vec<u8>>,
}

impl<'a> Header<'a> {
    fn read(lines: &[Numbered<'a>]) -> Result<Self, ArticleFault> {
        let mut header = Self::default();
        for &(number, line) in lines {
            let (name, value) = line
                .split_once(':')
                .ok_or_else(|| fault(number, "expected name: value"))?;
            let value = value.trim();
            let repeated = match name {
                "kind" => header.kind.replace(kind(number, value)?).is_some(),
                "address" => header.address.replace(value).is_some(),
                "title" => header.title.replace(value).is_some(),
                "summary" => header.summary.replace(value).is_some(),
                "aliases" => header.aliases.replace(value).is_some(),
                "rules" => header.rules.replace(rules(number, value)?).is_some(),
                _ => return Err(fault(number, format!("unknown name {name}"))),
            };
            if repeated {
                return Err(fault(number, format!("{name} is given twice")));
            }
        }
        Ok(header)
    }
}

fn kind(number: usize, name: &str) -> Result<Kind, ArticleFault> {
    match name {
        "diagnostic" => Ok(Kind::Diagnostic),
        "page" => Ok(Kind::Page),
        "article" => Ok(Kind::Article),
        _ => Err(fault(number, "kind is diagnostic, page or article")),
    }
}

fn rules(number: usize, list: &str) -> Result<Vec<u8>, ArticleFault> {
    let rule = |rule: &str| rule.trim().strip_prefix('R')?.parse().ok();
    let rules: Option<Vec<u8>> = list.split(',').map(rule).collect();
    rules
        .filter(|rules| rules.is_sorted_by(|a, b| a < b))
        .ok_or_else(|| fault(number, "rules are R1, R2, … in ascending order"))
}

fn blocks(lines: &[Numbered]) -> Result<Vec<Block>, ArticleFault> {
    let parts = lines.split(|(_, line)| line.is_empty());
    parts.filter(|part| !part.is_empty()).map(block).collect()
}

/// A block stands between empty lines.
fn block(lines: &[Numbered]) -> Result<Block, ArticleFault> {
    match lines {
        [(number, line), rest @ ..] if !is_item(line) => match rest {
            [] => single(*number, line),
            [(next, _), ..] => Err(fault(*next, "an empty line is missing before this one")),
        },
        [(_, first), ..] if first.starts_with("- ") => {
            let item = |&(number, line): &Numbered| inlines(number, after(number, line, "- ")?);
            Ok(Block::List(
                lines.iter().map(item).collect::<Result<_, _>>()?,
            ))
        }
        _ => {
            let step = |(position, &(number, line)): (usize, &Numbered)| {
                inlines(number, after(number, line, &format!("{position}. "))?)
            };
            Ok(Block::Steps(
                (1..).zip(lines).map(step).collect::<Result<_, _>>()?,
            ))
        }
    }
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("1. ")
}

fn after<'a>(number: usize, line: &'a str, mark: &str) -> Result<&'a str, ArticleFault> {
    line.strip_prefix(mark)
        .ok_or_else(|| fault(number, format!("expected an item beginning with {mark:?}")))
}

fn single(number: usize, line: &str) -> Result<Block, ArticleFault> {
    if let Some(heading) = line.strip_prefix("## ") {
        return Ok(Block::Heading(heading.to_owned()));
    }
    if line.starts_with(|first: char| "#>*|!<+=~_ \t".contains(first)) || line.starts_with("---") {
        return Err(fault(
            number,
            "only ## headings, paragraphs, lists and steps are known",
        ));
    }
    Ok(Block::Paragraph(inlines(number, line)?))
}

fn inlines(number: usize, mut rest: &str) -> Result<Line, ArticleFault> {
    let mut line = Line::new();
    while let Some(at) = rest.find(['`', '[']) {
        push_text(&mut line, number, &rest[..at])?;
        let (inline, after) = if rest[at..].starts_with('`') {
            code(&rest[at + 1..])
        } else {
            link(&rest[at + 1..])
        }
        .ok_or_else(|| fault(number, format!("{:?} has no end", &rest[at..])))?;
        line.push(inline);
        rest = after;
    }
    push_text(&mut line, number, rest)?;
    Ok(line)
}

fn push_text(line: &mut Line, number: usize, text: &str) -> Result<(), ArticleFault> {
    if text.contains("**") {
        return Err(fault(number, "there is no bold text"));
    }
    if !text.is_empty() {
        line.push(Inline::Text(text.to_owned()));
    }
    Ok(())
}

fn code(rest: &str) -> Option<(Inline, &str)> {
    let (code, after) = rest.split_once('`')?;
    Some((Inline::Code(code.to_owned()), after))
}

fn link(rest: &str) -> Option<(Inline, &str)> {
    let (text, rest) = rest.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    let (text, address) = (text.to_owned(), address.to_owned());
    Some((Inline::Link { text, address }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "---\nkind: article\ntitle: T: x\nsummary: S\naliases: a; b b;\nrules: R7, R12\n---\n";

    #[test]
    fn an_article_is_read_block_by_block() {
        let source = "
## First

Run `Get-It`, see [more](help/articles/more).

- one
- two

1. go
2. stop
";
        let article = Article::parse(&format!("{HEADER}{source}")).unwrap();
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        assert_eq!(
            (article.title.as_str(), article.summary.as_str()),
            ("T: x", "S")
        );
        assert_eq!(article.aliases, ["a", "b b"]);
        assert_eq!(article.rules, [7, 12]);
        assert_eq!(
            article.blocks,
            [
                Block::Heading("First".to_owned()),
                Block::Paragraph(vec![
                    Inline::Text("Run ".to_owned()),
                    Inline::Code("Get-It".to_owned()),
                    Inline::Text(", see ".to_owned()),
                    Inline::Link {
                        text: "more".to_owned(),
                        address: "help/articles/more".to_owned()
                    },
                    Inline::Text(".".to_owned()),
                ]),
                Block::List(vec![text("one"), text("two")]),
                Block::Steps(vec![text("go"), text("stop")]),
            ]
        );
        assert_eq!(article.links().collect::<Vec<_>>(), ["help/articles/more"]);
        assert_eq!(
            article.text(Lang::En).body,
            "First\nRun Get-It, see more.\none\ntwo\ngo\nstop"
        );
    }

    #[track_caller]
    fn check_fault(source: &str, line: usize, what: &str) {
        let fault = Article::parse(source).unwrap_err();
        assert_eq!(fault.line, line, "{fault}");
        assert!(fault.what.contains(what), "{fault}");
    }

    #[test]
    fn what_cannot_be_shown_is_a_fault_with_its_line() {
        let body = |text: &str| format!("{HEADER}\n{text}");
        check_fault(&body("# too big"), 9, "only ##");
        check_fault(&body("---"), 9, "only ##");
        check_fault(&body("one\ntwo"), 10, "empty line");
        check_fault(&body("- one\ntwo"), 10, "item");
        check_fault(&body("1. one\n3. three"), 10, "2. ");
        check_fault(&body("a `b"), 9, "no end");
        check_fault(&body("a [b](c"), 9, "no end");
        check_fault(&body("a **b**"), 9, "bold");
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let fault = Article::parse(&format!("{HEADER}\n# too big")).unwrap_err();
        assert_eq!(fault.to_string(), format!("line 9: {}", fault.what));
    }

    #[test]
    fn a_header_is_complete_and_nothing_else() {
        check_fault("", 1, "header");
        check_fault("---\nkind: article\n", 1, "header");
        check_fault("---\nkind: song\n---\n", 2, "kind is");
        check_fault("---\nkind: article\n---\n", 1, "no title");
        check_fault("---\ncolour: red\n---\n", 2, "unknown name");
        check_fault("---\ntitle: a\ntitle: b\n---\n", 3, "twice");
        for rules in ["", "6", "R", "R6 R7", "R7, R6", "R6, R6", "R300"] {
            check_fault(&format!("---\nrules: {rules}\n---\n"), 2, "ascending");
        }
        check_fault("---\nkind: page\ntitle: a\nsummary: b\n---\n", 1, "address");
    }
}
