//! What comes after an answer: it is passed on, or the request is sent once more after a pause.

use std::time::Duration;

use wire::http::{IDEMPOTENCY_KEY, Method, Request, Response};
use wire::problem::{Problem, ProblemType};

use super::retry_after::retry_after;
use crate::backend::{Answer, NoAnswer};

pub const ATTEMPTS: u32 = 4;
/// How long a request may take with all its attempts and pauses.
pub const IN_ALL: Duration = Duration::from_mins(1);
/// The longest wait before the second attempt; it doubles with each one after that.
pub const FIRST_PAUSE: Duration = Duration::from_millis(500);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Settle,
    AskAgain {
        after: Duration,
    },
    /// The far side wants to be left alone for longer than anybody waits for this request.
    Rest(Duration),
}

/// After the answer to the attempt of this number, with so much left of [`IN_ALL`]. Chance is from
/// 0 to 1 and spreads the retries of many clients, so that they do not come back all at once.
pub(super) fn after(
    answer: &Answer,
    request: &Request,
    attempt: u32,
    left: Duration,
    chance: f64,
) -> Next {
    if !is_worth_repeating(answer) {
        return Next::Settle;
    }
    let may_repeat = is_repeatable(request) && attempt < ATTEMPTS;
    let named = answer.as_ref().ok().and_then(retry_after);
    match named {
        Some(after) if may_repeat && after < left => Next::AskAgain { after },
        Some(named) => Next::Rest(named),
        None => {
            let after = (FIRST_PAUSE * (1 << (attempt - 1))).mul_f64(chance);
            if may_repeat && after < left {
                Next::AskAgain { after }
            } else {
                Next::Settle
            }
        }
    }
}

/// Asking twice has the effect of asking once: reading has none, and a key makes the far side
/// remember.
fn is_repeatable(request: &Request) -> bool {
    request.method == Method::Get || request.header(IDEMPOTENCY_KEY).is_some()
}

/// Whether the same request may be answered differently in a moment.
pub(super) fn is_worth_repeating(answer: &Answer) -> bool {
    is_failure(answer)
        || answer.as_ref().is_ok_and(|response| {
            response.status == 429
                || problem_type(response) == Some(ProblemType::IdempotencyKeyRunning)
        })
}

/// Whether the far side is not there, or not itself. One that names what stands in the way is.
pub(super) fn is_failure(answer: &Answer) -> bool {
    match answer {
        Err(NoAnswer::Unreachable(_)) => true,
        Err(NoAnswer::NotSent(_)) => false,
        Ok(response) => {
            matches!(response.status, 408 | 500 | 502 | 503 | 504)
                && matches!(
                    problem_type(response),
                    None | Some(ProblemType::Unexpected | ProblemType::Unavailable)
                )
        }
    }
}

fn problem_type(response: &Response) -> Option<ProblemType> {
    let problem: Problem = serde_json::from_str(&response.body).ok()?;
    problem.problem_type()
}
