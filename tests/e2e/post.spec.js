// A post and the notice that follows it: read in two languages, compared with what it said, taken
// into a calendar, and left by a link only after its address was shown.

import { readFile } from "node:fs/promises";
import { expect, test } from "./harness/journey.js";

const POST = {
  "en-GB": { other: "日本語", title: /^Basic authentication will be turned off/, notice: /^Basic authentication is being/ },
  "ja-JP": { other: "English", title: /^約 7 日後に基本認証が無効化/, notice: /^テナントの基本認証が無効化/ },
};

for (const [locale, { other, title, notice }] of Object.entries(POST)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a post is read, kept and followed", async ({ administrator, page, audit }) => {
      const { say } = administrator;
      const step = (name, body) =>
        test.step(name, async () => {
          await body();
          await audit();
        });

      await step("the same stands beside it in another language", async () => {
        await administrator.open("/t/alder-clinic/messages/MC424238");
        await page.getByRole("button", { name: say("message.show_beside", { language: other }) }).click();
        await expect(page.getByRole("region", { name: other })).toBeVisible();
      });

      await step("what has changed is told word by word", async () => {
        const versions = page.getByRole("region", { name: say("message.revisions") });
        await versions.getByRole("group").first().locator("summary").click();
        await expect(versions.getByRole("insertion").first()).toContainText("SMTP AUTH");
      });

      await step("a link asks before it leads out", async () => {
        const link = page.locator('article a[href="https://aka.ms/EXOBasicAuthLatest"]').first();
        await link.click();
        const dialog = page.getByRole("dialog", { name: say("message.leaving") });
        await expect(dialog).toContainText("https://aka.ms/EXOBasicAuthLatest");
        await dialog.getByRole("button", { name: say("message.stay") }).click();
        await expect(link).toBeFocused();
      });

      await step("the deadline is a calendar file", async () => {
        const download = page.waitForEvent("download");
        await page.getByRole("button", { name: say("message.calendar") }).click();
        const file = await download;
        expect(file.suggestedFilename()).toBe("MC424238.ics");
        expect(await readFile(await file.path(), "utf8")).toContain("DTSTART:20221001T000000Z\r\n");
      });

      await step("what belongs to a protocol leads on", async () => {
        await administrator.open("/t/alder-clinic/messages/MC441751");
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        const cases = page.getByRole("region", { name: say("case.heading") });
        await cases.getByRole("link", { name: say("home.post_on_the_day", { post: "EX900001" }) }).first().click();
        await expect(page.getByRole("heading", { level: 1, name: notice })).toBeFocused();
        await expect(cases).toBeVisible();
      });
    });
  });
}
