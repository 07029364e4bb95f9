//! `cargo xtask load`: the reference server as it ships, under wrk, on each database; and whether
//! everything that it accepted is still there after it was killed. Writes `docs/load.md`.

mod kept;
mod page;
mod wrk;

use crate::{
    Outcome,
    reference::{Kind, Profile, Reference, Store},
    tools,
};
use kept::Kept;
use serde::de::DeserializeOwned;
use std::fs;
use wire::{
    session::Session,
    ticket::{Ticket, Tickets},
};
use wrk::{Report, Wrk};

const PAGE: &str = "docs/load.md";
const CONNECTIONS: [u32; 2] = [1, 32];
const SECONDS: u32 = 10;
/// Before each of them, so that nothing is done for the first time.
const WARM_UP: u32 = 1;

/// One line of a table.
struct Row {
    kind: Kind,
    connections: u32,
    asked: Asked,
    report: Report,
}

enum Asked {
    /// What it is called, and how long the answer is.
    Read(&'static str, usize),
    /// In so many tenants.
    Tickets(usize, Kept),
}

pub(crate) fn run() -> Outcome {
    if tools::find("wrk").is_none() {
        tools::debian_packages(&["wrk"])?;
    }
    Profile::Server.build()?;
    let conditions = page::conditions()?;
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        for connections in CONNECTIONS {
            rows.extend(reads(kind, connections)?);
            for everywhere in [false, true] {
                rows.push(tickets(kind, connections, everywhere)?);
            }
        }
    }
    let text = page::text(&conditions, &rows);
    print!("{text}");
    fs::write(PAGE, text).map_err(|error| format!("{PAGE}: {error}"))?;
    let is_whole = |row: &Row| match &row.asked {
        Asked::Read(..) => true,
        Asked::Tickets(_, kept) => kept.is_whole(row.connections),
    };
    if rows.iter().all(is_whole) {
        Ok(())
    } else {
        Err("something that was accepted is not as it should be: see the last table".to_owned())
    }
}

fn reads(kind: Kind, connections: u32) -> Outcome<Vec<Row>> {
    let store = Store::new(kind)?;
    let client = Client::of(&store)?;
    let tenant = &client.tenants()?[0];
    let reads = [
        ("session", "/v1/session".to_owned()),
        ("protocols", format!("/v1/tenants/{tenant}/protocols")),
        ("messages", format!("/v1/tenants/{tenant}/messages")),
    ];
    let row = |(name, path): (&'static str, String)| {
        client.wrk(connections, WARM_UP).read(&path)?;
        let report = client.wrk(connections, SECONDS).read(&path)?;
        let length = client.text(&path)?.len();
        Ok(Row {
            kind,
            connections,
            asked: Asked::Read(name, length),
            report,
        })
    };
    reads.into_iter().map(row).collect()
}

/// On a new database each time: a tenant with many tickets takes longer than one with few.
fn tickets(kind: Kind, connections: u32, everywhere: bool) -> Outcome<Row> {
    let store = Store::new(kind)?;
    let client = Client::of(&store)?;
    let mut tenants = client.tenants()?;
    if !everywhere {
        tenants.truncate(1);
    }
    client.wrk(connections, WARM_UP).read("/v1/session")?;
    let (report, accepted) = client.wrk(connections, SECONDS).open_tickets(&tenants)?;
    // Killed, and not asked to stop: what is there afterwards was on the disk.
    drop(client);
    let client = Client::of(&store)?;
    let mut tickets = Vec::new();
    for tenant in &tenants {
        tickets.extend(client.tickets(tenant)?);
    }
    Ok(Row {
        kind,
        connections,
        asked: Asked::Tickets(tenants.len(), Kept::compare(&accepted, &tickets)),
        report,
    })
}

/// The server, and somebody who has signed in.
struct Client {
    reference: Reference,
    cookie: String,
}

impl Client {
    fn of(store: &Store) -> Outcome<Self> {
        let reference = Reference::start(Profile::Server, store)?;
        let cookie = reference.sign_in()?;
        Ok(Self { reference, cookie })
    }

    fn wrk(&self, connections: u32, seconds: u32) -> Wrk<'_> {
        Wrk {
            origin: &self.reference.origin,
            cookie: &self.cookie,
            connections,
            seconds,
        }
    }

    fn tenants(&self) -> Outcome<Vec<String>> {
        let Session { tenants, .. } = self.read("/v1/session")?;
        Ok(tenants.into_iter().map(|tenant| tenant.id).collect())
    }

    fn tickets(&self, tenant: &str) -> Outcome<Vec<Ticket>> {
        let Tickets { tickets } = self.read(&format!("/v1/tenants/{tenant}/tickets"))?;
        Ok(tickets)
    }

    fn read<T: DeserializeOwned>(&self, path: &str) -> Outcome<T> {
        serde_json::from_str(&self.text(path)?).map_err(|error| format!("{path}: {error}"))
    }

    fn text(&self, path: &str) -> Outcome<String> {
        let address = format!("{}{path}", self.reference.origin);
        let request = ureq::get(&address).header("Cookie", &self.cookie);
        let failed = |error: ureq::Error| format!("{address}: {error}");
        let mut answer = request.call().map_err(failed)?;
        // Ten thousand tickets are longer than what is read otherwise.
        let body = answer.body_mut().with_config().limit(u64::MAX);
        body.read_to_string().map_err(failed)
    }
}
