// 320 pixels, dark, in Japanese: everything is there, accessible, and nothing sticks out.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test as base } from "./harness/journey.js";

const test = base.extend({
  fits: async ({ audit, page }, use) => {
    await use(async () => {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, "pixels that stick out").toBe(0);
      await audit();
    });
  },
});

test.use({ locale: "ja-JP", colorScheme: "dark", viewport: { width: 320, height: 640 } });

test("Home, help and every step of the diagnostic fit a small screen", async ({ administrator, fits, page }) => {
  // Eight audits, the first of them of a long page.
  test.slow();
  await administrator.open("/");
  await expect(administrator.standing("imap", "allowed")).toBeVisible();
  await fits();

  await administrator.press("app.help_and_support");
  const pane = page.getByRole("complementary", { name: administrator.say("help.title") });
  await page.getByRole("searchbox", { name: administrator.say("help.search") }).fill("基本認証");
  await expect(pane.getByRole("article").first()).toBeVisible();
  expect(await pane.boundingBox()).toMatchObject({ x: 0, y: 0, width: 320, height: 640 });
  await fits();

  await administrator.open(DIAGNOSTIC);
  await fits();
  await administrator.press("diagnostic.to_choice");
  await administrator.box("imap").check();
  await fits();
  await administrator.press("diagnostic.next");
  await expect(administrator.heading("diagnostic.check_heading")).toBeVisible();
  await fits();
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText(administrator.say("results.verified_opt_out"));
  await fits();
  await administrator.openHistory();
  await expect(administrator.receipts()).toHaveText([/OO-1001/]);
  await fits();
});

test("a post and its steps fit a small screen", async ({ administrator, fits }) => {
  await administrator.open("/t/cedar-county/messages/MC424238");
  await expect(administrator.link("message.choose")).toBeVisible();
  await fits();
  await administrator.follow("message.choose");
  await administrator.box("imap").check();
  await fits();
});

test("a ticket and its answer fit a small screen", async ({ administrator, fits, page }) => {
  await administrator.open("/t/larch-publishing/help/support?q=imap");
  await page.getByRole("textbox").fill("https://printer.larch-publishing.example/".padEnd(120, "x"));
  await fits();
  await administrator.press("support.send");
  await expect(administrator.ticket("SR-3001")).toContainText(administrator.say("support.open"));
  await fits();
  await administrator.goToNextEvent();
  await expect(administrator.ticket("SR-3001")).toContainText(administrator.say("relief.lifted"));
  await fits();
});
