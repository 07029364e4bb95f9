//! A tenant's records as a file: to carry away, to look into, to put in the place of others.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Offset, Utc};
use policy::{Endpoint, Protocol};
use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;
use wire::session::TenantCard;

use crate::clock::LAST_DAY;
use crate::plan::start_of;
use crate::record::print;
use crate::{Answer, Happening, OPENED, Opened, Outcome, Record, State, Unreadable};

/// One life of a tenant, from its opening to an instant of its clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The id.
    pub tenant: String,
    /// Not before the newest record.
    pub clock: DateTime<Utc>,
    /// As they are stored, oldest first.
    pub records: Vec<String>,
}

/// What tells one life of a tenant from another at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub clock: DateTime<Utc>,
    /// The tenant's, to show the clock in.
    pub zone: FixedOffset,
    pub records: usize,
    pub receipts: usize,
    pub open_tickets: usize,
    /// How many of the eight protocols Microsoft blocks.
    pub blocked: usize,
}

/// Why a file cannot take the place of a tenant's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// Longer than [`LIMIT`].
    TooLarge,
    NotJson,
    /// JSON, and not a file of this kind; what the parser says about it.
    OtherFormat(String),
    /// Written by a newer version of this program.
    Newer,
    /// The records of the tenant with this id. They belong to its name, cloud and administrators,
    /// so they are not taken for another's.
    OtherTenant(String),
    /// The records do not begin with the tenant's opening.
    NotOpened,
    /// The clock is behind the newest record or beyond the simulation.
    ClockOutOfRange,
    Record {
        /// Counted from 1.
        number: usize,
        flaw: Flaw,
    },
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Of a kind that no version so far has written.
    UnknownKind(String),
    /// A value is missing, or outside its set; what the parser says about it.
    Value(String),
    /// Earlier than the record before it.
    OutOfOrder,
    /// A tenant is opened once, and a number is given once.
    Repeated,
}

/// In bytes: far beyond what years of use leave behind, and read within a second.
pub const LIMIT: usize = 10_000_000;

const FORMAT: &str = "admin-center.tenant-records";

/// Grows with every change of the frame around the records; they have versions of their own.
const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Deserialize)]
struct Body<'a> {
    tenant: String,
    clock: DateTime<Utc>,
    #[serde(borrow)]
    records: Vec<&'a RawValue>,
}

impl Archive {
    /// The life so far of a tenant whose clock stands where its newest record does.
    pub fn of(tenant: &str, records: &[Record]) -> Self {
        Self {
            tenant: tenant.to_owned(),
            clock: records.last().map_or(OPENED, |record| record.at),
            records: records.iter().map(Record::to_json).collect(),
        }
    }

    /// A record to a line, so that people and their tools can compare two files.
    pub fn to_json(&self) -> String {
        let (format, tenant) = (print(&FORMAT), print(&self.tenant));
        let (clock, records) = (print(&self.clock), self.records.join(",\n"));
        format!(
            "{{\"format\":{format},\"version\":{VERSION},\"tenant\":{tenant},\"clock\":{clock},\"records\":[\n{records}\n]}}\n"
        )
    }

    /// Reads a file that is to take the place of this tenant's records, and answers for each of them.
    pub fn from_json(text: &str, card: &TenantCard) -> Result<Self, Rejection> {
        if text.len() > LIMIT {
            return Err(Rejection::TooLarge);
        }
        let head: Head = serde_json::from_str(text)?;
        if head.format != FORMAT {
            return Err(Rejection::OtherFormat(head.format));
        }
        if head.version > VERSION {
            return Err(Rejection::Newer);
        }
        let body: Body = serde_json::from_str(text)?;
        if body.tenant != card.id {
            return Err(Rejection::OtherTenant(body.tenant));
        }
        let texts: Vec<_> = body.records.iter().map(|record| record.get()).collect();
        let life = Life::of(&texts, card)?;
        let end = start_of(LAST_DAY, life.zone);
        if !(life.clock..=end).contains(&body.clock) {
            return Err(Rejection::ClockOutOfRange);
        }
        Ok(Self {
            tenant: body.tenant,
            clock: body.clock,
            records: texts.into_iter().map(str::to_owned).collect(),
        })
    }

    pub fn summary(&self) -> Summary {
        // What is stored or has been checked can be read.
        let records = self.records.iter();
        let records: Vec<_> = records
            .filter_map(|it| Record::from_json(it).ok())
            .collect();
        let state = State::fold(&records);
        let is_blocked = |protocol: &Protocol| {
            let facts = state.facts(Endpoint::Protocol(*protocol));
            facts.blocked_since.is_some()
        };
        let blocked = Protocol::ALL.iter().filter(|it| is_blocked(it)).count();
        Summary {
            clock: self.clock,
            zone: state.tenant.map_or(Utc.fix(), |tenant| tenant.zone),
            records: self.records.len(),
            receipts: state.receipts.len(),
            open_tickets: state
                .tickets
                .iter()
                .filter(|it| it.ticket.answer.is_none())
                .count(),
            blocked,
        }
    }
}

