//! Requests and their refusals, line by line.

use super::super::requests::{Asked, LINES, Reason, Way, refusal, refusal_by_post};
use super::example::{Example, check, policy_lines};
use super::told::on;
use crate::OtherEndpoint::{Autodiscover, EopSccPowerShell, ReportingWebService, SmtpAuth};
use crate::Protocol::{Imap, PowerShell};
use crate::Wish::{OptOut, ReEnable};
use crate::{Cloud, Facts, RuleNumber, Wish};

#[test]
fn every_line_is_taken_and_just_missed() {
    let names: Vec<&str> = LINES.iter().map(|line| line.name).collect();
    assert_eq!(
        policy_lines(&names),
        [
            "endpoint",
            "phase",
            "cloud",
            "role",
            "not_blocked",
            "already_used"
        ]
    );
    check(&names, EXAMPLES, |(facts, wish, way)| {
        let asked = Asked::new(facts, *wish, *way);
        let line = LINES.iter().find(|line| (line.applies)(&asked))?;
        let refusal = match way {
            Way::Diagnostic => refusal(facts, *wish)?,
            Way::Post => refusal_by_post(facts)?,
        };
        let RuleNumber(rule) = refusal.rule;
        Some((line.name, rule.to_owned()))
    });
}

#[test]
fn reasons_come_in_the_order_in_which_the_far_side_looks_for_them() {
    assert!(LINES.is_sorted_by_key(|line| line.outcome));
    for line in LINES {
        let group = line.name.split('.').next().unwrap();
        let expected = match line.outcome {
            Reason::Endpoint => "endpoint",
            Reason::Phase => "phase",
            Reason::Cloud => "cloud",
            Reason::Role => "role",
            Reason::NotBlocked => "not_blocked",
            Reason::AlreadyUsed => "already_used",
        };
        assert_eq!(group, expected);
    }
}

#[test]
fn a_repeated_opt_out_is_accepted() {
    assert_eq!(
        refusal(&on("2022-09-13").opted_out("2022-09-12"), OptOut),
        None
    );
}

#[test]
fn a_second_re_enable_is_refused_while_the_first_takes_effect_and_when_it_is_overdue() {
    let facts = on("2022-10-12 09:30:00")
        .blocked("2022-10-10")
        .re_enabled("2022-10-12 09:00:00");
    for facts in [facts.clone(), facts.at("2022-10-12 10:00:00")] {
        let refusal = refusal(&facts, ReEnable).unwrap();
        assert_eq!(refusal.reason, Reason::AlreadyUsed);
    }
}

#[test]
fn the_post_takes_opt_outs_of_gcc_as_the_diagnostic_takes_those_of_the_world() {
    let gcc = on("2022-09-12").in_cloud(Cloud::Gcc);
    assert_eq!(refusal_by_post(&gcc), None);
    assert_eq!(refusal_by_post(&gcc.clone().blocked("2022-08-15")), None);
    let refused = |facts: Facts| refusal_by_post(&facts).map(|refusal| refusal.rule.0);
    assert_eq!(refused(gcc.clone().by_other_admin()), Some("R28"));
    assert_eq!(refused(gcc.clone().at("2022-10-01")), Some("R36"));
    assert_eq!(refused(gcc.clone().of_other(SmtpAuth)), Some("R9"));
    assert_eq!(refused(gcc.in_cloud(Cloud::GccHigh)), Some("A10"));
}

const EXAMPLES: &[Example<(Facts, Wish, Way)>] = &[
    Example {
        line: "endpoint.smtp_auth",
        says: "R9",
        taking: || {
            (
                on("2022-10-12").of_other(SmtpAuth).blocked("2022-10-10"),
                ReEnable,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.of(Imap), wish, way),
        instead: None,
    },
    Example {
        line: "endpoint.autodiscover",
        says: "A20",
        taking: || {
            (
                on("2022-09-12").of_other(Autodiscover),
                OptOut,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.of(Imap), wish, way),
        instead: None,
    },
    Example {
        line: "endpoint.reporting_web_service",
        says: "R60",
        taking: || {
            (
                on("2022-09-12").of_other(ReportingWebService),
                OptOut,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.of(Imap), wish, way),
        instead: None,
    },
    Example {
        line: "endpoint.eop_scc_powershell",
        says: "R61",
        taking: || {
            (
                on("2022-09-12").of_other(EopSccPowerShell),
                OptOut,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.of(PowerShell), wish, way),
        instead: None,
    },
    Example {
        line: "phase.ended",
        says: "R51",
        taking: || {
            (
                on("2023-01-01").blocked("2022-12-01"),
                ReEnable,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.at("2022-12-31 23:59:59"), wish, way),
        instead: None,
    },
    Example {
        line: "phase.opt_out_early",
        says: "R36",
        taking: || (on("2022-08-31 23:59:59"), OptOut, Way::Diagnostic),
        missing: |(facts, wish, way)| (facts.at("2022-09-01"), wish, way),
        instead: None,
    },
    Example {
        line: "phase.opt_out_late",
        says: "R36",
        taking: || (on("2022-10-01"), OptOut, Way::Diagnostic),
        missing: |(facts, wish, way)| (facts.at("2022-09-30 23:59:59"), wish, way),
        instead: None,
    },
    Example {
        line: "phase.re_enable_early",
        says: "R44",
        taking: || {
            (
                on("2022-09-30 23:59:59").blocked("2022-09-01"),
                ReEnable,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.at("2022-10-01"), wish, way),
        instead: None,
    },
    Example {
        line: "cloud.gcc",
        says: "R33",
        taking: || {
            (
                on("2022-09-12").in_cloud(Cloud::Gcc),
                OptOut,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.in_cloud(Cloud::Worldwide), wish, way),
        instead: None,
    },
    Example {
        line: "cloud.post",
        says: "R34",
        taking: || (on("2022-09-12"), OptOut, Way::Post),
        missing: |(facts, wish, way)| (facts.in_cloud(Cloud::Gcc), wish, way),
        instead: None,
    },
    Example {
        line: "cloud.other",
        says: "A10",
        taking: || {
            (
                on("2022-10-12").in_cloud(Cloud::China),
                OptOut,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.in_cloud(Cloud::Worldwide), wish, way),
        instead: Some("phase.opt_out_late"),
    },
    Example {
        line: "role",
        says: "R28",
        taking: || (on("2022-09-12").by_other_admin(), OptOut, Way::Diagnostic),
        missing: |(facts, wish, way)| (facts.at("2022-10-01"), wish, way),
        instead: Some("phase.opt_out_late"),
    },
    Example {
        line: "not_blocked",
        says: "R47",
        taking: || {
            (
                on("2022-10-12").re_enabled("2022-10-11"),
                ReEnable,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.blocked("2022-10-12"), wish, way),
        instead: Some("already_used"),
    },
    Example {
        line: "already_used",
        says: "R17",
        taking: || {
            (
                on("2022-10-12")
                    .blocked("2022-10-01")
                    .re_enabled("2022-10-01"),
                ReEnable,
                Way::Diagnostic,
            )
        },
        missing: |(facts, wish, way)| (facts.re_enabled("2022-09-30 23:59:59"), wish, way),
        instead: None,
    },
];
