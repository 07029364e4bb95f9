//! The page of everything that was done or refused, and what can still be taken back there.

use admin_center::backend::in_browser::Change;
use admin_center::words::Language;
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::{FarSide, Fate};
use crate::part::next_frame;
use crate::role::Role;
use crate::screen::Screen;

const HISTORY: &str = "/t/alder-clinic/history";
const UNTOUCHED: &str = "/t/harbour-foods/history";
const DIAGNOSTIC: &str = "/t/harbour-foods/help/diagnostics/basic-auth";
const SUPPORT: &str = "/t/harbour-foods/help/support";

/// The cells of a row after its time.
type Cells = [&'static str; 7];

#[wasm_bindgen_test]
async fn each_entry_says_what_changed_for_whom_by_whom_and_by_which_rule() {
    let accepted: [Cells; 2] = [
        [
            "Accepted",
            "Re-enable: IMAP4",
            "Blocked",
            "Taking effect",
            "robin.tanaka@partner.example",
            "R47",
            "RE-2001",
        ],
        [
            "受付済み",
            "再有効化: IMAP4",
            "Microsoft により無効",
            "反映中",
            "robin.tanaka@partner.example",
            "R47",
            "RE-2001",
        ],
    ];
    let blocked: [Cells; 2] = [
        [
            "Blocked by Microsoft",
            "POP3",
            "Allowed",
            "Blocked",
            "Microsoft",
            "R6",
            "",
        ],
        [
            "Microsoft により無効化",
            "POP3",
            "有効",
            "Microsoft により無効",
            "Microsoft",
            "R6",
            "",
        ],
    ];
    for (language, at) in [(Language::EN, 0), (Language::JA, 1)] {
        let screen = Screen::on(FarSide::new().await, language, HISTORY);
        let time = ["11 Oct 2022, 08:00 UTC", "2022年10月11日 08:00 UTC"][at];
        let row = screen.row(time).await;
        assert_eq!(row.texts(Role::Cell), accepted[at]);
        let main = screen.main().await;
        let rows = main.all(Role::Row);
        let cells = rows.iter().map(|row| row.texts(Role::Cell));
        assert_eq!(cells.filter(|cells| *cells == blocked[at]).count(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_refusal_stands_there_with_its_reason_and_changes_nothing() {
    let screen = Screen::at(UNTOUCHED).await;
    let asked = screen.far_side.api();
    let asked = asked.submit("harbour-foods", Wish::ReEnable, Protocol::Imap, "k-1");
    asked.await.unwrap_err();
    let row = screen.row("12 Sept 2022").await;
    let cells = row.texts(Role::Cell);
    assert_eq!(
        cells[..6],
        [
            "Refused",
            "Re-enable: IMAP4 Refused: this cannot be requested at this time.",
            "",
            "",
            "robin.tanaka@partner.example",
            "R44",
        ]
    );
}

#[wasm_bindgen_test]
async fn what_is_looked_for_is_in_the_address_and_can_be_shared() {
    let screen = Screen::at(HISTORY).await;
    screen.shows("30 of 30 entries").await;
    screen.combobox("What").await.choose("Blocks by Microsoft");
    screen.is_at("/t/alder-clinic/history?kind=blocks").await;
    screen.shows("6 of 30 entries").await;
    screen.combobox("Protocol").await.choose("POP3");
    screen
        .is_at("/t/alder-clinic/history?kind=blocks&protocol=pop")
        .await;
    screen.shows("1 of 30 entries").await;

    let screen = screen.reload().await;
    screen.shows("1 of 30 entries").await;
    screen
        .combobox("Who")
        .await
        .choose("robin.tanaka@partner.example");
    screen.shows("Nothing matches these filters.").await;
    screen.button("Show everything").await.click();
    screen.is_at(HISTORY).await;
    screen.shows("30 of 30 entries").await;
    screen.main().await.hides("Show everything").await;
}

#[wasm_bindgen_test]
async fn a_history_that_cannot_be_read_is_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("/history", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, HISTORY);
    screen.heading("The history could not be loaded").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    screen.row("11 Oct 2022, 08:00 UTC").await;

    // What was read before still stands.
    screen.far_side.meets("/history", Fate::Lost);
    screen
        .far_side
        .changes
        .heard_of("alder-clinic", Change::Grown);
    screen.row("11 Oct 2022, 08:00 UTC").await;
}

#[wasm_bindgen_test]
async fn the_short_form_leads_to_all_of_it() {
    let screen = Screen::at("/t/alder-clinic?help=&tab=history").await;
    let pane = screen.pane("What has happened").await;
    pane.shows("Blocked → Taking effect").await;
    pane.link("All of it, with filters and export")
        .await
        .click();
    screen.is_at(HISTORY).await;
    screen.heading("History").await.gets_focus().await;
}

#[wasm_bindgen_test]
async fn a_discarded_choice_is_brought_back_after_a_reload_and_offered_no_more() {
    let screen = Screen::at(DIAGNOSTIC).await;
    screen.button("Choose protocols").await.click();
    screen.checkbox("IMAP4 (Email clients)").await.click();
    leave(&screen, "Leave these steps?").await;

    let screen = screen.reload_at(UNTOUCHED).await;
    screen
        .shows("What was chosen in the diagnostic was discarded 12 Sept 2022")
        .await;
    screen.button("Bring the choice back").await.click();
    screen.is_at(DIAGNOSTIC).await;
    screen.heading("Choose protocols").await.gets_focus().await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());

    screen.button("Help & support").await.click();
    screen.tab("History").await.click();
    let pane = screen.pane("What has happened").await;
    pane.shows("Message posted").await;
    pane.hides("discarded").await;
}

#[wasm_bindgen_test]
async fn a_discarded_ticket_is_brought_back_with_every_word_also_in_japanese() {
    let screen = Screen::in_japanese_at(SUPPORT).await;
    screen
        .text_box("問い合わせの内容")
        .await
        .type_in("8 月から受信できません。");
    screen.link("ホーム").await.click();
    let dialog = screen.dialog("チケットの作成を終了しますか?").await;
    dialog.button("終了する").await.click();
    screen.heading("基本認証").await;

    let screen = screen.reload_at(UNTOUCHED).await;
    screen.shows("未送信のチケットは 2022年9月12日").await;
    screen.button("チケットを復元").await.click();
    screen.is_at(SUPPORT).await;
    let text = screen.text_box("問い合わせの内容").await;
    text.holds("8 月から受信できません。").await;
}

#[wasm_bindgen_test]
async fn what_was_begun_since_is_not_written_over_unseen() {
    let screen = Screen::at(DIAGNOSTIC).await;
    screen.button("Choose protocols").await.click();
    screen.checkbox("IMAP4 (Email clients)").await.click();
    leave(&screen, "Leave these steps?").await;
    screen.link("Diagnostic").await.click();
    screen.button("Choose protocols").await.click();
    screen.checkbox("POP3 (Email clients)").await.click();

    // As another tab sees it: that draft is kept, and its page is not in view.
    let screen = screen.reload_at(UNTOUCHED).await;
    screen.button("Bring the choice back").await.click();
    screen
        .is_at("/t/harbour-foods/help/diagnostics/basic-auth?help=&tab=history")
        .await;
    assert!(screen.checkbox("POP3 (Email clients)").await.is_checked());
    let pane = screen.pane("What has happened").await;
    pane.button("Bring the choice back").await.click();
    next_frame().await;
    // The two have changed places.
    pane.button("Bring the choice back").await;
    assert!(screen.checkbox("IMAP4 (Email clients)").await.is_checked());
    assert!(!screen.checkbox("POP3 (Email clients)").await.is_checked());
}

async fn leave(screen: &Screen, question: &str) {
    screen.link("Home").await.click();
    let dialog = screen.dialog(question).await;
    dialog.button("Leave").await.click();
    screen.heading("Basic authentication").await;
}
