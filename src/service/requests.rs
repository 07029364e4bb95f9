//! Opt-outs and re-enables: decided by the policy, remembered by their key.

use policy::basic_auth_2022::{Reason, refusal, refusal_by_post};
use policy::{Endpoint, Protocol, Wish};
use wire::http::{IDEMPOTENCY_KEY, Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::receipt::{Receipt, Submission};

use crate::handle::{Answered, Visit, parse};
use crate::messages::Subject;
use crate::{Answer, Asked, Happening, Outcome, Record};

/// A wish that comes from the diagnostic.
pub(crate) fn submit(visit: &Visit, wish: Wish, request: &Request) -> Answered {
    submit_by(visit, wish, None, request)
}

/// An opt-out by the steps of a post. Only the post of 1 September has any, and only in GCC (R34).
pub(crate) fn submit_by_message(visit: &Visit, id: &str, request: &Request) -> Answered {
    match visit.posted(id)?.subject {
        Subject::Plan => submit_by(visit, Wish::OptOut, Some(id.to_owned()), request),
        _ => Err(Problem::new(ProblemType::UnknownAddress)),
    }
}

fn submit_by(visit: &Visit, wish: Wish, message: Option<String>, request: &Request) -> Answered {
    let key = key(request)?;
    let Submission { protocol: endpoint } = parse(request)?;
    let asked = Asked {
        wish,
        endpoint,
        by: visit.person.clone(),
        message,
    };
    if let Some(known) = visit.state.answers.get(key) {
        return if known.asked == asked {
            Ok((response(&known.outcome), vec![]))
        } else {
            Err(Problem::new(ProblemType::IdempotencyKeyReused))
        };
    }
    if visit.state.tickets.iter().any(|opened| opened.key == key) {
        return Err(Problem::new(ProblemType::IdempotencyKeyReused));
    }
    let outcome = decide(visit, &asked);
    let response = response(&outcome);
    let answer = Answer {
        key: key.to_owned(),
        asked,
        outcome,
    };
    let record = Record {
        at: visit.now,
        what: Happening::Answered(answer),
    };
    Ok((response, vec![record]))
}

pub(crate) fn key(request: &Request) -> Result<&str, Problem> {
    match request.header(IDEMPOTENCY_KEY).map(str::trim) {
        None | Some("") => Err(Problem::new(ProblemType::IdempotencyKeyMissing)),
        Some(key) if key.len() > LONGEST_KEY => {
            Err(Problem::new(ProblemType::MalformedRequest).with_detail("the key is too long"))
        }
        Some(key) => Ok(key),
    }
}

/// Accepts or refuses. A refusal is recorded too, and uses up nothing.
fn decide(visit: &Visit, asked: &Asked) -> Outcome {
    let entry = visit.state.facts(asked.endpoint);
    let facts = entry.facts(visit.now, visit.tenant.zone, visit.tenant.cloud, visit.role);
    let refusal = match asked.message {
        None => refusal(&facts, asked.wish),
        Some(_) => refusal_by_post(&facts),
    };
    match (refusal, asked.endpoint) {
        (None, Endpoint::Protocol(protocol)) => Outcome::Accepted(receipt(visit, asked, protocol)),
        (Some(refusal), _) => Outcome::Refused(refusal.into()),
        // The policy refuses every endpoint outside the programme; so does this, if it forgets.
        (None, Endpoint::Other(_)) => {
            Outcome::Refused(Problem::new(ProblemType::Refused(Reason::Endpoint)))
        }
    }
}

fn receipt(visit: &Visit, asked: &Asked, protocol: Protocol) -> Receipt {
    let wish = asked.wish;
    let earlier = visit
        .state
        .receipts
        .iter()
        .filter(|receipt| receipt.wish == wish)
        .count();
    let number = match wish {
        Wish::OptOut => format!("OO-{}", 1001 + earlier),
        Wish::ReEnable => format!("RE-{}", 2001 + earlier),
    };
    let rule = match wish {
        Wish::OptOut if visit.state.has_opted_out(protocol) => "R41",
        Wish::OptOut if asked.message.is_some() => "R34",
        Wish::OptOut => "R36",
        Wish::ReEnable => "R47",
    };
    Receipt {
        number,
        wish,
        protocol,
        accepted_at: visit.now,
        by: asked.by.clone(),
        rule: rule.to_owned(),
        effective_at: (wish == Wish::OptOut).then_some(visit.now),
        closed_at: None,
    }
}

fn response(outcome: &Outcome) -> Response {
    match outcome {
        Outcome::Accepted(receipt) => Response::json(201, receipt),
        Outcome::Refused(problem) => Response::problem(problem),
    }
}

/// Long enough for any UUID or digest, short enough to keep for ever.
const LONGEST_KEY: usize = 255;

#[cfg(test)]
mod tests {
    use policy::{Cloud, Role};
    use wire::address::Part;
    use wire::history::{EventKind, History};

    use super::*;
    use crate::host::{Host, at, caller, check_problem, person, read, tenant, wishing};
    use crate::{Faults, Tenant};

    /// Seed 1092 is drawn on 10 October at 15:47.
    fn host_at(now: &str) -> Host {
        let mut host = Host::of(tenant(1092));
        host.tick(at(now));
        host
    }

    const SEPTEMBER: &str = "2022-09-12T09:00:00Z";
    const OCTOBER: &str = "2022-10-12T09:00:00Z";

    #[test]
    fn a_request_without_a_usable_key_is_not_accepted() {
        let mut host = host_at(SEPTEMBER);
        let before = host.records.len();
        let mut request = wishing(Wish::OptOut, "imap", " ");
        check_problem(&host.send(&request), ProblemType::IdempotencyKeyMissing);
        request.headers.clear();
        check_problem(&host.send(&request), ProblemType::IdempotencyKeyMissing);
        let request = wishing(Wish::OptOut, "imap", &"k".repeat(256));
        check_problem(&host.send(&request), ProblemType::MalformedRequest);
        assert_eq!(host.records.len(), before);
        let request = wishing(Wish::OptOut, "imap", &"k".repeat(255));
        assert_eq!(host.send(&request).status, 201);
    }

    #[test]
    fn a_body_that_is_no_submission_is_malformed() {
        let mut host = host_at(SEPTEMBER);
        let before = host.records.len();
        for body in [
            "",
            "{",
            "[]",
            "{}",
            r#"{"protocol":"telnet"}"#,
            r#"{"protocol":"imap","all":true}"#,
        ] {
            let mut request = wishing(Wish::OptOut, "imap", "key");
            request.body = Some(body.to_owned());
            check_problem(&host.send(&request), ProblemType::MalformedRequest);
        }
        assert_eq!(host.records.len(), before);
    }

    #[test]
    fn every_refusal_names_its_reason_and_its_rule() {
        #[track_caller]
        fn check(host: &mut Host, wish: Wish, endpoint: &str, reason: Reason, rule: &str) {
            let problem = host.ask(wish, endpoint).expect_err("a refusal");
            assert_eq!(problem.problem_type(), Some(ProblemType::Refused(reason)));
            assert_eq!(problem.rule.as_deref(), Some(rule));
        }
        let mut september = host_at(SEPTEMBER);
        check(
            &mut september,
            Wish::OptOut,
            "smtp_auth",
            Reason::Endpoint,
            "R9",
        );
        check(&mut september, Wish::ReEnable, "imap", Reason::Phase, "R44");
        september.caller = caller(Role::OtherAdmin);
        check(&mut september, Wish::OptOut, "imap", Reason::Role, "R28");

        let mut october = host_at(OCTOBER);
        check(&mut october, Wish::OptOut, "imap", Reason::Phase, "R36");
        october.ask(Wish::ReEnable, "imap").expect("one re-enable");
        october.tick(at("2022-10-12T10:00:00Z"));
        check(
            &mut october,
            Wish::ReEnable,
            "imap",
            Reason::NotBlocked,
            "R47",
        );
        check(
            &mut host_at("2022-10-01T00:00:00Z"),
            Wish::ReEnable,
            "imap",
            Reason::NotBlocked,
            "R47",
        );

        let faults = Faults {
            never_effective: [Protocol::Imap].into(),
            ..Faults::default()
        };
        let mut overdue = Host::of(Tenant {
            faults,
            ..tenant(1092)
        });
        overdue.tick(at(OCTOBER));
        overdue.ask(Wish::ReEnable, "imap").expect("one re-enable");
        check(
            &mut overdue,
            Wish::ReEnable,
            "imap",
            Reason::AlreadyUsed,
            "R17",
        );

        check(
            &mut host_at("2023-01-01T00:00:00Z"),
            Wish::ReEnable,
            "imap",
            Reason::Phase,
            "R51",
        );

        let mut gcc = Host::of(Tenant {
            cloud: Cloud::Gcc,
            ..tenant(1092)
        });
        gcc.tick(at(SEPTEMBER));
        check(&mut gcc, Wish::OptOut, "imap", Reason::Cloud, "R33");
    }

    #[test]
    fn an_opt_out_holds_from_its_acceptance() {
        let receipt = host_at(SEPTEMBER).ask(Wish::OptOut, "imap").unwrap();
        let accepted_at = at(SEPTEMBER);
        assert_eq!(
            receipt,
            Receipt {
                number: "OO-1001".to_owned(),
                wish: Wish::OptOut,
                protocol: Protocol::Imap,
                accepted_at,
                by: person("ada"),
                rule: "R36".to_owned(),
                effective_at: Some(accepted_at),
                closed_at: None,
            }
        );
    }

    #[test]
    fn a_repeated_opt_out_gets_a_receipt_and_the_first_instant_stays() {
        let mut host = host_at(SEPTEMBER);
        host.ask(Wish::OptOut, "imap").unwrap();
        host.tick(at("2022-09-13T09:00:00Z"));
        let second = host.ask(Wish::OptOut, "imap").unwrap();
        assert_eq!(
            (second.number.as_str(), second.rule.as_str()),
            ("OO-1002", "R41")
        );
        let facts = host.facts(Endpoint::Protocol(Protocol::Imap));
        assert_eq!(facts.opted_out_at, Some(at(SEPTEMBER)));
    }

    #[test]
    fn each_kind_of_receipt_has_numbers_of_its_own_and_the_newest_is_shown() {
        let mut host = host_at(SEPTEMBER);
        host.ask(Wish::OptOut, "ews").unwrap();
        host.tick(at(OCTOBER));
        for (protocol, expected) in [(Protocol::Imap, "RE-2001"), (Protocol::Pop, "RE-2002")] {
            let receipt = host.ask(Wish::ReEnable, protocol.name()).unwrap();
            assert_eq!(receipt.number, expected);
            let entry = host.state.facts(Endpoint::Protocol(protocol));
            assert_eq!(entry.receipt.as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_same_key_and_body_get_the_same_answer_a_hundred_times() {
        let mut host = host_at(OCTOBER);
        let request = wishing(Wish::ReEnable, "imap", "key");
        let first = host.send(&request);
        assert_eq!(first.status, 201);
        host.tick(at("2022-10-12T12:00:00Z"));
        let records = host.records.len();
        for _ in 0..100 {
            assert_eq!(host.send(&request), first);
        }
        assert_eq!(host.records.len(), records);
    }

    #[test]
    fn a_key_belongs_to_one_request_of_one_person() {
        let mut host = host_at(SEPTEMBER);
        host.send(&wishing(Wish::OptOut, "imap", "key"));
        let records = host.records.len();
        let reused = ProblemType::IdempotencyKeyReused;
        check_problem(&host.send(&wishing(Wish::OptOut, "pop", "key")), reused);
        check_problem(&host.send(&wishing(Wish::ReEnable, "imap", "key")), reused);
        host.caller.person = person("eve");
        check_problem(&host.send(&wishing(Wish::OptOut, "imap", "key")), reused);
        assert_eq!(host.records.len(), records);
    }

    #[test]
    fn a_refusal_is_remembered_by_its_key_and_uses_up_nothing() {
        let mut host = host_at("2022-10-10T15:00:00Z");
        let too_early = wishing(Wish::ReEnable, "imap", "before the draw");
        let refused = host.send(&too_early);
        check_problem(&refused, ProblemType::Refused(Reason::NotBlocked));
        host.tick(at(OCTOBER));
        assert_eq!(host.send(&too_early), refused);
        let receipt = read(&host.send(&wishing(Wish::ReEnable, "imap", "after it"))).unwrap();
        assert_eq!(
            (receipt.number.as_str(), receipt.effective_at),
            ("RE-2001", None)
        );
    }

    #[test]
    fn a_refusal_is_in_the_history_with_its_reason() {
        let mut host = host_at(SEPTEMBER);
        host.ask(Wish::OptOut, "smtp_auth").unwrap_err();
        let history: History = host.get(Part::History);
        let event = &history.events[0];
        assert_eq!(event.kind, EventKind::RequestRefused);
        assert_eq!(event.protocol, Endpoint::from_name("smtp_auth"));
        assert_eq!(
            (event.reason, event.rule.as_deref()),
            (Some(Reason::Endpoint), Some("R9"))
        );
        assert_eq!(event.by, Some(person("ada")));
    }
}
