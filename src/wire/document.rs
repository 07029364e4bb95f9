//! Ties this crate to `docs/openapi.json`, which is the contract for whoever does not read Rust: a
//! test fails when one of them changes alone.
//!
//! It knows names, members and examples. That the document's examples are valid by its own schemas,
//! and are what the far side answers, is tested where answers are compared with schemas: in `xtask`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use policy::basic_auth_2022::{Reason, Relief};
use policy::{Cloud, OtherEndpoint, Protocol, Role, Standing, Wish};
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::address::{Address, Part};
use crate::clock::{Clock, Move, NextEvent};
use crate::collection::{Collection, Condition, List};
use crate::decisions::{Decided, Decisions};
use crate::health::{Classification, Issue, IssuePost, IssueText, ServiceHealth, Status};
use crate::history::{Change, Event, EventKind, History, Moved};
use crate::http::{IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, JSON, MERGE_PATCH_JSON, PROBLEM_JSON};
use crate::message::{
    Body, BodyType, Category, Done, Marked, Marking, Message, Revision, Severity, Text, ViewPoint,
};
use crate::modern_authentication::{self, Changes, ModernAuthentication, Setting};
use crate::named::Named;
use crate::problem::{Problem, ProblemType};
use crate::protocols::{Archived, AuthenticationPolicy, EndpointFacts, Protocols};
use crate::query::Query;
use crate::receipt::{Receipt, Receipts, Submission};
use crate::session::{Person, Session, TenantCard};
use crate::ticket::{Answer, LONGEST_TEXT, NewTicket, Relieved, Ticket, Tickets};
use crate::usage::{Month, Report, Usage, Users};

/// An example of the document. That of an object has every member.
pub(crate) fn example(name: &str) -> Value {
    the(&DOCUMENT, &["components", "examples", name, "value"]).clone()
}

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../docs/openapi.json")).expect("the document is JSON")
});

/// What is tied to a schema: a type, or the names that it has.
type Tie = (&'static str, fn(&'static str));

const OBJECTS: &[Tie] = &[
    ("Session", object::<Session>),
    ("Person", object::<Person>),
    ("TenantCard", object::<TenantCard>),
    ("Protocols", object::<Protocols>),
    ("Decisions", object::<Decisions>),
    ("Decided", object::<Decided>),
    ("AuthenticationPolicy", object::<AuthenticationPolicy>),
    ("EndpointFacts", object::<EndpointFacts>),
    ("Archived", object::<Archived>),
    ("Submission", object::<Submission>),
    ("Receipt", object::<Receipt>),
    ("Receipts", object::<Receipts>),
    ("NewTicket", object::<NewTicket>),
    ("Ticket", object::<Ticket>),
    ("Answer", object::<Answer>),
    ("Relieved", object::<Relieved>),
    ("Tickets", object::<Tickets>),
    ("Message", object::<Message>),
    ("Body", object::<Body>),
    ("Text", object::<Text>),
    ("Revision", object::<Revision>),
    ("ViewPoint", object::<ViewPoint>),
    ("Messages", object::<Collection<Message>>),
    ("Marked", object::<Marked>),
    ("Done", object::<Done>),
    ("HealthOverviews", object::<Collection<ServiceHealth>>),
    ("ServiceHealth", object::<ServiceHealth>),
    ("Issues", object::<Collection<Issue>>),
    ("Issue", object::<Issue>),
    ("IssueText", object::<IssueText>),
    ("IssuePost", object::<IssuePost>),
    ("Usage", object::<Usage>),
    ("Month", object::<Month>),
    ("Users", object::<Users>),
    ("ModernAuthentication", |schema| {
        let policy = [modern_authentication::POLICY];
        let members = settings().into_iter().chain(policy);
        object_of::<ModernAuthentication>(schema, &members.collect::<Vec<_>>());
    }),
    ("Changes", |schema| {
        object_of::<Changes>(schema, &settings());
    }),
    ("History", object::<History>),
    ("Event", object::<Event>),
    ("Moved", object::<Moved>),
    ("Change", object::<Change>),
    ("Clock", object::<Clock>),
    ("NextEvent", object::<NextEvent>),
    ("Problem", object::<Problem>),
];

const CHOICES: &[Tie] = &[("Report", choice::<Report>), ("Move", choice::<Move>)];

