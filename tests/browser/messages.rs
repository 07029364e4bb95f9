//! Message center: the list, what narrows it, and what its reader marks.

use wasm_bindgen_test::wasm_bindgen_test;
use wire::collection::{Condition, List};
use wire::problem::ProblemType;

use admin_center::browser::address;
use admin_center::words::Language;

use crate::far_side::{FarSide, Fate};
use crate::part::{Part, event, next_frame, until};
use crate::role::Role;
use crate::screen::Screen;

const ALDER: &str = "/t/alder-clinic/messages";
const HARBOUR: &str = "/t/harbour-foods/messages";
const PLAN: &str = "Basic authentication: opt out in September, or re-enable once from October";
const TEAMS: &str = "Microsoft Teams: channels can be archived";
/// The two newest.
const AHEAD: &str = "Basic authentication will be turned off in about 7 days";
const USAGE: &str = "Basic authentication usage report for September 2022";

/// The rows of posts in the page, without the one that names the columns.
fn posts(screen: &Screen) -> Vec<Part> {
    let rows = screen.all(Role::Row).into_iter();
    rows.filter(|row| row.attribute("aria-rowindex").is_some_and(|at| at != "1"))
        .collect()
}

async fn shows_posts(screen: &Screen, count: usize) -> Vec<Part> {
    let missing = || format!("{count} posts expected, not {}", posts(screen).len());
    until(missing, || {
        Some(posts(screen)).filter(|posts| posts.len() == count)
    })
    .await
}

async fn post(screen: &Screen, title: &str) -> Part {
    let missing = || format!("no post is called {title}");
    until(missing, || {
        posts(screen)
            .into_iter()
            .find(|row| row.text().contains(title))
    })
    .await
}

#[wasm_bindgen_test]
async fn the_list_says_what_each_post_is_where_it_comes_from_and_by_when_to_act() {
    let screen = Screen::at(HARBOUR).await;
    screen.heading("Message center").await;
    let plan = post(&screen, PLAN).await;
    plan.shows("MC424238 · Exchange Online · Plan for change · Published 1 Sept 2022 (UTC)")
        .await;
    plan.shows("Act by the end of 30 Sept 2022 (UTC) 19 days left")
        .await;
    plan.shows("Unread").await;
    assert!(screen.title().starts_with("Message center – "));
    screen
        .far_side
        .time_passes("harbour-foods", "2022-09-30T21:30:00Z")
        .await;
    post(&screen, PLAN)
        .await
        .shows("Act by the end of 30 Sept 2022 (UTC) 3 hours left")
        .await;
    screen
        .far_side
        .time_passes("harbour-foods", "2022-10-01T00:00:00Z")
        .await;
    post(&screen, PLAN)
        .await
        .shows("The deadline has passed")
        .await;
}

#[wasm_bindgen_test]
async fn what_narrows_the_list_stands_in_the_address_and_comes_from_it() {
    let screen = Screen::at(ALDER).await;
    screen.combobox("Service").await.choose("Microsoft Teams");
    screen
        .is_at(&format!("{ALDER}?service=Microsoft%20Teams"))
        .await;
    shows_posts(&screen, 1).await;
    screen.combobox("Service").await.choose("All services");
    screen
        .combobox("Category")
        .await
        .choose("Prevent or fix an issue");
    screen
        .is_at(&format!("{ALDER}?category=preventOrFixIssue"))
        .await;
    shows_posts(&screen, 1).await;
    screen.combobox("Category").await.choose("All categories");
    screen.combobox("Tag").await.choose("Updated message");
    shows_posts(&screen, 1).await;
    screen.button("Due").await.click();
    screen
        .is_at(&format!("{ALDER}?tag=Updated%20message&is=due"))
        .await;
    screen.shows("No message matches.").await;
    let due = screen.button("Due").await;
    assert_eq!(due.attribute("aria-pressed").as_deref(), Some("true"));
    screen.button("Show all messages").await.click();
    screen.is_at(ALDER).await;

    let screen = screen
        .reload_at(&format!("{ALDER}?is=unread&service=Nothing"))
        .await;
    screen.combobox("Service").await.holds("Nothing").await;
    screen.shows("0 messages").await;
}

