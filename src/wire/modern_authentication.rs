//! Org settings, Services, Modern authentication: switches near the members of the admin center's
//! own `modernAuth` object, and the merge patch that changes some of them.

use std::collections::BTreeMap;
use std::fmt;

use policy::Endpoint;
use policy::Endpoint::{Other, Protocol as Of};
use policy::OtherEndpoint::{Autodiscover, SmtpAuth};
use policy::Protocol::{Eas, Ews, Imap, Mapi, Oab, Pop, PowerShell, Rpc};
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::named::Named;

/// A switch that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Setting {
    /// Outlook 2013 for Windows and later may sign in with modern authentication.
    ModernAuth,
    /// The organisation's default authentication policy allows basic authentication for it.
    BasicAuth(Endpoint),
    /// SMTP AUTH as a whole is off for the organisation; a mailbox may say otherwise.
    SmtpAuthOff,
}

/// `GET /v1/tenants/{t}/modern-authentication`, with an entity tag. A far side may have more members
/// than these; they are not read and never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModernAuthentication {
    switches: Changes,
    /// The organisation's default authentication policy. Nothing where there is none yet: then
    /// everything is allowed, and the first change makes one.
    pub policy: Option<String>,
}

/// The settings as they were read, and the entity tag under which they can be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagged {
    pub settings: ModernAuthentication,
    pub tag: String,
}

/// The body of `PATCH …/modern-authentication`, a merge patch: what is to change, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub BTreeMap<Setting, bool>);

/// The member that names the policy. It is read and never written.
pub const POLICY: &str = "DefaultAuthenticationPolicy";

impl Setting {
    pub const ALL: [Self; 12] = [
        Self::ModernAuth,
        Self::BasicAuth(Of(Eas)),
        Self::BasicAuth(Of(Ews)),
        Self::BasicAuth(Of(Pop)),
        Self::BasicAuth(Of(Imap)),
        Self::BasicAuth(Of(PowerShell)),
        Self::BasicAuth(Of(Mapi)),
        Self::BasicAuth(Of(Oab)),
        Self::BasicAuth(Of(Rpc)),
        Self::BasicAuth(Other(SmtpAuth)),
        Self::BasicAuth(Other(Autodiscover)),
        Self::SmtpAuthOff,
    ];

    /// Where basic authentication for an endpoint is allowed; nothing where no member says it.
    pub fn allowing(endpoint: Endpoint) -> Option<Self> {
        let setting = Self::BasicAuth(endpoint);
        Self::ALL.contains(&setting).then_some(setting)
    }

    /// As a tenant has it in which nobody has changed anything.
    const fn at_first(self) -> bool {
        !matches!(self, Self::SmtpAuthOff)
    }
}

impl Named for Setting {
    fn name(self) -> &'static str {
        match self {
            Self::ModernAuth => "EnableModernAuth",
            Self::BasicAuth(Of(Eas)) => "AllowBasicAuthActiveSync",
            Self::BasicAuth(Of(Ews)) => "AllowBasicAuthWebServices",
            Self::BasicAuth(Of(Pop)) => "AllowBasicAuthPop",
            Self::BasicAuth(Of(Imap)) => "AllowBasicAuthImap",
            Self::BasicAuth(Of(PowerShell)) => "AllowBasicAuthPowershell",
            Self::BasicAuth(Of(Mapi)) => "AllowBasicAuthMapi",
            Self::BasicAuth(Of(Oab)) => "AllowBasicAuthOfflineAddressBook",
            Self::BasicAuth(Of(Rpc)) => "AllowBasicAuthRpc",
            Self::BasicAuth(Other(SmtpAuth)) => "AllowBasicAuthSmtp",
            Self::BasicAuth(Other(_)) => "AllowBasicAuthAutodiscover",
            Self::SmtpAuthOff => "SmtpClientAuthenticationDisabled",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

impl ModernAuthentication {
    /// As a tenant has it in which nobody has changed anything: everything is allowed.
    pub fn at_first() -> Self {
        let switches = Setting::ALL.into_iter().map(|it| (it, it.at_first()));
        Self {
            switches: switches.collect(),
            policy: None,
        }
    }

    pub fn is_on(&self, setting: Setting) -> bool {
        let known = self.switches.0.get(&setting).copied();
        known.unwrap_or_else(|| setting.at_first())
    }

    /// The same after some changes.
    #[must_use]
    pub fn with(&self, changes: &Changes) -> Self {
        let mut other = self.clone();
        other.switches.0.extend(&changes.0);
        other
    }

    /// The same in the policy of this name; without one, where it was.
    #[must_use]
    pub fn written_to(mut self, policy: Option<&String>) -> Self {
        if let Some(name) = policy {
            self.policy = Some(name.clone());
        }
        self
    }

    /// What makes this the other one.
    pub fn changes_to(&self, other: &Self) -> Changes {
        let differs = |it: &Setting| self.is_on(*it) != other.is_on(*it);
        let differing = Setting::ALL.into_iter().filter(differs);
        differing.map(|it| (it, other.is_on(it))).collect()
    }
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether they are written to the authentication policy, and not only beside it.
    pub fn concern_policy(&self) -> bool {
        self.0.keys().any(|it| matches!(it, Setting::BasicAuth(_)))
    }
}

/// One by one: a map that is collected sorts first, and each kind of it with code of its own.
impl FromIterator<(Setting, bool)> for Changes {
    fn from_iter<I: IntoIterator<Item = (Setting, bool)>>(changes: I) -> Self {
        let mut all = Self::default();
        all.0.extend(changes);
        all
    }
}

impl Serialize for Changes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(
            self.0
                .iter()
                .map(|(setting, is_on)| (setting.name(), is_on)),
        )
    }
}

