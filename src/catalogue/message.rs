//! A message: text with arguments.
//!
//! `{name}` is text or other words, `{n, number}` a number, `{day, date}` a civil day with its
//! zone, `{of, month}` a month with its year, `{at, time}` an instant with its zone, and
//! `{n, plural, one {# day} other {# days}}` chooses by the language's plural rules, where `#` is
//! the number. `{2022-12-31}` is a day that the programme fixed: no argument, but written as one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::pseudo::Disguise;

/// The parts of a message, in order.
#[derive(Debug, PartialEq, Eq)]
pub struct Message(Vec<Part>);

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Argument(String, Kind),
    Plural(String, Vec<(String, Message)>),
    /// `#`: the number of the plural around it.
    Count,
    /// A day of the calendar, as `YYYY-MM-DD`.
    Day(String),
}

/// What an argument is, and with that how it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Date,
    Month,
    Time,
}

/// The plural categories of Unicode CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Message {
    /// The text, where it is always the same.
    pub fn plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Reads a message; the error is the end of a sentence that begins with the key.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut rest = text;
        let message = parts(&mut rest, false)?;
        match rest {
            "" => Ok(message),
            _ => Err("closes a brace that it did not open".to_owned()),
        }
    }

    /// The arguments by name, in alphabetical order: the order of the typed key's parameters.
    pub fn arguments(&self) -> BTreeMap<&str, Kind> {
        let mut arguments = BTreeMap::new();
        self.visit(&mut |part| match part {
            Part::Argument(name, kind) => {
                arguments.insert(name.as_str(), *kind);
            }
            Part::Plural(name, _) => {
                arguments.insert(name, Kind::Number);
            }
            Part::Text(_) | Part::Count | Part::Day(_) => {}
        });
        arguments
    }

    /// The days it fixes, which every language has to name.
    pub fn days(&self) -> BTreeSet<&str> {
        let mut days = BTreeSet::new();
        self.visit(&mut |part| {
            if let Part::Day(day) = part {
                days.insert(day.as_str());
            }
        });
        days
    }

    /// The same in a disguise that leaves the arguments as they are.
    pub(crate) fn in_disguise(&self, disguise: Disguise) -> Self {
        let part = |part: &Part| match part {
            Part::Text(text) => Part::Text(disguise.put_on(text)),
            Part::Argument(name, kind) => Part::Argument(name.clone(), *kind),
            Part::Count => Part::Count,
            Part::Day(day) => Part::Day(day.clone()),
            Part::Plural(name, forms) => {
                let form = |(category, form): &(String, Self)| {
                    (category.clone(), form.in_disguise(disguise))
                };
                Part::Plural(name.clone(), forms.iter().map(form).collect())
            }
        };
        Self(self.0.iter().map(part).collect())
    }

    /// A string where there is nothing to fill in, else an array of strings, argument positions, days
    /// `{"on": "2022-12-31"}` and plurals `{"of": position, "one": […], "other": […]}`.
    pub fn json(&self) -> Value {
        let positions: Vec<&str> = self.arguments().into_keys().collect();
        match self.0.as_slice() {
            [] => json!(""),
            [Part::Text(text)] => json!(text),
            _ => self.json_parts(&positions, None),
        }
    }

    fn json_parts(&self, positions: &[&str], count: Option<usize>) -> Value {
        let position = |name: &str| positions.iter().position(|known| *known == name);
        let part = |part: &Part| match part {
            Part::Text(text) => json!(text),
            Part::Argument(name, _) => json!(position(name)),
            Part::Count => json!(count),
            Part::Day(day) => json!({ "on": day }),
            Part::Plural(name, forms) => {
                let of = position(name);
                let mut plural = json!({ "of": of });
                for (category, message) in forms {
                    plural[category] = message.json_parts(positions, of);
                }
                plural
            }
        };
        Value::Array(self.0.iter().map(part).collect())
    }

    /// Every part, those within plurals too.
    fn visit<'a>(&'a self, visitor: &mut impl FnMut(&'a Part)) {
        for part in &self.0 {
            visitor(part);
            if let Part::Plural(_, forms) = part {
                for (_, message) in forms {
                    message.visit(visitor);
                }
            }
        }
    }
}

fn parts(rest: &mut &str, in_plural: bool) -> Result<Message, String> {
    let mut parts = Vec::new();
    let mut text = String::new();
    while let Some(next) = rest.chars().next() {
        if next == '}' {
            break;
        }
        *rest = &rest[next.len_utf8()..];
        let part = match next {
            '{' => argument(rest)?,
            '#' if in_plural => Part::Count,
            _ => {
                text.push(next);
                continue;
            }
        };
        if !text.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut text)));
        }
        parts.push(part);
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(Message(parts))
}

