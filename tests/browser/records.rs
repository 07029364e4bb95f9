//! A tenant's records as a whole: exported, replaced, brought back, while other tabs are at work.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use admin_center::api::{Api, ApiError, Cause};
use admin_center::backend::in_browser::{Change, Fault, InBrowser, Keeping};
use admin_center::browser::clock;
use admin_center::browser::store::{Lives, Store, Trouble};
use futures::FutureExt;
use futures::future::{Either, join_all, join3, select};
use policy::{Protocol, Wish};
use service::Archive;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::clock::Move;
use wire::receipt::Receipt;
use wire::session::TenantCard;

use crate::database::{Without, committed, new_database, restore};
use crate::diagnostic::{checked, submit};
use crate::far_side::Fate;
use crate::part::{Part, next_frame};
use crate::role::Role;
use crate::screen::Screen;

/// September: every protocol can be opted out.
const TENANT: &str = "harbour-foods";

#[wasm_bindgen_test]
async fn export_reset_and_import_give_the_same_file() {
    let tab = Tab::of(&new_database()).await;
    exported_reset_and_imported(&tab).await;
}

#[wasm_bindgen_test]
async fn without_a_database_they_do_as_well() {
    let _without_database = Without::the("window", "indexedDB");
    let tab = Tab::of(&new_database()).await;
    assert_eq!(tab.backend.keeping(), Keeping::MemoryOnly);
    exported_reset_and_imported(&tab).await;
    replaced_and_undone(&tab).await;
}

async fn exported_reset_and_imported(tab: &Tab) {
    tab.live().await;
    let exported = tab.export().await;

    tab.reset().await;
    let first = tab.backend.first_records(TENANT).unwrap();
    assert_eq!(tab.export().await, first.to_json());
    assert_eq!(tab.receipts().await, []);

    let file = Archive::from_json(&exported, &tab.card().await).unwrap();
    tab.backend.replace(&file).await.unwrap();
    assert_eq!(tab.export().await, exported);
    assert_eq!(tab.receipts().await.len(), 1);
}

#[wasm_bindgen_test]
async fn an_undo_brings_back_the_same_file_and_can_itself_be_undone() {
    let tab = Tab::of(&new_database()).await;
    replaced_and_undone(&tab).await;
}

async fn replaced_and_undone(tab: &Tab) {
    tab.live().await;
    let lived = tab.export().await;
    tab.reset().await;
    let reset = tab.export().await;
    // The time of a life that was replaced stands still.
    tab.pass(Duration::from_hours(1));
    for _ in 0..2 {
        assert_eq!(tab.undoable().await, Some(lived.clone()));
        tab.undo().await;
        assert_eq!(tab.export().await, lived);
        tab.undo().await;
    }
    assert_ne!(tab.export().await, reset, "this one's time has passed");
}

#[wasm_bindgen_test]
async fn what_was_brought_back_is_lived_on() {
    let database = new_database();
    let tab = Tab::of(&database).await;
    tab.live().await;
    tab.reset().await;
    tab.opt_out(Protocol::Pop, "k-2").await.unwrap();
    tab.undo().await;
    tab.opt_out(Protocol::Eas, "k-3").await.unwrap();
    let protocols = |receipts: Vec<Receipt>| -> Vec<_> {
        receipts.iter().map(|receipt| receipt.protocol).collect()
    };
    let expected = [Protocol::Eas, Protocol::Imap];
    assert_eq!(protocols(tab.receipts().await), expected);
    let reopened = Tab::of(&database).await;
    assert_eq!(protocols(reopened.receipts().await), expected);
    reopened.undo().await;
    assert_eq!(protocols(reopened.receipts().await), [Protocol::Pop]);
}

