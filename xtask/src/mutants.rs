//! `cargo xtask mutants`: changes the crates whose answers must be right, one place at a time, and
//! looks whether a test notices.
//!
//! A change that no test can notice stands in tests/mutants.txt with the reason.

mod subjects;
mod survivors;

use crate::{Outcome, tools};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Write, fs};
use subjects::SUBJECTS;
use survivors::Survivor;

/// Percent of the mutants that build.
const LEAST_CAUGHT: usize = 95;
const LIST: &str = "tests/mutants.txt";

pub(crate) fn run() -> Outcome {
    tools::for_mutants()?;
    let mut tried = Vec::new();
    for subject in SUBJECTS {
        tried.extend(subject.outcomes()?);
    }
    let list = fs::read_to_string(LIST).map_err(|error| format!("{LIST}: {error}"))?;
    println!("{}", table(&tallies(&tried)));
    let faults: Vec<String> = too_few_caught(&tallies(&tried))
        .chain(survivors::faults(&survivors_of(&tried)?, &list))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

/// What cargo-mutants writes, as far as it is read here.
#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<Tried>,
}

#[derive(Deserialize)]
struct Tried {
    scenario: Scenario,
    summary: Summary,
}

#[derive(Deserialize)]
enum Scenario {
    /// The code as it is.
    Baseline,
    Mutant(Mutant),
}

#[derive(Deserialize)]
struct Mutant {
    /// Place and change: "src/policy/lib.rs:52:9: replace f -> bool with true".
    name: String,
    package: String,
    file: String,
    span: Span,
}

#[derive(Deserialize)]
struct Span {
    start: Position,
}

#[derive(Deserialize)]
struct Position {
    /// Counted from 1.
    line: usize,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
enum Summary {
    Success,
    Failure,
    CaughtMutant,
    MissedMutant,
    Timeout,
    /// It does not compile, so there is nothing to catch.
    Unviable,
}

/// How the mutants of one crate ended.
#[derive(Default)]
struct Tally {
    caught: usize,
    timed_out: usize,
    missed: usize,
    unviable: usize,
}

impl Tally {
    /// A mutant that never ends is noticed as well.
    fn noticed(&self) -> usize {
        self.caught + self.timed_out
    }

    fn viable(&self) -> usize {
        self.noticed() + self.missed
    }
}

fn tallies(tried: &[Tried]) -> BTreeMap<&str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = SUBJECTS
        .iter()
        .map(|subject| (subject.package, Tally::default()))
        .collect();
    for Tried { scenario, summary } in tried {
        let Scenario::Mutant(mutant) = scenario else {
            continue;
        };
        let tally = tallies.entry(&mutant.package).or_default();
        match summary {
            Summary::CaughtMutant => tally.caught += 1,
            Summary::Timeout => tally.timed_out += 1,
            Summary::MissedMutant => tally.missed += 1,
            Summary::Unviable => tally.unviable += 1,
            Summary::Success | Summary::Failure => {}
        }
    }
    tallies
}

fn table(tallies: &BTreeMap<&str, Tally>) -> String {
    let mut table =
        "| crate | caught | timed out | missed | unviable | noticed |\n| --- | ---: | ---: | ---: | ---: | ---: |"
            .to_owned();
    for (package, tally) in tallies {
        let Tally {
            caught,
            timed_out,
            missed,
            unviable,
        } = tally;
        // Rounded down, so that 95.0 % is never a little less.
        let per_mille = 1000 * tally.noticed() / tally.viable().max(1);
        let _ = write!(
            table,
            "\n| {package} | {caught} | {timed_out} | {missed} | {unviable} | {}.{} % |",
            per_mille / 10,
            per_mille % 10
        );
    }
    table
}

fn too_few_caught(tallies: &BTreeMap<&str, Tally>) -> impl Iterator<Item = String> {
    let too_few = |tally: &Tally| {
        tally.viable() == 0 || 100 * tally.noticed() < LEAST_CAUGHT * tally.viable()
    };
    tallies
        .iter()
        .filter(move |(_, tally)| too_few(tally))
        .map(|(package, _)| format!("{package}: less than {LEAST_CAUGHT} % caught"))
}

