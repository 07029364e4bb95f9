//! Around every request: its number, one line in the log, its place in the metrics, and the headers
//! that every answer has.
//!
//! Neither bodies nor queries nor cookies are logged: a query may hold what a person typed, or the
//! code with which an identity provider vouches for them.

mod trace;

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Request};
use axum::middleware::Next;
use tracing::{Instrument, info, info_span};

use self::trace::Trace;
use crate::Server;
use crate::answer::Answer;
use crate::metrics::Kind;

/// What a request was about, put on its answer by whoever knows.
#[derive(Clone, Copy)]
pub(crate) struct Label(pub(crate) &'static str);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Where a page says nothing else of itself. Whoever serves pages does.
const NOTHING_ALLOWED: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

pub(crate) async fn watch(
    State(server): State<Arc<Server>>,
    request: Request<Body>,
    next: Next,
) -> Answer {
    let began = Instant::now();
    let under_way = server.metrics.begin();
    let method = short(request.method());
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let id = trace::request_id(request.headers());
    let traced = Trace::of(request.headers());
    let trace = traced.as_ref().map(|traced| traced.trace.as_str());
    let parent = traced.as_ref().map(|traced| traced.parent.as_str());
    let span = info_span!("request", id, trace, parent);

    let mut answer = next.run(request).instrument(span.clone()).await;

    let label = answer.extensions().get::<Label>().copied();
    let what = label.map_or_else(|| label_of(route.as_ref()), |Label(what)| what);
    let status = answer.status().as_u16();
    let took = began.elapsed();
    let kind = Kind {
        what,
        method,
        status,
    };
    server.metrics.answered(kind, took);
    drop(under_way);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    span.in_scope(|| info!(method, path, status, micros, "answered"));

    let headers = answer.headers_mut();
    if let Ok(id) = HeaderValue::try_from(id) {
        headers.insert(REQUEST_ID, id);
    }
    let everywhere = [
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (CONTENT_SECURITY_POLICY, NOTHING_ALLOWED),
    ];
    for (name, value) in everywhere {
        headers.entry(name).or_insert(value);
    }
    if server.settings.hsts {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    answer
}

/// Nobody can fill the metrics with methods of their own.
fn short(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PATCH" => "PATCH",
        _ => "other",
    }
}

fn label_of(route: Option<&MatchedPath>) -> &'static str {
    match route.map(MatchedPath::as_str) {
        Some("/healthz") => "health of the server",
        Some("/metrics") => "metrics",
        Some(path) if path.starts_with("/sign-") => "sign-in",
        Some(_) => "unknown",
        None => "app",
    }
}