#[wasm_bindgen_test]
async fn an_undo_is_there_after_closing_and_opening_until_the_next_replacement() {
    let database = new_database();
    let tab = Tab::of(&database).await;
    assert_eq!(tab.undoable().await, None);
    tab.live().await;
    let lived = tab.export().await;
    tab.reset().await;

    let reopened = Tab::of(&database).await;
    assert_eq!(reopened.undoable().await, Some(lived));
    reopened.opt_out(Protocol::Pop, "k-2").await.unwrap();
    let lived = reopened.export().await;
    reopened.reset().await;
    assert_eq!(reopened.undoable().await, Some(lived));
    // Nothing is left of the life before.
    let kept: serde_json::Value =
        serde_json::from_str(&reopened.backend.export().await.unwrap()).unwrap();
    let owners: BTreeSet<_> = kept["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row[0][0].as_str().unwrap())
        .collect();
    assert_eq!(owners.len(), 2, "{owners:?}");
}

#[wasm_bindgen_test]
async fn replaced_means_that_the_disk_has_it() {
    let database = new_database();
    let tab = Tab::of(&database).await;
    tab.live().await;
    let committed = committed(&database);
    tab.reset().await;
    let is_strict = |durability: &&str| *durability == "strict";
    assert_eq!(committed().split(' ').filter(is_strict).count(), 1);
}

#[wasm_bindgen_test]
async fn another_tab_finds_the_new_life_and_its_earlier_time() {
    let database = new_database();
    let (one, other) = (Tab::of(&database).await, Tab::of(&database).await);
    one.live().await;
    assert_eq!(other.receipts().await.len(), 1);
    let later = other.now().await;

    one.reset().await;
    assert!(other.now().await < later);
    assert_eq!(other.receipts().await, []);
    assert_eq!(other.replacements(), 1);
    assert_eq!(one.replacements(), 1);

    // Nor does it matter that the two lives are equally long.
    other.opt_out(Protocol::Pop, "k-2").await.unwrap();
    let day = Move::ForwardSeconds(86_400);
    other.api.move_clock(TENANT, day).await.unwrap();
    one.undo().await;
    assert_eq!(other.receipts().await[0].protocol, Protocol::Imap);
    assert_eq!(other.replacements(), 2);
}

#[wasm_bindgen_test]
async fn other_tabs_are_told_of_a_replacement_within_a_second() {
    let database = new_database();
    let (one, other) = (Tab::of(&database).await, Tab::of(&database).await);
    one.live().await;
    other.receipts().await;
    let before = other.changes.borrow().len();
    one.reset().await;
    let told = async {
        while other.changes.borrow().len() == before {
            clock::sleep(Duration::from_millis(10)).await;
        }
    };
    let a_second = clock::sleep(Duration::from_secs(1)).boxed_local();
    let Either::Left(_) = select(told.boxed_local(), a_second).await else {
        panic!("not told within a second");
    };
}

#[wasm_bindgen_test]
async fn requests_under_way_end_in_the_life_for_which_they_were_made() {
    // The lock is given in the order in which it was asked for.
    assert_eq!(one_replaces_while_the_other_appends().await, 10);
}

#[wasm_bindgen_test]
async fn without_locks_they_do_so_as_well() {
    let _without_locks = Without::the("navigator", "locks");
    one_replaces_while_the_other_appends().await;
}

/// Twenty requests of one tab, and in the middle of them a reset by another. How many were accepted?
async fn one_replaces_while_the_other_appends() -> usize {
    let database = new_database();
    let (one, other) = (Tab::of(&database).await, Tab::of(&database).await);
    one.receipts().await;
    other.receipts().await;
    let keys: Vec<_> = (0..20).map(|number| format!("k-{number}")).collect();
    let ask = |keys: &[String]| {
        let asked = keys.iter().map(|key| (&other, key.clone()));
        join_all(asked.map(|(tab, key)| async move { tab.opt_out(Protocol::Imap, &key).await }))
    };
    let (early, (), late) = join3(ask(&keys[..10]), one.reset(), ask(&keys[10..])).await;

    let first = one.backend.first_records(TENANT).unwrap();
    assert_eq!(one.export().await, first.to_json());
    let accepted: BTreeSet<_> = early
        .into_iter()
        .chain(late)
        .filter_map(|answer| match answer {
            Ok(receipt) => Some(receipt.number),
            Err(error) => {
                assert_eq!(error.cause, Cause::Unanswered);
                None
            }
        })
        .collect();
    one.undo().await;
    let kept = other.receipts().await.into_iter();
    let kept: BTreeSet<_> = kept.map(|receipt| receipt.number).collect();
    assert_eq!(kept, accepted);
    kept.len()
}

#[wasm_bindgen_test]
async fn a_request_that_is_sent_again_after_a_reset_has_no_effect() {
    let database = new_database();
    let (one, other) = (Tab::of(&database).await, Tab::of(&database).await);
    other.receipts().await;
    other.backend.fail_next(Fault::TimeOut);
    let lost = other.opt_out(Protocol::Imap, "k-1").boxed_local();
    let Either::Right(((), _)) = select(lost, one.reset().boxed_local()).await else {
        panic!("a time-out answered");
    };
    // It knows by now, and still the request is of the life before.
    assert_eq!(other.receipts().await, []);
    let again = other.opt_out(Protocol::Imap, "k-1").await;
    assert_eq!(again.unwrap_err().cause, Cause::Unanswered);
    assert_eq!(other.receipts().await, []);

    // Where that life goes on, the request does.
    one.undo().await;
    assert_eq!(other.receipts().await, []);
    let receipt = other.opt_out(Protocol::Imap, "k-1").await.unwrap();
    assert_eq!(one.receipts().await, [receipt]);
}

#[wasm_bindgen_test]
async fn a_clock_is_not_moved_in_another_life() {
    let database = new_database();
    let (one, other) = (Tab::of(&database).await, Tab::of(&database).await);
    let start = other.now().await;
    one.reset().await;
    let day = Move::ForwardSeconds(86_400);
    let moved = other.api.move_clock(TENANT, day).await;
    assert_eq!(moved.unwrap_err().cause, Cause::Unanswered);
    assert_eq!(one.now().await, start);
}

#[wasm_bindgen_test]
async fn the_first_layout_can_be_replaced_and_brought_back() {
    let database = new_database();
    restore(&database, include_str!("../fixtures/layout-1.json")).await;
    let tab = Tab::of(&database).await;
    let numbers = async || -> Vec<_> {
        let receipts = tab.receipts().await.into_iter();
        receipts.map(|receipt| receipt.number).collect()
    };
    assert_eq!(numbers().await, ["RE-2001", "OO-1001"]);
    let exported = tab.export().await;
    tab.reset().await;
    assert!(numbers().await.is_empty());
    tab.undo().await;
    assert_eq!(numbers().await, ["RE-2001", "OO-1001"]);
    assert_eq!(tab.export().await, exported);
}

#[wasm_bindgen_test]
async fn the_second_layout_opens_in_this_version() {
    let database = new_database();
    restore(&database, include_str!("../fixtures/layout-2.json")).await;
    let tab = Tab::of(&database).await;
    let numbers = async || -> Vec<_> {
        let receipts = tab.receipts().await.into_iter();
        receipts.map(|receipt| receipt.number).collect()
    };
    assert_eq!(numbers().await, ["OO-1001"]);
    tab.undo().await;
    assert_eq!(numbers().await, ["RE-2001", "OO-1001"]);
}

#[wasm_bindgen_test]
async fn a_life_that_is_over_takes_no_more_records() {
    let database = new_database();
    let store = Store::open(&database).await.unwrap();
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|&text| text.to_owned())
            .collect::<Vec<_>>()
    };
    store
        .append("log", 0, 0, &texts(&["a", "b"]), None)
        .await
        .unwrap();
    let first = Lives::default();
    let second = store
        .replace("log", first, "late", &texts(&["x"]), "early")
        .await;
    let second = second.unwrap();
    let before = admin_center::browser::store::export(&database)
        .await
        .unwrap();

    // At the end of the old life, and at a free position of the new one.
    for (life, length) in [(0, 2), (0, 1), (7, 1)] {
        let late = store
            .append("log", life, length, &texts(&["c"]), Some("s"))
            .await;
        assert_eq!(late, Err(Trouble::Conflict), "{life}: {length}");
    }
    let again = store.replace("log", first, "", &texts(&["y"]), "").await;
    assert_eq!(again, Err(Trouble::Conflict));
    let back = store.bring_back("log", second.next(), "").await;
    assert_eq!(back, Err(Trouble::Conflict));
    let after = admin_center::browser::store::export(&database)
        .await
        .unwrap();
    assert_eq!(after, before);
}

