//! What time alone brings to a tenant.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::decide;
use policy::{Endpoint, Protocol, Role, Standing, Wish};
use wire::clock::NextEvent;

use crate::plan::{self, Milestone};
use crate::state::requests_of;
use crate::{Happening, Record, State, Tenant, history, support, usage};

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
    // The first of several at one instant wins: the year's end closes what would take effect with it.
    milestone(state, tenant)
        .into_iter()
        .chain(effects(state, tenant))
        .chain(broken_promises(state, tenant))
        .chain(support::answers(state, tenant))
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

/// Re-enables that will not hold until the end of the year.
fn broken_promises<'a>(state: &'a State, tenant: &'a Tenant) -> impl Iterator<Item = Record> + 'a {
    let is_on = |protocol| {
        let facts = state.facts(Endpoint::Protocol(protocol));
        facts.blocked_since.is_none()
    };
    state
        .receipts
        .iter()
        .filter(|receipt| receipt.wish == Wish::ReEnable)
        .filter(|receipt| tenant.faults.blocked_again.contains(&receipt.protocol))
        .filter(|receipt| !state.repaired.contains(&receipt.protocol))
        .filter(move |receipt| is_on(receipt.protocol))
        .filter_map(|receipt| {
            let protocol = receipt.protocol;
            Some(Record {
                at: receipt.effective_at? + plan::BLOCKED_AGAIN_AFTER,
                what: Happening::BlockedAgain { protocol },
            })
        })
        .filter(|record| record.at < plan::year_end(tenant.zone))
}

/// The first milestone ahead that finds something to do.
///
/// None is skipped too early: what happens on the way there is applied first, and then they are
/// looked through again.
fn milestone(state: &State, tenant: &Tenant) -> Option<Record> {
    plan::milestones(tenant, state.clock)
        .into_iter()
        .filter(|(milestone, _)| !state.passed.contains(milestone))
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
        plan::milestones(tenant, at)
            .into_iter()
            .find(|(milestone, _)| *milestone == wanted)
            .map(|(_, at)| plan::civil_day(at, tenant))
    };
    match milestone {
        Milestone::Archiving => {
            let mut requests = state.endpoints.iter().flat_map(requests_of);
            requests
                .any(|request| request.at < at)
                .then_some(Happening::Archived)
        }
        Milestone::Plan => Some(Happening::PlanPosted),
        Milestone::Confirmation(confirmation) => {
            protocols(|it| state.has_opted_out(it)).map(|protocols| Happening::OptOutsConfirmed {
                confirmation,
                protocols,
            })
        }
        Milestone::UsageReport(month) => usage::figures(state, tenant, month)
            .map(|users| Happening::UsageReported { month, users }),
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
            let mut receipts = BTreeSet::new();
            receipts.extend(state.pending().map(|receipt| receipt.number.clone()));
            (!receipts.is_empty()).then_some(Happening::RequestsClosed { receipts })
        }
        Milestone::Retirement => Some(Happening::Retired),
    }
}

/// The protocols that the draw blocks, or nothing if there are none: those merely allowed,
/// with no request that counts.
fn unprotected(state: &State, tenant: &Tenant, at: DateTime<Utc>) -> Option<BTreeSet<Protocol>> {
    protocols(|protocol| {
        let facts = state.facts(Endpoint::Protocol(protocol));
        // The standing is the same whoever looks.
        let seen = facts.facts(at, tenant.zone, tenant.cloud, Role::GlobalAdmin);
        decide(&seen).standing == Standing::Allowed
    })
}

/// Those of the protocols that this is true of, or nothing if there are none.
fn protocols(is_meant: impl Fn(Protocol) -> bool) -> Option<BTreeSet<Protocol>> {
    let mut protocols = BTreeSet::new();
    protocols.extend(Protocol::ALL.into_iter().filter(|it| is_meant(*it)));
    (!protocols.is_empty()).then_some(protocols)
}

#[cfg(test)]
mod tests {
    use policy::Cloud;
    use wire::history::EventKind;

    use super::*;
    use crate::host::{Host, at, tenant};
    use crate::{Faults, Tenant};

    fn kinds(host: &Host) -> Vec<EventKind> {
        host.state.events.iter().map(|event| event.kind).collect()
    }

