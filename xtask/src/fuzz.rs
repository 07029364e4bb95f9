//! `cargo xtask fuzz URL`: Schemathesis makes requests out of the contract's document, sound ones
//! and others, and holds the answers to it. The same seed makes the same requests.
//!
//! It writes to every tenant whose id it finds: for a far side that is there to be tried.

use crate::{Outcome, conformance, tools};
use std::path::{self, Path};

const SCHEMATHESIS: &str = "4.32.5";
const FOLDER: &str = "target/schemathesis";
const SEED: &str = "1";

/// That a write is refused is for `conformance` to say; here no answer may be outside the document.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_schema_conformance";

pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let (url, credentials) = conformance::parse(arguments)?;
    install()?;
    let program = path::absolute(format!("{FOLDER}/bin/schemathesis"));
    let program = program.map_err(|error| error.to_string())?;
    let mut schemathesis = tools::command(&program.to_string_lossy());
    // It leaves notes where it runs.
    schemathesis.current_dir(FOLDER);
    schemathesis.args(["run", "../../docs/openapi.json", "--url", url]);
    schemathesis.args(["--checks", CHECKS, "--seed", SEED]);
    // What it remembers of one run would change the next.
    schemathesis.args(["--generation-database", "none"]);
    schemathesis.args(["--rate-limit", "auto"]);
    for (name, value) in credentials {
        schemathesis.args(["--header", &format!("{name}: {value}")]);
    }
    tools::run(&mut schemathesis)
}

/// In an environment of its own, so that nothing else on the machine changes.
fn install() -> Outcome {
    let python = format!("{FOLDER}/bin/python");
    if !Path::new(&python).exists() {
        let mut venv = tools::command("python3");
        tools::run(venv.args(["-m", "venv", FOLDER]))
            .map_err(|error| format!("{error} Python 3.10 or later with venv is needed."))?;
    }
    let mut pip = tools::command(&python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    tools::run(pip.arg(format!("schemathesis=={SCHEMATHESIS}")))
}
