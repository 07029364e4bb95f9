//! Reads what is kept of a tenant, lets `service` answer, keeps what comes of it, then answers.
//!
//! Any number of servers may do so with the same database. What one of them remembers of a tenant
//! is the fold of its first so many records, which never change; how many there are is asked anew
//! for every request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use service::{Caller, Happening, Record, State, Tenant};
use sqlx::AnyConnection;
use wire::http::{IDEMPOTENCY_KEY, Method, Request, Response};

use crate::database::Database;
use crate::ledger::{self, Head};
use crate::trouble::Trouble;
use crate::wall::Wall;

pub(crate) struct Host {
    pub(crate) database: Database,
    pub(crate) wall: Wall,
    /// By tenant.
    known: Mutex<HashMap<String, Arc<State>>>,
}

impl Host {
    pub(crate) fn new(database: Database) -> Self {
        Self {
            database,
            wall: Wall::default(),
            known: Mutex::default(),
        }
    }

    /// The first start of all: the invented tenants come into being.
    pub(crate) async fn bear_tenants(&self) -> Result<(), Trouble> {
        let mut alone = self.database.alone().await?;
        if !ledger::tenants(alone.connection()).await?.is_empty() {
            return Ok(());
        }
        for (place, scenario) in (0..).zip(service::scenarios()) {
            let id = &scenario.tenant.id;
            let records = scenario.records();
            let state = State::fold(&records);
            let ahead_ms = (state.clock - self.wall.now()).num_milliseconds();
            let connection = alone.connection();
            ledger::found(connection, id, place).await?;
            ledger::append(connection, id, &records, &state, ahead_ms).await?;
        }
        alone.commit().await
    }

    pub(crate) async fn tenants(&self) -> Result<Vec<Tenant>, Trouble> {
        let mut connection = self.database.pool.acquire().await?;
        ledger::tenants(&mut connection).await
    }

    /// Answers a request about a tenant.
    pub(crate) async fn answer(
        &self,
        caller: &Caller,
        tenant: &str,
        request: &Request,
    ) -> Result<Response, Trouble> {
        if !caller.tenants.contains_key(tenant) {
            return Ok(unknown_tenant(caller, request));
        }
        if request.method == Method::Get
            && let Some(response) = self.look(caller, tenant, request).await?
        {
            return Ok(response);
        }
        self.write(caller, tenant, request).await
    }

    /// Answers without a lock, unless something was due that has to be recorded first.
    async fn look(
        &self,
        caller: &Caller,
        tenant: &str,
        request: &Request,
    ) -> Result<Option<Response>, Trouble> {
        let mut connection = self.database.pool.acquire().await?;
        let Some((head, state)) = self.read(&mut connection, tenant).await? else {
            return Ok(Some(unknown_tenant(caller, request)));
        };
        let now = now(&head, self.wall.now());
        let (response, due) = service::handle(&state, caller, request, now);
        Ok(due.is_empty().then_some(response))
    }

    async fn write(
        &self,
        caller: &Caller,
        tenant: &str,
        request: &Request,
    ) -> Result<Response, Trouble> {
        let key = request.header(IDEMPOTENCY_KEY).map(str::trim);
        // Reading twice at once does no harm, whatever key comes along.
        let key = key.filter(|_| request.method != Method::Get);
        let mut alone = self.database.alone_with(tenant, key).await?;
        let Some((head, state)) = self.read(alone.connection(), tenant).await? else {
            return Ok(unknown_tenant(caller, request));
        };
        if state.version != head.version {
            let why = format!("{tenant} has other records than before: was the database replaced?");
            return Err(Trouble::Failed(why));
        }
        let wall = self.wall.now();
        let (response, records) = service::handle(&state, caller, request, now(&head, wall));
        if records.is_empty() {
            return Ok(response);
        }
        let mut after = Arc::unwrap_or_clone(state);
        after.apply_all(&records);
        let ahead_ms = ahead_after(&records, wall).unwrap_or(head.ahead_ms);
        ledger::append(alone.connection(), tenant, &records, &after, ahead_ms).await?;
        alone.commit().await?;
        self.remember(tenant, Arc::new(after));
        Ok(response)
    }

    /// The tenant as the database has it now; nothing where it has none.
    async fn read(
        &self,
        connection: &mut AnyConnection,
        tenant: &str,
    ) -> Result<Option<(Head, Arc<State>)>, Trouble> {
        let Some(head) = ledger::head(connection, tenant).await? else {
            return Ok(None);
        };
        let known = self.known().get(tenant).map(Arc::clone);
        let state = match known {
            Some(state) if state.version >= head.version => state,
            known => {
                let known = known.map(Arc::unwrap_or_clone);
                let state = Arc::new(ledger::catch_up(connection, tenant, known).await?);
                self.remember(tenant, Arc::clone(&state));
                state
            }
        };
        Ok(Some((head, state)))
    }

    fn remember(&self, tenant: &str, state: Arc<State>) {
        let mut known = self.known();
        let is_newer = |known: &Arc<State>| state.version > known.version;
        if known.get(tenant).is_none_or(is_newer) {
            known.insert(tenant.to_owned(), state);
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<State>>> {
        // What was put in is whole, even if whoever put it in then panicked.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn now(head: &Head, wall: DateTime<Utc>) -> DateTime<Utc> {
    wall + TimeDelta::milliseconds(head.ahead_ms)
}

/// How far the tenant's clock is ahead of the wall from here on, if it was moved.
fn ahead_after(records: &[Record], wall: DateTime<Utc>) -> Option<i64> {
    let is_move = |record: &&Record| matches!(record.what, Happening::ClockMoved);
    let moved = records.iter().rfind(is_move)?;
    Some((moved.at - wall).num_milliseconds())
}

/// The far side itself knows what to say of a tenant that is not there, or not the caller's.
fn unknown_tenant(caller: &Caller, request: &Request) -> Response {
    let nothing = State::default();
    service::handle(&nothing, caller, request, DateTime::UNIX_EPOCH).0
}
