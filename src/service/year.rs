//! A year of a thousand tenants, held against the notice.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset, TimeDelta, Timelike, Utc};
use policy::{Endpoint, Protocol, Standing, Wish};
use wire::history::EventKind;
use wire::receipt::Receipt;

use crate::host::{Dice, Host, at, day, seeds, tenant};
use crate::plan::{civil_day, start_of};
use crate::{Faults, Happening, OPENED, Record, State, Tenant, advance};

#[test]
fn the_notice_holds_for_a_thousand_tenants() {
    for seed in seeds(1_000) {
        let year = Year::lived(seed);
        year.blocks_only_from_october_on_what_did_not_opt_out();
        year.announces_the_block_seven_days_before();
        year.re_enables_take_effect_within_the_hour_and_hold();
        year.closes_what_is_pending_when_it_ends();
        year.retires_everything_in_the_first_week_of_january();
        year.names_the_announced_day_of_every_protocol();
    }
}

#[test]
fn one_jump_brings_what_many_small_steps_bring() {
    for seed in seeds(100) {
        let year = Year::lived(seed);
        let mut dice = Dice(seed.into());
        let requests =
            year.host.records.iter().filter(|record| {
                matches!(record.what, Happening::Opened(_) | Happening::Answered(_))
            });
        let mut stepped: Vec<Record> = Vec::new();
        let mut state = State::default();
        let mut append = |state: &mut State, records: Vec<Record>| {
            state.apply_all(&records);
            stepped.extend(records);
        };
        let mut now = OPENED;
        for request in requests.cloned() {
            while now < request.at {
                now = (now + TimeDelta::minutes(dice.below(6_000).try_into().unwrap()))
                    .min(request.at);
                let due = advance(&state, now);
                append(&mut state, due);
                assert_eq!(advance(&state, now), [], "nothing is due twice");
            }
            append(&mut state, vec![request]);
        }
        let due = advance(&state, year.host.now);
        append(&mut state, due);
        assert_eq!(stepped, year.host.records, "seed {seed}");
    }
}

#[test]
fn every_state_survives_its_snapshot() {
    for seed in seeds(100) {
        let year = Year::lived(seed);
        let snapshot = year.host.state.to_snapshot();
        let folded = State::fold(&year.host.records);
        assert_eq!(State::from_snapshot(&snapshot), Some(folded));
    }
}

/// A tenant of 2022 that asked for this and that, up to the end of January 2023.
struct Year {
    tenant: Tenant,
    host: Host,
    opted_out: BTreeSet<Protocol>,
    receipts: Vec<Receipt>,
}

impl Year {
    fn lived(seed: u32) -> Self {
        let mut dice = Dice(seed.into());
        let zone = FixedOffset::east_opt(dice.pick(&[0, 0, 9, -8, 13]) * 3600).unwrap();
        let faults = Faults {
            never_effective: dice
                .pick(&[None, None, Some(Protocol::Pop)])
                .into_iter()
                .collect(),
            blocked_again: BTreeSet::new(),
        };
        let tenant = Tenant {
            zone,
            faults,
            ..tenant(seed)
        };
        let mut year = Self {
            host: Host::of(tenant.clone()),
            tenant,
            opted_out: BTreeSet::new(),
            receipts: Vec::new(),
        };
        year.ask_in_september(&mut dice);
        year.ask_in_autumn(&mut dice);
        year.ask_in_the_last_minute();
        year.host.tick(at("2023-01-31T00:00:00Z"));
        year
    }

    fn ask_in_september(&mut self, dice: &mut Dice) {
        for protocol in Protocol::ALL {
            if dice.below(3) == 0 {
                self.host.tick(
                    self.host
                        .now
                        .max(start_of(day(2022, 9, 1), self.tenant.zone)),
                );
                self.host.tick(
                    self.host.now + TimeDelta::minutes(dice.below(4_000).try_into().unwrap()),
                );
                self.host.ask(Wish::OptOut, protocol.name()).unwrap();
                self.opted_out.insert(protocol);
            }
        }
    }

