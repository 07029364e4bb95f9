//! The endpoints beside the programme, line by line.

use super::super::counting::Counted;
use super::super::next_step::Stands;
use super::super::other_endpoints::{NEXT_STEPS, STANDINGS};
use super::example::{Example, check, policy_lines, told};
use super::told::on;
use crate::Facts;
use crate::OtherEndpoint::{self, Autodiscover, EopSccPowerShell, ReportingWebService, SmtpAuth};

#[test]
fn every_standing_is_taken_and_just_missed() {
    let names: Vec<&str> = STANDINGS.all().map(|line| line.name).collect();
    assert_eq!(
        policy_lines(&names),
        OtherEndpoint::ALL.map(OtherEndpoint::name)
    );
    check(&names, STANDING_EXAMPLES, |facts| {
        let line = STANDINGS.first_that_applies(&Counted::from(facts));
        Some(told(line, line.outcome.name()))
    });
}

#[test]
fn every_next_step_is_taken_and_just_missed() {
    let names: Vec<&str> = NEXT_STEPS.all().map(|line| line.name).collect();
    assert_eq!(
        policy_lines(&names),
        OtherEndpoint::ALL.map(OtherEndpoint::name)
    );
    check(&names, NEXT_STEP_EXAMPLES, |facts| {
        let counted = Counted::from(facts);
        let standing = STANDINGS.first_that_applies(&counted).outcome;
        let line = NEXT_STEPS.first_that_applies(&Stands { counted, standing });
        Some(told(line, line.outcome.name()))
    });
}

const STANDING_EXAMPLES: &[Example<Facts>] = &[
    Example {
        line: "smtp_auth",
        says: "outside_programme R9",
        taking: || on("2022-10-12").of_other(SmtpAuth),
        missing: |facts| facts.of_other(Autodiscover),
        instead: Some("autodiscover"),
    },
    Example {
        line: "autodiscover",
        says: "outside_programme A20",
        taking: || on("2023-01-01").of_other(Autodiscover),
        missing: |facts| facts.of_other(SmtpAuth),
        instead: Some("smtp_auth"),
    },
    Example {
        line: "reporting_web_service.1",
        says: "allowed R60 A18",
        taking: || on("2022-12-31 23:59:59").of_other(ReportingWebService),
        missing: |facts| facts.at("2023-01-01"),
        instead: Some("reporting_web_service.2"),
    },
    Example {
        line: "reporting_web_service.2",
        says: "retired R60 A18",
        taking: || on("2023-01-01").of_other(ReportingWebService),
        missing: |facts| facts.of_other(EopSccPowerShell),
        instead: Some("eop_scc_powershell.2"),
    },
    Example {
        line: "eop_scc_powershell.1",
        says: "allowed R61",
        taking: || on("2022-12-31 23:59:59").of_other(EopSccPowerShell),
        missing: |facts| facts.at("2023-01-01"),
        instead: Some("eop_scc_powershell.2"),
    },
    Example {
        line: "eop_scc_powershell.2",
        says: "retired R61",
        taking: || on("2023-01-01").of_other(EopSccPowerShell),
        missing: |facts| facts.at("2022-12-31 23:59:59"),
        instead: Some("eop_scc_powershell.1"),
    },
];

const NEXT_STEP_EXAMPLES: &[Example<Facts>] = &[
    Example {
        line: "smtp_auth",
        says: "manage_smtp_auth R9 R46",
        taking: || on("2023-01-01").of_other(SmtpAuth),
        missing: |facts| facts.of_other(Autodiscover),
        instead: Some("autodiscover"),
    },
    Example {
        line: "autodiscover",
        says: "none A20",
        taking: || on("2022-10-12").of_other(Autodiscover),
        missing: |facts| facts.of_other(SmtpAuth),
        instead: Some("smtp_auth"),
    },
    Example {
        line: "reporting_web_service.1",
        says: "none R60",
        taking: || on("2022-12-31 23:59:59").of_other(ReportingWebService),
        missing: |facts| facts.at("2023-01-01"),
        instead: Some("reporting_web_service.2"),
    },
    Example {
        line: "reporting_web_service.2",
        says: "move_to_modern_auth R60",
        taking: || on("2023-01-01").of_other(ReportingWebService),
        missing: |facts| facts.at("2022-12-31 23:59:59"),
        instead: Some("reporting_web_service.1"),
    },
    Example {
        line: "eop_scc_powershell",
        says: "move_to_certificate_auth R61",
        taking: || on("2022-10-12").of_other(EopSccPowerShell),
        missing: |facts| facts.of_other(ReportingWebService),
        instead: Some("reporting_web_service.1"),
    },
];
