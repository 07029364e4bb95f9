//! The typed client: one method for each endpoint of the contract.
//!
//! It knows JSON and problem types, and leaves time-outs and retries to the backend it is given.

use std::sync::Arc;

use policy::basic_auth_2022::Reason;
use policy::{Endpoint, Protocol, Wish};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::address::{Address, Part};
use wire::clock::{Clock, Move};
use wire::collection::{Collection, List};
use wire::health::{Issue, ServiceHealth};
use wire::history::History;
use wire::http::{ETAG, IDEMPOTENCY_KEY, Request, Response};
use wire::message::{Done, Marked, Marking, Message};
use wire::modern_authentication::{Changes, Tagged};
use wire::problem::{Problem, ProblemType};
use wire::protocols::Protocols;
use wire::receipt::{Receipt, Receipts, Submission};
use wire::session::Session;
use wire::ticket::{NewTicket, Ticket, Tickets};
use wire::usage::Usage;

use crate::backend::{Backend, NoAnswer, NotSent};

#[derive(Clone)]
pub struct Api {
    backend: Arc<dyn Backend>,
    log: fn(&str),
}

/// Why there is no result, told apart by what the caller does next. Details are in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The policy says no. The rule is the one that the far side names.
    Refused {
        reason: Reason,
        rule: Option<String>,
    },
    /// No answer that can be used, and perhaps an effect: ask again, a write with the same key.
    Unanswered,
    /// It was not sent, and so has no effect.
    NotSent(NotSent),
    /// There was no room to keep the request. Nothing was accepted; make room and ask again.
    StorageFull,
    /// Another version of this program took over the records, or they were cleared: load the page
    /// again.
    Outdated,
    /// No such tenant, or not one for this caller.
    UnknownTenant,
    /// No such post or notice in this tenant.
    UnknownMessage,
    /// The clock cannot be moved to this instant.
    ClockRefused,
    /// The key has been used for another request.
    KeyTaken,
    /// Somebody else changed it in the meantime: read it again, and see what becomes of this.
    Overtaken,
    /// The far side does not take the request as it is. Asking again does not help.
    Rejected,
}

impl Api {
    /// The log takes details for whoever looks into a failure.
    pub fn new(backend: impl Backend + 'static, log: fn(&str)) -> Self {
        Self {
            backend: Arc::new(backend),
            log,
        }
    }

    pub async fn session(&self) -> Result<Session, ApiError> {
        self.ask(Request::get(&Address::Session)).await
    }

    pub async fn protocols(&self, tenant: &str) -> Result<Protocols, ApiError> {
        self.read(tenant, Part::Protocols).await
    }

    /// Newest first.
    pub async fn receipts(&self, tenant: &str) -> Result<Receipts, ApiError> {
        self.read(tenant, Part::Receipts).await
    }

    /// Newest first.
    pub async fn history(&self, tenant: &str) -> Result<History, ApiError> {
        self.read(tenant, Part::History).await
    }

    /// Newest first.
    pub async fn tickets(&self, tenant: &str) -> Result<Tickets, ApiError> {
        self.read(tenant, Part::Tickets).await
    }

    /// A page of the posts, newest first.
    pub async fn messages(
        &self,
        tenant: &str,
        list: List,
    ) -> Result<Collection<Message>, ApiError> {
        self.read(tenant, Part::Messages(list)).await
    }

    /// The page of the posts that another one names as the next.
    pub async fn next_messages(
        &self,
        tenant: &str,
        link: &str,
    ) -> Result<Collection<Message>, ApiError> {
        match Address::parse(link) {
            Some(Address::Tenant {
                tenant: of,
                part: Part::Messages(list),
            }) if of == tenant => self.messages(tenant, list).await,
            _ => {
                (self.log)(&format!("{link} is no page of the posts of {tenant}"));
                Err(ApiError::Unanswered)
            }
        }
    }

    /// The post with this id.
    pub async fn message(&self, tenant: &str, id: &str) -> Result<Message, ApiError> {
        self.read(tenant, Part::Message(id.to_owned())).await
    }

    /// Marks posts for the caller alone. The key belongs to this one marking.
    pub async fn mark(
        &self,
        tenant: &str,
        marking: Marking,
        message_ids: Vec<String>,
        key: &str,
    ) -> Result<Done, ApiError> {
        let marked = Marked { message_ids };
        self.write(tenant, Part::Mark(marking), &marked, key).await
    }

    /// The services and how they are.
    pub async fn health(&self, tenant: &str) -> Result<Collection<ServiceHealth>, ApiError> {
        self.read(tenant, Part::HealthOverviews).await
    }

    /// A page of the notices of Service health, newest first.
    pub async fn issues(&self, tenant: &str, list: List) -> Result<Collection<Issue>, ApiError> {
        self.read(tenant, Part::Issues(list)).await
    }

    /// The notice with this id.
    pub async fn issue(&self, tenant: &str, id: &str) -> Result<Issue, ApiError> {
        self.read(tenant, Part::Issue(id.to_owned())).await
    }

    /// Newest month first.
    pub async fn usage(&self, tenant: &str) -> Result<Usage, ApiError> {
        self.read(tenant, Part::Usage).await
    }

