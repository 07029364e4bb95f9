//! Another Global Administrator of a simulated tenant, who changes its settings a moment before
//! somebody else's change arrives.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use policy::{Endpoint, OtherEndpoint, Role};
use wire::address::Address;
use wire::http::{ETAG, Request};
use wire::modern_authentication::{Changes, ModernAuthentication, Setting};

use crate::{Caller, Record, State, handle};

/// What the colleague turns over: the first of these that the change does not touch itself.
const WITHIN_REACH: [Setting; 2] = [
    Setting::BasicAuth(Endpoint::Other(OtherEndpoint::Autodiscover)),
    Setting::ModernAuth,
];

/// The records of what the colleague does just before this request; none where it changes no
/// settings, or where the tenant has no second administrator.
pub fn colleague(state: &State, request: &Request, now: DateTime<Utc>) -> Vec<Record> {
    overtake(state, request, now).unwrap_or_default()
}

fn overtake(state: &State, request: &Request, now: DateTime<Utc>) -> Option<Vec<Record>> {
    let changes: Changes = serde_json::from_str(request.body.as_deref()?).ok()?;
    let mut reachable = WITHIN_REACH.into_iter();
    let setting = reachable.find(|it| !changes.0.contains_key(it))?;
    let tenant = state.tenant.as_ref()?;
    let mut caller = Caller {
        person: tenant.global_admins.get(1)?.clone(),
        tenants: BTreeMap::new(),
    };
    caller.tenants.insert(tenant.id.clone(), Role::GlobalAdmin);
    let address = Address::parse(&request.path)?;
    let (read, _) = handle(state, &caller, &Request::get(&address), now);
    let settings: ModernAuthentication = serde_json::from_str(&read.body).ok()?;
    let theirs = Changes::from_iter([(setting, !settings.is_on(setting))]);
    let patch = Request::patch(&address, read.header(ETAG)?, &theirs);
    Some(handle(state, &caller, &patch, now).1)
}

#[cfg(test)]
mod tests {
    use policy::{Protocol, Wish};
    use wire::address::Part;

    use super::*;
    use crate::host::{Host, TENANT, at, person, tenant, wishing};
    use crate::{Happening, Tenant};

    fn host() -> Host {
        let admins = vec![person("ada"), person("noor")];
        let mut host = Host::of(Tenant {
            global_admins: admins,
            ..tenant(1092)
        });
        host.tick(at("2022-10-12T09:00:00Z"));
        host
    }

    /// What the colleague changes before somebody changes this.
    fn theirs(host: &Host, setting: Setting) -> Vec<Setting> {
        let address = Address::of(TENANT, Part::ModernAuthentication);
        let mine = Changes(BTreeMap::from([(setting, false)]));
        let records = colleague(&host.state, &Request::patch(&address, "", &mine), host.now);
        let changed = records.into_iter().filter_map(|record| match record.what {
            Happening::SettingsChanged { changes, by, .. } => {
                assert_eq!(by, person("noor"));
                Some(changes.0.into_keys())
            }
            _ => None,
        });
        changed.flatten().collect()
    }

    #[test]
    fn the_colleague_changes_something_else() {
        let [autodiscover, modern] = WITHIN_REACH;
        let imap = Setting::BasicAuth(Endpoint::Protocol(Protocol::Imap));
        assert_eq!(theirs(&host(), imap), [autodiscover]);
        assert_eq!(theirs(&host(), autodiscover), [modern]);
    }

    #[test]
    fn the_colleague_leaves_everything_but_settings_alone() {
        let host = host();
        let wish = wishing(Wish::ReEnable, "imap", "key");
        assert_eq!(colleague(&host.state, &wish, host.now), []);
    }
}
