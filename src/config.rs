//! What the operator decides in `config.json`, beside the page: who answers, and how patient the
//! app is.
//!
//! Pure: the starter fetches the file. A member that nobody reads is as wrong as one that is
//! mistyped, because it most likely is.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::delivery::Limits;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    pub far_side: FarSide,
    pub limits: Limits,
}

/// Who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FarSide {
    /// The simulation that is compiled into the page.
    #[default]
    InBrowser,
    Http(Server),
}

/// A service that speaks the contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// What the contract's addresses are appended to, without a slash at its end; empty for the
    /// page's own origin.
    pub base: String,
    pub credentials: Credentials,
}

/// Whether cookies go with a request, as `fetch` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    #[default]
    SameOrigin,
    /// To another origin as well.
    Include,
    Omit,
}

/// The first member that is wrong, by its path ("limits.readSeconds"), and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub member: String,
    pub expected: Expected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A JSON object; with an empty path, the whole file.
    Object,
    /// Nothing: there is no such member.
    Absence,
    OneOf(&'static [&'static str]),
    /// A path of the page's origin, or a whole http or https address, without a query.
    Address,
    /// A whole number of seconds, from [`LEAST_SECONDS`] to [`MOST_SECONDS`].
    Seconds,
}

pub const LEAST_SECONDS: u16 = 1;
/// Longer than any proxy waits.
pub const MOST_SECONDS: u16 = 600;

const BACKENDS: &[&str] = &["in-browser", "http"];
const CREDENTIALS: &[&str] = &["same-origin", "include", "omit"];

impl Config {
    /// Reads the file; where there is none, the browser itself answers.
    pub fn read(file: Option<&str>) -> Result<Self, Fault> {
        let Some(file) = file else {
            return Ok(Self::default());
        };
        let file: Value = serde_json::from_str(file).unwrap_or_default();
        let file = Members::of(Some(&file), "")?;
        let far_side = match file.choice("backend", BACKENDS)? {
            Some("http") => FarSide::Http(Server::read(&file)?),
            Some(_) => {
                file.only(&["backend", "limits"])?;
                FarSide::InBrowser
            }
            None => return Err(file.fault("backend", Expected::OneOf(BACKENDS))),
        };
        let limits = Members::of(file.get("limits"), "limits.")?;
        limits.only(&["readSeconds", "writeSeconds"])?;
        let usual = Limits::default();
        Ok(Self {
            far_side,
            limits: Limits {
                read: limits.seconds("readSeconds")?.unwrap_or(usual.read),
                write: limits.seconds("writeSeconds")?.unwrap_or(usual.write),
            },
        })
    }
}

impl Server {
    fn read(file: &Members) -> Result<Self, Fault> {
        file.only(&["backend", "base", "credentials", "limits"])?;
        Ok(Self {
            base: file.address("base")?.unwrap_or_default(),
            credentials: match file.choice("credentials", CREDENTIALS)? {
                Some("include") => Credentials::Include,
                Some("omit") => Credentials::Omit,
                _ => Credentials::SameOrigin,
            },
        })
    }
}

/// The members of an object, and what their paths begin with.
struct Members<'a> {
    members: Option<&'a Map<String, Value>>,
    prefix: &'static str,
}

impl<'a> Members<'a> {
    /// Of nothing there are none.
    fn of(value: Option<&'a Value>, prefix: &'static str) -> Result<Self, Fault> {
        match value {
            None => Ok(None),
            Some(Value::Object(members)) => Ok(Some(members)),
            Some(_) => Err(Fault {
                member: prefix.trim_end_matches('.').to_owned(),
                expected: Expected::Object,
            }),
        }
        .map(|members| Self { members, prefix })
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.members?.get(name)
    }

    fn fault(&self, name: &str, expected: Expected) -> Fault {
        Fault {
            member: format!("{}{name}", self.prefix),
            expected,
        }
    }

    fn only(&self, known: &[&str]) -> Result<(), Fault> {
        let mut names = self.members.into_iter().flat_map(Map::keys);
        match names.find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(self.fault(unknown, Expected::Absence)),
            None => Ok(()),
        }
    }

    fn choice(
        &self,
        name: &str,
        choices: &'static [&'static str],
    ) -> Result<Option<&'static str>, Fault> {
        self.read(name, Expected::OneOf(choices), |value| {
            choices.iter().copied().find(|choice| value == choice)
        })
    }

    fn address(&self, name: &str) -> Result<Option<String>, Fault> {
        self.read(name, Expected::Address, |value| address(value.as_str()?))
    }

    fn seconds(&self, name: &str) -> Result<Option<Duration>, Fault> {
        self.read(name, Expected::Seconds, |value| {
            let seconds = u16::try_from(value.as_u64()?).ok()?;
            let is_possible = (LEAST_SECONDS..=MOST_SECONDS).contains(&seconds);
            is_possible.then(|| Duration::from_secs(seconds.into()))
        })
    }

    /// Nothing where there is no such member; where it cannot be read, what was expected.
    fn read<T>(
        &self,
        name: &str,
        expected: Expected,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        read(value).map(Some).ok_or(self.fault(name, expected))
    }
}

