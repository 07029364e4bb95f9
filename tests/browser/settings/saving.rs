//! Review, save, undo; and what becomes of changes that cannot be saved, or not yet.

use admin_center::browser::address;
use admin_center::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{DRAWN, UNTOUCHED, pane};
use crate::far_side::Fate;
use crate::part::{Part, until};
use crate::role::Role;
use crate::screen::{Screen, asks_before_closing};
use policy::basic_auth_2022::Reason;
use policy::{Endpoint, Protocol};
use wire::modern_authentication::{Changes, Setting};
use wire::problem::ProblemType;

const IMAP: Setting = Setting::BasicAuth(Endpoint::Protocol(Protocol::Imap));
const POP: Setting = Setting::BasicAuth(Endpoint::Protocol(Protocol::Pop));

/// Somebody else turns this over.
async fn somebody_turns(screen: &Screen, tenant: &str, setting: Setting) {
    let api = screen.far_side.api();
    let read = api.modern_authentication(tenant).await.unwrap();
    let changes = Changes([(setting, !read.settings.is_on(setting))].into());
    let change = api.change_modern_authentication(tenant, &read.tag, &changes);
    change.await.unwrap();
}

async fn is_on(screen: &Screen, tenant: &str, setting: Setting) -> bool {
    let api = screen.far_side.api();
    let read = api.modern_authentication(tenant).await.unwrap();
    read.settings.is_on(setting)
}

/// With IMAP unticked, in front of the review.
async fn reviewing(screen: &Screen) -> Part {
    let pane = pane(screen).await;
    pane.checkbox("IMAP4").await.click();
    pane.button("Review 1 change").await.click();
    pane.heading("What you are about to save")
        .await
        .gets_focus()
        .await;
    pane
}

#[wasm_bindgen_test]
async fn there_is_nothing_to_save_until_something_differs() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    let review = pane.button("Review changes").await;
    assert!(review.is_unavailable());
    assert_eq!(review.description(), "Nothing differs from what is saved.");
    let imap = pane.checkbox("IMAP4").await;
    imap.click();
    assert!(!pane.button("Review 1 change").await.is_unavailable());
    imap.click();
    assert!(pane.button("Review changes").await.is_unavailable());
    imap.click();
    pane.button("Discard").await.click();
    pane.button("Review changes").await;
    assert!(imap.is_checked());
}

#[wasm_bindgen_test]
async fn the_difference_is_told_in_words_before_it_is_saved() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.checkbox("Authenticated SMTP").await.click();
    pane.checkbox("POP3").await.click();
    pane.checkbox("Exchange ActiveSync (EAS)").await.click();
    pane.button("Review 3 changes").await.click();
    pane.shows("Basic authentication becomes allowed for POP3.")
        .await;
    pane.shows("Basic authentication is no longer allowed for Exchange ActiveSync (EAS) and Authenticated SMTP.").await;
    pane.shows("Clients of IMAP4 also need Authenticated SMTP, which is off then.")
        .await;
    pane.shows("Exchange ActiveSync is in use: 15 users signed in")
        .await;
    pane.shows("It is written to the authentication policy “Block POP”.")
        .await;
    pane.button("Back").await.click();
    pane.heading("Modern authentication")
        .await
        .gets_focus()
        .await;
    assert!(pane.checkbox("POP3").await.is_checked());
}

#[wasm_bindgen_test]
async fn outlook_is_warned_about_without_modern_authentication() {
    let screen = Screen::at(UNTOUCHED).await;
    let pane = pane(&screen).await;
    let modern =
        "Turn on modern authentication for Outlook 2013 for Windows and later (recommended)";
    pane.checkbox(modern).await.click();
    pane.checkbox("Outlook client").await.click();
    pane.button("Review 5 changes").await.click();
    pane.shows("Outlook needs modern authentication. Turn it on first.")
        .await;
}

#[wasm_bindgen_test]
async fn what_is_saved_is_said_with_the_policy_and_can_be_undone() {
    let screen = Screen::at(UNTOUCHED).await;
    let pane = reviewing(&screen).await;
    pane.shows("An authentication policy is made that allows everything else")
        .await;
    pane.button("Save").await.click();
    pane.shows("The authentication policy “Basic authentication (Org settings)” was made.")
        .await;
    pane.shows("A change may take up to 24 hours to apply.")
        .await;
    pane.heading("Modern authentication")
        .await
        .gets_focus()
        .await;
    assert!(!is_on(&screen, "harbour-foods", IMAP).await);

    pane.button("Undo").await.click();
    pane.shows("Written to the authentication policy “Basic authentication (Org settings)”")
        .await;
    assert!(is_on(&screen, "harbour-foods", IMAP).await);
    assert!(pane.checkbox("IMAP4").await.is_checked());
}

