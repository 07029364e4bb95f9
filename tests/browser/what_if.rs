//! What if: an assumption that the address holds, and what would come of it.

use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::FarSide;
use crate::role::Role;
use crate::screen::Screen;

const TENANT: &str = "/t/harbour-foods/timeline/what-if";
const NOVEMBER: &str = "/t/harbour-foods/timeline/what-if?at=2022-11-20T0900Z&cloud=worldwide\
    &role=global_admin&opt-out=ews.2022-09-12T0900Z&block=imap.2022-10-10T1600Z\
    &re-enable=imap.2022-10-12T0900Z&lift=imap.2022-10-12T1000Z&block=pop.2022-10-10T1600Z";
const SUPPOSED: &str = "What is supposed to happen";

#[wasm_bindgen_test]
async fn an_address_says_what_would_come_of_it() {
    let screen = Screen::at(NOVEMBER).await;
    screen
        .heading("What would come of it by 20 Nov 2022, 09:00 UTC")
        .await;
    for (protocol, standing, next) in [
        ("Exchange Web Services", "Opted out", "Nothing to do"),
        ("IMAP4", "Re-enabled", "R19"),
        ("POP3", "Blocked", "Re-enable"),
        ("MAPI", "Allowed", "Wait"),
    ] {
        let row = screen.row(protocol).await;
        row.shows(standing).await;
        row.shows(next).await;
    }
    screen
        .region("What would come of it")
        .await
        .shows("You are here: 5 protocols")
        .await;
}

#[wasm_bindgen_test]
async fn it_is_marked_as_an_assumption_and_cannot_be_acted_on() {
    let screen = Screen::at(NOVEMBER).await;
    screen
        .shows("Nothing on this page is the state of Harbour Foods")
        .await;
    assert!(
        screen
            .title()
            .starts_with("What if – an assumption – Harbour Foods")
    );
    let main = screen.main().await;
    for name in main.names(Role::Link) {
        assert!(
            [
                "Start over with the tenant as it is",
                "Back to the timeline",
                "Newer information from Microsoft"
            ]
            .contains(&name.as_str()),
            "{name} leads to where something is done"
        );
    }
    for button in main.all(Role::Button) {
        button.click();
    }
    // Whatever was pressed, only the address has changed.
    assert_eq!(screen.far_side.submissions(), []);
    assert_eq!(screen.far_side.tickets(), []);
}

#[wasm_bindgen_test]
async fn it_begins_with_the_tenant_as_it_is() {
    let screen = Screen::at("/t/alder-clinic/timeline/what-if").await;
    let supposed = screen.region(SUPPOSED).await;
    supposed.shows("IMAP4 is re-enabled").await;
    for (protocol, standing) in [
        ("Exchange ActiveSync", "Taking effect"),
        ("Exchange Web Services", "Opted out"),
        ("IMAP4", "Re-enabled"),
        ("POP3", "Blocked"),
    ] {
        screen.row(protocol).await.shows(standing).await;
    }
}

#[wasm_bindgen_test]
async fn every_change_is_in_the_address_and_survives_a_reload() {
    let screen = Screen::at(NOVEMBER).await;
    screen.combobox("In the cloud").await.choose("GCC");
    screen
        .row("POP3")
        .await
        .shows("Open a support ticket")
        .await;
    screen
        .combobox("Seen by")
        .await
        .choose("Another administrator");
    screen
        .the(Role::DateBox, "Look at it on")
        .await
        .type_in("2022-11-21T10:30");
    screen
        .heading("What would come of it by 21 Nov 2022, 10:30 UTC")
        .await;
    let address = "/t/harbour-foods/timeline/what-if?at=2022-11-21T1030Z&cloud=gcc&role=other_admin\
        &opt-out=ews.2022-09-12T0900Z&block=pop.2022-10-10T1600Z&block=imap.2022-10-10T1600Z\
        &re-enable=imap.2022-10-12T0900Z&lift=imap.2022-10-12T1000Z";
    screen.is_at(address).await;
    let screen = screen.reload().await;
    screen
        .heading("What would come of it by 21 Nov 2022, 10:30 UTC")
        .await;
    screen.is_at(address).await;
}

#[wasm_bindgen_test]
async fn what_is_supposed_is_added_and_removed() {
    let start =
        "/t/harbour-foods/timeline/what-if?at=2022-10-20T0900Z&cloud=worldwide&role=global_admin";
    let screen = Screen::at(start).await;
    let supposed = screen.region(SUPPOSED).await;
    supposed
        .shows("Nothing has happened to any protocol.")
        .await;
    screen.combobox("Protocol").await.choose("IMAP4");
    screen.combobox("What happens").await.choose("is opted out");
    screen
        .the(Role::DateBox, "When")
        .await
        .type_in("2022-10-02T09:00");
    screen.button("Suppose it").await.click();
    supposed
        .shows("No effect. Refused: this cannot be requested at this time.")
        .await;
    supposed.shows("R36").await;
    screen.row("IMAP4").await.shows("Allowed").await;
    let remove = "Remove “2 Oct 2022, 09:00 UTC: IMAP4 is opted out”";
    screen.button(remove).await.click();
    screen.is_at(start).await;
    supposed
        .shows("Nothing has happened to any protocol.")
        .await;
}

#[wasm_bindgen_test]
async fn an_address_that_cannot_be_read_assumes_nothing() {
    let bad = "/t/harbour-foods/timeline/what-if?at=2022-11-20T0900Z&cloud=mars&role=global_admin";
    let screen = Screen::at(bad).await;
    screen
        .shows("It says “cloud=mars”, which is not understood. Nothing is assumed.")
        .await;
    assert_eq!(screen.main().await.all(Role::Row), []);
    screen.is_at(bad).await;
    screen.link("Begin with the tenant as it is").await.click();
    screen.is_at(TENANT).await;
    screen.row("IMAP4").await.shows("Allowed").await;
}

#[wasm_bindgen_test]
async fn it_is_as_whole_in_japanese() {
    let screen = Screen::on(FarSide::new().await, Language::JA, NOVEMBER);
    screen
        .heading("2022年11月20日 09:00 UTC の時点での結果")
        .await;
    screen.row("IMAP4").await.shows("再有効化済み").await;
    screen
        .region("仮定した内容")
        .await
        .shows("オプトアウトされる")
        .await;
}
