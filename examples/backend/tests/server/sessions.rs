//! Signing in and out, as the demonstration does it.

use chrono::{DateTime, Utc};
use reqwest::header::SET_COOKIE;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};
use wire::problem::ProblemType;
use wire::session::Session;

use crate::client::{Client, HANA, ROBIN};
use crate::place::Place;
use crate::running::Running;

#[tokio::test]
async fn whoever_signs_in_learns_who_they_are_and_until_when() {
    for place in Place::all().await {
        let server = Running::start(&place);
        let session: Session = server.person(HANA).await.get("/v1/session").await.json();
        assert_eq!(session.caller.address, HANA);
        let (now, ends) = (session.now.unwrap(), session.expires_at.unwrap());
        let left = (ends - now).num_seconds();
        assert!((3_590..=3_600).contains(&left), "{left}");
        let off = (Utc::now() - now).num_seconds().abs();
        assert!(off < 60, "the server's time is that of the machine");
    }
}

#[tokio::test]
async fn an_idle_session_ends_and_a_busy_one_after_its_span() {
    let place = Place::sqlite();
    let server = Running::start_with(&place, &[], |command| {
        command
            .env("SESSION_IDLE_SECONDS", "1000")
            .env("SESSION_SECONDS", "2000")
    });
    let robin = server.person(ROBIN).await;
    let told = async || -> Session { robin.get("/v1/session").await.json() };
    // Time passes by telling the database that it has.
    let mut database = SqliteConnection::connect(&place.url).await.unwrap();
    let mut passes = async |seconds: i64| {
        sqlx::query("UPDATE sessions SET used_ms = used_ms - $1, began_ms = began_ms - $1")
            .bind(seconds * 1_000)
            .execute(&mut database)
            .await
            .unwrap();
    };
    let left =
        |session: &Session| (session.expires_at.unwrap() - session.now.unwrap()).num_seconds();
    passes(900).await;
    let busy = told().await;
    assert!(
        (990..=1_000).contains(&left(&busy)),
        "being asked prolongs it"
    );
    passes(900).await;
    let late = told().await;
    assert!(
        (190..=200).contains(&left(&late)),
        "no longer than its span"
    );
    passes(201).await;
    let answer = robin.get("/v1/session").await;
    answer.is_problem(ProblemType::Unauthenticated);

    let again = server.person(ROBIN).await;
    passes(1_001).await;
    let answer = again.get("/v1/session").await;
    answer.is_problem(ProblemType::Unauthenticated);
}

#[tokio::test]
async fn signing_out_ends_this_browsers_session_or_all_of_the_person() {
    for place in Place::all().await {
        let server = Running::start(&place);
        let browsers = [
            server.person(ROBIN).await,
            server.person(ROBIN).await,
            server.person(ROBIN).await,
        ];
        let hana = server.person(HANA).await;
        let out = async |client: &Client, path: &str| {
            let answer = client.send(client.request(Method::POST, path)).await;
            assert_eq!(answer.status, 204);
            let cookie = answer.header(SET_COOKIE.as_str());
            assert!(cookie.starts_with("__Host-session=;") && cookie.ends_with("Max-Age=0"));
        };
        let is_in = async |client: &Client| client.get("/v1/session").await.status == 200;
        out(&browsers[0], "/sign-out").await;
        assert!(!is_in(&browsers[0]).await);
        assert!(is_in(&browsers[1]).await);
        out(&browsers[1], "/sign-out/everywhere").await;
        assert!(!is_in(&browsers[2]).await);
        assert!(is_in(&hana).await);
        out(&browsers[0], "/sign-out").await;
    }
}

#[tokio::test]
async fn the_database_knows_no_cookie() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let (_, secret) = robin.cookie.as_deref().unwrap().split_once('=').unwrap();
    let mut database = SqliteConnection::connect(&place.url).await.unwrap();
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT digest, caller FROM sessions")
        .fetch_all(&mut database)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!format!("{rows:?}").contains(secret));
}

#[tokio::test]
async fn a_session_is_good_at_every_server_of_a_database() {
    for place in Place::all().await {
        let (one, other) = (Running::start(&place), Running::start(&place));
        let mut robin = one.person(ROBIN).await;
        robin.origin.clone_from(&other.origin);
        assert_eq!(robin.get("/v1/session").await.status, 200);
    }
}

