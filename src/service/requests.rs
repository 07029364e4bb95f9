//! Opt-outs and re-enables: decided by the policy, remembered by their key.

use policy::basic_auth_2022::{Reason, refusal};
use policy::{Endpoint, Protocol, Wish};
use wire::http::{IDEMPOTENCY_KEY, Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::receipt::{Receipt, Submission};

use crate::handle::{Answered, Visit, parse};
use crate::{Answer, Asked, Happening, Outcome, Record};

pub(crate) fn submit(visit: &Visit, wish: Wish, request: &Request) -> Answered {
    let key = key(request)?;
    let Submission { protocol: endpoint } = parse(request)?;
    let asked = Asked {
        wish,
        endpoint,
        by: visit.person.clone(),
    };
    if let Some(known) = visit.state.answers.get(key) {
        return if known.asked == asked {
            Ok((response(&known.outcome), vec![]))
        } else {
            Err(Problem::new(ProblemType::IdempotencyKeyReused))
        };
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

fn key(request: &Request) -> Result<&str, Problem> {
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
    match (refusal(&facts, asked.wish), asked.endpoint) {
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
    let (number, rule) = match wish {
        Wish::OptOut if visit.state.has_opted_out(protocol) => {
            (format!("OO-{}", 1001 + earlier), "R41")
        }
        Wish::OptOut => (format!("OO-{}", 1001 + earlier), "R36"),
        Wish::ReEnable => (format!("RE-{}", 2001 + earlier), "R47"),
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
