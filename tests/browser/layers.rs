//! Microsoft's block and the organisation's authentication policy, side by side.

use std::collections::BTreeSet;

use admin_center::words::Language;
use policy::{Endpoint, OtherEndpoint, Protocol};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::protocols::AuthenticationPolicy;

use crate::far_side::{FarSide, Fate};
use crate::role::Role;
use crate::screen::Screen;

/// October, two days after the draw: IMAP is re-enabled, EWS opted out, POP blocked.
const DRAWN: &str = "/t/alder-clinic";
const DIAGNOSTIC: &str = "/t/alder-clinic/help/diagnostics/basic-auth";

#[wasm_bindgen_test]
async fn each_protocol_shows_both_layers_and_what_comes_of_them() {
    let screen = screen(DRAWN, Language::EN, Some(no_imap_and_pop())).await;
    let layers =
        |microsoft, policy, result| format!("Microsoft {microsoft} Policy {policy} {result}");
    for (protocol, state, layers) in [
        (
            "IMAP4",
            "Re-enabled",
            layers("does not block", "blocks", "Blocked by the policy"),
        ),
        (
            "POP3",
            "Blocked",
            layers("blocks", "blocks", "Blocked by both"),
        ),
        (
            "MAPI",
            "Opted out",
            layers("does not block", "does not block", "Not blocked by these"),
        ),
        (
            "RPC",
            "Blocked",
            layers("blocks", "does not block", "Blocked by Microsoft"),
        ),
        (
            "SMTP AUTH",
            "Not affected",
            layers("does not block", "blocks", "Blocked by the policy"),
        ),
        ("Autodiscover", "Not affected", String::new()),
    ] {
        let cells = screen.row(protocol).await.texts(Role::Cell);
        assert_eq!(cells[0], format!("{state} {layers}").trim(), "{protocol}");
    }
}

#[wasm_bindgen_test]
async fn the_policy_is_named_with_where_to_allow_before_the_offer() {
    let screen = screen(DRAWN, Language::EN, Some(no_imap_and_pop())).await;
    let pop = screen.row("POP3").await;
    pop.shows("“No mail clients” blocks it as well: lifting Microsoft’s block alone has no effect. Allow it under Settings > Org settings > Services > Modern authentication.")
        .await;
    let note = pop.text().find("as well").unwrap();
    assert!(note < pop.text().find("Re-enable").unwrap());
    let imap = screen.row("IMAP4").await;
    imap.shows("Not Microsoft but the authentication policy “No mail clients” blocks it.")
        .await;
    screen.row("RPC").await.hides("authentication policy").await;
}

#[wasm_bindgen_test]
async fn what_is_not_known_here_is_listed_once() {
    let others = "Not known here: the authentication policies of single users security defaults \
                  Conditional Access the protocols that each mailbox allows";
    for (policy, says) in [
        (
            Some(no_imap_and_pop()),
            format!("The default authentication policy is “No mail clients”. {others}"),
        ),
        (
            Some(AuthenticationPolicy {
                name: None,
                blocks: BTreeSet::new(),
            }),
            format!("There is no default authentication policy. {others}"),
        ),
        (
            None,
            others.replace(
                "here: ",
                "here: the organisation’s default authentication policy ",
            ),
        ),
    ] {
        let screen = screen(DRAWN, Language::EN, policy).await;
        let section = screen.region("Not blocked, and sign-in still fails?").await;
        section.shows(&says).await;
        section.link("How to check them").await;
    }
}

#[wasm_bindgen_test]
async fn a_layer_that_is_not_reported_is_not_taken_for_open() {
    let screen = screen(DRAWN, Language::EN, None).await;
    let row = screen.row("MAPI").await;
    row.shows("Microsoft does not block Policy not known Not blocked by Microsoft")
        .await;
}

#[wasm_bindgen_test]
async fn all_of_it_is_there_in_japanese() {
    let screen = screen(DRAWN, Language::JA, Some(no_imap_and_pop())).await;
    let row = screen.row("POP3").await;
    row.shows(
        "Microsoft ブロックあり ポリシー ブロックあり Microsoft により無効、ポリシーでもブロック",
    )
    .await;
    row.shows("認証ポリシー「No mail clients」もブロックしています。")
        .await;
    row.shows("「設定 > 組織設定 > サービス > 先進認証」で許可してください。")
        .await;
    let section = screen
        .region("無効化されていないのにサインインできない場合")
        .await;
    section.shows("条件付きアクセス").await;

    let screen = self::screen(DIAGNOSTIC, Language::JA, Some(no_imap_and_pop())).await;
    screen
        .shows("「No mail clients」が 8 個のうち 2 個のプロトコルをブロックしています。")
        .await;
    screen.button("プロトコルの選択へ進む").await.click();
    screen.checkbox("POP3 (メール クライアント)").await.click();
    screen.shows("再有効化するだけでは効果がありません。").await;
    screen.button("続行").await.click();
    screen
        .shows("通常使用する SMTP AUTH を、認証ポリシー「No mail clients」がブロックしています。")
        .await;
}

