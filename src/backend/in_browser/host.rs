//! Reads what is kept, lets `service` answer, keeps what comes of it, tells everybody.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::LocalBoxFuture;
use policy::basic_auth_2022::Reason;
use serde::{Deserialize, Serialize};
use service::{Caller, Record, Scenario, State, Unreadable};
use wasm_bindgen_futures::spawn_local;
use wire::address::{Address, Part};
use wire::http::{IDEMPOTENCY_KEY, Request, Response};
use wire::problem::{Problem, ProblemType};

use super::keep::Keep;
use super::ledger::Ledger;
use super::{Fault, Keeping};
use crate::browser::channel::Channel;
use crate::browser::store::{Store, Trouble};
use crate::browser::{clock, console, locks};

pub(super) struct Host {
    pub(super) database: String,
    pub(super) fault: Cell<Option<Fault>>,
    keep: Keep,
    caller: Caller,
    /// How each tenant came to be, before it was first asked for.
    births: HashMap<String, Scenario>,
    session: Response,
    /// The tenants that this page asked for.
    ledgers: RefCell<HashMap<String, Rc<RefCell<Ledger>>>>,
    elapsed: Box<dyn Fn() -> Duration>,
    changed: Box<dyn Fn(&str)>,
    /// Nothing where the browser has no channels: then other tabs learn when they next ask.
    channel: Option<Channel>,
}

/// What one tab tells the others.
#[derive(Serialize, Deserialize)]
struct News {
    tenant: String,
    now: DateTime<Utc>,
}

/// How often time passes in a page where nobody does anything.
const TICK: Duration = Duration::from_secs(5);

/// So many conflicts in a row are no coincidence: the records are damaged.
const ATTEMPTS: u32 = 100;

impl Host {
    pub(super) async fn open(
        database: &str,
        elapsed: Box<dyn Fn() -> Duration>,
        changed: Box<dyn Fn(&str)>,
    ) -> Rc<Self> {
        let keep = match Store::open(database).await {
            Ok(store) => Keep::Database(store),
            Err(Trouble::Newer) => Keep::OutOfReach,
            Err(trouble) => {
                console::warn(&format!("Nothing will be kept: {trouble:?}"));
                Keep::Memory(RefCell::default())
            }
        };
        let scenarios = service::scenarios();
        let caller = service::caller(&scenarios);
        let tenants = scenarios.iter().map(|scenario| &scenario.tenant);
        let session = service::session(tenants, &caller);
        let births = scenarios
            .into_iter()
            .map(|scenario| (scenario.tenant.id.clone(), scenario))
            .collect();

        let host = Rc::new_cyclic(|host: &Weak<Self>| {
            let host = Weak::clone(host);
            let hear = move |text: String| {
                if let Some(host) = host.upgrade() {
                    host.hear(&text);
                }
            };
            Self {
                database: database.to_owned(),
                fault: Cell::new(None),
                keep,
                caller,
                births,
                session,
                ledgers: RefCell::default(),
                elapsed,
                changed,
                channel: Channel::open(database, hear),
            }
        });
        spawn_local(keep_time(Rc::downgrade(&host)));
        host
    }

    pub(super) fn keeping(&self) -> Keeping {
        match self.keep {
            Keep::Database(_) => Keeping::InBrowser,
            Keep::Memory(_) => Keeping::MemoryOnly,
            Keep::OutOfReach => Keeping::OutOfReach,
        }
    }

    /// Answers as a server would, and fails on purpose where that was asked for.
    pub(super) async fn answer(&self, request: &Request) -> Response {
        let fault = request
            .header(IDEMPOTENCY_KEY)
            .and_then(|_| self.fault.take());
        match fault {
            None => self.serve(request, false).await,
            Some(Fault::Refused) => Response::problem(&Problem {
                rule: Some("R28".to_owned()),
                ..Problem::new(ProblemType::Refused(Reason::Role))
            }),
            Some(Fault::TimeOut) => std::future::pending().await,
            Some(Fault::ErrorAfterEffect) => {
                self.serve(request, false).await;
                problem(ProblemType::Unexpected)
            }
            Some(Fault::Quota) => self.serve(request, true).await,
        }
    }

    async fn serve(&self, request: &Request, is_full: bool) -> Response {
        match Address::parse(&request.path) {
            Some(Address::Session) => self.session.clone(),
            Some(Address::Tenant { tenant, .. }) if self.births.contains_key(&tenant) => self
                .visit(&tenant, request, is_full)
                .await
                .unwrap_or_else(|trouble| failure(&trouble)),
            // Without a tenant there is nothing to keep; the far side knows what to say.
            _ => {
                service::handle(
                    &State::default(),
                    &self.caller,
                    request,
                    DateTime::UNIX_EPOCH,
                )
                .0
            }
        }
    }

    async fn visit(
        &self,
        tenant: &str,
        request: &Request,
        is_full: bool,
    ) -> Result<Response, Trouble> {
        let _held = locks::exclusive(&format!("{}/{tenant}", self.database)).await;
        for _ in 0..ATTEMPTS {
            match self.attempt(tenant, request, is_full).await {
                // Another host was faster, and what it wrote may change the answer.
                Err(Trouble::Conflict) => {}
                end => return end,
            }
        }
        Err(Trouble::Failed("conflict after conflict".to_owned()))
    }

