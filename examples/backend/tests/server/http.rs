//! What the server holds to whatever is asked: limits, headers, logs, its end.

use std::fs;
use std::process::Stdio;

use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use wire::problem::ProblemType;

use crate::client::{HANA, HARBOUR, ROBIN};
use crate::place::Place;
use crate::running::{Running, program};

const OPT_OUTS: &str = "/v1/tenants/harbour-foods/opt-outs";

#[tokio::test]
async fn what_the_contract_does_not_name_is_unknown() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    for path in [
        "/",
        "/v1/",
        "/v1/mailboxes",
        "/v2/session",
        "/v1/tenants/a/b/c",
    ] {
        robin
            .get(path)
            .await
            .is_problem(ProblemType::UnknownAddress);
    }
    let deletion = robin.request(Method::DELETE, "/healthz");
    let answer = robin.send(deletion).await;
    answer.is_problem(ProblemType::MethodNotAllowed);
}

#[tokio::test]
async fn another_sites_page_can_send_nothing() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let body = json!({"protocol": "imap"});
    let foreign = [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ];
    for (name, value) in foreign {
        let request = robin.posting(OPT_OUTS, &body, "k").header(name, value);
        robin.send(request).await.is_problem(ProblemType::Forbidden);
        for path in ["/sign-in", "/sign-out", "/sign-out/everywhere"] {
            let request = robin.request(Method::POST, path).header(name, value);
            let request = request.body(format!("person={ROBIN}"));
            robin.send(request).await.is_problem(ProblemType::Forbidden);
        }
    }
    // What a form can send without asking first.
    for media in ["text/plain", "application/x-www-form-urlencoded"] {
        let request = robin.request(Method::POST, OPT_OUTS).body(body.to_string());
        let request = request.header("content-type", media);
        let answer = robin.send(request).await;
        answer.is_problem(ProblemType::MalformedRequest);
    }
    let receipts: Value = robin.read(HARBOUR, "receipts").await;
    assert_eq!(receipts["receipts"], json!([]));

    let own = robin
        .posting(OPT_OUTS, &body, "k")
        .header("origin", &server.origin);
    let answer = robin
        .send(own.header("sec-fetch-site", "same-origin"))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.body);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_whether_or_not_its_length_is_told() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let ticket = |letters: usize| {
        json!({"protocols": [], "text": "Help", "search": "x".repeat(letters)}).to_string()
    };
    let tickets = "/v1/tenants/harbour-foods/tickets";
    let sent = async |body: reqwest::Body| {
        let request = robin.request(Method::POST, tickets).body(body);
        let request = request.header("content-type", "application/json");
        robin.send(request.header("idempotency-key", "k")).await
    };
    let long = ticket(256 * 1024);
    sent(long.clone().into())
        .await
        .is_problem(ProblemType::BodyTooLarge);
    let pieces = futures_util::stream::iter([Ok::<_, std::io::Error>(long)]);
    let answer = sent(reqwest::Body::wrap_stream(pieces)).await;
    answer.is_problem(ProblemType::BodyTooLarge);
    assert_eq!(sent(ticket(10).into()).await.status, 201);
}

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_come_back_and_others_are_not() {
    let place = Place::sqlite();
    let server = Running::start_with(&place, &[], |command| {
        command.env("RATE_BURST", "3").env("RATE_PER_SECOND", "0.1")
    });
    let (robin, again) = (server.person(ROBIN).await, server.person(ROBIN).await);
    for _ in 0..3 {
        assert_eq!(robin.get("/v1/session").await.status, 200);
    }
    let answer = robin.get("/v1/session").await;
    answer.is_problem(ProblemType::RateLimited);
    let wait: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert_eq!(again.get("/v1/session").await.status, 200);
}

