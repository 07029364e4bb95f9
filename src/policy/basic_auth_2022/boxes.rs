//! The seven boxes with which an administrator allows basic authentication (R57): what each stands
//! for, what its clients need as well, and until when it has an effect.

use super::calendar::{ENDED, SURELY_RETIRED, start_of};
use super::rules::{A17, R57, R58, R59};
use crate::Endpoint::{Other, Protocol as Of};
use crate::OtherEndpoint::{Autodiscover, SmtpAuth};
use crate::Protocol::{Eas, Ews, Imap, Mapi, Oab, Pop, PowerShell, Rpc};
use crate::{Endpoint, RuleNumber, Standing, named};
use chrono::{DateTime, FixedOffset, Utc};

/// One of the seven, in their order. Ticked means that the organisation's default authentication
/// policy allows basic authentication for each of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyBox {
    OutlookClient,
    ActiveSync,
    Autodiscover,
    Imap,
    Pop,
    Smtp,
    PowerShell,
}

named!(PolicyBox {
    OutlookClient = "outlook_client",
    ActiveSync = "active_sync",
    Autodiscover = "autodiscover",
    Imap = "imap",
    Pop = "pop",
    Smtp = "smtp",
    PowerShell = "powershell",
});

/// Whether ticking or unticking a box still does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Availability {
    /// It does, as far as Microsoft's own block lets it.
    Works,
    /// Everything it stands for is off for good: it stands there without effect.
    NoEffect,
    /// It was taken away.
    Gone,
}

impl PolicyBox {
    pub const ALL: [Self; 7] = [
        Self::OutlookClient,
        Self::ActiveSync,
        Self::Autodiscover,
        Self::Imap,
        Self::Pop,
        Self::Smtp,
        Self::PowerShell,
    ];

    /// What the box switches, all at once.
    pub const fn members(self) -> &'static [Endpoint] {
        match self {
            Self::OutlookClient => &[Of(Ews), Of(Mapi), Of(Oab), Of(Rpc)],
            Self::ActiveSync => &[Of(Eas)],
            Self::Autodiscover => &[Other(Autodiscover)],
            Self::Imap => &[Of(Imap)],
            Self::Pop => &[Of(Pop)],
            Self::Smtp => &[Other(SmtpAuth)],
            Self::PowerShell => &[Of(PowerShell)],
        }
    }

    /// The box that switches an endpoint; none reaches the Reporting Web Service and EOP PowerShell.
    pub fn of(endpoint: Endpoint) -> Option<Self> {
        let mut boxes = Self::ALL.into_iter();
        boxes.find(|it| it.members().contains(&endpoint))
    }

    /// The box that the clients of this one need as well: IMAP and POP clients send by SMTP AUTH,
    /// Outlook and mobile clients find the mailbox by Autodiscover.
    pub const fn companion(self) -> Option<Self> {
        match self {
            Self::Imap | Self::Pop => Some(Self::Smtp),
            Self::OutlookClient | Self::ActiveSync => Some(Self::Autodiscover),
            Self::Autodiscover | Self::Smtp | Self::PowerShell => None,
        }
    }

    /// What the box does at this time, with its members standing as they do. The boxes for what the
    /// programme does not switch stay as they are (our reading).
    pub fn availability(
        self,
        now: DateTime<Utc>,
        zone: FixedOffset,
        standing: impl Fn(Endpoint) -> Standing,
    ) -> Availability {
        let is_of_programme = matches!(self.members(), [Of(_), ..]);
        if !is_of_programme || now < start_of(ENDED, zone) {
            return Availability::Works;
        }
        if now >= start_of(SURELY_RETIRED, zone) {
            return Availability::Gone;
        }
        let mut members = self.members().iter();
        if members.all(|member| standing(*member) == Standing::Retired) {
            Availability::NoEffect
        } else {
            Availability::Works
        }
    }
}

