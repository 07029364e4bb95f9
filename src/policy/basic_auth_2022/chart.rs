//! The notice's flow chart (R53): its nodes in order, what leads where, and where in it a protocol is.
//! One node is not drawn there but told beside it: that nobody has to wait for January (R55).
//!
//! It is drawn for the clouds that the programme of 2022 is about; what is done at a node is what
//! the tables offer there in the cloud.

use super::calendar::Phase;
use super::counting::{Counted, counts};
use super::decide;
use super::rules::{
    A7, R6, R17, R18, R19, R21, R22, R23, R24, R26, R27, R36, R37, R38, R41, R44, R45, R47, R49,
    R51, R52, R54, R55, R56, R57,
};
use crate::{Cloud, Endpoint, Facts, NextStep, Protocol, Role, RuleNumber, Standing, Wish};
use chrono::{Offset, Utc};

/// One box of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    /// On 1 September all earlier requests stop counting.
    Archiving,
    /// The choice of September: opting out is possible, re-enabling is not.
    September,
    /// What is blocked already and needed now: only support lifts it.
    AskSupport,
    /// Nothing is done in September.
    NoOptOut,
    OptOut,
    OptedOut,
    /// From October on: without an opt-out everything is blocked, a lift of September or not.
    AllBlocked,
    /// From October on: everything but what was opted out.
    OthersBlocked,
    /// The choice of autumn: what is blocked can be re-enabled, once.
    Autumn,
    /// Nothing is done in autumn.
    LeftBlocked,
    ReEnable,
    ReEnabled,
    /// What is on again and not needed any more is turned off by its administrator.
    BlockYourself,
    /// From January on everything is turned off for good.
    End,
}

/// What a node is in the course of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It happens to everyone who gets there.
    Event,
    /// The way parts here.
    Choice,
    /// One of the ways: something is done, or nothing is.
    Action,
}

impl Node {
    /// In the order in which the chart is read: none leads back.
    pub const ALL: [Self; 14] = [
        Self::Archiving,
        Self::September,
        Self::AskSupport,
        Self::NoOptOut,
        Self::OptOut,
        Self::OptedOut,
        Self::AllBlocked,
        Self::OthersBlocked,
        Self::Autumn,
        Self::LeftBlocked,
        Self::ReEnable,
        Self::ReEnabled,
        Self::BlockYourself,
        Self::End,
    ];

    /// The phase in whose band it stands.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Archiving
            | Self::September
            | Self::AskSupport
            | Self::NoOptOut
            | Self::OptOut
            | Self::OptedOut => Phase::OptOut,
            Self::AllBlocked
            | Self::OthersBlocked
            | Self::Autumn
            | Self::LeftBlocked
            | Self::ReEnable
            | Self::ReEnabled
            | Self::BlockYourself => Phase::ReEnable,
            Self::End => Phase::Ended,
        }
    }

    pub const fn kind(self) -> Kind {
        match self {
            Self::September | Self::Autumn => Kind::Choice,
            Self::AskSupport
            | Self::NoOptOut
            | Self::OptOut
            | Self::LeftBlocked
            | Self::ReEnable
            | Self::BlockYourself => Kind::Action,
            Self::Archiving
            | Self::OptedOut
            | Self::AllBlocked
            | Self::OthersBlocked
            | Self::ReEnabled
            | Self::End => Kind::Event,
        }
    }

    /// What comes after it, in the order of the chart.
    pub const fn leads_to(self) -> &'static [Self] {
        match self {
            Self::Archiving => &[Self::September],
            Self::September => &[Self::AskSupport, Self::NoOptOut, Self::OptOut],
            Self::AskSupport | Self::NoOptOut => &[Self::AllBlocked],
            Self::OptOut => &[Self::OptedOut],
            Self::OptedOut => &[Self::OthersBlocked],
            Self::AllBlocked | Self::OthersBlocked => &[Self::Autumn],
            Self::Autumn => &[Self::LeftBlocked, Self::ReEnable],
            Self::LeftBlocked | Self::BlockYourself => &[Self::End],
            Self::ReEnable => &[Self::ReEnabled],
            Self::ReEnabled => &[Self::BlockYourself],
            Self::End => &[],
        }
    }

    pub const fn rules(self) -> &'static [RuleNumber] {
        match self {
            Self::Archiving => &[R26, R27],
            Self::September => &[R36, R44],
            Self::AskSupport => &[R45, R54],
            Self::NoOptOut => &[R23],
            Self::OptOut => &[R21, R36],
            Self::OptedOut => &[R37, R41],
            Self::AllBlocked => &[R6, R54],
            Self::OthersBlocked => &[R22, R24],
            Self::Autumn => &[R17, R47],
            Self::LeftBlocked => &[R51],
            Self::ReEnable => &[R17, R49],
            Self::ReEnabled => &[R18, R19],
            Self::BlockYourself => &[R55, R56, R57],
            Self::End => &[R38, R52, A7],
        }
    }

    /// What the tables offer there to a Global Administrator of this cloud; nothing where nothing
    /// is to be done.
    pub fn step(self, cloud: Cloud) -> Option<NextStep> {
        let first_instant = self.phase().starts(Utc.fix())?;
        let blocked_since = match self {
            Self::OptOut => None,
            Self::AskSupport | Self::ReEnable => Some(first_instant),
            _ => return None,
        };
        let facts = Facts {
            now: first_instant,
            zone: Utc.fix(),
            cloud,
            role: Role::GlobalAdmin,
            endpoint: Endpoint::Protocol(Protocol::Imap),
            blocked_since,
            opted_out_at: None,
            re_enabled_at: None,
            announced_for: None,
        };
        Some(decide(&facts).next_step)
    }
}

