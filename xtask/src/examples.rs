//! `cargo xtask examples`: Prism, which nobody here wrote, reads the contract's document, serves its
//! examples and refuses what it does not allow. Everything that the document exemplifies is asked.

use crate::{Outcome, conformance, server::Server, tools};
use std::process::ExitCode;

const PORT: u16 = 8094;

pub(crate) fn run() -> Outcome<ExitCode> {
    let mut prism = tools::prism()?;
    prism.args(["mock", "docs/openapi.json", "--host", "127.0.0.1"]);
    prism.args(["--port", &PORT.to_string()]);
    let _prism = Server::start(prism, PORT)?;
    conformance::of_a_mock(&format!("http://127.0.0.1:{PORT}"))
}
