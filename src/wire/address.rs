//! The only place that prints or parses an address of the contract.

use std::fmt;

use policy::Wish;

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
    /// Where a wish is sent: `opt-outs` or `re-enables`.
    Wishes(Wish),
    Receipts,
    Tickets,
    /// Posts and health notices.
    Messages,
    Message(String),
    /// Where an opt-out by the steps of a post is sent.
    MessageOptOuts(String),
    Usage,
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

    /// Reads a path; nothing when the contract has no such address.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/v1/")?;
        if rest == "session" {
            return Some(Self::Session);
        }
        let (tenant, part) = rest.strip_prefix("tenants/")?.split_once('/')?;
        (!tenant.is_empty()).then_some(())?;
        Some(Self::of(tenant, Part::parse(part)?))
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
    fn parse(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').collect();
        Some(match segments.as_slice() {
            ["protocols"] => Self::Protocols,
            ["opt-outs"] => Self::Wishes(Wish::OptOut),
            ["re-enables"] => Self::Wishes(Wish::ReEnable),
            ["receipts"] => Self::Receipts,
            ["tickets"] => Self::Tickets,
            ["messages"] => Self::Messages,
            ["messages", id] if !id.is_empty() => Self::Message((*id).to_owned()),
            ["messages", id, "opt-outs"] if !id.is_empty() => {
                Self::MessageOptOuts((*id).to_owned())
            }
            ["usage"] => Self::Usage,
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
            Self::Wishes(Wish::OptOut) => "opt-outs",
            Self::Wishes(Wish::ReEnable) => "re-enables",
            Self::Receipts => "receipts",
            Self::Tickets => "tickets",
            Self::Messages => "messages",
            Self::Message(id) => return write!(f, "messages/{id}"),
            Self::MessageOptOuts(id) => return write!(f, "messages/{id}/opt-outs"),
            Self::Usage => "usage",
            Self::History => "history",
            Self::Clock => "clock",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_reads_back_what_it_printed() {
        let parts = [
            Part::Protocols,
            Part::Wishes(Wish::OptOut),
            Part::Wishes(Wish::ReEnable),
            Part::Receipts,
            Part::Tickets,
            Part::Messages,
            Part::Message("MC424238".to_owned()),
            Part::MessageOptOuts("MC424238".to_owned()),
            Part::Usage,
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
            "/v1/tenants/a/messages/",
            "/v1/tenants/a/messages//opt-outs",
            "/v1/tenants/a/messages/MC1/re-enables",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
