//! Against a backend that answers by a script, under a clock that moves only while something waits.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use futures::FutureExt;
use wire::address::{Address, Part};
use wire::http::{DATE, IDEMPOTENCY_KEY, RETRY_AFTER, Response};
use wire::problem::{Problem, ProblemType};

use super::*;

#[test]
fn a_good_answer_is_passed_on_at_once() {
    check(&read(), [says(200)], Ok(200), &[]);
}

#[test]
fn pauses_double_and_the_last_answer_counts() {
    check(
        &read(),
        [says(500), says(502), says(503), says(504)],
        Ok(504),
        &[500, 1000, 2000],
    );
    check(&read(), [says(429), says(200)], Ok(200), &[500]);
}

#[test]
fn an_answer_that_stays_the_same_is_not_asked_for_again() {
    for status in [304, 400, 403, 404, 409, 422, 501, 507] {
        check(&read(), [says(status)], Ok(status), &[]);
    }
    check(&read(), [names(ProblemType::RecordsNewer)], Ok(503), &[]);
}

#[test]
fn a_request_that_is_still_being_carried_out_is_asked_for_again() {
    let running = names(ProblemType::IdempotencyKeyRunning);
    check(&keyed(), [running, says(201)], Ok(201), &[500]);
}

#[test]
fn a_missing_answer_is_waited_for_within_the_limit() {
    check(&read(), [Say::Nothing, says(200)], Ok(200), &[15_000, 500]);
    check(&keyed(), [Say::Nothing, says(201)], Ok(201), &[30_000, 500]);
}

#[test]
fn nothing_takes_longer_than_a_minute_in_all() {
    let lost = Err("no answer within 29s");
    check(
        &keyed(),
        [Say::Nothing, Say::Nothing],
        lost,
        &[30_000, 500, 29_500],
    );
}

#[test]
fn a_write_without_a_key_is_sent_once() {
    check(&write(), [says(503)], Ok(503), &[]);
    check(
        &write(),
        [Say::Nothing],
        Err("no answer within 30s"),
        &[30_000],
    );
}

#[test]
fn whoever_names_a_time_is_asked_then_and_not_earlier() {
    check(&read(), [busy("20"), says(200)], Ok(200), &[20_000]);
    let at = "Mon, 10 Oct 2022 16:00:20 GMT";
    check(&read(), [busy(at), says(200)], Ok(200), &[20_000]);
    check(&keyed(), [busy("59"), busy("1")], Ok(503), &[59_000]);
}

#[test]
fn whoever_names_a_time_too_far_away_is_left_alone_until_then() {
    let far_side = FarSide::that([busy("60"), says(200)]);
    assert_eq!(far_side.ask(&read()), Ok(503));
    assert_eq!(far_side.line().standing, resting(60));
    far_side.pass(59);
    let other = Request::get(&Address::of("harbour-foods", Part::Usage));
    assert_eq!(
        far_side.ask(&other),
        Err(NoAnswer::NotSent(NotSent::Resting))
    );
    far_side.pass(1);
    assert_eq!(far_side.ask(&other), Ok(200));
    assert_eq!(far_side.line().standing, Standing::Good);
}

#[test]
fn a_far_side_that_fails_is_left_alone_and_writes_are_refused() {
    let far_side = FarSide::that([says(500), says(500), says(500), says(500), says(500)]);
    assert_eq!(far_side.ask(&keyed()), Ok(500));
    assert_eq!(far_side.line().standing, Standing::Good);
    // The fifth failure: no attempt is left of those that nobody would answer.
    assert_eq!(far_side.ask(&read()), Ok(500));
    let Standing::Resting { .. } = far_side.line().standing else {
        panic!("{:?}", far_side.line());
    };
    for request in [read(), write(), keyed()] {
        let refused = Err(NoAnswer::NotSent(NotSent::Resting));
        assert_eq!(far_side.ask(&request), refused);
    }
}

