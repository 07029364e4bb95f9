//! What the operator says, on the command line and in the environment. Secrets come by the
//! environment alone, where no list of processes shows them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use chrono::TimeDelta;

use crate::rate::Rate;
use crate::session::Span;

pub(crate) const USAGE: &str = "\
backend [--listen ADDRESS] [--origin ORIGIN] [--app FOLDER] [--app-origin ORIGIN]… [--hsts]
        [--demo-sign-in]
backend backup FILE     copies the SQLite database while it is in use
backend restore FILE    puts such a copy in the place of the database; stop the server first

README.md, beside this program's source, has all variables of the environment.";

#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Serve(Box<Settings>),
    Backup { database: String, to: PathBuf },
    Restore { database: String, from: PathBuf },
}

#[derive(Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) listen: SocketAddr,
    /// Where browsers find this server, as they write it: scheme, host, port.
    pub(crate) origin: String,
    /// The built app, where it is served from here.
    pub(crate) app: Option<PathBuf>,
    /// Where else the app is served from, for browsers that come back to it after signing in.
    pub(crate) app_origins: Vec<String>,
    pub(crate) hsts: bool,
    pub(crate) sign_in: SignIn,
    pub(crate) database: String,
    pub(crate) connections: u32,
    pub(crate) span: Span,
    /// In bytes.
    pub(crate) body_limit: usize,
    pub(crate) rate: Rate,
}

#[derive(Debug, PartialEq)]
pub(crate) enum SignIn {
    /// Anybody is whom they say they are.
    Demo,
    Provider(Provider),
}

#[derive(Debug, PartialEq)]
pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) client: String,
    pub(crate) secret: Secret,
    pub(crate) scopes: Vec<String>,
    pub(crate) roles_claim: String,
    /// The value of that claim which makes somebody a Global Administrator.
    pub(crate) global_admin: String,
    pub(crate) tenants_claim: String,
}

/// Is not printed by accident.
#[derive(PartialEq)]
pub(crate) struct Secret(pub(crate) String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a secret")
    }
}

/// The template of Global Administrator in Microsoft Entra, the same in every directory.
const GLOBAL_ADMIN: &str = "62e90394-69f5-4237-9190-012177145e10";

impl Command {
    /// The error is a sentence for the operator.
    pub(crate) fn read(
        arguments: &[&str],
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let of = Environment(environment);
        let database = of.text("DATABASE_URL", "sqlite:admin-center.sqlite");
        match arguments {
            ["backup", file] => Ok(Self::Backup {
                database,
                to: file.into(),
            }),
            ["restore", file] => Ok(Self::Restore {
                database,
                from: file.into(),
            }),
            _ => Ok(Self::Serve(Box::new(Settings::read(
                arguments, database, &of,
            )?))),
        }
    }
}

impl Settings {
    fn read(arguments: &[&str], database: String, of: &Environment) -> Result<Self, String> {
        let mut listen: SocketAddr = ([127, 0, 0, 1], 8081).into();
        let (mut origin, mut app, mut app_origins) = (None, None, Vec::new());
        let (mut hsts, mut is_demo) = (false, false);
        let mut rest = arguments.iter().copied();
        while let Some(option) = rest.next() {
            let mut value = || {
                rest.next()
                    .ok_or(format!("{option} needs a value.\n\n{USAGE}"))
            };
            match option {
                "--listen" => listen = parsed("--listen", value()?)?,
                "--origin" => origin = Some(value()?.trim_end_matches('/').to_owned()),
                "--app" => app = Some(value()?.into()),
                "--app-origin" => app_origins.push(app_origin(value()?)?),
                "--hsts" => hsts = true,
                "--demo-sign-in" => is_demo = true,
                _ => return Err(USAGE.to_owned()),
            }
        }
        Ok(Self {
            listen,
            origin: origin.unwrap_or_else(|| format!("http://{listen}")),
            app,
            app_origins,
            hsts,
            sign_in: sign_in(is_demo, listen, of)?,
            database,
            connections: of.number("DATABASE_CONNECTIONS", 10)?,
            span: Span {
                idle: TimeDelta::seconds(of.number("SESSION_IDLE_SECONDS", 3_600)?),
                whole: TimeDelta::seconds(of.number("SESSION_SECONDS", 43_200)?),
            },
            body_limit: of.number("BODY_LIMIT_BYTES", 256 * 1024)?,
            rate: Rate {
                burst: of.number("RATE_BURST", 100.0)?,
                per_second: of.number("RATE_PER_SECOND", 20.0)?,
            },
        })
    }
}

/// Scheme, host and port alone: whatever begins so leads there and nowhere else.
fn app_origin(text: &str) -> Result<String, String> {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_of_a_host = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
    let is_origin = host.is_some_and(|host| !host.is_empty() && host.chars().all(is_of_a_host));
    let wrong = || format!("--app-origin cannot be {text:?}: it is like https://admin.example.");
    is_origin.then(|| text.to_owned()).ok_or_else(wrong)
}

