//! What readers take and refuse, by the examples of `docs/openapi.json`.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::Reason;
use policy::{Cloud, Endpoint, Facts, Protocol, Role};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::clock::Move;
use crate::document::example;
use crate::health::{Issue, Status};
use crate::history::{Event, EventKind, History};
use crate::http::{CONTENT_TYPE, PROBLEM_JSON, Response};
use crate::message::{Category, Message};
use crate::modern_authentication::Changes;
use crate::problem::{Problem, ProblemType};
use crate::protocols::Protocols;
use crate::receipt::Submission;
use crate::session::Session;
use crate::ticket::NewTicket;
use crate::usage::{Report, Usage};

#[track_caller]
fn check<T: Serialize + DeserializeOwned>(example: &Value) -> T {
    let read: T = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), *example);
    read
}

#[track_caller]
fn refuse<T: DeserializeOwned>(example: Value) {
    assert!(serde_json::from_value::<T>(example).is_err());
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn what_is_read_means_what_was_written() {
    let submission: Submission = check(&json!({"protocol": "imap"}));
    assert_eq!(submission.protocol, Endpoint::Protocol(Protocol::Imap));
    let usage: Usage = check(&example("Usage"));
    assert_eq!(usage.months[0].month, "2022-08-01".parse().unwrap());
    assert_eq!(usage.months[2].report, Report::NoneSent);
    let session: Session = check(&example("Session"));
    assert_eq!(session.expires_at, Some(at("2026-11-30T10:00:00Z")));
    let history: History = check(&example("History"));
    let Event { kind, reason, .. } = &history.events[1];
    assert_eq!(
        (*kind, *reason),
        (EventKind::RequestRefused, Some(Reason::AlreadyUsed))
    );
}

#[test]
fn a_name_that_nobody_gave_is_refused() {
    refuse::<Submission>(json!({"protocol": "telnet"}));
    refuse::<Submission>(json!({"protocol": "IMAP"}));
    refuse::<Submission>(json!({"protocol": "imap", "all": true}));
    refuse::<NewTicket>(json!({"protocols": ["smtp_auth"], "text": ""}));
    refuse::<Usage>(json!({"months": [{"month": "2022-13", "report": "none_sent"}]}));
    refuse::<Changes>(json!({"AllowBasicAuthTelnet": true}));
    refuse::<Changes>(json!({"AllowBasicAuthPop": null}));
    refuse::<Changes>(json!(["AllowBasicAuthPop"]));
    refuse::<Move>(json!({"to_next_event": false}));
    let mut unknown_cloud = example("Protocols");
    unknown_cloud["cloud"] = json!("mars");
    refuse::<Protocols>(unknown_cloud);
    let mut unknown_zone = example("Protocols");
    unknown_zone["zone"] = json!("Tokyo");
    refuse::<Protocols>(unknown_zone);
    let mut unknown_reason = example("History");
    unknown_reason["events"][1]["reason"] = json!("mood");
    refuse::<History>(unknown_reason);
}

#[test]
fn what_graph_sends_is_read_whatever_its_case_and_with_what_it_leaves_out() {
    let bare = json!({
        "id": "MC1",
        "title": "A title",
        "startDateTime": "2022-09-23T00:00:00Z",
        "endDateTime": null,
        "lastModifiedDateTime": "2022-09-23T18:02:11.12Z",
        "actionRequiredByDateTime": null,
        "category": "PlanForChange",
        "severity": "unheardOf",
        "viewPoint": null,
        "hasAttachments": false,
        "details": [],
    });
    let message: Message = serde_json::from_value(bare).unwrap();
    assert_eq!(message.category, Category::PlanForChange);
    assert_eq!(message.severity.name(), "unheardOf");
    assert_eq!((message.view_point, message.body), (None, None));
    let mut issue = example("Issue");
    issue["status"] = json!("ServiceOperational");
    issue["classification"] = json!("ADVISORY");
    let read: Issue = serde_json::from_value(issue).unwrap();
    assert_eq!(read.status, Status::ServiceOperational);
    assert_eq!(read.classification.name(), "advisory");
}

#[test]
fn members_of_a_newer_far_side_are_passed_over() {
    let mut newer = example("Session");
    newer["region"] = json!("eu");
    let newer: Session = serde_json::from_value(newer).unwrap();
    assert_eq!(newer, check(&example("Session")));
}

#[test]
fn the_policy_gets_the_facts_as_they_travel() {
    let protocols: Protocols = check(&example("Protocols"));
    let now = at("2022-10-12T09:30:00Z");
    assert_eq!(
        protocols.facts_of(&protocols.endpoints[0], now),
        Facts {
            now,
            zone: "+09:00".parse().unwrap(),
            cloud: Cloud::GccHigh,
            role: Role::OtherAdmin,
            endpoint: Endpoint::Protocol(Protocol::Imap),
            blocked_since: Some(at("2022-10-10T15:47:00Z")),
            opted_out_at: Some(at("2022-07-05T10:15:00Z")),
            re_enabled_at: Some(at("2022-10-12T08:55:00Z")),
            announced_for: "2022-10-10".parse().ok(),
        }
    );
}

#[test]
fn a_refusal_travels_as_a_problem_with_its_rule() {
    let facts = {
        let protocols: Protocols = check(&example("Protocols"));
        protocols.facts_of(&protocols.endpoints[1], at("2022-10-12T09:30:00Z"))
    };
    let refusal = policy::basic_auth_2022::refusal(&facts, policy::Wish::ReEnable).unwrap();
    let response = Response::problem(&refusal.into());
    assert_eq!(response.status, 422);
    assert_eq!(response.header(CONTENT_TYPE), Some(PROBLEM_JSON));
    let problem: Problem = check(&serde_json::from_str(&response.body).unwrap());
    assert_eq!(
        problem.problem_type(),
        Some(ProblemType::Refused(Reason::Endpoint))
    );
    assert_eq!(problem.rule.as_deref(), Some("R9"));
}

#[test]
fn every_problem_type_is_known_by_its_urn() {
    for known in ProblemType::ALL {
        assert_eq!(ProblemType::from_urn(&known.urn()), Some(known));
        assert!((400..600).contains(&known.status()));
    }
    for unknown in [
        "about:blank",
        "urn:admin-center:problem:",
        "urn:other:problem:role",
    ] {
        assert_eq!(ProblemType::from_urn(unknown), None);
    }
}