#[tokio::test]
async fn the_demonstration_offers_its_people_in_both_languages_and_leads_back() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let stranger = server.stranger();
    let page = async |language: &str| {
        let path = "/sign-in?return=/messages%3Fx%3D%22%3E";
        let request = stranger.request(Method::GET, path);
        stranger
            .send(request.header("accept-language", language))
            .await
    };
    for (language, title) in [("en", "Sign in"), ("ja", "サインイン")] {
        let page = page(language).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(&format!("<h1>{title}</h1>")),
            "{}",
            page.body
        );
        assert!(page.body.contains(&format!("value=\"{HANA}\"")));
        assert!(
            page.body.contains("value=\"/messages?x=&quot;>\""),
            "{}",
            page.body
        );
        // Or Chromium would send the form with the origin "null".
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert!(
            page.header("content-security-policy")
                .contains("form-action 'self'")
        );
    }
    for (to, leads) in [("/help", "/help"), ("https%3A//evil.example", "/")] {
        let form = stranger.request(Method::POST, "/sign-in");
        let form = form.body(format!("person={ROBIN}&return={to}"));
        let answer = stranger.send(form).await;
        assert_eq!((answer.status, answer.header("location")), (303, leads));
    }
    let nobody = stranger
        .request(Method::POST, "/sign-in")
        .body("person=nobody");
    let nobody = stranger.send(nobody).await;
    nobody.is_problem(ProblemType::MalformedRequest);
}

#[tokio::test]
async fn a_tenants_clock_runs_with_the_wall_and_stays_where_it_was_moved() {
    for place in Place::all().await {
        let server = Running::start(&place);
        let robin = server.person(ROBIN).await;
        let now = async |robin: &Client| -> DateTime<Utc> {
            let clock: Value = robin.read("harbour-foods", "clock").await;
            clock["now"].as_str().unwrap().parse().unwrap()
        };
        let (first, second) = (now(&robin).await, now(&robin).await);
        assert!(first >= "2022-09-12T09:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert!(second >= first && (second - first).num_seconds() < 60);
        let moving = serde_json::json!({"to": "2022-09-20T09:00:00Z"});
        let moved = robin
            .post("/v1/tenants/harbour-foods/clock", &moving, "m")
            .await;
        assert_eq!(moved.status, 200, "{}", moved.body);
        server.stop();

        let server = Running::start(&place);
        let robin = server.person(ROBIN).await;
        let later = now(&robin).await;
        let target: DateTime<Utc> = "2022-09-20T09:00:00Z".parse().unwrap();
        assert!(
            later >= target && (later - target).num_seconds() < 60,
            "{later}"
        );
    }
}

#[tokio::test]
async fn an_app_that_is_served_from_elsewhere_asks_and_is_come_back_to_and_no_other_page() {
    const APP: &str = "https://admin.example";
    let place = Place::sqlite();
    let server = Running::start_with(&place, &["--app-origin", APP], |command| command);
    let mut robin = Client::new(&server.origin);
    let comes_back = async |robin: &Client, page: &str| {
        let form = format!("person={ROBIN}&return={page}");
        let form = robin.request(Method::POST, "/sign-in").body(form);
        robin.send(form).await.header("location").to_owned()
    };
    let page = "https://admin.example/t/harbour-foods?q=a";
    assert_eq!(comes_back(&robin, page).await, page);
    let stranger = "https://evil.example/t/harbour-foods";
    assert_eq!(comes_back(&robin, stranger).await, "/");

    robin.sign_in(ROBIN).await;
    let path = "/v1/tenants/harbour-foods/opt-outs";
    let from = |origin: &str, request: RequestBuilder| {
        robin.send(
            request
                .header("origin", origin)
                .header("sec-fetch-site", "same-site"),
        )
    };
    let body = json!({"protocol": "imap"});
    for (origin, allowed) in [(APP, true), ("https://evil.example", false)] {
        let before = robin.request(Method::OPTIONS, path);
        let before = before.header("access-control-request-method", "POST");
        let before = from(origin, before).await;
        assert_eq!(before.status == 204, allowed, "{origin}");
        let write = from(origin, robin.posting(path, &body, "key-1")).await;
        assert_eq!(write.status, if allowed { 201 } else { 403 }, "{origin}");
        for answer in [before, write] {
            let told = if allowed { origin } else { "" };
            assert_eq!(answer.header("access-control-allow-origin"), told);
            assert!(
                answer
                    .headers
                    .get_all("vary")
                    .iter()
                    .any(|it| it == "origin")
            );
        }
    }
}
