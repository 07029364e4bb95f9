//! The server as it runs: started as a program, asked over HTTP, killed where that is the test.
//!
//! On SQLite always, and on PostgreSQL as well where `DATABASE_URL_TEST` names a server of it whose
//! user may make databases.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod app;
mod backup;
mod client;
mod endpoints;
mod http;
mod outage;
mod place;
mod proof;
mod provider;
mod running;
mod sessions;
