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
use wire::http::{IDEMPOTENCY_KEY, IF_MATCH, Method, Request, Response};
use wire::problem::{Problem, ProblemType};

use super::keep::Keep;
use super::ledger::Ledger;
use super::{Answer, Change, Fault, Keeping, NoAnswer};
use crate::browser::channel::Channel;
use crate::browser::store::{Lives, Store, Trouble};
use crate::browser::{clock, console, locks};

pub(super) struct Host {
    pub(super) database: String,
    pub(super) fault: Cell<Option<Fault>>,
    pub(super) keep: Keep,
    caller: Caller,
    /// How each tenant came to be, before it was first asked for.
    pub(super) births: HashMap<String, Scenario>,
    session: Response,
    /// The tenants that this page asked for.
    ledgers: RefCell<HashMap<String, Rc<RefCell<Ledger>>>>,
    /// The life in which each idempotency key was first brought.
    keys: RefCell<HashMap<String, u32>>,
    pub(super) elapsed: Box<dyn Fn() -> Duration>,
    changed: Changed,
    /// Nothing where the browser has no channels: then other tabs learn when they next ask.
    channel: Option<Channel>,
}

/// Called with the id of a tenant and what happened to it.
type Changed = Box<dyn Fn(&str, Change)>;

/// What one tab tells the others.
#[derive(Serialize, Deserialize)]
struct News {
    tenant: String,
    life: u32,
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
        changed: Changed,
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
        let session = Response::json(200, &service::session(tenants, &caller));
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
                keys: RefCell::default(),
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
    pub(super) async fn answer(&self, request: &Request) -> Answer {
        let meant = self.life_meant(request);
        let is_wish = [IDEMPOTENCY_KEY, IF_MATCH]
            .into_iter()
            .any(|name| request.header(name).is_some());
        let fault = is_wish.then(|| self.fault.take()).flatten();
        match fault {
            None => self.serve(request, meant, false).await,
            Some(Fault::Refused) => Ok(Response::problem(&Problem {
                rule: Some("R28".to_owned()),
                ..Problem::new(ProblemType::Refused(Reason::Role))
            })),
            Some(Fault::TimeOut) => std::future::pending().await,
            Some(Fault::ErrorAfterEffect) => {
                self.serve(request, meant, false).await?;
                Ok(problem(ProblemType::Unexpected))
            }
            Some(Fault::Crash) => panic!("as ?fault=crash has it"),
            Some(Fault::Quota) => self.serve(request, meant, true).await,
            Some(Fault::Conflict) => {
                // If it cannot be kept, nobody was faster.
                let _ = self.overtake(request).await;
                self.serve(request, meant, false).await
            }
        }
    }

    async fn serve(&self, request: &Request, meant: Option<u32>, is_full: bool) -> Answer {
        match Address::parse(&request.path) {
            Some(Address::Session) => Ok(self.session.clone()),
            Some(Address::Tenant { tenant, .. }) if self.births.contains_key(&tenant) => self
                .visit(&tenant, request, meant, is_full)
                .await
                .unwrap_or_else(|trouble| Ok(failure(&trouble))),
            // Without a tenant there is nothing to keep; the far side knows what to say.
            _ => {
                let nobody = State::default();
                let now = DateTime::UNIX_EPOCH;
                Ok(service::handle(&nobody, &self.caller, request, now).0)
            }
        }
    }

    /// Another administrator changes something just before this request.
    async fn overtake(&self, request: &Request) -> Result<(), Trouble> {
        let Some(Address::Tenant { tenant, .. }) = Address::parse(&request.path) else {
            return Ok(());
        };
        let ledger = self.caught_up(&tenant).await?;
        let now = ledger.borrow().clock.now((self.elapsed)());
        let records = service::colleague(&ledger.borrow().state, request, now);
        self.append(&tenant, &ledger, &records).await?;
        self.tell(&tenant, &ledger);
        Ok(())
    }

