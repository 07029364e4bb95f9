//! `cargo xtask bench search`: the help search beside its peers in one page, into
//! docs/bench-search.md. The search is built as it ships; what measures is in bench/search.

use crate::{Outcome, build, tools};
use std::{fs, path::Path};

/// What bench/search/run.js serves.
const BUILT: &str = "target/bench-search";
const MODULE: &str = "target/wasm32-unknown-unknown/release/search_bench.wasm";

pub(crate) fn run() -> Outcome {
    tools::for_search_bench()?;
    fs::create_dir_all(BUILT).map_err(|error| format!("{BUILT}: {error}"))?;
    module(&tools::wasm_opt()?)?;
    for corpus in ["100", "1000", "5000", "queries"] {
        write_corpus(corpus)?;
    }
    let mut bench = tools::command("node");
    bench.arg("bench/search/run.js");
    if let Some(chromium) = tools::chromium() {
        bench.env("CHROMIUM", chromium);
    }
    tools::run(&mut bench)
}

fn module(wasm_opt: &Path) -> Outcome {
    tools::run(tools::command("cargo").args([
        "build",
        "--package=search-bench",
        "--lib",
        "--release",
        "--target=wasm32-unknown-unknown",
    ]))?;
    tools::run(
        tools::command("wasm-bindgen")
            .args(["--target=web", "--no-typescript", "--out-dir", BUILT])
            .arg(MODULE),
    )?;
    let wasm = format!("{BUILT}/search_bench_bg.wasm");
    build::optimise(wasm_opt, &wasm, &wasm)
}

/// `bench/search/examples/corpus.rs` says what there is.
fn write_corpus(which: &str) -> Outcome {
    let example = [
        "run",
        "--quiet",
        "--package=search-bench",
        "--example=corpus",
    ];
    let mut command = tools::command("cargo");
    command.args(example).arg(which);
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let file = format!("{BUILT}/{which}.json");
    fs::write(&file, output.stdout).map_err(|error| format!("{file}: {error}"))
}