#[tokio::test]
async fn a_request_is_found_again_in_the_log_and_what_is_secret_is_not() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let body = json!({"protocols": [], "text": "my-secret-text"});
    let tickets = "/v1/tenants/harbour-foods/tickets";
    let request = robin.posting(tickets, &body, "my-secret-key");
    let request = request.header(
        "traceparent",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    );
    let answer = robin
        .send(request.header("x-request-id", "from-the-proxy-1"))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.header("x-request-id"), "from-the-proxy-1");
    let line = server.logged(|line| line["span"]["id"] == "from-the-proxy-1");
    assert_eq!(line["span"]["trace"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(line["span"]["parent"], "00f067aa0ba902b7");
    assert_eq!(line["path"], tickets);
    assert_eq!(line["status"], 201);

    let answer = robin
        .get("/v1/tenants/harbour-foods/messages?$search=my-secret-search")
        .await;
    let id = answer.header("x-request-id").to_owned();
    server.logged(|line| line["span"]["id"] == *id);
    let log = server.log();
    let cookie = robin.cookie.as_deref().unwrap().split_once('=').unwrap().1;
    for secret in ["my-secret", cookie] {
        assert!(!log.contains(secret), "{secret} is in {log}");
    }
}

#[tokio::test]
async fn what_is_told_about_a_tenant_is_kept_by_nobody_on_the_way() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    for path in [
        "/v1/session",
        "/v1/tenants/harbour-foods/protocols",
        "/v1/nothing",
    ] {
        let answer = robin.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("strict-transport-security"), "");
    }
    let head = robin.request(Method::HEAD, "/v1/session");
    let head = robin.send(head).await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let tag = robin.get("/v1/tenants/harbour-foods/protocols").await;
    let again = robin.request(Method::GET, "/v1/tenants/harbour-foods/protocols");
    let again = robin
        .send(again.header("if-none-match", tag.header("etag")))
        .await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
}

#[tokio::test]
async fn an_operator_sees_that_it_lives_and_what_it_does() {
    for place in Place::all().await {
        let server = Running::start_with(&place, &["--hsts"], |command| command);
        let robin = server.person(ROBIN).await;
        let health = robin.get("/healthz").await;
        assert_eq!((health.status, health.body.as_str()), (200, "ok\n"));
        assert!(
            health
                .header("strict-transport-security")
                .contains("31536000")
        );
        robin.get("/v1/session").await;
        let metrics = robin.get("/metrics").await.body;
        let line = r#"backend_request_seconds_count{what="session",method="GET",status="200"} 1"#;
        assert!(metrics.lines().any(|it| it == line), "{metrics}");
        assert!(!metrics.contains(HARBOUR));
    }
}

/// Keeps everybody else from writing until it is dropped.
async fn writing(place: &Place) -> SqliteConnection {
    let mut other = SqliteConnection::connect(&place.url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    other
}

#[tokio::test]
async fn a_write_that_gets_no_turn_is_to_be_sent_again_and_reads_are_answered() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let mut other = writing(&place).await;
    let answer = robin.opt_out(HARBOUR, "imap", "k").await;
    answer.is_problem(ProblemType::Unavailable);
    assert_eq!(answer.header("retry-after"), "1");
    let receipts: Value = robin.read(HARBOUR, "receipts").await;
    assert_eq!(receipts["receipts"], json!([]));
    other.execute("ROLLBACK").await.unwrap();
    assert_eq!(robin.opt_out(HARBOUR, "imap", "k").await.status, 201);
}

#[tokio::test]
async fn the_same_key_does_not_run_twice_at_once() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let (robin, hana) = (server.person(ROBIN).await, server.person(HANA).await);
    let mut other = writing(&place).await;
    let first = tokio::spawn({
        let robin = robin.clone();
        async move { robin.opt_out(HARBOUR, "imap", "k").await }
    });
    under_way(&robin, 2).await;
    let second = robin.opt_out(HARBOUR, "imap", "k").await;
    second.is_problem(ProblemType::IdempotencyKeyRunning);
    assert_eq!(second.header("retry-after"), "1");
    let stranger = hana.opt_out(HARBOUR, "imap", "k").await;
    stranger.is_problem(ProblemType::UnknownTenant);
    other.execute("ROLLBACK").await.unwrap();
    let first = first.await.unwrap();
    assert_eq!(first.status, 201);
    let again = robin.opt_out(HARBOUR, "imap", "k").await;
    assert_eq!((again.status, again.body), (201, first.body));
}