#[wasm_bindgen_test]
async fn a_preview_follows_what_other_tabs_do() {
    let screen = Screen::at("/t/harbour-foods").await;
    let dialog = preview_of_a_reset(&screen).await;
    dialog.row("Receipts").await.shows("Receipts 0 0").await;
    let api = screen.far_side.opened_again().await.api();
    let asked = api
        .submit(TENANT, Wish::OptOut, Protocol::Imap, "k-1")
        .await;
    asked.unwrap();
    dialog.row("Receipts").await.shows("Receipts 1 0").await;
}

#[wasm_bindgen_test]
async fn who_gives_up_choosing_a_file_is_still_in_the_menu() {
    let screen = Screen::at("/t/harbour-foods").await;
    let dialog = preview_of_a_reset(&screen).await;
    dialog.button("Back").await.click();
    let menu = screen.dialog("Records of Harbour Foods").await;
    menu.the(Role::FileBox, "Import a file").await.cancel();
    next_frame().await;
    assert!(menu.is_shown());
    menu.cancel();
    menu.goes().await;
}

#[wasm_bindgen_test]
async fn what_could_not_be_replaced_is_said_to_be_as_it_was() {
    let screen = Screen::at("/t/harbour-foods").await;
    let dialog = preview_of_a_reset(&screen).await;
    // A newer version in another tab takes the database over.
    restore(&screen.far_side.database, r#"{"layout":3}"#).await;
    dialog.button("Reset").await.click();
    let dialog = screen.dialog("Nothing was replaced").await;
    dialog
        .heading("Nothing was replaced")
        .await
        .gets_focus()
        .await;
    dialog.shows("Reload the page").await;
    dialog.button("Close").await.click();
    dialog.goes().await;
}

#[wasm_bindgen_test]
async fn what_was_sent_to_the_life_before_is_not_sent_to_the_next() {
    let address = "/t/harbour-foods/help/diagnostics/basic-auth";
    let screen = checked(Screen::at(address).await, &["IMAP4 (Email clients)"]).await;
    screen.far_side.meets("imap", Fate::OnItsWay);
    submit(&screen, "Harbour Foods", "Opt IMAP4 out").await;
    screen.article("IMAP4").await.shows("On its way").await;

    let other = screen.far_side.opened_again().await.host;
    let first = other.first_records(TENANT).unwrap();
    other.replace(&first).await.unwrap();
    let findings = screen.heading("What the tests found").await;
    findings.gets_focus().await;

    // Nor does it come back with the page.
    screen.far_side.mend();
    let screen = screen.reload().await;
    screen.heading("What the tests found").await;
    assert_eq!(screen.far_side.submissions(), []);
}

async fn preview_of_a_reset(screen: &Screen) -> Part {
    screen.row("IMAP4").await;
    let clock = "Simulated 12 Sept 2022, 09:00 UTC";
    screen.button(clock).await.click();
    screen.button("Records of this tenant").await.click();
    let menu = screen.dialog("Records of Harbour Foods").await;
    menu.button("Reset").await.click();
    let preview = screen.dialog("Reset Harbour Foods?").await;
    let heading = preview.heading("Reset Harbour Foods?").await;
    heading.gets_focus().await;
    preview
}

/// One page of the browser, whose time passes as the test has it.
struct Tab {
    backend: InBrowser,
    api: Api,
    elapsed: Rc<Cell<Duration>>,
    changes: Rc<RefCell<Vec<Change>>>,
}

impl Tab {
    async fn of(database: &str) -> Self {
        let elapsed = Rc::new(Cell::new(Duration::ZERO));
        let changes = Rc::new(RefCell::new(Vec::new()));
        let passed = Rc::clone(&elapsed);
        let heard = Rc::clone(&changes);
        let backend = InBrowser::open(
            database,
            move || passed.get(),
            move |tenant, change| {
                assert_eq!(tenant, TENANT);
                heard.borrow_mut().push(change);
            },
        )
        .await;
        Self {
            api: Api::new(backend.clone(), |_| {}),
            backend,
            elapsed,
            changes,
        }
    }

    /// Opts IMAP out, and a day passes, and a second in which nothing is noted.
    async fn live(&self) {
        self.opt_out(Protocol::Imap, "k-1").await.unwrap();
        let day = Move::ForwardSeconds(86_400);
        self.api.move_clock(TENANT, day).await.unwrap();
        self.pass(Duration::from_secs(1));
    }

    fn pass(&self, time: Duration) {
        self.elapsed.set(self.elapsed.get() + time);
    }

    async fn export(&self) -> String {
        self.backend.records(TENANT).await.unwrap().to_json()
    }

    async fn reset(&self) {
        let first = self.backend.first_records(TENANT).unwrap();
        self.backend.replace(&first).await.unwrap();
    }

    async fn undo(&self) {
        self.backend.bring_back(TENANT).await.unwrap();
    }

    async fn undoable(&self) -> Option<String> {
        let replaced = self.backend.replaced_records(TENANT).await.unwrap();
        replaced.map(|archive| archive.to_json())
    }

    async fn opt_out(&self, protocol: Protocol, key: &str) -> Result<Receipt, ApiError> {
        self.api.submit(TENANT, Wish::OptOut, protocol, key).await
    }

    async fn receipts(&self) -> Vec<Receipt> {
        self.api.receipts(TENANT).await.unwrap().receipts
    }

    async fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.api.clock(TENANT).await.unwrap().now
    }

    async fn card(&self) -> TenantCard {
        let session = self.api.session().await.unwrap();
        let mut cards = session.tenants.into_iter();
        cards.find(|card| card.id == TENANT).unwrap()
    }

    fn replacements(&self) -> usize {
        let changes = self.changes.borrow();
        changes
            .iter()
            .filter(|change| **change == Change::Replaced)
            .count()
    }
}
