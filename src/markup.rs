//! Foreign HTML, read into blocks that a page shows as nodes of its own.
//!
//! Nothing is ever written as HTML again, so there is no second reading that could see something
//! else in it. Whatever is not known leaves its text behind and nothing more: an element that is
//! not named here has no way to the page. It takes time in proportion to the length, and neither
//! depth nor number is left to whoever wrote the body.

mod address;
mod blocks;
mod elements;
mod markdown;
mod pen;
mod references;
#[cfg(test)]
mod tests;
mod tokens;

pub use address::Address;
pub use blocks::read;
pub use markdown::markdown;

/// What stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading {
        /// How many headings it stands under, counted as a reader would: nothing is skipped.
        depth: usize,
        line: Line,
    },
    Paragraph(Line),
    List {
        is_ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Table(Table),
    /// Lines as they were written, with all their spaces.
    Code(String),
}

/// Text without a block in it; a line feed parts two lines.
pub type Line = Vec<Run>;

/// Text that looks the same and leads to the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub look: Look,
    pub to: Option<Address>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub is_strong: bool,
    pub is_emphasised: bool,
    pub is_code: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: Line,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub is_heading: bool,
    /// How many columns and rows it spans, from 1.
    pub columns: u8,
    pub rows: u8,
    pub content: Vec<Block>,
}

/// A line of text that is meant as it is.
pub fn line(text: &str) -> Line {
    vec![Run {
        text: text.to_owned(),
        look: Look::default(),
        to: None,
    }]
}

/// What is written without markup: an empty line parts paragraphs.
pub fn plain(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|it| !it.is_empty());
    paragraphs
        .map(|text| Block::Paragraph(line(text)))
        .collect()
}

/// All that can be read, a line for each line.
pub fn text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines.join("\n")
}

fn collect(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { line, .. } | Block::Paragraph(line) => lines.push(words(line)),
            Block::Code(code) => lines.push(code.clone()),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, lines)),
            Block::Table(Table { caption, rows }) => {
                if !caption.is_empty() {
                    lines.push(words(caption));
                }
                let cells = rows.iter().flatten();
                cells.for_each(|cell| collect(&cell.content, lines));
            }
        }
    }
}

/// A line without its looks.
pub fn words(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}
