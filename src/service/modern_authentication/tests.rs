//! Reading, changing, refusing; and that nothing else changes with it.

use policy::{OtherEndpoint, Protocol};
use proptest::prelude::*;
use serde_json::json;
use wire::address::{Address, Part};
use wire::history::{Change, Event, EventKind, History};
use wire::protocols::Protocols;

use super::*;
use crate::host::{Host, TENANT, at, caller, check_problem, person, tenant};

const IMAP: Setting = Setting::BasicAuth(Endpoint::Protocol(Protocol::Imap));
const POP: Setting = Setting::BasicAuth(Endpoint::Protocol(Protocol::Pop));
const SMTP: Setting = Setting::BasicAuth(Endpoint::Other(OtherEndpoint::SmtpAuth));

/// Seed 1092 is drawn on 10 October at 15:47.
fn host_at(now: &str) -> Host {
    let mut host = Host::of(tenant(1092));
    host.tick(at(now));
    host
}

fn october() -> Host {
    host_at("2022-10-12T09:00:00Z")
}

fn address() -> Address {
    Address::of(TENANT, Part::ModernAuthentication)
}

fn read(host: &mut Host) -> (Map<String, Value>, String) {
    let response = host.send(&Request::get(&address()));
    assert_eq!(response.status, 200);
    let object = serde_json::from_str(&response.body).unwrap();
    (object, response.header(ETAG).unwrap().to_owned())
}

fn changes(switches: &[(Setting, bool)]) -> Changes {
    Changes(switches.iter().copied().collect())
}

/// Changes what is there now, as somebody who has just read it.
fn patch(host: &mut Host, switches: &[(Setting, bool)]) -> Response {
    let (_, tag) = read(host);
    host.send(&Request::patch(&address(), &tag, &changes(switches)))
}

fn newest(host: &mut Host) -> Event {
    let history: History = host.get(Part::History);
    history.events[0].clone()
}

#[test]
fn at_first_everything_is_allowed_and_there_is_no_policy() {
    let (object, _) = read(&mut october());
    for setting in Setting::ALL {
        let expected = setting != Setting::SmtpAuthOff;
        assert_eq!(object[setting.name()], json!(expected), "{setting:?}");
    }
    // Of the real object, what no box shows.
    assert_eq!(object["AllowBasicAuthReportingWebServices"], json!(true));
    assert_eq!(object["SecureDefaults"], json!(false));
    assert_eq!(object[POLICY], Value::Null);
}

#[test]
fn the_first_change_of_a_box_makes_a_policy_that_allows_everything_else() {
    let mut host = october();
    assert_eq!(patch(&mut host, &[(IMAP, false)]).status, 200);
    let (object, _) = read(&mut host);
    assert_eq!(object[POLICY], json!(FIRST_POLICY));
    let protocols: Protocols = host.get(Part::Protocols);
    let policy = protocols.authentication_policy.unwrap();
    assert_eq!(policy.name.as_deref(), Some(FIRST_POLICY));
    let imap = Endpoint::Protocol(Protocol::Imap);
    assert_eq!(policy.blocks, [imap].into());
}

#[test]
fn a_policy_that_is_there_is_changed_and_keeps_its_name() {
    let mut host = october();
    let policy = AuthenticationPolicy {
        name: Some("Block POP".to_owned()),
        blocks: [Endpoint::Protocol(Protocol::Pop)].into(),
    };
    let by = person("ada");
    host.append(vec![Record {
        at: host.now,
        what: Happening::PolicySet { policy, by },
    }]);
    patch(&mut host, &[(SMTP, false)]);
    let (object, _) = read(&mut host);
    let found = [POP, SMTP, IMAP].map(|it| object[it.name()].as_bool().unwrap());
    assert_eq!(found, [false, false, true]);
    assert_eq!(object[POLICY], json!("Block POP"));
}

#[test]
fn a_switch_beside_the_boxes_makes_no_policy() {
    let mut host = october();
    patch(
        &mut host,
        &[(Setting::ModernAuth, false), (Setting::SmtpAuthOff, true)],
    );
    let (object, _) = read(&mut host);
    assert_eq!(object[POLICY], Value::Null);
    assert_eq!(object["EnableModernAuth"], json!(false));
    assert_eq!(object["SmtpClientAuthenticationDisabled"], json!(true));
}

#[test]
fn the_answer_to_a_change_is_what_is_read_afterwards() {
    let mut host = october();
    let answer = patch(&mut host, &[(IMAP, false)]);
    let object: Map<String, Value> = serde_json::from_str(&answer.body).unwrap();
    let (read, tag) = read(&mut host);
    assert_eq!(object, read);
    assert_eq!(answer.header(ETAG), Some(tag.as_str()));
}

#[test]
fn the_history_has_each_setting_before_and_after_and_the_policy() {
    let mut host = october();
    patch(&mut host, &[(IMAP, false), (SMTP, true)]);
    let event = newest(&mut host);
    assert_eq!(event.kind, EventKind::PolicyChanged);
    assert_eq!(event.by, Some(person("ada")));
    assert_eq!(event.rule.as_deref(), Some("R57"));
    assert_eq!(event.policy.as_deref(), Some(FIRST_POLICY));
    let change = Change {
        setting: IMAP,
        before: true,
        after: false,
    };
    assert_eq!(event.changes, [change], "what stays as it is, is no change");

    patch(&mut host, &[(Setting::SmtpAuthOff, true)]);
    let event = newest(&mut host);
    assert_eq!((event.rule.as_deref(), event.policy), (Some("R46"), None));
    patch(&mut host, &[(Setting::ModernAuth, false)]);
    assert_eq!(newest(&mut host).rule, None);
}