const NAMES: &[Tie] = &[
    ("Cloud", |schema| names(schema, "enum", Cloud::NAMES)),
    ("Role", |schema| names(schema, "enum", Role::NAMES)),
    ("Protocol", |schema| names(schema, "enum", Protocol::NAMES)),
    ("Endpoint", |schema| {
        let endpoints = [Protocol::NAMES, OtherEndpoint::NAMES].concat();
        names(schema, "enum", &endpoints);
    }),
    ("Wish", |schema| names(schema, "enum", Wish::NAMES)),
    ("Standing", |schema| names(schema, "enum", Standing::NAMES)),
    ("Relief", |schema| names(schema, "enum", Relief::NAMES)),
    ("Reason", |schema| names(schema, "enum", &reasons())),
    ("EventKind", |schema| {
        names(schema, "enum", &EventKind::ALL.map(Named::name));
    }),
    ("Setting", |schema| names(schema, "enum", &settings())),
    ("Category", |schema| open(schema, Category::NAMES)),
    ("Severity", |schema| open(schema, Severity::NAMES)),
    ("BodyType", |schema| open(schema, BodyType::NAMES)),
    ("Classification", |schema| {
        open(schema, Classification::NAMES);
    }),
    ("Status", |schema| open(schema, Status::NAMES)),
];

#[test]
fn every_schema_is_tied_to_a_type() {
    let ties = OBJECTS.iter().chain(CHOICES).chain(NAMES);
    let schemas: BTreeSet<&str> = ties.map(|(schema, _)| *schema).collect();
    assert_eq!(keys(the(&DOCUMENT, &["components", "schemas"])), schemas);
}

#[test]
fn every_object_has_the_members_of_its_type() {
    for (schema, check) in OBJECTS {
        check(schema);
    }
}

#[test]
fn every_choice_has_the_variants_of_its_type() {
    for (schema, check) in CHOICES {
        check(schema);
    }
}

#[test]
fn every_enumeration_has_the_names_of_its_type() {
    for (schema, check) in NAMES {
        check(schema);
    }
}

#[test]
fn every_address_is_a_path_and_every_path_an_address() {
    let parts = parts().into_iter();
    let addresses = parts.map(|part| Address::of("{tenant}", part));
    let addresses = addresses.chain([Address::Session]);
    let printed: BTreeSet<String> = addresses.map(|address| address.to_string()).collect();
    let paths = keys(&DOCUMENT["paths"]);
    assert_eq!(
        printed.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        paths
    );
    for path in paths {
        let address = Address::parse(path).expect("the contract has the address");
        assert_eq!(address.to_string(), path);
    }
}

#[test]
fn every_option_of_a_list_is_a_parameter_and_every_header_too() {
    let everything = List {
        top: Some(1),
        skip: 1,
        filter: vec![Condition::Is("isResolved".to_owned(), true)],
        select: Some("id".to_owned()),
        count: true,
    };
    let query = Query::parse(&everything.to_string());
    assert_eq!(parameters("query"), query.names().collect());
    let wanted = operations().filter_map(|(_, _, operation)| {
        let mut parameters = operation["parameters"].as_array()?.iter();
        parameters.find(|it| it["name"] == "$select")?["example"].as_str()
    });
    assert_eq!(
        wanted.collect::<BTreeSet<_>>(),
        [Message::HEADER, Issue::HEADER].into()
    );
    let headers = [IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH];
    assert_eq!(parameters("header"), headers.into());
}

#[test]
fn every_problem_type_is_registered_and_answered_somewhere() {
    let registered: Vec<Value> = ProblemType::ALL
        .into_iter()
        .map(|it| json!({"type": it.urn(), "status": it.status(), "title": it.title()}))
        .collect();
    assert_eq!(DOCUMENT["x-problem-types"], Value::from(registered));

    let mut answered = BTreeSet::new();
    for (status, response) in responses() {
        for (name, example) in entries(&response["content"][PROBLEM_JSON]["examples"]) {
            let problem: Problem = read(&example["value"]);
            let known = problem.problem_type().expect("a registered type");
            assert_eq!(known.slug(), name);
            assert_eq!(problem, Problem::new(known));
            assert_eq!(problem.status.to_string(), status, "{name}");
            answered.insert(name);
        }
    }
    // An address that lacks the method has no operation to say so.
    answered.insert(ProblemType::MethodNotAllowed.slug());
    assert_eq!(answered, ProblemType::ALL.map(ProblemType::slug).into());
}

