//! The far side inside the browser, on the real database, lock and channel.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::slice;
use std::time::Duration;

use admin_center::api::{Api, ApiError, Cause};
use admin_center::backend::in_browser::{Fault, InBrowser, Keeping};
use admin_center::browser::store::{Store, Trouble};
use admin_center::browser::{clock, locks};
use futures::channel::mpsc;
use futures::future::{Either, join_all, select};
use futures::{FutureExt, StreamExt};
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::clock::Move;
use wire::history::EventKind;
use wire::problem::ProblemType;
use wire::receipt::Receipt;

use crate::database::{Without, committed, new_database, restore};

/// September: every protocol can be opted out.
const OUTDATED: Cause = Cause::Declined(ProblemType::RecordsNewer);
const TENANT: &str = "harbour-foods";

#[wasm_bindgen_test]
async fn what_was_accepted_is_there_after_closing_and_opening() {
    let database = new_database();
    let receipt = opt_out(&open(&database).await, Protocol::Imap, "k-1")
        .await
        .unwrap();

    let reopened = open(&database).await;
    assert_eq!(receipts(&reopened).await, slice::from_ref(&receipt));
    // The key is remembered too.
    assert_eq!(opt_out(&reopened, Protocol::Imap, "k-1").await, Ok(receipt));
}

#[wasm_bindgen_test]
async fn accepted_means_that_the_disk_has_it() {
    let database = new_database();
    let api = open(&database).await;
    assert_eq!(receipts(&api).await, []);
    let committed = committed(&database);
    opt_out(&api, Protocol::Imap, "k-1").await.unwrap();
    // It catches up with what is kept, and then keeps the answer.
    assert_eq!(committed(), "default strict");
}

#[wasm_bindgen_test]
async fn a_write_waits_for_the_lock_of_its_tenant_alone() {
    let database = new_database();
    let api = open(&database).await;
    assert_eq!(receipts(&api).await, []);
    let held = locks::exclusive(&format!("{database}/{TENANT}")).await;
    let write = opt_out(&api, Protocol::Imap, "k-1").boxed_local();
    // This takes more steps than the write has left.
    let elsewhere = api.receipts("minato-logistics").boxed_local();
    let Either::Right((_, write)) = select(write, elsewhere).await else {
        panic!("it did not wait");
    };
    drop(held);
    write.await.unwrap();
}

#[wasm_bindgen_test]
async fn two_backends_on_one_database_see_what_the_other_did() {
    let database = new_database();
    let (one, other) = (open(&database).await, open(&database).await);
    assert_eq!(receipts(&other).await, []);
    let first = opt_out(&one, Protocol::Imap, "k-1").await.unwrap();
    let second = opt_out(&other, Protocol::Pop, "k-2").await.unwrap();
    assert_eq!(receipts(&one).await, [second, first]);
}

#[wasm_bindgen_test]
async fn a_hundred_double_submits_have_one_effect() {
    a_hundred_at_once().await;
}

#[wasm_bindgen_test]
async fn without_locks_a_hundred_double_submits_have_one_effect() {
    let _without_locks = Without::the("navigator", "locks");
    a_hundred_at_once().await;
}

/// Each request goes out in two tabs at once, ten times over: none is lost or counted twice.
async fn a_hundred_at_once() {
    let database = new_database();
    let (one, other) = (open(&database).await, open(&database).await);
    let submits = (0..100).flat_map(|submit| {
        let key = format!("k-{}", submit % 10);
        [(&one, key.clone()), (&other, key)]
    });
    let answers = join_all(submits.map(|(api, key)| async move {
        let receipt = opt_out(api, Protocol::Imap, &key).await.unwrap();
        (key, receipt.number)
    }));
    let distinct: BTreeSet<_> = answers.await.into_iter().collect();
    assert_eq!(distinct.len(), 10, "each key has one receipt: {distinct:?}");
    assert_eq!(receipts(&one).await.len(), 10);
    assert_eq!(receipts(&one).await, receipts(&other).await);
}

#[wasm_bindgen_test]
async fn other_tabs_are_told_within_a_second() {
    let database = new_database();
    let (told, mut news) = mpsc::unbounded();
    let changed = move |tenant: &str, _| told.unbounded_send(tenant.to_owned()).unwrap();
    let _listening = InBrowser::open(&database, || Duration::ZERO, changed).await;

    let acting = open(&database).await;
    opt_out(&acting, Protocol::Imap, "k-1").await.unwrap();
    let a_second = clock::sleep(Duration::from_secs(1)).boxed_local();
    let Either::Left((tenant, _)) = select(news.next(), a_second).await else {
        panic!("not told within a second");
    };
    assert_eq!(tenant.as_deref(), Some(TENANT));
}

