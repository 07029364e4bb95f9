//! What a retirement programme decides, as pure functions of facts.
//!
//! This crate knows no clock, no JSON, no wording and no web: time is an argument, and an
//! explanation is a key that the catalogues turn into a sentence.

pub mod basic_auth_2022;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// What the decision looks at: one endpoint of one tenant, seen by one administrator at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub now: DateTime<Utc>,
    /// The programme's time zone: every civil date of the notice is a date in this zone.
    pub zone: FixedOffset,
    pub cloud: Cloud,
    pub role: Role,
    pub endpoint: Endpoint,
    /// Since when Microsoft's block is on.
    pub blocked_since: Option<DateTime<Utc>>,
    /// When an opt-out was accepted; the programme says whether it counts.
    pub opted_out_at: Option<DateTime<Utc>>,
    /// When a re-enable was accepted or carried out by support; the programme says whether it counts.
    pub re_enabled_at: Option<DateTime<Utc>>,
    /// The day that the seven-day notice names. Shown, never decisive.
    pub announced_for: Option<NaiveDate>,
}

/// What the policy says of an endpoint: where it stands, what can be done, and by which rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    pub standing: Standing,
    pub standing_rule: RuleNumber,
    pub next_step: NextStep,
    pub rule: RuleNumber,
    /// The first instant at which the standing no longer holds, where the notice names one.
    pub until: Option<DateTime<Utc>>,
    pub also: Cited,
    /// Catalogue keys: why the standing is what it is, and what the next step means.
    pub why: &'static str,
    pub what_next: &'static str,
}

/// Rules cited beside the two that decide: for the standing, for the next step, for the endpoint.
///
/// Three borrowed lists instead of one owned, so that deciding never allocates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited(pub [&'static [RuleNumber]; 3]);

impl Cited {
    pub fn iter(self) -> impl Iterator<Item = &'static RuleNumber> {
        self.0.into_iter().flatten()
    }
}

/// A rule of the notice ("R6") or an interpretation where the notice is silent ("A10").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleNumber(pub &'static str);

/// The cloud a tenant lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cloud {
    Worldwide,
    Gcc,
    GccHigh,
    Dod,
    /// Operated by 21Vianet.
    China,
}

/// What the signed-in administrator may do in the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    GlobalAdmin,
    OtherAdmin,
}

/// Something a client signs in to: a protocol of the programme or an endpoint beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Endpoint {
    Protocol(Protocol),
    Other(OtherEndpoint),
}

/// The eight protocols, in the order of the real list and of its bit mask (1, 2, 4, … 128).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    Eas,
    Ews,
    Pop,
    Imap,
    PowerShell,
    Mapi,
    Oab,
    Rpc,
}

impl Protocol {
    pub const ALL: [Self; 8] = [
        Self::Eas,
        Self::Ews,
        Self::Pop,
        Self::Imap,
        Self::PowerShell,
        Self::Mapi,
        Self::Oab,
        Self::Rpc,
    ];
}

/// Endpoints that the notice mentions and the programme does not switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OtherEndpoint {
    SmtpAuth,
    Autodiscover,
    ReportingWebService,
    EopSccPowerShell,
}

impl OtherEndpoint {
    pub const ALL: [Self; 4] = [
        Self::SmtpAuth,
        Self::Autodiscover,
        Self::ReportingWebService,
        Self::EopSccPowerShell,
    ];
}

/// Where basic authentication for an endpoint stands, as far as Microsoft's side decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    Allowed,
    Blocked,
    OptedOut,
    /// Accepted less than an hour ago and not yet in effect.
    ReEnabling,
    /// Accepted an hour ago or more and still blocked.
    Overdue,
    ReEnabled,
    /// Works today, and may stop on any day.
    Retiring,
    Retired,
    OutsideProgramme,
}

impl Standing {
    /// Microsoft's block is on, or counts as on.
    pub const fn is_blocked(self) -> bool {
        matches!(
            self,
            Self::Blocked | Self::ReEnabling | Self::Overdue | Self::Retired
        )
    }
}

/// Which of the two layers that a far side can report stop an endpoint. There are more of them
/// (a user's own policy, security defaults, Conditional Access, the mailbox), so what neither
/// stops is "not blocked by these", never "works".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stopped {
    ByNeither,
    ByMicrosoft,
    /// By the organisation's default authentication policy.
    ByPolicy,
    ByBoth,
}

