//! Gets an answer if there is one to be had: waits only so long, asks again where that is safe,
//! leaves a far side alone that fails, and shows what it last said while it is away.
//!
//! Over any backend. Time, chance and the network are arguments. What an answer means, the caller
//! decides. A change is never kept to be sent later: what is not sent now is refused.

mod breaker;
mod last_answers;
mod line;
mod pause;
mod retry_after;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::future::{Either, LocalBoxFuture, select};
use wire::http::{CONTENT_TYPE, JSON};

use self::line::Switchboard;
use self::pause::Next;
use crate::backend::{Answer, Backend, Method, NoAnswer, NotSent, Request};

pub use self::line::{Line, Standing};
pub use self::pause::{ATTEMPTS, IN_ALL};
pub use self::retry_after::not_before;

/// A backend that is patient with another one, and not too patient.
#[derive(Clone)]
pub struct Delivery {
    backend: Arc<dyn Backend>,
    limits: Limits,
    ports: Ports,
    switchboard: Arc<Mutex<Switchboard>>,
}

/// How long an attempt may take, by what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub read: Duration,
    pub write: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            read: Duration::from_secs(15),
            write: Duration::from_secs(30),
        }
    }
}

/// What comes from outside.
#[derive(Clone)]
pub struct Ports {
    pub sleep: Arc<dyn Fn(Duration) -> LocalBoxFuture<'static, ()> + Send + Sync>,
    /// Never goes back.
    pub elapsed: Arc<dyn Fn() -> Duration + Send + Sync>,
    /// A number from 0 to 1.
    pub chance: fn() -> f64,
    /// Whether there is a network to send anything through.
    pub is_online: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Told how the line is, each time that may have changed.
    pub tell: Arc<dyn Fn(Line) + Send + Sync>,
}

/// The shortest pause that is told of, and can be called off.
const NOTICEABLE: Duration = Duration::from_secs(1);

impl Backend for Delivery {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let this = self.clone();
        Box::pin(async move { this.deliver(request).await })
    }
}

impl Delivery {
    pub fn new(backend: Arc<dyn Backend>, limits: Limits, ports: Ports) -> Self {
        Self {
            backend,
            limits,
            ports,
            switchboard: Arc::default(),
        }
    }

    /// Asks nothing again that waits to be asked again: it ends with the answer that it has.
    pub fn call_off(&self) {
        self.switchboard().waits.clear();
        self.tell();
    }

    /// Whoever has something in sight reads it again now: what does not come is told of anew.
    pub fn read_again(&self) {
        self.switchboard().last_answers.read_again();
        self.tell();
    }

    async fn deliver(&self, request: Request) -> Answer {
        let begun = self.now();
        if let Err(why) = self.admit() {
            return self.settle(&request, Err(NoAnswer::NotSent(why)));
        }
        let mut attempt = 1;
        loop {
            let left = || (begun + IN_ALL).saturating_sub(self.now());
            let answer = self.attempt(&request, left()).await;
            self.note(&answer);
            match pause::after(&answer, &request, attempt, left(), (self.ports.chance)()) {
                Next::AskAgain { after } => {
                    let is_called_off = !self.wait(after).await;
                    if is_called_off || self.admit().is_err() {
                        return self.settle(&request, answer);
                    }
                    attempt += 1;
                }
                Next::Rest(rest) => {
                    let until = self.now() + rest;
                    self.switchboard().breaker.rest(until);
                    return self.settle(&request, answer);
                }
                Next::Settle => return self.settle(&request, answer),
            }
        }
    }

    /// Whether anything may be sent at all.
    fn admit(&self) -> Result<(), NotSent> {
        if !(self.ports.is_online)() {
            return Err(NotSent::Offline);
        }
        let now = self.now();
        let admitted = self.switchboard().breaker.admit(now);
        admitted.map_err(|_| NotSent::Resting)
    }

    async fn attempt(&self, request: &Request, left: Duration) -> Answer {
        let limit = match request.method {
            Method::Get => self.limits.read,
            Method::Post | Method::Patch => self.limits.write,
        };
        let limit = limit.min(left);
        let answer = self.backend.send(request.clone());
        match select(answer, (self.ports.sleep)(limit)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(NoAnswer::Unreachable(format!(
                "no answer within {}s",
                limit.as_secs()
            ))),
        }
    }

    fn note(&self, answer: &Answer) {
        let now = self.now();
        let mut switchboard = self.switchboard();
        if pause::is_failure(answer) {
            switchboard.breaker.failed(now);
        } else {
            switchboard.breaker.succeeded();
        }
    }

    /// Whether it came to its end, and was not called off.
    async fn wait(&self, pause: Duration) -> bool {
        let sleep = (self.ports.sleep)(pause);
        if pause < NOTICEABLE {
            sleep.await;
            return true;
        }
        let until = self.now() + pause;
        let called_off = self.switchboard().waits.begin(until);
        self.tell();
        let ended = select(sleep, called_off).await;
        let came_to_its_end = matches!(ended, Either::Left(_));
        // Ends the wait, so that it is no longer told of.
        drop(ended);
        self.tell();
        came_to_its_end
    }

    /// The answer to pass on: where the far side is away, a read gets what it last said.
    fn settle(&self, request: &Request, answer: Answer) -> Answer {
        let now = self.now();
        let is_away =
            matches!(answer, Err(NoAnswer::NotSent(_))) || pause::is_worth_repeating(&answer);
        let mut switchboard = self.switchboard();
        let last = &mut switchboard.last_answers;
        let answer = match (request.method, answer) {
            (Method::Get, answer) if is_away => match last.stand_in(&request.path) {
                Some(known) => Ok(known),
                None => answer,
            },
            (Method::Get, Ok(response)) => {
                // Not the page of a network that wants a sign-in.
                let kind = response.header(CONTENT_TYPE).unwrap_or_default();
                if matches!(response.status, 200..300) && kind.starts_with(JSON) {
                    last.keep(&request.path, &response, now);
                }
                Ok(response)
            }
            (Method::Post | Method::Patch, answer) => {
                last.forget(&request.path);
                answer
            }
            (Method::Get, answer) => answer,
        };
        drop(switchboard);
        self.tell();
        answer
    }

    fn tell(&self) {
        let line = self.switchboard().line(self.now());
        (self.ports.tell)(line);
    }

    fn now(&self) -> Duration {
        (self.ports.elapsed)()
    }

    fn switchboard(&self) -> MutexGuard<'_, Switchboard> {
        // Nothing that holds it can panic half-way.
        self.switchboard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