#[test]
fn every_body_travels_as_its_media_type() {
    for (path, method, operation) in operations() {
        let sent = match method {
            "post" => Some(JSON),
            "patch" => Some(MERGE_PATCH_JSON),
            _ => None,
        };
        let body = operation
            .get("requestBody")
            .map(|body| keys(&body["content"]));
        assert_eq!(body, sent.map(|it| [it].into()), "{method} {path}");
    }
    for (status, response) in responses() {
        let expected = match status {
            "304" => BTreeSet::new(),
            "200" | "201" => [JSON].into(),
            _ => [PROBLEM_JSON].into(),
        };
        let content = response.get("content").map(keys).unwrap_or_default();
        assert_eq!(content, expected, "{status}");
    }
}

#[test]
fn the_versions_and_limits_are_those_of_the_code() {
    assert_eq!(DOCUMENT["info"]["version"], crate::CONTRACT);
    let session: Session = read(&example("Session"));
    assert_eq!(
        (session.contract.as_str(), session.policy.as_str()),
        (crate::CONTRACT, crate::POLICY)
    );
    let ticket = the(
        &DOCUMENT,
        &["components", "schemas", "NewTicket", "properties"],
    );
    for text in ["text", "search"] {
        assert_eq!(ticket[text]["maxLength"], LONGEST_TEXT);
    }
}

fn object<T: Serialize + DeserializeOwned>(schema: &'static str) {
    object_of::<T>(schema, asked_for::<T>());
}

/// Compares members with properties; what a reader needs and a writer always has with what is
/// required; and whether what nobody knows is refused.
fn object_of<T: Serialize + DeserializeOwned>(name: &'static str, members: &[&str]) {
    let schema = the(&DOCUMENT, &["components", "schemas", name]);
    let members: BTreeSet<&str> = members.iter().copied().collect();
    assert_eq!(keys(&schema["properties"]), members, "{name}");

    let example = example(name);
    assert_eq!(
        keys(&example),
        members,
        "the example of {name} has every member"
    );
    assert_eq!(printed::<T>(&example).as_ref(), Some(&example), "{name}");

    let required: Vec<&str> = read(&schema["required"]);
    for member in members {
        let mut without = example.clone();
        without.as_object_mut().expect("an object").remove(member);
        let is_required = required.contains(&member);
        match printed::<T>(&without) {
            None => assert!(is_required, "{name} cannot be read without {member}"),
            Some(printed) => {
                let is_written = printed.get(member).is_some();
                assert!(
                    is_written || !is_required,
                    "{name} is written without {member}"
                );
            }
        }
    }

    let mut unknown = example;
    unknown["unheardOf"] = json!(1);
    let is_closed = schema["additionalProperties"] == json!(false);
    assert_eq!(printed::<T>(&unknown).is_none(), is_closed, "{name}");
}

/// Compares the variants of an enumeration whose values may hold something.
fn choice<T: Serialize + DeserializeOwned>(name: &'static str) {
    let variants: BTreeSet<&str> = asked_for::<T>().iter().copied().collect();
    let schema = the(&DOCUMENT, &["components", "schemas", name]);
    let choices = schema["oneOf"].as_array().expect("choices").iter();
    let known = choices.flat_map(|it| match it.get("enum") {
        Some(names) => read::<Vec<&str>>(names),
        None => read(&it["required"]),
    });
    assert_eq!(known.collect::<BTreeSet<_>>(), variants, "{name}");

    for variant in variants {
        let example = example(&format!("{name}.{variant}"));
        assert_eq!(printed::<T>(&example).as_ref(), Some(&example), "{name}");
        let is_it = example == variant || example.get(variant).is_some();
        assert!(is_it, "{example} is an example of {variant}");
    }
}

fn open(name: &'static str, known: &[&str]) {
    names(name, "x-extensible-enum", known);
}

fn names(name: &'static str, member: &str, known: &[&str]) {
    let listed: Vec<&str> = read(the(&DOCUMENT, &["components", "schemas", name, member]));
    assert_eq!(listed, known, "{name}");
}

fn settings() -> Vec<&'static str> {
    Setting::ALL.into_iter().map(Setting::name).collect()
}

fn reasons() -> Vec<&'static str> {
    let reason = |it| match it {
        ProblemType::Refused(reason) => Some(Reason::name(reason)),
        _ => None,
    };
    ProblemType::ALL.into_iter().filter_map(reason).collect()
}

