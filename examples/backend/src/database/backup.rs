//! A copy of the SQLite database, and the way back. PostgreSQL has programs of its own for both.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sqlx::{AnyConnection, Connection};

use super::url_to_open;

/// Copies the database as it is in one moment, while it may be in use.
pub(crate) async fn backup(url: &str, to: &Path) -> Result<(), String> {
    let file = file_of(url)?;
    if !file.exists() {
        return Err(format!("{} is not there.", file.display()));
    }
    if to.exists() {
        return Err(format!("{} is there already.", to.display()));
    }
    let target = to.to_str().ok_or("The name of the copy is not UTF-8.")?;
    let mut connection = connect(url).await?;
    sqlx::query("VACUUM INTO $1")
        .bind(target.to_owned())
        .execute(&mut connection)
        .await
        .map_err(|error| error.to_string())?;
    keep_safe(to)
}

/// Puts a copy in the place of the database, which is kept beside it.
pub(crate) async fn restore(url: &str, from: &Path) -> Result<(), String> {
    let file = file_of(url)?;
    check(from).await?;
    if file.exists() {
        leave_alone(url).await?;
        let before = with_ending(&file, ".before-restore");
        fs::rename(&file, &before).map_err(|error| says(&before, &error))?;
        println!("What was there is in {} now.", before.display());
    }
    let arriving = with_ending(&file, ".arriving");
    fs::copy(from, &arriving).map_err(|error| says(from, &error))?;
    keep_safe(&arriving)?;
    fs::rename(&arriving, &file).map_err(|error| says(&file, &error))
}

/// Refuses what is no database of this program, or a damaged one.
async fn check(copy: &Path) -> Result<(), String> {
    let not_ours = |why: &str| format!("{} is no copy of a database: {why}.", copy.display());
    if !copy.exists() {
        return Err(not_ours("it is not there"));
    }
    let url = format!("sqlite:{}?mode=ro", copy.display());
    let mut connection = connect(&url).await?;
    let (verdict,): (String,) = sqlx::query_as("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await
        .map_err(|error| not_ours(&error.to_string()))?;
    if verdict != "ok" {
        return Err(not_ours(&verdict));
    }
    sqlx::query("SELECT COUNT(*) FROM records")
        .execute(&mut connection)
        .await
        .map_err(|error| not_ours(&error.to_string()))?;
    Ok(())
}

/// Takes the write-ahead log into the file, which SQLite does for nobody while another program has
/// the database open.
async fn leave_alone(url: &str) -> Result<(), String> {
    let mut connection = connect(url).await?;
    sqlx::query("PRAGMA journal_mode = DELETE")
        .execute(&mut connection)
        .await
        .map_err(|_| "The database is in use. Stop the server first.".to_owned())?;
    connection.close().await.map_err(|error| error.to_string())
}

async fn connect(url: &str) -> Result<AnyConnection, String> {
    sqlx::any::install_default_drivers();
    let connection = AnyConnection::connect(&url_to_open(url)).await;
    connection.map_err(|error| error.to_string())
}

fn file_of(url: &str) -> Result<PathBuf, String> {
    let path = url.strip_prefix("sqlite:").ok_or(
        "DATABASE_URL is not SQLite's. PostgreSQL is copied with pg_dump and restored with \
         pg_restore; README.md has the commands.",
    )?;
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    Ok(path.trim_start_matches("//").into())
}

/// On the disk, whatever happens to the machine now.
fn keep_safe(file: &Path) -> Result<(), String> {
    let synced = File::open(file).and_then(|file| file.sync_all());
    synced.map_err(|error| says(file, &error))
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn says(file: &Path, error: &io::Error) -> String {
    format!("{}: {error}", file.display())
}