#[test]
fn offline_nothing_is_sent_and_nothing_is_kept_to_be_sent_later() {
    let far_side = FarSide::that([says(200)]);
    far_side.go_offline(true);
    for request in [read(), write(), keyed()] {
        let refused = Err(NoAnswer::NotSent(NotSent::Offline));
        assert_eq!(far_side.ask(&request), refused);
    }
    far_side.go_offline(false);
    assert_eq!(far_side.sent(), 0);
    assert_eq!(far_side.ask(&keyed()), Ok(200));
    assert_eq!(far_side.sent(), 1);
}

#[test]
fn while_the_far_side_is_away_reads_get_what_it_last_said() {
    let far_side = FarSide::that([says(200)]);
    assert_eq!(far_side.ask(&read()), Ok(200));
    far_side.pass(90);
    far_side.go_offline(true);
    assert_eq!(far_side.ask(&read()), Ok(200));
    assert_eq!(far_side.line().oldest, Some(Duration::ZERO));
    let other = Request::get(&Address::of("harbour-foods", Part::Usage));
    assert_eq!(
        far_side.ask(&other),
        Err(NoAnswer::NotSent(NotSent::Offline))
    );
    far_side.delivery.read_again();
    assert_eq!(far_side.line().oldest, None);
}

#[test]
fn a_no_is_never_covered_by_an_earlier_answer() {
    let far_side = FarSide::that([says(200), says(403)]);
    assert_eq!(far_side.ask(&read()), Ok(200));
    assert_eq!(far_side.ask(&read()), Ok(403));
    assert_eq!(far_side.line().oldest, None);
}

#[test]
fn what_was_written_to_does_not_stand_in_as_it_was_before() {
    let address = Address::of("harbour-foods", Part::ModernAuthentication);
    let far_side = FarSide::that([says(200), says(412)]);
    assert_eq!(far_side.ask(&Request::get(&address)), Ok(200));
    assert_eq!(
        far_side.ask(&Request::patch(&address, "\"1\"", &())),
        Ok(412)
    );
    far_side.go_offline(true);
    let refused = Err(NoAnswer::NotSent(NotSent::Offline));
    assert_eq!(far_side.ask(&Request::get(&address)), refused);
}

#[test]
fn a_long_pause_is_told_of_and_can_be_called_off() {
    let far_side = FarSide::that([busy("20")]);
    far_side.sleeps_for_ever.store(true, Relaxed);
    let mut asking = far_side.delivery.send(keyed());
    assert!((&mut asking).now_or_never().is_none());
    let until = Duration::from_secs(20);
    assert_eq!(far_side.line().standing, Standing::Waiting { until });
    far_side.delivery.call_off();
    assert_eq!(status(asking.now_or_never().unwrap()), Ok(503));
    assert_eq!(far_side.line().standing, Standing::Good);
    assert_eq!(far_side.sent(), 1);
}

#[test]
fn what_nobody_waits_for_any_more_is_not_told_of() {
    let far_side = FarSide::that([busy("20"), says(200)]);
    far_side.sleeps_for_ever.store(true, Relaxed);
    let mut asking = far_side.delivery.send(read());
    assert!((&mut asking).now_or_never().is_none());
    drop(asking);
    assert_eq!(far_side.ask(&read()), Ok(200));
    assert_eq!(far_side.line().standing, Standing::Good);
}

/// What the far side does with a request.
#[derive(Clone)]
enum Say {
    Answer(Response),
    /// Never.
    Nothing,
}

fn says(status: u16) -> Say {
    Say::Answer(Response::json(status, &()))
}

fn names(problem: ProblemType) -> Say {
    Say::Answer(Response::problem(&Problem::new(problem)))
}

fn busy(retry_after: &str) -> Say {
    let response = Response {
        status: 503,
        headers: Vec::new(),
        body: String::new(),
    };
    let response = response.with_header(DATE, "Mon, 10 Oct 2022 16:00:00 GMT");
    Say::Answer(response.with_header(RETRY_AFTER, retry_after))
}

fn resting(second: u64) -> Standing {
    let until = Duration::from_secs(second);
    Standing::Resting { until }
}