#[wasm_bindgen_test]
async fn somebody_who_was_faster_is_seen_and_not_overwritten() {
    let screen = Screen::at(DRAWN).await;
    let pane = reviewing(&screen).await;
    somebody_turns(&screen, "alder-clinic", POP).await;
    pane.button("Save").await.click();
    pane.heading("Somebody else was faster")
        .await
        .gets_focus()
        .await;
    pane.shows("Robin Tanaka changed these settings at").await;
    let cells = |row: Part| row.texts(Role::Cell);
    assert_eq!(
        cells(pane.row("Basic authentication: POP3").await),
        ["Not allowed", "Not allowed", "Allowed", "Allowed"]
    );
    assert_eq!(
        cells(pane.row("Basic authentication: IMAP4").await),
        ["Allowed", "Not allowed", "Allowed", "Not allowed"]
    );
    assert!(
        is_on(&screen, "alder-clinic", IMAP).await,
        "nothing was saved yet"
    );

    pane.button("Save mine, keep theirs").await.click();
    pane.shows("Written to the authentication policy “Block POP”")
        .await;
    assert!(!is_on(&screen, "alder-clinic", IMAP).await);
    assert!(is_on(&screen, "alder-clinic", POP).await);
}

#[wasm_bindgen_test]
async fn whoever_gives_way_leaves_what_the_other_made() {
    let screen = Screen::at(DRAWN).await;
    let pane = reviewing(&screen).await;
    somebody_turns(&screen, "alder-clinic", POP).await;
    pane.button("Save").await.click();
    pane.button("Discard mine").await.click();
    assert!(pane.checkbox("IMAP4").await.is_checked());
    assert!(pane.checkbox("POP3").await.is_checked());
    assert!(pane.button("Review changes").await.is_unavailable());
}

#[wasm_bindgen_test]
async fn a_change_by_somebody_else_shows_where_nothing_was_begun() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    assert!(!pane.checkbox("POP3").await.is_checked());
    somebody_turns(&screen, "alder-clinic", POP).await;
    pane.the(Role::Group, "POP3")
        .await
        .shows("Policy does not block")
        .await;
    assert!(pane.checkbox("POP3").await.is_checked());
}

#[wasm_bindgen_test]
async fn an_answer_that_is_lost_saves_nothing_twice() {
    let screen = Screen::at(DRAWN).await;
    let pane = reviewing(&screen).await;
    screen
        .far_side
        .meets("AllowBasicAuthImap", Fate::AnswerLost);
    pane.button("Save").await.click();
    pane.shows("No answer came.").await;
    screen.far_side.mend();
    pane.button("Save again").await.click();
    pane.shows("Written to the authentication policy “Block POP”")
        .await;
    assert!(!is_on(&screen, "alder-clinic", IMAP).await);
    let history = screen.far_side.api().history("alder-clinic").await.unwrap();
    let changes = history
        .events
        .iter()
        .filter(|event| !event.changes.is_empty());
    assert_eq!(changes.count(), 2, "the one from August, and this");
}

#[wasm_bindgen_test]
async fn a_refusal_says_why_and_keeps_the_changes() {
    let screen = Screen::at(DRAWN).await;
    let pane = reviewing(&screen).await;
    let refused = ProblemType::Refused(Reason::Role);
    screen
        .far_side
        .meets("AllowBasicAuthImap", Fate::Declined(refused));
    pane.button("Save").await.click();
    pane.the(Role::Alert, "").await.shows("Not saved").await;
    assert!(!pane.names(Role::Button).contains(&"Save".to_owned()));
    pane.button("Back").await.click();
    assert!(!pane.checkbox("IMAP4").await.is_checked());
}

#[wasm_bindgen_test]
async fn unsaved_changes_are_not_left_unasked() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.checkbox("IMAP4").await.click();
    pane.button("Close modern authentication").await.click();
    let question = screen.dialog("Leave these settings?").await;
    question.button("Stay").await.click();
    screen.is_at(DRAWN).await;
    assert!(!pane.checkbox("IMAP4").await.is_checked());
    screen.link("Home").await.click();
    screen
        .dialog("Leave these settings?")
        .await
        .button("Leave")
        .await
        .click();
    screen
        .heading("Basic authentication")
        .await
        .gets_focus()
        .await;
}