/// An address to which paths can be appended.
fn address(text: &str) -> Option<String> {
    let is_path = text.is_empty() || (text.starts_with('/') && !text.starts_with("//"));
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_whole = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    let goes_on = |letter: char| matches!(letter, '?' | '#' | '\\') || letter.is_whitespace();
    let is_address = (is_path || is_whole) && !text.contains(goes_on);
    is_address.then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_file_the_browser_itself_answers() {
        assert_eq!(Config::read(None), Ok(Config::default()));
        assert_eq!(Config::default().far_side, FarSide::InBrowser);
    }

    #[test]
    fn the_file_that_ships_says_the_same() {
        let shipped = Config::read(Some(include_str!("../config.json")));
        assert_eq!(shipped, Ok(Config::default()));
    }

    #[test]
    fn a_service_is_at_the_origin_of_the_page_unless_the_file_says_otherwise() {
        let server = |file: &str| match Config::read(Some(file)).unwrap().far_side {
            FarSide::Http(server) => (server.base, server.credentials),
            FarSide::InBrowser => panic!("{file}"),
        };
        assert_eq!(
            server(r#"{"backend":"http"}"#),
            (String::new(), Credentials::SameOrigin)
        );
        let elsewhere =
            r#"{"backend":"http","base":"https://api.example.com/x/","credentials":"include"}"#;
        assert_eq!(
            server(elsewhere),
            ("https://api.example.com/x".to_owned(), Credentials::Include)
        );
        for (base, path) in [("/", ""), ("/api", "/api"), ("", "")] {
            let file = format!(r#"{{"backend":"http","base":"{base}","credentials":"omit"}}"#);
            assert_eq!(server(&file), (path.to_owned(), Credentials::Omit));
        }
    }

    #[test]
    fn what_the_file_does_not_say_of_the_limits_stays_as_usual() {
        let file = r#"{"backend":"in-browser","limits":{"writeSeconds":60}}"#;
        let limits = Config::read(Some(file)).unwrap().limits;
        assert_eq!(limits.write, Duration::from_mins(1));
        assert_eq!(limits.read, Limits::default().read);
    }

    #[test]
    fn the_member_that_is_wrong_is_named() {
        for file in ["", "<!doctype html>", "[]", "null", r#"{"backend":"http""#] {
            check(file, "", Expected::Object);
        }
        check("{}", "backend", Expected::OneOf(BACKENDS));
        for wrong in ["\"HTTP\"", "null", "1", "[\"http\"]"] {
            let file = format!(r#"{{"backend":{wrong}}}"#);
            check(&file, "backend", Expected::OneOf(BACKENDS));
        }
        for (more, member, expected) in [
            (r#""url":"/""#, "url", Expected::Absence),
            (r#""base":1"#, "base", Expected::Address),
            (r#""base":"api.example.com""#, "base", Expected::Address),
            (r#""base":"//example.com""#, "base", Expected::Address),
            (r#""base":"https://""#, "base", Expected::Address),
            (r#""base":"ftp://example.com""#, "base", Expected::Address),
            (r#""base":"/api?x=1""#, "base", Expected::Address),
            (
                r#""credentials":true"#,
                "credentials",
                Expected::OneOf(CREDENTIALS),
            ),
            (r#""limits":15"#, "limits", Expected::Object),
            (r#""limits":{"read":15}"#, "limits.read", Expected::Absence),
        ] {
            check(&format!(r#"{{"backend":"http",{more}}}"#), member, expected);
        }
        for seconds in ["0", "601", "-1", "1.5", "\"15\"", "99999999"] {
            let file = format!(r#"{{"backend":"http","limits":{{"readSeconds":{seconds}}}}}"#);
            check(&file, "limits.readSeconds", Expected::Seconds);
        }
    }

    #[test]
    fn an_address_without_a_service_is_a_mistake() {
        let file = r#"{"backend":"in-browser","base":"/api"}"#;
        check(file, "base", Expected::Absence);
    }

    #[track_caller]
    fn check(file: &str, member: &str, expected: Expected) {
        let fault = Fault {
            member: member.to_owned(),
            expected,
        };
        assert_eq!(Config::read(Some(file)), Err(fault), "{file}");
    }
}