/// Whether the chart is about tenants of this cloud. In the one of 21Vianet nothing that is drawn in
/// it happens: before 31 March 2023 what is blocked waits for support and what is not waits for
/// nothing, nothing that was asked for counts, and no phase but the last plays a part (A10). The
/// notice gives no chart for that, and none is made up.
pub const fn is_charted(cloud: Cloud) -> bool {
    !matches!(cloud, Cloud::China)
}

/// Where in the chart a protocol is; nowhere before September, and for what the chart is not about.
pub fn place(facts: &Facts) -> Option<Node> {
    if !is_charted(facts.cloud) || !matches!(facts.endpoint, Endpoint::Protocol(_)) {
        return None;
    }
    let decision = decide(facts);
    Some(
        match (Phase::at(facts.now, facts.zone), decision.standing) {
            (Phase::Announced, _) => return None,
            // A block of September may stand beside it: the opt-out decides how it goes on.
            (Phase::OptOut, _) if counts(facts, Wish::OptOut) => Node::OptedOut,
            (Phase::OptOut, _) => Node::September,
            (Phase::ReEnable, Standing::OptedOut) => Node::OthersBlocked,
            (Phase::ReEnable, Standing::ReEnabling | Standing::Overdue) => Node::ReEnable,
            (Phase::ReEnable, Standing::ReEnabled) => Node::ReEnabled,
            (Phase::ReEnable, Standing::Blocked) if has_used_re_enable(facts) => Node::LeftBlocked,
            (Phase::ReEnable, Standing::Blocked) => Node::Autumn,
            (Phase::ReEnable, _) => Node::AllBlocked,
            (Phase::Ended, _) => Node::End,
        },
    )
}

fn has_used_re_enable(facts: &Facts) -> bool {
    Counted::from(facts).re_enabled_at.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basic_auth_2022::RULES;
    use crate::basic_auth_2022::tests::told::on;

    #[test]
    fn every_way_leads_on_and_to_the_end() {
        for node in Node::ALL {
            let leads_on = node.leads_to().iter().all(|next| node < *next);
            let ends = node.leads_to().is_empty() == (node == Node::End);
            assert!(leads_on && ends, "{node:?}");
            let parts = node.leads_to().len() > 1;
            assert_eq!(parts, node.kind() == Kind::Choice, "{node:?}");
        }
        let reached = |node: &Node| Node::ALL.iter().any(|it| it.leads_to().contains(node));
        assert!(Node::ALL[1..].iter().all(reached));
    }

    #[test]
    fn every_node_cites_rules_that_are_listed() {
        for node in Node::ALL {
            let is_listed = |number: &RuleNumber| RULES.iter().any(|rule| rule.number == *number);
            assert!(node.rules().iter().all(is_listed) && !node.rules().is_empty());
        }
    }

    #[test]
    fn a_protocol_goes_its_way_through_the_chart() {
        check(&on("2022-08-31 23:59:59"), None);
        check(&on("2022-09-01"), Some(Node::September));
        check(
            &on("2022-09-12").blocked("2022-06-14"),
            Some(Node::September),
        );
        check(
            &on("2022-09-30").opted_out("2022-09-12"),
            Some(Node::OptedOut),
        );
        let both = on("2022-09-30").blocked("2022-06-14");
        check(&both.opted_out("2022-09-12"), Some(Node::OptedOut));
        check(&on("2022-10-01"), Some(Node::AllBlocked));
        let opted_out = on("2022-10-01").opted_out("2022-09-12");
        check(&opted_out, Some(Node::OthersBlocked));
        let blocked = on("2022-10-12").blocked("2022-10-10");
        check(&blocked, Some(Node::Autumn));
        check(&blocked.clone().by_other_admin(), Some(Node::Autumn));
        let asked = blocked.clone().re_enabled("2022-10-12");
        check(&asked, Some(Node::ReEnable));
        check(&asked.at("2022-10-13"), Some(Node::ReEnable));
        let on_again = blocked.re_enabled("2022-10-12").not_blocked();
        check(&on_again, Some(Node::ReEnabled));
        let used = on_again.at("2022-10-20").blocked("2022-10-15");
        check(&used, Some(Node::LeftBlocked));
        check(&on("2023-01-01"), Some(Node::End));
        check(&opted_out.at("2023-01-01"), Some(Node::End));
    }

    #[test]
    fn the_chart_is_not_about_21vianet_or_other_endpoints() {
        check(&on("2022-10-12").in_cloud(Cloud::China), None);
        let smtp_auth = crate::OtherEndpoint::SmtpAuth;
        check(&on("2022-10-12").of_other(smtp_auth), None);
    }

    #[test]
    fn what_is_done_at_a_node_is_what_the_tables_offer() {
        use NextStep::{ContactSupport, FollowMessageCenter, OpenTicket, OptOut, ReEnable};
        let steps =
            |cloud| [Node::AskSupport, Node::OptOut, Node::ReEnable].map(|it| it.step(cloud));
        assert_eq!(
            steps(Cloud::Worldwide),
            [ContactSupport, OptOut, ReEnable].map(Some)
        );
        assert_eq!(
            steps(Cloud::Gcc),
            [ContactSupport, FollowMessageCenter, OpenTicket].map(Some)
        );
        for cloud in [Cloud::GccHigh, Cloud::Dod] {
            assert_eq!(steps(cloud), [ContactSupport; 3].map(Some));
        }
        assert_eq!(Node::End.step(Cloud::Worldwide), None);
    }

    #[track_caller]
    fn check(facts: &Facts, expected: Option<Node>) {
        assert_eq!(place(facts), expected);
    }
}
