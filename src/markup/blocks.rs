//! From texts and tags to blocks, whatever their order.

use super::elements::Element;
use super::pen::{Ink, Pen, Written};
use super::references::{Place, decoded};
use super::tokens::{Attributes, Token, Tokens};
use super::{Address, Block, Cell, Line, Table};

/// How many lists, items, tables, rows and cells may be in each other.
const DEEPEST: usize = 24;

/// How many runs, blocks and parts of them a page has to show at most. What comes later is one plain
/// paragraph.
const MOST_PARTS: usize = 20_000;

/// Reads HTML. It cannot fail: what makes no sense is text.
pub fn read(html: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) => reader.text(&decoded(text, Place::Text)),
            Token::Literal(text) => reader.text(&text.replace('\0', "")),
            Token::Start { name, attributes } => reader.start(Element::named(name), attributes),
            Token::End(name) => reader.end(Element::named(name)),
        }
    }
    reader.end_line();
    reader.close_to(0);
    reader.blocks
}

#[derive(Default)]
struct Reader {
    /// What is whole and in nothing else.
    blocks: Vec<Block>,
    open: Vec<Open>,
    pen: Pen,
    heading: Option<u8>,
    /// The levels of the headings above the place in view.
    outline: Vec<u8>,
    /// Lists and tables that are deeper than anybody reads; their text stands where they stand.
    too_deep: usize,
    parts: usize,
}

/// What holds blocks until its end, outermost first.
enum Open {
    List {
        is_ordered: bool,
        items: Vec<Vec<Block>>,
    },
    /// In a list.
    Item(Vec<Block>),
    Table(Table),
    /// In a table.
    Caption(Vec<Block>),
    /// In a table.
    Row(Vec<Cell>),
    /// In a row, with what the text around it looks like.
    Cell(Cell, Ink),
}