/// What follows an opening brace, up to and with its closing one.
fn argument(rest: &mut &str) -> Result<Part, String> {
    let open = || "has an open brace".to_owned();
    let end = rest.find([',', '}']).ok_or_else(open)?;
    let name = rest[..end].trim().to_owned();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return day(name, rest, end);
    }
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name
                .chars()
                .all(|char| char.is_ascii_lowercase() || char == '_')
    };
    if !is_name(&name) {
        return Err(format!(
            "has an argument named {name:?}; use lower case and _"
        ));
    }
    let more = rest[end..].starts_with(',');
    *rest = &rest[end + 1..];
    if !more {
        return Ok(Part::Argument(name, Kind::Text));
    }
    let end = rest.find([',', '}']).ok_or_else(open)?;
    let kind = rest[..end].trim().to_owned();
    let more = rest[end..].starts_with(',');
    *rest = &rest[end + 1..];
    match (kind.as_str(), more) {
        ("number", false) => Ok(Part::Argument(name, Kind::Number)),
        ("date", false) => Ok(Part::Argument(name, Kind::Date)),
        ("month", false) => Ok(Part::Argument(name, Kind::Month)),
        ("time", false) => Ok(Part::Argument(name, Kind::Time)),
        ("plural", true) => Ok(Part::Plural(name, forms(rest)?)),
        _ => Err(format!("has an argument of the unknown kind {kind:?}")),
    }
}

/// A fixed day, up to and with the closing brace at `end`.
fn day(name: String, rest: &mut &str, end: usize) -> Result<Part, String> {
    if !rest[end..].starts_with('}') || name.parse::<NaiveDate>().is_err() {
        return Err(format!("has {name:?} for a day; write {{2022-12-31}}"));
    }
    *rest = &rest[end + 1..];
    Ok(Part::Day(name))
}

fn forms(rest: &mut &str) -> Result<Vec<(String, Message)>, String> {
    let mut forms = Vec::new();
    loop {
        *rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('}') {
            *rest = after;
            break;
        }
        let start = rest.find('{').ok_or("has a plural without forms")?;
        let category = rest[..start].trim().to_owned();
        if !CATEGORIES.contains(&category.as_str()) {
            return Err(format!("has the unknown plural form {category:?}"));
        }
        *rest = &rest[start + 1..];
        let message = parts(rest, true)?;
        *rest = rest.strip_prefix('}').ok_or("has an open brace")?;
        forms.push((category, message));
    }
    if forms.iter().any(|(category, _)| category == "other") {
        Ok(forms)
    } else {
        Err("has a plural without the form \"other\"".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, json: &str) {
        let message = Message::parse(text).expect(text);
        assert_eq!(message.json().to_string(), json);
    }

    #[test]
    fn arguments_become_positions_in_alphabetical_order() {
        check("Home", r#""Home""#);
        check("", r#""""#);
        check("{b} of {a, number}", r#"[1," of ",0]"#);
        check(
            "{n, plural, one {# day} other {# days}} left",
            r#"[{"of":0,"one":[0," day"],"other":[0," days"]}," left"]"#,
        );
        check("a # stays", r#""a # stays""#);
        check(
            "{n, plural, other {{name} ×#}}",
            r#"[{"of":0,"other":[1," ×",0]}]"#,
        );
    }

    #[test]
    fn a_fixed_day_is_no_argument() {
        check(
            "Until {2022-12-31}.",
            r#"["Until ",{"on":"2022-12-31"},"."]"#,
        );
        check(
            "{n, plural, other {# by {2022-12-31}}}",
            r#"[{"of":0,"other":[0," by ",{"on":"2022-12-31"}]}]"#,
        );
        let message = Message::parse("{n, plural, other {{2022-12-31}}} {2022-10-01}").unwrap();
        assert_eq!(
            message.days().into_iter().collect::<Vec<_>>(),
            ["2022-10-01", "2022-12-31"]
        );
        assert_eq!(message.arguments().into_keys().collect::<Vec<_>>(), ["n"]);
    }

    #[track_caller]
    fn refuses(text: &str, what: &str) {
        let error = Message::parse(text).expect_err(text);
        assert!(error.contains(what), "{error}");
    }

    #[test]
    fn a_message_that_cannot_be_read_says_what_is_wrong() {
        refuses("{name", "open brace");
        refuses("name}", "did not open");
        refuses("{Name}", "lower case");
        refuses("{}", "lower case");
        refuses("{n, money}", "unknown kind");
        refuses("{2022-02-30}", "write {2022-12-31}");
        refuses("{2022-12-31, date}", "write {2022-12-31}");
        refuses("{n, plural, one {#}}", "other");
        refuses("{n, plural, any {#}}", "unknown plural form");
        refuses("{n, plural, other {#}", "plural without forms");
    }
}