impl Stopped {
    pub const fn by(standing: Standing, policy_blocks: bool) -> Self {
        match (standing.is_blocked(), policy_blocks) {
            (false, false) => Self::ByNeither,
            (true, false) => Self::ByMicrosoft,
            (false, true) => Self::ByPolicy,
            (true, true) => Self::ByBoth,
        }
    }
}

/// What keeps or gets basic authentication on. An offer, not advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextStep {
    OptOut,
    ReEnable,
    Wait,
    Nothing,
    AskGlobalAdmin,
    ContactSupport,
    OpenTicket,
    FollowMessageCenter,
    MoveToModernAuth,
    MoveToCertificateAuth,
    ManageSmtpAuth,
}

/// What an administrator can ask of the far side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wish {
    OptOut,
    ReEnable,
}

/// Gives each value the name that the tables, the JSON cases and the contract write.
macro_rules! named {
    ($type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $type {
            /// Every name, in the order of the values.
            pub const NAMES: &[&str] = &[$($name),+];

            /// The name in the tables, the JSON cases and the contract.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub(crate) use named;

named!(Cloud {
    Worldwide = "worldwide",
    Gcc = "gcc",
    GccHigh = "gcc_high",
    Dod = "dod",
    China = "china",
});
named!(Role {
    GlobalAdmin = "global_admin",
    OtherAdmin = "other_admin",
});
named!(Protocol {
    Eas = "eas",
    Ews = "ews",
    Pop = "pop",
    Imap = "imap",
    PowerShell = "powershell",
    Mapi = "mapi",
    Oab = "oab",
    Rpc = "rpc",
});
named!(OtherEndpoint {
    SmtpAuth = "smtp_auth",
    Autodiscover = "autodiscover",
    ReportingWebService = "reporting_web_service",
    EopSccPowerShell = "eop_scc_powershell",
});
named!(Standing {
    Allowed = "allowed",
    Blocked = "blocked",
    OptedOut = "opted_out",
    ReEnabling = "re_enabling",
    Overdue = "overdue",
    ReEnabled = "re_enabled",
    Retiring = "retiring",
    Retired = "retired",
    OutsideProgramme = "outside_programme",
});
named!(NextStep {
    OptOut = "opt_out",
    ReEnable = "re_enable",
    Wait = "wait",
    Nothing = "none",
    AskGlobalAdmin = "ask_global_admin",
    ContactSupport = "contact_support",
    OpenTicket = "open_ticket",
    FollowMessageCenter = "follow_message_center",
    MoveToModernAuth = "move_to_modern_auth",
    MoveToCertificateAuth = "move_to_certificate_auth",
    ManageSmtpAuth = "manage_smtp_auth",
});
named!(Wish {
    OptOut = "opt_out",
    ReEnable = "re_enable",
});

impl Endpoint {
    /// The name in the tables, the JSON cases and the contract.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Protocol(protocol) => protocol.name(),
            Self::Other(endpoint) => endpoint.name(),
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Protocol::from_name(name)
            .map(Self::Protocol)
            .or_else(|| OtherEndpoint::from_name(name).map(Self::Other))
    }
}

#[cfg(test)]
mod tests {
    use super::Standing::{
        Allowed, Blocked, OptedOut, OutsideProgramme, Overdue, ReEnabled, ReEnabling, Retired,
        Retiring,
    };
    use super::{Endpoint, OtherEndpoint, Protocol, Stopped};

    #[test]
    fn every_endpoint_is_known_by_one_name() {
        let protocols = Protocol::ALL.map(Endpoint::Protocol);
        let others = OtherEndpoint::ALL.map(Endpoint::Other);
        for endpoint in protocols.into_iter().chain(others) {
            assert_eq!(Endpoint::from_name(endpoint.name()), Some(endpoint));
        }
        assert_eq!(Endpoint::from_name("gopher"), None);
    }

    #[test]
    fn each_layer_that_stops_an_endpoint_is_named() {
        for stopped in [Blocked, ReEnabling, Overdue, Retired] {
            assert_eq!(Stopped::by(stopped, false), Stopped::ByMicrosoft);
            assert_eq!(Stopped::by(stopped, true), Stopped::ByBoth);
        }
        for on in [Allowed, OptedOut, ReEnabled, Retiring, OutsideProgramme] {
            assert_eq!(Stopped::by(on, false), Stopped::ByNeither);
            assert_eq!(Stopped::by(on, true), Stopped::ByPolicy);
        }
    }
}