#[tokio::test]
async fn the_same_key_does_not_run_twice_at_once_at_two_servers_either() {
    // SQLite is for one server; where there is no PostgreSQL this has nothing to show.
    let Some(place) = Place::postgres().await else {
        return;
    };
    let (one, two) = (Running::start(&place), Running::start(&place));
    let (robin, again) = (one.person(ROBIN).await, two.person(ROBIN).await);
    let mut other = PgConnection::connect(&place.url).await.unwrap();
    other.execute("BEGIN").await.unwrap();
    let hold = "SELECT 1 FROM tenants WHERE id = 'harbour-foods' FOR UPDATE";
    other.execute(hold).await.unwrap();
    let first = tokio::spawn(async move { robin.opt_out(HARBOUR, "imap", "k").await });
    somebody_waits(&place).await;
    let second = again.opt_out(HARBOUR, "imap", "k").await;
    second.is_problem(ProblemType::IdempotencyKeyRunning);
    assert_eq!(second.header("retry-after"), "1");
    other.execute("ROLLBACK").await.unwrap();
    let first = first.await.unwrap();
    assert_eq!(first.status, 201, "{}", first.body);
    let second = again.opt_out(HARBOUR, "imap", "k").await;
    assert_eq!((second.status, second.body), (201, first.body));
}

#[tokio::test]
async fn asked_to_stop_it_finishes_what_is_under_way() {
    let place = Place::sqlite();
    let mut server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let mut other = writing(&place).await;
    let last = tokio::spawn({
        let robin = robin.clone();
        async move { robin.opt_out(HARBOUR, "imap", "k").await }
    });
    under_way(&robin, 2).await;
    server.ask_to_stop();
    server.logged(|line| line["message"].as_str().unwrap().starts_with("stopping"));
    other.execute("ROLLBACK").await.unwrap();
    assert_eq!(last.await.unwrap().status, 201);
    assert!(server.wait().success());

    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let receipts: Value = robin.read(HARBOUR, "receipts").await;
    assert_eq!(receipts["receipts"].as_array().unwrap().len(), 1);
}

/// Waits until a transaction of this PostgreSQL waits for another.
async fn somebody_waits(place: &Place) {
    let waiting = "SELECT count(*) FROM pg_stat_activity \
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let mut watcher = PgConnection::connect(&place.url).await.unwrap();
    loop {
        let many: i64 = sqlx::query_scalar(waiting)
            .fetch_one(&mut watcher)
            .await
            .unwrap();
        if many > 0 {
            return;
        }
    }
}

/// Waits until the server is about so many requests; the one that asks is one of them.
async fn under_way(client: &crate::client::Client, many: u32) {
    let line = format!("backend_requests_under_way {many}");
    loop {
        let metrics = client.get("/metrics").await.body;
        if metrics.lines().any(|it| it == line) {
            return;
        }
    }
}

#[test]
fn it_says_why_it_does_not_start() {
    let refused = |place: &Place, arguments: &[&str]| {
        let mut command = program(&place.url);
        let output = command
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let place = Place::sqlite();
    assert!(refused(&place, &[]).starts_with("Nobody could sign in."));
    let open = refused(&place, &["--demo-sign-in", "--listen", "0.0.0.0:0"]);
    assert!(open.contains("works on this machine alone"), "{open}");
    let app = refused(&place, &["--demo-sign-in", "--app", "nowhere"]);
    assert!(app.contains("cargo xtask build"), "{app}");
    let place = Place::sqlite();
    fs::write(place.file("records.sqlite"), "no database".repeat(1_000)).unwrap();
    let damaged = refused(&place, &["--demo-sign-in"]);
    assert!(damaged.starts_with("The database: "), "{damaged}");
}
