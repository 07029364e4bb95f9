//! Collections as `OData` has them: asked for in pages, filtered, and with the members that are wanted.

use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};

use crate::query::Query;

/// One page of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection<T> {
    /// How many there are on all pages, where that was asked for.
    #[serde(
        rename = "@odata.count",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub count: Option<usize>,
    /// The address of the next page; nothing on the last.
    #[serde(
        rename = "@odata.nextLink",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub next_link: Option<String>,
    pub value: Vec<T>,
}

/// What is wanted of a collection: the query of its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// At most so many.
    pub top: Option<usize>,
    /// Without so many of the first.
    pub skip: usize,
    /// Those for which all of this holds.
    pub filter: Vec<Condition>,
    /// The members that are wanted, parted by commas; nothing for all of them.
    pub select: Option<String>,
    /// Whether to say how many there are.
    pub count: bool,
}

/// The forms of `$filter` that this contract has, joined by `and`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `isResolved eq false`
    Is(String, bool),
    /// `category eq 'planForChange'`, whatever the case.
    Equals(String, String),
    /// `services/any(it:it eq 'Exchange Online')`
    Has(String, String),
}

impl List {
    /// Nothing when an option is unknown or cannot be read.
    pub(crate) fn parse(query: &str) -> Option<Self> {
        const OPTIONS: [&str; 5] = ["$top", "$skip", "$filter", "$select", "$count"];
        let query = Query::parse(query);
        let is_known = |name: &str| OPTIONS.contains(&name) && query.all(name).count() == 1;
        query.names().all(is_known).then_some(())?;
        Some(Self {
            top: query.get("$top").map(str::parse).transpose().ok()?,
            skip: query.get("$skip").map_or(Ok(0), str::parse).ok()?,
            filter: query.get("$filter").map_or(Some(vec![]), conditions)?,
            select: query.get("$select").map(str::to_owned),
            count: query.get("$count").map_or(Ok(false), str::parse).ok()?,
        })
    }

    /// Whether a member is wanted.
    pub fn selects(&self, member: &str) -> bool {
        let wanted = self.select.as_deref();
        wanted.is_none_or(|wanted| wanted.split(',').any(|name| name.trim() == member))
    }
}

impl fmt::Display for List {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Query::default();
        if let Some(top) = self.top {
            query.push("$top", &top.to_string());
        }
        if self.skip > 0 {
            query.push("$skip", &self.skip.to_string());
        }
        if !self.filter.is_empty() {
            let mut filter = String::new();
            for condition in &self.filter {
                if !filter.is_empty() {
                    filter.push_str(AND);
                }
                write!(filter, "{condition}")?;
            }
            query.push("$filter", &filter);
        }
        if let Some(select) = &self.select {
            query.push("$select", select);
        }
        if self.count {
            query.push("$count", "true");
        }
        query.fmt(out)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        match self {
            Self::Is(member, holds) => write!(out, "{member} eq {holds}"),
            Self::Equals(member, text) => write!(out, "{member} eq {}", quoted(text)),
            Self::Has(member, text) => write!(out, "{member}/any(it:it eq {})", quoted(text)),
        }
    }
}

const AND: &str = " and ";

fn conditions(mut text: &str) -> Option<Vec<Condition>> {
    let mut conditions = Vec::new();
    loop {
        let (condition, rest) = condition(text)?;
        conditions.push(condition);
        match rest.strip_prefix(AND) {
            Some(more) => text = more,
            None => return rest.is_empty().then_some(conditions),
        }
    }
}

/// The first condition of a text, and what comes after it.
fn condition(text: &str) -> Option<(Condition, &str)> {
    let (member, rest) = text.split_once(' ')?;
    if let Some((member, rest)) = text.split_once("/any(it:it eq ")
        && is_member(member)
    {
        let (value, rest) = quoted(rest)?;
        let rest = rest.strip_prefix(')')?;
        return Some((Condition::Has(member.to_owned(), value), rest));
    }
    is_member(member).then_some(())?;
    let (member, rest) = (member.to_owned(), rest.strip_prefix("eq ")?);
    for (name, holds) in [("true", true), ("false", false)] {
        if let Some(rest) = rest.strip_prefix(name) {
            return Some((Condition::Is(member, holds), rest));
        }
    }
    let (value, rest) = quoted(rest)?;
    Some((Condition::Equals(member, value), rest))
}

/// A name, or the way to a member of a member: `viewPoint/isRead`.
fn is_member(name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || letter == '/';
    !name.is_empty() && name.chars().all(is_letter)
}

/// A text in quotes, where two quotes stand for one, and what comes after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('\'')?;
    let mut value = String::new();
    loop {
        let (part, after) = rest.split_once('\'')?;
        value.push_str(part);
        match after.strip_prefix('\'') {
            Some(more) => {
                value.push('\'');
                rest = more;
            }
            None => return Some((value, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, list: &List) {
        assert_eq!(List::parse(query).as_ref(), Some(list));
        assert_eq!(List::parse(&list.to_string()).as_ref(), Some(list));
    }

    fn filter(conditions: Vec<Condition>) -> List {
        List {
            filter: conditions,
            ..List::default()
        }
    }

    fn text(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn every_option_reads_back_what_it_printed() {
        check("", &List::default());
        let page = List {
            top: Some(100),
            skip: 200,
            select: Some(text("id,title")),
            count: true,
            ..List::default()
        };
        check("$top=100&$skip=200&$select=id,title&$count=true", &page);
        check(
            "?%24filter=isResolved%20eq%20false",
            &filter(vec![Condition::Is(text("isResolved"), false)]),
        );
        check(
            "$filter=services/any(it:it eq 'O''Hara and sons') and category eq 'planForChange' \
             and viewPoint/isRead eq true",
            &filter(vec![
                Condition::Has(text("services"), text("O'Hara and sons")),
                Condition::Equals(text("category"), text("planForChange")),
                Condition::Is(text("viewPoint/isRead"), true),
            ]),
        );
    }

    #[test]
    fn what_is_not_wanted_is_not_selected() {
        let list = List::parse("$select=id, title").unwrap();
        assert!(list.selects("id") && list.selects("title"));
        assert!(!list.selects("body"));
        assert!(List::default().selects("body"));
    }

    #[test]
    fn an_option_that_cannot_be_read_makes_no_list() {
        for query in [
            "$orderby=title",
            "top=1",
            "$top=1&$top=2",
            "$top=-1",
            "$top=many",
            "$skip=",
            "$count=1",
            "$filter=",
            "$filter=isResolved",
            "$filter=isResolved ne false",
            "$filter=isResolved eq false or isResolved eq true",
            "$filter=title eq 'open",
            "$filter=title eq null",
            "$filter=services/any(it:it eq 'x'",
            "$filter=a-b eq 'x'",
        ] {
            assert_eq!(List::parse(query), None, "{query}");
        }
    }
}
