//! Tickets: opened by anybody who may see the tenant, answered within a day by the policy.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::support;
use policy::{Endpoint, Protocol, Role};
use serde::{Deserialize, Serialize};
use wire::http::{Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::ticket::{LONGEST_TEXT, NewTicket, Relieved, Ticket, Tickets};

use crate::handle::{Answered, Visit, parse};
use crate::requests::key;
use crate::{Happening, Record, State, Tenant, plan};

/// A ticket and the key under which it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub key: String,
    /// As it was opened; the answer is a record of its own.
    pub ticket: Ticket,
}

/// `GET …/tickets`
pub(crate) fn read(state: &State) -> Response {
    let tickets = state.tickets.iter().rev();
    Response::json(
        200,
        &Tickets {
            tickets: tickets.map(|opened| opened.ticket.clone()).collect(),
        },
    )
}

/// `POST …/tickets`
pub(crate) fn open(visit: &Visit, request: &Request) -> Answered {
    let key = key(request)?;
    let NewTicket {
        protocols,
        text,
        search,
    } = parse(request)?;
    let is_too_long = |text: &str| text.chars().count() > LONGEST_TEXT;
    if is_too_long(&text) || search.as_deref().is_some_and(is_too_long) {
        return Err(malformed("the text is too long"));
    }
    if protocols.is_empty() && text.trim().is_empty() {
        return Err(malformed("neither a protocol nor a text"));
    }
    let ticket = Ticket {
        number: format!("SR-{}", 3001 + visit.state.tickets.len()),
        opened_at: visit.now,
        by: visit.person.clone(),
        protocols,
        text,
        search,
        answer: None,
    };
    if visit.state.answers.contains_key(key) {
        return Err(Problem::new(ProblemType::IdempotencyKeyReused));
    }
    if let Some(known) = visit.state.tickets.iter().find(|known| known.key == key) {
        return repeated(&known.ticket, &ticket);
    }
    let response = Response::json(201, &ticket);
    let opened = Opened {
        key: key.to_owned(),
        ticket,
    };
    let record = Record {
        at: visit.now,
        what: Happening::TicketOpened(opened),
    };
    Ok((response, vec![record]))
}

/// The answers that are still to come.
pub(crate) fn answers<'a>(
    state: &'a State,
    tenant: &'a Tenant,
) -> impl Iterator<Item = Record> + 'a {
    let open = state.tickets.iter().map(|opened| &opened.ticket);
    open.filter(|ticket| ticket.answer.is_none()).map(|ticket| {
        let at = ticket.opened_at + plan::time_to_answer(tenant, &ticket.number);
        Record {
            at,
            what: Happening::TicketAnswered {
                ticket: ticket.number.clone(),
                reliefs: reliefs(state, tenant, ticket, at),
            },
        }
    })
}

/// What support does when it answers, protocol by protocol.
fn reliefs(state: &State, tenant: &Tenant, ticket: &Ticket, at: DateTime<Utc>) -> Vec<Relieved> {
    let relieved = |protocol: &Protocol| {
        let facts = state.facts(Endpoint::Protocol(*protocol));
        // Support acts for the tenant, whoever asked.
        let facts = facts.facts(at, tenant.zone, tenant.cloud, Role::GlobalAdmin);
        let support = support(&facts);
        Relieved {
            protocol: *protocol,
            relief: support.relief,
            rule: support.rule.0.to_owned(),
        }
    };
    ticket.protocols.iter().map(relieved).collect()
}

/// The same key answers as it did the first time, and belongs to one ticket of one person.
fn repeated(known: &Ticket, asked: &Ticket) -> Answered {
    let is_same = known.by == asked.by
        && known.protocols == asked.protocols
        && known.text == asked.text
        && known.search == asked.search;
    if !is_same {
        return Err(Problem::new(ProblemType::IdempotencyKeyReused));
    }
    let first = Ticket {
        answer: None,
        ..known.clone()
    };
    Ok((Response::json(201, &first), vec![]))
}

