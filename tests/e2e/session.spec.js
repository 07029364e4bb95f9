// A session that ends while something is being entered: signed in again beside the page, or where the
// browser opens no second window, in this one. The choice is there afterwards.

import { complains, expect, test } from "./harness/served.js";

test.beforeEach(async ({ administrator, context, page }) => {
  await administrator.choose("imap");
  await context.clearCookies();
  await administrator.tick(page.getByRole("checkbox"));
  await administrator.press(...administrator.action("opt_out", ["imap"]));
  await expect(administrator.result("imap")).toContainText(administrator.say("trouble.not_sent"));
  await expect(page.getByText(administrator.say("trouble.signed_out"))).toBeVisible();
});

test("signed in again in a new window, the page goes on where it was", async ({
  administrator,
  complaints,
  context,
  page,
}) => {
  const opened = context.waitForEvent("page");
  await administrator.press("session.sign_in_again");
  const beside = await opened;
  await beside.getByRole("button", { name: "Robin Tanaka" }).click();
  await expect(beside.getByRole("heading", { level: 1 })).toBeVisible();
  await page.bringToFront();
  await expect(page.getByText(administrator.say("trouble.signed_out"))).toBeHidden();
  complains(complaints, /401/);
  await administrator.press("results.retry");
  await administrator.seesOneReceipt("imap", "OO-1001");
});

test("where the browser opens no window, this one goes to sign in and comes back to the choice", async ({
  administrator,
  complaints,
  page,
  service,
}) => {
  // As a blocker of pop-ups answers.
  await page.evaluate(() => {
    window.open = () => null;
  });
  page.on("dialog", (question) => question.accept());
  await administrator.press("session.sign_in_again");
  await administrator.chooseToBe("Robin Tanaka");
  await expect(page).toHaveURL(`${service.site.origin}/t/harbour-foods/help/diagnostics/basic-auth`);
  complains(complaints, /401/);
  await administrator.press("results.retry");
  await administrator.seesOneReceipt("imap", "OO-1001");
});
