// What an administrator is left with when the program breaks.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { sticksOut } from "./harness/geometry.js";
import { expect, test } from "./harness/journey.js";

const HEADINGS = { "en-GB": "Admin center has stopped", "ja-JP": "管理センターが停止しました" };
const COPY = { "en-GB": "Copy the report", "ja-JP": "レポートをコピー" };
const RELOAD = { "en-GB": "Reload the page", "ja-JP": "ページを再読み込み" };

for (const [locale, name] of Object.entries(HEADINGS)) {
  test.describe(locale, () => {
    test.use({ locale, permissions: ["clipboard-read", "clipboard-write"] });

    test("a crash says so, and costs neither a choice nor a request", async ({ administrator, audit, complaints, page }) => {
      await administrator.open(`/t/alder-clinic${DIAGNOSTIC}?fault=crash`);
      await administrator.choose("pop", "powershell");
      await administrator.tick(page.getByRole("checkbox"));
      await administrator.press(...administrator.action("re_enable", ["pop", "powershell"]));

      const heading = page.getByRole("heading", { name, level: 1 });
      await expect(heading).toBeFocused();
      await expect(page).toHaveTitle(name);
      await expect(page.getByRole("heading")).toHaveCount(1);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(sticksOut)).toEqual([]);
      await audit();
      expect(complaints.splice(0).join("\n")).toContain("as ?fault=crash has it");

      await page.getByRole("button", { name: COPY[locale] }).click();
      await expect(page.getByRole("status")).toBeVisible();
      const report = await page.evaluate(() => navigator.clipboard.readText());
      expect(JSON.parse(report)).toMatchObject({
        where: expect.stringMatching(/host\.rs:\d+:\d+$/),
        page: `/t/…${DIAGNOSTIC}`,
      });
      expect(report).not.toContain("alder");
      expect(report.length).toBeLessThan(4096);

      // Once is enough.
      await page.evaluate(() => history.replaceState(null, "", location.pathname));
      await page.getByRole("button", { name: RELOAD[locale] }).click();
      for (const protocol of ["pop", "powershell"]) {
        await expect(administrator.result(protocol).getByRole("progressbar")).toBeVisible();
      }
      await administrator.openHistory();
      // Four are from earlier days.
      await expect(administrator.receipts()).toHaveCount(4 + 2);
    });
  });
}