#[test]
fn a_change_of_nothing_leaves_no_trace() {
    let mut host = october();
    let (before, records) = (read(&mut host), host.records.len());
    assert_eq!(patch(&mut host, &[(IMAP, true)]).status, 200);
    assert_eq!(patch(&mut host, &[]).status, 200);
    assert_eq!(read(&mut host), before);
    assert_eq!(host.records.len(), records);
}

#[test]
fn whoever_has_read_something_older_changes_nothing() {
    let mut host = october();
    let (_, tag) = read(&mut host);
    patch(&mut host, &[(POP, false)]);
    let before = read(&mut host);
    let late = Request::patch(&address(), &tag, &changes(&[(IMAP, false)]));
    check_problem(&host.send(&late), ProblemType::Overtaken);
    let mut blind = late;
    blind.headers.retain(|(name, _)| name != IF_MATCH);
    check_problem(&host.send(&blind), ProblemType::IfMatchMissing);
    assert_eq!(read(&mut host), before);
}

#[test]
fn what_else_happens_in_the_tenant_is_no_change_of_the_settings() {
    let mut host = october();
    let (_, tag) = read(&mut host);
    host.ask(policy::Wish::ReEnable, "imap").unwrap();
    assert_eq!(read(&mut host).1, tag);
}

#[test]
fn everybody_reads_and_only_a_global_administrator_changes() {
    let mut host = october();
    host.caller = caller(Role::OtherAdmin);
    let before = read(&mut host);
    let refused = patch(&mut host, &[(IMAP, false)]);
    check_problem(&refused, ProblemType::Refused(Reason::Role));
    assert_eq!(read(&mut host), before);
    let event = newest(&mut host);
    assert_eq!(event.kind, EventKind::RequestRefused);
    assert_eq!(
        (event.reason, event.rule.as_deref()),
        (Some(Reason::Role), Some("R28"))
    );
    assert_eq!(event.changes.len(), 1);
}

#[test]
fn what_has_no_effect_any_more_is_refused_by_its_rule() {
    #[track_caller]
    fn check(now: &str, setting: Setting, expected: Option<&str>) {
        let mut host = host_at(now);
        let response = patch(&mut host, &[(setting, false)]);
        match expected {
            None => assert_eq!(response.status, 200, "{setting:?} at {now}"),
            Some(rule) => {
                let problem: Problem = serde_json::from_str(&response.body).unwrap();
                assert_eq!(problem.rule.as_deref(), Some(rule), "{setting:?} at {now}");
            }
        }
    }
    check("2022-12-31T23:59:59Z", IMAP, None);
    check("2023-01-20T09:00:00Z", IMAP, Some("R58"));
    check("2023-01-20T09:00:00Z", SMTP, None);
    check("2023-02-01T00:00:00Z", IMAP, Some("R59"));
    check("2023-02-01T00:00:00Z", SMTP, None);
    check("2023-02-01T00:00:00Z", Setting::ModernAuth, None);
}

#[test]
fn a_body_that_is_no_merge_patch_is_malformed() {
    let mut host = october();
    let (before, tag) = read(&mut host);
    for body in [
        "",
        "[]",
        r#"{"AllowBasicAuthImap":null}"#,
        r#"{"AllowBasicAuthTelnet":false}"#,
        r#"{"SecureDefaults":true}"#,
        r#"{"DefaultAuthenticationPolicy":"Mine"}"#,
    ] {
        let mut request = Request::patch(&address(), &tag, &changes(&[]));
        request.body = Some(body.to_owned());
        check_problem(&host.send(&request), ProblemType::MalformedRequest);
    }
    let mut plain = Request::patch(&address(), &tag, &changes(&[(IMAP, false)]));
    plain.headers[0].1 = "application/json".to_owned();
    check_problem(&host.send(&plain), ProblemType::MalformedRequest);
    assert_eq!(read(&mut host).0, before);
}

/// Members that this program has never heard of, with any values.
fn unseen() -> impl Strategy<Value = Map<String, Value>> {
    let value = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f32>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        Just(json!(null)),
        Just(json!({"nested": [1, {"deep": "  "}], "": []})),
    ];
    let members = prop::collection::btree_map("[A-Za-z]{1,12}X?", value, 0..8);
    members.prop_map(|members| members.into_iter().collect())
}

fn any_changes() -> impl Strategy<Value = Changes> {
    let some =
        prop::collection::btree_map(prop::sample::select(&Setting::ALL), any::<bool>(), 0..6);
    some.prop_map(Changes)
}

proptest! {
    #[test]
    fn members_that_nobody_changes_stay_as_they_are_to_the_byte(
        unseen in unseen(),
        patches in prop::collection::vec(any_changes(), 1..5),
    ) {
        let mut host = Host::of(tenant(1092));
        host.tick(at("2022-10-12T09:00:00Z"));
        host.state.unseen = unseen;
        let bytes = |object: &Map<String, Value>, changed: &Changes| -> Vec<String> {
            let is_changed = |name: &str| changed.0.keys().any(|it| it.name() == name);
            let kept = object.iter().filter(|(name, _)| !is_changed(name));
            let kept = kept.filter(|(name, _)| *name != POLICY);
            kept.map(|(name, value)| format!("{name}: {value}")).collect()
        };
        for changes in patches {
            let (before, tag) = read(&mut host);
            let response = host.send(&Request::patch(&address(), &tag, &changes));
            prop_assert_eq!(response.status, 200);
            let (after, _) = read(&mut host);
            prop_assert_eq!(bytes(&before, &changes), bytes(&after, &changes));
            for (setting, is_on) in &changes.0 {
                prop_assert_eq!(&after[setting.name()], &json!(is_on));
            }
        }
    }
}
