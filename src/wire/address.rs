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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Protocols,
    /// Where a wish is sent: `opt-outs` or `re-enables`.
    Wishes(Wish),
    Receipts,
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
        let part = Part::ALL
            .into_iter()
            .find(|known| known.segment() == part)?;
        (!tenant.is_empty()).then(|| Self::of(tenant, part))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session => f.write_str("/v1/session"),
            Self::Tenant { tenant, part } => {
                write!(f, "/v1/tenants/{tenant}/{}", part.segment())
            }
        }
    }
}

impl Part {
    pub const ALL: [Self; 6] = [
        Self::Protocols,
        Self::Wishes(Wish::OptOut),
        Self::Wishes(Wish::ReEnable),
        Self::Receipts,
        Self::History,
        Self::Clock,
    ];

    const fn segment(self) -> &'static str {
        match self {
            Self::Protocols => "protocols",
            Self::Wishes(Wish::OptOut) => "opt-outs",
            Self::Wishes(Wish::ReEnable) => "re-enables",
            Self::Receipts => "receipts",
            Self::History => "history",
            Self::Clock => "clock",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_reads_back_what_it_printed() {
        let parts = Part::ALL.map(|part| Address::of("harbour-foods", part));
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
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
