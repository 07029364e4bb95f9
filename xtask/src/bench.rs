//! `cargo xtask bench`: what is measured and not tested, in tables: the policy in wasm and natively,
//! the search beside its peers, and what Lighthouse says of accessibility and best practices, which
//! has to be 100.

pub(crate) mod policy;
pub(crate) mod search;

use crate::{Outcome, build, server::Server, tools};
use serde::Deserialize;
use std::{collections::BTreeMap, fs};

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
    tools::for_testing()?;
    build::run()?;
    let mut journeys = tools::command("node");
    journeys
        .arg("tests/e2e/harness/server.js")
        .env("PORT", PORT.to_string());
    let server = Server::start(journeys, PORT)?;
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