impl Availability {
    /// The rules that say so. The notice names no day on which the boxes go (A17).
    pub const fn rules(self) -> &'static [RuleNumber] {
        match self {
            Self::Works => &[R57],
            Self::NoEffect => &[R58],
            Self::Gone => &[R59, A17],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Availability::{Gone, NoEffect, Works};
    use super::*;
    use crate::Protocol;
    use crate::basic_auth_2022::tests::told::{instant, zone};

    #[test]
    fn every_protocol_has_one_box_and_two_endpoints_beside_them() {
        let members: Vec<Endpoint> = PolicyBox::ALL
            .into_iter()
            .flat_map(|it| it.members().iter().copied())
            .collect();
        assert_eq!(members.len(), 10);
        for endpoint in Protocol::ALL
            .map(Of)
            .into_iter()
            .chain([Other(Autodiscover), Other(SmtpAuth)])
        {
            let holds = |it: &PolicyBox| it.members().contains(&endpoint);
            let found: Vec<_> = PolicyBox::ALL.into_iter().filter(holds).collect();
            assert_eq!(found, [PolicyBox::of(endpoint).unwrap()]);
        }
        let no_box = Other(crate::OtherEndpoint::ReportingWebService);
        assert_eq!(PolicyBox::of(no_box), None);
    }

    #[test]
    fn outlook_stands_for_four_protocols() {
        let members = PolicyBox::OutlookClient.members();
        assert_eq!(members, [Ews, Mapi, Oab, Rpc].map(Of));
    }

    #[test]
    fn every_box_is_known_by_one_name() {
        for it in PolicyBox::ALL {
            assert_eq!(PolicyBox::from_name(it.name()), Some(it));
        }
    }

    #[test]
    fn clients_of_a_box_need_what_they_send_or_find_by() {
        let companions = PolicyBox::ALL.map(PolicyBox::companion);
        let (find, send) = (Some(PolicyBox::Autodiscover), Some(PolicyBox::Smtp));
        assert_eq!(companions, [find, find, None, send, send, None, None]);
    }

    /// What a box does at an instant of UTC, while all of its members stand like this.
    #[track_caller]
    fn check(which: PolicyBox, now: &str, standing: Standing, expected: Availability) {
        let found = which.availability(instant(now), zone(0), |_| standing);
        assert_eq!(found, expected, "{which:?} at {now}");
    }

    #[test]
    fn a_box_works_to_the_end_of_the_year_whatever_microsoft_blocks() {
        for which in PolicyBox::ALL {
            for standing in [Standing::Allowed, Standing::Blocked, Standing::Retired] {
                check(which, "2022-12-31 23:59:59", standing, Works);
            }
        }
    }

    #[test]
    fn in_january_a_box_has_no_effect_once_all_it_stands_for_is_retired() {
        for now in ["2023-01-01", "2023-01-31 23:59:59"] {
            check(PolicyBox::Imap, now, Standing::Retired, NoEffect);
            check(PolicyBox::Imap, now, Standing::Retiring, Works);
            check(PolicyBox::OutlookClient, now, Standing::Retired, NoEffect);
        }
        let one_is_left = |endpoint| match endpoint {
            Of(Rpc) => Standing::Retiring,
            _ => Standing::Retired,
        };
        let found =
            PolicyBox::OutlookClient.availability(instant("2023-01-10"), zone(0), one_is_left);
        assert_eq!(found, Works);
    }

    #[test]
    fn from_february_on_the_boxes_of_the_programme_are_gone() {
        for which in PolicyBox::ALL {
            let stays = matches!(which, PolicyBox::Autodiscover | PolicyBox::Smtp);
            let expected = if stays { Works } else { Gone };
            check(which, "2023-02-01", Standing::Retired, expected);
            check(which, "2023-12-31", Standing::Retired, expected);
        }
    }

    #[test]
    fn days_are_those_of_the_programmes_zone() {
        let retired = |now| {
            let now = instant(now);
            PolicyBox::Pop.availability(now, zone(9), |_| Standing::Retired)
        };
        assert_eq!(retired("2022-12-31 14:59:59"), Works);
        assert_eq!(retired("2022-12-31 15:00:00"), NoEffect);
        assert_eq!(retired("2023-01-31 14:59:59"), NoEffect);
        assert_eq!(retired("2023-01-31 15:00:00"), Gone);
    }

    #[test]
    fn each_behaviour_has_its_rules() {
        assert_eq!(Works.rules(), [R57]);
        assert_eq!(NoEffect.rules(), [R58]);
        assert_eq!(Gone.rules(), [R59, A17]);
    }
}
