//! What the elements of HTML mean to a reader.

/// What an element does to the text in it and around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Nothing.
    Plain,
    LineBreak,
    /// Parts what is before it, in it and after it.
    Parts,
    Heading(u8),
    AsWritten,
    List {
        is_ordered: bool,
    },
    Item,
    Table,
    Caption,
    Rows,
    Row,
    Cell {
        is_heading: bool,
    },
    Strong,
    Emphasis,
    Code,
    Link,
    Picture,
}

impl Element {
    pub(super) fn named(name: &str) -> Self {
        // Longer than all that are known; nobody needs a copy of the others.
        if name.len() > 10 {
            return Self::Plain;
        }
        match name.to_ascii_lowercase().as_str() {
            "br" => Self::LineBreak,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "pre" | "listing" | "xmp" | "plaintext" => Self::AsWritten,
            "ul" | "menu" | "dir" => Self::List { is_ordered: false },
            "ol" => Self::List { is_ordered: true },
            "li" => Self::Item,
            "table" => Self::Table,
            "caption" => Self::Caption,
            "thead" | "tbody" | "tfoot" => Self::Rows,
            "tr" => Self::Row,
            "td" => Self::Cell { is_heading: false },
            "th" => Self::Cell { is_heading: true },
            "b" | "strong" => Self::Strong,
            "i" | "em" | "cite" | "dfn" | "var" => Self::Emphasis,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "a" => Self::Link,
            "img" | "image" => Self::Picture,
            "address" | "article" | "aside" | "blockquote" | "body" | "button" | "center"
            | "dd" | "desc" | "details" | "dialog" | "div" | "dl" | "dt" | "fieldset"
            | "figcaption" | "figure" | "footer" | "form" | "frameset" | "head" | "header"
            | "hgroup" | "hr" | "html" | "iframe" | "input" | "legend" | "main" | "nav"
            | "noembed" | "noframes" | "noscript" | "object" | "optgroup" | "option" | "p"
            | "search" | "section" | "select" | "summary" | "template" | "textarea" | "title" => {
                Self::Parts
            }
            _ => Self::Plain,
        }
    }
}
