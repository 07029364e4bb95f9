//! Who is signed in: sessions in the database, each known to its browser by a cookie.

pub(crate) mod cookie;
pub(crate) mod token;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use policy::Role;
use serde::{Deserialize, Serialize};
use service::Caller;
use wire::named::Named;
use wire::session::Person;

use self::token::Token;
use crate::database::Database;
use crate::trouble::Trouble;

#[derive(Clone)]
pub(crate) struct Session {
    /// Of its token.
    pub(crate) digest: String,
    /// Tells one person from another, as whoever vouches for them does; not for display.
    pub(crate) subject: String,
    pub(crate) caller: Caller,
    /// If nothing is asked until then.
    pub(crate) expires_at: DateTime<Utc>,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// After the last request.
    pub(crate) idle: TimeDelta,
    /// After the sign-in, whatever is asked.
    pub(crate) whole: TimeDelta,
}

/// In which browsers somebody is signed out.
#[derive(Clone, Copy)]
pub(crate) enum Browsers {
    This,
    All,
}

/// A caller as the database keeps them.
#[derive(Serialize, Deserialize)]
struct Kept {
    person: Person,
    tenants: BTreeMap<String, String>,
}

/// Begins a session, and removes those that have ended.
pub(crate) async fn begin(
    database: &Database,
    subject: &str,
    caller: &Caller,
    span: Span,
    now: DateTime<Utc>,
) -> Result<Token, Trouble> {
    let token = Token::random();
    let mut connection = database.pool.acquire().await?;
    sqlx::query("DELETE FROM sessions WHERE used_ms <= $1 OR began_ms <= $2")
        .bind((now - span.idle).timestamp_millis())
        .bind((now - span.whole).timestamp_millis())
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO sessions (digest, subject, caller, began_ms, used_ms) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(token.digest())
    .bind(subject.to_owned())
    .bind(keep(caller)?)
    .bind(now.timestamp_millis())
    .bind(now.timestamp_millis())
    .execute(&mut *connection)
    .await?;
    Ok(token)
}

/// The session of this token, if it has not ended; it lasts longer for having been asked for.
pub(crate) async fn find(
    database: &Database,
    token: &Token,
    span: Span,
    now: DateTime<Utc>,
) -> Result<Option<Session>, Trouble> {
    let digest = token.digest();
    let mut connection = database.pool.acquire().await?;
    let row: Option<(String, String, i64, i64)> =
        sqlx::query_as("SELECT subject, caller, began_ms, used_ms FROM sessions WHERE digest = $1")
            .bind(digest.clone())
            .fetch_optional(&mut *connection)
            .await?;
    let Some((subject, kept, began_ms, used_ms)) = row else {
        return Ok(None);
    };
    let (began, mut used) = (instant(began_ms), instant(used_ms));
    if ends(began, used, span) <= now {
        return Ok(None);
    }
    // Not with every request: a write costs more than all the rest of reading.
    if now - used > span.idle / 20 {
        used = now;
        sqlx::query("UPDATE sessions SET used_ms = $1 WHERE digest = $2")
            .bind(now.timestamp_millis())
            .bind(digest.clone())
            .execute(&mut *connection)
            .await?;
    }
    Ok(Some(Session {
        digest,
        subject,
        caller: unkeep(&kept)?,
        expires_at: ends(began, used, span),
    }))
}

/// Ends the session of this token, if there is one, and where so asked all others of its person.
pub(crate) async fn end(
    database: &Database,
    token: &Token,
    browsers: Browsers,
    span: Span,
    now: DateTime<Utc>,
) -> Result<(), Trouble> {
    let Some(session) = find(database, token, span, now).await? else {
        return Ok(());
    };
    let (statement, whose) = match browsers {
        Browsers::This => ("DELETE FROM sessions WHERE digest = $1", session.digest),
        Browsers::All => ("DELETE FROM sessions WHERE subject = $1", session.subject),
    };
    sqlx::query(statement)
        .bind(whose)
        .execute(&database.pool)
        .await?;
    Ok(())
}

fn ends(began: DateTime<Utc>, used: DateTime<Utc>, span: Span) -> DateTime<Utc> {
    (used + span.idle).min(began + span.whole)
}

fn instant(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

fn keep(caller: &Caller) -> Result<String, Trouble> {
    let role = |(id, role): (&String, &Role)| (id.clone(), Named::name(*role).to_owned());
    let kept = Kept {
        person: caller.person.clone(),
        tenants: caller.tenants.iter().map(role).collect(),
    };
    serde_json::to_string(&kept).map_err(|error| Trouble::Failed(error.to_string()))
}

/// A role that this program does not know gives nothing.
fn unkeep(kept: &str) -> Result<Caller, Trouble> {
    let Kept { person, tenants } =
        serde_json::from_str(kept).map_err(|error| Trouble::Failed(error.to_string()))?;
    let role = |(id, name): (String, String)| Some((id, <Role as Named>::from_name(&name)?));
    Ok(Caller {
        person,
        tenants: tenants.into_iter().filter_map(role).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_idle_and_at_the_latest_after_its_whole_span() {
        let span = Span {
            idle: TimeDelta::minutes(60),
            whole: TimeDelta::hours(12),
        };
        let minute = |minute: i64| instant(minute * 60_000);
        assert_eq!(ends(minute(0), minute(30), span), minute(90));
        assert_eq!(ends(minute(0), minute(700), span), minute(720));
    }

    #[test]
    fn a_caller_is_kept_as_they_are() {
        let caller = service::caller(&service::scenarios());
        assert_eq!(unkeep(&keep(&caller).unwrap()).unwrap(), caller);
    }
}