/// The missed mutants, named so that the name outlives a change elsewhere in the file.
fn survivors_of(tried: &[Tried]) -> Outcome<Vec<Survivor>> {
    let missed = tried.iter().filter_map(|tried| match &tried.scenario {
        Scenario::Mutant(mutant) if tried.summary == Summary::MissedMutant => Some(mutant),
        _ => None,
    });
    missed
        .map(|mutant| {
            let source = fs::read_to_string(&mutant.file)
                .map_err(|error| format!("{}: {error}", mutant.file))?;
            Ok(named(mutant, &source))
        })
        .collect()
}

fn named(mutant: &Mutant, source: &str) -> Survivor {
    let change = mutant
        .name
        .split_once(": ")
        .map_or(mutant.name.as_str(), |(_, change)| change);
    let line = source.lines().nth(mutant.span.start.line - 1);
    Survivor {
        file: mutant.file.clone(),
        change: change.to_owned(),
        line: line.unwrap_or_default().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mutant, Outcomes, Tried, named, table, tallies, too_few_caught};

    /// As cargo-mutants writes them, less what is not read.
    fn tried(summaries: &[(&str, &str)]) -> Vec<Tried> {
        let mutants = summaries.iter().map(|(package, summary)| {
            format!(
                r#"{{"scenario": {{"Mutant": {}}}, "summary": "{summary}"}}"#,
                mutant(package)
            )
        });
        let baseline = r#"{"scenario": "Baseline", "summary": "Success"}"#.to_owned();
        let outcomes: Vec<String> = [baseline].into_iter().chain(mutants).collect();
        let text = format!(r#"{{"outcomes": [{}]}}"#, outcomes.join(","));
        let read: Outcomes = serde_json::from_str(&text).unwrap();
        read.outcomes
    }

    fn mutant(package: &str) -> String {
        format!(
            r#"{{"name": "src/{package}/lib.rs:2:9: replace < with <= in f", "package": "{package}",
                "file": "src/{package}/lib.rs", "genre": "BinaryOperator",
                "span": {{"start": {{"line": 2, "column": 9}}, "end": {{"line": 2, "column": 10}}}}}}"#
        )
    }

    #[test]
    fn every_crate_has_its_own_line() {
        let tried = tried(&[
            ("policy", "CaughtMutant"),
            ("policy", "Unviable"),
            ("search", "MissedMutant"),
            ("search", "CaughtMutant"),
            ("search", "Timeout"),
            ("service", "CaughtMutant"),
        ]);
        let expected = "\
| crate | caught | timed out | missed | unviable | noticed |
| --- | ---: | ---: | ---: | ---: | ---: |
| policy | 1 | 0 | 0 | 1 | 100.0 % |
| search | 1 | 1 | 1 | 0 | 66.6 % |
| service | 1 | 0 | 0 | 0 | 100.0 % |";
        assert_eq!(table(&tallies(&tried)), expected);
    }

    #[test]
    fn a_crate_needs_95_percent_and_at_least_one_mutant() {
        let mut outcomes = vec![("policy", "CaughtMutant"); 19];
        outcomes.push(("policy", "MissedMutant"));
        outcomes.extend([("search", "CaughtMutant"); 18]);
        outcomes.push(("search", "MissedMutant"));
        let tried = tried(&outcomes);
        let faults: Vec<String> = too_few_caught(&tallies(&tried)).collect();
        let too_few = |package| format!("{package}: less than 95 % caught");
        assert_eq!(faults, [too_few("search"), too_few("service")]);
    }

    #[test]
    fn a_survivor_is_named_by_its_change_and_the_text_of_its_line() {
        let mutant: Mutant = serde_json::from_str(&mutant("policy")).unwrap();
        let survivor = named(&mutant, "fn f() {\n    a < b\n}\n");
        assert_eq!(
            survivor.to_string(),
            "src/policy/lib.rs: replace < with <= in f @ a < b"
        );
    }
}
