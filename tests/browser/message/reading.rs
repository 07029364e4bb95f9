//! What can be done with a post beside reading it.

use js_sys::Function;
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use admin_center::words::Language;

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

const POST: &str = "/t/harbour-foods/messages/MC424238";
const TITLE: &str = "Basic authentication: opt out in September";

#[wasm_bindgen_test]
async fn a_deadline_is_the_last_day_and_counts_down() {
    let far_side = FarSide::new().await;
    let screen = Screen::on(far_side, Language::EN, POST);
    let article = screen.article(TITLE).await;
    article.shows("Act by the end of 30 Sept 2022 (UTC)").await;
    article.shows("19 days left").await;
    for (until, left) in [
        ("2022-09-29T22:30:00Z", "26 hours left"),
        ("2022-09-30T23:30:00Z", "30 minutes left"),
        ("2022-10-01T00:00:00Z", "The deadline has passed"),
    ] {
        screen.far_side.time_passes("harbour-foods", until).await;
        article.shows(left).await;
    }
    let usage = screen.reload_at("/t/harbour-foods/messages/MC922080").await;
    let article = usage.article("Basic authentication usage").await;
    article.hides("Act by").await;
    assert!(
        !usage
            .names(Role::Button)
            .contains(&"Add to a calendar".to_owned())
    );
}

#[wasm_bindgen_test]
async fn a_deadline_goes_into_a_calendar() {
    // The test's own eye on what is handed over.
    let kept = run("window.offered = []; const real = URL.createObjectURL; \
         URL.createObjectURL = blob => { offered.push(blob.type + ' '); \
         blob.text().then(text => offered.push(text)); return real(blob) }; return offered");
    let kept: js_sys::Array = kept.into();
    let screen = Screen::at(POST).await;
    screen.button("Add to a calendar").await.click();
    screen.shows("MC424238.ics is downloaded").await;
    let file = crate::part::until(
        || "no file".to_owned(),
        || {
            let all: String = kept.iter().filter_map(|it| it.as_string()).collect();
            all.contains("END:VCALENDAR")
                .then(|| all.replace("\r\n ", ""))
        },
    )
    .await;
    for line in [
        "text/calendar;charset=utf-8 ",
        "UID:MC424238@harbour-foods\r\n",
        "DTSTART:20221001T000000Z\r\n",
        "SUMMARY:Basic authentication: opt out in September\\, or re-enable once from October\r\n",
        "/t/harbour-foods/messages/MC424238\r\n",
    ] {
        assert!(file.contains(line), "{line}: {file}");
    }
    assert!(
        file.contains("Act by the end of 30 Sept 2022 (UTC)\\n"),
        "{file}"
    );
}

#[wasm_bindgen_test]
async fn a_post_is_copied_as_a_link_and_as_markdown() {
    let copied: js_sys::Array = run(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', { configurable: true, \
         value: { writeText: async text => { copied.push(text) } } }); return copied",
    )
    .into();
    let screen = Screen::at(POST).await;
    screen.button("Copy the link").await.click();
    screen.shows("Copied.").await;
    screen.button("Copy as Markdown").await.click();
    let texts = crate::part::until(
        || "not copied".to_owned(),
        || {
            let texts: Vec<_> = copied.iter().filter_map(|it| it.as_string()).collect();
            (texts.len() == 2).then_some(texts)
        },
    )
    .await;
    assert!(
        texts[0].starts_with("http://") && texts[0].ends_with(POST),
        "{}",
        texts[0]
    );
    for part in [
        "# Basic authentication: opt out in September, or re-enable once from October\n",
        &format!("<{}>", texts[0]),
        "\n## What you can do\n",
        "[self-service diagnostic](<https://aka.ms/PillarEXOBasicAuth>):\n",
        "- **In September,** opt out",
    ] {
        assert!(texts[1].contains(part), "{part}: {}", texts[1]);
    }
}

#[wasm_bindgen_test]
async fn the_same_in_another_language_stands_beside_on_demand() {
    let screen = Screen::at(POST).await;
    screen.button("Show 日本語 beside it").await.click();
    let other = screen.region("日本語").await;
    assert_eq!(other.attribute("lang").as_deref(), Some("ja"));
    other
        .shows("これまでのオプトアウトと再有効化のリクエスト")
        .await;
    screen.shows("All earlier requests to opt out").await;
    screen.button("Hide 日本語").await.click();
    other.goes().await;
    let screen = Screen::in_japanese_at(POST).await;
    screen.button("English を並べて表示").await.click();
    let other = screen.region("English").await;
    assert_eq!(other.attribute("lang").as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn what_a_post_said_before_is_compared_word_by_word() {
    let far_side = FarSide::new().await;
    far_side
        .time_passes("harbour-foods", "2022-09-14T09:00:00Z")
        .await;
    let screen = Screen::on(far_side, Language::EN, POST);
    let versions = screen.region("Earlier versions").await;
    let change = versions.all(Role::Group).remove(0);
    change.shows("What changed on 13 Sept 2022").await;
    change.unfold();
    change.shows("Added: Updated on 13 September 2022:").await;
    change.hides("If nobody uses basic authentication").await;
}

#[wasm_bindgen_test]
async fn each_change_is_told_in_the_language_in_view() {
    let html = |content: &str| json!({ "contentType": "html", "content": content });
    let text = |lang: &str, content: &str| json!({ "lang": lang, "title": "A title", "body": html(content) });
    let post = json!({
        "id": "MC424238", "title": "A title", "lang": "en",
        "startDateTime": "2022-09-01T09:00:00Z",
        "lastModifiedDateTime": "2022-09-10T09:00:00Z",
        "category": "stayInformed", "severity": "normal",
        "body": html("<p>Until the end of <b>October</b>.</p>"),
        "translations": [text("ja", "<p>10 月末までです。</p>")],
        "revisions": [
            {
                "lastModifiedDateTime": "2022-09-05T09:00:00Z",
                "texts": [
                    text("en", "<p>Until the end of September.</p>"),
                    text("ja", "<p>9 月末までです。</p>"),
                ],
            },
            { "lastModifiedDateTime": "2022-09-01T09:00:00Z", "texts": [text("en", "<p>Soon.</p>")] },
        ],
    });
    let far_side = FarSide::new().await;
    far_side.meets("messages/MC424238", Fate::Told(post.to_string()));
    let screen = Screen::on(far_side.clone(), Language::EN, POST);
    let versions = screen.region("Earlier versions").await;
    assert_eq!(
        versions.names(Role::Group),
        [
            "What changed on 10 Sept 2022, 09:00 UTC",
            "What changed on 5 Sept 2022, 09:00 UTC"
        ]
    );
    let newest = versions
        .the(Role::Group, "What changed on 10 Sept 2022, 09:00 UTC")
        .await;
    newest.unfold();
    newest
        .shows("Until the end of Removed: September Added: October .")
        .await;

    let screen = Screen::on(far_side, Language::JA, POST);
    let versions = screen.region("以前の版").await;
    let newest = versions.all(Role::Group).remove(0);
    newest.unfold();
    newest.shows("削除: 9 追加: 10 月末までです。").await;
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script)
        .call0(&js_sys::global())
        .unwrap()
}