    /// Some protocols are asked for right after the draw, whenever that is.
    fn ask_in_autumn(&mut self, dice: &mut Dice) {
        let drawn = self.drawn_at();
        self.host.tick(drawn);
        for protocol in Protocol::ALL {
            if !self.opted_out.contains(&protocol) && dice.below(3) == 0 {
                let later = TimeDelta::minutes(dice.below(2_000).try_into().unwrap());
                self.host.tick(self.host.now + later);
                self.receipts
                    .push(self.host.ask(Wish::ReEnable, protocol.name()).unwrap());
                self.host
                    .ask(Wish::ReEnable, protocol.name())
                    .expect_err("a second one");
            }
        }
    }

    /// A re-enable four minutes before the year ends cannot take effect in time.
    fn ask_in_the_last_minute(&mut self) {
        let last_minutes = self.year_end() - TimeDelta::minutes(4);
        self.host.tick(last_minutes);
        for protocol in [Protocol::Rpc, Protocol::Oab] {
            if self.host.decision(protocol).standing == Standing::Blocked {
                self.receipts
                    .push(self.host.ask(Wish::ReEnable, protocol.name()).unwrap());
            }
        }
    }

    fn drawn_at(&self) -> DateTime<Utc> {
        let mut scout = self.host.state.clone();
        let records = advance(&scout, self.year_end());
        scout.apply_all(&records);
        let mut drawn = records
            .iter()
            .filter(|record| matches!(record.what, Happening::Drawn { .. }));
        drawn.next().map_or(self.host.now, |record| record.at)
    }

    fn year_end(&self) -> DateTime<Utc> {
        start_of(day(2023, 1, 1), self.tenant.zone)
    }

    /// R6, R22, R23
    fn blocks_only_from_october_on_what_did_not_opt_out(&self) {
        let blocks: Vec<_> = self.of(EventKind::Blocked).collect();
        for (at, _) in &blocks {
            let local = at.with_timezone(&self.tenant.zone);
            assert!((day(2022, 10, 1)..=day(2022, 12, 15)).contains(&local.date_naive()));
            assert!((9..17).contains(&local.hour()), "{local}");
        }
        let blocked: BTreeSet<_> = blocks
            .into_iter()
            .map(|(_, protocol)| protocol.unwrap())
            .collect();
        let expected = Protocol::ALL
            .into_iter()
            .filter(|protocol| !self.opted_out.contains(protocol));
        assert_eq!(blocked, expected.collect());
    }

    /// R7, R8: a post on the same weekday of the week before, and one on the day itself.
    fn announces_the_block_seven_days_before(&self) {
        let draw = self
            .of(EventKind::Blocked)
            .next()
            .map(|(at, _)| self.day(at));
        let announced = self
            .of(EventKind::BlockAnnounced)
            .next()
            .map(|(at, _)| self.day(at));
        assert_eq!(announced, draw.map(|day| day - Days::new(7)));
        let named = self
            .host
            .state
            .events
            .iter()
            .find(|event| event.kind == EventKind::BlockAnnounced);
        assert_eq!(named.and_then(|event| event.day), draw);
        let notices: Vec<_> = self
            .of(EventKind::HealthNotice)
            .map(|(at, _)| self.day(at))
            .collect();
        assert_eq!(notices, Vec::from_iter(draw));
    }

