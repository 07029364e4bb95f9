//! What time alone brings to a tenant.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::decide;
use policy::{Endpoint, Protocol, Role, Standing};
use wire::clock::NextEvent;

use crate::plan::{self, Milestone};
use crate::{Happening, Record, State, Tenant, history};

/// Everything due up to `now` that is not yet recorded, in the order of time.
///
/// Each record follows from the state alone, never from `now`: one jump brings the same
/// records as many small steps.
pub fn advance(state: &State, now: DateTime<Utc>) -> Vec<Record> {
    let mut state = Cow::Borrowed(state);
    let mut records = Vec::new();
    while let Some(record) = next(&state).filter(|record| record.at <= now) {
        state.to_mut().apply(&record);
        records.push(record);
    }
    records
}

/// What the clock of a simulated tenant can be moved on to.
pub fn next_event(state: &State) -> Option<NextEvent> {
    let record = next(state)?;
    let kind = history::events(state, &record).first()?.kind;
    Some(NextEvent {
        at: record.at,
        kind,
    })
}

fn next(state: &State) -> Option<Record> {
    let tenant = state.tenant.as_ref()?;
    effects(state, tenant)
        .chain(broken_promises(state, tenant))
        .filter(|record| record.at < plan::year_end(tenant.zone))
        .chain(milestone(state, tenant))
        .min_by_key(|record| record.at)
}

/// Pending re-enables that will take effect.
fn effects<'a>(state: &'a State, tenant: &'a Tenant) -> impl Iterator<Item = Record> + 'a {
    state
        .pending()
        .filter(|receipt| !tenant.faults.never_effective.contains(&receipt.protocol))
        .map(|receipt| Record {
            at: receipt.accepted_at + plan::time_to_effect(tenant, receipt.protocol),
            what: Happening::TookEffect {
                receipt: receipt.number.clone(),
            },
        })
}

fn broken_promises<'a>(state: &'a State, tenant: &'a Tenant) -> impl Iterator<Item = Record> + 'a {
    state
        .receipts
        .iter()
        .filter(|receipt| tenant.faults.blocked_again.contains(&receipt.protocol))
        .filter(|receipt| receipt.wish == policy::Wish::ReEnable)
        .filter(|receipt| {
            state
                .facts(Endpoint::Protocol(receipt.protocol))
                .blocked_since
                .is_none()
        })
        .filter_map(|receipt| {
            Some(Record {
                at: receipt.effective_at? + plan::BLOCKED_AGAIN_AFTER,
                what: Happening::BlockedAgain {
                    protocol: receipt.protocol,
                },
            })
        })
}

/// The first milestone ahead that finds something to do.
///
/// What it finds only ever shrinks on the way there, so none is skipped too early.
fn milestone(state: &State, tenant: &Tenant) -> Option<Record> {
    plan::milestones(tenant)
        .into_iter()
        .filter(|(milestone, _)| state.passed < Some(*milestone))
        .find_map(|(milestone, at)| {
            let what = at_milestone(state, tenant, milestone, at)?;
            Some(Record { at, what })
        })
}

fn at_milestone(
    state: &State,
    tenant: &Tenant,
    milestone: Milestone,
    at: DateTime<Utc>,
) -> Option<Happening> {
    let day_of = |wanted| {
        plan::milestones(tenant)
            .into_iter()
            .find(|(milestone, _)| *milestone == wanted)
            .map(|(_, at)| plan::civil_day(at, tenant))
    };
    match milestone {
        Milestone::Archiving => {
            let mut endpoints = state.endpoints.iter();
            endpoints
                .any(|entry| entry.opted_out_at.or(entry.re_enabled_at).is_some())
                .then_some(Happening::Archived)
        }
        Milestone::BlockAnnouncement => Some(Happening::BlockAnnounced {
            day: day_of(Milestone::Draw)?,
            protocols: unprotected(state, tenant, at)?,
        }),
        Milestone::HealthNotice => unprotected(state, tenant, at).map(|_| Happening::HealthNotice),
        Milestone::Draw => {
            unprotected(state, tenant, at).map(|protocols| Happening::Drawn { protocols })
        }
        Milestone::RetirementAnnouncement => Some(Happening::RetirementAnnounced {
            day: day_of(Milestone::Retirement)?,
        }),
        Milestone::YearEnd => {
            let receipts: BTreeSet<_> = state
                .pending()
                .map(|receipt| receipt.number.clone())
                .collect();
            (!receipts.is_empty()).then_some(Happening::RequestsClosed { receipts })
        }
        Milestone::Retirement => Some(Happening::Retired),
    }
}

/// The protocols that the draw blocks, or nothing if there are none: those merely allowed,
/// with no request that counts.
fn unprotected(state: &State, tenant: &Tenant, at: DateTime<Utc>) -> Option<BTreeSet<Protocol>> {
    let is_unprotected = |protocol: &Protocol| {
        let facts = state.facts(Endpoint::Protocol(*protocol));
        // The standing is the same whoever looks.
        let seen = facts.facts(at, tenant.zone, tenant.cloud, Role::GlobalAdmin);
        decide(&seen).standing == Standing::Allowed
    };
    let protocols: BTreeSet<_> = Protocol::ALL.into_iter().filter(is_unprotected).collect();
    (!protocols.is_empty()).then_some(protocols)
}
