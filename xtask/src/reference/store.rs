//! Databases for the reference server, each new and empty, gone when it is dropped.

use crate::{Outcome, postgres::Cluster};
use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

pub(crate) enum Store {
    /// The folder with its file.
    Sqlite(PathBuf),
    Postgres(Cluster),
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

impl Store {
    pub(crate) fn new(kind: Kind) -> Outcome<Self> {
        match kind {
            Kind::Sqlite => {
                let folder = Path::new("target").join(format!("reference-{}", process::id()));
                let made = fs::create_dir_all(&folder);
                made.map_err(|error| format!("{}: {error}", folder.display()))?;
                Ok(Self::Sqlite(folder))
            }
            Kind::Postgres => Ok(Self::Postgres(Cluster::start()?)),
        }
    }

    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}/records.sqlite", folder.display()),
            Self::Postgres(cluster) => cluster.url.clone(),
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let Self::Sqlite(folder) = self {
            // A remainder in target/ does no harm.
            let _ = fs::remove_dir_all(folder);
        }
    }
}
