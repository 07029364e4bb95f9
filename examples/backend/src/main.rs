//! The reference server: the far side of the contract behind HTTP, on a database.
//!
//! It keeps nothing of its own between two requests, so any number of them may share a database.

mod answer;
mod app;
mod contract;
mod database;
mod elsewhere;
mod host;
mod ledger;
mod methods;
mod metrics;
mod origin;
mod rate;
mod session;
mod settings;
mod sign_in;
mod trouble;
mod wall;
mod watch;

use std::future::IntoFuture;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use std::{env, io};

use axum::Router;
use axum::extract::State;
use axum::middleware;
use axum::routing::{any, get, post};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tower_http::catch_panic::CatchPanicLayer;
use tracing::info;
use wire::problem::ProblemType;

use crate::answer::Answer;
use crate::app::App;
use crate::database::{Database, backup};
use crate::host::Host;
use crate::metrics::Metrics;
use crate::rate::Buckets;
use crate::settings::{Command, Settings};
use crate::sign_in::Door;

/// What every request can reach.
struct Server {
    settings: Settings,
    host: Host,
    door: Door,
    buckets: Buckets,
    metrics: Metrics,
    app: Option<App>,
}

/// How long requests under way may take to end when the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match Command::read(&arguments, &|name| env::var(name).ok())? {
        Command::Backup { database, to } => backup::backup(&database, &to).await,
        Command::Restore { database, from } => backup::restore(&database, &from).await,
        Command::Serve(settings) => {
            tracing_subscriber::fmt()
                .json()
                .flatten_event(true)
                .with_target(false)
                .with_span_list(false)
                .init();
            serve(*settings).await
        }
    }
}

async fn serve(settings: Settings) -> Result<(), String> {
    let database = Database::open(&settings.database, settings.connections).await;
    let host = Host::new(database.map_err(|trouble| format!("The database: {trouble}"))?);
    let born = host.bear_tenants().await;
    born.map_err(|trouble| format!("The first tenants: {trouble}"))?;
    let app = settings.app.as_deref().map(App::read).transpose()?;
    let listener = TcpListener::bind(settings.listen).await;
    let listener = listener.map_err(|error| format!("{}: {error}", settings.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let server = Arc::new(Server {
        host,
        app,
        door: Door::of(&settings)?,
        buckets: Buckets::new(settings.rate),
        metrics: Metrics::default(),
        settings,
    });
    let asked_to_stop = asked_to_stop().map_err(|error| error.to_string())?;
    info!(%address, "listening");

    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let serving = axum::serve(listener, routes(server)).with_graceful_shutdown(async move {
        asked_to_stop.await;
        info!("stopping: no more requests are taken, those under way are finished");
        // Nobody waits for it where serving has ended first.
        let _ = stopping.send(());
    });
    let out_of_patience = async {
        // Without a word it ends with the server.
        if stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving.into_future() => ended.map_err(|error| error.to_string())?,
        () = out_of_patience => info!("stopped before the last requests had ended"),
    }
    info!("stopped");
    Ok(())
}

fn routes(server: Arc<Server>) -> Router {
    let elsewhere = middleware::from_fn_with_state(Arc::clone(&server), elsewhere::answer);
    Router::new()
        .route("/v1/{*rest}", any(contract::answer).layer(elsewhere))
        .route("/sign-in", get(sign_in::begin).post(sign_in::choose))
        .route("/sign-in/page.css", get(sign_in::page::style))
        .route("/sign-in/callback", get(sign_in::come_back))
        .route("/sign-out", post(sign_in::out))
        .route("/sign-out/everywhere", post(sign_in::out_everywhere))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .fallback(app::answer)
        .method_not_allowed_fallback(async || answer::problem(ProblemType::MethodNotAllowed))
        .layer(CatchPanicLayer::custom(|_| {
            answer::problem(ProblemType::Unexpected)
        }))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&server),
            watch::watch,
        ))
        .with_state(server)
}

/// For whoever decides whether to send requests here.
async fn health(State(server): State<Arc<Server>>) -> Answer {
    match server.host.database.reach().await {
        Ok(()) => answer::text("ok\n".to_owned()),
        Err(trouble) => answer::trouble(&trouble),
    }
}

async fn metrics(State(server): State<Arc<Server>>) -> Answer {
    answer::text(server.metrics.text())
}

/// Ends when the machine or a person asks the server to.
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => (),
            _ = interrupt.recv() => (),
        }
    })
}
