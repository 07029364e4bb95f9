//! `/v1`: what HTTP brings, checked and handed to the far side, cheapest check first.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, header};
use chrono::{DateTime, Utc};
use http_body_util::BodyExt;
use tokio::time::timeout;
use wire::address::{Address, Part};
use wire::http::{JSON, MERGE_PATCH_JSON, Method};
use wire::problem::{Problem, ProblemType};
use wire::session::Session as Told;

use crate::answer::{self, Answer};
use crate::session::{self, Session, cookie};
use crate::trouble::Trouble;
use crate::watch::Label;
use crate::{Server, methods, origin};

/// Longer than any client needs for so little.
const BODY_PATIENCE: Duration = Duration::from_secs(15);

pub(crate) async fn answer(State(server): State<Arc<Server>>, request: Request<Body>) -> Answer {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("", |it| it.as_str());
    let Some(address) = Address::parse(path) else {
        return answer::problem(ProblemType::UnknownAddress);
    };
    let label = Label(label(&address));
    let mut answer = match checked(&server, &address, parts, body).await {
        Ok(answer) | Err(Stop(answer)) => answer,
    };
    answer.extensions_mut().insert(label);
    answer
}

/// An answer that ends the way of a request early.
struct Stop(Answer);

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self(answer::trouble(&trouble))
    }
}

impl From<ProblemType> for Stop {
    fn from(problem_type: ProblemType) -> Self {
        Self(answer::problem(problem_type))
    }
}

async fn checked(
    server: &Server,
    address: &Address,
    parts: Parts,
    body: Body,
) -> Result<Answer, Stop> {
    let allowed = methods::of(address);
    let method = method(&parts.method)
        .filter(|method| allowed.contains(method))
        .ok_or_else(|| Stop(answer::method_not_allowed(allowed)))?;
    if method != Method::Get && !origin::is_the_apps(&parts.headers, &server.settings) {
        return Err(ProblemType::Forbidden.into());
    }
    let session = signed_in(server, &parts.headers, server.host.wall.now()).await?;
    let taken = server.buckets.take(&session.digest, Instant::now());
    taken.map_err(|wait| Stop(answer::later(ProblemType::RateLimited, wait)))?;
    let request = wire::http::Request {
        method,
        path: address.to_string(),
        headers: kept(&parts.headers),
        body: read(&parts.headers, method, body, server.settings.body_limit).await?,
    };
    let Address::Tenant { tenant, .. } = address else {
        return Ok(told(server, &session).await?);
    };
    let response = server
        .host
        .answer(&session.caller, tenant, &request)
        .await?;
    Ok(answer::of(response))
}

async fn signed_in(
    server: &Server,
    headers: &HeaderMap,
    now: DateTime<Utc>,
) -> Result<Session, Stop> {
    let nobody = || Stop(answer::unauthenticated());
    let token = cookie::read(headers, cookie::SESSION).ok_or_else(nobody)?;
    let found = session::find(&server.host.database, &token, server.settings.span, now).await?;
    found.ok_or_else(nobody)
}

/// `GET /v1/session`
async fn told(server: &Server, session: &Session) -> Result<Answer, Trouble> {
    let tenants = server.host.tenants().await?;
    let told = Told {
        expires_at: Some(session.expires_at),
        now: Some(server.host.wall.now()),
        ..service::session(&tenants, &session.caller)
    };
    Ok(answer::of(wire::http::Response::json(200, &told)))
}

fn method(method: &axum::http::Method) -> Option<Method> {
    match method.as_str() {
        // Whoever asks for the headers alone gets them: the body is left out further down.
        "GET" | "HEAD" => Some(Method::Get),
        "POST" => Some(Method::Post),
        "PATCH" => Some(Method::Patch),
        _ => None,
    }
}

fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let readable = headers.iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    // The far side has no use for it, and what it does not know it cannot keep.
    let harmless = readable.filter(|(name, _)| name != header::COOKIE.as_str());
    harmless.collect()
}

async fn read(
    headers: &HeaderMap,
    method: Method,
    body: Body,
    limit: usize,
) -> Result<Option<String>, Stop> {
    if method == Method::Get {
        return Ok(None);
    }
    let declared = headers.get(header::CONTENT_TYPE);
    let declared = declared.and_then(|value| value.to_str().ok());
    // A form of another site can send neither of the two without asking first.
    if !declared.is_some_and(|declared| [JSON, MERGE_PATCH_JSON].contains(&declared)) {
        return Err(malformed(&format!(
            "the content type is not {JSON} or {MERGE_PATCH_JSON}"
        )));
    }
    let bytes = timeout(BODY_PATIENCE, collect(body, limit))
        .await
        .map_err(|_| malformed("the body did not come in time"))??;
    let text = String::from_utf8(bytes);
    Ok(Some(text.map_err(|_| malformed("the body is not UTF-8"))?))
}

/// What is too long is read to its end all the same, if that is near: a client that is still
/// sending would see the connection break and no answer.
async fn collect(mut body: Body, limit: usize) -> Result<Vec<u8>, Stop> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while length <= limit * 16
        && let Some(frame) = body.frame().await
    {
        let frame = frame.map_err(|_| malformed("the body was cut off"))?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        length += data.len();
        if length <= limit {
            bytes.extend_from_slice(&data);
        }
    }
    if length <= limit {
        Ok(bytes)
    } else {
        Err(ProblemType::BodyTooLarge.into())
    }
}

fn malformed(detail: &str) -> Stop {
    let problem = Problem::new(ProblemType::MalformedRequest).with_detail(detail);
    Stop(answer::explained(&problem))
}

/// What the address is about, for metrics: few values, and nobody's names.
fn label(address: &Address) -> &'static str {
    let part = match address {
        Address::Session => return "session",
        Address::Tenant { part, .. } => part,
    };
    match part {
        Part::Protocols => "protocols",
        Part::Decisions => "decisions",
        Part::Wishes(policy::Wish::OptOut) => "opt-outs",
        Part::Wishes(policy::Wish::ReEnable) => "re-enables",
        Part::Receipts => "receipts",
        Part::Tickets => "tickets",
        Part::Messages(_) => "messages",
        Part::Message(_) => "message",
        Part::Mark(_) => "mark",
        Part::MessageOptOuts(_) => "message opt-outs",
        Part::HealthOverviews => "health overviews",
        Part::Issues(_) => "issues",
        Part::Issue(_) => "issue",
        Part::Usage => "usage",
        Part::ModernAuthentication => "modern authentication",
        Part::History => "history",
        Part::Clock => "clock",
    }
}
