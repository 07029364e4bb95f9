//! What the help articles say of the rules.

use super::{Place, tells, the};
use crate::role::Role;

pub(super) const PLACES: &[Place] = &[
    Place::of(
        "harbour-foods",
        "/help/articles/the-notice",
        &[the(
            Role::Article,
            [
                "What the notice is, and where the newer pages are",
                "告知の内容と、より新しい情報",
            ],
            &[
                tells(
                    &[1],
                    [
                        "where the two differ, the original counts (R1)",
                        "日本語版は抄訳なので、内容が異なる場合は原文が優先されます (R1)",
                    ],
                ),
                tells(
                    &[2],
                    [
                        "stop signing in is newer than the notice and takes precedence over it (R2)",
                        "現在の情報としてはこちらが優先されます (R2)",
                    ],
                ),
                tells(
                    &[3],
                    [
                        "basic authentication off where certain protocols are still used with it (R3)",
                        "特定のプロトコルで基本認証を使っているテナントを対象として、無効化が始まります (R3)",
                    ],
                ),
                tells(
                    &[4],
                    [
                        "of users have moved, and millions of tenants have been turned off already (R4)",
                        "何百万ものテナントで無効化が済んでいます (R4)",
                    ],
                ),
                tells(
                    &[5],
                    [
                        "this last part is about the tenants that had not been turned off before (R5)",
                        "今回は、これまで無効化されていなかったテナントが対象になります (R5)",
                    ],
                ),
                tells(
                    &[13],
                    [
                        "others know the date and have not done the work (R13)",
                        "変更を知らない組織もあれば、期限を知りながら作業が済んでいない組織もあります (R13)",
                    ],
                ),
                tells(
                    &[14],
                    [
                        "attacks on basic authentication keep growing (R14)",
                        "基本認証を狙う攻撃は増え続けています (R14)",
                    ],
                ),
                tells(
                    &[15],
                    [
                        "Mail is critical for many organisations, and turning it off can hurt (R15)",
                        "無効化の影響は大きくなることがあります (R15)",
                    ],
                ),
                tells(
                    &[67],
                    [
                        "lets those who remain leave basic authentication by the end of 2022 (R67)",
                        "残るユーザーも 2022 年末までに基本認証から離れられるようにしたいと述べています (R67)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/the-draw-and-its-notices",
        &[the(
            Role::Article,
            [
                "When your tenant’s turn comes, and which notices precede it",
                "無効化の順番と、事前に届く通知",
            ],
            &[
                tells(
                    &[6],
                    [
                        "is turned off for those of the eight protocols that are not opted out (R6)",
                        "8 つのプロトコルのうちオプトアウトしていないものの基本認証が無効化されます (R6)",
                    ],
                ),
                tells(
                    &[7],
                    [
                        "seven days before your tenant’s change a post appears in Message Center (R7)",
                        "メッセージ センターに投稿が届きます (R7)",
                    ],
                ),
                tells(
                    &[8],
                    [
                        "On the day of the change a notice appears on the Service Health Dashboard (R8)",
                        "変更当日に、サービス正常性ダッシュボードに通知が届きます (R8)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/usage-reports",
        &[the(
            Role::Article,
            [
                "Usage reports: who still uses basic authentication",
                "月次利用状況レポートの見方",
            ],
            &[
                tells(
                    &[10],
                    [
                        "A tenant without dependencies does not notice the change (R10)",
                        "基本認証に依存していないテナントには影響がありません (R10)",
                    ],
                ),
                tells(
                    &[11],
                    [
                        "Message Center has carried one every month since October 2021 (R11)",
                        "2021 年 10 月から毎月、メッセージ センターに届いています (R11)",
                    ],
                ),
                tells(
                    &[12],
                    [
                        "The one for August 2022 came in the first days of September (R12)",
                        "2022 年 8 月分は、9 月に入って数日のうちに届きます (R12)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/re-enabling",
        &[the(
            Role::Article,
            [
                "Turning a blocked protocol back on",
                "無効化されたプロトコルを再有効化する",
            ],
            &[
                tells(
                    &[16],
                    [
                        "came a plan for those who did not know of the change or were not ready (R16)",
                        "変更を知らなかった組織や準備が間に合わない組織のための計画が発表されました (R16)",
                    ],
                ),
                tells(
                    &[17],
                    [
                        "off on or after 1 October 2022 can be re-enabled, once for each protocol (R17)",
                        "プロトコルごとに 1 回だけ再有効化できます (R17)",
                    ],
                ),
                tells(
                    &[18],
                    [
                        "Exactly the chosen protocols come back (R18)",
                        "選んだプロトコルだけが再有効化されます (R18)",
                    ],
                ),
                tells(
                    &[19],
                    [
                        "The protocol then stays on until 31 December 2022 (UTC) (R19)",
                        "2022 年 12 月 31 日 (UTC) まで Microsoft により無効化されません (R19)",
                    ],
                ),
                tells(
                    &[47],
                    [
                        "Only blocked ones can be chosen (R47)",
                        "選べるのは、無効化されたものだけです (R47)",
                    ],
                ),
                tells(
                    &[48],
                    [
                        "It makes no difference whether you thought of opting out in September (R48)",
                        "9 月中にオプトアウトしたかどうかは問いません (R48)",
                    ],
                ),
                tells(
                    &[49],
                    [
                        "Microsoft lifts its block within one hour, usually much sooner (R49)",
                        "通常はそれよりずっと早く解除されます (R49)",
                    ],
                ),
                tells(
                    &[50],
                    [
                        "lays users and data open to attacks that harm customers every day (R50)",
                        "再有効化すると、毎日被害が出ている攻撃に、ユーザーとデータがさらされます (R50)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/january",
        &[the(
            Role::Article,
            ["January 2023: off for good", "2023 年 1 月の完全な無効化"],
            &[
                tells(
                    &[20, 52],
                    [
                        "authentication is turned off permanently for all eight protocols (R20, R52)",
                        "8 つすべてのプロトコルで基本認証が完全に無効化されます (R20、R52)",
                    ],
                ),
                tells(
                    &[38],
                    [
                        "That holds for every tenant, opted out or not (R38)",
                        "オプトアウトや再有効化の有無にかかわらず、すべてのテナントが対象です (R38)",
                    ],
                ),
                tells(
                    &[51],
                    [
                        "From 1 January 2023 (UTC) the self-service diagnostic is not available (R51)",
                        "セルフサービス診断を利用できません (R51)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/opt-out-and-receipts",
        &[the(
            Role::Article,
            [
                "Opting out, and how you know that it arrived",
                "オプトアウトの方法と、受領されたことの確認",
            ],
            &[
                tells(
                    &[21, 22],
                    [
                        "30 September (UTC) is left alone when the blocks begin in October (R21, R22)",
                        "10 月に始まる無効化の対象から外れます (R21、R22)",
                    ],
                ),
                tells(
                    &[24],
                    [
                        "the rest of the eight are still turned off (R24)",
                        "選ばなかったものは予定どおり無効化されます (R24)",
                    ],
                ),
                tells(
                    &[36],
                    [
                        "In September the diagnostic takes nothing but opt-outs (R36)",
                        "9 月中、診断で受け付けるのはオプトアウトだけです (R36)",
                    ],
                ),
                tells(
                    &[37],
                    [
                        "notice calls an opt-out the wish not to be turned off “during October” (R37)",
                        "告知ではオプトアウトを「10 月中」に無効化しないよう求めるものとしていますが (R37)",
                    ],
                ),
                tells(
                    &[39],
                    [
                        "You can come back for further protocols (R39)",
                        "後から別のプロトコルを追加できます (R39)",
                    ],
                ),
                tells(
                    &[41],
                    [
                        "further protocols (R39), and asking twice for the same one does no harm (R41)",
                        "同じプロトコルをもう一度オプトアウトしても問題はありません (R41)",
                    ],
                ),
                tells(
                    &[42],
                    [
                        "September post MC437540 shows that a tenant’s opt-out has been received (R42)",
                        "オプトアウトが受領されていることを投稿 MC437540 で確認できます (R42)",
                    ],
                ),
                tells(
                    &[43],
                    [
                        "Two more posts were announced for 28 and 30 September 2022 (R43)",
                        "さらに 9 月 28 日と 30 日にも投稿が予告されていますが (R43)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/archived-requests",
        &[the(
            Role::Article,
            [
                "Requests from before September 2022 no longer count",
                "2022 年 9 月より前のリクエストはアーカイブされました",
            ],
            &[
                tells(
                    &[25],
                    [
                        "or to stay out of the earlier programme, Proactive Protection Expansion (R25)",
                        "以前の取り組みである事前保護拡張プログラムから外れたりしていました (R25)",
                    ],
                ),
                tells(
                    &[26],
                    [
                        "On 1 September all of these requests were archived (R26)",
                        "これらのリクエストは、9 月 1 日にすべてアーカイブされました (R26)",
                    ],
                ),
                tells(
                    &[27],
                    [
                        "out again with the diagnostic before the end of 30 September 2022 (UTC) (R27)",
                        "2022 年 9 月 30 日 (UTC) までに診断でもう一度オプトアウトしてください (R27)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/find-the-diagnostic",
        &[the(
            Role::Article,
            [
                "Where the diagnostic is, and who can run it",
                "診断の開き方と、実行できる人",
            ],
            &[
                tells(
                    &[28],
                    [
                        "goes to the same place, if you are a Global Administrator of the tenant (R28)",
                        "テナントの全体管理者であれば、直接リンクからも開けます (R28)",
                    ],
                ),
                tells(
                    &[29],
                    [
                        "Choose the green “Help & support” button at the lower right (R29)",
                        "画面右下の緑色の「ヘルプとサポート」ボタンを選びます (R29)",
                    ],
                ),
                tells(
                    &[30],
                    [
                        "The self-help pane opens (R30)",
                        "セルフヘルプのウィンドウが開きます (R30)",
                    ],
                ),
                tells(
                    &[31],
                    [
                        "Enable Basic Auth in EXO (R31)",
                        "Diag: Enable Basic Auth in EXO と入力し (R31)",
                    ],
                ),
                tells(
                    &[32],
                    [
                        "names Global Administrators (R28) and promises nothing to anybody else (R32)",
                        "ほかの役割については何も約束されていません (R32)",
                    ],
                ),
                tells(
                    &[40],
                    [
                        "turned off before September, Microsoft’s dialog looks somewhat different (R40)",
                        "Microsoft の診断の表示は多少異なります (R40)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/gcc",
        &[the(
            Role::Article,
            [
                "Government Community Cloud (GCC)",
                "政府機関コミュニティ クラウド (GCC) の手続き",
            ],
            &[
                tells(
                    &[33],
                    [
                        "the self-service diagnostic is not available (R33)",
                        "異なるのは手続きで、セルフサービス診断を利用できません (R33)",
                    ],
                ),
                tells(
                    &[34],
                    [
                        "Follow its steps for every protocol that is still needed (R34)",
                        "まだ必要なプロトコルごとに、投稿の手順に従います (R34)",
                    ],
                ),
                tells(
                    &[35],
                    [
                        "open a support ticket and name the protocol (R35)",
                        "サポート チケットを作成し、プロトコルを指定して再有効化を依頼します (R35)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/support-tickets",
        &[the(
            Role::Article,
            [
                "What support can do, and when",
                "サポートに依頼できることと、その時期",
            ],
            &[
                tells(
                    &[44],
                    [
                        "The diagnostic cannot re-enable anything in September (R44)",
                        "9 月中、診断で再有効化はできません (R44)",
                    ],
                ),
                tells(
                    &[45],
                    [
                        "you need it now, support lifts the block of the protocol that you name (R45)",
                        "サポートに依頼すると、指定したプロトコルの無効化が解除されます (R45)",
                    ],
                ),
                tells(
                    &[54],
                    [
                        "notice’s flow chart shows such a protocol turned off again from October (R54)",
                        "解除したプロトコルも 10 月以降に再び無効化されます (R54)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/smtp-auth",
        &[the(
            Role::Article,
            ["SMTP AUTH is not part of this", "SMTP AUTH は対象外です"],
            &[
                tells(
                    &[9],
                    [
                        "The notice neither disables SMTP AUTH nor changes any of its settings (R9)",
                        "告知では、SMTP AUTH の無効化も設定の変更も行わないとしています (R9)",
                    ],
                ),
                tells(
                    &[46],
                    [
                        "You can turn it on yourself at any time, in September too (R46)",
                        "9 月中も含めて、いつでも自分で有効にできます (R46)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/timeline",
        &[the(
            Role::Article,
            ["Dates and deadlines at a glance", "日程と期限の一覧"],
            &[
                tells(
                    &[23],
                    [
                        "From the next day on, a protocol that is not opted out can be turned off (R23)",
                        "オプトアウトしていないプロトコルは、翌日以降に無効化されます (R23)",
                    ],
                ),
                tells(
                    &[53],
                    [
                        "The notice draws them as a flow chart (R53)",
                        "告知のフロー チャートには、次の 3 つの経路が描かれています (R53)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/block-it-yourself",
        &[the(
            Role::Article,
            [
                "Block basic authentication yourself, on your own day",
                "基本認証を自分でブロックする",
            ],
            &[
                tells(
                    &[55],
                    [
                        "you need not wait for January 2023 (R55)",
                        "2023 年 1 月を待たずに自分でブロックしてください (R55)",
                    ],
                ),
                tells(
                    &[56],
                    [
                        "they stop a sign-in at the first point of contact with Exchange Online (R56)",
                        "告知では認証ポリシーを最も迅速で効果的な方法としています (R56)",
                    ],
                ),
                tells(
                    &[57],
                    [
                        "every protocol that no longer needs basic authentication, and save (R57)",
                        "基本認証が不要になったプロトコルのチェックをすべて外し、保存します (R57)",
                    ],
                ),
                tells(
                    &[58],
                    [
                        "Once basic authentication is off for good, the boxes have no effect (R58)",
                        "基本認証が完全に無効化されると、チェックボックスは機能しなくなります (R58)",
                    ],
                ),
                tells(
                    &[59],
                    [
                        "notice plans to remove them from January 2023 on without naming a day (R59)",
                        "日付は示されていません (R59)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/reporting-web-service",
        &[the(
            Role::Article,
            ["Reporting Web Service", "レポート Web サービス"],
            &[tells(
                &[60],
                [
                    "for it stays on in every tenant until 31 December 2022 (UTC) (R60)",
                    "すべてのテナントで 2022 年 12 月 31 日 (UTC) まで有効です (R60)",
                ],
            )],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/eop-scc-powershell",
        &[the(
            Role::Article,
            [
                "PowerShell of EOP and of Security & Compliance",
                "EOP とセキュリティ/コンプライアンス センターの PowerShell",
            ],
            &[tells(
                &[61],
                [
                    "Customers must have moved to certificate-based authentication by then (R61)",
                    "それまでに、証明書ベースの認証へ移行する必要があります (R61)",
                ],
            )],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/exchange-online-powershell",
        &[the(
            Role::Article,
            [
                "Exchange Online PowerShell and the V1 module",
                "Exchange Online PowerShell と V1 モジュール",
            ],
            &[
                tells(
                    &[62],
                    [
                        "re-enable it once from October to December, and January 2023 ends it (R62)",
                        "2023 年 1 月に完全に無効化されます (R62)",
                    ],
                ),
                tells(
                    &[63],
                    [
                        "multifactor authentication, cannot be used at all from January 2023 on (R63)",
                        "多要素認証を使わない場合、2023 年 1 月以降まったく使えなくなります (R63)",
                    ],
                ),
            ],
        )],
    ),
    Place::of(
        "harbour-foods",
        "/help/articles/office-prompt-blocking",
        &[the(
            Role::Article,
            [
                "Office blocks basic sign-in prompts",
                "Office での基本認証サインイン プロンプトのブロック",
            ],
            &[
                tells(
                    &[64],
                    [
                        "their default and block sign-in prompts that use basic authentication (R64)",
                        "基本認証を使ったサインイン プロンプトがブロックされるようになります (R64)",
                    ],
                ),
                tells(
                    &[65],
                    [
                        "that the file was blocked because the way of signing in may not be safe (R65)",
                        "ファイルをブロックしたというメッセージが表示されます (R65)",
                    ],
                ),
                tells(
                    &[66],
                    [
                        "to a private preview by mail to basicauthdeprmailer@microsoft.com (R66)",
                        "basicauthdeprmailer@microsoft.com へのメールでプライベート プレビューへの参加を募っているだけです (R66)",
                    ],
                ),
            ],
        )],
    ),
];