/// Every part, with what stands in a path where something varies.
fn parts() -> Vec<Part> {
    let id = || "{id}".to_owned();
    let parts = [
        Part::Protocols,
        Part::Decisions,
        Part::Wishes(Wish::OptOut),
        Part::Wishes(Wish::ReEnable),
        Part::Receipts,
        Part::Tickets,
        Part::Messages(List::default()),
        Part::Message(id()),
        Part::MessageOptOuts(id()),
        Part::HealthOverviews,
        Part::Issues(List::default()),
        Part::Issue(id()),
        Part::Usage,
        Part::ModernAuthentication,
        Part::History,
        Part::Clock,
    ];
    let parts: Vec<Part> = parts
        .into_iter()
        .chain(Marking::ALL.map(Part::Mark))
        .collect();
    for part in &parts {
        // The compiler asks for a new part here, and so for a place in the list above.
        match part {
            Part::Protocols
            | Part::Decisions
            | Part::Wishes(Wish::OptOut | Wish::ReEnable)
            | Part::Receipts
            | Part::Tickets
            | Part::Messages(_)
            | Part::Message(_)
            | Part::Mark(_)
            | Part::MessageOptOuts(_)
            | Part::HealthOverviews
            | Part::Issues(_)
            | Part::Issue(_)
            | Part::Usage
            | Part::ModernAuthentication
            | Part::History
            | Part::Clock => {}
        }
    }
    parts
}

/// Each operation with its path and method.
fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let paths = entries(&DOCUMENT["paths"]);
    paths.flat_map(|(path, item)| {
        let methods = entries(item).filter(|(name, _)| *name != "parameters");
        methods.map(move |(method, operation)| (path, method, operation))
    })
}

/// The answers of all operations, by their status.
fn responses() -> impl Iterator<Item = (&'static str, &'static Value)> {
    operations().flat_map(|(_, _, operation)| {
        entries(&operation["responses"]).map(|(status, response)| (status, resolved(response)))
    })
}

/// The names of the parameters of all operations in one place of a request.
fn parameters(place: &str) -> BTreeSet<&'static str> {
    let all = operations().filter_map(|(_, _, operation)| operation["parameters"].as_array());
    all.flatten()
        .map(resolved)
        .filter(|parameter| parameter["in"] == place)
        .filter_map(|parameter| parameter["name"].as_str())
        .collect()
}

/// What a reference refers to, or the value itself.
fn resolved(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            let way = reference.strip_prefix("#/").expect("within the document");
            the(&DOCUMENT, &way.split('/').collect::<Vec<_>>())
        }
        None => value,
    }
}

#[track_caller]
fn the<'a>(value: &'a Value, way: &[&str]) -> &'a Value {
    let step = |value: &'a Value, name: &&str| value.get(*name);
    let found = way.iter().try_fold(value, step);
    found.unwrap_or_else(|| panic!("the document has {}", way.join("/")))
}

fn entries(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = object.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

fn keys(object: &Value) -> BTreeSet<&str> {
    entries(object).map(|(name, _)| name).collect()
}

fn read<'a, T: Deserialize<'a>>(value: &'a Value) -> T {
    T::deserialize(value).expect("the document's own shape")
}

/// Read as a type and printed again; nothing when it cannot be read.
fn printed<T: Serialize + DeserializeOwned>(value: &Value) -> Option<Value> {
    let read: T = serde_json::from_value(value.clone()).ok()?;
    Some(serde_json::to_value(read).expect("what was read can be printed"))
}

/// The members or variants that the derived reader of a type asks for, in their order.
fn asked_for<T: DeserializeOwned>() -> &'static [&'static str] {
    T::deserialize(Listening)
        .err()
        .map_or(&[], |AskedFor(names)| names)
}

/// Reads nothing, and hears what it is asked for.
struct Listening;

#[derive(Debug)]
struct AskedFor(&'static [&'static str]);

impl<'de> Deserializer<'de> for Listening {
    type Error = AskedFor;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, AskedFor> {
        Err(AskedFor(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, AskedFor> {
        Err(AskedFor(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, AskedFor> {
        Err(AskedFor(variants))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl fmt::Display for AskedFor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "asked for {:?}", self.0)
    }
}

impl std::error::Error for AskedFor {}

impl serde::de::Error for AskedFor {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }
}
