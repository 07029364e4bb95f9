//! What browsers want to hear before a page of the app that is served from elsewhere may ask.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
    ORIGIN, VARY,
};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::middleware::Next;

use crate::answer::Answer;
use crate::{Server, origin};

/// In front of `/v1`. Nobody else's page hears anything of it.
pub(crate) async fn answer(
    State(server): State<Arc<Server>>,
    request: Request<Body>,
    next: Next,
) -> Answer {
    let apps = &server.settings.app_origins;
    let Some(app) = origin::elsewhere(request.headers(), apps) else {
        let mut answer = next.run(request).await;
        if !apps.is_empty() {
            vary(&mut answer);
        }
        return answer;
    };
    let is_asked_before = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut answer = if is_asked_before {
        before()
    } else {
        next.run(request).await
    };
    let expose = "Date, ETag, Retry-After, X-Request-Id";
    let headers = answer.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, app);
    headers.insert(
        ACCESS_CONTROL_ALLOW_CREDENTIALS,
        HeaderValue::from_static("true"),
    );
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(expose),
    );
    vary(&mut answer);
    answer
}

/// What the app may send. Nobody has to be signed in to learn that.
fn before() -> Answer {
    let mut answer = Answer::default();
    *answer.status_mut() = StatusCode::NO_CONTENT;
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH"),
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            "Content-Type, Idempotency-Key, If-Match, If-None-Match",
        ),
    ] {
        let value = HeaderValue::from_static(value);
        answer.headers_mut().insert(name, value);
    }
    answer
}

/// Whatever keeps answers keeps one for each origin.
fn vary(answer: &mut Answer) {
    answer.headers_mut().append(VARY, ORIGIN.into());
}
