//! The reference server of `examples/backend`, on a database of its own, for commands that ask it
//! something.

mod store;

use crate::{
    Outcome, conformance, fuzz,
    server::{Server, free_port},
    tools,
};
pub(crate) use store::{Kind, Store};

use std::process::{Command, ExitCode};

/// Somebody invented who sees all tenants, as Global Administrator of all but one.
const PERSON: &str = "robin.tanaka@partner.example";

/// How it is built.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    Dev,
    Server,
}

/// Ends at once when it is dropped, without finishing anything.
pub(crate) struct Reference {
    pub(crate) origin: String,
    _server: Server,
}

impl Profile {
    pub(crate) fn build(self) -> Outcome {
        let mut cargo = tools::command("cargo");
        cargo.args(["build", "--package", "backend", "--profile"]);
        tools::run(cargo.arg(match self {
            Self::Dev => "dev",
            Self::Server => "server",
        }))
    }

    fn program(self) -> &'static str {
        match self {
            Self::Dev => "target/debug/backend",
            Self::Server => "target/server/backend",
        }
    }
}

impl Reference {
    /// Without the limit of requests for each session, which would be all that is seen of it.
    pub(crate) fn start(profile: Profile, store: &Store) -> Outcome<Self> {
        let port = free_port()?;
        let address = format!("127.0.0.1:{port}");
        let mut program = Command::new(profile.program());
        program.args(["--demo-sign-in", "--listen", &address]);
        program.env("DATABASE_URL", store.url());
        program.envs([
            ("RATE_BURST", "1000000000"),
            ("RATE_PER_SECOND", "1000000000"),
        ]);
        Ok(Self {
            _server: Server::start(program, port)?,
            origin: format!("http://{address}"),
        })
    }

    /// The cookie of a new session: name and value.
    pub(crate) fn sign_in(&self) -> Outcome<String> {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .build();
        let form = [("person", PERSON)];
        let address = format!("{}/sign-in", self.origin);
        let answer = config.new_agent().post(&address).send_form(form);
        let answer = answer.map_err(|error| format!("{address}: {error}"))?;
        let cookie = answer.headers().get("set-cookie");
        let cookie = cookie.and_then(|it| it.to_str().ok()?.split(';').next());
        cookie.map(str::to_owned).ok_or(format!(
            "{address} gave no session ({})",
            answer.status().as_u16()
        ))
    }
}

/// `cargo xtask conformance reference`: the whole suite, on each database.
pub(crate) fn conform() -> Outcome<ExitCode> {
    let mut failed = Vec::new();
    on_each_database(|kind, url, cookie| {
        if conformance::run(&[url, "--cookie", cookie])? != ExitCode::SUCCESS {
            failed.push(kind.name());
        }
        Ok(())
    })?;
    if failed.is_empty() {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(format!("failed on {}", failed.join(" and ")))
    }
}

/// `cargo xtask fuzz reference`: the same requests, on each database.
pub(crate) fn fuzz() -> Outcome {
    on_each_database(|_, url, cookie| fuzz::run(&[url, "--cookie", cookie]))
}

fn on_each_database(mut ask: impl FnMut(Kind, &str, &str) -> Outcome) -> Outcome {
    Profile::Dev.build()?;
    for kind in Kind::ALL {
        println!("\n{}", kind.name());
        let store = Store::new(kind)?;
        let reference = Reference::start(Profile::Dev, &store)?;
        ask(kind, &reference.origin, &reference.sign_in()?)?;
    }
    Ok(())
}
