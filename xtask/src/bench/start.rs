//! `cargo xtask bench start`: how the app starts beside the least that a page of Leptos takes, into
//! docs/bench-start.md. What visits both is bench/start/run.js.

use super::{circumstances, median, output, serve};
use crate::{Outcome, build, tools};
use serde::Deserialize;
use std::{fmt::Write, fs};

const TABLE: &str = "docs/bench-start.md";
const FLOOR: &str = "target/bench-floor";
const APP_PORT: u16 = 8096;
const FLOOR_PORT: u16 = 8097;

/// How one visit went. Times are milliseconds since the visit began.
#[derive(Clone, Deserialize)]
struct Visit {
    name: String,
    /// The first text, and the largest.
    first: f64,
    largest: f64,
    /// When the program had drawn its heading.
    usable: f64,
    /// For how long the page could not have answered to a touch.
    blocked: f64,
    /// The cumulative layout shift.
    moved: f64,
    requests: f64,
    bytes: f64,
}

pub(crate) fn run() -> Outcome {
    tools::for_testing()?;
    build::run()?;
    build::floor(FLOOR)?;
    let app = serve("dist", APP_PORT)?;
    let floor = serve(FLOOR, FLOOR_PORT)?;
    let mut bench = tools::command("node");
    bench.arg("bench/start/run.js");
    bench.args([APP_PORT, FLOOR_PORT].map(|port| format!("http://127.0.0.1:{port}/")));
    if let Some(chromium) = tools::chromium() {
        bench.env("CHROMIUM", chromium);
    }
    let said = output(&mut bench)?;
    drop((app, floor));
    let visits: Result<Vec<Visit>, _> = said.lines().map(serde_json::from_str).collect();
    let visits = visits.map_err(|error| format!("{said}: {error}"))?;
    let table = table(&visits, &circumstances()?);
    println!("{table}");
    fs::write(TABLE, table).map_err(|error| format!("{TABLE}: {error}"))
}

/// What is shown of a visit, with what is said beside a number and the digits behind its point.
type Row = (&'static str, fn(&Visit) -> f64, &'static str, usize);

const ROWS: [Row; 7] = [
    ("first text", |visit| visit.first, " ms", 0),
    ("largest text", |visit| visit.largest, " ms", 0),
    ("the program has drawn", |visit| visit.usable, " ms", 0),
    ("blocked in all", |visit| visit.blocked, " ms", 0),
    ("layout shift", |visit| visit.moved, "", 3),
    ("requests", |visit| visit.requests, "", 0),
    ("bytes", |visit| visit.bytes, "", 0),
];

fn table(visits: &[Visit], circumstances: &str) -> String {
    let of = |name: &str, value: fn(&Visit) -> f64| {
        let visits = visits.iter().filter(|visit| visit.name == name);
        median(visits.map(value))
    };
    let mut table = format!(
        "# The start, measured\n\n\
         Written by `cargo xtask bench start`: {circumstances}. The app’s first tenant and the floor, a \
         counter of Leptos built the same way (bench/floor), are visited in turns, each time by a new \
         browser profile, over 1.6 Mbit/s with 150 ms of delay and with the processor four times slower; \
         medians of five visits. Times on a shared machine drift: only those of one run can be compared.\n\n\
         | | app | floor | ratio |\n| --- | ---: | ---: | ---: |\n"
    );
    for (row, value, unit, digits) in ROWS {
        let (app, floor) = (of("app", value), of("floor", value));
        let ratio = if floor > 0.0 {
            format!("{:.1}", app / floor)
        } else {
            String::new()
        };
        let _ = writeln!(
            table,
            "| {row} | {app:.digits$}{unit} | {floor:.digits$}{unit} | {ratio} |"
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(name: &str, times: f64) -> Visit {
        Visit {
            name: name.to_owned(),
            first: 100.0 * times,
            largest: 100.0 * times,
            usable: 1_000.0 * times,
            blocked: 0.0,
            moved: 0.0,
            requests: 7.0,
            bytes: 400.0 * times,
        }
    }

    #[test]
    fn the_medians_of_both_stand_side_by_side() {
        let app = [9.0, 1.0, 2.0].map(|times| visit("app", times));
        let floor = [1.0, 1.0, 7.0].map(|times| visit("floor", times));
        let table = table(&[app, floor].concat(), "today");
        assert!(
            table.contains("| first text | 200 ms | 100 ms | 2.0 |"),
            "{table}"
        );
        assert!(
            table.contains("| blocked in all | 0 ms | 0 ms |  |"),
            "{table}"
        );
        assert!(table.contains("| bytes | 800 | 400 | 2.0 |"), "{table}");
    }
}