/// What must hold from one record to the next.
struct Life {
    zone: FixedOffset,
    clock: DateTime<Utc>,
    /// Of receipts and tickets, which later records find by them.
    numbers: BTreeSet<String>,
}

impl Life {
    fn of(texts: &[&str], card: &TenantCard) -> Result<Self, Rejection> {
        let mut texts = texts.iter().zip(1..);
        let (first, number) = texts.next().ok_or(Rejection::NotOpened)?;
        let opened = read(first, number)?;
        let Happening::Opened(tenant) = opened.what else {
            return Err(Rejection::NotOpened);
        };
        if tenant.id != card.id {
            return Err(Rejection::OtherTenant(tenant.id));
        }
        // The session's card goes on to tell its cloud, and that its clock can be moved.
        if tenant.cloud != card.cloud || tenant.scenario.is_none() {
            let flaw = Flaw::Value("not the tenant of the session".to_owned());
            return Err(Rejection::Record { number, flaw });
        }
        let mut life = Self {
            zone: tenant.zone,
            clock: opened.at,
            numbers: BTreeSet::new(),
        };
        for (text, number) in texts {
            let record = read(text, number)?;
            life.take(&record)
                .map_err(|flaw| Rejection::Record { number, flaw })?;
        }
        Ok(life)
    }

    fn take(&mut self, record: &Record) -> Result<(), Flaw> {
        if record.at < self.clock {
            return Err(Flaw::OutOfOrder);
        }
        self.clock = record.at;
        match &record.what {
            Happening::Opened(_) => Err(Flaw::Repeated),
            Happening::Answered(Answer {
                outcome: Outcome::Accepted(receipt),
                ..
            }) => {
                let instants = [Some(receipt.accepted_at), receipt.effective_at];
                self.give(&receipt.number, &instants)
            }
            Happening::TicketOpened(Opened { ticket, .. }) => {
                self.give(&ticket.number, &[Some(ticket.opened_at)])
            }
            _ => Ok(()),
        }
    }

    /// A number is given once, by a record whose instants are its own.
    fn give(&mut self, number: &str, instants: &[Option<DateTime<Utc>>]) -> Result<(), Flaw> {
        if instants.iter().flatten().any(|at| *at != self.clock) {
            return Err(Flaw::Value(format!("{number} is of another instant")));
        }
        if !self.numbers.insert(number.to_owned()) {
            return Err(Flaw::Repeated);
        }
        Ok(())
    }
}

fn read(text: &str, number: usize) -> Result<Record, Rejection> {
    #[derive(Deserialize)]
    struct Kind {
        kind: String,
    }
    Record::from_json(text).map_err(|unreadable| match unreadable {
        Unreadable::Newer(_) => Rejection::Newer,
        Unreadable::Damaged(why) => {
            let kind = serde_json::from_str(text).map(|Kind { kind }| kind);
            let is_unknown = |kind: &String| why.starts_with(&format!("unknown variant `{kind}`"));
            let flaw = match kind.ok().filter(is_unknown) {
                Some(kind) => Flaw::UnknownKind(kind),
                None => Flaw::Value(why),
            };
            Rejection::Record { number, flaw }
        }
    })
}