#[wasm_bindgen_test]
async fn a_newer_layout_is_refused_exported_and_left_alone() {
    let database = new_database();
    let future = r#"{"layout":3,"dreams":[["sheep","electric"]]}"#;
    restore(&database, future).await;

    let backend = InBrowser::open(&database, || Duration::ZERO, |_, _| {}).await;
    assert_eq!(backend.keeping(), Keeping::OutOfReach);
    assert_eq!(backend.export().await.unwrap(), future);
    let api = Api::new(backend.clone(), |_| {});
    assert_eq!(api.protocols(TENANT).await.unwrap_err().cause, OUTDATED);
    assert_eq!(
        opt_out(&api, Protocol::Imap, "k-1")
            .await
            .unwrap_err()
            .cause,
        OUTDATED
    );
    assert_eq!(backend.export().await.unwrap(), future);
}

#[wasm_bindgen_test]
async fn a_newer_record_is_refused_and_left_alone() {
    let database = new_database();
    opt_out(&open(&database).await, Protocol::Imap, "k-1")
        .await
        .unwrap();
    let store = Store::open(&database).await.unwrap();
    let records = store.tail(TENANT, 0, 0).await.unwrap().records;
    let future = r#"{"v":99,"at":"2030-01-01T00:00:00Z","kind":"dreamt"}"#.to_owned();
    let length = records.len() as u64;
    store
        .append(TENANT, 0, length, slice::from_ref(&future), None)
        .await
        .unwrap();

    let api = open(&database).await;
    assert_eq!(api.receipts(TENANT).await.unwrap_err().cause, OUTDATED);
    assert_eq!(
        opt_out(&api, Protocol::Pop, "k-2").await.unwrap_err().cause,
        OUTDATED
    );
    assert_eq!(
        store.tail(TENANT, 0, length).await.unwrap().records,
        [future]
    );
}

