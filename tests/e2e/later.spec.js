// What the first view does without: fetched with the first touch of the page, or when it is wanted;
// and what is said where it does not come.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, flipped, test } from "./harness/journey.js";

const LATER = "**/later-*.wasm";

test("the first touch of the page fetches the rest, once", async ({ administrator, page }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(...(request.url().match(/later-.*/) ?? [])));
  await administrator.open("/");
  expect(fetched).toEqual([]);
  await page.mouse.move(300, 300);
  await expect.poll(() => fetched.length).toBe(1);
  await administrator.follow("app.diagnostic");
  await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
  await administrator.press("app.help_and_support");
  await expect(page.getByRole("searchbox")).toBeVisible();
  expect(fetched.length).toBe(1);
});

test("the search has the focus also when it comes late", async ({ administrator, page }) => {
  let open;
  const gate = new Promise((resolve) => (open = resolve));
  await page.route(LATER, async (route) => {
    await gate;
    await route.continue();
  });
  await administrator.open("/");
  await page.keyboard.press("Control+K");
  await expect(page.getByRole("dialog")).toBeVisible();
  open();
  await expect(page.getByRole("combobox", { name: administrator.say("search.heading") })).toBeFocused();
});

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(`where it does not come, in ${locale}`, () => {
    test.use({ locale });

    test.beforeEach(({ page }) => page.route(LATER, (route) => route.abort()));

    /** Says so where it was wanted, and brings it when it is tried again. */
    async function comesWhenTriedAgain({ administrator, page, audit, complaints }, what) {
      const alert = page.getByRole("alert").filter({ hasText: administrator.say("app.part_not_fetched") });
      await expect(alert).toBeVisible();
      await audit();
      await administrator.press("app.try_again");
      await expect(alert).toBeVisible();
      expect(complaints.splice(0).join()).toContain("later-");
      await page.unroute(LATER);
      await administrator.press("app.try_again");
      await expect(what).toBeVisible();
      await expect(alert).toBeHidden();
    }

    test("a page", async ({ administrator, page, audit, complaints }) => {
      await administrator.open(DIAGNOSTIC);
      await expect(administrator.heading("app.diagnostic")).toBeVisible();
      const findings = administrator.heading("diagnostic.findings_heading");
      await comesWhenTriedAgain({ administrator, page, audit, complaints }, findings);
    });

    test("a page of which one byte is another", async ({ administrator, page, audit, complaints }) => {
      await page.unroute(LATER);
      await page.route(LATER, flipped);
      await administrator.open(DIAGNOSTIC);
      const findings = administrator.heading("diagnostic.findings_heading");
      await comesWhenTriedAgain({ administrator, page, audit, complaints }, findings);
    });

    test("the help pane", async ({ administrator, page, audit, complaints }) => {
      await administrator.open("/");
      await administrator.press("app.help_and_support");
      await comesWhenTriedAgain({ administrator, page, audit, complaints }, page.getByRole("searchbox"));
    });

    test("the search", async ({ administrator, page, audit, complaints }) => {
      await administrator.open("/");
      await page.keyboard.press("Control+K");
      await comesWhenTriedAgain({ administrator, page, audit, complaints }, page.getByRole("combobox", { expanded: true }));
    });
  });
}
