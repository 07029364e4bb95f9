//! `cargo xtask examples`: Prism, which nobody here wrote, reads the contract's document, serves its
//! examples and refuses what it does not allow. Everything that the document exemplifies is asked.

use crate::{Outcome, conformance, server::Server, tools};
use std::{fs, process::ExitCode};

/// Newer ones need a newer Node.
const PRISM: &str = "5.14.2";
const FOLDER: &str = "target/prism";
const PORT: u16 = 8094;

pub(crate) fn run() -> Outcome<ExitCode> {
    install()?;
    let mut prism = tools::command(&format!("{FOLDER}/node_modules/.bin/prism"));
    prism.args(["mock", "docs/openapi.json", "--host", "127.0.0.1"]);
    prism.args(["--port", &PORT.to_string()]);
    let _prism = Server::start(prism, PORT)?;
    conformance::of_a_mock(&format!("http://127.0.0.1:{PORT}"))
}

fn install() -> Outcome {
    let package = format!("{FOLDER}/node_modules/@stoplight/prism-cli/package.json");
    let installed = fs::read_to_string(package).unwrap_or_default();
    if installed.contains(&format!("\"version\": \"{PRISM}\"")) {
        return Ok(());
    }
    let package = format!("@stoplight/prism-cli@{PRISM}");
    let mut npm = tools::command("npm");
    npm.args([
        "install",
        "--prefix",
        FOLDER,
        "--no-save",
        "--no-audit",
        "--no-fund",
    ]);
    tools::run(npm.arg(package))
}
