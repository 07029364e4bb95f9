//! An assumption as the members of an address, which hold all of it, and back.
//!
//! `at=2022-10-12T0900Z&cloud=worldwide&role=global_admin&opt-out=ews.2022-09-12T0900Z`

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use policy::{Cloud, Protocol, Role};

use super::civil::is_in_reach;
use super::{Assumption, Supposed, What};

/// What an address says of an assumption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Supposition {
    /// Nothing: the tenant as it is.
    #[default]
    Nothing,
    This(Assumption),
    /// What cannot be read assumes nothing. The members stay as they were written.
    Misread(Misread, Vec<(String, String)>),
}

/// The first fault of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// This member has a value that is not understood, comes twice, or means nothing here.
    Member(String, String),
    /// A member of this name is needed beside the others.
    Missing(&'static str),
}

const AT: &str = "at";
const CLOUD: &str = "cloud";
const ROLE: &str = "role";

impl Supposition {
    /// Reads the members, in any order.
    pub fn read(members: Vec<(String, String)>) -> Self {
        if members.is_empty() {
            return Self::Nothing;
        }
        match assumption(&members) {
            Ok(assumption) => Self::This(assumption),
            Err(fault) => Self::Misread(fault, members),
        }
    }

    /// The members in the one order in which they are written.
    pub fn members(&self) -> Vec<(String, String)> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Misread(_, members) => members.clone(),
            Self::This(assumption) => members(assumption),
        }
    }
}

impl What {
    const fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Lift => "lift",
            Self::OptOut => "opt-out",
            Self::ReEnable => "re-enable",
        }
    }
}

fn assumption(members: &[(String, String)]) -> Result<Assumption, Misread> {
    let (mut at, mut cloud, mut role) = (None, None, None);
    let mut events = std::collections::BTreeSet::new();
    for (name, value) in members {
        let is_read = match name.as_str() {
            AT => set(&mut at, instant(value)),
            CLOUD => set(&mut cloud, Cloud::from_name(value)),
            ROLE => set(&mut role, Role::from_name(value)),
            name => supposed(name, value).is_some_and(|supposed| events.insert(supposed)),
        };
        if !is_read {
            return Err(Misread::Member(name.clone(), value.clone()));
        }
    }
    Ok(Assumption {
        at: at.ok_or(Misread::Missing(AT))?,
        cloud: cloud.ok_or(Misread::Missing(CLOUD))?,
        role: role.ok_or(Misread::Missing(ROLE))?,
        events,
    })
}

/// Whether there was a value, and none before.
fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_first = place.is_none();
    if is_first {
        *place = value;
    }
    is_first && place.is_some()
}

fn supposed(name: &str, value: &str) -> Option<Supposed> {
    let (protocol, at) = value.split_once('.')?;
    Some(Supposed {
        at: instant(at)?,
        what: What::ALL.into_iter().find(|what| what.name() == name)?,
        protocol: Protocol::from_name(protocol)?,
    })
}

fn members(assumption: &Assumption) -> Vec<(String, String)> {
    let Assumption {
        at,
        cloud,
        role,
        events,
    } = assumption;
    let of = |name: &str, value: String| (name.to_owned(), value);
    let mut members = vec![
        of(AT, written(*at)),
        of(CLOUD, cloud.name().to_owned()),
        of(ROLE, role.name().to_owned()),
    ];
    members.extend(events.iter().map(|event| {
        let value = format!("{}.{}", event.protocol.name(), written(event.at));
        of(event.what.name(), value)
    }));
    members
}

/// "2022-10-12T0900Z": a form of ISO 8601 of which an address needs to encode nothing. Seconds only
/// where there are any.
fn written(at: DateTime<Utc>) -> String {
    let (date, time) = (at.date_naive(), at.time());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    if second == 0 {
        format!("{date}T{hour:02}{minute:02}Z")
    } else {
        format!("{date}T{hour:02}{minute:02}{second:02}Z")
    }
}