fn malformed(detail: &str) -> Problem {
    Problem::new(ProblemType::MalformedRequest).with_detail(detail)
}

#[cfg(test)]
mod tests {
    use policy::basic_auth_2022::{Reason, Relief};
    use policy::{Cloud, NextStep, Standing, Wish};
    use wire::address::{Address, Part};
    use wire::history::{EventKind, History};
    use wire::http::IDEMPOTENCY_KEY;

    use Protocol::{Imap, Pop};

    use super::*;
    use crate::host::{Host, TENANT, at, check_problem, person, tenant, wishing};
    use crate::{Faults, next_event};

    fn asking(protocols: &[Protocol], text: &str, key: &str) -> Request {
        let ticket = NewTicket {
            protocols: protocols.iter().copied().collect(),
            text: text.to_owned(),
            search: None,
        };
        let address = Address::of(TENANT, Part::Tickets);
        Request::post(&address, &ticket).with_header(IDEMPOTENCY_KEY, key)
    }

    /// Asks about IMAP at an instant, and what support did about it a day later.
    fn relief(host: &mut Host, now: &str) -> Relief {
        host.tick(at(now));
        assert_eq!(host.send(&asking(&[Imap], "", now)).status, 201);
        host.tick(host.now + chrono::TimeDelta::days(1));
        let Tickets { tickets } = host.get(Part::Tickets);
        let answer = tickets[0]
            .answer
            .as_ref()
            .expect("support answers within a day");
        answer.reliefs[0].relief
    }

    fn blocked_in_august(cloud: Cloud) -> Host {
        let mut host = Host::of(Tenant {
            cloud,
            ..tenant(1092)
        });
        let what = Happening::BlockedEarlier { protocol: Imap };
        host.tick(at("2022-08-16T15:20:00Z"));
        host.append(vec![Record { at: host.now, what }]);
        host
    }

    #[test]
    fn a_lift_in_september_does_not_protect_from_the_draw() {
        let mut host = blocked_in_august(Cloud::Worldwide);
        assert_eq!(relief(&mut host, "2022-09-12T09:00:00Z"), Relief::Lifted);
        let decision = host.decision(Imap);
        assert_eq!(
            (decision.standing, decision.next_step),
            (Standing::Allowed, NextStep::OptOut)
        );
        let facts = host.facts(Endpoint::Protocol(Imap));
        assert_eq!((facts.re_enabled_at, facts.opted_out_at), (None, None));
        host.tick(at("2022-10-12T09:00:00Z"));
        assert_eq!(host.decision(Imap).standing, Standing::Blocked);
    }

    #[test]
    fn a_lift_and_an_opt_out_hold() {
        let mut host = blocked_in_august(Cloud::Worldwide);
        host.tick(at("2022-09-12T09:00:00Z"));
        host.ask(Wish::OptOut, "imap").expect("blocked or not");
        assert_eq!(relief(&mut host, "2022-09-12T10:00:00Z"), Relief::Lifted);
        host.tick(at("2022-10-12T09:00:00Z"));
        assert_eq!(host.decision(Imap).standing, Standing::OptedOut);
    }

    #[test]
    fn gcc_gets_its_re_enable_from_support() {
        let mut host = Host::of(Tenant {
            cloud: Cloud::Gcc,
            ..tenant(1092)
        });
        assert_eq!(relief(&mut host, "2022-10-12T09:00:00Z"), Relief::ReEnabled);
        let facts = host.facts(Endpoint::Protocol(Imap));
        assert!(facts.blocked_since.is_none() && facts.re_enabled_at.is_some());
        host.tick(at("2022-12-31T23:59:59Z"));
        assert_eq!(host.decision(Imap).standing, Standing::ReEnabled);
    }

    fn failing(faults: Faults) -> Host {
        let mut host = Host::of(Tenant {
            faults,
            ..tenant(1092)
        });
        host.tick(at("2022-10-11T08:00:00Z"));
        host.ask(Wish::ReEnable, "imap").unwrap();
        host
    }

