//! `cargo xtask postgres COMMAND`: a PostgreSQL for one command, made for it and gone after it.
//!
//! It listens on this machine alone and lets everybody in. The command finds it by
//! `DATABASE_URL_TEST`.

use crate::{Outcome, server::free_port, tools};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

/// Where Debian keeps the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let [program, rest @ ..] = arguments else {
        return Err(
            "Which command? For instance: cargo xtask postgres cargo test -p backend".into(),
        );
    };
    let cluster = Cluster::start()?;
    let mut command = tools::command(program);
    tools::run(command.args(rest).env("DATABASE_URL_TEST", &cluster.url))
}

/// Stops, and leaves nothing, when it is dropped.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    pub(crate) url: String,
}

impl Cluster {
    pub(crate) fn start() -> Outcome<Self> {
        if programs().is_none() {
            tools::debian_packages(&["postgresql"])?;
        }
        let programs = programs().ok_or("PostgreSQL was installed and is not there.")?;
        let port = free_port()?;
        let folder = Path::new("target").join(format!("postgres-{}", process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let folder = fs::canonicalize(&folder).map_err(|error| error.to_string())?;
        if tools::is_root() {
            // PostgreSQL does not run as root.
            tools::run(tools::command("chown").arg("postgres").arg(&folder))?;
        }
        let cluster = Self {
            programs,
            folder,
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        };
        let initdb = [
            "--auth=trust",
            "--username=postgres",
            "--no-sync",
            "--pgdata",
        ];
        tools::run(quiet(
            cluster.program("initdb").args(initdb).arg(cluster.data()),
        ))?;
        let options =
            format!("-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories=''");
        let start = ["start", "--wait", "--options", &options, "--pgdata"];
        let mut pg_ctl = cluster.program("pg_ctl");
        pg_ctl.args(start).arg(cluster.data()).arg("--log");
        tools::run(quiet(pg_ctl.arg(cluster.folder.join("log"))))?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if tools::is_root() {
            let mut command = tools::command("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Where it never started there is nothing to stop.
        let stop = ["stop", "--mode=immediate", "--pgdata"];
        let _ = tools::run(quiet(self.program("pg_ctl").args(stop).arg(self.data())));
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder with `initdb`: that of the newest version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).ok()?;
    let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let folders = versions.filter_map(|version| Some(version.ok()?.path()));
    let newest = folders.max_by_key(number)?.join("bin");
    newest.join("initdb").is_file().then_some(newest)
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(process::Stdio::null())
}