    async fn visit(
        &self,
        tenant: &str,
        request: &Request,
        meant: Option<u32>,
        is_full: bool,
    ) -> Result<Answer, Trouble> {
        self.alone_with(tenant, async || {
            let ledger = self.caught_up(tenant).await?;
            let life = ledger.borrow().lives.current;
            if meant.is_some_and(|meant| meant != life) {
                let why = "the records for which it was meant have been replaced";
                return Ok(Err(NoAnswer::Unreachable(why.to_owned())));
            }
            self.attempt(tenant, &ledger, request, is_full)
                .await
                .map(Ok)
        })
        .await
    }

    /// The life of its tenant for which a write is meant: the one that this page knew when the
    /// write was first sent. Its sender never saw another, so it must have no effect there, also
    /// when it has waited for a lock or is sent again.
    fn life_meant(&self, request: &Request) -> Option<u32> {
        let Some(Address::Tenant { tenant, .. }) = Address::parse(&request.path) else {
            return None;
        };
        if request.method == Method::Get {
            return None;
        }
        let known = self.ledgers.borrow().get(&tenant)?.borrow().lives.current;
        let Some(key) = request.header(IDEMPOTENCY_KEY) else {
            return Some(known);
        };
        let mut keys = self.keys.borrow_mut();
        Some(*keys.entry(key.to_owned()).or_insert(known))
    }

    /// Holds the tenant's lock, and begins again whenever another host was faster: what that wrote
    /// may change everything.
    pub(super) async fn alone_with<T>(
        &self,
        tenant: &str,
        attempt: impl AsyncFn() -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let _held = locks::exclusive(&format!("{}/{tenant}", self.database)).await;
        for _ in 0..ATTEMPTS {
            match attempt().await {
                Err(Trouble::Conflict) => {}
                end => return end,
            }
        }
        Err(Trouble::Failed("conflict after conflict".to_owned()))
    }

    pub(super) async fn attempt(
        &self,
        tenant: &str,
        ledger: &RefCell<Ledger>,
        request: &Request,
        is_full: bool,
    ) -> Result<Response, Trouble> {
        let now = ledger.borrow().clock.now((self.elapsed)());
        let (response, records) =
            service::handle(&ledger.borrow().state, &self.caller, request, now);
        if !records.is_empty() {
            if is_full {
                return Err(Trouble::Full);
            }
            self.append(tenant, ledger, &records).await?;
            self.tell(tenant, ledger);
        }
        let note = ledger.borrow_mut().note((self.elapsed)());
        if let Some(note) = note {
            let life = ledger.borrow().lives.current;
            // Without it a reload may set the clock back, but not behind the records.
            let _ = self.keep.note(tenant, life, &note).await;
        }
        Ok(response)
    }

