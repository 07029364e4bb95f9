//! The only place that prints or parses an address of the contract.

use std::fmt;

use policy::Wish;

use crate::collection::List;
use crate::message::Marking;
use crate::named::Named;

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Session,
    Tenant { tenant: String, part: Part },
}

/// A part of one tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Protocols,
    /// What the far side itself decides from the facts.
    Decisions,
    /// Where a wish is sent: `opt-outs` or `re-enables`.
    Wishes(Wish),
    Receipts,
    Tickets,
    /// Posts of Message center.
    Messages(List),
    Message(String),
    /// Where a caller marks posts, for themselves.
    Mark(Marking),
    /// Where an opt-out by the steps of a post is sent.
    MessageOptOuts(String),
    /// The services and how they are.
    HealthOverviews,
    /// Notices of Service health.
    Issues(List),
    Issue(String),
    Usage,
    ModernAuthentication,
    History,
    Clock,
}

impl Address {
    pub fn of(tenant: impl Into<String>, part: Part) -> Self {
        Self::Tenant {
            tenant: tenant.into(),
            part,
        }
    }

    /// Reads a path with its query; nothing when the contract has no such address.
    pub fn parse(address: &str) -> Option<Self> {
        let (path, query) = match address.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (address, None),
        };
        let rest = path.strip_prefix("/v1/")?;
        if rest == "session" {
            return query.is_none().then_some(Self::Session);
        }
        let (tenant, part) = rest.strip_prefix("tenants/")?.split_once('/')?;
        (!tenant.is_empty()).then_some(())?;
        Some(Self::of(tenant, Part::parse(part, query)?))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session => f.write_str("/v1/session"),
            Self::Tenant { tenant, part } => {
                write!(f, "/v1/tenants/{tenant}/{part}")
            }
        }
    }
}

impl Part {
    /// Only lists have a query.
    fn parse(path: &str, query: Option<&str>) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').collect();
        let list = List::parse(query.unwrap_or_default());
        match segments.as_slice() {
            ["messages"] => return list.map(Self::Messages),
            ["issues"] => return list.map(Self::Issues),
            _ => query.is_none().then_some(())?,
        }
        Some(match segments.as_slice() {
            ["protocols"] => Self::Protocols,
            ["decisions"] => Self::Decisions,
            ["opt-outs"] => Self::Wishes(Wish::OptOut),
            ["re-enables"] => Self::Wishes(Wish::ReEnable),
            ["receipts"] => Self::Receipts,
            ["tickets"] => Self::Tickets,
            ["messages", name] if Marking::from_name(name).is_some() => {
                Self::Mark(Marking::from_name(name)?)
            }
            ["messages", id] if !id.is_empty() => Self::Message((*id).to_owned()),
            ["messages", id, "opt-outs"] if !id.is_empty() => {
                Self::MessageOptOuts((*id).to_owned())
            }
            ["healthOverviews"] => Self::HealthOverviews,
            ["issues", id] if !id.is_empty() => Self::Issue((*id).to_owned()),
            ["usage"] => Self::Usage,
            ["modern-authentication"] => Self::ModernAuthentication,
            ["history"] => Self::History,
            ["clock"] => Self::Clock,
            _ => return None,
        })
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Protocols => "protocols",
            Self::Decisions => "decisions",
            Self::Wishes(Wish::OptOut) => "opt-outs",
            Self::Wishes(Wish::ReEnable) => "re-enables",
            Self::Receipts => "receipts",
            Self::Tickets => "tickets",
            Self::Messages(list) => return write!(f, "messages{list}"),
            Self::Mark(marking) => return write!(f, "messages/{}", marking.name()),
            Self::Message(id) => return write!(f, "messages/{id}"),
            Self::MessageOptOuts(id) => return write!(f, "messages/{id}/opt-outs"),
            Self::HealthOverviews => "healthOverviews",
            Self::Issues(list) => return write!(f, "issues{list}"),
            Self::Issue(id) => return write!(f, "issues/{id}"),
            Self::Usage => "usage",
            Self::ModernAuthentication => "modern-authentication",
            Self::History => "history",
            Self::Clock => "clock",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Condition;

    #[test]
    fn every_address_reads_back_what_it_printed() {
        let parts = [
            Part::Protocols,
            Part::Decisions,
            Part::Wishes(Wish::OptOut),
            Part::Wishes(Wish::ReEnable),
            Part::Receipts,
            Part::Tickets,
            Part::Messages(List::default()),
            Part::Messages(List {
                top: Some(100),
                skip: 100,
                filter: vec![Condition::Is("viewPoint/isRead".to_owned(), false)],
                ..List::default()
            }),
            Part::Message("MC424238".to_owned()),
            Part::Mark(Marking::Unfavorite),
            Part::HealthOverviews,
            Part::Issues(List::default()),
            Part::Issue("EX900001".to_owned()),
            Part::MessageOptOuts("MC424238".to_owned()),
            Part::Usage,
            Part::ModernAuthentication,
            Part::History,
            Part::Clock,
        ];
        let parts = parts.map(|part| Address::of("harbour-foods", part));
        for address in parts.into_iter().chain([Address::Session]) {
            assert_eq!(Address::parse(&address.to_string()), Some(address));
        }
    }

    #[test]
    fn what_the_contract_does_not_name_is_no_address() {
        for path in [
            "/",
            "/v2/session",
            "/v1/session/",
            "/v1/tenants",
            "/v1/tenants/a",
            "/v1/tenants//protocols",
            "/v1/tenants/a/b/protocols",
            "/v1/tenants/a/protocols?x=1",
            "/v1/session?",
            "/v1/tenants/a/messages/",
            "/v1/tenants/a/messages?x=1",
            "/v1/tenants/a/messages?$top=all",
            "/v1/tenants/a/messages/MC1?$select=id",
            "/v1/tenants/a/issues/",
            "/v1/tenants/a/messages//opt-outs",
            "/v1/tenants/a/messages/MC1/re-enables",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
