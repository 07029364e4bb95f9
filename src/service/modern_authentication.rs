//! Org settings, Services, Modern authentication: read by all, changed by a Global Administrator.

use std::collections::BTreeSet;

use policy::basic_auth_2022::{Availability, PolicyBox, Reason, decide};
use policy::{Endpoint, Role};
use serde_json::{Map, Value};
use wire::http::{CONTENT_TYPE, ETAG, IF_MATCH, MERGE_PATCH_JSON, Request, Response};
use wire::modern_authentication::{Changes, ModernAuthentication, POLICY, Setting};
use wire::named::Named;
use wire::problem::{Problem, ProblemType};
use wire::protocols::AuthenticationPolicy;

use crate::handle::{Answered, Visit, parse};
use crate::{Happening, Record, State};

/// What the first change of a box calls the policy that it makes. The name cannot be changed later.
const FIRST_POLICY: &str = "Basic authentication (Org settings)";

pub(crate) fn read(state: &State) -> Response {
    answer(&state.settings, &state.unseen, state.settings_changed)
}

/// Carries out a merge patch, if nobody has changed anything since the caller read it.
pub(crate) fn change(visit: &Visit, request: &Request) -> Answered {
    let state = visit.state;
    if request.header(CONTENT_TYPE) != Some(MERGE_PATCH_JSON) {
        return Err(malformed(MERGE_PATCH_JSON));
    }
    let asked: Changes = parse(request)?;
    if visit.role != Role::GlobalAdmin {
        return Ok(refused(visit, asked, Reason::Role, "R28"));
    }
    let known = request
        .header(IF_MATCH)
        .ok_or_else(|| Problem::new(ProblemType::IfMatchMissing))?;
    if known != tag(state.settings_changed) {
        return Err(Problem::new(ProblemType::Overtaken));
    }
    if let Some(rule) = without_effect(visit, &asked) {
        return Ok(refused(visit, asked, Reason::Phase, rule));
    }
    let settings = state.settings.with(&asked);
    let changes = state.settings.changes_to(&settings);
    if changes.is_empty() {
        return Ok((read(state), vec![]));
    }
    let policy = changes.concern_policy().then(|| {
        let known = state.settings.policy.clone();
        known.unwrap_or_else(|| FIRST_POLICY.to_owned())
    });
    let settings = settings.written_to(policy.as_ref());
    let response = answer(&settings, &state.unseen, state.settings_changed + 1);
    let by = visit.person.clone();
    let record = Record {
        at: visit.now,
        what: Happening::SettingsChanged {
            changes,
            policy,
            by,
        },
    };
    Ok((response, vec![record]))
}

/// Why one of the changes would do nothing any more: the rule of its box (R58, R59).
fn without_effect(visit: &Visit, asked: &Changes) -> Option<&'static str> {
    let standing = |endpoint| {
        let entry = visit.state.facts(endpoint);
        let facts = entry.facts(visit.now, visit.tenant.zone, visit.tenant.cloud, visit.role);
        decide(&facts).standing
    };
    let mut boxes = BTreeSet::new();
    boxes.extend(asked.0.keys().filter_map(|it| box_of(*it)));
    let found = boxes.into_iter().find_map(|it| {
        match it.availability(visit.now, visit.tenant.zone, standing) {
            Availability::Works => None,
            gone => gone.rules().first(),
        }
    });
    found.map(|rule| rule.0)
}

fn box_of(setting: Setting) -> Option<PolicyBox> {
    match setting {
        Setting::BasicAuth(endpoint) => PolicyBox::of(endpoint),
        Setting::ModernAuth | Setting::SmtpAuthOff => None,
    }
}

/// Says no, and keeps that it did.
fn refused(visit: &Visit, changes: Changes, reason: Reason, rule: &str) -> (Response, Vec<Record>) {
    let problem = Problem {
        rule: Some(rule.to_owned()),
        ..Problem::new(ProblemType::Refused(reason))
    };
    let response = Response::problem(&problem);
    let by = visit.person.clone();
    let record = Record {
        at: visit.now,
        what: Happening::SettingsRefused {
            changes,
            problem,
            by,
        },
    };
    (response, vec![record])
}

fn malformed(wanted: &str) -> Problem {
    Problem::new(ProblemType::MalformedRequest).with_detail(wanted)
}

fn answer(settings: &ModernAuthentication, unseen: &Map<String, Value>, changed: u64) -> Response {
    let mut object = unseen.clone();
    for setting in Setting::ALL {
        let is_on = Value::Bool(settings.is_on(setting));
        object.insert(setting.name().to_owned(), is_on);
    }
    let policy = settings.policy.clone().map_or(Value::Null, Value::String);
    object.insert(POLICY.to_owned(), policy);
    Response::json(200, &object).with_header(ETAG, &tag(changed))
}

/// Changes with every change of the settings, and with nothing else.
fn tag(changed: u64) -> String {
    format!("\"{changed}\"")
}

/// What the real object has beside, and a policy has switches for and no box. Nothing here reads it.
pub(crate) fn unseen_at_first() -> Map<String, Value> {
    let members = [
        ("AllowBasicAuthOutlookService", true),
        ("AllowBasicAuthReportingWebServices", true),
        ("AllowOutlookClient", true),
        ("DisableModernAuth", false),
        ("SecureDefaults", false),
    ];
    let mut unseen = Map::new();
    for (name, is_on) in members {
        unseen.insert(name.to_owned(), Value::Bool(is_on));
    }
    unseen
}

/// The layer that the settings make, as it is reported beside Microsoft's block.
pub(crate) fn policy_of(settings: &ModernAuthentication) -> AuthenticationPolicy {
    let blocked = Setting::ALL.into_iter().filter_map(|it| match it {
        Setting::BasicAuth(endpoint) if !settings.is_on(it) => Some(endpoint),
        _ => None,
    });
    let mut policy = AuthenticationPolicy {
        name: settings.policy.clone(),
        blocks: BTreeSet::new(),
    };
    policy.blocks.extend(blocked);
    policy
}

/// The settings after a policy became the organisation's default.
pub(crate) fn settings_of(
    before: &ModernAuthentication,
    policy: &AuthenticationPolicy,
) -> ModernAuthentication {
    let allows = |endpoint: &Endpoint| !policy.blocks.contains(endpoint);
    let switches = Setting::ALL.into_iter().filter_map(|it| match it {
        Setting::BasicAuth(endpoint) => Some((it, allows(&endpoint))),
        _ => None,
    });
    let changes = switches.collect();
    before.with(&changes).written_to(policy.name.as_ref())
}

#[cfg(test)]
mod tests;
