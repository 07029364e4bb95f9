//! The far side under test, asked over HTTP. Every answer of an operation that the document has is
//! compared with the document, whatever the requirement is about.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use policy::{Endpoint, Facts, Protocol, Role};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wire::address::{Address, Part};
use wire::http::{CONTENT_TYPE, IDEMPOTENCY_KEY, JSON, Method, Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::protocols::Protocols;
use wire::session::{Session, TenantCard};

use super::document::{Document, is_registered};

pub(crate) struct Site {
    agent: ureq::Agent,
    base: String,
    /// What says who asks: a cookie or another header.
    pub(crate) credentials: Vec<(String, String)>,
    pub(crate) document: Document,
    /// Begins every key of this run, so that no other run has the same.
    run: String,
    keys: AtomicU32,
}

/// Why a requirement is not known to hold.
#[derive(Clone, Debug)]
pub(crate) enum Obstacle {
    Failed(String),
    /// It cannot be looked at here.
    Skipped(String),
}

pub(crate) type Held<T = ()> = Result<T, Obstacle>;

impl From<String> for Obstacle {
    fn from(sentence: String) -> Self {
        Self::Failed(sentence)
    }
}

pub(crate) fn skipped<T>(why: &str) -> Held<T> {
    Err(Obstacle::Skipped(why.to_owned()))
}

/// Fails with what is so instead.
pub(crate) fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Held {
    if holds {
        Ok(())
    } else {
        Err(Obstacle::Failed(otherwise()))
    }
}

impl Site {
    /// `base` is the address before `/v1`.
    pub(crate) fn new(base: &str, credentials: Vec<(String, String)>, document: Document) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            // One that the far side closes just when it is used again would look like a failure.
            .max_idle_connections(0)
            .timeout_global(Some(PATIENCE))
            .build();
        Self {
            agent: config.new_agent(),
            base: base.trim_end_matches('/').to_owned(),
            credentials,
            document,
            run: format!("conformance-{:016x}", RandomState::new().hash_one(())),
            keys: AtomicU32::new(0),
        }
    }

    /// The same far side, and nobody asks.
    pub(crate) fn without_credentials(&self) -> Held<Self> {
        if self.credentials.is_empty() {
            return skipped("no credentials were given, so there are none to leave out");
        }
        Ok(Self::new(&self.base, Vec::new(), Document::read()?))
    }

    pub(crate) fn new_key(&self) -> String {
        let number = self.keys.fetch_add(1, Ordering::Relaxed);
        format!("{}-{number}", self.run)
    }

    /// The answer to a request. Who is told to come later does.
    pub(crate) fn send(&self, request: &Request) -> Held<Response> {
        let mut response = self.exchange(request)?;
        for _ in 0..RETURNS {
            let Some(pause) = pause(&response) else { break };
            thread::sleep(pause);
            response = self.exchange(request)?;
        }
        if let Some(operation) = self.document.operation(request.method, &request.path) {
            let name = operation.name();
            let compared = self.document.compare(operation, &response);
            compared.map_err(|sentence| format!("{name}: {sentence}"))?;
        }
        Ok(response)
    }

    pub(crate) fn get<T: DeserializeOwned>(&self, address: &Address) -> Held<T> {
        let response = self.send(&Request::get(address))?;
        require(response.status == 200, || {
            format!("{address} answers {}: {}", response.status, response.body)
        })?;
        read(&response)
    }

    pub(crate) fn get_part<T: DeserializeOwned>(&self, tenant: &str, part: Part) -> Held<T> {
        self.get(&Address::of(tenant, part))
    }

    pub(crate) fn session(&self) -> Held<Session> {
        self.get(&Address::Session)
    }

    /// The first of the caller's tenants that is so.
    pub(crate) fn tenant(
        &self,
        what: &str,
        is_so: impl Fn(&TenantCard) -> bool,
    ) -> Held<TenantCard> {
        let mut tenants = self.session()?.tenants.into_iter();
        match tenants.find(is_so) {
            Some(tenant) => Ok(tenant),
            None => skipped(&format!("the session has no tenant {what}")),
        }
    }

    /// Tenants in which this suite may change something: invented ones alone.
    pub(crate) fn simulated(&self) -> Held<Vec<TenantCard>> {
        let mut tenants = self.session()?.tenants;
        tenants.retain(|tenant| tenant.scenario.is_some());
        if tenants.is_empty() {
            return skipped("no tenant is simulated, and real ones are not written to");
        }
        Ok(tenants)
    }

    /// A simulated tenant of which the caller is Global Administrator.
    pub(crate) fn own(&self) -> Held<TenantCard> {
        let mut tenants = self.simulated()?.into_iter();
        match tenants.find(|tenant| tenant.role == Role::GlobalAdmin) {
            Some(tenant) => Ok(tenant),
            None => skipped("the caller is Global Administrator of no simulated tenant"),
        }
    }

    /// What is known of every protocol of a tenant, for the policy.
    pub(crate) fn facts(&self, tenant: &str) -> Held<Vec<(Protocol, Facts)>> {
        let protocols: Protocols = self.get_part(tenant, Part::Protocols)?;
        let facts = protocols
            .endpoints
            .iter()
            .filter_map(|entry| match entry.endpoint {
                Endpoint::Protocol(it) => {
                    Some((it, protocols.facts_of(entry, protocols.server_time)))
                }
                Endpoint::Other(_) => None,
            });
        Ok(facts.collect())
    }

    fn exchange(&self, request: &Request) -> Held<Response> {
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
        };
        let failed = |error: &dyn std::fmt::Display| {
            Obstacle::Failed(format!("{method} {}: {error}", request.path))
        };
        let mut builder = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{}", self.base, request.path));
        for (name, value) in request.headers.iter().chain(&self.credentials) {
            builder = builder.header(name, value);
        }
        let answered = match &request.body {
            None if request.method == Method::Get => {
                let request = builder.body(()).map_err(|error| failed(&error))?;
                self.agent.run(request)
            }
            body => {
                let body = body.clone().unwrap_or_default();
                let request = builder.body(body).map_err(|error| failed(&error))?;
                self.agent.run(request)
            }
        };
        let mut answer = answered.map_err(|error| failed(&error))?;
        let text = |value: &ureq::http::HeaderValue| {
            String::from_utf8_lossy(value.as_bytes()).into_owned()
        };
        let headers = answer.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), text(value)))
            .collect();
        let body = answer.body_mut().read_to_string();
        Ok(Response {
            status: answer.status().as_u16(),
            headers,
            body: body.map_err(|error| failed(&error))?,
        })
    }
}

