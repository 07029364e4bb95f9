//! `cargo xtask serve`: the app on this machine, rebuilt when its sources change; with `--backend`
//! the reference server as well, behind the same address.

use crate::{Outcome, tools};
use std::{
    fs,
    net::TcpListener,
    process::{Child, Command},
};

const ADDRESS: &str = "127.0.0.1:8080";
const BACKEND: &str = "127.0.0.1:8081";

/// What the server answers, and not Trunk. It also has the settings that send the app to it.
const PROXIED: [&str; 4] = ["v1", "sign-in", "sign-out", "config.json"];

/// Trunk finds everything from the folder of its settings, so these are beside its own.
const SETTINGS: &str = "Trunk.backend.toml";

pub(crate) fn run() -> Outcome {
    // Before the tools, which may take minutes to install.
    free_port(ADDRESS)?;
    tools::for_building()?;
    println!(
        "The app will be at http://{ADDRESS}/ when the build below has ended \
         (minutes the first time, seconds later). Ctrl+C stops it.\n\
         The backend is in the browser: no server is asked and nothing leaves this machine."
    );
    become_program(tools::command("trunk").arg("serve"))
}

pub(crate) fn run_with_backend() -> Outcome {
    free_port(ADDRESS)?;
    free_port(BACKEND)?;
    tools::for_building()?;
    tools::run(tools::command("cargo").args(["build", "--package", "backend"]))?;
    let own = fs::read_to_string("Trunk.toml").map_err(|error| format!("Trunk.toml: {error}"))?;
    fs::write(SETTINGS, with_backend(&own)).map_err(|error| format!("{SETTINGS}: {error}"))?;
    let _backend = Backend::start()?;
    println!(
        "The app will be at http://{ADDRESS}/ when the build below has ended. Its backend is a \
         server on this machine, with its records in target/backend.sqlite. Ctrl+C stops both."
    );
    tools::run(tools::command("trunk").args(["serve", "--config", SETTINGS]))
}

/// Trunk's own settings, and what it hands on.
fn with_backend(own: &str) -> String {
    PROXIED.iter().fold(own.to_owned(), |settings, path| {
        // The browser follows redirects itself, or it would miss the cookies that come with them.
        format!(
            "{settings}\n[[proxy]]\nbackend = \"http://{BACKEND}/{path}\"\nno_redirect = true\n"
        )
    })
}

/// The reference server; it ends with Trunk.
struct Backend(Child);

impl Backend {
    fn start() -> Outcome<Self> {
        let origin = format!("http://{ADDRESS}");
        let arguments = ["--demo-sign-in", "--listen", BACKEND, "--origin", &origin];
        let mut backend = Command::new("target/debug/backend");
        backend.args(arguments);
        backend.env("DATABASE_URL", "sqlite:target/backend.sqlite");
        let started = backend.spawn();
        started
            .map(Self)
            .map_err(|error| format!("the backend did not start: {error}"))
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        // Ctrl+C has reached it already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port(address: &str) -> Outcome {
    TcpListener::bind(address).map(drop).map_err(|error| {
        format!(
            "{address} cannot be used ({error}). Stop the program that has it, or serve \
             elsewhere: trunk serve --port 8081"
        )
    })
}

/// Replaces this process, so that whoever stops it stops Trunk.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(format!("trunk did not start: {}", command.exec()))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome {
    tools::run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_hands_on_what_the_server_answers_and_keeps_its_own_settings() {
        let own = fs::read_to_string("../Trunk.toml").unwrap();
        let settings: toml::Table = with_backend(&own).parse().unwrap();
        let own: toml::Table = own.parse().unwrap();
        assert_eq!(settings.get("serve"), own.get("serve"));
        let proxies = settings["proxy"].as_array().unwrap().iter();
        let proxies: Vec<_> = proxies
            .map(|proxy| proxy["backend"].as_str().unwrap())
            .collect();
        assert_eq!(proxies.len(), PROXIED.len());
        assert_eq!(proxies[0], "http://127.0.0.1:8081/v1");
    }
}
