//! What a browser sends, and no more of a browser than that.

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wire::http::IDEMPOTENCY_KEY;
use wire::problem::ProblemType;

/// Sees all tenants; a Global Administrator in each but the next one's.
pub(crate) const ROBIN: &str = "robin.tanaka@partner.example";
/// A Global Administrator of one tenant, [`SCHOOL`], who sees no other.
pub(crate) const HANA: &str = "hana.mori@sakura-school.example";

pub(crate) const HARBOUR: &str = "harbour-foods";
pub(crate) const SCHOOL: &str = "sakura-school";

#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) origin: String,
    /// Name and value.
    pub(crate) cookie: Option<String>,
    http: reqwest::Client,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Client {
    pub(crate) fn new(origin: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy();
        Self {
            origin: origin.to_owned(),
            cookie: None,
            http: http.build().unwrap(),
        }
    }

    pub(crate) async fn sign_in(&mut self, address: &str) {
        let form = self.request(Method::POST, "/sign-in");
        let form = form.body(format!("person={address}"));
        let answer = self.send(form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(answer.header(LOCATION.as_str()), "/");
        let cookie = answer.header(SET_COOKIE.as_str());
        self.cookie = cookie.split(';').next().map(str::to_owned);
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.origin));
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    /// The error is that no answer came.
    pub(crate) async fn try_send(&self, request: RequestBuilder) -> reqwest::Result<Answer> {
        let response = request.send().await?;
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.text().await?,
        })
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        self.try_send(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// A part of a tenant, which has to be there.
    pub(crate) async fn read<T: DeserializeOwned>(&self, tenant: &str, part: &str) -> T {
        let answer = self.get(&format!("/v1/tenants/{tenant}/{part}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    pub(crate) fn posting(&self, path: &str, body: &Value, key: &str) -> RequestBuilder {
        let request = self.request(Method::POST, path);
        request.header(IDEMPOTENCY_KEY, key).json(body)
    }

    pub(crate) async fn post(&self, path: &str, body: &Value, key: &str) -> Answer {
        self.send(self.posting(path, body, key)).await
    }

    /// Asks for an opt-out, which has one effect and one receipt.
    pub(crate) async fn opt_out(&self, tenant: &str, protocol: &str, key: &str) -> Answer {
        let path = format!("/v1/tenants/{tenant}/opt-outs");
        self.post(&path, &json!({"protocol": protocol}), key).await
    }
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub(crate) fn is_problem(&self, expected: ProblemType) {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.body
        );
        let problem: Value = self.json();
        assert_eq!(problem["type"], expected.urn(), "{}", self.body);
        assert_eq!(self.status, expected.status());
        assert_eq!(problem["status"], self.status);
    }
}
