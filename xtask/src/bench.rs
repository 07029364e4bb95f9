//! `cargo xtask bench`: what is measured and not tested, in tables: the policy in wasm and natively,
//! the search beside its peers, the start beside the least that a page takes, and what Lighthouse says
//! of accessibility and best practices, which has to be 100.

pub(crate) mod memory;
pub(crate) mod policy;
pub(crate) mod search;
pub(crate) mod shares;
pub(crate) mod start;

use crate::{Outcome, build, server::Server, tools};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    process::{self, Command},
};

/// Fetched by npm when it is called; the last one that runs on Node 20.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";
const PORT: u16 = 8095;
const REPORT: &str = "target/lighthouse.json";

/// One of each kind.
const PAGES: [&str; 5] = [
    "/t/alder-clinic",
    "/t/alder-clinic/help?q=imap",
    "/t/alder-clinic/help/diagnostics/basic-auth",
    "/t/larch-publishing/help/support",
    "/t/cedar-county/messages/MC424238",
];

pub(crate) fn run() -> Outcome {
    policy::run()?;
    search::run()?;
    start::run()?;
    shares::run()?;
    memory::run()?;
    tools::for_testing()?;
    build::run()?;
    let server = serve("dist", PORT)?;
    println!("| page | device | accessibility | best practices |\n| --- | --- | ---: | ---: |");
    let mut faults = Vec::new();
    for page in PAGES {
        for device in ["mobile", "desktop"] {
            let report = lighthouse(page, device)?;
            let (accessibility, practices) = (
                report.score("accessibility")?,
                report.score("best-practices")?,
            );
            println!("| {page} | {device} | {accessibility} | {practices} |");
            for audit in report.failed() {
                faults.push(format!("{page} on {device}: {audit}"));
            }
        }
    }
    drop(server);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

/// Serves what was built, as the journeys have it served.
fn serve(folder: &str, port: u16) -> Outcome<Server> {
    let mut server = tools::command("node");
    server
        .arg("tests/e2e/harness/server.js")
        .env("PORT", port.to_string())
        .env("DIST", folder);
    Server::start(server, port)
}

/// When, on what and with what it is measured.
pub(crate) fn circumstances() -> Outcome<String> {
    let say =
        |program: &str, arguments: &str| output(tools::command(program).args(arguments.split(' ')));
    Ok(format!(
        "{date}, commit {commit}, {rustc}, Node {node}, {cores} cores",
        date = say("date", "+%F")?,
        commit = say("git", "rev-parse --short HEAD")?,
        rustc = say("rustc", "--version")?,
        node = say("node", "--version")?,
        cores = say("nproc", "--all")?,
    ))
}

fn output(command: &mut Command) -> Outcome<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |what: String| format!("{program}: {what}");
    let process::Output { status, stdout, .. } = command
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !status.success() {
        return Err(failed(status.to_string()));
    }
    Ok(String::from_utf8_lossy(&stdout).trim().to_owned())
}

/// The one in the middle: a slow round more or less does not count.
fn median(all: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn lighthouse(page: &str, device: &str) -> Outcome<Report> {
    let mut lighthouse = tools::command("npm");
    lighthouse
        .args(["exec", "--yes", "--", LIGHTHOUSE])
        .arg(format!("http://127.0.0.1:{PORT}{page}"))
        .args([
            "--only-categories=accessibility,best-practices",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            "--output=json",
            "--quiet",
        ])
        .arg(format!("--output-path={REPORT}"));
    if device == "desktop" {
        lighthouse.arg("--preset=desktop");
    }
    if let Some(chromium) = tools::chromium() {
        lighthouse.env("CHROME_PATH", chromium);
    }
    tools::run(&mut lighthouse)?;
    let text = fs::read_to_string(REPORT).map_err(|error| format!("{REPORT}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{REPORT}: {error}"))
}

/// What Lighthouse writes, as far as it is read here.
#[derive(Deserialize)]
struct Report {
    categories: BTreeMap<String, Category>,
    audits: BTreeMap<String, Audit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Category {
    /// From 0 to 1; none where the page could not be measured.
    score: Option<f64>,
    audit_refs: Vec<AuditRef>,
}

#[derive(Deserialize)]
struct AuditRef {
    id: String,
    weight: f64,
}

#[derive(Deserialize)]
struct Audit {
    title: String,
    score: Option<f64>,
}

impl Report {
    fn score(&self, category: &str) -> Outcome<f64> {
        let score = self.categories.get(category).and_then(|found| found.score);
        let score = score.ok_or_else(|| format!("Lighthouse did not score {category}"))?;
        Ok((score * 100.0).round())
    }

    /// The audits that count and are not passed in full.
    fn failed(&self) -> impl Iterator<Item = &str> {
        let all = self.categories.values().flat_map(|it| &it.audit_refs);
        let counted = all.filter(|audit| audit.weight > 0.0);
        counted
            .filter_map(|audit| self.audits.get(&audit.id))
            .filter(|audit| audit.score.is_some_and(|score| score < 1.0))
            .map(|audit| audit.title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    const REPORT: &str = r#"{
        "categories": {
            "accessibility": {
                "score": 0.956,
                "auditRefs": [
                    {"id": "color-contrast", "weight": 7},
                    {"id": "image-alt", "weight": 10},
                    {"id": "by-hand", "weight": 0}
                ]
            },
            "best-practices": {"score": null, "auditRefs": []}
        },
        "audits": {
            "color-contrast": {"title": "Colours lack contrast", "score": 0},
            "image-alt": {"title": "Images have alternatives", "score": 1},
            "by-hand": {"title": "Look yourself", "score": 0}
        }
    }"#;

    #[test]
    fn a_report_names_what_counts_and_is_not_passed() {
        let report: Report = serde_json::from_str(REPORT).unwrap();
        assert_eq!(report.score("accessibility"), Ok(96.0));
        assert!(report.score("best-practices").is_err());
        assert_eq!(
            report.failed().collect::<Vec<_>>(),
            ["Colours lack contrast"]
        );
    }
}