    #[test]
    fn an_overdue_re_enable_is_repaired_and_its_receipt_with_it() {
        let mut host = failing(Faults {
            never_effective: [Imap].into(),
            ..Faults::default()
        });
        host.tick(at("2022-10-11T10:00:00Z"));
        assert_eq!(host.decision(Imap).standing, Standing::Overdue);
        assert_eq!(relief(&mut host, "2022-10-11T10:00:00Z"), Relief::Repaired);
        assert_eq!(host.decision(Imap).standing, Standing::ReEnabled);
        assert!(host.state.receipts[0].effective_at.is_some());
        host.tick(at("2023-01-01T09:00:00Z"));
        assert_eq!(host.state.receipts[0].closed_at, None);
    }

    #[test]
    fn a_repair_is_for_the_protocols_of_the_ticket_alone() {
        let mut host = failing(Faults {
            never_effective: [Imap, Pop].into(),
            ..Faults::default()
        });
        host.ask(Wish::ReEnable, "pop").unwrap();
        assert_eq!(relief(&mut host, "2022-10-11T10:00:00Z"), Relief::Repaired);
        assert_eq!(host.decision(Imap).standing, Standing::ReEnabled);
        assert_eq!(host.decision(Pop).standing, Standing::Overdue);
        assert_eq!(host.state.receipts[1].effective_at, None);
    }

    #[test]
    fn a_broken_promise_is_repaired_once_and_for_the_year() {
        let mut host = failing(Faults {
            blocked_again: [Imap].into(),
            ..Faults::default()
        });
        host.tick(at("2022-10-17T09:00:00Z"));
        assert_eq!(host.decision(Imap).rule.0, "R19");
        assert_eq!(relief(&mut host, "2022-10-17T09:00:00Z"), Relief::Repaired);
        host.tick(at("2022-12-31T23:59:59Z"));
        assert_eq!(host.decision(Imap).standing, Standing::ReEnabled);
    }

    #[test]
    fn where_support_can_do_nothing_nothing_changes() {
        #[track_caller]
        fn check(cloud: Cloud, now: &str, expected: Relief) {
            let mut host = Host::of(Tenant {
                cloud,
                ..tenant(1092)
            });
            host.tick(at(now));
            let before = host.state.endpoints.clone();
            assert_eq!(relief(&mut host, now), expected);
            assert_eq!(host.state.endpoints, before);
        }
        let october = "2022-10-12T09:00:00Z";
        check(Cloud::Worldwide, october, Relief::UseDiagnostic);
        for cloud in [Cloud::GccHigh, Cloud::Dod, Cloud::China] {
            check(cloud, october, Relief::NoPath);
        }
        let september = "2022-09-12T09:00:00Z";
        check(Cloud::Worldwide, september, Relief::NothingToLift);
        check(Cloud::Gcc, september, Relief::FollowPost);
        check(Cloud::Worldwide, "2023-01-10T09:00:00Z", Relief::Ended);
    }

    #[test]
    fn a_ticket_of_the_last_evening_is_answered_too_late() {
        let mut host = Host::of(Tenant {
            cloud: Cloud::Gcc,
            ..tenant(1092)
        });
        assert_eq!(relief(&mut host, "2022-12-31T23:00:00Z"), Relief::Ended);
        assert_eq!(host.facts(Endpoint::Protocol(Imap)).re_enabled_at, None);
    }

