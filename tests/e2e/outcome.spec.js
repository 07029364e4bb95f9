// The promise of the app, from the green button to the receipts that are still there after a reload.

import { expect, test } from "./harness/journey.js";

const PHRASES = { "en-GB": "Diag: Enable Basic Auth in EXO", "ja-JP": "基本認証 再有効化" };

/** Not opted out, so blocked on 10 October. */
const OTHERS = ["ews", "pop", "powershell", "eas", "mapi", "rpc", "oab"];

for (const [locale, phrase] of Object.entries(PHRASES)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("one protocol is opted out, another is re-enabled, and both receipts stay", async ({
      administrator,
      page,
      audit,
      complaints,
    }) => {
      test.slow();
      const { say } = administrator;
      const imap = { protocol: administrator.protocol("imap") };
      const pop = { protocol: administrator.protocol("pop") };
      const step = (name, body) =>
        test.step(name, async () => {
          await body();
          await audit();
          expect(complaints).toEqual([]);
        });

      await step("Home", async () => {
        await administrator.open("/");
        await expect(administrator.heading("home.title")).toBeVisible();
      });

      await step("the green button at the lower right opens help", async () => {
        const button = administrator.button("app.help_and_support");
        const { x, y } = await button.boundingBox();
        const { width, height } = page.viewportSize();
        expect(x > width / 2 && y > height / 2).toBe(true);
        await button.click();
        await expect(page.getByRole("complementary", { name: say("help.title") })).toBeVisible();
      });

      await step("the phrase, letter by letter, finds the diagnostic first", async () => {
        await page.getByRole("searchbox", { name: say("help.search") }).pressSequentially(phrase);
        const results = page.getByRole("region", { name: say("help.results") });
        const first = results.getByRole("article").first();
        await expect(first).toContainText(say("help.can_opt_out", { count: 8 }));
        await expect(first.getByRole("link", { name: say("help.run_tests") })).toBeVisible();
      });

      await step("the tests run", async () => {
        await administrator.follow("help.run_tests");
        await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
        await expect(administrator.text("findings.is_global_admin")).toBeVisible();
        await expect(administrator.text("findings.available_count", { count: 8 })).toBeVisible();
      });

      await step("IMAP is chosen", async () => {
        await administrator.press("diagnostic.to_choice");
        await administrator.box("imap").check();
        await expect(administrator.text("choose.warning")).toBeVisible();
      });

      await step("the acknowledgement stands above the button that it names", async () => {
        await administrator.press("diagnostic.next");
        const action = say("check.opt_out_one", imap);
        const button = page.getByRole("button", { name: action, exact: true });
        const acknowledgement = page.getByRole("checkbox", {
          name: say("check.acknowledge", { action, tenant: "Harbour Foods" }),
        });
        const [above, below] = [await acknowledgement.boundingBox(), await button.boundingBox()];
        expect(above.y + above.height).toBeLessThanOrEqual(below.y);

        await button.click();
        await expect(administrator.text("check.acknowledge_first")).toBeVisible();
      });

      await step("the opt-out is verified, with a receipt", async () => {
        await administrator.submit("opt_out", "imap");
        const result = administrator.result("imap");
        await expect(result).toContainText("OO-1001");
        await expect(result).toContainText(say("results.verified_opt_out"));
      });

      await step("in October the others are blocked", async () => {
        await administrator.goToDay("2022-10-11");
        await administrator.follow("results.to_home");
        await expect(administrator.standing("imap", "opted_out")).toBeVisible();
        for (const id of OTHERS) {
          await expect(administrator.standing(id, "blocked")).toBeVisible();
        }
      });

      await step("POP is re-enabled and takes effect within the hour", async () => {
        await administrator.follow("home.step_for", { next: say("next.re_enable"), ...pop });
        await administrator.choose("pop");
        await administrator.submit("re_enable", "pop");
        const result = administrator.result("pop");
        await expect(result).toContainText("RE-2001");
        await expect(result.getByRole("progressbar", { name: say("results.taking_effect") })).toBeVisible();
        await expect(result).toContainText(say("results.minutes_left", { minutes: 60 }));
      });

      await step("an hour later it is verified", async () => {
        await administrator.waitAnHour();
        await expect(administrator.result("pop")).toContainText(say("results.verified_re_enable"));
      });

      await step("after a reload every receipt is still there", async () => {
        await page.reload();
        await administrator.openHistory();
        await expect(administrator.receipts()).toHaveText([/RE-2001/, /OO-1001/]);
      });
    });
  });
}
