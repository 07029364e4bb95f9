// GCC has no diagnostic: in September a Global Administrator opts out by the steps of the Message
// Center post of 1 September, and nowhere else.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

const POST = "MC424238";
const TITLES = {
  "en-GB": "Basic authentication in GCC: how to opt out in September",
  "ja-JP": "GCC の基本認証: 9 月中のオプトアウトの手順",
};

for (const [locale, title] of Object.entries(TITLES)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("two protocols are opted out by the post, across a reload", async ({ administrator, audit, page }) => {
      test.slow();
      const { say } = administrator;
      page.on("dialog", (question) => question.accept());

      await test.step("Home leads to the post", async () => {
        await administrator.open("/");
        await administrator.chooseTenant("Cedar County", "gcc");
        await expect(administrator.standing("ews", "opted_out")).toBeVisible();
        await expect(administrator.standing("imap", "allowed")).toBeVisible();
        const step = { next: say("next.follow_message_center"), protocol: administrator.protocol("imap") };
        await administrator.follow("home.step_for", step);
        await expect(page).toHaveURL(/\/t\/cedar-county\/messages\/MC424238$/);
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
        await expect(page.getByRole("article").getByText(POST)).toBeVisible();
        await audit();
      });

      await test.step("its steps begin with the choice", async () => {
        await expect(administrator.text("help.can_opt_out", { count: 7 })).toBeVisible();
        await administrator.follow("message.choose");
        await expect(administrator.heading("diagnostic.choose_heading")).toBeFocused();
        await expect(page).toHaveTitle(
          say("app.title", { page: say("app.opt_out_by_post"), tenant: "Cedar County" }),
        );
        await administrator.box("imap").check();
        await administrator.box("pop").check();
        await audit();
        await administrator.press("diagnostic.next");
        await expect(administrator.heading("diagnostic.check_heading")).toBeFocused();
        await audit();
      });

      await test.step("a reload goes on with the same choice", async () => {
        await page.reload();
        await expect(administrator.heading("diagnostic.check_heading")).toBeVisible();
        await administrator.submit("opt_out", "imap", "pop");
      });

      await test.step("both are verified, and Home shows them opted out", async () => {
        await expect(administrator.result("pop")).toContainText("OO-1002");
        await expect(administrator.result("imap")).toContainText("OO-1003");
        for (const id of ["pop", "imap"]) {
          await expect(administrator.result(id)).toContainText(say("results.verified_by_post"));
        }
        await audit();
        await administrator.follow("results.to_home");
        for (const id of ["pop", "imap", "ews"]) {
          await expect(administrator.standing(id, "opted_out")).toBeVisible();
        }
        await administrator.openHistory();
        await expect(administrator.receipts()).toHaveText([/OO-1003/, /OO-1002/, /OO-1001/]);
      });

      await test.step("the diagnostic refuses and leads back to the post", async () => {
        await administrator.open(`/t/cedar-county${DIAGNOSTIC}`);
        await expect(administrator.link("findings.instead_post_action", { post: POST })).toBeVisible();
        await audit();
        await administrator.press("diagnostic.to_choice");
        await expect(administrator.box("eas")).toHaveAccessibleDescription(say.like("rules.refused_gcc"));
        await expect(administrator.button("diagnostic.next")).toHaveAttribute("aria-disabled", "true");
      });

      await test.step("from October the post takes nothing more, and support is left", async () => {
        await administrator.goToDay("2022-10-01");
        await administrator.open(`/t/cedar-county/messages/${POST}`);
        await expect(administrator.text("message.steps_closed")).toBeVisible();
        await expect(administrator.link("message.choose")).toBeHidden();
        const support = page.getByRole("main").getByRole("link", { name: say("next.contact_support") });
        await expect(support).toBeVisible();
        await audit();
      });
    });
  });
}