fn sign_in(is_demo: bool, listen: SocketAddr, of: &Environment) -> Result<SignIn, String> {
    let issuer = of.get("OIDC_ISSUER");
    match (is_demo, issuer) {
        (true, Some(_)) => Err("Either --demo-sign-in or OIDC_ISSUER, not both.".to_owned()),
        (true, None) if !listen.ip().is_loopback() => Err(format!(
            "--demo-sign-in lets anybody be anybody, so it works on this machine alone, and \
             {listen} can be reached from others. Listen on 127.0.0.1, or set OIDC_ISSUER."
        )),
        (true, None) => Ok(SignIn::Demo),
        (false, None) => Err(
            "Nobody could sign in. Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or \
             start with --demo-sign-in to try it out on this machine."
                .to_owned(),
        ),
        (false, Some(issuer)) => Ok(SignIn::Provider(Provider {
            issuer,
            client: of.needed("OIDC_CLIENT_ID")?,
            secret: Secret(of.needed("OIDC_CLIENT_SECRET")?),
            scopes: of
                .text("OIDC_SCOPES", "profile email")
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            roles_claim: of.text("OIDC_ROLES_CLAIM", "wids"),
            global_admin: of.text("OIDC_GLOBAL_ADMIN", GLOBAL_ADMIN),
            tenants_claim: of.text("OIDC_TENANTS_CLAIM", "tenants"),
        })),
    }
}

struct Environment<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Environment<'_> {
    fn get(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    fn text(&self, name: &str, otherwise: &str) -> String {
        self.get(name).unwrap_or_else(|| otherwise.to_owned())
    }

    fn needed(&self, name: &str) -> Result<String, String> {
        self.get(name).ok_or(format!("{name} is not set."))
    }

    /// A number above nothing.
    fn number<T: FromStr + PartialOrd + Default>(
        &self,
        name: &str,
        otherwise: T,
    ) -> Result<T, String> {
        let Some(text) = self.get(name) else {
            return Ok(otherwise);
        };
        let number = parsed(name, &text)?;
        if number > T::default() {
            Ok(number)
        } else {
            Err(format!("{name} has to be more than 0."))
        }
    }
}

fn parsed<T: FromStr>(name: &str, text: &str) -> Result<T, String> {
    let parsed = text.parse();
    parsed.map_err(|_| format!("{name} cannot be {text:?}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str], environment: &[(&str, &str)]) -> Result<Command, String> {
        let get = |name: &str| {
            let mut found = environment.iter().filter(|(known, _)| *known == name);
            found.next().map(|(_, value)| (*value).to_owned())
        };
        Command::read(arguments, &get)
    }

    fn settings(arguments: &[&str], environment: &[(&str, &str)]) -> Settings {
        match read(arguments, environment) {
            Ok(Command::Serve(settings)) => *settings,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn refuse(arguments: &[&str], environment: &[(&str, &str)], says: &str) {
        let error = read(arguments, environment).unwrap_err();
        assert!(error.contains(says), "{error}");
    }

    #[test]
    fn it_does_not_start_without_a_way_to_sign_in() {
        refuse(&[], &[], "Nobody could sign in.");
        refuse(&[], &[("OIDC_ISSUER", "")], "Nobody could sign in.");
    }

    #[test]
    fn the_demo_is_for_this_machine_alone() {
        let settings = settings(&["--demo-sign-in"], &[]);
        assert_eq!(settings.sign_in, SignIn::Demo);
        assert_eq!(settings.origin, "http://127.0.0.1:8081");
        for address in ["0.0.0.0:80", "192.0.2.1:80", "[::]:80"] {
            let arguments = ["--demo-sign-in", "--listen", address];
            refuse(&arguments, &[], "works on this machine alone");
        }
        let both = [("OIDC_ISSUER", "https://id.example")];
        refuse(&["--demo-sign-in"], &both, "not both");
    }

    #[test]
    fn a_provider_needs_its_secret_and_never_shows_it() {
        let issuer = ("OIDC_ISSUER", "https://id.example");
        let client = ("OIDC_CLIENT_ID", "it");
        refuse(&[], &[issuer], "OIDC_CLIENT_ID");
        refuse(&[], &[issuer, client], "OIDC_CLIENT_SECRET");
        let secret = ("OIDC_CLIENT_SECRET", "hush");
        let settings = settings(&[], &[issuer, client, secret]);
        assert!(!format!("{settings:?}").contains("hush"));
        let SignIn::Provider(provider) = settings.sign_in else {
            panic!("no provider");
        };
        assert_eq!(provider.roles_claim, "wids");
        assert_eq!(provider.global_admin, GLOBAL_ADMIN);
    }

    #[test]
    fn what_cannot_be_is_said_by_name() {
        let demo = ["--demo-sign-in"];
        refuse(&["--listen"], &[], "--listen needs a value");
        refuse(&["--listen", "here"], &[], "--listen cannot be \"here\"");
        refuse(&["--lisen", "here"], &[], "backend backup FILE");
        for wrong in [
            "admin.example",
            "https://",
            "https://a.example/",
            "*",
            "https://a@b",
        ] {
            let says = format!("--app-origin cannot be {wrong:?}");
            refuse(&["--demo-sign-in", "--app-origin", wrong], &[], &says);
        }
        refuse(&demo, &[("RATE_BURST", "0")], "RATE_BURST has to be more");
        refuse(
            &demo,
            &[("SESSION_SECONDS", "1h")],
            "SESSION_SECONDS cannot",
        );
    }
}
