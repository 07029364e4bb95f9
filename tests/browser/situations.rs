//! What each situation has to be told, where it is told, in both languages.

use admin_center::words::Language;
use policy::{Protocol, Wish};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::far_side::FarSide;
use crate::role::Role::{self, Link, Main, Region, Row};
use crate::screen::Screen;

/// The names of something on the page, and what it says: English, then Japanese.
struct Told {
    tenant: &'static str,
    /// When, if not where the tenant's life begins.
    at: Option<&'static str>,
    role: Role,
    names: [&'static str; 2],
    says: [&'static str; 2],
}

const NOTHING_MORE: [&str; 2] = ["", ""];

const TOLD: &[Told] = &[
    Told {
        tenant: "alder-clinic",
        at: None,
        role: Row,
        names: ["MAPI", "MAPI"],
        says: [
            "After the post of 30 September 2022 (UTC), no further confirmation is promised. R43",
            "2022 年 9 月 30 日 (UTC) の投稿より後に、受領確認の投稿は予定されていません。 R43",
        ],
    },
    Told {
        tenant: "cedar-county",
        at: None,
        role: Row,
        names: ["Exchange Web Services", "Exchange Web サービス"],
        says: [
            "If it does not come, repeat the steps of the post before October. R42",
            "10 月になる前に 9 月 1 日 (UTC) の投稿の手順をもう一度実行してください。 R42",
        ],
    },
    Told {
        tenant: "polar-transport",
        at: None,
        role: Main,
        names: NOTHING_MORE,
        says: [
            "Opting out is closed, and there is nothing to re-enable before a block. When a block comes, the diagnostic opens for it.",
            "無効化されると、診断で再有効化できるようになります。",
        ],
    },
    Told {
        tenant: "polar-transport",
        at: None,
        role: Link,
        names: ["How to block a protocol yourself", "自分でブロックする方法"],
        says: NOTHING_MORE,
    },
    Told {
        tenant: "harbour-foods",
        at: Some("2022-12-24T00:00:00Z"),
        role: Main,
        names: NOTHING_MORE,
        says: [
            "An unused re-enable lapses on 31 Dec 2022 (UTC). One made now lasts 8 days.",
            "今から再有効化した場合の有効期間は 8 日です。",
        ],
    },
    Told {
        tenant: "juniper-insurance",
        at: None,
        role: Row,
        names: ["IMAP4", "IMAP4"],
        says: [
            "had not taken effect; it is closed (our reading).",
            "反映前に受付期間が終了したため打ち切られ、完全に無効化されました",
        ],
    },
    Told {
        tenant: "juniper-insurance",
        at: None,
        role: Row,
        names: ["POP3", "POP3"],
        says: [
            "Neither you nor support can turn this on again (our reading).",
            "管理者もサポートも、元に戻すことはできません",
        ],
    },
    Told {
        tenant: "willow-hotels",
        at: None,
        role: Row,
        names: ["Exchange Web Services", "Exchange Web サービス"],
        says: [
            "a block may come on any day, for good. A post comes about 7 days ahead",
            "いつ無効化されてもおかしくなく、解除はできません。",
        ],
    },
    Told {
        tenant: "sakura-school",
        at: None,
        role: Main,
        names: NOTHING_MORE,
        says: [
            "A Global Administrator can act: Hana Mori (hana.mori@sakura-school.example)",
            "操作できる全体管理者: Hana Mori (hana.mori@sakura-school.example)",
        ],
    },
    Told {
        tenant: "sakura-school",
        at: None,
        role: Link,
        names: ["A message to copy for them", "全体管理者への依頼文"],
        says: NOTHING_MORE,
    },
    Told {
        tenant: "alder-clinic",
        at: None,
        role: Region,
        names: [
            "Not blocked, and sign-in still fails?",
            "無効化されていないのにサインインできない場合",
        ],
        says: [
            "security defaults Conditional Access the protocols that each mailbox allows",
            "セキュリティの既定値群 条件付きアクセス メールボックスごとのプロトコルの設定",
        ],
    },
    Told {
        tenant: "granite-survey",
        at: None,
        role: Main,
        names: NOTHING_MORE,
        says: [
            "off for 8 protocols. This cloud has no diagnostic: ask support.",
            "このクラウドには診断がないため、サポートに問い合わせてください。",
        ],
    },
    Told {
        tenant: "cedar-county",
        at: Some("2022-10-12T09:00:00Z"),
        role: Main,
        names: NOTHING_MORE,
        says: [
            "This cloud has no diagnostic: ask support.",
            "このクラウドには診断がないため、サポートに問い合わせてください。",
        ],
    },
];

#[wasm_bindgen_test]
async fn each_situation_is_told_in_english() {
    are_told(Language::English, 0).await;
}

#[wasm_bindgen_test]
async fn each_situation_is_told_in_japanese() {
    are_told(Language::Japanese, 1).await;
}

async fn are_told(language: Language, of_language: usize) {
    for told in TOLD {
        let far_side = FarSide::new().await;
        if let Some(at) = told.at {
            far_side.time_passes(told.tenant, at).await;
        }
        let screen = Screen::on(far_side, language, &format!("/t/{}", told.tenant));
        let part = screen.the(told.role, told.names[of_language]).await;
        part.shows(told.says[of_language]).await;
    }
}

#[wasm_bindgen_test]
async fn an_opt_out_is_unconfirmed_until_its_post_comes() {
    let screen = Screen::at("/t/harbour-foods").await;
    let unconfirmed = "Not confirmed yet: that is what MC437540 does, from 23 September 2022 (UTC). If it does not come, run the diagnostic again before October. R42";
    let row = screen.row("IMAP4").await;
    row.hides("MC437540").await;
    let asked = screen.far_side.api();
    let asked = asked.submit("harbour-foods", Wish::OptOut, Protocol::Imap, "k-1");
    let receipt = asked.await.unwrap();
    row.shows(unconfirmed).await;
    row.link(&format!("Receipt {}", receipt.number)).await;
    row.link("How Microsoft confirms it (MC437540)").await;

    screen
        .far_side
        .time_passes("harbour-foods", "2022-09-24T09:00:00Z")
        .await;
    row.hides("Not confirmed yet").await;
    row.link("Opt-out confirmed by MC437540").await;
}