#[wasm_bindgen_test]
async fn the_tests_say_what_the_policy_blocks() {
    let blocks_none = AuthenticationPolicy {
        name: None,
        blocks: BTreeSet::new(),
    };
    for (policy, says) in [
        (
            Some(no_imap_and_pop()),
            "The default policy “No mail clients” blocks 2 of 8 protocols. A re-enable alone has no effect on them.",
        ),
        (
            Some(blocks_none),
            "The organisation’s default policy blocks none of the 8 protocols.",
        ),
        (
            None,
            "The organisation’s default policy is not reported here.",
        ),
    ] {
        let screen = screen(DIAGNOSTIC, Language::EN, policy).await;
        screen.shows(&format!("Authentication policy {says}")).await;
    }
}

#[wasm_bindgen_test]
async fn a_re_enable_that_the_policy_defeats_says_so_before_it_is_spent() {
    let screen = screen(DIAGNOSTIC, Language::EN, Some(no_imap_and_pop())).await;
    let warning = "The re-enable alone has no effect.";
    let allow = "Allow it under Settings > Org settings > Services > Modern authentication.";
    screen.button("Choose protocols").await.click();
    let rpc = screen.checkbox("RPC (Older Outlook for Windows)").await;
    rpc.click();
    screen.main().await.hides(warning).await;
    screen.checkbox("POP3 (Email clients)").await.click();
    let says = format!(
        "{warning} The authentication policy “No mail clients” blocks POP3 as well. {allow}"
    );
    screen.shows(&says).await;
    let next = screen.button("Continue").await;
    let warnings = screen.all(Role::Status).into_iter();
    let warnings: Vec<_> = warnings.filter(|status| status.text() == says).collect();
    assert!(matches!(&warnings[..], [warning] if warning.is_before(&next)));
    next.click();

    screen.button("Re-enable 2 protocols").await;
    let cards = screen.texts(Role::ListItem);
    let card = |name: &str| {
        let mut cards = cards.iter();
        cards.find(|card| card.starts_with(name)).unwrap()
    };
    for says in [
        warning,
        "The authentication policy “No mail clients” blocks POP3 as well.",
        "blocks SMTP AUTH, which its clients usually also need.",
        allow,
    ] {
        assert!(card("POP3").contains(says), "{says}: {}", card("POP3"));
    }
    assert!(!card("RPC").contains("authentication policy"));
}

#[wasm_bindgen_test]
async fn an_opt_out_that_the_policy_defeats_says_so_too() {
    let far_side = FarSide::new().await;
    report(&far_side, "harbour-foods", Some(no_imap_and_pop())).await;
    let address = "/t/harbour-foods/help/diagnostics/basic-auth?protocol=imap";
    let screen = Screen::on(far_side, Language::EN, address);
    screen.button("Choose protocols").await.click();
    screen.shows("The opt-out alone lets nobody sign in.").await;
    screen.checkbox("IMAP4 (Email clients)").await.click();
    screen
        .main()
        .await
        .hides("The opt-out alone lets nobody sign in.")
        .await;
}

fn no_imap_and_pop() -> AuthenticationPolicy {
    let blocks = [
        Endpoint::Protocol(Protocol::Imap),
        Endpoint::Protocol(Protocol::Pop),
        Endpoint::Other(OtherEndpoint::SmtpAuth),
    ];
    AuthenticationPolicy {
        name: Some("No mail clients".to_owned()),
        blocks: blocks.into(),
    }
}

/// An address of the tenant after the draw, whose far side reports this of the policy.
async fn screen(address: &str, language: Language, policy: Option<AuthenticationPolicy>) -> Screen {
    let far_side = FarSide::new().await;
    report(&far_side, "alder-clinic", policy).await;
    Screen::on(far_side, language, address)
}

/// From here on the far side reports this of the policy.
async fn report(far_side: &FarSide, tenant: &str, policy: Option<AuthenticationPolicy>) {
    let mut protocols = far_side.api().protocols(tenant).await.unwrap();
    protocols.authentication_policy = policy;
    let told = serde_json::to_string(&protocols).unwrap();
    far_side.meets("/protocols", Fate::Told(told));
}
