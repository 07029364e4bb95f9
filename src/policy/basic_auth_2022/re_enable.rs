//! What to know of a protocol's one re-enable before it is used.

use super::calendar::{LAPSE_WARNING, Phase};
use super::counting::Counted;
use crate::{Cloud, Endpoint, Facts, OtherEndpoint, Protocol};
use chrono::NaiveDate;

/// How many re-enables the diagnostic still has for this protocol, 1 or 0; none where it has no
/// say: outside the programme, in other clouds, and after the end (R17, R33, R51).
///
/// An opt-out does not use the one up, and neither does what came before October (A6).
pub fn re_enables_left(facts: &Facts) -> Option<u8> {
    let counted = Counted::from(facts);
    let has_diagnostic = matches!(counted.endpoint, Endpoint::Protocol(_))
        && counted.cloud == Cloud::Worldwide
        && counted.phase != Phase::Ended;
    has_diagnostic.then_some(u8::from(counted.re_enabled_at.is_none()))
}

/// An unused re-enable in the last days of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    pub last_day: NaiveDate,
    /// How many days a re-enable made now lasts, today counted.
    pub days_left: i64,
}

/// From 24 December on: the one re-enable lapses with the year.
pub fn lapse(facts: &Facts) -> Option<Lapse> {
    let is_near = !Counted::from(facts).is_before(LAPSE_WARNING);
    if !is_near || re_enables_left(facts) != Some(1) {
        return None;
    }
    Some(Lapse {
        last_day: Phase::ReEnable.last_day()?,
        days_left: Phase::ReEnable.days_left(facts.now, facts.zone)?,
    })
}

/// What else the protocol's usual client signs in to, and therefore needs as well: IMAP and POP
/// clients send by SMTP AUTH; Outlook 2010 uses four protocols and Autodiscover.
pub const fn companions(protocol: Protocol) -> &'static [Endpoint] {
    use Endpoint::{Other, Protocol as Of};
    use OtherEndpoint::{Autodiscover, SmtpAuth};
    use Protocol::{Eas, Ews, Imap, Mapi, Oab, Pop, PowerShell, Rpc};
    match protocol {
        Imap | Pop => &[Other(SmtpAuth)],
        Mapi => &[Other(Autodiscover), Of(Oab), Of(Rpc), Of(Ews)],
        Oab => &[Other(Autodiscover), Of(Mapi), Of(Rpc), Of(Ews)],
        Rpc => &[Other(Autodiscover), Of(Mapi), Of(Oab), Of(Ews)],
        Ews => &[Other(Autodiscover), Of(Mapi), Of(Oab), Of(Rpc)],
        Eas | PowerShell => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::{Lapse, companions, lapse, re_enables_left};
    use crate::basic_auth_2022::tests::told::{date, on};
    use crate::{Cloud, Endpoint, OtherEndpoint, Protocol};

    #[test]
    fn only_a_counting_re_enable_uses_the_one_up() {
        assert_eq!(re_enables_left(&on("2022-10-12")), Some(1));
        assert_eq!(
            re_enables_left(&on("2022-10-12").opted_out("2022-09-12")),
            Some(1)
        );
        assert_eq!(
            re_enables_left(&on("2022-10-12").re_enabled("2022-09-30 23:59:59")),
            Some(1)
        );
        assert_eq!(
            re_enables_left(&on("2022-10-12").re_enabled("2022-10-01")),
            Some(0)
        );
        assert_eq!(
            re_enables_left(&on("2022-10-12").re_enabled("2022-10-13")),
            Some(1)
        );
    }

    #[test]
    fn there_is_none_to_count_where_there_is_no_diagnostic() {
        assert_eq!(re_enables_left(&on("2023-01-01")), None);
        assert_eq!(
            re_enables_left(&on("2022-10-12").in_cloud(Cloud::Gcc)),
            None
        );
        assert_eq!(
            re_enables_left(&on("2022-10-12").of_other(OtherEndpoint::SmtpAuth)),
            None
        );
    }

    #[test]
    fn an_unused_re_enable_lapses_with_the_year() {
        let last_day = date("2022-12-31");
        assert_eq!(
            lapse(&on("2022-12-24")),
            Some(Lapse {
                last_day,
                days_left: 8
            })
        );
        assert_eq!(
            lapse(&on("2022-12-31 23:59:59")),
            Some(Lapse {
                last_day,
                days_left: 1
            })
        );
        assert_eq!(lapse(&on("2022-12-24").re_enabled("2022-10-12")), None);
    }

    #[test]
    fn outlooks_protocols_are_companions_of_each_other() {
        let outlook = [Protocol::Mapi, Protocol::Oab, Protocol::Rpc, Protocol::Ews];
        for protocol in outlook {
            let others = outlook.into_iter().filter(|other| *other != protocol);
            let expected: Vec<Endpoint> = [Endpoint::Other(OtherEndpoint::Autodiscover)]
                .into_iter()
                .chain(others.map(Endpoint::Protocol))
                .collect();
            assert_eq!(companions(protocol), expected);
        }
        assert_eq!(companions(Protocol::Pop), companions(Protocol::Imap));
        assert_eq!(
            companions(Protocol::Imap),
            [Endpoint::Other(OtherEndpoint::SmtpAuth)]
        );
    }
}
