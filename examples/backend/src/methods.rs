//! Which methods each address of the contract takes.

use wire::address::{Address, Part};
use wire::http::Method::{self, Get, Patch, Post};

pub(crate) fn of(address: &Address) -> &'static [Method] {
    let part = match address {
        Address::Session => return &[Get],
        Address::Tenant { part, .. } => part,
    };
    match part {
        Part::Protocols
        | Part::Decisions
        | Part::Receipts
        | Part::Messages(_)
        | Part::Message(_)
        | Part::HealthOverviews
        | Part::Issues(_)
        | Part::Issue(_)
        | Part::Usage
        | Part::History => &[Get],
        Part::Tickets | Part::Clock => &[Get, Post],
        Part::Wishes(_) | Part::Mark(_) | Part::MessageOptOuts(_) => &[Post],
        Part::ModernAuthentication => &[Get, Patch],
    }
}

/// As it is written on the wire.
pub(crate) const fn name(method: Method) -> &'static str {
    match method {
        Get => "GET",
        Post => "POST",
        Patch => "PATCH",
    }
}
