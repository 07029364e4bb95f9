//! The suite against a far side that does as it should, and against many that each do one thing
//! wrong.

use std::sync::atomic::{AtomicU32, Ordering};

use wire::http::{
    CONTENT_TYPE, ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, Method, Request, Response,
};

use super::far_side::{COOKIE, HONEST, Twist, serve};
use super::site::{Obstacle, Site};
use super::{Document, Row, parse, requirements, table};

const READS: &str = "answers as the document says, in every tenant";
const ELSEWHERE: &str = "a tenant that is not the caller's is unknown";
const ONCE: &str = "is on the receipt, in the facts and in the history, once under its key";

#[test]
fn an_honest_far_side_fails_nothing() {
    let site = site(HONEST);
    let requirements = requirements(&site.document);
    let rows: Vec<Row> = requirements.iter().map(|it| it.ask(&site)).collect();
    let text = table(&rows);
    assert!(text.ends_with(" passed, 0 failed, 1 skipped\n"), "{text}");
    assert!(text.contains("skipped: the session has no tenant in real time"));
}

#[test]
fn answers_that_are_not_as_the_document_has_them_fail() {
    let says = |response, about, why| {
        let twist = Twist { response, ..HONEST };
        check(twist, about, READS, why);
    };
    says(
        |_, it| without(it, ETAG),
        "GET /protocols",
        "lacks the header ETag",
    );
    says(
        |_, it| with(it, CONTENT_TYPE, "text/plain"),
        "GET /usage",
        "and not application/json",
    );
    says(
        |_, it| body(it, "{", "<html>"),
        "GET /history",
        "is no JSON",
    );
    says(
        |_, it| body(it, r#""zone":""#, r#""zone":9,"was":""#),
        "GET /protocols",
        "not a Protocols: /zone",
    );
    says(
        |_, it| body(it, "worldwide", "mars"),
        "GET /session",
        "not a Session: /tenants/0/cloud",
    );
    says(
        |_, it| body(it, "server_time", "time"),
        "GET /protocols",
        "server_time",
    );
    says(
        |_, it| body(it, "T09:00:00Z", " 09:00"),
        "GET /clock",
        "not a Clock: /now",
    );
    says(
        |_, it| Response { status: 202, ..it },
        "GET /receipts",
        "202 is none of its answers",
    );
}

#[test]
fn doors_that_stand_open_fail() {
    let asks = |request, about, says, why| {
        let twist = Twist { request, ..HONEST };
        check(twist, about, says, why);
    };
    let theirs = |it| path(it, "no-such-tenant", "alder-clinic");
    asks(
        theirs,
        "GET /protocols",
        ELSEWHERE,
        "200 instead of unknown-tenant",
    );
    asks(
        theirs,
        "POST /re-enables",
        ELSEWHERE,
        "201 instead of unknown-tenant",
    );
    asks(
        theirs,
        "POST /messages/markRead",
        ELSEWHERE,
        "200 instead of unknown-tenant",
    );
    let any_method = |it: Request| Request {
        method: if it.path.ends_with("/history") {
            Method::Get
        } else {
            it.method
        },
        ..it
    };
    asks(any_method, "/history", "knows no other method", "200");
    let any_query = |it: Request| {
        let end = it.path.find("?since").unwrap_or(it.path.len());
        Request {
            path: it.path[..end].to_owned(),
            ..it
        }
    };
    let says = "an address or a query that is not in the document is unknown";
    asks(
        any_query,
        "anything else",
        says,
        "/receipts?since=2022: 200",
    );
    let anybody = |it: Request| it.with_header("Cookie", COOKIE);
    asks(
        anybody,
        "GET /session",
        "without a session it is 401",
        "200 instead of unauthenticated",
    );
    let stale = |it| no_header(it, IF_NONE_MATCH);
    let says = "who has the facts already gets 304 and the tag alone";
    asks(stale, "GET /protocols", says, "200 instead of 304");
}

#[test]
fn decisions_that_do_not_follow_from_the_facts_fail() {
    let says = "is what the policy that the session names makes of the facts";
    let answers = |response| {
        let twist = Twist { response, ..HONEST };
        check(twist, "GET /decisions", says, "decided otherwise");
    };
    answers(|_, it| body(it, r#""standing":"allowed""#, r#""standing":"blocked""#));
    answers(|_, it| body(it, r#"/1","endpoints""#, r#"/2","endpoints""#));
}

#[test]
fn keys_that_do_not_hold_fail() {
    let asks = |request, about, says, why| {
        let twist = Twist { request, ..HONEST };
        check(twist, about, says, why);
    };
    asks(
        forgetful,
        "POST /opt-outs",
        ONCE,
        "under the same key it is 201",
    );
    asks(
        forgetful,
        "POST /re-enables",
        ONCE,
        "under the same key it is 409",
    );
    asks(
        forgetful,
        "POST /messages/{id}/opt-outs",
        ONCE,
        "under the same key it is 201",
    );
    asks(
        forgetful,
        "POST /re-enables",
        "eight at once under one key are one",
        "already-used",
    );
    asks(
        forgetful,
        "POST /tickets",
        "a key belongs to one ticket",
        "201 instead of",
    );
    let says = "a ticket is open, the newest of the list, and one under its key";
    asks(forgetful, "POST /tickets", says, "again it is 201");
    let keyless = "without a key it is refused";
    asks(
        generous,
        "POST /opt-outs",
        keyless,
        "instead of idempotency-key-missing",
    );
    asks(
        generous,
        "POST /tickets",
        keyless,
        "instead of idempotency-key-missing",
    );
}

#[test]
fn changes_over_changes_fail() {
    let twist = Twist {
        request: |it| it.with_header(IF_MATCH, "\"0\""),
        ..HONEST
    };
    let says = "a change that does not say of what is refused";
    check(
        twist,
        "PATCH /modern-authentication",
        says,
        "200 instead of if-match-missing",
    );
    let twist = Twist {
        response: |_, it| with(it, ETAG, "\"0\""),
        ..HONEST
    };
    let says = "a change is in the answer, under a new tag, and in what is read afterwards";
    check(
        twist,
        "PATCH /modern-authentication",
        says,
        "the tag is the same",
    );
    let plain = |it| with_request(it, CONTENT_TYPE, wire::http::MERGE_PATCH_JSON);
    let twist = Twist {
        request: plain,
        ..HONEST
    };
    let says = "a body that is no merge patch of switches is malformed";
    check(
        twist,
        "PATCH /modern-authentication",
        says,
        "200 instead of malformed-request",
    );
}

#[test]
fn lists_that_lose_or_double_something_fail() {
    let asks = |request, about, says, why| {
        let twist = Twist { request, ..HONEST };
        check(twist, about, says, why);
    };
    let pages = "pages of one follow one another, and together are all, counted on each";
    asks(
        |it| path(it, "$skip=1", "$skip=0"),
        "GET /messages",
        pages,
        "do not end",
    );
    asks(
        |it| path(it, "$count=true", "$count=false"),
        "GET /messages",
        pages,
        "None are counted",
    );
    let filtered = "a filter leaves those for which it holds";
    let unfiltered = |it| {
        path(
            it,
            "category%20eq%20",
            "id%20eq%20'MC0'%20and%20category%20eq%20",
        )
    };
    asks(unfiltered, "GET /messages", filtered, "category eq");
    let says = "the header of a post comes without its text";
    asks(
        |it| path(it, "$select", "$filter=isMajorChange%20eq%20true&$select"),
        "GET /messages",
        says,
        "some are missing",
    );
}

#[test]
fn refusals_that_are_not_the_policys_fail() {
    let says = "refuses as the policy does, by the type of each reason and its rule";
    let twist = |response| Twist { response, ..HONEST };
    let other_rule = |_: &Request, it| body(it, r#""rule":"R4"#, r#""rule":"R5"#);
    check(twist(other_rule), "POST /re-enables", says, "R4");
    let other_type = |_: &Request, it| body(it, "problem:phase", "problem:already-used");
    check(
        twist(other_type),
        "POST /opt-outs",
        says,
        "already-used instead of phase",
    );
    let unheard_of = |_: &Request, it| body(it, "problem:phase", "problem:mood");
    check(
        twist(unheard_of),
        "POST /opt-outs",
        says,
        "is not registered",
    );
}

#[test]
fn marks_and_clocks_that_do_not_move_fail() {
    let asks = |request, about, says, why| check(Twist { request, ..HONEST }, about, says, why);
    let marks = "POST /messages/markRead … unarchive";
    let says = "each is seen on the post, undone by its opposite, and the same when it comes twice";
    asks(
        |it| path(it, "unarchive", "archive"),
        marks,
        says,
        "is not to be seen",
    );
    let known = |it| asked(it, "MC0", "MC424238");
    let says = "a post that is not there cannot be marked";
    asks(known, marks, says, "200 instead of unknown-message");
    let still = |it| asked(it, r#""forward_seconds":60"#, r#""forward_seconds":0"#);
    let says = "goes forward by seconds, and to what comes next";
    asks(still, "POST /clock", says, "a minute after");
    let back = |it| asked(it, "2021-10-01", "2022-12-01");
    let says = "goes neither back nor beyond the simulation";
    asks(back, "POST /clock", says, "200 instead of clock-backwards");
}

#[test]
fn an_operation_is_found_by_the_path_that_says_most() {
    let document = Document::read().expect("the document");
    let path = |method, address| document.operation(method, address).map(|it| it.path);
    let post = "/v1/tenants/{tenant}/messages/{id}";
    assert_eq!(path(Method::Get, "/v1/tenants/a/messages/MC1"), Some(post));
    let mark = "/v1/tenants/{tenant}/messages/markRead";
    assert_eq!(
        path(Method::Post, "/v1/tenants/a/messages/markRead"),
        Some(mark)
    );
    assert_eq!(path(Method::Get, "/v1/tenants/a/messages/markRead"), None);
    let list = "/v1/tenants/{tenant}/messages";
    assert_eq!(
        path(Method::Get, "/v1/tenants/a/messages?$top=1"),
        Some(list)
    );
    assert_eq!(path(Method::Get, "/v1/tenants//messages"), None);
    assert_eq!(path(Method::Patch, "/v1/session"), None);
}

#[test]
fn the_table_counts_what_it_shows_and_keeps_its_cells() {
    let rows = [
        Row {
            about: "GET /a",
            says: "one",
            held: Ok(()),
        },
        Row {
            about: "GET /b",
            says: "two",
            held: Err(Obstacle::Failed("a|b\nc".to_owned())),
        },
        Row {
            about: "GET /c",
            says: "three",
            held: Err(Obstacle::Skipped("why".to_owned())),
        },
    ];
    let text = table(&rows);
    assert!(
        text.contains("| GET /b | two | FAILED: a b c |\n"),
        "{text}"
    );
    assert!(
        text.ends_with("\n1 passed, 1 failed, 1 skipped\n"),
        "{text}"
    );
}

#[test]
fn the_address_and_what_says_who_asks_are_read() {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let read = parse(&["http://a", "--cookie", "b=c", "--header", "X-D: e:f"]);
    let expected = vec![header("Cookie", "b=c"), header("X-D", "e:f")];
    assert_eq!(read, Ok(("http://a", expected)));
    for wrong in [
        &[][..],
        &["a"],
        &["https://a"],
        &["http://a", "http://b"],
        &["http://a", "--cookie"],
        &["http://a", "--header", "no colon"],
    ] {
        assert!(parse(wrong).is_err(), "{wrong:?}");
    }
}

/// Of a far side with this twist the one requirement fails, and says why.
#[track_caller]
fn check(twist: Twist, about: &str, says: &str, why: &str) {
    let site = site(twist);
    let requirements = requirements(&site.document);
    let mut named = requirements
        .iter()
        .filter(|it| it.about == about && it.says == says);
    let requirement = named.next().expect("there is such a requirement");
    match requirement.ask(&site).held {
        Err(Obstacle::Failed(told)) => assert!(told.contains(why), "{about}: {told}"),
        other => panic!("{about} {says}: {other:?}"),
    }
}

fn site(twist: Twist) -> Site {
    let cookie = ("Cookie".to_owned(), COOKIE.to_owned());
    Site::new(
        &serve(twist),
        vec![cookie],
        Document::read().expect("the document"),
    )
}

/// Takes every key for a new one.
fn forgetful(request: Request) -> Request {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    if request.header(IDEMPOTENCY_KEY).is_none() {
        return request;
    }
    let key = format!("forgotten-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    with_request(request, IDEMPOTENCY_KEY, &key)
}

/// Makes a key for who has none.
fn generous(request: Request) -> Request {
    request.with_header(IDEMPOTENCY_KEY, "a-gift")
}

fn path(request: Request, from: &str, to: &str) -> Request {
    Request {
        path: request.path.replace(from, to),
        ..request
    }
}

fn asked(request: Request, from: &str, to: &str) -> Request {
    let body = request.body.as_ref().map(|body| body.replace(from, to));
    Request { body, ..request }
}

fn no_header(mut request: Request, name: &str) -> Request {
    request
        .headers
        .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    request
}

fn with_request(request: Request, name: &str, value: &str) -> Request {
    no_header(request, name).with_header(name, value)
}

fn without(mut response: Response, name: &str) -> Response {
    response
        .headers
        .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    response
}

fn with(response: Response, name: &str, value: &str) -> Response {
    without(response, name).with_header(name, value)
}

fn body(response: Response, from: &str, to: &str) -> Response {
    Response {
        body: response.body.replace(from, to),
        ..response
    }
}
