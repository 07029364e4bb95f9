// On paper: the page without what only a screen has a use for, light, and saying whose it is.

import { KINDS, visit } from "./harness/addresses.js";
import { expect, test } from "./harness/journey.js";

const NAMES = { "alder-clinic": "Alder Clinic", "cedar-county": "Cedar County", "larch-publishing": "Larch Publishing" };

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale, colorScheme: "dark" });

    for (const name of ["home", "article", "results", "ticket-sent", "message", "pane-history"]) {
      test(`${name}: a sheet with tenant, zone and rules, and nothing to press`, async ({
        administrator,
        audit,
        page,
      }) => {
        const { say } = administrator;
        await page.addInitScript(() => localStorage.setItem("theme", "dark"));
        await visit(administrator, KINDS[name]);
        const [, tenant] = new URL(page.url()).pathname.match(/^\/t\/([^/]+)/);
        const cloud = say(tenant === "cedar-county" ? "cloud.gcc" : "cloud.worldwide");
        const sheet = page.getByRole("banner").getByText(say.like("print.sheet", { tenant: NAMES[tenant], cloud }));
        await expect(sheet).toBeHidden();

        await page.emulateMedia({ media: "print" });
        await expect(sheet).toBeVisible();
        await expect(sheet).toContainText("UTC");
        await expect(sheet).toContainText("basic-auth-2022");
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("banner"), "the sheet in place of the header").toHaveCount(1);
        for (const role of ["navigation", "complementary", "button", "searchbox", "combobox"]) {
          await expect(page.getByRole(role), role).toHaveCount(0);
        }
        await expect(page.locator(".button:visible")).toHaveCount(0);
        // Whoever prints from a dark screen prints on white paper.
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
        await audit();
      });
    }

    test("messages: every row that is listed, one below the other", async ({ administrator, page }) => {
      await visit(administrator, KINDS.messages);
      const rows = page.getByRole("grid").getByRole("row");
      const listed = Number(await page.getByRole("grid").getAttribute("aria-rowcount"));
      expect(await rows.count()).toBeLessThan(listed);
      // What a browser does before it prints.
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await expect(rows).toHaveCount(listed);
      const boxes = await rows.evaluateAll((rows) => rows.slice(1).map((row) => row.getBoundingClientRect().toJSON()));
      boxes.slice(1).forEach((box, at) => expect(box.top).toBeGreaterThanOrEqual(boxes[at].bottom));
      for (const role of ["checkbox", "button", "combobox"]) {
        await expect(page.getByRole(role), role).toHaveCount(0);
      }
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: "screen" });
      await expect(rows).not.toHaveCount(listed);
    });
  });
}
