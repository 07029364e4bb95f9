//! The next steps of programme protocols, line by line.

use super::super::counting::Counted;
use super::super::next_step::{Stands, TABLE};
use super::super::{decide, standing};
use super::example::{Example, check, policy_lines, told};
use super::told::on;
use crate::{Cloud, Facts, Protocol};

#[test]
fn every_line_is_taken_and_just_missed() {
    let names: Vec<&str> = TABLE.all().map(|line| line.name).collect();
    let numbers: Vec<String> = (1..=24).map(|number| number.to_string()).collect();
    assert_eq!(policy_lines(&names), numbers);
    check(&names, EXAMPLES, |facts| {
        let counted = Counted::from(facts);
        let standing = standing::TABLE.first_that_applies(&counted).outcome;
        let line = TABLE.first_that_applies(&Stands { counted, standing });
        Some(told(line, line.outcome.name()))
    });
}

#[test]
fn an_archived_re_enable_calls_for_an_opt_out_as_an_archived_opt_out_does() {
    let facts = on("2022-09-12").re_enabled("2022-08-31 23:59:59");
    assert_eq!(decide(&facts).what_next, "next_opt_out_again");
    let facts = on("2022-09-12").re_enabled("2022-09-01");
    assert_eq!(decide(&facts).what_next, "next_opt_out");
}

#[test]
fn powershell_alone_cites_its_own_rules() {
    let cited = |facts: Facts| {
        let also = decide(&facts).also;
        also.iter().map(|rule| rule.0).collect::<Vec<_>>()
    };
    let facts = on("2022-11-30 23:59:59").of(Protocol::PowerShell);
    assert_eq!(cited(facts.clone()), ["R7", "A15", "R62"]);
    assert_eq!(cited(facts.at("2022-12-01")), ["R7", "A15", "R62", "R63"]);
    assert_eq!(cited(on("2022-12-01").of(Protocol::Mapi)), ["R7", "A15"]);
}

