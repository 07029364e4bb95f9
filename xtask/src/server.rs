//! A server that runs while something is asked of it.

use crate::Outcome;
use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Ends when it is dropped.
pub(crate) struct Server(Child);

impl Server {
    /// Starts a command that is the server itself, and waits until it listens.
    pub(crate) fn start(mut command: Command, port: u16) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("{name} did not start: {error}"))?;
        let mut server = Self(child);
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if started.elapsed() > PATIENCE {
                return Err(format!("{name} does not listen on port {port}."));
            }
            if let Ok(Some(status)) = server.0.try_wait() {
                return Err(format!("{name} ended ({status})."));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Free now, and ports are given out in turn.
pub(crate) fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let address = listener.map_err(|error| format!("no port is free: {error}"))?;
    Ok(address.port())
}

const PATIENCE: Duration = Duration::from_mins(1);
