//! What keeps the server from answering as it should, and what the client is told of it.

use std::fmt;

use service::Unreadable;
use wire::problem::ProblemType;

#[derive(Debug)]
pub(crate) enum Trouble {
    /// The database is away or overloaded: the same request may succeed later.
    Unavailable(String),
    /// The same key came before and is not answered yet.
    Running,
    /// The disk is full.
    Full(String),
    /// A newer program has written the tables or the records. They must not be touched.
    Newer,
    /// Anything else; the reason is for the log alone.
    Failed(String),
}

impl Trouble {
    pub(crate) fn busy() -> Self {
        Self::Unavailable("too many wait for the same".to_owned())
    }

    pub(crate) fn problem_type(&self) -> ProblemType {
        match self {
            Self::Unavailable(_) => ProblemType::Unavailable,
            Self::Running => ProblemType::IdempotencyKeyRunning,
            Self::Full(_) => ProblemType::StorageFull,
            Self::Newer => ProblemType::RecordsNewer,
            Self::Failed(_) => ProblemType::Unexpected,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(out, "unavailable: {why}"),
            Self::Running => out.write_str("the same key is running"),
            Self::Full(why) => write!(out, "no room: {why}"),
            Self::Newer => out.write_str("a newer version of this program owns the database"),
            Self::Failed(why) => out.write_str(why),
        }
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        let why = error.to_string();
        let code = match &error {
            sqlx::Error::Database(error) => error.code(),
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => return Self::Unavailable(why),
            _ => None,
        };
        match code.as_deref() {
            // SQLite: busy, locked, cannot be opened. The higher bytes of its codes say more.
            Some("5" | "6" | "14" | "261" | "517") => Self::Unavailable(why),
            // PostgreSQL: shutting down, starting, too many connections, lock not free in time.
            Some("57P01" | "57P02" | "57P03" | "53300" | "55P03" | "40P01") => {
                Self::Unavailable(why)
            }
            // SQLite and PostgreSQL: full.
            Some("13" | "53100") => Self::Full(why),
            _ => Self::Failed(why),
        }
    }
}

impl From<Unreadable> for Trouble {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Newer(_) => Self::Newer,
            Unreadable::Damaged(why) => Self::Failed(format!("a damaged record: {why}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_can_be_tried_again() {
        for error in [sqlx::Error::PoolTimedOut, sqlx::Error::PoolClosed] {
            let told = Trouble::from(error).problem_type();
            assert_eq!(told, ProblemType::Unavailable);
        }
        let told = Trouble::from(sqlx::Error::RowNotFound).problem_type();
        assert_eq!(told, ProblemType::Unexpected);
    }
}
