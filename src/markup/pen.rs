//! The line in view while it is written: its looks, its spaces, its end.

use super::elements::Element;
use super::{Address, Line, Look, Run, words};

#[derive(Default)]
pub(super) struct Pen {
    line: Line,
    pub(super) ink: Ink,
    /// Whether every space and line end counts.
    pub(super) is_as_written: bool,
}

/// How the text looks that comes next; what was opened twice is closed twice.
#[derive(Clone, Default)]
pub(super) struct Ink {
    strong: u32,
    emphasis: u32,
    code: u32,
    pub(super) to: Option<Address>,
}

impl Ink {
    /// How often an element is open, where it is one of those that change the look.
    pub(super) fn of(&mut self, element: Element) -> Option<&mut u32> {
        match element {
            Element::Strong => Some(&mut self.strong),
            Element::Emphasis => Some(&mut self.emphasis),
            Element::Code => Some(&mut self.code),
            _ => None,
        }
    }

    /// Ends what was opened since then; what was ended since then stays so.
    pub(super) fn end_since(&mut self, then: Self) {
        self.strong = self.strong.min(then.strong);
        self.emphasis = self.emphasis.min(then.emphasis);
        self.code = self.code.min(then.code);
        self.to = self.to.take().and(then.to);
    }

    fn look(&self) -> Look {
        Look {
            is_strong: self.strong > 0,
            is_emphasised: self.emphasis > 0,
            is_code: self.code > 0,
        }
    }
}

/// What a line has become.
pub(super) enum Written {
    Line(Line),
    Code(String),
}

impl Pen {
    /// Writes text, with one space for many, and says whether that began another run.
    pub(super) fn text(&mut self, text: &str) -> bool {
        let mut written = String::with_capacity(text.len());
        let last = self
            .line
            .last()
            .and_then(|run| run.text.chars().next_back());
        let mut before = last.unwrap_or('\n');
        for sign in text.chars() {
            let is_space = matches!(sign, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !is_space || self.is_as_written {
                written.push(sign);
                before = sign;
            } else if !matches!(before, ' ' | '\n') {
                written.push(' ');
                before = ' ';
            }
        }
        !written.is_empty() && self.write(written)
    }

    /// Text that looks the same goes to the run before.
    fn write(&mut self, text: String) -> bool {
        let look = self.ink.look();
        let is_same = |run: &&mut Run| run.look == look && run.to == self.ink.to;
        if let Some(run) = self.line.last_mut().filter(is_same) {
            run.text.push_str(&text);
            return false;
        }
        let to = self.ink.to.clone();
        self.line.push(Run { text, look, to });
        true
    }

    pub(super) fn break_line(&mut self) {
        if !self.is_as_written {
            trim(&mut self.line, |it| it == ' ');
        }
        if let Some(run) = self.line.last_mut() {
            run.text.push('\n');
        }
    }

    /// What is written so far, if that can be seen.
    pub(super) fn end_line(&mut self) -> Option<Written> {
        let mut line = std::mem::take(&mut self.line);
        if self.is_as_written {
            let code = words(&line);
            let code = code.strip_prefix('\n').unwrap_or(&code).trim_end();
            return (!code.is_empty()).then(|| Written::Code(code.to_owned()));
        }
        trim(&mut line, char::is_whitespace);
        (!line.is_empty()).then_some(Written::Line(line))
    }
}

/// Takes what is not seen from the end of a line, and runs of which nothing is left.
fn trim(line: &mut Line, is_blank: impl Fn(char) -> bool + Copy) {
    while let Some(run) = line.last_mut() {
        run.text.truncate(run.text.trim_end_matches(is_blank).len());
        if !run.text.is_empty() {
            return;
        }
        line.pop();
    }
}
