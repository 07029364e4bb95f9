//! Posts and notices as pages, and the opt-out by the steps of the post of 1 September.

mod case;
mod reading;
mod steps;

use wasm_bindgen_test::wasm_bindgen_test;
use wire::problem::ProblemType;

use admin_center::words::Language;

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

const GCC: &str = "/t/cedar-county";
const POST: &str = "/t/cedar-county/messages/MC424238";
const STEPS: &str = "/t/cedar-county/messages/MC424238/opt-out";
const TITLE: &str = "Basic authentication in GCC: how to opt out in September";
const NOT_GLOBAL_ADMIN: Fate =
    Fate::Reworded(r#""role":"global_admin""#, r#""role":"other_admin""#);

#[wasm_bindgen_test]
async fn a_message_says_where_it_came_from_when_and_by_which_rule() {
    let screen = Screen::at(POST).await;
    let article = screen.article(TITLE).await;
    article
        .shows("Message Center post MC424238 · Published 1 Sept 2022")
        .await;
    article.shows("UTC R34").await;
    assert_eq!(
        screen.title(),
        format!("{TITLE} – Cedar County – Admin center")
    );
    let screen = Screen::at("/t/alder-clinic/health/EX900001").await;
    screen
        .shows("Service health notice EX900001 · Published 10 Oct 2022")
        .await;
    screen.shows("UTC R8").await;
}

#[wasm_bindgen_test]
async fn its_paragraphs_and_lists_are_paragraphs_and_lists() {
    let screen = Screen::at(POST).await;
    let article = screen.article(TITLE).await;
    let list = article.the(Role::List, "").await;
    assert_eq!(
        list.texts(Role::ListItem)[0],
        "Open the opt-out of this post."
    );
    assert!(!article.text().contains("- Open"));
}

#[wasm_bindgen_test]
async fn a_message_changes_its_language_in_place() {
    let screen = Screen::at(POST).await;
    screen.heading(TITLE).await;
    screen.combobox("Language").await.choose("日本語");
    let heading = screen
        .heading("GCC の基本認証: 9 月中のオプトアウトの手順")
        .await;
    assert_eq!(heading.attribute("lang"), None);
    screen
        .shows("メッセージ センターの投稿 MC424238 · 公開日時")
        .await;
    screen.hides("Open the opt-out of this post").await;
}

#[wasm_bindgen_test]
async fn what_was_written_in_another_language_is_marked_as_such() {
    let far_side = FarSide::new().await;
    far_side.meets(
        "MC424238",
        Fate::Reworded(r#""lang":"ja""#, r#""lang":"fr""#),
    );
    let screen = Screen::on(far_side, Language::JA, POST);
    let heading = screen.heading(TITLE).await;
    assert_eq!(heading.attribute("lang").as_deref(), Some("en"));
    screen.heading("この投稿の手順でオプトアウトする").await;
}

#[wasm_bindgen_test]
async fn a_message_that_does_not_exist_is_said_to_be_missing() {
    let screen = Screen::at("/t/cedar-county/messages/MC999999").await;
    screen.heading("There is no such message").await;
    screen.hides("ask support").await;
    screen.link("Go to Home").await.click();
    screen.is_at(GCC).await;
}

#[wasm_bindgen_test]
async fn who_misses_the_post_of_september_is_sent_to_support_in_time() {
    let far_side = FarSide::new().await;
    far_side.meets("MC424238", Fate::Declined(ProblemType::UnknownMessage));
    let screen = Screen::on(far_side, Language::EN, POST);
    screen.heading("There is no such message").await;
    screen.shows("until 30 Sept 2022 (UTC)").await;
    screen.link("Ask support for the post").await.click();
    screen
        .is_at("/t/cedar-county/help/support?q=MC424238")
        .await;
}

#[wasm_bindgen_test]
async fn a_message_that_is_not_answered_is_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("MC424238", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, POST);
    screen.heading("The message could not be loaded").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    screen.heading(TITLE).await;
}

#[wasm_bindgen_test]
async fn while_a_message_is_on_its_way_the_page_says_so() {
    let far_side = FarSide::new().await;
    far_side.meets("MC424238", Fate::OnItsWay);
    let screen = Screen::on(far_side, Language::EN, POST);
    screen.shows("Loading the message…").await;
}

#[wasm_bindgen_test]
async fn home_and_history_lead_to_what_they_speak_of() {
    let screen = Screen::at(GCC).await;
    let row = screen.row("IMAP4").await;
    let post = row.link("Follow the Message Center post: IMAP4").await;
    post.click();
    screen.is_at(POST).await;
    screen.heading(TITLE).await.gets_focus().await;
    screen.link("Home").await.click();
    let blocked = screen.row("RPC").await;
    blocked.link("Opt out as well: RPC").await.click();
    screen.is_at(POST).await;

    screen.button("Help & support").await.click();
    let pane = screen.pane("How can we help?").await;
    pane.tab("History").await.click();
    pane.link("MC424238").await.click();
    screen.is_at(POST).await;
}

#[wasm_bindgen_test]
async fn each_protocol_on_home_has_the_posts_that_speak_of_it() {
    check_links(
        "/t/alder-clinic",
        &[
            ("Exchange Web Services", &["Opt-out confirmed by MC437540"]),
            (
                "POP3",
                &["Announced by MC441751", "Notice on the day: EX900001"],
            ),
        ],
    )
    .await;
    check_links(
        "/t/willow-hotels",
        &[("IMAP4", &["Permanent end announced by MC950103"])],
    )
    .await;
}

/// Each row has these links, in this order, before the links of its next step.
async fn check_links(home: &str, rows: &[(&str, &[&str])]) {
    let screen = Screen::at(home).await;
    for (row, links) in rows {
        let row = screen.row(row).await;
        for link in *links {
            row.link(link).await;
        }
        let names = row.names(Role::Link);
        let posts: Vec<_> = names.iter().take(links.len()).collect();
        assert_eq!(posts, *links, "{names:?}");
    }
    let (row, links) = rows[0];
    let link = screen.row(row).await.link(links[0]).await;
    let id = links[0].split(' ').next_back().unwrap();
    link.click();
    screen.is_at(&format!("{home}/messages/{id}")).await;
}

#[wasm_bindgen_test]
async fn the_phases_promise_no_diagnostic_where_there_is_none() {
    let screen = Screen::at(GCC).await;
    screen.shows("back through support only").await;
    screen.hides("re-enable once per protocol").await;
    screen
        .far_side
        .time_passes("cedar-county", "2022-10-12T09:00:00Z")
        .await;
    screen
        .shows("Back through support only · 81 days left")
        .await;
    screen
        .far_side
        .time_passes("cedar-county", "2023-01-01T00:00:00Z")
        .await;
    screen.shows("Back through support only · closed").await;
}

#[wasm_bindgen_test]
async fn a_post_whose_steps_are_not_for_this_cloud_has_none() {
    let screen = Screen::at("/t/harbour-foods/messages/MC424238").await;
    screen.shows("Message Center post MC424238").await;
    screen.hides("Opt out by the steps of this post").await;
    let screen = screen
        .reload_at("/t/harbour-foods/messages/MC424238/opt-out")
        .await;
    screen.heading("Page not found").await;
}
