//! Brings the tables to where this program expects them, one numbered step after another.

use sqlx::Executor;

use super::Database;
use crate::trouble::Trouble;

/// A step is never changed once a release has it; what comes later is another step.
const STEPS: [&str; 2] = [
    include_str!("../../migrations/1.sql"),
    include_str!("../../migrations/2.sql"),
];

/// All or nothing, and once, however many servers start together.
pub(super) async fn run(database: &Database) -> Result<(), Trouble> {
    let mut alone = database.alone().await?;
    let create = "CREATE TABLE IF NOT EXISTS migrations (step BIGINT PRIMARY KEY)";
    alone.connection().execute(create).await?;
    let (done,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM migrations")
        .fetch_one(alone.connection())
        .await?;
    let done = usize::try_from(done).unwrap_or_default();
    if done > STEPS.len() {
        return Err(Trouble::Newer);
    }
    for (step, statements) in (1i64..).zip(STEPS).skip(done) {
        alone.connection().execute(statements).await?;
        sqlx::query("INSERT INTO migrations (step) VALUES ($1)")
            .bind(step)
            .execute(alone.connection())
            .await?;
    }
    alone.commit().await
}
