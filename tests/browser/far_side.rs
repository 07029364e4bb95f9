//! The in-browser far side behind a line that tests can listen to and cut.

use std::sync::{Arc, Mutex};

use admin_center::api::Api;
use admin_center::backend::in_browser::{InBrowser, Keeping};
use admin_center::backend::{Answer, Backend, NoAnswer, Request, Response};
use admin_center::browser::clock;
use admin_center::changes::Changes;
use futures::channel::oneshot;
use futures::future::{FutureExt, LocalBoxFuture, Shared};
use wire::clock::Move;
use wire::http::{IDEMPOTENCY_KEY, RETRY_AFTER};
use wire::problem::{Problem, ProblemType};
use wire::ticket::NewTicket;

use crate::database::new_database;

#[derive(Clone)]
pub(crate) struct FarSide {
    pub(crate) host: InBrowser,
    pub(crate) changes: Changes,
    pub(crate) keeping: Keeping,
    pub(crate) database: String,
    /// Whether pages ask it through a delivery, which waits and asks again. Otherwise every answer
    /// is the first one.
    pub(crate) is_behind_delivery: bool,
    line: Arc<Mutex<Line>>,
}

#[derive(Default)]
struct Line {
    sent: Vec<Request>,
    fates: Vec<(&'static str, Fate)>,
}

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(crate) enum Fate {
    /// It does not arrive.
    Lost,
    /// It arrives, and its answer does not.
    AnswerLost,
    /// It is on its way for ever.
    OnItsWay,
    /// It waits until it may arrive.
    Held(Shared<oneshot::Receiver<()>>),
    /// The far side declines it.
    Declined(ProblemType),
    /// The answer says the second where it said the first.
    Reworded(&'static str, &'static str),
    /// Nobody is signed in there, and this is where to do so.
    SignedOut,
    /// It is too busy, and wants to be asked again after so many seconds.
    Busy(&'static str),
    /// Another far side answers this.
    Told(String),
}

impl FarSide {
    /// With the tenants as they are at first.
    pub(crate) async fn new() -> Self {
        Self::of(new_database()).await
    }

    pub(crate) async fn behind_delivery() -> Self {
        Self {
            is_behind_delivery: true,
            ..Self::new().await
        }
    }

    /// As another page of this browser finds it.
    pub(crate) async fn opened_again(&self) -> Self {
        Self::of(self.database.clone()).await
    }

    async fn of(database: String) -> Self {
        let changes = Changes::new();
        let heard_of = move |tenant: &str, change| changes.heard_of(tenant, change);
        let host = InBrowser::open(&database, clock::elapsed, heard_of).await;
        Self {
            keeping: host.keeping(),
            host,
            changes,
            database,
            is_behind_delivery: false,
            line: Arc::default(),
        }
    }

    /// Decides what becomes of requests that mention the word, in their path or their body.
    pub(crate) fn meets(&self, word: &'static str, fate: Fate) {
        self.line.lock().unwrap().fates.push((word, fate));
    }

    /// Holds requests that mention the word, until what is returned is called.
    pub(crate) fn holds(&self, word: &'static str) -> impl FnOnce() + use<> {
        let (let_go, held) = oneshot::channel();
        self.meets(word, Fate::Held(held.shared()));
        let line = Arc::clone(&self.line);
        move || {
            line.lock().unwrap().fates.retain(|(it, _)| *it != word);
            let_go.send(()).unwrap();
        }
    }

    /// From here on every request gets its answer.
    pub(crate) fn mend(&self) {
        self.line.lock().unwrap().fates.clear();
    }

    /// How many requests so far mention the word in their path.
    pub(crate) fn asked_for(&self, word: &str) -> usize {
        let line = self.line.lock().unwrap();
        let asked = line
            .sent
            .iter()
            .filter(|request| request.path.contains(word));
        asked.count()
    }

    /// The requests for protocols so far: the protocol's own word, and the key.
    pub(crate) fn submissions(&self) -> Vec<(String, String)> {
        let line = self.line.lock().unwrap();
        let keyed = line.sent.iter().filter_map(|request| {
            let body: serde_json::Value = serde_json::from_str(request.body.as_ref()?).unwrap();
            let protocol = body["protocol"].as_str()?.to_owned();
            Some((protocol, request.header(IDEMPOTENCY_KEY)?.to_owned()))
        });
        keyed.collect()
    }

    /// The tickets that were sent so far, each with its key.
    pub(crate) fn tickets(&self) -> Vec<(NewTicket, String)> {
        let line = self.line.lock().unwrap();
        let keyed = line.sent.iter().filter_map(|request| {
            let ticket = serde_json::from_str(request.body.as_ref()?).ok()?;
            Some((ticket, request.header(IDEMPOTENCY_KEY)?.to_owned()))
        });
        keyed.collect()
    }

    /// Lets the tenant's time pass until this instant.
    pub(crate) async fn time_passes(&self, tenant: &str, until: &str) {
        let until = Move::To(until.parse().unwrap());
        self.api().move_clock(tenant, until).await.unwrap();
    }

    /// Another way to the far side than the one under test.
    pub(crate) fn api(&self) -> Api {
        Api::new(self.host.clone(), |_| {})
    }

    fn fate_of(&self, request: &Request) -> Option<Fate> {
        let mut line = self.line.lock().unwrap();
        line.sent.push(request.clone());
        let text = format!("{} {:?}", request.path, request.body);
        let mut fates = line.fates.iter();
        let fate = fates.find(|(word, _)| text.contains(word));
        fate.map(|(_, fate)| fate.clone())
    }
}

impl Backend for FarSide {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let fate = self.fate_of(&request);
        let answer = self.host.send(request);
        Box::pin(async move {
            match fate {
                None => answer.await,
                Some(Fate::Lost) => Err(NoAnswer::Unreachable("lost".to_owned())),
                Some(Fate::AnswerLost) => {
                    answer.await?;
                    Err(NoAnswer::Unreachable("lost on the way back".to_owned()))
                }
                Some(Fate::OnItsWay) => std::future::pending().await,
                Some(Fate::Held(held)) => {
                    held.await.unwrap();
                    answer.await
                }
                Some(Fate::Declined(problem)) => Ok(Response::problem(&Problem::new(problem))),
                Some(Fate::SignedOut) => Ok(Response::problem(&Problem {
                    sign_in: Some("/sign-in".into()),
                    ..Problem::new(ProblemType::Unauthenticated)
                })),
                Some(Fate::Busy(seconds)) => {
                    let busy = Response::problem(&Problem::new(ProblemType::Unavailable));
                    Ok(busy.with_header(RETRY_AFTER, seconds))
                }
                Some(Fate::Reworded(said, says)) => answer.await.map(|answer| Response {
                    body: answer.body.replace(said, says),
                    ..answer
                }),
                Some(Fate::Told(answer)) => Ok(Response {
                    status: 200,
                    headers: vec![],
                    body: answer,
                }),
            }
        })
    }
}
