//! Facts as one would tell them: `on("2022-10-15").blocked("2022-10-10 16:00:00")`.

use crate::{Cloud, Endpoint, Facts, OtherEndpoint, Protocol, Role};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// A worldwide tenant's IMAP, seen by a Global Administrator in UTC; nothing has happened yet.
pub(crate) fn on(now: &str) -> Facts {
    Facts {
        now: instant(now),
        zone: zone(0),
        cloud: Cloud::Worldwide,
        role: Role::GlobalAdmin,
        endpoint: Endpoint::Protocol(Protocol::Imap),
        blocked_since: None,
        opted_out_at: None,
        re_enabled_at: None,
        announced_for: None,
    }
}

impl Facts {
    pub(crate) fn at(self, now: &str) -> Self {
        let now = instant(now);
        Self { now, ..self }
    }

    pub(crate) fn in_cloud(self, cloud: Cloud) -> Self {
        Self { cloud, ..self }
    }

    pub(crate) fn by_other_admin(self) -> Self {
        let role = Role::OtherAdmin;
        Self { role, ..self }
    }

    pub(crate) fn of(self, protocol: Protocol) -> Self {
        let endpoint = Endpoint::Protocol(protocol);
        Self { endpoint, ..self }
    }

    pub(crate) fn of_other(self, endpoint: OtherEndpoint) -> Self {
        let endpoint = Endpoint::Other(endpoint);
        Self { endpoint, ..self }
    }

    pub(crate) fn blocked(self, since: &str) -> Self {
        let blocked_since = Some(instant(since));
        Self {
            blocked_since,
            ..self
        }
    }

    pub(crate) fn not_blocked(self) -> Self {
        let blocked_since = None;
        Self {
            blocked_since,
            ..self
        }
    }

    pub(crate) fn opted_out(self, at: &str) -> Self {
        let opted_out_at = Some(instant(at));
        Self {
            opted_out_at,
            ..self
        }
    }

    pub(crate) fn re_enabled(self, at: &str) -> Self {
        let re_enabled_at = Some(instant(at));
        Self {
            re_enabled_at,
            ..self
        }
    }

    pub(crate) fn announced(self, day: &str) -> Self {
        let announced_for = Some(date(day));
        Self {
            announced_for,
            ..self
        }
    }
}

/// "2022-10-10 16:00:00", or a date alone for its midnight.
pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%F %T")
        .unwrap_or_else(|_| date(text).and_time(NaiveTime::MIN))
        .and_utc()
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn zone(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3600).unwrap()
}
