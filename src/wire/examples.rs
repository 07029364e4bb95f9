//! The contract by example: each shape as it travels, read and printed again.

use chrono::{DateTime, Utc};
use policy::basic_auth_2022::Reason;
use policy::{Cloud, Endpoint, Facts, Protocol, Role};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::clock::{Clock, Move};
use crate::collection::Collection;
use crate::health::{Issue, ServiceHealth, Status};
use crate::history::{Event, EventKind, History};
use crate::http::{CONTENT_TYPE, PROBLEM_JSON, Response};
use crate::message::{Category, Done, Marked, Message};
use crate::modern_authentication::{Changes, ModernAuthentication};
use crate::problem::{Problem, ProblemType};
use crate::protocols::Protocols;
use crate::receipt::{Receipts, Submission};
use crate::session::Session;
use crate::ticket::{NewTicket, Tickets};
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

fn session() -> Value {
    json!({
        "contract": "1",
        "policy": "basic_auth_2022/1",
        "simulation": true,
        "caller": {"name": "Ada", "address": "ada@works.example"},
        "tenants": [{
            "id": "works",
            "name": "Test Works",
            "cloud": "worldwide",
            "role": "global_admin",
            "global_admins": [{"name": "Ada", "address": "ada@works.example"}],
            "scenario": "untouched",
        }],
    })
}

fn protocols() -> Value {
    json!({
        "server_time": "2022-10-12T09:00:00Z",
        "zone": "+09:00",
        "cloud": "gcc_high",
        "role": "other_admin",
        "endpoints": [
            {
                "endpoint": "imap",
                "blocked_since": "2022-10-10T15:47:00Z",
                "opted_out_at": "2022-07-05T10:15:00Z",
                "re_enabled_at": "2022-10-12T08:55:00Z",
                "announced_for": "2022-10-10",
                "archived": [{"wish": "opt_out", "at": "2022-07-05T10:15:00Z"}],
                "receipt": "RE-2001",
                "ticket": "SR-3001",
            },
            {
                "endpoint": "smtp_auth",
                "blocked_since": null,
                "opted_out_at": null,
                "re_enabled_at": null,
                "announced_for": null,
                "archived": [],
                "receipt": null,
            },
        ],
        "authentication_policy": {"name": "Block POP", "blocks": ["pop", "smtp_auth"]},
    })
}

fn receipts() -> Value {
    json!({"receipts": [{
        "number": "RE-2001",
        "wish": "re_enable",
        "protocol": "powershell",
        "accepted_at": "2022-10-12T08:55:00Z",
        "by": {"name": "Ada", "address": "ada@works.example"},
        "rule": "R47",
        "effective_at": null,
        "closed_at": "2023-01-01T00:00:00Z",
    }]})
}

fn tickets() -> Value {
    json!({"tickets": [
        {
            "number": "SR-3002",
            "opened_at": "2022-10-12T08:55:00Z",
            "by": {"name": "Ada", "address": "ada@works.example"},
            "protocols": [],
            "text": "Where is the post?",
            "search": "post of september",
            "answer": null,
        },
        {
            "number": "SR-3001",
            "opened_at": "2022-09-12T08:55:00Z",
            "by": {"name": "Ada", "address": "ada@works.example"},
            "protocols": ["pop", "imap"],
            "text": "",
            "answer": {
                "at": "2022-09-12T17:30:00Z",
                "reliefs": [
                    {"protocol": "pop", "relief": "lifted", "rule": "R45"},
                    {"protocol": "imap", "relief": "nothing_to_lift", "rule": "R6"},
                ],
            },
        },
    ]})
}

fn message() -> Value {
    json!({
        "id": "MC424238",
        "title": "A title",
        "startDateTime": "2022-09-01T15:00:00Z",
        "endDateTime": null,
        "lastModifiedDateTime": "2022-09-13T15:00:00Z",
        "actionRequiredByDateTime": "2022-10-01T00:00:00Z",
        "category": "planForChange",
        "severity": "high",
        "isMajorChange": true,
        "services": ["Exchange Online"],
        "tags": ["Admin impact", "Retirement"],
        "body": {"contentType": "text", "content": "One.\n\nTwo."},
        "viewPoint": {"isRead": false, "isFavorited": false, "isArchived": true},
        "lang": "en",
        "translations": [
            {"lang": "ja", "title": "題名", "body": {"contentType": "text", "content": "一"}},
        ],
        "revisions": [{
            "lastModifiedDateTime": "2022-09-01T15:00:00Z",
            "texts": [{"lang": "en", "title": "A title"}],
        }],
        "rule": "R34",
        "accepts": "opt_out",
    })
}

fn issue() -> Value {
    json!({
        "id": "EX900001",
        "title": "A title",
        "service": "Exchange Online",
        "feature": "Sign-in",
        "featureGroup": null,
        "classification": "advisory",
        "status": "serviceDegradation",
        "isResolved": false,
        "impactDescription": "Nobody signs in.",
        "startDateTime": "2022-10-10T14:47:00Z",
        "endDateTime": null,
        "lastModifiedDateTime": "2022-10-10T14:47:00Z",
        "posts": [{
            "createdDateTime": "2022-10-10T14:47:00Z",
            "description": {"contentType": "html", "content": "<p>Today.</p>"},
        }],
        "lang": "en",
        "translations": [{"lang": "ja", "title": "題名", "impactDescription": ""}],
        "rule": "R8",
    })
}