/// About the frame; the records are read one by one.
impl From<serde_json::Error> for Rejection {
    fn from(error: serde_json::Error) -> Self {
        match error.classify() {
            Category::Io | Category::Syntax | Category::Eof => Self::NotJson,
            Category::Data => Self::OtherFormat(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use wire::address::{Address, Part};
    use wire::http::{IDEMPOTENCY_KEY, Request};
    use wire::ticket::NewTicket;

    use super::*;
    use crate::host::{self, Dice, Host, at, tenant};
    use crate::{Scenario, advance, caller, scenarios, session};

    /// Four requests and a draw lie behind it.
    const TENANT: &str = "alder-clinic";

    fn card(tenant: &str) -> TenantCard {
        let scenarios = scenarios();
        let tenants = scenarios.iter().map(|scenario| &scenario.tenant);
        let session = session(tenants, &caller(&scenarios));
        let mut cards = session.tenants.into_iter();
        cards.find(|card| card.id == tenant).unwrap()
    }

    fn first_of(scenario: &Scenario) -> Archive {
        Archive::of(&scenario.tenant.id, &scenario.records())
    }

    fn archive() -> Archive {
        let mut scenarios = scenarios().into_iter();
        first_of(&scenarios.find(|it| it.tenant.id == TENANT).unwrap())
    }

    fn from_json(text: &str) -> Result<Archive, Rejection> {
        Archive::from_json(text, &card(TENANT))
    }

    #[test]
    fn a_file_brings_back_exactly_what_it_was_made_of() {
        for scenario in scenarios() {
            let archive = Archive {
                clock: at("2023-02-03T18:00:00.123Z"),
                ..first_of(&scenario)
            };
            let file = archive.to_json();
            let read = Archive::from_json(&file, &card(&archive.tenant)).unwrap();
            assert_eq!(read, archive);
            assert_eq!(read.to_json(), file);
        }
    }

    #[test]
    fn records_of_an_older_version_stay_as_they_were_stored() {
        let stored: Vec<_> = include_str!("fixtures/records_v1.jsonl")
            .lines()
            .map(str::to_owned)
            .collect();
        let archive = Archive {
            tenant: "kestrel-bank".to_owned(),
            clock: at("2023-01-10T00:00:00Z"),
            records: stored,
        };
        let read = Archive::from_json(&archive.to_json(), &card("kestrel-bank"));
        assert_eq!(read, Ok(archive));
    }

    #[test]
    fn a_summary_counts_what_an_administrator_would_look_for() {
        let archive = archive();
        assert_eq!(
            archive.summary(),
            Summary {
                clock: at("2022-10-12T09:00:00Z"),
                zone: Utc.fix(),
                records: archive.records.len(),
                receipts: 4,
                open_tickets: 0,
                blocked: 5,
            }
        );
    }

    #[test]
    fn a_ticket_is_counted_while_it_is_open_and_its_number_is_given_once() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        let ticket = NewTicket {
            protocols: [Protocol::Imap].into(),
            text: String::new(),
            search: None,
        };
        let address = Address::of(host::TENANT, Part::Tickets);
        let request = Request::post(&address, &ticket).with_header(IDEMPOTENCY_KEY, "k-1");
        assert_eq!(host.send(&request).status, 201);
        let open = Archive::of(host::TENANT, &host.records);
        assert_eq!(open.summary().open_tickets, 1);
        host.tick(at("2022-10-14T09:00:00Z"));
        let answered = Archive::of(host::TENANT, &host.records);
        assert_eq!(answered.summary().open_tickets, 0);

        let mut twice = open;
        twice.records.extend(twice.records.last().cloned());
        let card = TenantCard {
            id: host::TENANT.to_owned(),
            ..card(TENANT)
        };
        let number = twice.records.len();
        let read = Archive::from_json(&twice.to_json(), &card);
        assert_eq!(read, Err(flaw(Flaw::Repeated)(number)));
    }

    #[test]
    fn what_is_no_file_of_this_kind_is_told_apart() {
        let text = archive().to_json();
        let other = |format: &str| Rejection::OtherFormat(format.to_owned());
        for (text, rejection) in [
            (String::new(), Rejection::NotJson),
            ("{\"format\":".to_owned(), Rejection::NotJson),
            (text.replacen('{', "{{", 1), Rejection::NotJson),
            (text.replace("]}", "]"), Rejection::NotJson),
            (text.replace(FORMAT, "photos"), other("photos")),
            (
                text.replace("\"version\":1", "\"version\":2"),
                Rejection::Newer,
            ),
        ] {
            assert_eq!(from_json(&text), Err(rejection), "{text:.80}");
        }
        for text in [
            "[]".to_owned(),
            r#"{"layout":1,"records":[]}"#.to_owned(),
            text.replace("\"clock\"", "\"time\""),
            text.replace("2022-10-12T09:00:00Z\",\"records", "noon\",\"records"),
        ] {
            let read = from_json(&text);
            assert!(matches!(read, Err(Rejection::OtherFormat(_))), "{read:?}");
        }
    }

    #[test]
    fn a_file_may_be_as_long_as_the_limit_and_no_longer() {
        let text = archive().to_json();
        let longest = " ".repeat(LIMIT - text.len()) + &text;
        assert_eq!(from_json(&longest), Ok(archive()));
        let longer = longest + " ";
        assert_eq!(from_json(&longer), Err(Rejection::TooLarge));
    }

    #[test]
    fn a_file_is_taken_only_for_the_tenant_it_comes_from() {
        let file = archive().to_json();
        let other = Err(Rejection::OtherTenant(TENANT.to_owned()));
        assert_eq!(Archive::from_json(&file, &card("harbour-foods")), other);
        // Neither is one that only says so at its beginning.
        let renamed = file.replacen(TENANT, "harbour-foods", 1);
        assert_eq!(Archive::from_json(&renamed, &card("harbour-foods")), other);
    }

    #[test]
    fn the_clock_is_between_the_newest_record_and_the_end_of_the_simulation() {
        let check = |clock: &str, expected: Option<Rejection>| {
            let clock = at(clock);
            let read = from_json(&Archive { clock, ..archive() }.to_json());
            assert_eq!(read.err(), expected, "{clock}");
        };
        check("2022-10-12T08:59:59Z", Some(Rejection::ClockOutOfRange));
        check("2022-10-12T09:00:00Z", None);
        check("2023-12-31T00:00:00Z", None);
        check("2023-12-31T00:00:01Z", Some(Rejection::ClockOutOfRange));
    }

    #[test]
    fn records_begin_with_the_opening_of_the_tenant() {
        let mut headless = archive();
        headless.records.remove(0);
        assert_eq!(from_json(&headless.to_json()), Err(Rejection::NotOpened));
        headless.records.clear();
        assert_eq!(from_json(&headless.to_json()), Err(Rejection::NotOpened));
    }

    /// Changes the first record of a good file that holds both texts, and counts from it.
    #[track_caller]
    fn check(kind: &str, from: &str, to: &str, expected: impl Fn(usize) -> Rejection) {
        let mut archive = archive();
        let mut numbered = archive.records.iter_mut().zip(1..);
        let (record, number) = numbered
            .find(|(record, _)| record.contains(kind) && record.contains(from))
            .unwrap_or_else(|| panic!("no {kind} has {from}"));
        *record = record.replacen(from, to, 1);
        let read = from_json(&archive.to_json()).map_err(|rejection| match rejection {
            // The parser's own words are for the log.
            Rejection::Record {
                number,
                flaw: Flaw::Value(_),
            } => value(number),
            other => other,
        });
        assert_eq!(read, Err(expected(number)));
    }

    fn value(number: usize) -> Rejection {
        let flaw = Flaw::Value(String::new());
        Rejection::Record { number, flaw }
    }

    fn flaw(flaw: Flaw) -> impl Fn(usize) -> Rejection {
        move |number| Rejection::Record {
            number,
            flaw: flaw.clone(),
        }
    }

    #[test]
    fn each_flaw_of_a_record_has_its_place_and_its_reason() {
        let unknown = || flaw(Flaw::UnknownKind("dreamt".to_owned()));
        check("answered", "answered", "dreamt", unknown());
        check("clock_moved", "clock_moved", "dreamt", unknown());
        check("answered", "\"kind\"", "\"sort\"", value);
        check("answered", "\"ews\"", "\"telex\"", value);
        check("answered", "\"opt_out\"", "\"opt_in\"", value);
        check("answered", "\"wish\":\"opt_out\",", "", value);
        check("answered", "\"v\":", "\"v\":9", |_| Rejection::Newer);
        check(
            "answered",
            "\"at\":\"2022",
            "\"at\":\"1999",
            flaw(Flaw::OutOfOrder),
        );
        check("answered", "OO-1002", "OO-1001", flaw(Flaw::Repeated));
        check(
            "answered",
            "accepted_at\":\"2022",
            "accepted_at\":\"2021",
            value,
        );
        check(
            "answered",
            "effective_at\":\"2022",
            "effective_at\":\"9999",
            value,
        );
        check("opened", "\"worldwide\"", "\"gcc\"", value);
        check(
            "opened",
            "\"scenario\":\"drawn\"",
            "\"scenario\":null",
            value,
        );
        let other = |_| Rejection::OtherTenant("alder-hospital".to_owned());
        check("opened", "\"alder-clinic\"", "\"alder-hospital\"", other);
    }

    #[test]
    fn a_tenant_is_opened_once() {
        let mut archive = archive();
        let opening = archive.records[0].clone();
        archive.records.insert(1, opening);
        let read = from_json(&archive.to_json());
        assert_eq!(read, Err(flaw(Flaw::Repeated)(2)));
    }

    /// Whoever edits a file by hand loses records or repeats some. Time must still come to its end.
    #[test]
    fn whatever_is_accepted_can_be_lived_on() {
        let mut dice = Dice(1);
        for scenario in scenarios() {
            let whole = first_of(&scenario);
            let card = card(&whole.tenant);
            let mut accepted = 0;
            for _ in 0..20 {
                let mut archive = whole.clone();
                let at_random = 1 + dice.below(archive.records.len() - 1);
                let record = archive.records.remove(at_random);
                if dice.below(2) == 0 {
                    let twice = [record.clone(), record];
                    archive.records.splice(at_random..at_random, twice);
                }
                let Ok(archive) = Archive::from_json(&archive.to_json(), &card) else {
                    continue;
                };
                let read = |text: &String| Record::from_json(text).unwrap();
                let records: Vec<_> = archive.records.iter().map(read).collect();
                let to_come = advance(&State::fold(&records), at("2023-12-31T00:00:00Z"));
                assert!(to_come.len() < 100, "{}", to_come.len());
                accepted += 1;
            }
            assert!(accepted > 2, "{}: {accepted}", card.id);
        }
    }
}