#[wasm_bindgen_test]
async fn posts_are_searched_by_title_and_number_in_either_language() {
    for (language, label, typed, found) in [
        (Language::EN, "Search the messages", "channel", TEAMS),
        (Language::EN, "Search the messages", "MC4242", PLAN),
        (
            Language::EN,
            "Search the messages",
            "10 月以降の 1 回限り",
            PLAN,
        ),
        (Language::JA, "メッセージを検索", "ＴＥＡＭＳ", TEAMS),
    ] {
        let screen = Screen::on(FarSide::new().await, language, ALDER);
        screen.search_box(label).await.type_in(typed);
        post(&screen, found).await;
        shows_posts(&screen, 1).await;
    }
}

#[wasm_bindgen_test]
async fn a_post_in_another_language_keeps_it() {
    let screen = Screen::in_japanese_at(&format!("{ALDER}?category=stayInformed&q=teams")).await;
    let teams = post(&screen, TEAMS).await.link(TEAMS).await;
    assert_eq!(teams.attribute("lang").as_deref(), Some("en"));
    let screen = screen.reload_at(ALDER).await;
    let ahead = post(&screen, "約 7 日後に基本認証が無効化されます").await;
    assert_eq!(ahead.all(Role::Link)[0].attribute("lang"), None);
}

#[wasm_bindgen_test]
async fn a_star_is_kept_and_can_be_undone() {
    let screen = Screen::at(ALDER).await;
    let star = |screen: &Screen| {
        let name = format!("Favourite: {AHEAD}");
        let row = posts(screen)
            .into_iter()
            .find(|row| row.text().contains(AHEAD));
        row.and_then(|row| {
            row.all(Role::Button)
                .into_iter()
                .find(|it| it.text() == name)
        })
    };
    let is = |screen: &Screen, pressed: &str| {
        star(screen).filter(|star| star.attribute("aria-pressed").as_deref() == Some(pressed))
    };
    let wanted = || "a star".to_owned();
    until(wanted, || is(&screen, "false")).await.click();
    until(wanted, || is(&screen, "true")).await;
    are_starred(&screen, 1).await;
    screen.shows("1 message added to favourites.").await;
    screen.button("Undo").await.click();
    are_starred(&screen, 0).await;
    until(wanted, || is(&screen, "false")).await.click();
    until(wanted, || is(&screen, "true")).await;
    screen.button("Favourites").await.click();
    shows_posts(&screen, 1).await;
    are_starred(&screen, 1).await;
    let screen = screen.reload().await;
    shows_posts(&screen, 1).await;
}

/// Waits until so many are, as the far side has it.
async fn are_starred(screen: &Screen, count: usize) {
    let is_favorite = List {
        filter: vec![Condition::Is("viewPoint/isFavorited".to_owned(), true)],
        ..List::default()
    };
    let api = screen.far_side.api();
    let mut starred = 0;
    for _ in 0..500 {
        let posts = api.messages("alder-clinic", is_favorite.clone());
        starred = posts.await.unwrap().value.len();
        if starred == count {
            return;
        }
        next_frame().await;
    }
    panic!("{count} starred posts expected, not {starred}");
}

#[wasm_bindgen_test]
async fn several_posts_are_archived_at_once_and_come_back() {
    let screen = Screen::at(ALDER).await;
    let all = posts_of(&screen).await;
    for title in [USAGE, AHEAD] {
        screen.checkbox(&format!("Select: {title}")).await.click();
    }
    screen.shows("2 selected").await;
    screen.button("Archive").await.click();
    screen.shows("2 messages archived.").await;
    screen.shows(&format!("{} messages", all - 2)).await;
    screen.hides(AHEAD).await;
    screen.button("Archived").await.click();
    screen.shows("2 messages").await;
    screen.button("Archived").await.click();
    screen.button("Undo").await.click();
    screen.shows(&format!("{all} messages")).await;
    post(&screen, AHEAD).await;

    screen.checkbox("Select all").await.click();
    screen.shows(&format!("{all} selected")).await;
    screen.button("Mark as read").await.click();
    screen.button("Unread").await.click();
    screen.shows("0 messages").await;
}