const EXAMPLES: &[Example<Facts>] = &[
    Example {
        line: "1",
        says: "contact_support A10",
        taking: || {
            on("2023-03-30 23:59:59")
                .in_cloud(Cloud::China)
                .blocked("2023-03-01")
        },
        missing: |facts| facts.not_blocked(),
        instead: Some("2"),
    },
    Example {
        line: "2",
        says: "wait A10",
        taking: || on("2023-03-30 23:59:59").in_cloud(Cloud::China),
        missing: |facts| facts.at("2023-03-31"),
        instead: Some("3.1"),
    },
    Example {
        line: "3.1",
        says: "move_to_modern_auth R38 R51 A7",
        taking: || on("2023-01-01"),
        missing: |facts| facts.at("2022-12-31 23:59:59"),
        instead: Some("24"),
    },
    Example {
        line: "3.2",
        says: "move_to_modern_auth R38 A7",
        taking: || on("2023-02-01"),
        missing: |facts| facts.at("2023-01-31 23:59:59"),
        instead: Some("3.1"),
    },
    Example {
        line: "4.1",
        says: "wait R21 R26",
        taking: || on("2022-08-31 23:59:59"),
        missing: |facts| facts.at("2022-09-01"),
        instead: Some("16.2"),
    },
    Example {
        line: "4.2",
        says: "wait R34",
        taking: || on("2022-08-31 23:59:59").in_cloud(Cloud::Gcc),
        missing: |facts| facts.at("2022-09-01"),
        instead: Some("10"),
    },
    Example {
        line: "4.3",
        says: "wait A10",
        taking: || on("2022-08-31 23:59:59").in_cloud(Cloud::Dod),
        missing: |facts| facts.at("2022-09-01"),
        instead: Some("6.2"),
    },
    Example {
        line: "5.1",
        says: "none R19",
        taking: || {
            on("2022-10-12")
                .in_cloud(Cloud::GccHigh)
                .re_enabled("2022-10-11")
        },
        missing: |facts| facts.in_cloud(Cloud::Gcc),
        instead: Some("12.1"),
    },
    Example {
        line: "5.2",
        says: "none R22",
        taking: || {
            on("2022-10-12")
                .in_cloud(Cloud::Dod)
                .opted_out("2022-09-30 23:59:59")
        },
        missing: |facts| facts.opted_out("2022-10-01"),
        instead: Some("7"),
    },
    Example {
        line: "6.1",
        says: "contact_support A10",
        taking: || {
            on("2022-09-30")
                .in_cloud(Cloud::GccHigh)
                .blocked("2022-09-30")
        },
        missing: |facts| facts.not_blocked(),
        instead: Some("6.2"),
    },
    Example {
        line: "6.2",
        says: "contact_support A10",
        taking: || on("2022-09-30 23:59:59").in_cloud(Cloud::GccHigh),
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("7"),
    },
    Example {
        line: "7",
        says: "wait R6 R7 A15",
        taking: || on("2022-10-01").in_cloud(Cloud::Dod),
        missing: |facts| facts.in_cloud(Cloud::Gcc),
        instead: Some("13"),
    },
    Example {
        line: "8",
        says: "contact_support R45 R34 R54",
        taking: || {
            on("2022-09-30 23:59:59")
                .in_cloud(Cloud::Gcc)
                .blocked("2022-09-01")
        },
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("11"),
    },
    Example {
        line: "9",
        says: "none R34",
        taking: || {
            on("2022-09-30 23:59:59")
                .in_cloud(Cloud::Gcc)
                .opted_out("2022-09-12")
        },
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("12.2"),
    },
    Example {
        line: "10",
        says: "follow_message_center R34",
        taking: || on("2022-09-30 23:59:59").in_cloud(Cloud::Gcc),
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("13"),
    },
    Example {
        line: "11",
        says: "open_ticket R35",
        taking: || on("2022-10-01").in_cloud(Cloud::Gcc).blocked("2022-10-01"),
        missing: |facts| facts.at("2022-09-30 23:59:59"),
        instead: Some("10"),
    },
    Example {
        line: "12.1",
        says: "none R19",
        taking: || {
            on("2022-10-12")
                .in_cloud(Cloud::Gcc)
                .re_enabled("2022-10-11")
        },
        missing: |facts| facts.in_cloud(Cloud::Worldwide),
        instead: Some("23.1"),
    },
    Example {
        line: "12.2",
        says: "none R22",
        taking: || {
            on("2022-10-12")
                .in_cloud(Cloud::Gcc)
                .opted_out("2022-09-12")
        },
        missing: |facts| facts.in_cloud(Cloud::Worldwide),
        instead: Some("23.2"),
    },
    Example {
        line: "13",
        says: "wait R6 R7 A15",
        taking: || on("2022-10-12").in_cloud(Cloud::Gcc),
        missing: |facts| facts.in_cloud(Cloud::Worldwide),
        instead: Some("24"),
    },
    Example {
        line: "14.1",
        says: "contact_support R45 R22",
        taking: || {
            on("2022-09-12")
                .blocked("2022-09-01")
                .opted_out("2022-09-01")
        },
        missing: |facts| facts.opted_out("2022-08-31 23:59:59"),
        instead: Some("14.2"),
    },
    Example {
        line: "14.2",
        says: "contact_support R45 R54",
        taking: || on("2022-09-12").blocked("2022-09-01"),
        missing: |facts| facts.by_other_admin(),
        instead: Some("14.3"),
    },
    Example {
        line: "14.3",
        says: "contact_support R45 R54 R28",
        taking: || {
            on("2022-09-30 23:59:59")
                .blocked("2022-09-01")
                .by_other_admin()
        },
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("22"),
    },
    Example {
        line: "15",
        says: "none R41",
        taking: || {
            on("2022-09-12")
                .opted_out("2022-09-12")
                .re_enabled("2022-08-31")
        },
        missing: |facts| facts.at("2022-09-11 23:59:59"),
        instead: Some("16.1"),
    },
    Example {
        line: "16.1",
        says: "opt_out R36 R26 R27",
        taking: || on("2022-09-12").opted_out("2022-08-31 23:59:59"),
        missing: |facts| facts.opted_out("2022-09-01"),
        instead: Some("15"),
    },
    Example {
        line: "16.2",
        says: "opt_out R36",
        taking: || on("2022-09-12"),
        missing: |facts| facts.by_other_admin(),
        instead: Some("17"),
    },
    Example {
        line: "17",
        says: "ask_global_admin R28 R36",
        taking: || on("2022-09-30 23:59:59").by_other_admin(),
        missing: |facts| facts.at("2022-10-01"),
        instead: Some("24"),
    },
    Example {
        line: "18",
        says: "wait R49",
        taking: || {
            on("2022-10-12 09:59:59")
                .blocked("2022-10-10")
                .re_enabled("2022-10-12 09:00:00")
        },
        missing: |facts| facts.at("2022-10-12 10:00:00"),
        instead: Some("19"),
    },
    Example {
        line: "19",
        says: "contact_support R49 R17",
        taking: || {
            on("2022-10-12 10:00:00")
                .blocked("2022-10-12 09:00:00")
                .re_enabled("2022-10-12 09:00:00")
        },
        missing: |facts| facts.blocked("2022-10-12 09:00:01"),
        instead: Some("20"),
    },
    Example {
        line: "20",
        says: "contact_support R19 R17",
        taking: || {
            on("2022-10-12")
                .opted_out("2022-09-12")
                .blocked("2022-10-12")
                .re_enabled("2022-10-01")
        },
        missing: |facts| facts.re_enabled("2022-09-30 23:59:59"),
        instead: Some("21.1"),
    },
    Example {
        line: "21.1",
        says: "re_enable R47 R17 R22",
        taking: || {
            on("2022-10-12")
                .blocked("2022-10-01")
                .opted_out("2022-09-12")
        },
        missing: |facts| facts.blocked("2022-09-30 23:59:59"),
        instead: Some("21.2"),
    },
    Example {
        line: "21.2",
        says: "re_enable R47 R17",
        taking: || on("2022-10-12").blocked("2022-10-12"),
        missing: |facts| facts.by_other_admin(),
        instead: Some("22"),
    },
    Example {
        line: "22",
        says: "ask_global_admin R28 R47",
        taking: || on("2022-10-12").blocked("2022-10-12").by_other_admin(),
        missing: |facts| facts.at("2022-10-11 23:59:59"),
        instead: Some("24"),
    },
    Example {
        line: "23.1",
        says: "none R19",
        taking: || on("2022-10-12").re_enabled("2022-10-01"),
        missing: |facts| facts.re_enabled("2022-09-30 23:59:59"),
        instead: Some("24"),
    },
    Example {
        line: "23.2",
        says: "none R22",
        taking: || on("2022-10-12").opted_out("2022-09-30 23:59:59"),
        missing: |facts| facts.opted_out("2022-10-01"),
        instead: Some("24"),
    },
    Example {
        line: "24",
        says: "wait R6 R7 A15",
        taking: || on("2022-10-12"),
        missing: |facts| facts.blocked("2022-10-12"),
        instead: Some("21.2"),
    },
];
