//! What the settings mean: how a box stands, what changes, and what to think of before saving.

use policy::basic_auth_2022::PolicyBox;
use policy::{Endpoint, Protocol};
use wire::modern_authentication::{Changes, ModernAuthentication, Setting, Tagged};

use super::Editor;
use crate::usage::Summary;

/// How a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    On,
    Off,
    /// Its members differ.
    Mixed,
}

/// What a change of one switch looks like when somebody else was faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub setting: Setting,
    pub before: bool,
    pub mine: bool,
    pub theirs: bool,
}

/// What to think of before the changes are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Clients of an allowed box also need another one, which is off.
    CompanionOff {
        clients: PolicyBox,
        companion: PolicyBox,
    },
    /// Without EWS in basic authentication, Outlook needs modern authentication, which is off.
    OutlookNeedsModernAuth,
    /// So many people signed in to what is to be turned off, in the newest report.
    InUse { protocol: Protocol, users: u32 },
}

impl Tick {
    pub fn of(settings: &ModernAuthentication, which: PolicyBox) -> Self {
        let mut members = which.members().iter().map(|it| allows(settings, *it));
        let first = members.next().unwrap_or_default();
        match (first, members.all(|it| it == first)) {
            (_, false) => Self::Mixed,
            (true, true) => Self::On,
            (false, true) => Self::Off,
        }
    }
}

impl Told {
    /// How it is after mine is saved on top of theirs. What I left alone is theirs.
    pub const fn after(&self) -> bool {
        if self.mine == self.before {
            self.theirs
        } else {
            self.mine
        }
    }
}

impl Editor {
    /// Every switch that I or somebody else changed, in its order.
    pub fn told(&self, theirs: &Tagged) -> Vec<Told> {
        let (before, mine) = (&self.baseline.settings, self.settings());
        let each = Setting::ALL.into_iter().map(|setting| Told {
            setting,
            before: before.is_on(setting),
            mine: mine.is_on(setting),
            theirs: theirs.settings.is_on(setting),
        });
        each.filter(|it| it.before != it.mine || it.before != it.theirs)
            .collect()
    }

    /// What to think of before the changes are saved, with the newest usage report, if there is one.
    pub fn warnings(&self, usage: Option<&Summary>) -> Vec<Warning> {
        let after = self.settings();
        let mut warnings: Vec<_> = PolicyBox::ALL
            .into_iter()
            .filter_map(|clients| companion_off(&after, &self.changes, clients))
            .collect();
        let ews = Setting::BasicAuth(Endpoint::Protocol(Protocol::Ews));
        let touches = |it| self.changes.0.contains_key(&it);
        let is_left_without = !after.is_on(ews) && !after.is_on(Setting::ModernAuth);
        if is_left_without && (touches(ews) || touches(Setting::ModernAuth)) {
            warnings.push(Warning::OutlookNeedsModernAuth);
        }
        let users = usage
            .map(|usage| usage.users.as_slice())
            .unwrap_or_default();
        let in_use = users.iter().filter(|(protocol, users)| {
            let setting = Setting::BasicAuth(Endpoint::Protocol(*protocol));
            *users > 0 && self.changes.0.get(&setting) == Some(&false)
        });
        warnings.extend(in_use.map(|&(protocol, users)| Warning::InUse { protocol, users }));
        warnings
    }
}

/// SMTP AUTH is off, too, where it is off as a whole.
fn companion_off(
    after: &ModernAuthentication,
    changes: &Changes,
    clients: PolicyBox,
) -> Option<Warning> {
    let companion = clients.companion()?;
    let as_a_whole = (companion == PolicyBox::Smtp).then_some(Setting::SmtpAuthOff);
    let is_off = Tick::of(after, companion) == Tick::Off
        || as_a_whole.is_some_and(|setting| after.is_on(setting));
    let members = clients.members().iter().chain(companion.members());
    let mut settings = members.map(|it| Setting::BasicAuth(*it)).chain(as_a_whole);
    let is_touched = settings.any(|it| changes.0.contains_key(&it));
    let is_allowed = Tick::of(after, clients) != Tick::Off;
    (is_off && is_allowed && is_touched).then_some(Warning::CompanionOff { clients, companion })
}

fn allows(settings: &ModernAuthentication, endpoint: Endpoint) -> bool {
    Setting::allowing(endpoint).is_some_and(|setting| settings.is_on(setting))
}