/// How many there are.
async fn posts_of(screen: &Screen) -> usize {
    let missing = || "how many messages there are".to_owned();
    let count = || {
        let statuses = screen.texts(Role::Status).into_iter();
        let mut counts = statuses.filter_map(|text| text.strip_suffix(" messages")?.parse().ok());
        counts.next()
    };
    until(missing, count).await
}

#[wasm_bindgen_test]
async fn who_reads_a_post_has_read_it_and_can_take_that_back() {
    let screen = Screen::at(ALDER).await;
    post(&screen, AHEAD).await.link(AHEAD).await.click();
    screen.is_at(&format!("{ALDER}/MC441751")).await;
    let unread = screen.button("Mark as unread").await;
    screen.heading(AHEAD).await.gets_focus().await;
    screen.link("All messages").await.click();
    unread.goes().await;
    post(&screen, AHEAD).await.hides("Unread").await;
    post(&screen, AHEAD).await.link(AHEAD).await.click();
    screen.button("Mark as unread").await.click();
    screen.button("Mark as read").await;
    screen.shows("1 message marked as unread.").await;
    screen.link("All messages").await.click();
    post(&screen, AHEAD).await.shows("Unread").await;
}

#[wasm_bindgen_test]
async fn a_post_opens_beside_the_list_which_keeps_what_narrows_it() {
    let screen = Screen::at(&format!("{ALDER}?is=unread")).await;
    let all = posts_of(&screen).await;
    post(&screen, AHEAD).await.link(AHEAD).await.click();
    screen.is_at(&format!("{ALDER}/MC441751?is=unread")).await;
    screen.heading(AHEAD).await.gets_focus().await;
    assert!(screen.title().starts_with(AHEAD), "{}", screen.title());
    // It has been read, and still stands among the unread, as the one that is open.
    screen.button("Mark as unread").await;
    let row = post(&screen, AHEAD).await;
    row.hides("Unread").await;
    assert_eq!(row.attribute("aria-current").as_deref(), Some("true"));
    screen.shows(&format!("{all} messages")).await;

    let screen = screen.reload().await;
    screen.heading(AHEAD).await;
    screen.shows(&format!("{} messages", all - 1)).await;
    screen.button("Unread").await.click();
    screen.is_at(&format!("{ALDER}/MC441751")).await;
    let row = post(&screen, AHEAD).await;
    assert_eq!(row.attribute("aria-current").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn back_from_a_post_the_focus_is_on_its_row_again() {
    let screen = Screen::at(ALDER).await;
    let row = |title: &'static str| {
        let screen = &screen;
        async move { post(screen, title).await.link(title).await }
    };
    row(USAGE).await.click();
    screen.heading(USAGE).await.gets_focus().await;
    address::go(-1);
    screen.is_at(ALDER).await;
    row(USAGE).await.gets_focus().await;
    screen.heading("Message center").await;
    assert!(screen.title().starts_with("Message center"));

    // Also where the list was not what came first.
    let screen = screen.reload_at(&format!("{ALDER}/MC441751")).await;
    screen.heading(AHEAD).await;
    screen.link("All messages").await.click();
    post(&screen, AHEAD)
        .await
        .link(AHEAD)
        .await
        .gets_focus()
        .await;
}

#[wasm_bindgen_test]
async fn a_post_that_leaves_the_list_when_it_is_closed_gives_the_focus_to_the_next() {
    let screen = Screen::at(&format!("{ALDER}?is=unread")).await;
    let all = posts_of(&screen).await;
    post(&screen, USAGE).await.link(USAGE).await.click();
    screen.button("Mark as unread").await;
    screen.link("All messages").await.click();
    screen.shows(&format!("{} messages", all - 1)).await;
    let has_focus = |row: &Part| row.all(Role::Link).iter().any(Part::has_focus);
    let missing = || "the focus is on no row".to_owned();
    until(missing, || {
        posts(&screen).iter().any(has_focus).then_some(())
    })
    .await;
}

#[wasm_bindgen_test]
async fn paper_gets_all_rows_up_to_a_number_and_says_what_is_missing() {
    let far_side = FarSide::new().await;
    far_side.meets("messages?", Fate::Told(many(0, 700, None)));
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.shows("700 messages").await;
    assert!(posts(&screen).len() < 60);
    printing("beforeprint");
    shows_posts(&screen, 500).await;
    screen
        .shows("Only the first 500 of 700 messages are printed.")
        .await;
    printing("afterprint");
    let missing = || "the rows are still all there".to_owned();
    until(missing, || (posts(&screen).len() < 60).then_some(())).await;
}

/// What a browser tells before it puts the page on paper, and afterwards.
fn printing(kind: &str) {
    let window = web_sys::window().unwrap();
    window.dispatch_event(&event("Event", kind, "{}")).unwrap();
}

#[wasm_bindgen_test]
async fn a_mark_that_is_not_taken_is_taken_back_and_said() {
    let far_side = FarSide::new().await;
    far_side.meets(
        "messages/favorite",
        Fate::Declined(ProblemType::StorageFull),
    );
    let screen = Screen::on(far_side, Language::EN, ALDER);
    let star = post(&screen, AHEAD)
        .await
        .button(&format!("Favourite: {AHEAD}"))
        .await;
    star.click();
    screen.shows("The change was not saved").await;
    assert_eq!(star.attribute("aria-pressed").as_deref(), Some("false"));
}

#[wasm_bindgen_test]
async fn a_mark_outlives_the_tab_that_is_closed_before_it_is_kept() {
    let far_side = FarSide::new().await;
    far_side.meets("messages/favorite", Fate::OnItsWay);
    let screen = Screen::on(far_side, Language::EN, ALDER);
    let name = format!("Favourite: {AHEAD}");
    post(&screen, AHEAD).await.button(&name).await.click();
    are_starred(&screen, 0).await;

    // On any page of the tenant.
    let screen = screen.reload_at("/t/alder-clinic").await;
    are_starred(&screen, 1).await;
    let screen = screen.reload_at(ALDER).await;
    let star = post(&screen, AHEAD).await.button(&name).await;
    assert_eq!(star.attribute("aria-pressed").as_deref(), Some("true"));
    // Once, and never again.
    star.click();
    are_starred(&screen, 0).await;
    let screen = screen.reload().await;
    post(&screen, AHEAD).await;
    are_starred(&screen, 0).await;
}

#[wasm_bindgen_test]
async fn a_list_that_is_not_answered_is_asked_for_again() {
    let far_side = FarSide::new().await;
    far_side.meets("messages?", Fate::Lost);
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.shows("The messages could not be loaded").await;
    screen.far_side.mend();
    screen.button("Try again").await.click();
    post(&screen, AHEAD).await;
}

#[wasm_bindgen_test]
async fn a_category_that_nobody_knows_is_shown_as_it_came() {
    let far_side = FarSide::new().await;
    far_side.meets(
        "messages?",
        Fate::Reworded(
            r#""category":"stayInformed""#,
            r#""category":"RunInCircles""#,
        ),
    );
    let screen = Screen::on(far_side, Language::EN, ALDER);
    post(&screen, USAGE).await.shows("RunInCircles").await;
    screen.combobox("Category").await.choose("RunInCircles");
    screen
        .is_at(&format!("{ALDER}?category=RunInCircles"))
        .await;
}

#[wasm_bindgen_test]
async fn posts_are_found_from_anywhere() {
    let screen = Screen::at("/t/alder-clinic").await;
    screen.button("Search Ctrl+K").await.click();
    let search = screen.dialog("Search pages and help").await;
    search
        .the(Role::Combobox, "Search pages and help")
        .await
        .type_in("channels can be archived");
    search.shows(&format!("{TEAMS} MC900310 Message")).await;
    let found = search.all(Role::Option).into_iter();
    let mut found = found.filter(|option| option.text().contains("MC900310"));
    found.next().unwrap().click();
    screen.is_at(&format!("{ALDER}/MC900310")).await;
}

/// A page of a far side that has posted a lot.
fn many(from: usize, to: usize, next: Option<&str>) -> String {
    let post = |at: usize| {
        serde_json::json!({
            "id": format!("MC{at:06}"),
            "title": format!("Post {at}"),
            "startDateTime": "2022-09-01T09:00:00Z",
            "lastModifiedDateTime": "2022-09-01T09:00:00Z",
            "category": "stayInformed",
            "severity": "normal",
            "services": ["Exchange Online"],
            "lang": "en",
        })
    };
    let posts: Vec<_> = (from..to).map(post).collect();
    let mut page = serde_json::json!({"@odata.count": 10_000, "value": posts});
    if let Some(next) = next {
        page["@odata.nextLink"] = next.into();
    }
    page.to_string()
}

#[wasm_bindgen_test]
async fn ten_thousand_posts_are_a_list_of_which_a_few_rows_are_in_the_page() {
    let far_side = FarSide::new().await;
    far_side.meets("messages?", Fate::Told(many(0, 10_000, None)));
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.shows("10,000 messages").await;
    let grid = screen.the(Role::Grid, "Messages").await;
    assert_eq!(grid.attribute("aria-rowcount").as_deref(), Some("10001"));
    let few = posts(&screen).len();
    assert!((5..60).contains(&few), "{few} rows are in the page");

    let first = screen.checkbox("Select: Post 0").await;
    first.focus();
    first.key_down("ArrowDown", "");
    let second = screen.checkbox("Select: Post 1").await;
    second.gets_focus().await;
    second.key_down("ArrowRight", "");
    screen.link("Post 1").await.gets_focus().await;
    screen
        .link("Post 1")
        .await
        .key_down("End", r#", "ctrlKey": true"#);
    let last = screen.link("Post 9999").await;
    last.gets_focus().await;
    let row = post(&screen, "Post 9999").await;
    assert_eq!(row.attribute("aria-rowindex").as_deref(), Some("10001"));
    let few = posts(&screen).len();
    assert!(few < 60, "{few} rows are in the page");
    last.key_down("Home", r#", "ctrlKey": true"#);
    screen.link("Post 0").await.gets_focus().await;
}

#[wasm_bindgen_test]
async fn while_more_posts_are_on_their_way_the_search_says_how_many_it_knows() {
    let far_side = FarSide::new().await;
    let next = "/v1/tenants/alder-clinic/messages?$skip=500";
    far_side.meets("skip=500", Fate::OnItsWay);
    far_side.meets("messages?", Fate::Told(many(0, 500, Some(next))));
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.shows("500 messages · 500 of 10,000 loaded").await;
    screen
        .search_box("Search the messages")
        .await
        .type_in("MC000077");
    screen.shows("1 message · searched 500 of 10,000").await;
}

#[wasm_bindgen_test]
async fn a_far_side_that_leads_round_and_round_is_left_after_one_round() {
    let far_side = FarSide::new().await;
    let next = "/v1/tenants/alder-clinic/messages?$skip=500";
    far_side.meets("skip=500", Fate::Told(many(500, 1_000, Some(next))));
    far_side.meets("messages?", Fate::Told(many(0, 500, Some(next))));
    let screen = Screen::on(far_side, Language::EN, ALDER);
    screen.shows("1,000 of 10,000 loaded").await;
    for _ in 0..10 {
        next_frame().await;
    }
    assert_eq!(screen.far_side.asked_for("messages?"), 2);
}
