//! Every address, as the document has it; and what is no address, no method, no tenant, no session.

use policy::Role;
use policy::basic_auth_2022::decide;
use serde_json::Value;
use wire::address::{Address, Part};
use wire::decisions::{Decided, Decisions};
use wire::http::{ETAG, IF_NONE_MATCH, Method, Request};
use wire::problem::ProblemType;
use wire::protocols::Protocols;

use super::document::{Document, METHODS, Operation};
use super::site::{Held, Obstacle, Site, require, require_problem, skipped};
use super::{Fixed, Requirement};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "GET /session",
        "names the contract's and the policy's version that this suite checks",
        versions,
    ),
    ("GET /session", "without a session it is 401", nobody),
    (
        "anything else",
        "an address or a query that is not in the document is unknown",
        unknown_addresses,
    ),
    (
        "GET /protocols",
        "who has the facts already gets 304 and the tag alone",
        current_facts,
    ),
    (
        "GET /decisions",
        "is what the policy that the session names makes of the facts",
        decisions,
    ),
];

/// What the document itself promises: each operation answers as it says, and each address knows
/// neither other methods nor other people's tenants.
pub(super) fn of_the_document(document: &Document) -> Vec<Requirement<'_>> {
    let mut requirements = Vec::new();
    for operation in document.operations() {
        let about = short(&operation.name());
        if operation.method == Method::Get {
            requirements.push(Requirement {
                about: about.clone(),
                says: "answers as the document says, in every tenant",
                holds: Box::new(move |site| reads(site, operation)),
            });
        }
        if operation.is_of_tenant() {
            requirements.push(Requirement {
                about,
                says: "a tenant that is not the caller's is unknown",
                holds: Box::new(move |site| elsewhere(site, operation)),
            });
        }
    }
    for path in document.paths() {
        requirements.push(Requirement {
            about: short(path),
            says: "knows no other method",
            holds: Box::new(move |site| other_methods(site, path)),
        });
    }
    requirements
}

/// What a mock can do that has nothing but the document: take its examples, and answer with them.
pub(super) fn of_a_mock(document: &Document) -> Vec<Requirement<'_>> {
    let asked = document.operations().map(|operation| Requirement {
        about: short(&operation.name()),
        says: "its example is taken, and answered as the document says",
        holds: Box::new(move |site| {
            let response = site.send(&exemplary(site, operation))?;
            require(response.status < 300, || {
                format!("{}: {}", response.status, response.body)
            })
        }),
    });
    asked.collect()
}

fn reads(site: &Site, operation: Operation) -> Held {
    if !operation.is_of_tenant() {
        return site.get::<Value>(&address(operation.path)?).map(|_| ());
    }
    let mut found = false;
    for tenant in site.session()?.tenants {
        let path = operation.path.replace("{tenant}", &tenant.id);
        let path = match path.strip_suffix("/{id}") {
            None => path,
            Some(list) => {
                let page: Value = site.get(&address(list)?)?;
                match page["value"][0]["id"].as_str() {
                    Some(id) => format!("{list}/{id}"),
                    None => continue,
                }
            }
        };
        site.get::<Value>(&address(&path)?)?;
        found = true;
    }
    if found {
        Ok(())
    } else {
        skipped("there is nothing to read in any tenant")
    }
}

/// Asked as well as can be, of a tenant that nobody has.
fn elsewhere(site: &Site, operation: Operation) -> Held {
    let mut request = exemplary(site, operation);
    request.path = operation
        .path
        .replace("{tenant}", "no-such-tenant")
        .replace("{id}", "MC1");
    require_problem(&site.send(&request)?, &[ProblemType::UnknownTenant]).map(|_| ())
}

fn other_methods(site: &Site, path: &str) -> Held {
    let tenant = match site.session()?.tenants.into_iter().next() {
        Some(tenant) => tenant.id,
        None => return skipped("the caller has no tenant"),
    };
    let operations: Vec<_> = site
        .document
        .operations()
        .filter(|it| it.path == path)
        .collect();
    for (method, _) in METHODS {
        if operations.iter().any(|it| it.method == method) {
            continue;
        }
        let known = operations.first().map(|it| exemplary(site, *it));
        let mut request = known.unwrap_or_else(|| Request::get(&Address::Session));
        request.method = method;
        request.path = path.replace("{tenant}", &tenant).replace("{id}", "MC1");
        let expected = [ProblemType::MethodNotAllowed, ProblemType::UnknownAddress];
        require_problem(&site.send(&request)?, &expected)?;
    }
    Ok(())
}

