//! What support can do, line by line.

use super::super::counting::Counted;
use super::super::next_step::Stands;
use super::super::standing;
use super::super::support::TABLE;
use super::example::{Example, check, told};
use super::told::on;
use crate::{Cloud, Facts};

#[test]
fn every_line_is_taken_and_just_missed() {
    let names: Vec<&str> = TABLE.all().map(|line| line.name).collect();
    check(&names, EXAMPLES, |facts| {
        let counted = Counted::from(facts);
        let standing = standing::TABLE.first_that_applies(&counted).outcome;
        let line = TABLE.first_that_applies(&Stands { counted, standing });
        Some(told(line, &format!("{:?}", line.outcome)))
    });
}

const EXAMPLES: &[Example<Facts>] = &[
    Example {
        line: "china",
        says: "NoPath A10",
        taking: || {
            on("2022-10-12")
                .in_cloud(Cloud::China)
                .blocked("2022-10-10")
        },
        missing: |facts| facts.in_cloud(Cloud::Worldwide),
        instead: Some("diagnostic"),
    },
    Example {
        line: "ended",
        says: "Ended R38 A7",
        taking: || on("2023-01-01").blocked("2022-10-10"),
        missing: |facts| facts.at("2022-12-31 23:59:59"),
        instead: Some("diagnostic"),
    },
    Example {
        line: "government",
        says: "NoPath A10",
        taking: || {
            on("2022-10-12")
                .in_cloud(Cloud::GccHigh)
                .blocked("2022-10-10")
        },
        missing: |facts| facts.in_cloud(Cloud::Gcc),
        instead: Some("gcc"),
    },
    Example {
        line: "announced",
        says: "NoPath R45",
        taking: || on("2022-08-31 23:59:59").blocked("2022-08-15"),
        missing: |facts| facts.at("2022-09-01"),
        instead: Some("september"),
    },
    Example {
        line: "post",
        says: "FollowPost R34",
        taking: || on("2022-09-12").in_cloud(Cloud::Gcc),
        missing: |facts| facts.opted_out("2022-09-02"),
        instead: Some("not_blocked"),
    },
    Example {
        line: "not_blocked",
        says: "NothingToLift R6",
        taking: || on("2022-09-12"),
        missing: |facts| facts.blocked("2022-08-15"),
        instead: Some("september"),
    },
    Example {
        line: "september",
        says: "Lifted R45 R54",
        taking: || on("2022-09-30 23:59:59").blocked("2022-08-15"),
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("diagnostic"),
    },
    Example {
        line: "gcc",
        says: "ReEnabled R35 A6",
        taking: || on("2022-10-12").in_cloud(Cloud::Gcc).blocked("2022-10-10"),
        missing: |facts| facts.in_cloud(Cloud::Worldwide),
        instead: Some("diagnostic"),
    },
    Example {
        line: "taking_effect",
        says: "TakingEffect R49",
        taking: || {
            on("2022-10-12 09:59:59")
                .blocked("2022-10-10")
                .re_enabled("2022-10-12 09:00:00")
        },
        missing: |facts| facts.at("2022-10-12 10:00:00"),
        instead: Some("overdue"),
    },
    Example {
        line: "overdue",
        says: "Repaired R49",
        taking: || {
            on("2022-10-12")
                .blocked("2022-10-10")
                .re_enabled("2022-10-11")
        },
        missing: |facts| facts.blocked("2022-10-11 00:00:01"),
        instead: Some("promise"),
    },
    Example {
        line: "promise",
        says: "Repaired R19 R17",
        taking: || {
            on("2022-10-20")
                .blocked("2022-10-14")
                .re_enabled("2022-10-11")
        },
        missing: |facts| facts.re_enabled("2022-09-30 23:59:59"),
        instead: Some("diagnostic"),
    },
    Example {
        line: "diagnostic",
        says: "UseDiagnostic R47",
        taking: || on("2022-10-12").blocked("2022-10-10"),
        missing: |facts| facts.in_cloud(Cloud::Gcc),
        instead: Some("gcc"),
    },
];
