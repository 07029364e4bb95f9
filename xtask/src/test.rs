//! `cargo xtask test`: everything that must hold, step by step, with a table at the end.
//!
//! A failed step does not stop the others: one run shows all that is wrong.

use crate::{Outcome, bench::circumstances, tools};
use std::{
    fmt::Write,
    fs,
    process::{Command, ExitCode},
    time::Instant,
};

/// What every run checks, cheapest first.
const ALWAYS: &[Step] = &[
    Step::new("format", || cargo("fmt --all --check")),
    Step::new("clippy", || {
        cargo("clippy --workspace --all-targets -- -D warnings")
    }),
    Step::new("clippy, wasm32", || {
        cargo(
            "clippy --package admin-center --all-targets --target wasm32-unknown-unknown -- -D warnings",
        )
    }),
    Step::new("native tests", || cargo("test")),
    Step::new("budgets of search and policy", || {
        cargo("test --package search-bench --package policy-bench")
    }),
    Step::new("browser tests", browser_tests),
    BUILD,
    Step::new("gallery", tools::gallery),
];

/// What `--all` checks in more depth.
const USUALLY: &[Step] = &[
    // No default member: none of what it needs may give its features to a crate of the page.
    Step::new("server tests, SQLite", || cargo("test --package backend")),
    Step {
        needs: Some(BUILD.name),
        ..Step::new("end-to-end journeys", tools::playwright)
    },
];

/// The same and what is too slow for every run.
const SLOW: &[Step] = &[
    Step::new("server tests, SQLite and PostgreSQL", || {
        cargo("xtask postgres cargo test --package backend")
    }),
    Step {
        needs: Some(BUILD.name),
        ..Step::new("end-to-end journeys, every address in every look", || {
            let mut journeys = tools::playwright();
            journeys.env("ALL", "1");
            journeys
        })
    },
    Step::new("properties, 20 000 cases each", || {
        let mut properties = cargo("test --package policy --package search");
        properties.env("PROPTEST_CASES", "20000");
        properties
    }),
    Step::new("what if, 10 000 histories", || {
        let mut histories = cargo("test --test contract what_if");
        histories.env("PROPTEST_CASES", "10000");
        histories
    }),
    Step::new("conformance, SQLite and PostgreSQL", || {
        cargo("xtask conformance reference")
    }),
    Step::new("random requests, SQLite and PostgreSQL", || {
        cargo("xtask fuzz reference")
    }),
    Step::new("the contract's examples, by Prism", || {
        cargo("xtask examples")
    }),
    Step::new("mutants", || cargo("xtask mutants")),
];

/// What ships is what the journeys run on.
const BUILD: Step = Step::new("build", || cargo("xtask build"));

struct Step {
    name: &'static str,
    command: fn() -> Command,
    /// The step whose result this one tests.
    needs: Option<&'static str>,
}

impl Step {
    const fn new(name: &'static str, command: fn() -> Command) -> Self {
        Self {
            name,
            command,
            needs: None,
        }
    }
}

struct Line {
    name: &'static str,
    outcome: Outcome,
    seconds: f64,
}

pub(crate) fn usual() -> ExitCode {
    let lines = run(&[ALWAYS, USUALLY]);
    print!("\n{}", table(&lines));
    exit(&lines)
}

/// Writes its table down as well, whatever is in it.
pub(crate) fn all() -> Outcome<ExitCode> {
    // Before anything runs: what is committed meanwhile was not tested.
    let circumstances = circumstances()?;
    let lines = run(&[ALWAYS, SLOW]);
    let table = table(&lines);
    print!("\n{table}");
    let page = format!(
        "# Everything, tested\n\nWritten by `cargo xtask test --all`: {circumstances}.\n\n{table}"
    );
    fs::write(TABLE, page).map_err(|error| format!("{TABLE}: {error}"))?;
    Ok(exit(&lines))
}

const TABLE: &str = "docs/test-all.md";

fn run(steps: &[&[Step]]) -> Vec<Line> {
    let mut lines = vec![timed("tools", tools::for_testing)];
    if lines[0].outcome.is_ok() {
        for step in steps.iter().copied().flatten() {
            let missing = step.needs.filter(|needed| !passed(&lines, needed));
            lines.push(timed(step.name, || match missing {
                Some(needed) => Err(format!("not run, because it needs: {needed}")),
                None => tools::run(&mut (step.command)()),
            }));
        }
    }
    lines
}

fn timed(name: &'static str, run: impl FnOnce() -> Outcome) -> Line {
    println!("\n=== {name}");
    let started = Instant::now();
    let outcome = run();
    if let Err(sentence) = &outcome {
        println!("{sentence}");
    }
    Line {
        name,
        outcome,
        seconds: started.elapsed().as_secs_f64(),
    }
}

fn passed(lines: &[Line], name: &str) -> bool {
    lines
        .iter()
        .any(|line| line.name == name && line.outcome.is_ok())
}

fn table(lines: &[Line]) -> String {
    let mut table = "| step | result | seconds |\n| --- | --- | ---: |\n".to_owned();
    for Line {
        name,
        outcome,
        seconds,
    } in lines
    {
        let result = outcome.as_ref().err().map_or("passed", String::as_str);
        let _ = writeln!(table, "| {name} | {result} | {seconds:.1} |");
    }
    let failed = failed(lines);
    let passed = lines.len() - failed;
    let _ = writeln!(table, "\n{passed} passed, {failed} failed");
    table
}

fn failed(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.outcome.is_err()).count()
}

fn exit(lines: &[Line]) -> ExitCode {
    ExitCode::from(u8::from(failed(lines) > 0))
}

fn cargo(arguments: &str) -> Command {
    let mut cargo = tools::command("cargo");
    cargo.args(arguments.split(' '));
    cargo
}

/// One test binary in headless Chrome; webdriver.json holds the browser's flags.
fn browser_tests() -> Command {
    let mut tests =
        cargo("test --package admin-center --test browser --target wasm32-unknown-unknown");
    tests.env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    if let Some(driver) = tools::find("chromedriver") {
        tests.env("CHROMEDRIVER", driver);
    }
    tests
}
