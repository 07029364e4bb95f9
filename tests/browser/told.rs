//! What each situation must be told: a line for each, opened in both languages.
//!
//! The situation "announced for a day that has passed without a block" (A3) is not here: no
//! simulated tenant comes into it. Its sentence is tested where it is decided, in `policy`.

use admin_center::words::Language;
use policy::Protocol;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::ticket::NewTicket;

use crate::far_side::FarSide;
use crate::role::Role;
use crate::screen::Screen;

/// A situation: the tenant in it, the time to which its clock is moved, the page, and by which
/// role and name it is told, in English and in Japanese.
struct Told {
    tenant: &'static str,
    until: Option<&'static str>,
    page: &'static str,
    role: Role,
    /// A row is named by how it begins; the rest of it must hold what is told.
    named: [&'static str; 2],
    says: [&'static str; 2],
}

const SITUATIONS: &[Told] = &[
    // Opted out: the receipt, and how Microsoft confirms it (R42).
    Told {
        tenant: "alder-clinic",
        until: None,
        page: "",
        role: Role::Row,
        named: ["MAPI", "MAPI"],
        says: ["Receipt OO-1002", "受付番号 OO-1002"],
    },
    Told {
        tenant: "alder-clinic",
        until: None,
        page: "",
        role: Role::Row,
        named: ["MAPI", "MAPI"],
        says: [
            "How Microsoft confirms it (MC437540)",
            "Microsoft による受領の確認方法 (MC437540)",
        ],
    },
    Told {
        tenant: "cedar-county",
        until: None,
        page: "",
        role: Role::Row,
        named: ["Exchange Web Services", "Exchange Web サービス"],
        says: [
            "If it does not come, repeat the steps of the post of 1 Sept 2022 (UTC) before October. R42",
            "10 月になる前に 2022年9月1日 (UTC) の投稿の手順をもう一度実行してください。 R42",
        ],
    },
    Told {
        tenant: "alder-clinic",
        until: None,
        page: "",
        role: Role::Row,
        named: ["MAPI", "MAPI"],
        says: [
            "After the post of 30 Sept 2022 (UTC), no further confirmation is promised. R43",
            "2022年9月30日 (UTC) の投稿より後に、受領確認の投稿は予定されていません。 R43",
        ],
    },
    // October to December, not drawn: nothing can be requested; move, or block it yourself.
    Told {
        tenant: "polar-transport",
        until: None,
        page: "",
        role: Role::Row,
        named: ["IMAP4", "IMAP4"],
        says: [
            "Nothing to request before a block (our reading); a post comes about 7 days ahead. \
             Move clients or block it yourself.",
            "無効化されるまでリクエストできることはなく (このアプリの解釈)、約 7 日前に投稿で予告されます。\
             移行を進めるか、自分でブロックしてください。",
        ],
    },
    Told {
        tenant: "polar-transport",
        until: None,
        page: "",
        role: Role::Main,
        named: ["", ""],
        says: [
            "Opting out is closed, and there is nothing to re-enable before a block. When a block comes, the diagnostic opens for it.",
            "無効化されると、診断で再有効化できるようになります。",
        ],
    },
    Told {
        tenant: "polar-transport",
        until: None,
        page: "",
        role: Role::Link,
        named: ["How to block a protocol yourself", "自分でブロックする方法"],
        says: ["How to block a protocol yourself", "自分でブロックする方法"],
    },
    // From 24 December: the unused re-enable lapses.
    Told {
        tenant: "alder-clinic",
        until: Some("2022-12-24T09:00:00Z"),
        page: "",
        role: Role::Main,
        named: ["", ""],
        says: [
            "An unused re-enable lapses on 31 Dec 2022 (UTC). One made now lasts 8 days.",
            "未使用の再有効化は 2022年12月31日 (UTC) に失効します。今から再有効化した場合の有効期間は 8 日です。",
        ],
    },
    // A request pending at the end of the year is closed.
    Told {
        tenant: "juniper-insurance",
        until: None,
        page: "",
        role: Role::Row,
        named: ["IMAP4", "IMAP4"],
        says: [
            "had not taken effect; it is closed (our reading).",
            "打ち切られ、完全に無効化されました (このアプリの解釈)。",
        ],
    },
    // Retiring: works today, may stop any day.
    Told {
        tenant: "willow-hotels",
        until: None,
        page: "",
        role: Role::Row,
        named: ["IMAP4", "IMAP4"],
        says: [
            "a block may come on any day, for good.",
            "いつ無効化されてもおかしくなく、解除はできません。",
        ],
    },
    // Retired: nobody can turn it on.
    Told {
        tenant: "juniper-insurance",
        until: None,
        page: "",
        role: Role::Row,
        named: ["POP3", "POP3"],
        says: [
            "Neither you nor support can turn this on again (our reading).",
            "管理者もサポートも、元に戻すことはできません (このアプリの解釈)。",
        ],
    },
    // A ticket is open: its number instead of "contact support".
    Told {
        tenant: "larch-publishing",
        until: None,
        page: "",
        role: Role::Link,
        named: ["Ticket SR-3001: IMAP4", "チケット SR-3001: IMAP4"],
        says: ["Ticket SR-3001", "チケット SR-3001"],
    },
    // GCC, the post not found: ask support for it.
    Told {
        tenant: "cedar-county",
        until: None,
        page: "",
        role: Role::Link,
        named: [
            "Post not found? Ask support: POP3",
            "投稿がない場合はサポートに問い合わせ: POP3",
        ],
        says: [
            "Post not found? Ask support",
            "投稿がない場合はサポートに問い合わせ",
        ],
    },
    // Not Global Administrator: who is, and a message to copy.
    Told {
        tenant: "sakura-school",
        until: None,
        page: "",
        role: Role::Main,
        named: ["", ""],
        says: ["Hana Mori", "Hana Mori"],
    },
    Told {
        tenant: "sakura-school",
        until: None,
        page: "/help/diagnostics/basic-auth",
        role: Role::Button,
        named: ["Copy the message", "依頼文をコピー"],
        says: ["Copy the message", "依頼文をコピー"],
    },
    Told {
        tenant: "sakura-school",
        until: None,
        page: "",
        role: Role::Link,
        named: ["A message to copy for them", "全体管理者への依頼文"],
        says: ["A message to copy for them", "全体管理者への依頼文"],
    },
    // GCC High, and GCC from October on: no diagnostic, so support.
    Told {
        tenant: "granite-survey",
        until: None,
        page: "",
        role: Role::Main,
        named: ["", ""],
        says: [
            "off for 8 protocols. This cloud has no diagnostic: ask support.",
            "このクラウドには診断がないため、サポートに問い合わせてください。",
        ],
    },
    Told {
        tenant: "cedar-county",
        until: Some("2022-10-12T09:00:00Z"),
        page: "",
        role: Role::Main,
        named: ["", ""],
        says: [
            "This cloud has no diagnostic: ask support.",
            "このクラウドには診断がないため、サポートに問い合わせてください。",
        ],
    },
    // On, and sign-in still fails: the layers that are not known here.
    Told {
        tenant: "alder-clinic",
        until: None,
        page: "",
        role: Role::Region,
        named: [
            "Not blocked, and sign-in still fails?",
            "無効化されていないのにサインインできない場合",
        ],
        says: ["Conditional Access", "条件付きアクセス"],
    },
];

#[wasm_bindgen_test]
async fn every_situation_is_told_where_it_occurs_in_both_languages() {
    for told in SITUATIONS {
        let far_side = FarSide::new().await;
        if let Some(until) = told.until {
            far_side.time_passes(told.tenant, until).await;
        }
        if told.tenant == "larch-publishing" {
            let ticket = NewTicket {
                protocols: [Protocol::Imap].into(),
                text: String::new(),
                search: None,
            };
            let api = far_side.api();
            let opened = api.open_ticket(told.tenant, &ticket, "key");
            opened.await.unwrap();
        }
        for (language, at) in [(Language::EN, 0), (Language::JA, 1)] {
            let address = format!("/t/{}{}", told.tenant, told.page);
            let screen = Screen::on(far_side.opened_again().await, language, &address);
            let part = match told.role {
                Role::Main => screen.main().await,
                role => screen.the(role, told.named[at]).await,
            };
            part.shows(told.says[at]).await;
        }
    }
}
