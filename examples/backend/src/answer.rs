//! Answers of the contract as answers of HTTP.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, RETRY_AFTER};
use axum::http::{HeaderValue, Response, StatusCode};
use wire::http::Method;
use wire::problem::{Problem, ProblemType};

use crate::methods;
use crate::trouble::Trouble;

pub(crate) type Answer = Response<Body>;

/// For what passes soon: the database comes back, the others get their turn.
const SOON: Duration = Duration::from_secs(1);

/// Nobody but the caller may keep what is told about a tenant.
pub(crate) fn of(response: wire::http::Response) -> Answer {
    let mut answer = Response::new(Body::from(response.body));
    *answer.status_mut() =
        StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (
            axum::http::HeaderName::try_from(name),
            HeaderValue::try_from(value),
        ) {
            answer.headers_mut().insert(name, value);
        }
    }
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(CACHE_CONTROL, no_store);
    answer
}

/// For machines of the operator.
pub(crate) fn text(text: String) -> Answer {
    of(wire::http::Response {
        status: 200,
        headers: vec![(
            "Content-Type".to_owned(),
            "text/plain; charset=utf-8".to_owned(),
        )],
        body: text,
    })
}

pub(crate) fn problem(problem_type: ProblemType) -> Answer {
    explained(&Problem::new(problem_type))
}

pub(crate) fn explained(problem: &Problem) -> Answer {
    of(wire::http::Response::problem(problem))
}

/// Says where to sign in; the client comes back from there by itself.
pub(crate) fn unauthenticated() -> Answer {
    explained(&Problem {
        sign_in: Some("/sign-in".into()),
        ..Problem::new(ProblemType::Unauthenticated)
    })
}

pub(crate) fn method_not_allowed(allowed: &[Method]) -> Answer {
    let names: Vec<_> = allowed.iter().map(|it| methods::name(*it)).collect();
    let mut answer = problem(ProblemType::MethodNotAllowed);
    if let Ok(names) = HeaderValue::try_from(names.join(", ")) {
        answer.headers_mut().insert(ALLOW, names);
    }
    answer
}

/// Asks to come back, in whole seconds.
pub(crate) fn later(problem_type: ProblemType, wait: Duration) -> Answer {
    let mut answer = problem(problem_type);
    let seconds = wait.as_secs_f64().ceil().max(1.0);
    if let Ok(seconds) = HeaderValue::try_from(seconds.to_string()) {
        answer.headers_mut().insert(RETRY_AFTER, seconds);
    }
    answer
}

/// Soon, for what is running or busy.
pub(crate) fn soon(problem_type: ProblemType) -> Answer {
    later(problem_type, SOON)
}

/// Tells the log why, and the client what to do.
pub(crate) fn trouble(trouble: &Trouble) -> Answer {
    // Whoever is in a hurry is no trouble of the server's.
    if !matches!(trouble, Trouble::Running) {
        tracing::error!(%trouble, "not answered as asked");
    }
    match trouble {
        Trouble::Unavailable(_) | Trouble::Running => soon(trouble.problem_type()),
        Trouble::Full(_) | Trouble::Newer | Trouble::Failed(_) => problem(trouble.problem_type()),
    }
}