    #[test]
    fn a_tenant_that_opted_out_of_everything_is_neither_announced_nor_drawn() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-12T09:00:00Z"));
        for protocol in Protocol::ALL {
            host.ask(Wish::OptOut, protocol.name()).unwrap();
        }
        host.tick(at("2022-12-20T00:00:00Z"));
        let posts = [EventKind::MessagePosted; 3];
        assert_eq!(
            kinds(&host)[1..],
            [&[EventKind::RequestAccepted; 8][..], &posts].concat()
        );
        assert_eq!(
            next_event(&host.state).map(|event| event.kind),
            Some(EventKind::RetirementAnnounced)
        );
    }

    #[test]
    fn a_september_without_earlier_requests_archives_nothing() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-12T09:00:00Z"));
        assert_eq!(kinds(&host), [EventKind::MessagePosted]);
    }

    #[test]
    fn what_was_asked_for_before_september_is_archived_and_may_be_asked_for_again() {
        let mut host = Host::of(tenant(1092));
        let by = host.caller.person.clone();
        let protocol = Protocol::Imap;
        let summer = [
            (at("2022-07-05T10:15:00Z"), Wish::ReEnable),
            (at("2022-08-02T09:00:00Z"), Wish::OptOut),
        ];
        for (at, wish) in summer {
            let by = by.clone();
            let what = Happening::RequestedEarlier { wish, protocol, by };
            host.append(vec![Record { at, what }]);
        }
        host.tick(at("2022-09-12T09:00:00Z"));
        assert_eq!(kinds(&host)[2..4], [EventKind::RequestArchived; 2]);
        assert_eq!(host.decision(protocol).standing, Standing::Allowed);

        host.ask(Wish::OptOut, "imap").unwrap();
        let entry = host.state.facts(Endpoint::Protocol(protocol));
        assert_eq!(entry.opted_out_at, Some(at("2022-09-12T09:00:00Z")));
        let archived = entry.archived.iter();
        assert!(
            archived
                .map(|request| (request.at, request.wish))
                .eq(summer)
        );
    }

    #[test]
    fn the_first_request_of_september_is_not_archived() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-01T00:00:00Z"));
        host.ask(Wish::OptOut, "imap").unwrap();
        host.tick(at("2022-09-12T09:00:00Z"));
        assert_eq!(
            kinds(&host),
            [EventKind::RequestAccepted, EventKind::MessagePosted]
        );
    }

    /// IMAP is blocked again after its re-enable took effect.
    fn host_that_breaks_its_promise() -> Host {
        let faults = Faults {
            blocked_again: [Protocol::Imap].into(),
            ..Faults::default()
        };
        Host::of(Tenant {
            faults,
            ..tenant(1092)
        })
    }

    #[test]
    fn a_broken_promise_blocks_three_days_after_the_effect() {
        let mut host = host_that_breaks_its_promise();
        host.tick(at("2022-10-12T09:00:00Z"));
        host.ask(Wish::ReEnable, "imap").unwrap();
        let effect = next_event(&host.state).unwrap();
        host.tick(effect.at);
        let reopened = host.state.events.last().unwrap();
        let imap = Endpoint::Protocol(Protocol::Imap);
        assert_eq!(reopened.receipt.as_deref(), Some("RE-2001"));
        assert_eq!(reopened.protocol, Some(imap));
        assert_eq!(host.decision(Protocol::Imap).standing, Standing::ReEnabled);
        let again = next_event(&host.state).unwrap();
        assert_eq!(
            (again.kind, again.at - effect.at),
            (EventKind::Blocked, plan::BLOCKED_AGAIN_AFTER)
        );
        host.tick(again.at);
        let decision = host.decision(Protocol::Imap);
        assert_eq!(
            (decision.standing, decision.rule.0),
            (Standing::Blocked, "R19")
        );
    }

    #[test]
    fn no_promise_is_broken_after_the_year() {
        let mut host = host_that_breaks_its_promise();
        host.tick(at("2022-12-30T09:00:00Z"));
        host.ask(Wish::ReEnable, "imap").unwrap();
        host.tick(at("2023-01-07T13:00:00Z"));
        assert_eq!(host.decision(Protocol::Imap).standing, Standing::Retiring);
    }

    #[test]
    fn a_promise_that_held_to_the_very_end_of_the_year_is_kept() {
        let mut host = host_that_breaks_its_promise();
        let takes = plan::time_to_effect(&tenant(1092), Protocol::Imap);
        let year_end = at("2023-01-01T00:00:00Z");
        host.tick(year_end - plan::BLOCKED_AGAIN_AFTER - takes);
        host.ask(Wish::ReEnable, "imap").unwrap();
        host.tick(year_end);
        assert_eq!(host.decision(Protocol::Imap).standing, Standing::Retiring);
    }

    #[test]
    fn an_effect_due_at_the_very_end_of_the_year_is_too_late() {
        let mut host = Host::of(tenant(1092));
        let takes = plan::time_to_effect(&tenant(1092), Protocol::Imap);
        host.tick(at("2023-01-01T00:00:00Z") - takes);
        host.ask(Wish::ReEnable, "imap").unwrap();
        host.tick(at("2023-01-02T00:00:00Z"));
        let receipt = &host.state.receipts[0];
        assert_eq!(receipt.effective_at, None);
        assert_eq!(receipt.closed_at, Some(at("2023-01-01T00:00:00Z")));
    }

    #[test]
    fn a_block_from_before_the_programme_keeps_its_date() {
        let mut host = Host::of(tenant(1092));
        let earlier = at("2022-06-14T16:00:00Z");
        let what = Happening::BlockedEarlier {
            protocol: Protocol::Rpc,
        };
        host.append(vec![Record { at: earlier, what }]);
        host.tick(at("2023-01-31T00:00:00Z"));
        assert_eq!(
            host.state
                .facts(Endpoint::Protocol(Protocol::Rpc))
                .blocked_since,
            Some(earlier)
        );
    }

    #[test]
    fn the_cloud_of_21vianet_sees_nothing_until_the_week_before_its_end_in_spring() {
        let mut host = Host::of(Tenant {
            cloud: Cloud::China,
            ..tenant(1092)
        });
        host.tick(at("2023-03-23T00:00:00Z"));
        assert_eq!(kinds(&host), []);
        host.tick(at("2023-04-07T00:00:00Z"));
        assert_eq!(
            kinds(&host)[..2],
            [EventKind::RetirementAnnounced, EventKind::Retired]
        );
        assert_eq!(host.decision(Protocol::Imap).standing, Standing::Retired);
    }

    #[test]
    fn government_clouds_are_drawn_like_everybody() {
        for cloud in [Cloud::Gcc, Cloud::GccHigh, Cloud::Dod] {
            let mut host = Host::of(Tenant {
                cloud,
                ..tenant(1092)
            });
            host.tick(at("2022-10-12T09:00:00Z"));
            assert_eq!(host.decision(Protocol::Imap).standing, Standing::Blocked);
        }
    }
}
