//! Why a file was not taken, in the reader's words: what is wrong and what to do.

use service::{Flaw, LIMIT, Rejection};

use super::menu::small;
use crate::words::{Text, records};

pub(super) fn sentence(rejection: &Rejection) -> Text {
    match rejection {
        Rejection::TooLarge => records::too_large(small(LIMIT / 1_000_000)),
        Rejection::NotJson => records::not_json(),
        Rejection::OtherFormat(_) => records::other_format(),
        Rejection::Newer => records::newer(),
        Rejection::OtherTenant(id) => records::other_tenant(id.clone()),
        Rejection::NotOpened => records::not_opened(),
        Rejection::ClockOutOfRange => records::clock_out_of_range(),
        Rejection::Record { number, flaw } => {
            let number = small(*number);
            match flaw {
                Flaw::UnknownKind(kind) => records::unknown_kind(kind.clone(), number),
                Flaw::Value(_) => records::value_not_allowed(number),
                Flaw::OutOfOrder => records::out_of_order(number),
                Flaw::Repeated => records::repeated(number),
            }
        }
    }
}