fn usage() -> Value {
    json!({"months": [
        {"month": "2022-08", "report": "not_reported_yet"},
        {
            "month": "2022-07",
            "report": {"sent": {
                "message": "MC922070",
                "at": "2022-08-03T09:00:00Z",
                "users": [{"protocol": "eas", "count": 0}],
            }},
        },
        {"month": "2022-06", "report": "none_sent"},
    ]})
}

fn modern_authentication() -> Value {
    json!({
        "EnableModernAuth": true,
        "AllowBasicAuthActiveSync": true,
        "AllowBasicAuthImap": false,
        "AllowBasicAuthPop": true,
        "AllowBasicAuthWebServices": true,
        "AllowBasicAuthPowershell": false,
        "AllowBasicAuthAutodiscover": true,
        "AllowBasicAuthMapi": true,
        "AllowBasicAuthOfflineAddressBook": true,
        "AllowBasicAuthRpc": true,
        "AllowBasicAuthSmtp": true,
        "SmtpClientAuthenticationDisabled": false,
        "DefaultAuthenticationPolicy": "Block IMAP",
    })
}

fn history() -> Value {
    json!({"events": [
        {
            "at": "2022-10-13T08:55:00Z",
            "kind": "policy_changed",
            "by": {"name": "Ada", "address": "ada@works.example"},
            "rule": "R57",
            "changes": [{"setting": "AllowBasicAuthImap", "before": true, "after": false}],
            "policy": "Block IMAP",
        },
        {
            "at": "2022-10-12T08:55:00Z",
            "kind": "request_refused",
            "wish": "re_enable",
            "protocol": "imap",
            "by": {"name": "Ada", "address": "ada@works.example"},
            "rule": "R17",
            "reason": "already-used",
        },
        {"at": "2022-10-03T15:47:00Z", "kind": "block_announced", "message": "MC441751", "rule": "R7", "day": "2022-10-10"},
        {"at": "2022-09-12T17:30:00Z", "kind": "ticket_answered", "protocol": "pop", "ticket": "SR-3001", "relief": "lifted", "rule": "R45", "standing": {"before": "blocked", "after": "allowed"}},
    ]})
}

#[test]
fn every_answer_reads_and_prints() {
    check::<Session>(&session());
    check::<Protocols>(&protocols());
    check::<Receipts>(&receipts());
    check::<Clock>(&json!({
        "now": "2022-10-12T09:00:00Z",
        "next_event": {"at": "2022-10-12T09:11:37Z", "kind": "reopened"},
    }));
    check::<Clock>(&json!({"now": "2022-10-12T09:00:00Z", "next_event": null}));
    check::<Tickets>(&tickets());
    check::<ModernAuthentication>(&modern_authentication());
    check::<Message>(&message());
    check::<Issue>(&issue());
    check::<ServiceHealth>(&json!({
        "id": "Exchange",
        "service": "Exchange Online",
        "status": "serviceOperational",
    }));
    check::<Collection<Message>>(&json!({
        "@odata.count": 3,
        "@odata.nextLink": "/v1/tenants/works/messages?$skip=1",
        "value": [message()],
    }));
    check::<Collection<Issue>>(&json!({"value": [issue()]}));
    check::<Done>(&json!({"value": true}));
    let usage: Usage = check(&usage());
    assert_eq!(usage.months[0].month, "2022-08-01".parse().unwrap());
    assert_eq!(usage.months[2].report, Report::NoneSent);
    let history: History = check(&history());
    let Event { kind, reason, .. } = &history.events[1];
    assert_eq!(
        (*kind, *reason),
        (EventKind::RequestRefused, Some(Reason::AlreadyUsed))
    );
}

#[test]
fn every_body_that_is_sent_reads_and_prints() {
    let submission: Submission = check(&json!({"protocol": "imap"}));
    assert_eq!(submission.protocol, Endpoint::Protocol(Protocol::Imap));
    check::<Marked>(&json!({"messageIds": ["MC424238"]}));
    check::<NewTicket>(&json!({"protocols": ["imap"], "text": "", "search": "imap"}));
    check::<Changes>(&json!({"EnableModernAuth": false, "AllowBasicAuthPop": true}));
    check::<Move>(&json!({"forward_seconds": 600}));
    check::<Move>(&json!({"to": "2022-10-12T09:00:00Z"}));
    check::<Move>(&json!({"to_next_event": true}));
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
    let mut unknown_cloud = protocols();
    unknown_cloud["cloud"] = json!("mars");
    refuse::<Protocols>(unknown_cloud);
    let mut unknown_zone = protocols();
    unknown_zone["zone"] = json!("Tokyo");
    refuse::<Protocols>(unknown_zone);
    let mut unknown_reason = history();
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
    let mut issue = issue();
    issue["status"] = json!("ServiceOperational");
    issue["classification"] = json!("ADVISORY");
    let read: Issue = serde_json::from_value(issue).unwrap();
    assert_eq!(read.status, Status::ServiceOperational);
    assert_eq!(read.classification.name(), "advisory");
}

#[test]
fn members_of_a_newer_far_side_are_passed_over() {
    let mut newer = session();
    newer["region"] = json!("eu");
    let newer: Session = serde_json::from_value(newer).unwrap();
    assert_eq!(newer, check(&session()));
}

#[test]
fn the_policy_gets_the_facts_as_they_travel() {
    let protocols: Protocols = check(&protocols());
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
        let protocols: Protocols = check(&protocols());
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