impl<'de> Deserialize<'de> for Changes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ChangesVisitor)
    }
}

struct ChangesVisitor;

impl<'de> Visitor<'de> for ChangesVisitor {
    type Value = Changes;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("settings by their names")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Changes, M::Error> {
        let mut changes = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let setting = Setting::from_name(&name);
            let setting = setting.ok_or_else(|| M::Error::custom("no such setting"))?;
            changes.insert(setting, map.next_value()?);
        }
        Ok(Changes(changes))
    }
}

impl Serialize for ModernAuthentication {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (setting, is_on) in &self.switches.0 {
            map.serialize_entry(setting.name(), is_on)?;
        }
        map.serialize_entry(POLICY, &self.policy)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for ModernAuthentication {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let object = Value::deserialize(from)?;
        let mut switches = BTreeMap::new();
        for setting in Setting::ALL {
            let is_on = object.get(setting.name()).and_then(Value::as_bool);
            let is_on = is_on.ok_or_else(|| D::Error::missing_field(setting.name()))?;
            switches.insert(setting, is_on);
        }
        Ok(Self {
            switches: Changes(switches),
            policy: object[POLICY].as_str().map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_setting_is_known_by_one_name() {
        for setting in Setting::ALL {
            assert_eq!(Setting::from_name(setting.name()), Some(setting));
        }
        assert_eq!(Setting::from_name(POLICY), None);
    }

    #[test]
    fn every_box_is_made_of_settings() {
        for it in policy::basic_auth_2022::PolicyBox::ALL {
            for member in it.members() {
                assert!(Setting::allowing(*member).is_some(), "{member:?}");
            }
        }
        let no_box = Other(policy::OtherEndpoint::ReportingWebService);
        assert_eq!(Setting::allowing(no_box), None);
    }

    #[test]
    fn members_that_are_not_known_are_passed_over() {
        let first = ModernAuthentication::at_first();
        let mut object = serde_json::to_value(&first).unwrap();
        object["SecureDefaults"] = json!({"since": [2022, null]});
        assert_eq!(
            serde_json::from_value::<ModernAuthentication>(object).unwrap(),
            first
        );
    }

    #[test]
    fn a_member_that_is_missing_or_no_switch_is_refused() {
        let object = serde_json::to_value(ModernAuthentication::at_first()).unwrap();
        for setting in Setting::ALL {
            for value in [json!(null), json!("true"), json!(1)] {
                let mut other = object.clone();
                other[setting.name()] = value;
                assert!(serde_json::from_value::<ModernAuthentication>(other).is_err());
            }
        }
    }

    #[test]
    fn changes_are_what_differs_and_make_it_the_other() {
        let first = ModernAuthentication::at_first();
        let imap = Setting::BasicAuth(Of(Imap));
        let changes = Changes([(imap, false), (Setting::SmtpAuthOff, true)].into());
        let other = first.with(&changes);
        assert!(!other.is_on(imap) && other.is_on(Setting::SmtpAuthOff));
        assert_eq!(first.changes_to(&other), changes);
        assert_eq!(first.with(&first.changes_to(&other)), other);
        assert!(first.changes_to(&first).is_empty());
    }

    #[test]
    fn only_boxes_are_written_to_the_policy() {
        let of = |setting| Changes([(setting, true)].into()).concern_policy();
        assert!(of(Setting::BasicAuth(Of(Imap))));
        assert!(!of(Setting::ModernAuth) && !of(Setting::SmtpAuthOff));
    }
}