#[wasm_bindgen_test]
async fn an_upgrade_by_another_tab_is_not_held_up() {
    let database = new_database();
    let api = open(&database).await;
    opt_out(&api, Protocol::Imap, "k-1").await.unwrap();
    restore(&database, r#"{"layout":3}"#).await;
    assert_eq!(
        opt_out(&api, Protocol::Pop, "k-2").await.unwrap_err().cause,
        OUTDATED
    );
}

#[wasm_bindgen_test]
async fn a_full_disk_loses_nothing_that_was_accepted() {
    let database = new_database();
    let backend = InBrowser::open(&database, || Duration::ZERO, |_, _| {}).await;
    let api = Api::new(backend.clone(), |_| {});
    let first = opt_out(&api, Protocol::Imap, "k-1").await.unwrap();
    backend.fail_next(Fault::Quota);
    assert_eq!(
        opt_out(&api, Protocol::Pop, "k-2").await.unwrap_err().cause,
        Cause::Declined(ProblemType::StorageFull)
    );
    assert_eq!(receipts(&api).await, slice::from_ref(&first));

    // Once there is room again, the same request goes through.
    let reopened = open(&database).await;
    let second = opt_out(&reopened, Protocol::Pop, "k-2").await.unwrap();
    assert_eq!(receipts(&reopened).await, [second, first]);
}

#[wasm_bindgen_test]
async fn each_fault_comes_once_and_is_what_its_name_says() {
    let backend = InBrowser::open(&new_database(), || Duration::ZERO, |_, _| {}).await;
    let api = Api::new(backend.clone(), |_| {});

    backend.fail_next(Fault::Refused);
    let refused = opt_out(&api, Protocol::Imap, "k-1").await;
    assert!(
        matches!(
            refused,
            Err(ApiError {
                cause: Cause::Refused { .. },
                ..
            })
        ),
        "{refused:?}"
    );
    assert_eq!(receipts(&api).await, []);

    backend.fail_next(Fault::TimeOut);
    let lost = opt_out(&api, Protocol::Imap, "k-1").boxed_local();
    let Either::Right((received, _)) = select(lost, receipts(&api).boxed_local()).await else {
        panic!("a time-out answered");
    };
    assert_eq!(received, []);

    backend.fail_next(Fault::ErrorAfterEffect);
    let failed = opt_out(&api, Protocol::Imap, "k-1").await;
    assert_eq!(
        failed.unwrap_err().cause,
        Cause::Declined(ProblemType::Unexpected)
    );
    let receipt = opt_out(&api, Protocol::Imap, "k-1").await.unwrap();
    assert_eq!(receipts(&api).await, [receipt]);
}

#[wasm_bindgen_test]
async fn the_clock_runs_with_the_page_and_never_goes_back() {
    let database = new_database();
    let elapsed = Rc::new(Cell::new(Duration::ZERO));
    let api = open_at(&database, &elapsed).await;
    let start = now(&api).await;
    elapsed.set(Duration::from_secs(90));
    assert_eq!((now(&api).await - start).num_seconds(), 90);
    api.move_clock(TENANT, Move::ForwardSeconds(3600))
        .await
        .unwrap();
    elapsed.set(Duration::from_secs(92));
    let last = now(&api).await;
    assert_eq!((last - start).num_seconds(), 3600 + 92);
    drop(api);

    // A new page counts from zero again.
    elapsed.set(Duration::ZERO);
    let reopened = open_at(&database, &elapsed).await;
    assert!(now(&reopened).await >= last);
}

#[wasm_bindgen_test]
async fn the_clock_of_one_tab_is_the_clock_of_all() {
    let database = new_database();
    let (one, other) = (open(&database).await, open(&database).await);
    now(&other).await;
    let moved = one
        .move_clock(TENANT, Move::ForwardSeconds(86_400))
        .await
        .unwrap();
    assert_eq!(now(&other).await, moved.now);
}

#[wasm_bindgen_test]
async fn without_a_database_it_works_in_memory_and_says_so() {
    let _without_database = Without::the("window", "indexedDB");
    let backend = InBrowser::open(&new_database(), || Duration::ZERO, |_, _| {}).await;
    assert_eq!(backend.keeping(), Keeping::MemoryOnly);
    let api = Api::new(backend, |_| {});
    let receipt = opt_out(&api, Protocol::Imap, "k-1").await.unwrap();
    assert_eq!(receipts(&api).await, [receipt]);
}

#[wasm_bindgen_test]
async fn the_first_layout_opens_in_this_version() {
    let export = include_str!("../fixtures/layout-1.json");
    opens_as_it_was_left(export).await;
    // A later version may not understand the snapshot, but it always does the records.
    let mut records_alone: serde_json::Value = serde_json::from_str(export).unwrap();
    records_alone["snapshots"] = serde_json::Value::Array(Vec::new());
    opens_as_it_was_left(&records_alone.to_string()).await;
}

async fn opens_as_it_was_left(export: &str) {
    let database = new_database();
    restore(&database, export).await;
    let api = open(&database).await;
    let numbers: Vec<_> = receipts(&api)
        .await
        .into_iter()
        .map(|receipt| receipt.number)
        .collect();
    assert_eq!(numbers, ["RE-2001", "OO-1001"]);
    let history = api.history(TENANT).await.unwrap().events;
    assert_eq!(history[0].kind, EventKind::Reopened);
    assert_eq!(now(&api).await.to_rfc3339(), "2022-10-10T16:01:10+00:00");
    let repeated = opt_out(&api, Protocol::Imap, "k-1").await.unwrap();
    assert_eq!(repeated.number, "OO-1001");
}

#[wasm_bindgen_test]
async fn a_record_at_a_taken_position_changes_nothing() {
    let store = Store::open(&new_database()).await.unwrap();
    let text = |text: &str| text.to_owned();
    store
        .append("log", 0, 0, &[text("a"), text("b")], None)
        .await
        .unwrap();
    // The first of the two would fit.
    let late = store
        .append("log", 0, 1, &[text("x"), text("y")], Some("snapshot"))
        .await;
    assert_eq!(late, Err(Trouble::Conflict));
    assert_eq!(store.tail("log", 0, 0).await.unwrap().records, ["a", "b"]);
    assert_eq!(store.head("log", 0).await.unwrap(), (None, None));
}

async fn open(database: &str) -> Api {
    open_at(database, &Rc::default()).await
}

async fn open_at(database: &str, elapsed: &Rc<Cell<Duration>>) -> Api {
    let elapsed = Rc::clone(elapsed);
    let backend = InBrowser::open(database, move || elapsed.get(), |_, _| {}).await;
    assert_eq!(backend.keeping(), Keeping::InBrowser);
    Api::new(backend, |_| {})
}

async fn opt_out(api: &Api, protocol: Protocol, key: &str) -> Result<Receipt, ApiError> {
    api.submit(TENANT, Wish::OptOut, protocol, key).await
}

async fn receipts(api: &Api) -> Vec<Receipt> {
    api.receipts(TENANT).await.unwrap().receipts
}

async fn now(api: &Api) -> chrono::DateTime<chrono::Utc> {
    api.clock(TENANT).await.unwrap().now
}
