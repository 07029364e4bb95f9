//! Every command of the README: `cargo xtask serve | build | test | mutants | bench | load |
//! pictures | decide | vectors | conformance | fuzz | examples | postgres`.

mod assets;
mod bench;
mod build;
mod conformance;
mod decide;
mod examples;
mod fuzz;
mod hashed;
mod headers;
mod licences;
mod load;
mod mutants;
mod pictures;
mod postgres;
mod reference;
mod serve;
mod server;
mod shell;
mod test;
mod tools;
mod vectors;

use std::{
    env,
    io::{self, BufWriter},
    path::Path,
    process::ExitCode,
};

const USAGE: &str = "\
cargo xtask serve       serve the app on 127.0.0.1:8080, installing what is missing
cargo xtask serve --backend  the same with the reference server in the place of the browser's
cargo xtask build       dist/, optimised and compressed, with a table of what a browser fetches
cargo xtask test        format, clippy and every test
cargo xtask test --all  the same and what is too slow for every run
cargo xtask mutants     the slowest of these alone: what the tests of the pure crates notice
cargo xtask bench       what is measured and not tested: the policy, the search beside its
                        peers, and Lighthouse, on dist/ as it ships
cargo xtask bench memory  what is kept of what was left, alone; writes docs/bench-memory.md
cargo xtask bench policy  the policy alone; writes docs/bench-policy.md
cargo xtask bench search  the search alone; writes docs/bench-search.md
cargo xtask bench shares  what the program of the first view consists of; docs/bench-shares.md
cargo xtask bench start  the start alone; writes docs/bench-start.md
cargo xtask load        what the reference server carries, by wrk, into docs/load.md
cargo xtask pictures    the pictures of the README, in docs/
cargo xtask decide      JSON cases of the policy from standard input, one decision a line
cargo xtask vectors     cases of the policy with what is decided in each, one a line
cargo xtask conformance URL [--cookie NAME=VALUE] [--header 'NAME: VALUE']
                        asks a far side everything that the contract promises, with a table
cargo xtask fuzz URL …  has Schemathesis ask the same far side at random, by the same document
cargo xtask conformance|fuzz reference  the same of the reference server, on both databases
cargo xtask examples    has Prism serve the contract's examples, and asks for each of them
cargo xtask postgres    a command with a PostgreSQL of its own: cargo xtask postgres cargo test -p backend
cargo xtask assets      (called by Trunk) words, articles and help index beside the app";

/// A command ends well or with a sentence for whoever called it.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = enter_project().and_then(|()| run(&arguments));
    outcome.unwrap_or_else(|sentence| {
        eprintln!("{sentence}");
        ExitCode::FAILURE
    })
}

fn run(arguments: &[&str]) -> Outcome<ExitCode> {
    match arguments {
        ["serve"] => serve::run()?,
        ["serve", "--backend"] => serve::run_with_backend()?,
        ["build"] => build::run()?,
        ["test"] => return Ok(test::usual()),
        ["test", "--all"] => return test::all(),
        ["mutants"] => mutants::run()?,
        ["bench"] => bench::run()?,
        ["bench", "memory"] => bench::memory::run()?,
        ["bench", "policy"] => bench::policy::run()?,
        ["bench", "search"] => bench::search::run()?,
        ["bench", "shares"] => bench::shares::run()?,
        ["bench", "start"] => bench::start::run()?,
        ["load"] => load::run()?,
        ["pictures"] => pictures::run()?,
        ["decide"] => decide::run(io::stdin().lock(), BufWriter::new(io::stdout().lock()))
            .map_err(|e| e.to_string())?,
        ["vectors"] => {
            vectors::run(BufWriter::new(io::stdout().lock())).map_err(|e| e.to_string())?;
        }
        ["conformance", "reference"] => return reference::conform(),
        ["conformance", rest @ ..] => return conformance::run(rest),
        ["fuzz", "reference"] => reference::fuzz()?,
        ["fuzz", rest @ ..] => fuzz::run(rest)?,
        ["examples"] => return examples::run(),
        ["postgres", command @ ..] => postgres::run(command)?,
        ["assets"] => assets::run()?,
        _ => return Err(USAGE.to_owned()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Paths in this crate start at the project's folder, wherever the command was called.
fn enter_project() -> Outcome {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::set_current_dir(&project).map_err(|error| format!("{}: {error}", project.display()))
}