/// As the document's examples have it, under a key of its own.
fn exemplary(site: &Site, operation: Operation) -> Request {
    operation.exemplary(&site.document, &site.new_key())
}

fn versions(site: &Site) -> Held {
    let session = site.session()?;
    let said = (session.contract.as_str(), session.policy.as_str());
    let expected = (wire::CONTRACT, wire::POLICY);
    require(said == expected, || {
        format!("{said:?} instead of {expected:?}")
    })
}

fn nobody(site: &Site) -> Held {
    let response = site
        .without_credentials()?
        .send(&Request::get(&Address::Session))?;
    require_problem(&response, &[ProblemType::Unauthenticated]).map(|_| ())
}

fn unknown_addresses(site: &Site) -> Held {
    let tenant = site.tenant("at all", |_| true)?.id;
    for unknown in [
        "/v1/session/".to_owned(),
        "/v1/mailboxes".to_owned(),
        format!("/v1/tenants/{tenant}/mailboxes"),
        format!("/v1/tenants/{tenant}/receipts/OO-1001"),
        format!("/v1/tenants/{tenant}/receipts?since=2022"),
        format!("/v1/tenants/{tenant}/messages?$orderby=title"),
        format!("/v1/tenants/{tenant}/messages?$top=all"),
    ] {
        let request = Request {
            path: unknown.clone(),
            ..Request::get(&Address::Session)
        };
        let response = site.send(&request)?;
        require_problem(&response, &[ProblemType::UnknownAddress])
            .map_err(|obstacle| at(&unknown, obstacle))?;
    }
    Ok(())
}

fn current_facts(site: &Site) -> Held {
    let tenant = site.tenant("at all", |_| true)?;
    let address = Address::of(tenant.id, Part::Protocols);
    let first = site.send(&Request::get(&address))?;
    let tag = first.header(ETAG).unwrap_or_default().to_owned();
    let again = Request::get(&address).with_header(IF_NONE_MATCH, &format!("\"old\", {tag}"));
    let response = site.send(&again)?;
    require(response.status == 304, || {
        format!("{} instead of 304", response.status)
    })?;
    require(response.header(ETAG) == Some(&tag), || {
        "304 has another tag".to_owned()
    })?;
    let stale = Request::get(&address).with_header(IF_NONE_MATCH, "\"old\"");
    let status = site.send(&stale)?.status;
    require(status == 200, || {
        format!("{status} to who has something else")
    })
}

/// Where it is the policy that this suite knows.
fn decisions(site: &Site) -> Held {
    let session = site.session()?;
    if session.policy != wire::POLICY {
        return skipped("the session names another policy than this suite knows");
    }
    for tenant in session.tenants {
        let read = || site.get_part::<Protocols>(&tenant.id, Part::Protocols);
        let before = read()?;
        let told: Decisions = site.get_part(&tenant.id, Part::Decisions)?;
        // Something may happen between two readings.
        let agrees = [before, read()?].iter().any(|facts| {
            let decided = facts.endpoints.iter().map(|entry| {
                let facts = facts.facts_of(entry, told.server_time);
                Decided::new(entry.endpoint, &decide(&facts))
            });
            decided.eq(told.endpoints.iter().cloned())
        });
        require(agrees && told.policy == session.policy, || {
            format!("{}: decided otherwise", tenant.id)
        })?;
    }
    Ok(())
}

/// Without what all addresses begin with.
fn short(name: &str) -> String {
    name.replace("/v1/tenants/{tenant}", "").replace("/v1", "")
}

fn address(path: &str) -> Held<Address> {
    Address::parse(path).ok_or_else(|| Obstacle::Failed(format!("{path} is no address")))
}

fn at(place: &str, obstacle: Obstacle) -> Obstacle {
    match obstacle {
        Obstacle::Failed(why) => Obstacle::Failed(format!("{place}: {why}")),
        Obstacle::Skipped(why) => Obstacle::Skipped(why),
    }
}

/// Somebody who may see a tenant and change nothing in it.
pub(super) fn reader(site: &Site) -> Held<String> {
    let tenants = site.simulated()?.into_iter();
    let mut others = tenants.filter(|tenant| tenant.role == Role::OtherAdmin);
    match others.next() {
        Some(tenant) => Ok(tenant.id),
        None => skipped("the caller is Global Administrator of every simulated tenant"),
    }
}
