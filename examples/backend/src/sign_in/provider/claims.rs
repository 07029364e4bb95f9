//! What the provider says of somebody, and what follows from it: name, tenants, role.

use std::collections::HashMap;

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IdTokenClaims, IdTokenFields, StandardErrorResponse, StandardTokenResponse,
};
use policy::Role;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use service::Caller;
use wire::session::Person;

use crate::settings::Provider;

/// A client of the crate's, except that it reads all claims.
pub(super) type Client = openidconnect::Client<
    Claims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<
        IdTokenFields<
            Claims,
            EmptyExtraTokenFields,
            CoreGenderClaim,
            CoreJweContentEncryptionAlgorithm,
            CoreJwsSigningAlgorithm,
        >,
        CoreTokenType,
    >,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Those beside the standard ones.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Claims {
    #[serde(flatten)]
    all: HashMap<String, Value>,
}

impl AdditionalClaims for Claims {}

/// Where roles and tenants are found.
pub(super) struct Reading {
    roles_claim: String,
    global_admin: String,
    tenants_claim: String,
}

impl Reading {
    pub(super) fn of(provider: &Provider) -> Self {
        Self {
            roles_claim: provider.roles_claim.clone(),
            global_admin: provider.global_admin.clone(),
            tenants_claim: provider.tenants_claim.clone(),
        }
    }
}

/// Whoever has no claim to a tenant sees none, and whoever has no claim to the role has another.
pub(super) fn caller(claims: &IdTokenClaims<Claims, CoreGenderClaim>, reading: &Reading) -> Caller {
    let subject = claims.subject().as_str();
    let email = claims.email().map(|email| email.as_str());
    let username = claims.preferred_username().map(|name| name.as_str());
    let address = email.or(username).unwrap_or(subject);
    let name = claims.name().and_then(|name| name.get(None));
    let person = Person {
        name: name.map_or(address, |name| name.as_str()).to_owned(),
        address: address.to_owned(),
    };
    let all = &claims.additional_claims().all;
    let roles = values(all.get(&reading.roles_claim));
    let role = if roles.contains(&reading.global_admin.as_str()) {
        Role::GlobalAdmin
    } else {
        Role::OtherAdmin
    };
    let tenants = values(all.get(&reading.tenants_claim));
    let tenants = tenants.into_iter().map(|id| (id.to_owned(), role));
    Caller {
        person,
        tenants: tenants.collect(),
    }
}

/// A claim is one value or a list of them.
fn values(claim: Option<&Value>) -> Vec<&str> {
    match claim {
        Some(Value::String(value)) => vec![value],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(more: &Value) -> Caller {
        let mut claims = json!({
            "iss": "https://id.example", "aud": ["it"], "exp": 2, "iat": 1, "sub": "7",
            "name": "Ada", "email": "ada@works.example",
        });
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let claims = serde_json::from_value(claims).unwrap();
        let reading = Reading {
            roles_claim: "wids".to_owned(),
            global_admin: "admin".to_owned(),
            tenants_claim: "tenants".to_owned(),
        };
        caller(&claims, &reading)
    }

    #[track_caller]
    fn check(more: &Value, expected: &[(&str, Role)]) {
        let caller = of(more);
        let tenants: Vec<_> = caller
            .tenants
            .iter()
            .map(|(id, role)| (id.as_str(), *role))
            .collect();
        assert_eq!(tenants, expected);
    }

    #[test]
    fn role_and_tenants_are_what_the_claims_say_and_nothing_without_them() {
        let admin = Role::GlobalAdmin;
        check(&json!({}), &[]);
        check(&json!({"wids": ["admin"]}), &[]);
        check(
            &json!({"tenants": ["a", "b"], "wids": ["x", "admin"]}),
            &[("a", admin), ("b", admin)],
        );
        check(&json!({"tenants": "a", "wids": "admin"}), &[("a", admin)]);
        check(
            &json!({"tenants": ["a"], "wids": ["administrator"]}),
            &[("a", Role::OtherAdmin)],
        );
        check(&json!({"tenants": {"a": 1}}), &[]);
    }

    #[test]
    fn a_person_has_a_name_and_an_address_whatever_is_missing() {
        assert_eq!(of(&json!({})).person.address, "ada@works.example");
        let bare = of(&json!({"name": null, "email": null})).person;
        assert_eq!((bare.name.as_str(), bare.address.as_str()), ("7", "7"));
    }
}