#[wasm_bindgen_test]
async fn unsaved_changes_are_asked_about_on_the_way_back() {
    let screen = Screen::at("/t/alder-clinic/settings/services").await;
    screen.link("Modern authentication").await.click();
    screen.is_at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.checkbox("IMAP4").await.click();
    address::go(-1);
    let question = screen.dialog("Leave these settings?").await;
    screen.is_at(DRAWN).await;
    question.button("Stay").await.click();
    question.goes().await;
    assert!(!pane.checkbox("IMAP4").await.is_checked());

    address::go(-1);
    let question = screen.dialog("Leave these settings?").await;
    question.button("Leave").await.click();
    screen.is_at("/t/alder-clinic/settings/services").await;
    pane.goes().await;
    screen.link("Modern authentication").await.click();
    pane_again(&screen).await;
}

#[wasm_bindgen_test]
async fn unsaved_changes_are_asked_about_before_another_tenant() {
    let screen = Screen::at(DRAWN).await;
    pane(&screen).await.checkbox("IMAP4").await.click();
    let tenants = screen.combobox("Tenant").await;
    tenants.choose("Kestrel Bank · a re-enable is overdue");
    let question = screen.dialog("Leave these settings?").await;
    screen.is_at(DRAWN).await;
    question.button("Stay").await.click();
    question.goes().await;
    tenants.holds("alder-clinic").await;
    assert!(!screen.checkbox("IMAP4").await.is_checked());

    tenants.choose("Kestrel Bank · a re-enable is overdue");
    let question = screen.dialog("Leave these settings?").await;
    question.button("Leave").await.click();
    let home = screen.heading("Basic authentication").await;
    home.gets_focus().await;
    screen.is_at("/t/kestrel-bank").await;
    let screen = screen.reload_at(DRAWN).await;
    pane_again(&screen).await;
}

/// With nothing left of what was changed.
async fn pane_again(screen: &Screen) {
    let pane = pane(screen).await;
    assert!(pane.checkbox("IMAP4").await.is_checked());
    pane.button("Review changes").await;
}

#[wasm_bindgen_test]
async fn the_tab_is_not_closed_unasked_while_something_is_unsaved() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    let imap = pane.checkbox("IMAP4").await;
    assert!(!asks_before_closing());
    imap.click();
    pane.button("Review 1 change").await;
    let missing = || "nobody is asked".to_owned();
    until(missing, || asks_before_closing().then_some(())).await;
    imap.click();
    let missing = || "somebody is asked about nothing".to_owned();
    until(missing, || (!asks_before_closing()).then_some(())).await;
}

#[wasm_bindgen_test]
async fn another_language_loses_nothing_that_is_unsaved_and_asks_nothing() {
    let screen = Screen::at(DRAWN).await;
    let pane = pane(&screen).await;
    pane.checkbox("IMAP4").await.click();
    pane.button("Review 1 change").await;
    screen.combobox("Language").await.choose("日本語");
    let pane = screen.pane("先進認証").await;
    assert!(!pane.checkbox("IMAP4").await.is_checked());
    assert!(screen.all(Role::Dialog).is_empty());
    pane.button("1 件の変更を確認").await.click();
    pane.heading("保存する内容").await;
    // Also in the step after.
    screen.combobox("言語").await.choose("English");
    screen.heading("What you are about to save").await;
    let pane = screen.pane("Modern authentication").await;
    pane.button("Save").await.click();
    pane.shows("Saved").await;
    assert!(!is_on(&screen, "alder-clinic", IMAP).await);
}

#[wasm_bindgen_test]
async fn unsaved_changes_survive_a_reload() {
    let screen = Screen::at(DRAWN).await;
    pane(&screen).await.checkbox("IMAP4").await.click();
    let screen = screen.reload().await;
    let pane = pane(&screen).await;
    pane.button("Review 1 change").await;
    assert!(!pane.checkbox("IMAP4").await.is_checked());
}

#[wasm_bindgen_test]
async fn the_history_says_what_was_before_and_after_in_both_languages() {
    let screen = Screen::at(DRAWN).await;
    somebody_turns(&screen, "alder-clinic", IMAP).await;
    let far_side = screen.far_side.clone();
    for (language, says) in [
        (
            Language::EN,
            "Basic authentication: IMAP4: Allowed → Not allowed",
        ),
        (Language::JA, "基本認証: IMAP4: 許可 → 許可しない"),
    ] {
        let address = "/t/alder-clinic?help=&tab=history";
        let screen = Screen::on(far_side.opened_again().await, language, address);
        screen.shows(says).await;
        screen.shows("Block POP").await;
    }
}
