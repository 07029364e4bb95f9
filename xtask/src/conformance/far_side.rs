//! A far side for the tests: `service` behind HTTP on a port of its own, which can be made to fail.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use service::{Caller, Scenario, State};
use wire::http::{Method, Request, Response};
use wire::problem::{Problem, ProblemType};

pub(crate) struct FarSide {
    scenarios: Vec<Scenario>,
    caller: Caller,
    states: Mutex<HashMap<String, State>>,
}

/// What goes wrong between the wire and a far side that does as it should.
#[derive(Clone, Copy)]
pub(crate) struct Twist {
    pub(crate) request: fn(Request) -> Request,
    pub(crate) response: fn(&Request, Response) -> Response,
}

/// Whoever brings it is signed in.
pub(crate) const COOKIE: &str = "session=ada";

pub(crate) const HONEST: Twist = Twist {
    request: |request| request,
    response: |_, response| response,
};

impl Default for FarSide {
    fn default() -> Self {
        let scenarios = service::scenarios();
        let state = |it: &Scenario| (it.tenant.id.clone(), State::fold(&it.records()));
        Self {
            caller: service::caller(&scenarios),
            states: Mutex::new(scenarios.iter().map(state).collect()),
            scenarios,
        }
    }
}

impl FarSide {
    pub(crate) fn answer(&self, request: &Request) -> Response {
        let mut states = self.states.lock().expect("no test panics here");
        if request.path == "/v1/session" && request.method == Method::Get {
            let tenants = self.scenarios.iter().map(|scenario| &scenario.tenant);
            return Response::json(200, &service::session(tenants, &self.caller));
        }
        let tenant = request.path.split('/').nth(3).unwrap_or_default();
        let mut nobody = State::default();
        let state = states.get_mut(tenant).unwrap_or(&mut nobody);
        let (response, records) = service::handle(state, &self.caller, request, state.clock);
        state.apply_all(&records);
        response
    }
}

/// Serves until the test process ends, and says where.
pub(crate) fn serve(twist: Twist) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("a port was bound");
    let far_side = Arc::new(FarSide::default());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let far_side = Arc::clone(&far_side);
            thread::spawn(move || converse(&stream, &far_side, twist));
        }
    });
    format!("http://{address}")
}

/// One request and its answer. A client that goes away in the middle gets none.
fn converse(mut stream: &TcpStream, far_side: &FarSide, twist: Twist) {
    let Some(request) = read(stream) else { return };
    let request = (twist.request)(request);
    let response = match request.header("Cookie") {
        Some(COOKIE) => far_side.answer(&request),
        _ => Response::problem(&Problem::new(ProblemType::Unauthenticated)),
    };
    let response = (twist.response)(&request, response);
    let mut lines = vec![format!("HTTP/1.1 {} -", response.status)];
    lines.push("Connection: close".to_owned());
    let headers = response.headers.iter();
    lines.extend(headers.map(|(name, value)| format!("{name}: {value}")));
    if response.status != 304 {
        lines.push(format!("Content-Length: {}", response.body.len()));
    }
    let answer = format!("{}\r\n\r\n{}", lines.join("\r\n"), response.body);
    let _ = stream.write_all(answer.as_bytes());
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    lines.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let method = match words.next()? {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PATCH" => Method::Patch,
        _ => return None,
    };
    let path = words.next()?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut request = Request {
        method,
        path,
        headers,
        body: None,
    };
    let length = request
        .header("Content-Length")
        .unwrap_or("0")
        .parse()
        .ok()?;
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    request.body = (length > 0).then(|| String::from_utf8_lossy(&body).into_owned());
    Some(request)
}