    async fn attempt(
        &self,
        tenant: &str,
        request: &Request,
        is_full: bool,
    ) -> Result<Response, Trouble> {
        let ledger = self.caught_up(tenant).await?;
        let now = ledger.borrow().clock.now((self.elapsed)());
        let (response, records) =
            service::handle(&ledger.borrow().state, &self.caller, request, now);
        if !records.is_empty() {
            if is_full {
                return Err(Trouble::Full);
            }
            self.append(tenant, &ledger, &records).await?;
            self.tell(tenant, &ledger);
        }
        let note = ledger.borrow_mut().note((self.elapsed)());
        if let Some(note) = note {
            // Without it a reload may set the clock back, but not behind the records.
            let _ = self.keep.note(tenant, &note).await;
        }
        Ok(response)
    }

    /// The tenant as it is now, whoever brought it there.
    async fn caught_up(&self, tenant: &str) -> Result<Rc<RefCell<Ledger>>, Trouble> {
        let known = self.ledgers.borrow().get(tenant).cloned();
        let ledger = match known {
            Some(ledger) => ledger,
            None => self.opened(tenant).await?,
        };
        let from = ledger.borrow().state.version;
        let (texts, note) = self.keep.tail(tenant, from).await?;
        let records: Result<Vec<_>, _> = texts.iter().map(|text| Record::from_json(text)).collect();
        ledger
            .borrow_mut()
            .learn(from, &records?, note.as_deref(), (self.elapsed)());
        if ledger.borrow().state.version == 0
            && let Some(birth) = self.births.get(tenant)
        {
            self.append(tenant, &ledger, &birth.records()).await?;
        }
        Ok(ledger)
    }

    async fn opened(&self, tenant: &str) -> Result<Rc<RefCell<Ledger>>, Trouble> {
        let (snapshot, note) = self.keep.head(tenant).await?;
        let ledger = Ledger::open(snapshot.as_deref(), note.as_deref(), (self.elapsed)());
        let mut ledgers = self.ledgers.borrow_mut();
        // Another request may have opened it in the meantime.
        let ledger = ledgers
            .entry(tenant.to_owned())
            .or_insert_with(|| Rc::new(RefCell::new(ledger)));
        Ok(Rc::clone(ledger))
    }

    async fn append(
        &self,
        tenant: &str,
        ledger: &RefCell<Ledger>,
        records: &[Record],
    ) -> Result<(), Trouble> {
        let length = ledger.borrow().state.version;
        let snapshot = ledger.borrow().snapshot_with(records);
        let texts: Vec<_> = records.iter().map(Record::to_json).collect();
        self.keep
            .append(tenant, length, &texts, snapshot.as_deref())
            .await?;
        ledger
            .borrow_mut()
            .learn(length, records, None, (self.elapsed)());
        Ok(())
    }

    fn tell(&self, tenant: &str, ledger: &RefCell<Ledger>) {
        let news = News {
            tenant: tenant.to_owned(),
            now: ledger.borrow().clock.now((self.elapsed)()),
        };
        if let Some(channel) = &self.channel
            && let Ok(text) = serde_json::to_string(&news)
        {
            channel.say(&text);
        }
        (self.changed)(tenant);
    }

    fn hear(&self, text: &str) {
        // A newer version of this program may have news that this one does not understand.
        let Ok(news) = serde_json::from_str::<News>(text) else {
            return;
        };
        if let Some(ledger) = self.ledgers.borrow().get(&news.tenant) {
            let elapsed = (self.elapsed)();
            ledger.borrow_mut().clock.raise(news.now, elapsed);
        }
        (self.changed)(&news.tenant);
    }
}

/// Lets time pass in the tenants of this page, so that what is due happens and is told, and the
/// clock is noted, also while nobody asks for anything.
async fn keep_time(host: Weak<Host>) {
    loop {
        clock::sleep(TICK).await;
        let Some(host) = host.upgrade() else {
            return;
        };
        let tenants: Vec<_> = host.ledgers.borrow().keys().cloned().collect();
        for tenant in tenants {
            let look = Request::get(&Address::of(&tenant, Part::Clock));
            // Behind a pointer, or the compiler writes out all of serving a second time, here.
            let serving: LocalBoxFuture<'_, Response> = Box::pin(host.serve(&look, false));
            serving.await;
        }
    }
}

fn problem(problem_type: ProblemType) -> Response {
    Response::problem(&Problem::new(problem_type))
}

fn failure(trouble: &Trouble) -> Response {
    match trouble {
        Trouble::Full => problem(ProblemType::StorageFull),
        // Whatever closed the database, this page goes on only after a reload.
        Trouble::Newer | Trouble::Closed => problem(ProblemType::RecordsNewer),
        Trouble::Conflict | Trouble::Unavailable(_) | Trouble::Failed(_) => {
            let details = format!("{trouble:?}");
            Response::problem(&Problem::new(ProblemType::Unexpected).with_detail(details))
        }
    }
}

impl From<Unreadable> for Trouble {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Newer(_) => Self::Newer,
            Unreadable::Damaged(why) => Self::Failed(why),
        }
    }
}
