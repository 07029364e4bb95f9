//! `cargo xtask bench policy`: how long a decision takes and a tenant's life, in wasm and natively, into
//! docs/bench-policy.md. What is measured is in bench/policy.

use super::{circumstances, median, output};
use crate::{Outcome, build, tools};
use std::{fs, process::Command};

const TABLE: &str = "docs/bench-policy.md";
const BUILT: &str = "target/bench-policy";
const MODULE: &str = "target/wasm32-unknown-unknown/release/policy_bench.wasm";
const NATIVE: &str = "target/server/examples/native";
/// An odd number, for its middle. Both take turns, so that what else the machine does hits both.
const ROUNDS: usize = 9;
/// How often longer a decision may take in wasm than natively.
const MOST: f64 = 2.5;

/// What one round says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Round {
    nanoseconds_a_decision: f64,
    milliseconds_a_life: f64,
}

pub(crate) fn run() -> Outcome {
    tools::for_testing()?;
    let built = |arguments: &str| {
        let mut cargo = tools::command("cargo");
        tools::run(cargo.args(arguments.split(' ')))
    };
    built("build --package policy-bench --profile server --example native")?;
    built("build --package policy-bench --release --lib --target wasm32-unknown-unknown")?;
    let mut bindgen = tools::command("wasm-bindgen");
    bindgen.args(["--target=nodejs", "--no-typescript", "--out-dir", BUILT]);
    tools::run(bindgen.arg(MODULE))?;
    let wasm = format!("{BUILT}/policy_bench_bg.wasm");
    build::optimise(&tools::wasm_opt()?, &wasm, &wasm)?;

    let (mut native, mut wasm) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        native.push(round(&mut Command::new(NATIVE))?);
        wasm.push(round(
            tools::command("node").args(["bench/policy/wasm.cjs", BUILT]),
        )?);
    }
    let table = table(&native, &wasm, &circumstances()?);
    println!("{table}");
    fs::write(TABLE, table).map_err(|error| format!("{TABLE}: {error}"))
}

fn round(command: &mut Command) -> Outcome<Round> {
    let said = output(command)?;
    let numbers: Vec<f64> = said.split_whitespace().flat_map(str::parse).collect();
    match numbers[..] {
        [nanoseconds_a_decision, milliseconds_a_life] => Ok(Round {
            nanoseconds_a_decision,
            milliseconds_a_life,
        }),
        _ => Err(format!("{command:?} said {said}")),
    }
}

fn table(native: &[Round], wasm: &[Round], about: &str) -> String {
    let decision = |rounds: &[Round]| median(rounds.iter().map(|it| it.nanoseconds_a_decision));
    let life = |rounds: &[Round]| median(rounds.iter().map(|it| it.milliseconds_a_life));
    let ratio = decision(wasm) / decision(native);
    let verdict = if ratio <= MOST { "held" } else { "missed" };
    format!(
        "# The policy and the far side, measured\n\n\
         Written by `cargo xtask bench policy`: {about}. Medians of {ROUNDS} rounds in which both take \
         turns; a round decides 1,000,000 cases of every cloud, role, endpoint and phase, and lives 100 \
         times the 500 days of a tenant that nobody looks after. Natively with opt-level 3, in wasm as \
         it ships, in Node's V8. That no decision allocates is a test (bench/policy/lib.rs).\n\n\
         | | natively | in wasm | ratio |\n| --- | ---: | ---: | ---: |\n\
         | a decision | {:.0} ns | {:.0} ns | {ratio:.1} |\n\
         | a life | {:.2} ms | {:.2} ms | {:.1} |\n\n\
         At most {MOST} times as long in wasm: {verdict}.\n",
        decision(native),
        decision(wasm),
        life(native),
        life(wasm),
        life(wasm) / life(native),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn a_round(nanoseconds_a_decision: f64, milliseconds_a_life: f64) -> Round {
        Round {
            nanoseconds_a_decision,
            milliseconds_a_life,
        }
    }

    #[test]
    fn the_middle_counts_and_one_slow_round_does_not() {
        let native = [a_round(60.0, 0.3), a_round(900.0, 0.3), a_round(50.0, 0.3)];
        let held = table(&native, &[a_round(150.0, 0.6); 3], "today");
        assert!(
            held.contains("| a decision | 60 ns | 150 ns | 2.5 |"),
            "{held}"
        );
        assert!(
            held.contains("| a life | 0.30 ms | 0.60 ms | 2.0 |"),
            "{held}"
        );
        assert!(held.contains("in wasm: held."), "{held}");
        let missed = table(&native, &[a_round(151.0, 0.6); 3], "today");
        assert!(missed.contains("in wasm: missed."), "{missed}");
    }
}
