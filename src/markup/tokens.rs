//! Foreign HTML cut into texts and tags, as the HTML standard cuts it.
//!
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>. Comments, declarations and
//! processing instructions are gone, and so is what stands in `script` and `style`; what stands in
//! `title` and `textarea` is text. `noscript` is content, because nothing is executed here.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// With its character references.
    Text(&'a str),
    /// As it is meant.
    Literal(&'a str),
    Start {
        name: &'a str,
        attributes: Attributes<'a>,
    },
    End(&'a str),
}

/// The few attributes that mean something to a reader, as they are written: the first of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    pub(super) href: Option<&'a str>,
    pub(super) alt: Option<&'a str>,
    pub(super) colspan: Option<&'a str>,
    pub(super) rowspan: Option<&'a str>,
}

pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element in view when its content is no markup, and what becomes of it.
    raw: Option<(&'a str, Raw)>,
    /// How many `svg` and `math` are open: no content is raw in there.
    foreign: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Raw {
    Dropped,
    Kept,
}

const RAW: [(&str, Raw); 4] = [
    ("script", Raw::Dropped),
    ("style", Raw::Dropped),
    ("title", Raw::Kept),
    ("textarea", Raw::Kept),
];

impl<'a> Tokens<'a> {
    pub(super) fn of(html: &'a str) -> Self {
        Self {
            rest: html,
            raw: None,
            foreign: 0,
        }
    }

    /// Cuts off what comes before this byte.
    fn cut(&mut self, at: usize) -> &'a str {
        let (before, rest) = self.rest.split_at(at);
        self.rest = rest;
        before
    }

    /// Cuts off what comes before this text, and the text; all, where it does not come.
    fn cut_past(&mut self, end: &str) -> &'a str {
        let at = self.rest.find(end).unwrap_or(self.rest.len());
        let before = self.cut(at);
        self.cut(end.len().min(self.rest.len()));
        before
    }

    fn cut_while(&mut self, is_in: impl Fn(u8) -> bool) -> &'a str {
        let bytes = self.rest.bytes();
        let at = bytes
            .clone()
            .position(|it| !is_in(it))
            .unwrap_or(bytes.len());
        self.cut(at)
    }

    /// Up to the next `<`, which may itself be the first sign.
    fn text(&mut self) -> &'a str {
        let at = self.rest.bytes().skip(1).position(|it| it == b'<');
        self.cut(at.map_or(self.rest.len(), |at| at + 1))
    }

    /// What is no tag after all: nothing of it is shown, except a section of characters.
    fn declaration(&mut self) -> Option<&'a str> {
        if self.rest.starts_with("<!--") {
            self.cut("<!--".len());
            self.comment();
        } else if self.rest.starts_with("<![CDATA[") {
            self.cut("<![CDATA[".len());
            return Some(self.cut_past("]]>"));
        } else {
            self.cut_past(">");
        }
        None
    }

    fn comment(&mut self) {
        let opening = ["->", ">"]
            .into_iter()
            .find(|end| self.rest.starts_with(end));
        if let Some(end) = opening {
            self.cut(end.len());
            return;
        }
        while !self.rest.is_empty() {
            self.cut_past("--");
            let more = self.rest.bytes().take_while(|it| *it == b'-').count();
            let end = &self.rest[more..];
            if end.starts_with('>') {
                self.cut(more + 1);
                return;
            }
            if end.starts_with("!>") {
                self.cut(more + 2);
                return;
            }
        }
    }

    /// A tag from its name on. One that does not end is none, and ends the text.
    fn tag(&mut self, is_end: bool) -> Option<Token<'a>> {
        let name = self.cut_while(|it| !it.is_ascii_whitespace() && it != b'/' && it != b'>');
        let (attributes, closes_itself) = self.attributes()?;
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let is_foreign = is("svg") || is("math");
        if is_end {
            self.foreign = self.foreign.saturating_sub(usize::from(is_foreign));
            return Some(Token::End(name));
        }
        if is_foreign && !closes_itself {
            self.foreign += 1;
        }
        let raw = RAW.iter().find(|(raw, _)| is(raw));
        // In a drawing such an element may end in its own tag, and has markup in it.
        self.raw = raw
            .filter(|(_, raw)| self.foreign == 0 || (*raw == Raw::Dropped && !closes_itself))
            .map(|(_, raw)| (name, *raw));
        Some(Token::Start { name, attributes })
    }

    /// Up to and with the end of the tag, and whether it closes itself.
    fn attributes(&mut self) -> Option<(Attributes<'a>, bool)> {
        let mut found = Attributes::default();
        loop {
            let before = self.cut_while(|it| it.is_ascii_whitespace() || it == b'/');
            if self.rest.is_empty() {
                return None;
            }
            if self.rest.starts_with('>') {
                self.cut(1);
                return Some((found, before.ends_with('/')));
            }
            let (name, value) = self.attribute()?;
            let place = match name.to_ascii_lowercase().as_str() {
                "href" => &mut found.href,
                "alt" => &mut found.alt,
                "colspan" => &mut found.colspan,
                "rowspan" => &mut found.rowspan,
                _ => continue,
            };
            place.get_or_insert(value);
        }
    }

    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        // An attribute may begin with an equals sign.
        let bytes = self.rest.bytes().enumerate();
        let is_end = |(at, it): (usize, u8)| {
            it.is_ascii_whitespace() || it == b'/' || it == b'>' || (it == b'=' && at > 0)
        };
        let length = bytes.clone().position(is_end).unwrap_or(bytes.len());
        let name = self.cut(length);
        let before = self.rest;
        self.cut_while(|it| it.is_ascii_whitespace());
        if !self.rest.starts_with('=') {
            self.rest = before;
            return Some((name, ""));
        }
        self.cut(1);
        self.cut_while(|it| it.is_ascii_whitespace());
        let quote = ["\"", "'"]
            .into_iter()
            .find(|quote| self.rest.starts_with(quote));
        let Some(quote) = quote else {
            let value = self.cut_while(|it| !it.is_ascii_whitespace() && it != b'>');
            return Some((name, value));
        };
        self.cut(1);
        let length = self.rest.find(quote)?;
        let value = self.cut(length);
        self.cut(1);
        Some((name, value))
    }

    /// The content of an element in which there is no markup; its end tag comes next.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let mut from = 0;
        let ends = loop {
            let Some(at) = self.rest[from..].find("</") else {
                break self.rest.len();
            };
            let after = &self.rest.as_bytes()[from + at + 2..];
            let is_named = after
                .get(..name.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
            let ends = |it: &u8| it.is_ascii_whitespace() || matches!(it, b'/' | b'>');
            if is_named && after.get(name.len()).is_some_and(ends) {
                break from + at;
            }
            from += at + 2;
        };
        self.cut(ends)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if let Some((name, raw)) = self.raw.take() {
                let text = self.raw_text(name);
                if raw == Raw::Kept {
                    return Some(Token::Text(text));
                }
            }
            let mut signs = self.rest.bytes();
            let (first, second, third) = (signs.next()?, signs.next(), signs.next());
            let is_letter = |it: Option<u8>| it.is_some_and(|it| it.is_ascii_alphabetic());
            match (first, second) {
                (b'<', second) if is_letter(second) => {
                    self.cut(1);
                    return self.tag(false);
                }
                (b'<', Some(b'/')) if is_letter(third) => {
                    self.cut(2);
                    return self.tag(true);
                }
                (b'<', Some(b'/')) if third.is_none() => return Some(Token::Literal(self.text())),
                (b'<', Some(b'!' | b'?' | b'/')) => {
                    if let Some(text) = self.declaration() {
                        return Some(Token::Literal(text));
                    }
                }
                _ => return Some(Token::Text(self.text())),
            }
        }
    }
}
