//! The database: SQLite in a file, or PostgreSQL. The same statements serve both; how a transaction
//! keeps others out is all that differs.
//!
//! Accepted means on the disk: SQLite runs with `synchronous = FULL`, and PostgreSQL's
//! `synchronous_commit` is on unless an operator turns it off.

pub(crate) mod backup;
mod migrations;
mod running;

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Connection, Executor, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};

use self::running::{Running, Turn};
use crate::trouble::Trouble;

pub(crate) struct Database {
    pub(crate) pool: AnyPool,
    kind: Kind,
}

enum Kind {
    Sqlite {
        /// Writers of this process queue here, because SQLite's own way to wait is to try again and
        /// again, which serves whoever is lucky.
        queue: Arc<Mutex<()>>,
        running: Running,
    },
    Postgres,
}

/// A transaction that nobody overtakes. It is undone unless it is committed.
pub(crate) struct Alone {
    transaction: Transaction<'static, Any>,
    _place: Option<OwnedMutexGuard<()>>,
    _turn: Option<Turn>,
}

/// Longer than any transaction here takes; whoever waits longer is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

impl Database {
    /// Connects, and brings the tables up to date.
    pub(crate) async fn open(url: &str, connections: u32) -> Result<Self, Trouble> {
        sqlx::any::install_default_drivers();
        let url = url_to_open(url);
        let is_sqlite = url.starts_with("sqlite:");
        // A pool tries again until its patience is over, and then does not say why it failed.
        let mut first = AnyConnection::connect(&url).await?;
        set_up(&mut first, is_sqlite).await?;
        first.close().await?;
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| Box::pin(set_up(connection, is_sqlite)))
            .connect(&url)
            .await?;
        let kind = if is_sqlite {
            Kind::Sqlite {
                queue: Arc::default(),
                running: Running::default(),
            }
        } else {
            Kind::Postgres
        };
        let database = Self { pool, kind };
        migrations::run(&database).await?;
        Ok(database)
    }

    /// A transaction in which no other server of this database writes to this tenant: one that is
    /// there already waits for this one's end, and then sees what it did. Until then nobody else
    /// gets one for the same key.
    pub(crate) async fn alone_with(
        &self,
        tenant: &str,
        key: Option<&str>,
    ) -> Result<Alone, Trouble> {
        let turn = match (&self.kind, key) {
            (Kind::Sqlite { running, .. }, Some(key)) => {
                Some(running.begin(tenant, key).ok_or(Trouble::Running)?)
            }
            _ => None,
        };
        let mut alone = self.begin(turn).await?;
        if let Kind::Postgres = self.kind {
            if let Some(key) = key {
                take_key(alone.connection(), tenant, key).await?;
            }
            sqlx::query("SELECT 1 FROM tenants WHERE id = $1 FOR UPDATE")
                .bind(tenant)
                .execute(alone.connection())
                .await?;
        }
        Ok(alone)
    }

    /// The same for what concerns the database as a whole: its tables, its first tenants.
    pub(crate) async fn alone(&self) -> Result<Alone, Trouble> {
        let mut alone = self.begin(None).await?;
        if let Kind::Postgres = self.kind {
            // Any number, the same for all servers.
            let lock = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(20220901)) AS held";
            sqlx::query(lock).execute(alone.connection()).await?;
        }
        Ok(alone)
    }

    async fn begin(&self, turn: Option<Turn>) -> Result<Alone, Trouble> {
        match &self.kind {
            Kind::Sqlite { queue, .. } => {
                let place = tokio::time::timeout(PATIENCE, Arc::clone(queue).lock_owned());
                let place = place.await.map_err(|_| Trouble::busy())?;
                Ok(Alone {
                    transaction: self.pool.begin_with("BEGIN IMMEDIATE").await?,
                    _place: Some(place),
                    _turn: turn,
                })
            }
            Kind::Postgres => Ok(Alone {
                transaction: self.pool.begin().await?,
                _place: None,
                _turn: turn,
            }),
        }
    }

    /// Whether it can be reached at all.
    pub(crate) async fn reach(&self) -> Result<(), Trouble> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }
}

impl Alone {
    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    pub(crate) async fn commit(self) -> Result<(), Trouble> {
        Ok(self.transaction.commit().await?)
    }
}

/// Takes a key for the transaction, which gives it back however it ends. Servers of one PostgreSQL
/// know nothing else of each other.
async fn take_key(connection: &mut AnyConnection, tenant: &str, key: &str) -> Result<(), Trouble> {
    // Two keys with the same hash would only have to wait for each other.
    let is_mine = sqlx::query_scalar("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(format!("{tenant}\n{key}"))
        .fetch_one(connection)
        .await?;
    if is_mine {
        Ok(())
    } else {
        Err(Trouble::Running)
    }
}

async fn set_up(connection: &mut AnyConnection, is_sqlite: bool) -> sqlx::Result<()> {
    let settings = if is_sqlite {
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA busy_timeout = 5000"
    } else {
        "SET lock_timeout = 5000"
    };
    connection.execute(settings).await?;
    Ok(())
}

/// An SQLite file comes into being when it is first opened.
fn url_to_open(url: &str) -> String {
    if url.starts_with("sqlite:") && !url.contains('?') {
        format!("{url}?mode=rwc")
    } else {
        url.to_owned()
    }
}
