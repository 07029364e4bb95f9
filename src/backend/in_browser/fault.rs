//! Failures on purpose, to see what the app makes of them.

/// What becomes of the next request that carries an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Refused, as if the caller had just lost the role.
    Refused,
    /// Lost on its way: no effect, and never an answer.
    TimeOut,
    /// Carried out, and then the answer is lost in a failure.
    ErrorAfterEffect,
    /// No room to keep it.
    Quota,
    /// Another administrator is a moment faster. Only settings are anybody's to change.
    Conflict,
    /// The program breaks.
    Crash,
}

impl Fault {
    /// Reads the value of `?fault=` in the address.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "refused" => Some(Self::Refused),
            "time-out" => Some(Self::TimeOut),
            "error-after-effect" => Some(Self::ErrorAfterEffect),
            "quota" => Some(Self::Quota),
            "conflict" => Some(Self::Conflict),
            "crash" => Some(Self::Crash),
            _ => None,
        }
    }
}
