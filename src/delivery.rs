//! Gets an answer if there is one to be had: waits only so long, and asks again where that is safe.
//!
//! Time and chance are arguments. What the answer means, the caller decides.

use std::sync::Arc;
use std::time::Duration;

use futures::future::{Either, LocalBoxFuture, select};
use wire::http::IDEMPOTENCY_KEY;

use crate::backend::{Answer, Backend, Method, Request, Unreachable};

/// A backend that is patient with another one.
#[derive(Clone)]
pub struct Delivery {
    pub backend: Arc<dyn Backend>,
    pub sleep: Arc<dyn Fn(Duration) -> LocalBoxFuture<'static, ()> + Send + Sync>,
    /// A number from 0 to 1. It spreads the retries of many clients, so that they do not come
    /// back all at once.
    pub chance: fn() -> f64,
    pub limits: Limits,
}

/// How long an attempt may take, by what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub read: Duration,
    pub write: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            read: Duration::from_secs(15),
            write: Duration::from_secs(30),
        }
    }
}

pub const ATTEMPTS: u32 = 4;
/// The longest wait before the second attempt; it doubles with each one after that.
pub const FIRST_PAUSE: Duration = Duration::from_millis(500);

impl Backend for Delivery {
    fn send(&self, request: Request) -> LocalBoxFuture<'static, Answer> {
        let this = self.clone();
        Box::pin(async move { this.deliver(request).await })
    }
}

impl Delivery {
    async fn deliver(&self, request: Request) -> Answer {
        let attempts = if is_repeatable(&request) { ATTEMPTS } else { 1 };
        let mut longest_pause = FIRST_PAUSE;
        for _ in 1..attempts {
            let answer = self.attempt(&request).await;
            if !is_worth_repeating(&answer) {
                return answer;
            }
            (self.sleep)(longest_pause.mul_f64((self.chance)())).await;
            longest_pause *= 2;
        }
        self.attempt(&request).await
    }

    async fn attempt(&self, request: &Request) -> Answer {
        let limit = match request.method {
            Method::Get => self.limits.read,
            Method::Post | Method::Patch => self.limits.write,
        };
        let answer = self.backend.send(request.clone());
        match select(answer, (self.sleep)(limit)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(Unreachable(format!(
                "no answer within {}s",
                limit.as_secs()
            ))),
        }
    }
}

/// Asking twice has the effect of asking once: reading has none, and a key makes the far side
/// remember.
fn is_repeatable(request: &Request) -> bool {
    request.method == Method::Get || request.header(IDEMPOTENCY_KEY).is_some()
}

fn is_worth_repeating(answer: &Answer) -> bool {
    match answer {
        Err(Unreachable(_)) => true,
        // Whoever names a time wants to be left alone until then; that is longer than these pauses.
        Ok(response) if response.header("Retry-After").is_some() => false,
        Ok(response) => matches!(response.status, 429 | 500 | 502 | 503 | 504),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use futures::FutureExt;
    use wire::address::{Address, Part};
    use wire::http::Response;

    use super::*;

    #[test]
    fn a_good_answer_is_passed_on_at_once() {
        check(&read(), [Some(200)], Ok(200), &[]);
    }

    #[test]
    fn pauses_double_and_the_last_answer_counts() {
        check(
            &read(),
            [Some(500), Some(502), Some(503), Some(504)],
            Ok(504),
            &[500, 1000, 2000],
        );
        check(&read(), [Some(429), Some(200)], Ok(200), &[500]);
    }

    #[test]
    fn an_answer_that_stays_the_same_is_not_asked_for_again() {
        for status in [304, 400, 403, 404, 409, 422, 501, 507] {
            check(&read(), [Some(status)], Ok(status), &[]);
        }
    }

    #[test]
    fn a_missing_answer_is_waited_for_within_the_limit() {
        check(&read(), [None, Some(200)], Ok(200), &[15_000, 500]);
        check(&keyed(), [None, Some(201)], Ok(201), &[30_000, 500]);
    }

    #[test]
    fn a_write_without_a_key_is_sent_once() {
        check(&write(), [Some(503)], Ok(503), &[]);
        check(&write(), [None], Err("no answer within 30s"), &[30_000]);
    }

    #[test]
    fn whoever_names_a_time_is_not_asked_earlier() {
        let mut busy = response(503);
        busy.headers.push(("retry-after".into(), "120".into()));
        assert!(!is_worth_repeating(&Ok(busy)));
    }

    /// Sends a request to a backend that answers with each status in turn, or never, and compares
    /// the outcome and the waits (in milliseconds) that were waited to their end.
    #[track_caller]
    fn check<const N: usize>(
        request: &Request,
        script: [Option<u16>; N],
        outcome: Result<u16, &str>,
        waits: &[u128],
    ) {
        let script = Arc::new(Mutex::new(script.to_vec()));
        let waited = Arc::new(Mutex::new(Vec::new()));
        let delivery = Delivery {
            backend: Arc::new(Script(Arc::clone(&script))),
            sleep: Arc::new({
                let waited = Arc::clone(&waited);
                move |duration| {
                    let waited = Arc::clone(&waited);
                    // Polled only when nothing else is ready.
                    async move { waited.lock().unwrap().push(duration.as_millis()) }.boxed_local()
                }
            }),
            chance: || 1.0,
            limits: Limits::default(),
        };
        let answer = delivery.send(request.clone()).now_or_never();
        let answer = answer.expect("nothing waits for real");
        assert_eq!(
            answer.map(|response| response.status),
            outcome.map_err(|why| Unreachable(why.to_owned()))
        );
        assert_eq!(*waited.lock().unwrap(), waits);
        assert!(script.lock().unwrap().is_empty(), "asked too few times");
    }

    struct Script(Arc<Mutex<Vec<Option<u16>>>>);

    impl Backend for Script {
        fn send(&self, _: Request) -> LocalBoxFuture<'static, Answer> {
            match self.0.lock().unwrap().remove(0) {
                Some(status) => std::future::ready(Ok(response(status))).boxed_local(),
                None => std::future::pending().boxed_local(),
            }
        }
    }

    fn response(status: u16) -> Response {
        Response {
            status,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    fn read() -> Request {
        Request::get(&Address::Session)
    }

    fn write() -> Request {
        Request::post(&Address::of("harbour-foods", Part::Clock), &())
    }

    fn keyed() -> Request {
        write().with_header(IDEMPOTENCY_KEY, "k-1")
    }
}
