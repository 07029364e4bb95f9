//! The layers between a client and basic authentication, as far as a far side reports them:
//! Microsoft's block, and the organisation's default authentication policy.

use policy::{Endpoint, Standing, Stopped};
use wire::protocols::{AuthenticationPolicy, Protocols};

/// What the reported layers do to one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layers {
    pub stopped: Stopped,
    pub policy: Policy,
}

/// What the organisation's default authentication policy does to an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// This far side does not report the layer: it is among those that are not known.
    Unknown,
    Allows,
    /// The policy of this name blocks it.
    Blocks(String),
}

impl Layers {
    pub fn of(protocols: &Protocols, endpoint: Endpoint, standing: Standing) -> Self {
        let policy = Policy::of(protocols, endpoint);
        Self {
            stopped: Stopped::by(standing, matches!(policy, Policy::Blocks(_))),
            policy,
        }
    }
}

impl Policy {
    pub fn of(protocols: &Protocols, endpoint: Endpoint) -> Self {
        match &protocols.authentication_policy {
            None => Self::Unknown,
            Some(AuthenticationPolicy {
                name: Some(name), ..
            }) if protocols.is_blocked_by_policy(endpoint) => Self::Blocks(name.clone()),
            Some(_) => Self::Allows,
        }
    }
}

#[cfg(test)]
mod tests {
    use policy::{Cloud, OtherEndpoint, Protocol, Role};

    use super::*;

    const IMAP: Endpoint = Endpoint::Protocol(Protocol::Imap);

    fn reported(policy: Option<AuthenticationPolicy>) -> Protocols {
        Protocols {
            server_time: "2022-10-12T09:00:00Z".parse().expect("a time"),
            zone: "+00:00".parse().expect("an offset"),
            cloud: Cloud::Worldwide,
            role: Role::GlobalAdmin,
            endpoints: vec![],
            authentication_policy: policy,
        }
    }

    fn policy(name: Option<&str>, endpoint: Endpoint) -> AuthenticationPolicy {
        AuthenticationPolicy {
            name: name.map(str::to_owned),
            blocks: [endpoint].into(),
        }
    }

    #[track_caller]
    fn check(
        policy: Option<AuthenticationPolicy>,
        standing: Standing,
        stopped: Stopped,
        wanted: Policy,
    ) {
        let layers = Layers::of(&reported(policy), IMAP, standing);
        assert_eq!((layers.stopped, layers.policy), (stopped, wanted));
    }

    #[test]
    fn each_layer_is_told_and_who_stops_the_protocol() {
        let blocks = || Some(policy(Some("No IMAP"), IMAP));
        let blocked = || Policy::Blocks("No IMAP".to_owned());
        check(blocks(), Standing::Allowed, Stopped::ByPolicy, blocked());
        check(blocks(), Standing::OptedOut, Stopped::ByPolicy, blocked());
        check(blocks(), Standing::ReEnabled, Stopped::ByPolicy, blocked());
        check(blocks(), Standing::Blocked, Stopped::ByBoth, blocked());
        check(blocks(), Standing::ReEnabling, Stopped::ByBoth, blocked());
        let others = || {
            let smtp = Endpoint::Other(OtherEndpoint::SmtpAuth);
            Some(policy(Some("No SMTP"), smtp))
        };
        check(
            others(),
            Standing::Allowed,
            Stopped::ByNeither,
            Policy::Allows,
        );
        check(
            others(),
            Standing::Blocked,
            Stopped::ByMicrosoft,
            Policy::Allows,
        );
    }

    #[test]
    fn what_is_not_reported_is_not_taken_for_allowed() {
        check(None, Standing::Allowed, Stopped::ByNeither, Policy::Unknown);
        check(
            None,
            Standing::Blocked,
            Stopped::ByMicrosoft,
            Policy::Unknown,
        );
    }

    #[test]
    fn without_a_default_policy_nothing_is_blocked_by_one() {
        check(
            Some(policy(None, IMAP)),
            Standing::Allowed,
            Stopped::ByNeither,
            Policy::Allows,
        );
    }
}
