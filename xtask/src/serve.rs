//! `cargo xtask serve`: the app on this machine, rebuilt when its sources change.

use crate::{Outcome, tools};
use std::{net::TcpListener, process::Command};

const ADDRESS: &str = "127.0.0.1:8080";

pub(crate) fn run() -> Outcome {
    // Before the tools, which may take minutes to install.
    free_port()?;
    tools::for_building()?;
    println!(
        "The app will be at http://{ADDRESS}/ when the build below has ended \
         (minutes the first time, seconds later). Ctrl+C stops it.\n\
         The backend is in the browser: no server is asked and nothing leaves this machine."
    );
    become_program(tools::command("trunk").arg("serve"))
}

fn free_port() -> Outcome {
    TcpListener::bind(ADDRESS).map(drop).map_err(|error| {
        format!(
            "{ADDRESS} cannot be used ({error}). Stop the program that has it, or serve \
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
