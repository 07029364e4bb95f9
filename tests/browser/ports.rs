//! The ports to the browser that no other test exercises.

use std::collections::HashSet;

use admin_center::browser::storage::{self, NotKept};
use admin_center::browser::{address, intl, locks, random};
use chrono::{DateTime, NaiveDate};
use futures::FutureExt;
use futures::future::{Either, select};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn numbers_and_dates_are_written_as_the_language_does() {
    assert_eq!(intl::number("en", 12_345.0), "12,345");
    assert_eq!(intl::number("de", 12_345.0), "12.345");
    let day = NaiveDate::from_ymd_opt(2022, 10, 1).unwrap();
    assert_eq!(intl::day("en", day), "Oct 1, 2022");
    assert_eq!(intl::day("ja", day), "2022年10月1日");
    assert_eq!(intl::month("en", day), "October 2022");
    assert_eq!(intl::month("ja", day), "2022年10月");
}

#[wasm_bindgen_test]
fn an_instant_says_its_zone() {
    let at: DateTime<chrono::Utc> = "2022-09-30T23:05:00Z".parse().unwrap();
    assert_eq!(
        intl::instant("en", intl::UTC, at),
        "Sep 30, 2022, 23:05 UTC"
    );
    assert_eq!(
        intl::instant("ja", "+09:00", at),
        "2022年10月1日 08:05 GMT+9"
    );
}

#[wasm_bindgen_test]
fn plurals_follow_the_language() {
    assert_eq!(intl::plural("en", 1.0), "one");
    assert_eq!(intl::plural("en", 2.0), "other");
    assert_eq!(intl::plural("ja", 1.0), "other");
    assert_eq!(intl::plural("pl", 2.0), "few");
}

#[wasm_bindgen_test]
fn keys_are_uuids_and_never_the_same() {
    let keys: HashSet<_> = (0..1_000).map(|_| random::uuid()).collect();
    assert_eq!(keys.len(), 1_000);
    for key in keys {
        let (version, variant) = (&key[14..15], &key[19..20]);
        assert!(version == "4" && "89ab".contains(variant), "{key}");
        assert_eq!(
            key.split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
    }
}

#[wasm_bindgen_test]
fn a_text_that_does_not_fit_leaves_the_old_one() {
    let name = random::uuid();
    storage::set(&name, "small").unwrap();
    let large = "x".repeat(20 << 20);
    assert_eq!(storage::set(&name, &large), Err(NotKept::Full));
    assert_eq!(storage::get(&name).as_deref(), Some("small"));
    storage::remove(&name);
    assert_eq!(storage::get(&name), None);
}

#[wasm_bindgen_test]
fn each_pushed_address_is_one_position_further() {
    let start = address::current();
    address::push("/t/harbour-foods/home?help=");
    let pushed = address::current();
    assert_eq!(pushed.address, "/t/harbour-foods/home?help=");
    assert_eq!(pushed.position, start.position + 1);

    address::replace(&start.address);
    let replaced = address::current();
    assert_eq!(replaced.address, start.address);
    assert_eq!(replaced.position, pushed.position);
}

#[wasm_bindgen_test]
async fn a_lock_has_one_holder_and_passes_on_when_dropped() {
    let (name, another) = (random::uuid(), random::uuid());
    let first = locks::exclusive(&name).await;
    assert!(first.is_some());

    let mut given_up = locks::exclusive(&name).boxed_local();
    assert!((&mut given_up).now_or_never().is_none());
    let second = locks::exclusive(&name).boxed_local();
    // Another lock is free, and is asked for last.
    let free = locks::exclusive(&another).boxed_local();
    let Either::Right((free, second)) = select(second, free).await else {
        panic!("two holders");
    };
    assert!(free.is_some());

    drop(given_up);
    drop(first);
    assert!(second.await.is_some());
}