/// A write of JSON, under a key where one is given.
pub(crate) fn posting(address: &Address, body: &Value, key: Option<&str>) -> Request {
    let request = Request::post(address, body);
    match key {
        Some(key) => request.with_header(IDEMPOTENCY_KEY, key),
        None => request,
    }
}

/// A write whose body is this text, whatever it is.
pub(crate) fn posting_text(address: &Address, text: &str, key: &str) -> Request {
    Request {
        method: Method::Post,
        path: address.to_string(),
        headers: vec![
            (CONTENT_TYPE.to_owned(), JSON.to_owned()),
            (IDEMPOTENCY_KEY.to_owned(), key.to_owned()),
        ],
        body: Some(text.to_owned()),
    }
}

pub(crate) fn asking(endpoint: Endpoint) -> Value {
    json!({"protocol": endpoint.name()})
}

pub(crate) fn read<T: DeserializeOwned>(response: &Response) -> Held<T> {
    serde_json::from_str(&response.body)
        .map_err(|error| Obstacle::Failed(format!("{error}: {}", response.body)))
}

/// The answer is a problem of one of these types, with the status that goes with it.
pub(crate) fn require_problem(response: &Response, expected: &[ProblemType]) -> Held<Problem> {
    if response.status < 400 {
        return Err(Obstacle::Failed(format!(
            "{} instead of {}",
            response.status,
            expected[0].slug()
        )));
    }
    let known = is_registered(response)?;
    require(expected.contains(&known), || {
        format!("{} instead of {}", known.slug(), expected[0].slug())
    })?;
    read(response)
}

/// How long to wait when told to come later; nothing where the answer is one.
fn pause(response: &Response) -> Option<Duration> {
    let seconds = response.header("Retry-After")?.parse().ok()?;
    let is_limit = response.status == ProblemType::RateLimited.status();
    is_limit.then(|| Duration::from_secs(seconds).min(PATIENCE))
}

/// For one answer, and at most before coming back.
const PATIENCE: Duration = Duration::from_secs(30);

/// So often does it come back when there were too many requests.
const RETURNS: usize = 5;
