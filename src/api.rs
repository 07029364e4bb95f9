//! The typed client: one method for each endpoint of the contract.
//!
//! It knows JSON and problem types, and leaves time-outs and retries to the backend it is given.

mod error;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use policy::{Endpoint, Protocol, Wish};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::address::{Address, Part};
use wire::clock::{Clock, Move};
use wire::collection::{Collection, List};
use wire::decisions::Decisions;
use wire::health::{Issue, ServiceHealth};
use wire::history::History;
use wire::http::{ETAG, IDEMPOTENCY_KEY, Method, Request, Response};
use wire::message::{Done, Marked, Marking, Message};
use wire::modern_authentication::{Changes, Tagged};
use wire::protocols::Protocols;
use wire::receipt::{Receipt, Receipts, Submission};
use wire::session::Session;
use wire::ticket::{NewTicket, Ticket, Tickets};
use wire::usage::Usage;

use crate::backend::{Backend, NoAnswer, NotSent};

pub use self::error::{ApiError, Cause, Incident};

#[derive(Clone)]
pub struct Api {
    backend: Arc<dyn Backend>,
    log: fn(&str),
    /// Why nothing may be written to this far side, as its session tells.
    hindrance: Arc<Mutex<Option<NotSent>>>,
}

impl Api {
    /// The log takes details for whoever looks into a failure.
    pub fn new(backend: impl Backend + 'static, log: fn(&str)) -> Self {
        Self {
            backend: Arc::new(backend),
            log,
            hindrance: Arc::default(),
        }
    }

    /// From here on nothing is written where the far side's versions are others than this page's.
    pub async fn session(&self) -> Result<Session, ApiError> {
        let session: Session = self.ask(Request::get(&Address::Session)).await?;
        *self.hindrance() = hindrance(&session);
        Ok(session)
    }

    pub async fn protocols(&self, tenant: &str) -> Result<Protocols, ApiError> {
        self.read(tenant, Part::Protocols).await
    }

    /// What the far side itself decides, where it decides by another policy than this page knows.
    pub async fn decisions(&self, tenant: &str) -> Result<Decisions, ApiError> {
        self.read(tenant, Part::Decisions).await
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
                let part = Part::Messages(List::default());
                let incident = Incident::of(&Request::get(&Address::of(tenant, part)));
                Err(ApiError::new(Cause::Unanswered, incident))
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
        let (settings, response) = self.answer(request).await?;
        let tag = response.header(ETAG).unwrap_or_default().to_owned();
        Ok(Tagged { settings, tag })
    }

    async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        let (answer, _) = self.answer(request).await?;
        Ok(answer)
    }

    fn hindrance(&self) -> MutexGuard<'_, Option<NotSent>> {
        // Nobody can panic while holding it.
        self.hindrance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What the answer says, and the answer, where it is a good one.
    async fn answer<T: DeserializeOwned>(
        &self,
        request: Request,
    ) -> Result<(T, Response), ApiError> {
        let incident = Incident::of(&request);
        let what = format!("{} {}", request.method.name(), request.path);
        let note = |details: &str| (self.log)(&format!("{what}: {details}"));
        let hindrance = self.hindrance().filter(|_| request.method != Method::Get);
        let answer = match hindrance {
            Some(why) => Err(NoAnswer::NotSent(why)),
            None => self.backend.send(request).await,
        };
        let response = match answer {
            Ok(response) => response,
            Err(NoAnswer::Unreachable(details)) => {
                note(&details);
                return Err(ApiError::new(Cause::Unanswered, incident));
            }
            Err(NoAnswer::NotSent(why)) => {
                note(&format!("not sent: {why:?}"));
                return Err(ApiError::new(Cause::NotSent(why), incident));
            }
        };
        if !matches!(response.status, 200..300) {
            note(&format!("{}: {}", response.status, response.body));
            return Err(ApiError::of(incident, &response));
        }
        match serde_json::from_str(&response.body) {
            Ok(answer) => Ok((answer, response)),
            Err(error) => {
                note(&format!("unreadable answer: {error}"));
                let incident = incident.answered(&response);
                Err(ApiError::new(Cause::Unanswered, incident))
            }
        }
    }
}

/// Why nothing may be written to a far side that says this of itself.
pub fn hindrance(session: &Session) -> Option<NotSent> {
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    if major(&session.contract) != major(wire::CONTRACT) {
        Some(NotSent::OtherContract)
    } else if session.policy != wire::POLICY {
        Some(NotSent::OtherPolicy)
    } else {
        None
    }
}

fn submission(protocol: Protocol) -> Submission {
    Submission {
        protocol: Endpoint::Protocol(protocol),
    }
}
