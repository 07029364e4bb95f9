//! Who gets what, for every address of the contract and every method.

use policy::Wish;
use policy::basic_auth_2022::Reason;
use reqwest::Method;
use serde_json::Value;
use wire::address::{Address, Part};
use wire::collection::List;
use wire::http::{IDEMPOTENCY_KEY, IF_MATCH, JSON, MERGE_PATCH_JSON};
use wire::message::Marking;
use wire::problem::ProblemType;

use crate::client::{Answer, Client, HANA, HARBOUR, ROBIN, SCHOOL};
use crate::place::Place;
use crate::running::Running;

const METHODS: [Method; 5] = [
    Method::GET,
    Method::POST,
    Method::PATCH,
    Method::PUT,
    Method::DELETE,
];

/// Who may write there, where anybody may.
#[derive(Clone, Copy, PartialEq)]
enum Writers {
    Nobody,
    /// In this tenant, with this body, it would be accepted from one.
    GlobalAdmins {
        tenant: &'static str,
        body: &'static str,
    },
    /// Everybody who sees the tenant, with this body.
    All(&'static str),
}

struct Endpoint {
    part: Part,
    is_read: bool,
    writers: Writers,
}

const IMAP: &str = r#"{"protocol":"imap"}"#;

/// In the government's cloud, where a post has steps.
const COUNTY: &str = "cedar-county";

const TENANTS: [&str; 3] = [HARBOUR, SCHOOL, COUNTY];

const fn reserved(tenant: &'static str, body: &'static str) -> Writers {
    Writers::GlobalAdmins { tenant, body }
}

/// Every part of a tenant. The match has no other arm, so a new part does not compile before it is
/// in the list.
fn endpoints() -> Vec<Endpoint> {
    let parts = [
        Part::Protocols,
        Part::Decisions,
        Part::Wishes(Wish::OptOut),
        Part::Wishes(Wish::ReEnable),
        Part::Receipts,
        Part::Tickets,
        Part::Messages(List::default()),
        Part::Message("MC424238".to_owned()),
        Part::Mark(Marking::Read),
        Part::MessageOptOuts("MC424238".to_owned()),
        Part::HealthOverviews,
        Part::Issues(List::default()),
        Part::Issue("EX000000".to_owned()),
        Part::Usage,
        Part::ModernAuthentication,
        Part::History,
        Part::Clock,
    ];
    let listed = parts.map(|part| {
        let (is_read, writers) = match &part {
            Part::Protocols
            | Part::Decisions
            | Part::Receipts
            | Part::Messages(_)
            | Part::Message(_)
            | Part::HealthOverviews
            | Part::Issues(_)
            | Part::Issue(_)
            | Part::Usage
            | Part::History => (true, Writers::Nobody),
            Part::Wishes(Wish::OptOut) => (false, reserved(HARBOUR, IMAP)),
            Part::Wishes(Wish::ReEnable) => (false, reserved(SCHOOL, IMAP)),
            Part::MessageOptOuts(_) => (false, reserved(COUNTY, IMAP)),
            Part::ModernAuthentication => {
                (true, reserved(HARBOUR, r#"{"AllowBasicAuthImap":false}"#))
            }
            Part::Tickets => (true, Writers::All(r#"{"protocols":[],"text":"Help"}"#)),
            Part::Mark(_) => (false, Writers::All(r#"{"messageIds":[]}"#)),
            Part::Clock => (true, Writers::All(r#"{"forward_seconds":1}"#)),
        };
        Endpoint {
            part,
            is_read,
            writers,
        }
    });
    listed.into()
}

impl Endpoint {
    fn takes(&self, method: &Method) -> bool {
        match *method {
            Method::GET => self.is_read,
            Method::POST => !self.is_changed() && self.writers != Writers::Nobody,
            Method::PATCH => self.is_changed(),
            _ => false,
        }
    }

    /// Settings are there already; everything else is asked for anew.
    fn is_changed(&self) -> bool {
        self.part == Part::ModernAuthentication
    }

    async fn ask(&self, client: &Client, tenant: &str, method: &Method) -> Answer {
        let path = Address::of(tenant, self.part.clone()).to_string();
        let request = client.request(method.clone(), &path);
        let (Writers::All(body) | Writers::GlobalAdmins { body, .. }) = self.writers else {
            return client.send(request).await;
        };
        if *method == Method::GET {
            return client.send(request).await;
        }
        let media = if self.is_changed() {
            MERGE_PATCH_JSON
        } else {
            JSON
        };
        let request = request
            .header("content-type", media)
            .header(IF_MATCH, "\"0\"");
        let cookie = client.cookie.as_deref().unwrap_or_default();
        let request = request.header(IDEMPOTENCY_KEY, format!("{path} {cookie}"));
        client.send(request.body(body)).await
    }
}

#[tokio::test]
async fn nobody_gets_anything_without_a_session() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let stranger = server.stranger();
    let answer = stranger.get("/v1/session").await;
    answer.is_problem(ProblemType::Unauthenticated);
    assert_eq!(answer.json::<Value>()["signIn"], "/sign-in");
    for endpoint in endpoints() {
        for method in METHODS.iter().filter(|method| endpoint.takes(method)) {
            let answer = endpoint.ask(&stranger, HARBOUR, method).await;
            answer.is_problem(ProblemType::Unauthenticated);
            assert!(!answer.body.contains("Harbour"), "{}", answer.body);
        }
    }
    let mut invented = stranger.clone();
    invented.cookie = Some(format!("__Host-session={}", "0".repeat(64)));
    let answer = invented.get("/v1/session").await;
    answer.is_problem(ProblemType::Unauthenticated);
}

#[tokio::test]
async fn a_tenant_that_is_not_theirs_is_unknown_to_a_person_at_every_address() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let hana = server.person(HANA).await;
    let session = hana.get("/v1/session").await;
    assert!(session.body.contains(SCHOOL) && !session.body.contains(HARBOUR));
    for endpoint in endpoints() {
        for method in METHODS.iter().filter(|method| endpoint.takes(method)) {
            let answer = endpoint.ask(&hana, HARBOUR, method).await;
            answer.is_problem(ProblemType::UnknownTenant);
            assert!(!answer.body.contains("Harbour"), "{}", answer.body);
            let nowhere = endpoint.ask(&hana, "nowhere", method).await;
            assert_eq!(answer.body, nowhere.body, "they can be told apart");
        }
    }
    let robin = server.person(ROBIN).await;
    let history: Value = robin.read(HARBOUR, "history").await;
    let history = history.to_string();
    assert!(
        !history.contains("hana.mori"),
        "she left a trace: {history}"
    );
}

#[tokio::test]
async fn what_the_policy_reserves_is_refused_to_all_but_a_global_administrator() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let mut admin = server.stranger();
    let mut other = server.stranger();
    admin.cookie = Some(place.session("global_admin", &TENANTS).await);
    other.cookie = Some(place.session("other_admin", &TENANTS).await);
    let mut reserved = 0;
    for endpoint in endpoints() {
        let method = if endpoint.is_changed() {
            Method::PATCH
        } else {
            Method::POST
        };
        match endpoint.writers {
            Writers::Nobody => {}
            Writers::GlobalAdmins { tenant, .. } => {
                reserved += 1;
                let before = what_is_asked_for(&admin, tenant).await;
                let answer = endpoint.ask(&other, tenant, &method).await;
                answer.is_problem(ProblemType::Refused(Reason::Role));
                assert_eq!(what_is_asked_for(&admin, tenant).await, before);
                // It is the role alone that was in the way.
                let answer = endpoint.ask(&admin, tenant, &method).await;
                assert!(answer.status < 300, "{}", answer.body);
                assert_ne!(what_is_asked_for(&admin, tenant).await, before);
            }
            Writers::All(_) => {
                let answer = endpoint.ask(&other, HARBOUR, &method).await;
                assert!(answer.status < 300, "{}", answer.body);
            }
        }
    }
    assert_eq!(reserved, 4);
}

/// All that a request by an administrator can change.
async fn what_is_asked_for(client: &Client, tenant: &str) -> [Value; 2] {
    [
        client.read(tenant, "receipts").await,
        client.read(tenant, "modern-authentication").await,
    ]
}

#[tokio::test]
async fn every_address_says_which_methods_it_takes() {
    let place = Place::sqlite();
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    for endpoint in endpoints() {
        let (takes, refuses): (Vec<_>, Vec<_>) =
            METHODS.iter().partition(|method| endpoint.takes(method));
        for method in refuses {
            let answer = endpoint.ask(&robin, COUNTY, method).await;
            answer.is_problem(ProblemType::MethodNotAllowed);
            let names: Vec<_> = takes.iter().map(|method| method.as_str()).collect();
            assert_eq!(answer.header("allow"), names.join(", "));
        }
        for method in takes {
            let answer = endpoint.ask(&robin, COUNTY, method).await;
            assert_ne!(answer.status, 405);
            let is_unknown = answer.body.contains(&ProblemType::UnknownAddress.urn());
            assert!(
                !is_unknown,
                "the far side does not know {method} {:?}",
                endpoint.part
            );
        }
    }
}