    pub async fn modern_authentication(&self, tenant: &str) -> Result<Tagged, ApiError> {
        let address = Address::of(tenant, Part::ModernAuthentication);
        self.ask_tagged(Request::get(&address)).await
    }

    /// Changes the settings that have this tag. Not sent again by itself: whoever has no answer
    /// reads what has become of it.
    pub async fn change_modern_authentication(
        &self,
        tenant: &str,
        tag: &str,
        changes: &Changes,
    ) -> Result<Tagged, ApiError> {
        let address = Address::of(tenant, Part::ModernAuthentication);
        self.ask_tagged(Request::patch(&address, tag, changes))
            .await
    }

    pub async fn clock(&self, tenant: &str) -> Result<Clock, ApiError> {
        self.read(tenant, Part::Clock).await
    }

    pub async fn move_clock(&self, tenant: &str, to: Move) -> Result<Clock, ApiError> {
        self.ask(Request::post(&Address::of(tenant, Part::Clock), &to))
            .await
    }

    async fn read<T: DeserializeOwned>(&self, tenant: &str, part: Part) -> Result<T, ApiError> {
        self.ask(Request::get(&Address::of(tenant, part))).await
    }

    /// The key belongs to this one wish: whoever repeats it brings the same key.
    pub async fn submit(
        &self,
        tenant: &str,
        wish: Wish,
        protocol: Protocol,
        key: &str,
    ) -> Result<Receipt, ApiError> {
        self.write(tenant, Part::Wishes(wish), &submission(protocol), key)
            .await
    }

    /// Opts out by the steps of a post. The key belongs to this one opt-out.
    pub async fn opt_out_by_message(
        &self,
        tenant: &str,
        message: &str,
        protocol: Protocol,
        key: &str,
    ) -> Result<Receipt, ApiError> {
        let part = Part::MessageOptOuts(message.to_owned());
        self.write(tenant, part, &submission(protocol), key).await
    }

    /// Asks support. The key belongs to this one ticket.
    pub async fn open_ticket(
        &self,
        tenant: &str,
        ticket: &NewTicket,
        key: &str,
    ) -> Result<Ticket, ApiError> {
        self.write(tenant, Part::Tickets, ticket, key).await
    }

    async fn write<T: DeserializeOwned>(
        &self,
        tenant: &str,
        part: Part,
        body: &impl Serialize,
        key: &str,
    ) -> Result<T, ApiError> {
        let request = Request::post(&Address::of(tenant, part), body);
        self.ask(request.with_header(IDEMPOTENCY_KEY, key)).await
    }

    async fn ask_tagged(&self, request: Request) -> Result<Tagged, ApiError> {
        let path = request.path.clone();
        let response = self.send(request).await?;
        let tag = response.header(ETAG).unwrap_or_default().to_owned();
        let settings = self.read_out(&path, &response)?;
        Ok(Tagged { settings, tag })
    }

    async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        let path = request.path.clone();
        let response = self.send(request).await?;
        self.read_out(&path, &response)
    }

    fn read_out<T: DeserializeOwned>(
        &self,
        path: &str,
        response: &Response,
    ) -> Result<T, ApiError> {
        serde_json::from_str(&response.body).map_err(|error| {
            (self.log)(&format!("{path}: unreadable answer: {error}"));
            ApiError::Unanswered
        })
    }

    /// The answer, where it is a good one.
    async fn send(&self, request: Request) -> Result<Response, ApiError> {
        let what = format!("{:?} {}", request.method, request.path);
        let note = |details: &str| (self.log)(&format!("{what}: {details}"));
        match self.backend.send(request).await {
            Err(NoAnswer::Unreachable(details)) => {
                note(&details);
                Err(ApiError::Unanswered)
            }
            Err(NoAnswer::NotSent(why)) => {
                note(&format!("not sent: {why:?}"));
                Err(ApiError::NotSent(why))
            }
            Ok(response) if matches!(response.status, 200..300) => Ok(response),
            Ok(response) => {
                note(&format!("{}: {}", response.status, response.body));
                Err(failure(&response))
            }
        }
    }
}

fn submission(protocol: Protocol) -> Submission {
    Submission {
        protocol: Endpoint::Protocol(protocol),
    }
}

fn failure(response: &Response) -> ApiError {
    let problem: Option<Problem> = serde_json::from_str(&response.body).ok();
    let problem_type = problem.as_ref().and_then(Problem::problem_type);
    match problem_type {
        Some(ProblemType::Refused(reason)) => ApiError::Refused {
            reason,
            rule: problem.and_then(|problem| problem.rule),
        },
        Some(ProblemType::StorageFull) => ApiError::StorageFull,
        Some(ProblemType::RecordsNewer) => ApiError::Outdated,
        Some(ProblemType::UnknownTenant) => ApiError::UnknownTenant,
        Some(ProblemType::UnknownMessage) => ApiError::UnknownMessage,
        Some(ProblemType::IdempotencyKeyReused) => ApiError::KeyTaken,
        Some(ProblemType::Overtaken) => ApiError::Overtaken,
        Some(ProblemType::ClockBackwards | ProblemType::ClockTooFar) => ApiError::ClockRefused,
        _ if matches!(response.status, 408 | 429 | 500..) => ApiError::Unanswered,
        _ => ApiError::Rejected,
    }
}
