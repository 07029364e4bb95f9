//! The rules that the programme cites, each with its place in the notice.
//!
//! A number with R is a rule of the notice. A number with A is our reading where the notice is
//! silent, and is shown as such. What a rule says to an administrator is in the catalogues.

use crate::RuleNumber;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub number: RuleNumber,
    /// None for a reading of ours.
    pub place: Option<Place>,
}

/// A paragraph of the notice, counted from 1 under its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub section: Section,
    pub paragraph: u8,
}

/// The headings of the notice, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Before the first heading.
    Introduction,
    /// A protocol can be brought back once.
    OneTimeReEnable,
    /// Opting out in September avoids the disruption.
    AvoidingDisruption,
    /// The diagnostic, its earlier requests, and the ways to it.
    DiagnosticOptions,
    OptingOut,
    ReEnabling,
    /// The flow chart of dates and actions.
    Timeline,
    /// Blocking basic authentication without waiting for January.
    BlockingYourself,
    ReportingWebService,
    EopSccPowerShell,
    ExchangeOnlinePowerShell,
}

/// Makes a constant of each rule's number and lists them all; the comments say what the rules say.
macro_rules! rules {
    ($($(#[$says:meta])+ $name:ident $(= $section:ident $paragraph:literal)?;)+) => {
        $($(#[$says])+ pub(crate) const $name: RuleNumber = RuleNumber(stringify!($name));)+

        /// Every rule that a decision or a refusal can cite, and those of the boxes and of the flow chart.
        pub const RULES: &[Rule] = &[$(Rule {
            number: $name,
            place: rules!(@place $($section $paragraph)?),
        },)+];
    };
    (@place) => { None };
    (@place $section:ident $paragraph:literal) => {
        Some(Place { section: Section::$section, paragraph: $paragraph })
    };
}

rules! {
    /// Some tenants come to this programme with protocols that an earlier one has blocked.
    R4 = Introduction 2;
    /// From 1 October 2022 tenants are drawn at random, and their protocols blocked.
    R6 = Introduction 4;
    /// A post in the Message Center comes seven days before.
    R7 = Introduction 4;
    /// SMTP AUTH is neither blocked nor changed.
    R9 = Introduction 5;
    /// What is blocked from October on can be re-enabled in the diagnostic, once per protocol.
    R17 = OneTimeReEnable 2;
    /// The diagnostic re-enables exactly the chosen protocols.
    R18 = OneTimeReEnable 3;
    /// A re-enabled protocol stays on to the end of December 2022.
    R19 = OneTimeReEnable 3;
    /// In the first week of 2023 it is turned off for good.
    R20 = OneTimeReEnable 3;
    /// Who knows already that more time is needed runs the diagnostic in September.
    R21 = AvoidingDisruption 1;
    /// What was opted out in September is not blocked from October on.
    R22 = AvoidingDisruption 1;
    /// What was not opted out is blocked, and can be re-enabled until the year's end.
    R23 = AvoidingDisruption 1;
    /// An opt-out is for the protocols that it names, and the others are blocked.
    R24 = AvoidingDisruption 1;
    /// On 1 September all earlier opt-outs and re-enables were archived.
    R26 = DiagnosticOptions 2;
    /// Who made one has to opt out again in September.
    R27 = DiagnosticOptions 2;
    /// The diagnostic opens for a Global Administrator of the tenant.
    R28 = DiagnosticOptions 3;
    /// GCC has no diagnostic.
    R33 = DiagnosticOptions 6;
    /// GCC opts out by the steps of the Message Center post of 1 September.
    R34 = DiagnosticOptions 6;
    /// GCC gets a protocol back through a support ticket.
    R35 = DiagnosticOptions 6;
    /// In September the diagnostic offers the opt-out alone.
    R36 = OptingOut 1;
    /// An opt-out asks not to be blocked in October.
    R37 = OptingOut 1;
    /// In January 2023 everything is turned off for good, opted out or not.
    R38 = OptingOut 1;
    /// An opted-out protocol stays in the list; without an error, the request is in.
    R41 = OptingOut 2;
    /// From 23 September on, a post confirms the opt-outs that were received.
    R42 = OptingOut 3;
    /// Two more follow, on 28 and 30 September.
    R43 = OptingOut 3;
    /// In September the diagnostic does not re-enable.
    R44 = ReEnabling 1;
    /// Who needs that in September asks support.
    R45 = ReEnabling 1;
    /// Administrators re-enable SMTP AUTH themselves.
    R46 = ReEnabling 1;
    /// From October on the diagnostic re-enables only what is blocked.
    R47 = ReEnabling 2;
    /// A re-enable takes effect within an hour.
    R49 = ReEnabling 4;
    /// From 1 January 2023 there is no diagnostic.
    R51 = ReEnabling 6;
    /// Soon after that, basic authentication is turned off everywhere.
    R52 = ReEnabling 6;
    /// A block that support lifted in September comes back in October without an opt-out.
    R54 = Timeline 1;
    /// What was re-enabled and is not needed any more may be blocked without waiting for January 2023.
    R55 = BlockingYourself 1;
    /// Authentication policies are the quickest and most effective way to that.
    R56 = BlockingYourself 1;
    /// Org settings, Services, Modern authentication: untick what no longer needs it.
    R57 = BlockingYourself 2;
    /// Once a protocol is off for good, its box does nothing any more.
    R58 = BlockingYourself 2;
    /// From January 2023 on the boxes are to be taken away.
    R59 = BlockingYourself 2;
    /// The Reporting Web Service keeps basic authentication to 31 December 2022 without a request.
    R60 = ReportingWebService 1;
    /// EOP and Security & Compliance PowerShell keep it to 31 December 2022, then need certificates.
    R61 = EopSccPowerShell 1;
    /// Exchange Online PowerShell follows the programme.
    R62 = ExchangeOnlinePowerShell 1;
    /// Its first module stops working in January 2023.
    R63 = ExchangeOnlinePowerShell 1;
    /// Neither an opt-out nor what support does uses up the one re-enable.
    A6;
    /// The end is reached tenant by tenant from early January, with a post of its own; nobody can undo it.
    A7;
    /// Clouds that the notice does not name: no diagnostic; 21Vianet's programme begins on 31 March 2023.
    A10;
    /// An opt-out lasts to the end of the year, not of October.
    A11;
    /// In October and later nothing can be asked for until the block appears.
    A15;
    /// The hour of a re-enable runs from its acceptance.
    A16;
    /// The boxes go with February 2023, because the notice names no day.
    A17;
    /// The Reporting Web Service was extended to 31 March 2023 later.
    A18;
    /// Autodiscover belongs neither to the programme nor to the diagnostic.
    A20;
}

#[cfg(test)]
mod tests {
    use super::{RULES, Rule};

    #[test]
    fn every_rule_is_listed_once_in_order_readings_last() {
        let order = |rule: &Rule| {
            let (kind, number) = rule.number.0.split_at(1);
            (kind == "A", number.parse::<u8>().unwrap())
        };
        assert!(RULES.is_sorted_by(|a, b| order(a) < order(b)));
    }

    #[test]
    fn rules_have_a_place_in_the_notice_and_readings_have_none() {
        for rule in RULES {
            assert_eq!(
                rule.place.is_some(),
                rule.number.0.starts_with('R'),
                "{rule:?}"
            );
        }
    }
}
