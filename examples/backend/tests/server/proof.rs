//! One intent has one effect, whatever happens to the servers meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::join_all;
use policy::{Endpoint, Protocol};
use serde_json::{Value, json};
use tokio::sync::{Notify, watch};
use wire::history::{EventKind, History};

use crate::client::{Client, HARBOUR, ROBIN};
use crate::place::Place;
use crate::running::{Running, free_port, program};

/// A browser each, of the same person.
const CLIENTS: usize = 3;

/// How many requests are sent for one intent, from the clients in turn.
const SUBMITS: usize = 100;

/// What is asked for, and after how many answers a server is killed: after none, while the first is
/// being made, and later, while the others are told of it.
const ROUNDS: [(Protocol, usize); 4] = [
    (Protocol::Imap, 0),
    (Protocol::Pop, 1),
    (Protocol::Eas, 7),
    (Protocol::Ews, 40),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_submits_have_one_effect_though_the_server_is_killed_in_the_middle() {
    for place in Place::all().await {
        for (protocol, killed_after) in ROUNDS {
            survive(&place, 1, protocol, killed_after).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_holds_for_two_servers_of_one_database() {
    // SQLite is for one server; where there is no PostgreSQL this has nothing to show.
    if let Some(place) = Place::postgres().await {
        for (protocol, killed_after) in ROUNDS {
            survive(&place, 2, protocol, killed_after).await;
        }
    }
}

/// Sends the same request a hundred times to these many servers, kills the first of them on the way
/// and starts it again.
async fn survive(place: &Place, servers: usize, protocol: Protocol, killed_after: usize) {
    let addresses: Vec<_> = (0..servers)
        .map(|_| format!("127.0.0.1:{}", free_port()))
        .collect();
    let mut running: Vec<_> = addresses
        .iter()
        .map(|address| start(place, address))
        .collect();
    let robins = [(); CLIENTS].map(|()| running[0].person(ROBIN));
    let robins = join_all(robins).await;
    let before = receipts(&robins[0]).await;

    let key = format!("intent-{}", protocol.name());
    let answered = Arc::new(Answered::default());
    let (restarted, is_back) = watch::channel(false);
    let submits: Vec<_> = (0..SUBMITS)
        .map(|number| {
            let mut client = robins[number % CLIENTS].clone();
            client.origin = format!("http://{}", addresses[number % servers]);
            let submit = submit(
                client,
                protocol,
                key.clone(),
                Arc::clone(&answered),
                is_back.clone(),
            );
            tokio::spawn(submit)
        })
        .collect();
    answered.wait_for(killed_after).await;
    running.remove(0).kill();
    running.insert(0, start(place, &addresses[0]));
    restarted.send(true).unwrap();

    let mut told = Vec::new();
    for submit in submits {
        told.push(submit.await.unwrap());
    }
    assert_eq!(told.len(), SUBMITS);
    told.dedup();
    assert_eq!(told.len(), 1, "all are told of the same receipt: {told:#?}");
    let after = receipts(&robins[0]).await;
    assert_eq!(after.len(), before.len() + 1, "{after:#?}");
    assert!(after.contains(&told[0]));
    let history: History = robins[0].read(HARBOUR, "history").await;
    let effects = history.events.iter().filter(|event| {
        event.kind == EventKind::RequestAccepted
            && event.protocol == Some(Endpoint::Protocol(protocol))
    });
    assert_eq!(effects.count(), 1);
}

fn start(place: &Place, address: &str) -> Running {
    let mut command = program(&place.url);
    command.arg("--demo-sign-in").env("RATE_BURST", "100000");
    Running::begin(command, address)
}

/// How many answers have come, so that a server can be killed between two of them.
#[derive(Default)]
struct Answered {
    many: AtomicUsize,
    more: Notify,
}

impl Answered {
    fn count(&self) {
        self.many.fetch_add(1, Ordering::SeqCst);
        self.more.notify_waiters();
    }

    async fn wait_for(&self, many: usize) {
        loop {
            let more = self.more.notified();
            if self.many.load(Ordering::SeqCst) >= many {
                return;
            }
            more.await;
        }
    }
}

/// Sends until it is accepted, as the app does: the same request under the same key.
async fn submit(
    client: Client,
    protocol: Protocol,
    key: String,
    answered: Arc<Answered>,
    mut is_back: watch::Receiver<bool>,
) -> Value {
    let path = format!("/v1/tenants/{HARBOUR}/opt-outs");
    let body = json!({"protocol": protocol.name()});
    loop {
        match client.try_send(client.posting(&path, &body, &key)).await {
            Ok(answer) if answer.status == 201 => {
                answered.count();
                return answer.json();
            }
            // The first is still running, or the database is not to be had.
            Ok(answer) if [409, 503].contains(&answer.status) => {
                assert_ne!(answer.header("retry-after"), "", "{}", answer.body);
                tokio::task::yield_now().await;
            }
            Ok(answer) => panic!("{} {}", answer.status, answer.body),
            Err(_) => {
                is_back.wait_for(|is_back| *is_back).await.unwrap();
            }
        }
    }
}

async fn receipts(client: &Client) -> Vec<Value> {
    let receipts: Value = client.read(HARBOUR, "receipts").await;
    receipts["receipts"].as_array().unwrap().clone()
}