impl Reader {
    fn start(&mut self, element: Element, attributes: Attributes<'_>) {
        if let Some(alt) = attributes.alt.filter(|_| element == Element::Picture) {
            self.text(&decoded(alt, Place::Attribute));
        }
        if self.is_full() {
            self.end_line_of(element);
            return;
        }
        if let Some(times) = self.pen.ink.of(element) {
            *times += 1;
            return;
        }
        self.end_line_of(element);
        match element {
            Element::Link => {
                let href = attributes.href.map(|href| decoded(href, Place::Attribute));
                self.pen.ink.to = href.and_then(|href| Address::read(&href));
            }
            Element::Heading(level) => self.heading = Some(level),
            Element::AsWritten => self.pen.is_as_written = true,
            Element::List { .. } | Element::Table => self.open(element),
            Element::Item if self.too_deep == 0 => self.open_item(),
            Element::Caption | Element::Rows | Element::Row if self.too_deep == 0 => {
                self.open_in_table(element);
            }
            Element::Cell { is_heading } if self.too_deep == 0 => {
                self.open_cell(Cell {
                    is_heading,
                    columns: span(attributes.colspan),
                    rows: span(attributes.rowspan),
                    content: Vec::new(),
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, element: Element) {
        if self.is_full() {
            self.end_line_of(element);
            return;
        }
        if let Some(times) = self.pen.ink.of(element) {
            *times = times.saturating_sub(1);
            return;
        }
        self.end_line_of(element);
        match element {
            Element::Link => self.pen.ink.to = None,
            Element::Heading(_) => self.heading = None,
            Element::AsWritten => self.pen.is_as_written = false,
            Element::List { .. } | Element::Table if self.too_deep > 0 => self.too_deep -= 1,
            Element::List { .. } => {
                if let Some(at) = self.list() {
                    self.close_to(at);
                }
            }
            Element::Item => {
                if let Some(at) = self.list() {
                    self.close_to(at + 1);
                }
            }
            Element::Table => {
                if let Some(at) = self.table() {
                    self.close_to(at);
                }
            }
            Element::Cell { .. } => {
                if let Some(at) = self.table().filter(|at| self.open.len() > at + 2) {
                    self.close_to(at + 2);
                }
            }
            Element::Caption | Element::Rows | Element::Row => {
                if let Some(at) = self.table() {
                    self.close_to(at + 1);
                }
            }
            _ => {}
        }
    }

    /// Whether there is so much already that structure would only be a burden.
    fn is_full(&self) -> bool {
        self.parts >= MOST_PARTS
    }

    fn count_part(&mut self) {
        self.parts += 1;
        if self.is_full() {
            self.pen.ink = Ink::default();
            self.heading = None;
            self.pen.is_as_written = false;
        }
    }

    fn open(&mut self, element: Element) {
        self.heading = None;
        self.pen.is_as_written = false;
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.open.push(match element {
            Element::List { is_ordered } => Open::List {
                is_ordered,
                items: Vec::new(),
            },
            _ => Open::Table(Table::default()),
        });
    }

    /// Without a list around it, it is a paragraph.
    fn open_item(&mut self) {
        if let Some(at) = self.list() {
            self.close_to(at + 1);
            self.push(Open::Item(Vec::new()));
        }
    }

    /// A caption, a row, or whatever ends a row.
    fn open_in_table(&mut self, element: Element) {
        let Some(at) = self.table() else {
            return;
        };
        self.close_to(at + 1);
        match element {
            Element::Caption => self.push(Open::Caption(Vec::new())),
            Element::Row => self.push(Open::Row(Vec::new())),
            _ => {}
        }
    }

    fn open_cell(&mut self, cell: Cell) {
        let Some(at) = self.table() else {
            return;
        };
        if matches!(self.open.get(at + 1), Some(Open::Row(_))) {
            self.close_to(at + 2);
        } else {
            self.close_to(at + 1);
            self.push(Open::Row(Vec::new()));
        }
        self.push(Open::Cell(cell, self.pen.ink.clone()));
    }

    fn push(&mut self, open: Open) {
        self.heading = None;
        self.pen.is_as_written = false;
        self.count_part();
        self.open.push(open);
    }

    /// The innermost list of the cell in view.
    fn list(&self) -> Option<usize> {
        let around = self
            .open
            .iter()
            .rposition(|it| !matches!(it, Open::List { .. } | Open::Item(_)));
        let within = around.map_or(0, |at| at + 1);
        let list = self.open[within..]
            .iter()
            .rposition(|it| matches!(it, Open::List { .. }));
        list.map(|at| within + at)
    }

    fn table(&self) -> Option<usize> {
        self.open
            .iter()
            .rposition(|it| matches!(it, Open::Table(_)))
    }

    /// Ends what is open until so much is left.
    fn close_to(&mut self, left: usize) {
        while self.open.len() > left {
            let Some(open) = self.open.pop() else {
                return;
            };
            match open {
                Open::List { is_ordered, items } if !items.is_empty() => {
                    self.add(Block::List { is_ordered, items });
                }
                Open::Table(table) if has_text(&table) => self.add(Block::Table(table)),
                Open::List { .. } | Open::Table(_) => {}
                Open::Item(blocks) => {
                    if let Some(Open::List { items, .. }) = self.open.last_mut()
                        && !blocks.is_empty()
                    {
                        items.push(blocks);
                    }
                }
                Open::Caption(blocks) => {
                    if let Some(Open::Table(table)) = self.open.last_mut() {
                        table.caption.extend(in_one_line(blocks));
                    }
                }
                Open::Row(cells) => {
                    if let Some(Open::Table(table)) = self.open.last_mut()
                        && !cells.is_empty()
                    {
                        table.rows.push(cells);
                    }
                }
                Open::Cell(cell, ink) => {
                    self.pen.ink.end_since(ink);
                    if let Some(Open::Row(cells)) = self.open.last_mut() {
                        cells.push(cell);
                    }
                }
            }
        }
    }

    /// Puts a block where the reader is. In a list or a table that is an item or a cell of its own,
    /// except that a list in a list belongs to the item before it.
    fn add(&mut self, block: Block) {
        self.count_part();
        match self.open.last_mut() {
            None => self.blocks.push(block),
            Some(Open::Item(blocks) | Open::Caption(blocks)) => blocks.push(block),
            Some(Open::Cell(cell, _)) => cell.content.push(block),
            Some(Open::List { items, .. }) => {
                let is_list = matches!(block, Block::List { .. });
                let before = if is_list { items.pop() } else { None };
                let mut blocks = before.unwrap_or_default();
                blocks.push(block);
                self.push(Open::Item(blocks));
            }
            Some(Open::Table(_)) => {
                self.push(Open::Row(Vec::new()));
                self.add(block);
            }
            Some(Open::Row(_)) => {
                let cell = Cell {
                    is_heading: false,
                    columns: 1,
                    rows: 1,
                    content: vec![block],
                };
                self.push(Open::Cell(cell, self.pen.ink.clone()));
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.pen.text(text) {
            self.count_part();
        }
    }

    /// Ends the line, as far as the element does.
    fn end_line_of(&mut self, element: Element) {
        match element {
            Element::Plain
            | Element::Link
            | Element::Picture
            | Element::Strong
            | Element::Emphasis
            | Element::Code => {}
            Element::LineBreak => self.pen.break_line(),
            _ if self.is_full() => self.pen.break_line(),
            Element::Parts if self.pen.is_as_written => self.pen.break_line(),
            _ => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        match (self.pen.end_line(), self.heading) {
            (None, _) => {}
            (Some(Written::Code(code)), _) => self.add(Block::Code(code)),
            (Some(Written::Line(line)), None) => self.add(Block::Paragraph(line)),
            (Some(Written::Line(line)), Some(level)) => {
                while self.outline.last().is_some_and(|above| *above >= level) {
                    self.outline.pop();
                }
                let depth = self.outline.len();
                self.outline.push(level);
                self.add(Block::Heading { depth, line });
            }
        }
    }
}

/// How many columns or rows are spanned; nobody means more than fit on a page.
fn span(written: Option<&str>) -> u8 {
    let count = written.and_then(|it| it.trim().parse().ok()).unwrap_or(1);
    u8::clamp(count, 1, 100)
}

fn has_text(table: &Table) -> bool {
    let mut cells = table.rows.iter().flatten();
    !table.caption.is_empty() || cells.any(|cell| !cell.content.is_empty())
}

/// Blocks as lines of one block, for places that hold no blocks.
fn in_one_line(blocks: Vec<Block>) -> Line {
    let mut all = Line::new();
    for block in blocks {
        if let Some(last) = all.last_mut() {
            last.text.push('\n');
        }
        match block {
            Block::Heading { line, .. } | Block::Paragraph(line) => all.extend(line),
            other => all.extend(super::line(&super::text(&[other]))),
        }
    }
    all
}