/// Of the years around the programme, in exactly the form that is written.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let date: NaiveDate = date.parse().ok()?;
    let two = |from: usize| -> Option<u32> {
        let digits = time.get(from..from + 2)?;
        let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        are_digits.then(|| digits.parse().ok()).flatten()
    };
    let second = if time.len() == 4 { 0 } else { two(4)? };
    let time = NaiveTime::from_hms_opt(two(0)?, two(2)?, second)?;
    let at = date.and_time(time).and_utc();
    (is_in_reach(at) && written(at) == text).then_some(at)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn read(query: &str) -> Supposition {
        let members = query.split('&').filter(|member| !member.is_empty());
        let members = members.map(|member| {
            let (name, value) = member.split_once('=').unwrap_or((member, ""));
            (name.to_owned(), value.to_owned())
        });
        Supposition::read(members.collect())
    }

    fn print(supposition: &Supposition) -> String {
        let members = supposition.members().into_iter();
        let members: Vec<_> = members
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        members.join("&")
    }

    const WHOLE: &str = "at=2022-10-12T0900Z&cloud=gcc&role=other_admin\
        &opt-out=ews.2022-09-12T0900Z&block=imap.2022-10-10T154703Z&re-enable=imap.2022-10-11T0000Z";

    #[test]
    fn an_address_holds_the_whole_assumption() {
        let Supposition::This(assumption) = read(WHOLE) else {
            panic!("{:?}", read(WHOLE));
        };
        assert_eq!(assumption.at.to_rfc3339(), "2022-10-12T09:00:00+00:00");
        assert_eq!(
            (assumption.cloud, assumption.role),
            (Cloud::Gcc, Role::OtherAdmin)
        );
        assert_eq!(assumption.events.len(), 3);
        assert_eq!(print(&Supposition::This(assumption)), WHOLE);
        assert_eq!(read(""), Supposition::Nothing);
        assert_eq!(print(&Supposition::Nothing), "");
    }

    #[test]
    fn the_order_of_the_members_is_of_no_account() {
        let mut members: Vec<_> = WHOLE.split('&').collect();
        members.reverse();
        assert_eq!(read(&members.join("&")), read(WHOLE));
    }

    #[test]
    fn every_random_assumption_is_read_as_it_was_written() {
        let mut dice = 7_u64;
        let mut below = |limit: u64| {
            dice = dice.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            (dice >> 33) % limit
        };
        let start = instant("2022-08-01T0000Z").expect("an instant");
        for _ in 0..2000 {
            let mut moment = |coarse: bool| {
                let seconds = below(200 * 86_400).cast_signed();
                start + TimeDelta::seconds(if coarse { seconds / 60 * 60 } else { seconds })
            };
            let pairs: Vec<_> = (0..20).map(|at| moment(at % 2 == 0)).collect();
            let events = pairs.iter().map(|at| Supposed {
                at: *at,
                what: What::ALL[usize::try_from(below(4)).expect("small")],
                protocol: Protocol::ALL[usize::try_from(below(8)).expect("small")],
            });
            let assumption = Assumption {
                at: pairs[0],
                events: events.collect(),
                cloud: [Cloud::Worldwide, Cloud::Gcc, Cloud::China]
                    [usize::try_from(below(3)).expect("small")],
                role: Role::GlobalAdmin,
            };
            let written = Supposition::This(assumption);
            assert_eq!(Supposition::read(written.members()), written);
        }
    }

    #[test]
    fn what_cannot_be_read_assumes_nothing_and_is_named() {
        for (fault, query) in [
            ("at", "at=yesterday&cloud=gcc&role=global_admin"),
            ("at", "at=2022-10-12T09:00:00Z&cloud=gcc&role=global_admin"),
            ("at", "at=2022-10-12T2500Z&cloud=gcc&role=global_admin"),
            ("at", "at=2022-10-12T090000Z&cloud=gcc&role=global_admin"),
            ("at", "at=2022-02-30T0900Z&cloud=gcc&role=global_admin"),
            ("at", "at=9999-10-12T0900Z&cloud=gcc&role=global_admin"),
            ("at", "at=2022-10-12T%2B900Z&cloud=gcc&role=global_admin"),
            (
                "at",
                "at=2022-10-12T0900Z&at=2022-10-12T0900Z&cloud=gcc&role=global_admin",
            ),
            ("cloud", "at=2022-10-12T0900Z&cloud=mars&role=global_admin"),
            ("role", "at=2022-10-12T0900Z&cloud=gcc&role="),
            ("block", "block=smtp_auth.2022-10-12T0900Z"),
            ("block", "block=imap"),
            (
                "block",
                "block=imap.2022-10-12T0900Z&block=imap.2022-10-12T0900Z",
            ),
            ("clowd", "clowd=gcc"),
            ("BLOCK", "BLOCK=imap.2022-10-12T0900Z"),
        ] {
            match read(query) {
                Supposition::Misread(Misread::Member(name, _), _) => assert_eq!(name, fault),
                other => panic!("{query}: {other:?}"),
            }
            assert_eq!(print(&read(query)), query);
        }
        for (missing, query) in [
            ("at", "cloud=gcc&role=global_admin"),
            ("cloud", "at=2022-10-12T0900Z&role=global_admin"),
            ("role", "at=2022-10-12T0900Z&cloud=gcc"),
        ] {
            let fault = Misread::Missing(missing);
            assert!(matches!(read(query), Supposition::Misread(found, _) if found == fault));
        }
    }
}