    /// The tenant as it is now, whoever brought it there.
    pub(super) fn caught_up<'a>(
        &'a self,
        tenant: &'a str,
    ) -> LocalBoxFuture<'a, Result<Rc<RefCell<Ledger>>, Trouble>> {
        // Behind a pointer, or the compiler writes it out for each who calls it.
        Box::pin(self.catch_up(tenant))
    }

    async fn catch_up(&self, tenant: &str) -> Result<Rc<RefCell<Ledger>>, Trouble> {
        let known = self.ledgers.borrow().get(tenant).cloned();
        let ledger = match known {
            Some(ledger) => ledger,
            None => self.opened(tenant).await?,
        };
        let (life, from) = {
            let ledger = ledger.borrow();
            (ledger.lives.current, ledger.state.version)
        };
        let tail = self.keep.tail(tenant, life, from).await?;
        if tail.lives.current != life {
            self.turn_to(tenant, tail.lives).await?;
            return Err(Trouble::Conflict);
        }
        let records: Result<Vec<_>, _> = tail
            .records
            .iter()
            .map(|text| Record::from_json(text))
            .collect();
        {
            let mut ledger = ledger.borrow_mut();
            ledger.lives = tail.lives;
            ledger.learn(from, &records?, tail.note.as_deref(), (self.elapsed)());
        }
        if ledger.borrow().state.version == 0
            && let Some(birth) = self.births.get(tenant)
        {
            self.append(tenant, &ledger, &birth.records()).await?;
        }
        Ok(ledger)
    }

    async fn opened(&self, tenant: &str) -> Result<Rc<RefCell<Ledger>>, Trouble> {
        let lives = self.keep.lives(tenant).await?;
        let (snapshot, note) = self.keep.head(tenant, lives.current).await?;
        let mut ledger = Ledger::open(lives, snapshot.as_deref(), (self.elapsed)());
        ledger.reopen(note.as_deref(), (self.elapsed)());
        let mut ledgers = self.ledgers.borrow_mut();
        // Another request may have opened it in the meantime.
        let ledger = ledgers
            .entry(tenant.to_owned())
            .or_insert_with(|| Rc::new(RefCell::new(ledger)));
        Ok(Rc::clone(ledger))
    }

    /// The tenant lives another life from here on: whatever this page knows of it is of the past.
    pub(super) async fn turn_to(&self, tenant: &str, lives: Lives) -> Result<(), Trouble> {
        let (snapshot, _) = self.keep.head(tenant, lives.current).await?;
        let is_known = |ledger: &Rc<RefCell<Ledger>>| ledger.borrow().lives == lives;
        // Another request may have found out in the meantime.
        if !self.ledgers.borrow().get(tenant).is_some_and(is_known) {
            let ledger = Ledger::open(lives, snapshot.as_deref(), (self.elapsed)());
            let ledger = Rc::new(RefCell::new(ledger));
            self.ledgers.borrow_mut().insert(tenant.to_owned(), ledger);
            (self.changed)(tenant, Change::Replaced);
        }
        Ok(())
    }

    async fn append(
        &self,
        tenant: &str,
        ledger: &RefCell<Ledger>,
        records: &[Record],
    ) -> Result<(), Trouble> {
        let life = ledger.borrow().lives.current;
        let length = ledger.borrow().state.version;
        let snapshot = ledger.borrow().snapshot_with(records);
        let texts: Vec<_> = records.iter().map(Record::to_json).collect();
        self.keep
            .append(tenant, life, length, &texts, snapshot.as_deref())
            .await?;
        ledger
            .borrow_mut()
            .learn(length, records, None, (self.elapsed)());
        Ok(())
    }

    /// Says in all tabs, this one too, that there is something new.
    pub(super) fn tell(&self, tenant: &str, ledger: &RefCell<Ledger>) {
        let ledger = ledger.borrow();
        let news = News {
            tenant: tenant.to_owned(),
            life: ledger.lives.current,
            now: ledger.clock.now((self.elapsed)()),
        };
        drop(ledger);
        if let Some(channel) = &self.channel
            && let Ok(text) = serde_json::to_string(&news)
        {
            channel.say(&text);
        }
        (self.changed)(tenant, Change::Grown);
    }

    fn hear(&self, text: &str) {
        // A newer version of this program may have news that this one does not understand.
        let Ok(news) = serde_json::from_str::<News>(text) else {
            return;
        };
        if let Some(ledger) = self.ledgers.borrow().get(&news.tenant) {
            let elapsed = (self.elapsed)();
            let mut ledger = ledger.borrow_mut();
            // The time of another life is found with its records.
            if ledger.lives.current == news.life {
                ledger.clock.raise(news.now, elapsed);
            }
        }
        (self.changed)(&news.tenant, Change::Grown);
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
            let serving: LocalBoxFuture<'_, Answer> = Box::pin(host.serve(&look, None, false));
            // What went wrong will be told to whoever asks.
            let _ = serving.await;
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
