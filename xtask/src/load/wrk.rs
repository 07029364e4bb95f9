//! wrk: keeps so many connections busy for so long, each with one request at a time.

use crate::{Outcome, tools};
use serde::Deserialize;
use std::{fs, process::Command};

/// How many of wrk's threads there are, where there are as many connections.
const THREADS: u32 = 2;
const SCRIPTS: &str = "xtask/src/load";
const ACCEPTED: &str = "target/load-accepted.txt";

/// Who asks, and how.
pub(crate) struct Wrk<'a> {
    pub(crate) origin: &'a str,
    pub(crate) cookie: &'a str,
    pub(crate) connections: u32,
    pub(crate) seconds: u32,
}

/// What `report.lua` writes.
#[derive(Deserialize)]
pub(crate) struct Report {
    pub(crate) answers: u64,
    /// Those with a status of 400 or more.
    pub(crate) refused: u64,
    /// Connections that ended, and answers that took longer than two seconds.
    pub(crate) broken: u64,
    microseconds: u64,
    median: u64,
    p99: u64,
    longest: u64,
}

/// A ticket of which a client was told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    pub(crate) key: String,
    pub(crate) number: String,
}

impl Wrk<'_> {
    /// The same address, again and again.
    pub(crate) fn read(&self, path: &str) -> Outcome<Report> {
        let mut wrk = self.command("report.lua");
        run(wrk.arg(format!("{}{path}", self.origin)))
    }

    /// Tickets in these tenants, in turn; with them what was accepted.
    pub(crate) fn open_tickets(&self, tenants: &[String]) -> Outcome<(Report, Vec<Accepted>)> {
        let mut wrk = self.command("tickets.lua");
        wrk.env("TENANTS", tenants.join(" "));
        wrk.env("ACCEPTED", ACCEPTED);
        let report = run(wrk.arg(self.origin))?;
        let lines = fs::read_to_string(ACCEPTED).map_err(|error| format!("{ACCEPTED}: {error}"))?;
        let accepted = lines.lines().map(Accepted::parse).collect::<Option<_>>();
        let accepted = accepted.ok_or_else(|| format!("{ACCEPTED} cannot be read"))?;
        Ok((report, accepted))
    }

    fn command(&self, script: &str) -> Command {
        let Self {
            cookie,
            connections,
            seconds,
            ..
        } = self;
        let mut wrk = tools::command("wrk");
        wrk.arg(format!("-t{}", THREADS.min(*connections)));
        wrk.arg(format!("-c{connections}"));
        wrk.arg(format!("-d{seconds}s"));
        wrk.args(["-s", &format!("{SCRIPTS}/{script}")]);
        wrk.args(["-H", &format!("Cookie: {cookie}")]);
        wrk
    }
}

impl Report {
    #[expect(clippy::cast_precision_loss, reason = "three digits of it are shown")]
    pub(crate) fn per_second(&self) -> f64 {
        self.answers as f64 * 1e6 / self.microseconds as f64
    }

    /// The median, the 99th percentile and the longest time to an answer, in milliseconds.
    #[expect(clippy::cast_precision_loss, reason = "three digits of it are shown")]
    pub(crate) fn milliseconds(&self) -> [f64; 3] {
        [self.median, self.p99, self.longest].map(|it| it as f64 / 1e3)
    }
}

impl Accepted {
    fn parse(line: &str) -> Option<Self> {
        let (key, number) = line.split_once(' ')?;
        Some(Self {
            key: key.to_owned(),
            number: number.to_owned(),
        })
    }
}

/// The report is the last line that is written.
fn run(wrk: &mut Command) -> Outcome<Report> {
    let output = wrk.output().map_err(|error| format!("wrk: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().last().unwrap_or_default();
    serde_json::from_str(last).map_err(|error| {
        let complaint = String::from_utf8_lossy(&output.stderr);
        format!("wrk: {error}\n{text}{complaint}")
    })
}
