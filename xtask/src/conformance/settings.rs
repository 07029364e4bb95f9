//! Modern authentication: changed by merge patches, of what nobody has changed in the meantime.

use policy::basic_auth_2022::Reason;
use serde_json::{Value, json};
use wire::address::{Address, Part};
use wire::http::{CONTENT_TYPE, ETAG, IF_MATCH, JSON, Request, Response};
use wire::modern_authentication::{Changes, ModernAuthentication, Setting};
use wire::problem::ProblemType;

use super::Fixed;
use super::doors::reader;
use super::site::{Held, Site, read, require, require_problem};

pub(super) const REQUIREMENTS: &[Fixed] = &[
    (
        "PATCH /modern-authentication",
        "a change is in the answer, under a new tag, and in what is read afterwards",
        changes,
    ),
    (
        "PATCH /modern-authentication",
        "the tag of before does not serve for another change",
        overtaken,
    ),
    (
        "PATCH /modern-authentication",
        "a change that does not say of what is refused",
        no_tag,
    ),
    (
        "PATCH /modern-authentication",
        "a body that is no merge patch of switches is malformed",
        malformed,
    ),
    (
        "PATCH /modern-authentication",
        "who is not Global Administrator changes nothing",
        by_a_reader,
    ),
];

fn changes(site: &Site) -> Held {
    let (address, settings, tag) = settings(site)?;
    let there = turned(&settings);
    let response = answered(site.send(&Request::patch(&address, &tag, &there))?)?;
    let changed: ModernAuthentication = read(&response)?;
    require(settings.changes_to(&changed) == there, || {
        "something else has changed".to_owned()
    })?;
    let new = response.header(ETAG).unwrap_or_default().to_owned();
    require(new != tag, || "the tag is the same".to_owned())?;

    let again = site.send(&Request::get(&address))?;
    require(again.header(ETAG) == Some(&new), || {
        "what is read has another tag".to_owned()
    })?;
    require(read::<ModernAuthentication>(&again)? == changed, || {
        "what is read differs".to_owned()
    })?;

    let back = changed.changes_to(&settings);
    answered(site.send(&Request::patch(&address, &new, &back))?).map(|_| ())
}

fn overtaken(site: &Site) -> Held {
    let (address, settings, tag) = settings(site)?;
    let there = turned(&settings);
    let response = answered(site.send(&Request::patch(&address, &tag, &there))?)?;
    let stale = site.send(&Request::patch(&address, &tag, &there))?;
    require_problem(&stale, &[ProblemType::Overtaken])?;
    let changed: ModernAuthentication = read(&response)?;
    let new = response.header(ETAG).unwrap_or_default();
    let back = changed.changes_to(&settings);
    answered(site.send(&Request::patch(&address, new, &back))?).map(|_| ())
}

fn no_tag(site: &Site) -> Held {
    let (address, settings, tag) = settings(site)?;
    let mut request = Request::patch(&address, &tag, &turned(&settings));
    request.headers.retain(|(name, _)| name != IF_MATCH);
    require_problem(&site.send(&request)?, &[ProblemType::IfMatchMissing]).map(|_| ())
}

fn malformed(site: &Site) -> Held {
    let (address, settings, tag) = settings(site)?;
    let wrong = [
        json!({"AllowBasicAuthTelnet": true}),
        json!({"AllowBasicAuthPop": null}),
        json!({"DefaultAuthenticationPolicy": "Mine"}),
        json!(["AllowBasicAuthPop"]),
    ];
    let mut requests: Vec<Request> = wrong
        .iter()
        .map(|body: &Value| Request::patch(&address, &tag, body))
        .collect();
    let mut plain = Request::patch(&address, &tag, &turned(&settings));
    plain.headers.retain(|(name, _)| name != CONTENT_TYPE);
    requests.push(plain.with_header(CONTENT_TYPE, JSON));
    for request in requests {
        require_problem(&site.send(&request)?, &[ProblemType::MalformedRequest])?;
    }
    Ok(())
}

fn by_a_reader(site: &Site) -> Held {
    let address = Address::of(reader(site)?, Part::ModernAuthentication);
    let before = site.send(&Request::get(&address))?;
    let settings: ModernAuthentication = read(&before)?;
    let tag = before.header(ETAG).unwrap_or_default();
    let response = site.send(&Request::patch(&address, tag, &turned(&settings)))?;
    require_problem(&response, &[ProblemType::Refused(Reason::Role)])?;
    let after = site.send(&Request::get(&address))?;
    require(after.header(ETAG) == Some(tag), || {
        "something has changed".to_owned()
    })
}

fn settings(site: &Site) -> Held<(Address, ModernAuthentication, String)> {
    let address = Address::of(site.own()?.id, Part::ModernAuthentication);
    let response = site.send(&Request::get(&address))?;
    let tag = response.header(ETAG).unwrap_or_default().to_owned();
    Ok((address, read(&response)?, tag))
}

/// A switch that the programme never takes away, the other way round.
fn turned(settings: &ModernAuthentication) -> Changes {
    let is_on = settings.is_on(Setting::ModernAuth);
    [(Setting::ModernAuth, !is_on)].into_iter().collect()
}

fn answered(response: Response) -> Held<Response> {
    require(response.status == 200, || {
        format!("{}: {}", response.status, response.body)
    })?;
    Ok(response)
}
