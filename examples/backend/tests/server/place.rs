//! Databases to test on, each new and empty, gone when its test has ended.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Utc;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

pub(crate) struct Place {
    pub(crate) url: String,
    /// For whatever else a test writes.
    pub(crate) folder: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Place {
    /// One of each kind that there is.
    pub(crate) async fn all() -> Vec<Self> {
        let mut all = vec![Self::sqlite()];
        all.extend(Self::postgres().await);
        all
    }

    pub(crate) fn sqlite() -> Self {
        let folder = folder();
        Self {
            url: format!("sqlite:{}", folder.join("records.sqlite").display()),
            folder,
        }
    }

    /// Nothing where there is no PostgreSQL to test on.
    pub(crate) async fn postgres() -> Option<Self> {
        let server = env::var("DATABASE_URL_TEST").ok()?;
        let folder = folder();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let create = AssertSqlSafe(format!("CREATE DATABASE \"{name}\""));
        connection.execute(create).await.unwrap();
        let mut url: url::Url = server.parse().unwrap();
        url.set_path(&name);
        Some(Self {
            url: url.into(),
            folder,
        })
    }

    /// The cookie of somebody who has signed in with this role in these tenants: the demonstration
    /// has no such people.
    pub(crate) async fn session(&self, role: &str, tenants: &[&str]) -> String {
        let token = format!("{:064x}", NEXT.fetch_add(1, Ordering::Relaxed));
        let digest = Sha256::digest(&token);
        let digest = digest.iter().map(|byte| format!("{byte:02x}"));
        let roles: BTreeMap<_, _> = tenants.iter().map(|tenant| (tenant, role)).collect();
        let person = json!({"name": role, "address": format!("{role}@works.example")});
        let now = Utc::now().timestamp_millis();
        let mut database = SqliteConnection::connect(&self.url).await.unwrap();
        sqlx::query("INSERT INTO sessions VALUES ($1, $2, $3, $4, $5)")
            .bind(digest.collect::<String>())
            .bind(role)
            .bind(json!({"person": person, "tenants": roles}).to_string())
            .bind(now)
            .bind(now)
            .execute(&mut database)
            .await
            .unwrap();
        format!("__Host-session={token}")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Place {
    /// The databases of PostgreSQL go with their cluster.
    fn drop(&mut self) {
        // A test that failed leaves what it worked on.
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn folder() -> PathBuf {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("server-{}-{number}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}
