//! The built app, as this server serves it.

use std::fs;
use std::path::PathBuf;

use reqwest::Method;
use serde_json::Value;
use wire::problem::ProblemType;

use crate::client::Answer;
use crate::place::Place;
use crate::running::Running;

/// What `cargo xtask build` leaves, in small.
fn built(place: &Place) -> PathBuf {
    let folder = place.file("dist");
    fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("index.html", "the page"),
        ("index.html.br", "the page, br"),
        ("app-1.js", "the program"),
        ("app-1.js.br", "the program, br"),
        ("app-1.js.gz", "the program, gz"),
        ("config.json", "{}"),
        (
            "_headers",
            "/*\n  Content-Security-Policy: default-src 'self'\n\
             /index.html\n  Cache-Control: no-cache\n\
             /app-1.js\n  Cache-Control: public, max-age=31536000, immutable\n",
        ),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

fn serving(place: &Place) -> Running {
    let folder = built(place);
    Running::start_with(place, &["--app", folder.to_str().unwrap()], |command| {
        command
    })
}

async fn get(server: &Running, path: &str, encodings: &str) -> Answer {
    let client = server.stranger();
    let request = client.request(Method::GET, path);
    client
        .send(request.header("accept-encoding", encodings))
        .await
}

#[tokio::test]
async fn a_file_comes_compressed_as_the_browser_likes_and_is_kept_as_long_as_the_build_says() {
    let place = Place::sqlite();
    let server = serving(&place);
    for (encodings, encoding, body) in [
        ("gzip, br", "br", "the program, br"),
        ("gzip", "gzip", "the program, gz"),
        ("identity", "", "the program"),
    ] {
        let answer = get(&server, "/app-1.js", encodings).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, body));
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), "text/javascript");
        assert!(answer.header("cache-control").ends_with("immutable"));
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'self'"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let settings = get(&server, "/config.json", "br").await;
    assert_eq!(settings.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn an_unknown_page_is_the_app_and_an_unknown_file_is_missing() {
    let place = Place::sqlite();
    let server = serving(&place);
    for path in ["/", "/messages/MC424238?x=1", "/index.html"] {
        let answer = get(&server, path, "br").await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "the page, br"));
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("content-type"), "text/html");
    }
    for path in [
        "/app-2.js",
        "/_headers",
        "/../Cargo.toml",
        "/%2e%2e/records.sqlite",
    ] {
        let answer = get(&server, path, "br").await;
        answer.is_problem(ProblemType::UnknownAddress);
    }
    let client = server.stranger();
    let post = client.send(client.request(Method::POST, "/")).await;
    post.is_problem(ProblemType::MethodNotAllowed);
    // What the contract does not name is no page.
    get(&server, "/v1/nothing", "br")
        .await
        .is_problem(ProblemType::UnknownAddress);
}

#[tokio::test]
async fn an_app_that_another_server_serves_is_told_to_ask_this_one() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let settings: Value = get(&server, "/config.json", "br").await.json();
    assert_eq!(settings["backend"], "http");
}