    /// R19, R49
    fn re_enables_take_effect_within_the_hour_and_hold(&self) {
        for asked in &self.receipts {
            let kept = self.kept(asked);
            let Some(effective_at) = kept.effective_at else {
                let is_faulty = self.tenant.faults.never_effective.contains(&asked.protocol);
                let is_last_minute = asked.accepted_at >= self.year_end() - TimeDelta::hours(1);
                assert!(is_faulty || is_last_minute, "{kept:?}");
                continue;
            };
            let took = effective_at - asked.accepted_at;
            assert!(
                (TimeDelta::minutes(5)..=TimeDelta::minutes(55)).contains(&took),
                "{took}"
            );
            let mut later = self
                .of(EventKind::Blocked)
                .filter(|(at, _)| *at > effective_at);
            assert!(later.all(|(_, protocol)| protocol != Some(asked.protocol)));
            assert_eq!(
                self.standing_at(self.year_end() - TimeDelta::seconds(1), asked.protocol),
                Standing::ReEnabled
            );
        }
    }

    /// R51, A7
    fn closes_what_is_pending_when_it_ends(&self) {
        for asked in &self.receipts {
            let kept = self.kept(asked);
            let closed_at = kept.effective_at.is_none().then(|| self.year_end());
            assert_eq!(kept.closed_at, closed_at);
        }
        let is_closing = |record: &Record| matches!(record.what, Happening::RequestsClosed { .. });
        let closings = self.of(EventKind::RequestClosed).count();
        assert_eq!(self.host.records.iter().any(is_closing), closings > 0);
    }

    /// R20, R38
    fn retires_everything_in_the_first_week_of_january(&self) {
        let retired: Vec<_> = self.of(EventKind::Retired).collect();
        assert_eq!(retired.len(), 8);
        let last_day = self.day(retired[0].0);
        assert!(
            (day(2023, 1, 1)..=day(2023, 1, 7)).contains(&last_day),
            "{last_day}"
        );
        let announced: Vec<_> = self
            .of(EventKind::RetirementAnnounced)
            .map(|(at, _)| self.day(at))
            .collect();
        assert_eq!(announced, [last_day - Days::new(7)]);
        for protocol in Protocol::ALL {
            assert_eq!(self.standing_at(self.host.now, protocol), Standing::Retired);
        }
        for protocol in &self.opted_out {
            let before = retired[0].0 - TimeDelta::seconds(1);
            assert_eq!(self.standing_at(before, *protocol), Standing::Retiring);
        }
    }

    /// R7, R20: the newest post that concerned the protocol.
    fn names_the_announced_day_of_every_protocol(&self) {
        let draw = self
            .of(EventKind::Blocked)
            .next()
            .map(|(at, _)| self.day(at));
        let end = self
            .of(EventKind::Retired)
            .next()
            .map(|(at, _)| self.day(at));
        let (second_post, _) = self.of(EventKind::RetirementAnnounced).next().unwrap();
        for protocol in Protocol::ALL {
            let standing = self.standing_at(second_post, protocol);
            let is_on = matches!(standing, Standing::OptedOut | Standing::ReEnabled);
            let facts = self.host.state.facts(Endpoint::Protocol(protocol));
            assert_eq!(facts.announced_for, if is_on { end } else { draw });
        }
    }

    fn of(&self, kind: EventKind) -> impl Iterator<Item = (DateTime<Utc>, Option<Protocol>)> {
        self.host
            .state
            .events
            .iter()
            .filter(move |event| event.kind == kind)
            .map(|event| {
                let protocol = event
                    .protocol
                    .and_then(|endpoint| Protocol::from_name(endpoint.name()));
                (event.at, protocol)
            })
    }

    fn kept(&self, asked: &Receipt) -> &Receipt {
        let mut receipts = self.host.state.receipts.iter();
        receipts
            .find(|receipt| receipt.number == asked.number)
            .unwrap()
    }

    fn standing_at(&self, now: DateTime<Utc>, protocol: Protocol) -> Standing {
        let past = self
            .host
            .records
            .iter()
            .take_while(|record| record.at <= now);
        let mut host = Host::of(self.tenant.clone());
        host.state = State::fold(past);
        host.now = now;
        host.decision(protocol).standing
    }

    fn day(&self, at: DateTime<Utc>) -> chrono::NaiveDate {
        civil_day(at, &self.tenant)
    }
}
