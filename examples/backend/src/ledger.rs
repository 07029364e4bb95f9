//! One tenant in the database: its records, how many there are, and how far its clock is ahead.
//!
//! Every statement about tenants is here, except for how a transaction keeps others out.

use service::{Record, State, Tenant};
use sqlx::AnyConnection;

use crate::trouble::Trouble;

/// A new snapshot comes after about this many records.
const SNAPSHOT_EVERY: u64 = 64;

/// What there is to know about a tenant without its records.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) version: u64,
    /// What is to be added to the time of the wall; most of the invented tenants live in the past.
    pub(crate) ahead_ms: i64,
}

/// Nothing where there is no such tenant.
pub(crate) async fn head(
    connection: &mut AnyConnection,
    tenant: &str,
) -> Result<Option<Head>, Trouble> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("SELECT version, ahead_ms FROM tenants WHERE id = $1")
            .bind(tenant)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(version, ahead_ms)| Head {
        version: version.unsigned_abs(),
        ahead_ms,
    }))
}

/// Folds what has been appended since, or begins with the snapshot where nothing is known yet.
pub(crate) async fn catch_up(
    connection: &mut AnyConnection,
    tenant: &str,
    known: Option<State>,
) -> Result<State, Trouble> {
    let mut state = match known {
        Some(state) => state,
        None => snapshot(connection, tenant).await?.unwrap_or_default(),
    };
    let texts: Vec<(String,)> = sqlx::query_as(
        "SELECT record FROM records WHERE tenant = $1 AND position >= $2 ORDER BY position",
    )
    .bind(tenant)
    .bind(state.version.cast_signed())
    .fetch_all(connection)
    .await?;
    for (text,) in texts {
        state.apply(&Record::from_json(&text)?);
    }
    Ok(state)
}

async fn snapshot(connection: &mut AnyConnection, tenant: &str) -> Result<Option<State>, Trouble> {
    let row: Option<(String,)> = sqlx::query_as("SELECT snapshot FROM snapshots WHERE tenant = $1")
        .bind(tenant)
        .fetch_optional(connection)
        .await?;
    Ok(row.and_then(|(text,)| State::from_snapshot(&text)))
}

/// Appends records to those of which `after` is the fold together with them. The key of the table
/// refuses a position that is taken.
pub(crate) async fn append(
    connection: &mut AnyConnection,
    tenant: &str,
    records: &[Record],
    after: &State,
    ahead_ms: i64,
) -> Result<(), Trouble> {
    let length = after.version - records.len() as u64;
    for (position, record) in (length..).zip(records) {
        sqlx::query("INSERT INTO records (tenant, position, record) VALUES ($1, $2, $3)")
            .bind(tenant)
            .bind(position.cast_signed())
            .bind(record.to_json())
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("UPDATE tenants SET version = $1, ahead_ms = $2 WHERE id = $3")
        .bind(after.version.cast_signed())
        .bind(ahead_ms)
        .bind(tenant)
        .execute(&mut *connection)
        .await?;
    if length / SNAPSHOT_EVERY != after.version / SNAPSHOT_EVERY {
        sqlx::query(
            "INSERT INTO snapshots (tenant, snapshot) VALUES ($1, $2) \
             ON CONFLICT (tenant) DO UPDATE SET snapshot = excluded.snapshot",
        )
        .bind(tenant)
        .bind(after.to_snapshot())
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Makes room for the records of a new tenant.
pub(crate) async fn found(
    connection: &mut AnyConnection,
    tenant: &str,
    place: i64,
) -> Result<(), Trouble> {
    sqlx::query("INSERT INTO tenants (id, place, version, ahead_ms) VALUES ($1, $2, 0, 0)")
        .bind(tenant)
        .bind(place)
        .execute(connection)
        .await?;
    Ok(())
}

/// Every tenant as it was opened, in the order of their founding.
pub(crate) async fn tenants(connection: &mut AnyConnection) -> Result<Vec<Tenant>, Trouble> {
    let texts: Vec<(String,)> = sqlx::query_as(
        "SELECT record FROM records JOIN tenants ON id = tenant WHERE position = 0 ORDER BY place",
    )
    .fetch_all(connection)
    .await?;
    let records = texts.iter().map(|(text,)| Record::from_json(text));
    let opened = records.map(|record| Ok(State::fold([&record?]).tenant));
    opened.filter_map(Result::transpose).collect()
}