    #[test]
    fn an_open_ticket_stands_at_its_protocols_and_goes_with_the_answer() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        host.send(&asking(&[Imap], "", "one"));
        host.send(&asking(&[Imap, Pop], "", "two"));
        let number = |host: &Host, protocol| {
            let entry = host.state.facts(Endpoint::Protocol(protocol));
            entry.ticket.clone()
        };
        assert_eq!(number(&host, Imap).as_deref(), Some("SR-3001"));
        assert_eq!(number(&host, Pop).as_deref(), Some("SR-3002"));
        let mut answered = vec![];
        while let Some(next) =
            next_event(&host.state).filter(|next| next.kind == EventKind::TicketAnswered)
        {
            host.tick(next.at);
            answered.push((number(&host, Imap), number(&host, Pop)));
        }
        let one_left = answered[0].0.as_deref();
        assert!(matches!(one_left, Some("SR-3001" | "SR-3002")));
        assert_eq!(answered[1], (None, None));
    }

    #[test]
    fn the_history_tells_who_asked_and_what_was_done() {
        let mut host = blocked_in_august(Cloud::Worldwide);
        relief(&mut host, "2022-09-12T09:00:00Z");
        let History { events } = host.get(Part::History);
        let of_ticket = events.iter().filter(|event| event.ticket.is_some());
        let told: Vec<_> = of_ticket
            .map(|event| {
                (
                    event.kind,
                    event.protocol,
                    event.relief,
                    event.rule.as_deref(),
                )
            })
            .collect();
        let imap = Some(Endpoint::Protocol(Imap));
        assert_eq!(
            told,
            [
                (
                    EventKind::TicketAnswered,
                    imap,
                    Some(Relief::Lifted),
                    Some("R45")
                ),
                (EventKind::TicketOpened, None, None, None),
            ]
        );
        assert_eq!(events.last().unwrap().by, None);
    }

    #[test]
    fn a_question_without_a_protocol_is_answered_too() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-09-12T09:00:00Z"));
        host.send(&asking(&[], "Where is the post?", "key"));
        host.tick(at("2022-09-13T09:00:00Z"));
        let Tickets { tickets } = host.get(Part::Tickets);
        assert_eq!(tickets[0].answer.as_ref().unwrap().reliefs, []);
        let last = host.state.events.last().unwrap();
        assert_eq!(last.kind, EventKind::TicketAnswered);
    }

    #[test]
    fn the_same_key_opens_one_ticket() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        let first = host.send(&asking(&[Imap], "Help", "key"));
        host.tick(at("2022-10-14T09:00:00Z"));
        assert_eq!(host.send(&asking(&[Imap], "Help", "key")), first);
        assert_eq!(host.state.tickets.len(), 1);
        let reused = ProblemType::IdempotencyKeyReused;
        check_problem(&host.send(&asking(&[Pop], "Help", "key")), reused);
        check_problem(&host.send(&asking(&[Imap], "Help!", "key")), reused);
        check_problem(&host.send(&wishing(Wish::ReEnable, "pop", "key")), reused);
        host.caller.person = person("eve");
        check_problem(&host.send(&asking(&[Imap], "Help", "key")), reused);
        host.ask(Wish::ReEnable, "pop").unwrap();
        check_problem(&host.send(&asking(&[Imap], "Help", "key-1")), reused);
        assert_eq!(host.state.tickets.len(), 1);
    }

    #[test]
    fn a_ticket_says_something_and_not_too_much() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        let malformed = ProblemType::MalformedRequest;
        check_problem(&host.send(&asking(&[], "  ", "key")), malformed);
        let long = "あ".repeat(LONGEST_TEXT + 1);
        check_problem(&host.send(&asking(&[Imap], &long, "key")), malformed);
        let searched = r#"{"protocols":[],"text":"x","search":"LONG"}"#.replace("LONG", &long);
        let request = Request {
            body: Some(searched),
            ..asking(&[], "", "key")
        };
        check_problem(&host.send(&request), malformed);
        let longest = "あ".repeat(LONGEST_TEXT);
        assert_eq!(host.send(&asking(&[], &longest, "key")).status, 201);
    }

    #[test]
    fn reasons_to_refuse_a_request_are_no_reasons_to_refuse_a_ticket() {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        host.caller = crate::host::caller(Role::OtherAdmin);
        let problem = host.ask(Wish::ReEnable, "imap").unwrap_err();
        let refused = ProblemType::Refused(Reason::Role);
        assert_eq!(problem.problem_type(), Some(refused));
        assert_eq!(host.send(&asking(&[Imap], "", "key")).status, 201);
    }
}
