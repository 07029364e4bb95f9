//! The standings of programme protocols, line by line.

use super::super::counting::Counted;
use super::super::standing::TABLE;
use super::example::{Example, check, policy_lines, told};
use super::told::on;
use crate::{Cloud, Facts};

#[test]
fn every_line_is_taken_and_just_missed() {
    let names: Vec<&str> = TABLE.all().map(|line| line.name).collect();
    assert_eq!(
        policy_lines(&names),
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]
    );
    check(&names, EXAMPLES, |facts| {
        let line = TABLE.first_that_applies(&Counted::from(facts));
        Some(told(line, line.outcome.name()))
    });
}

const EXAMPLES: &[Example<Facts>] = &[
    Example {
        line: "a",
        says: "blocked A10",
        taking: || {
            on("2023-03-30 23:59:59")
                .in_cloud(Cloud::China)
                .blocked("2022-10-10")
        },
        missing: |facts| facts.at("2023-03-31"),
        instead: Some("c.2"),
    },
    Example {
        line: "b",
        says: "allowed A10",
        taking: || on("2023-03-30 23:59:59").in_cloud(Cloud::China),
        missing: |facts| facts.at("2023-03-31"),
        instead: Some("d.1"),
    },
    Example {
        line: "c.1",
        says: "retired R38 A7",
        taking: || {
            on("2023-01-01")
                .blocked("2022-12-01")
                .re_enabled("2022-12-31 23:30:00")
        },
        missing: |facts| facts.in_cloud(Cloud::Gcc),
        instead: Some("c.2"),
    },
    Example {
        line: "c.2",
        says: "retired R38",
        taking: || on("2023-01-05").blocked("2023-01-05"),
        missing: |facts| facts.at("2023-01-04 23:59:59"),
        instead: Some("d.2"),
    },
    Example {
        line: "d.1",
        says: "retiring R38 A10",
        taking: || on("2023-04-30 23:59:59").in_cloud(Cloud::China),
        missing: |facts| facts.at("2023-05-01"),
        instead: Some("e"),
    },
    Example {
        line: "d.2",
        says: "retiring R38 R20 R52 A7",
        taking: || on("2023-01-31 23:59:59"),
        missing: |facts| facts.at("2023-02-01"),
        instead: Some("e"),
    },
    Example {
        line: "e",
        says: "retired R38 A7",
        taking: || on("2023-02-01"),
        missing: |facts| facts.blocked("2023-02-01"),
        instead: Some("c.2"),
    },
    Example {
        line: "f",
        says: "re_enabling R49 A16 R19",
        taking: || {
            on("2022-10-12 09:59:59")
                .blocked("2022-10-10")
                .re_enabled("2022-10-12 09:00:00")
        },
        missing: |facts| facts.at("2022-10-12 10:00:00"),
        instead: Some("g"),
    },
    Example {
        line: "g",
        says: "overdue R49 A16",
        taking: || {
            on("2022-10-12 10:00:00")
                .blocked("2022-09-30")
                .re_enabled("2022-10-12 09:00:00")
        },
        missing: |facts| facts.blocked("2022-10-12 09:00:01"),
        instead: Some("i"),
    },
    Example {
        line: "h",
        says: "blocked R4",
        taking: || on("2022-10-12").blocked("2022-09-30 23:59:59"),
        missing: |facts| facts.blocked("2022-10-01"),
        instead: Some("i"),
    },
    Example {
        line: "i",
        says: "blocked R6",
        taking: || on("2022-10-12").blocked("2022-10-12"),
        missing: |facts| facts.at("2022-10-11 23:59:59"),
        instead: Some("l.3"),
    },
    Example {
        line: "j",
        says: "re_enabled R19 R18",
        taking: || {
            on("2022-10-12")
                .opted_out("2022-09-12")
                .re_enabled("2022-10-01")
        },
        missing: |facts| facts.re_enabled("2022-09-30 23:59:59"),
        instead: Some("k"),
    },
    Example {
        line: "k",
        says: "opted_out R22 R37 A11",
        taking: || on("2022-10-12").opted_out("2022-09-30 23:59:59"),
        missing: |facts| facts.opted_out("2022-10-01"),
        instead: Some("l.3"),
    },
    Example {
        line: "l.1",
        says: "allowed R6",
        taking: || on("2022-08-31 23:59:59"),
        missing: |facts| facts.at("2022-09-01"),
        instead: Some("l.2"),
    },
    Example {
        line: "l.2",
        says: "allowed R6",
        taking: || on("2022-09-30 23:59:59"),
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("l.3"),
    },
    Example {
        line: "l.3",
        says: "allowed R6",
        taking: || on("2022-10-01"),
        missing: |facts| facts.blocked("2022-10-01"),
        instead: Some("i"),
    },
];
