//! Copies of the database, and the way back, by the commands of README.md.

use std::env;
use std::process::{Command, Output};

use serde_json::Value;

use crate::client::{HARBOUR, ROBIN};
use crate::place::Place;
use crate::running::{Running, program};

/// The protocols for which there are receipts, newest first.
async fn receipts(server: &Running) -> Vec<String> {
    let robin = server.person(ROBIN).await;
    let receipts: Value = robin.read(HARBOUR, "receipts").await;
    let receipts = receipts["receipts"].as_array().unwrap().iter();
    receipts
        .map(|it| it["protocol"].as_str().unwrap().to_owned())
        .collect()
}

async fn opt_out(server: &Running, protocol: &str) {
    let robin = server.person(ROBIN).await;
    let answer = robin.opt_out(HARBOUR, protocol, protocol).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
}

#[tokio::test]
async fn a_copy_made_while_the_server_runs_is_the_database_of_that_moment() {
    let place = Place::sqlite();
    let copy = place.file("copy.sqlite");
    let copied = |command: &str| -> Output {
        program(&place.url)
            .arg(command)
            .arg(&copy)
            .output()
            .unwrap()
    };
    let server = Running::start(&place);
    opt_out(&server, "imap").await;
    assert!(copied("backup").status.success());
    opt_out(&server, "pop").await;

    let in_use = copied("restore");
    assert!(!in_use.status.success());
    let says = String::from_utf8(in_use.stderr).unwrap();
    assert!(says.starts_with("The database is in use."), "{says}");
    assert_eq!(receipts(&server).await, ["pop", "imap"]);
    server.stop();

    let restored = copied("restore");
    assert!(restored.status.success(), "{restored:?}");
    let server = Running::start(&place);
    assert_eq!(receipts(&server).await, ["imap"]);
    opt_out(&server, "ews").await;
    assert!(place.file("records.sqlite.before-restore").exists());
    // A copy is never written over.
    assert!(!copied("backup").status.success());
}

#[tokio::test]
async fn what_is_no_copy_is_not_restored() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    opt_out(&server, "imap").await;
    server.stop();
    let damaged = place.file("damaged.sqlite");
    std::fs::write(&damaged, "no database".repeat(1_000)).unwrap();
    for file in [damaged, place.file("nowhere")] {
        let restored = program(&place.url).arg("restore").arg(file).output();
        assert!(!restored.unwrap().status.success());
    }
    let server = Running::start(&place);
    assert_eq!(receipts(&server).await, ["imap"]);
}

#[tokio::test]
async fn postgresqls_own_programs_bring_back_what_was_there() {
    // Where there is no PostgreSQL this has nothing to show.
    let (Some(place), Some(other)) = (Place::postgres().await, Place::postgres().await) else {
        return;
    };
    let copy = place.file("copy.dump");
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        let path = env::var_os("PATH").unwrap();
        let output = command.args(arguments).env("PATH", path).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    let copy = copy.to_str().unwrap();
    let server = Running::start(&place);
    opt_out(&server, "imap").await;
    run("pg_dump", &["--format=custom", "--file", copy, &place.url]);
    opt_out(&server, "pop").await;
    server.stop();
    run(
        "pg_restore",
        &[
            "--exit-on-error",
            "--no-owner",
            "--dbname",
            &other.url,
            copy,
        ],
    );
    let server = Running::start(&other);
    assert_eq!(receipts(&server).await, ["imap"]);
    opt_out(&server, "ews").await;
}
