//! The program, running, and what it writes.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::client::Client;
use crate::place::Place;

pub(crate) struct Running {
    /// Such as `http://127.0.0.1:40123`.
    pub(crate) origin: String,
    process: Child,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    lines: Mutex<Vec<Value>>,
    grown: Condvar,
}

/// Whatever is waited for takes much less.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program, with nothing in its environment but what a test puts there.
pub(crate) fn program(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backend"));
    command.env_clear().env("DATABASE_URL", database);
    command
}

impl Running {
    /// With the sign-in of the demonstration, at an address of its own.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &[], |command| command)
    }

    pub(crate) fn start_with(
        place: &Place,
        arguments: &[&str],
        environment: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Self {
        let port = free_port();
        let mut command = program(&place.url);
        environment(&mut command)
            .arg("--demo-sign-in")
            .args(arguments);
        Self::begin(command, &format!("127.0.0.1:{port}"))
    }

    /// The program as a test has set it up, at this address.
    pub(crate) fn begin(mut command: Command, address: &str) -> Self {
        command.args(["--listen", address]);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Log::default());
        let output = BufReader::new(process.stdout.take().unwrap());
        let writing = Arc::clone(&log);
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let line = serde_json::from_str(&line);
                let line = line.expect("the log is one JSON object a line");
                writing.lines.lock().unwrap().push(line);
                writing.grown.notify_all();
            }
        });
        let running = Self {
            origin: format!("http://{address}"),
            process,
            log,
        };
        running.logged(|line| line["message"] == "listening");
        running
    }

    /// Waits for such a line in the log.
    pub(crate) fn logged(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        let lines = self.log.lines.lock().unwrap();
        let there = |lines: &mut Vec<Value>| !lines.iter().any(&is_it);
        let waited = self.log.grown.wait_timeout_while(lines, PATIENCE, there);
        let lines = waited.unwrap().0;
        let found = lines.iter().find(|line| is_it(line)).cloned();
        found.unwrap_or_else(|| panic!("not logged; there is {lines:#?}"))
    }

    /// All that is in the log by now.
    pub(crate) fn log(&self) -> String {
        let lines = self.log.lines.lock().unwrap();
        let lines: Vec<_> = lines.iter().map(Value::to_string).collect();
        lines.join("\n")
    }

    pub(crate) fn stranger(&self) -> Client {
        Client::new(&self.origin)
    }

    /// Somebody who has signed in with this address.
    pub(crate) async fn person(&self, address: &str) -> Client {
        let mut client = self.stranger();
        client.sign_in(address).await;
        client
    }

    /// Asks it to stop, as the machine does.
    pub(crate) fn ask_to_stop(&self) {
        let mut kill = Command::new("kill");
        let done = kill
            .args(["-TERM", &self.process.id().to_string()])
            .status();
        assert!(done.unwrap().success());
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.process.wait().unwrap()
    }

    pub(crate) fn stop(mut self) {
        self.ask_to_stop();
        assert!(self.wait().success());
    }

    /// Without a warning, as a power cut does.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Nobody else takes it before the server does, as ports are given out in turn.
pub(crate) fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
