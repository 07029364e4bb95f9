// A page that is open while its server gets a newer build of the app.

import { expect, test } from "./harness/journey.js";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("is told so and not loaded anew by itself", async ({ administrator, audit, page }) => {
      await page.clock.install();
      await administrator.open("/");
      const told = page.getByRole("status").filter({ hasText: administrator.say("app.newer_build") });
      const lookAgain = async () => {
        await page.clock.fastForward("15:00");
        const answered = page.waitForResponse("/");
        await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
        await answered;
      };

      await lookAgain();
      await expect(told).toHaveCount(0);

      await page.route("/", async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace(/app-[0-9a-f]{16}\.js/, "app-0123456789abcdef.js");
        await route.fulfill({ response, body });
      });
      await lookAgain();
      await expect(told).toBeVisible();
      await audit();

      await page.unroute("/");
      await administrator.press("app.reload");
      await expect(administrator.heading("home.title")).toBeVisible();
      await expect(told).toHaveCount(0);
    });
  });
}