/// Sends a request to a far side that answers by the script, and compares the outcome and the waits
/// (in milliseconds) that were waited to their end.
#[track_caller]
fn check<const N: usize>(
    request: &Request,
    script: [Say; N],
    outcome: Result<u16, &str>,
    waits: &[u128],
) {
    let far_side = FarSide::that(script);
    let outcome = outcome.map_err(|why| NoAnswer::Unreachable(why.to_owned()));
    assert_eq!(far_side.ask(request), outcome);
    assert_eq!(*far_side.waited.lock().unwrap(), waits);
    assert_eq!(far_side.sent(), N, "asked too few times");
}

struct FarSide {
    delivery: Delivery,
    script: Arc<Script>,
    line: Arc<Mutex<Line>>,
    now: Arc<Mutex<Duration>>,
    waited: Arc<Mutex<Vec<u128>>>,
    is_offline: Arc<AtomicBool>,
    sleeps_for_ever: Arc<AtomicBool>,
}

impl FarSide {
    fn that<const N: usize>(script: [Say; N]) -> Self {
        let script = Arc::new(Script {
            says: script.into(),
            sent: Mutex::new(0),
        });
        let line = Arc::new(Mutex::new(Line::default()));
        let now = Arc::new(Mutex::new(Duration::ZERO));
        let waited = Arc::new(Mutex::new(Vec::new()));
        let is_offline = Arc::new(AtomicBool::new(false));
        let sleeps_for_ever = Arc::new(AtomicBool::new(false));
        let ports = Ports {
            sleep: Arc::new({
                let (now, waited) = (Arc::clone(&now), Arc::clone(&waited));
                let sleeps_for_ever = Arc::clone(&sleeps_for_ever);
                move |duration| {
                    if sleeps_for_ever.load(Relaxed) {
                        return std::future::pending().boxed_local();
                    }
                    let (now, waited) = (Arc::clone(&now), Arc::clone(&waited));
                    // Polled only when nothing else is ready.
                    async move {
                        *now.lock().unwrap() += duration;
                        waited.lock().unwrap().push(duration.as_millis());
                    }
                    .boxed_local()
                }
            }),
            elapsed: Arc::new({
                let now = Arc::clone(&now);
                move || *now.lock().unwrap()
            }),
            chance: || 1.0,
            is_online: Arc::new({
                let is_offline = Arc::clone(&is_offline);
                move || !is_offline.load(Relaxed)
            }),
            tell: Arc::new({
                let line = Arc::clone(&line);
                move |now| *line.lock().unwrap() = now
            }),
        };
        Self {
            delivery: Delivery::new(script.clone(), Limits::default(), ports),
            script,
            line,
            now,
            waited,
            is_offline,
            sleeps_for_ever,
        }
    }

    /// The status of the answer.
    fn ask(&self, request: &Request) -> Result<u16, NoAnswer> {
        let answer = self.delivery.send(request.clone()).now_or_never();
        status(answer.expect("nothing waits for real"))
    }

    fn line(&self) -> Line {
        *self.line.lock().unwrap()
    }

    fn pass(&self, seconds: u64) {
        *self.now.lock().unwrap() += Duration::from_secs(seconds);
    }

    fn go_offline(&self, is_offline: bool) {
        self.is_offline.store(is_offline, Relaxed);
    }

    fn sent(&self) -> usize {
        *self.script.sent.lock().unwrap()
    }
}

fn status(answer: Answer) -> Result<u16, NoAnswer> {
    answer.map(|response| response.status)
}

struct Script {
    says: Vec<Say>,
    sent: Mutex<usize>,
}

impl Backend for Script {
    fn send(&self, _: Request) -> LocalBoxFuture<'static, Answer> {
        let mut sent = self.sent.lock().unwrap();
        *sent += 1;
        match self.says.get(*sent - 1).cloned() {
            Some(Say::Answer(response)) => std::future::ready(Ok(response)).boxed_local(),
            Some(Say::Nothing) => std::future::pending().boxed_local(),
            None => panic!("asked too often"),
        }
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
