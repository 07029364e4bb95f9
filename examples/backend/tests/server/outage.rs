//! The database is away for a while, which a request says and a later one does not remember.

use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use wire::problem::ProblemType;

use crate::client::{HARBOUR, ROBIN};
use crate::place::Place;
use crate::running::{Running, free_port};

/// The way to a database, which can be cut.
struct Way(JoinHandle<()>);

impl Way {
    async fn open(from: &str, to: Arc<str>) -> Self {
        let listener = TcpListener::bind(from).await.unwrap();
        Self(tokio::spawn(async move {
            // They end with this task.
            let mut connections = JoinSet::new();
            while let Ok((mut near, _)) = listener.accept().await {
                let to = Arc::clone(&to);
                connections.spawn(async move {
                    let mut far = TcpStream::connect(&*to).await.unwrap();
                    // Whichever side ends it.
                    let _ = copy_bidirectional(&mut near, &mut far).await;
                });
            }
        }))
    }

    async fn cut(self) {
        self.0.abort();
        assert!(self.0.await.unwrap_err().is_cancelled());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_away_requests_are_to_be_sent_again_and_then_succeed() {
    // SQLite cannot be away; where there is no PostgreSQL this has nothing to show.
    let Some(mut place) = Place::postgres().await else {
        return;
    };
    let mut url: url::Url = place.url.parse().unwrap();
    let to: Arc<str> = format!("127.0.0.1:{}", url.port().unwrap()).into();
    let port = free_port();
    let from = format!("127.0.0.1:{port}");
    url.set_port(Some(port)).unwrap();
    place.url = url.into();

    let way = Way::open(&from, Arc::clone(&to)).await;
    let server = Running::start(&place);
    let robin = server.person(ROBIN).await;
    let receipt = robin.opt_out(HARBOUR, "imap", "k").await;
    assert_eq!(receipt.status, 201, "{}", receipt.body);
    way.cut().await;
    for path in ["/healthz", "/v1/session"] {
        let answer = robin.get(path).await;
        answer.is_problem(ProblemType::Unavailable);
        assert_eq!(answer.header("retry-after"), "1");
    }
    robin
        .opt_out(HARBOUR, "pop", "l")
        .await
        .is_problem(ProblemType::Unavailable);

    let _way = Way::open(&from, to).await;
    let again = robin.opt_out(HARBOUR, "imap", "k").await;
    assert_eq!((again.status, again.body), (201, receipt.body));
    assert_eq!(robin.opt_out(HARBOUR, "pop", "l").await.status, 201);
}
