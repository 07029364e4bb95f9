//! The 2022 programme: basic authentication in Exchange Online.

use crate::{Decision, Facts, RuleNumber, Wish};

/// Decides one endpoint: standing by the first line that applies, next step by the first line that applies.
pub fn decide(_facts: &Facts) -> Decision {
    unimplemented!("written next")
}

/// Why the far side refuses a request, or nothing when it accepts it.
pub fn refusal(_facts: &Facts, _wish: Wish) -> Option<Refusal> {
    unimplemented!("written next")
}

/// A refusal and the rule behind it; the first that applies is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub reason: Reason,
    pub rule: RuleNumber,
    /// Catalogue key of the sentence.
    pub explanation: &'static str,
}

/// In the order in which the far side looks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    Endpoint,
    Phase,
    Cloud,
    Role,
    NotBlocked,
    AlreadyUsed,
}
