//! An event as machines read it: by the contract's names, which are the same in every language.

use policy::Standing;
use wire::history::{Change, Event, EventKind, Moved};
use wire::named::Named;

/// What the columns of the history say, each of them as often as the table says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    pub kind: &'static str,
    pub about: Vec<String>,
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub by: String,
}

pub fn codes(event: &Event) -> Codes {
    let is_refused = event.kind == EventKind::RequestRefused;
    let settings = |side: fn(&Change) -> bool| {
        let changes = event.changes.iter();
        changes.map(move |change| format!("{}={}", change.setting.name(), side(change)))
    };
    let side = |standing: fn(Moved) -> Standing, position: fn(&Change) -> bool| {
        // What was refused is no change, but was asked for.
        if is_refused {
            return Vec::new();
        }
        let standing = event
            .standing
            .map(|moved| standing(moved).name().to_owned());
        standing.into_iter().chain(settings(position)).collect()
    };
    let named = [
        event.wish.map(|it| it.name().to_owned()),
        event.protocol.map(|it| it.name().to_owned()),
        event.day.map(|it| it.to_string()),
        event.reason.map(|it| it.name().to_owned()),
        event.relief.map(|it| it.name().to_owned()),
        event.policy.clone(),
    ];
    let asked = settings(|change| change.after).filter(|_| is_refused);
    let by = match &event.by {
        Some(person) => person.address.clone(),
        // The contract names nobody; the two are told apart as the table tells them.
        None if event.kind == EventKind::TicketAnswered => "support".to_owned(),
        None => "microsoft".to_owned(),
    };
    Codes {
        kind: event.kind.name(),
        about: named.into_iter().flatten().chain(asked).collect(),
        before: side(|moved| moved.before, |change| change.before),
        after: side(|moved| moved.after, |change| change.after),
        by,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn check(event: &Value, expected: [&[&str]; 5]) {
        let mut event = event.clone();
        event["at"] = json!("2022-10-12T09:00:00Z");
        let event = serde_json::from_value(event).expect("an event as it travels");
        let codes = codes(&event);
        assert_eq!([codes.kind], expected[0]);
        assert_eq!(codes.about, expected[1]);
        assert_eq!(codes.before, expected[2]);
        assert_eq!(codes.after, expected[3]);
        assert_eq!([codes.by.as_str()], expected[4]);
    }

    #[test]
    fn a_request_has_the_names_of_what_was_asked_and_where_it_stood() {
        let event = json!({
            "kind": "request_accepted", "wish": "re_enable", "protocol": "imap",
            "by": {"name": "Ada", "address": "ada@works.example"},
            "standing": {"before": "blocked", "after": "re_enabling"},
        });
        let about: &[&str] = &["re_enable", "imap"];
        let (before, after): (&[&str], &[&str]) = (&["blocked"], &["re_enabling"]);
        let by = &["ada@works.example"];
        check(&event, [&["request_accepted"], about, before, after, by]);
    }

    #[test]
    fn a_setting_is_told_with_its_value_and_one_that_was_refused_with_what_was_asked() {
        let mut event = json!({
            "kind": "policy_changed", "policy": "Block Basic Auth",
            "changes": [{"setting": "AllowBasicAuthImap", "before": true, "after": false}],
        });
        let on: &[&str] = &["AllowBasicAuthImap=true"];
        let off: &[&str] = &["AllowBasicAuthImap=false"];
        let by: &[&str] = &["microsoft"];
        let policy: &[&str] = &["Block Basic Auth"];
        check(&event, [&["policy_changed"], policy, on, off, by]);
        event["kind"] = json!("request_refused");
        event["policy"] = Value::Null;
        check(&event, [&["request_refused"], off, &[], &[], by]);
    }

    #[test]
    fn what_announces_or_answers_says_the_day_or_what_was_done() {
        let announced = json!({"kind": "block_announced", "protocol": "pop", "day": "2022-10-10"});
        let about: &[&str] = &["pop", "2022-10-10"];
        check(
            &announced,
            [&["block_announced"], about, &[], &[], &["microsoft"]],
        );
        let answered = json!({"kind": "ticket_answered", "protocol": "pop", "relief": "lifted"});
        let about: &[&str] = &["pop", "lifted"];
        check(
            &answered,
            [&["ticket_answered"], about, &[], &[], &["support"]],
        );
    }
}
