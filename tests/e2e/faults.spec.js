// Whatever goes wrong on the way: the page says what happened, keeps every input, offers what helps,
// and in the end there is one receipt. `?fault=` makes the next request fail.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

test("refused: the choice is kept, to be changed or sent again", async ({ administrator, audit, complaints }) => {
  await administrator.open(`${DIAGNOSTIC}?fault=refused`);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText(administrator.say("reason.role"));
  await expect(administrator.button("results.retry")).toBeHidden();
  await audit();
  expect(complaints.splice(0)).toEqual([expect.stringContaining("403")]);

  await administrator.press("results.choose_again");
  await expect(administrator.box("imap")).toBeChecked();
  await administrator.press("diagnostic.next");
  await administrator.submit("opt_out", "imap");
  await administrator.seesOneReceipt("imap", "OO-1001");
});

test("no room: nothing is accepted until it is sent again", async ({ administrator, audit, complaints }) => {
  await administrator.open(`${DIAGNOSTIC}?fault=quota`);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText(administrator.say("results.storage_full"));
  await audit();
  expect(complaints.splice(0)).toEqual([expect.stringContaining("507")]);

  await administrator.press("results.retry");
  await administrator.seesOneReceipt("imap", "OO-1001");
});

test("an answer lost after the effect is asked for again by itself", async ({ administrator }) => {
  await administrator.open(`${DIAGNOSTIC}?fault=error-after-effect`);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await administrator.seesOneReceipt("imap", "OO-1001");
});

test("a request lost on its way is sent again when its time is out", async ({ administrator, page }) => {
  await page.clock.install();
  await administrator.open(`${DIAGNOSTIC}?fault=time-out`);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText(administrator.say("results.sending_more"));

  await page.clock.fastForward("00:31");
  await administrator.seesOneReceipt("imap", "OO-1001");
});

test("a far side that stays silent is said to, and can be asked again", async ({
  administrator,
  complaints,
  page,
}) => {
  await page.clock.install();
  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap");
  // Another tab that never lets go of the records: nobody gets an answer any more.
  const other = await administrator.inAnotherTab();
  await other.open("/t/alder-clinic");
  await other.page.evaluate(() => {
    navigator.locks.request("admin-center/harbour-foods", () => new Promise(() => {}));
  });
  await administrator.submit("opt_out", "imap");

  const result = administrator.result("imap");
  await expect(async () => {
    await page.clock.fastForward("00:31");
    const silence = administrator.say("results.no_answer");
    await expect(result).toContainText(silence, { timeout: 500 });
  }).toPass();
  await other.page.close();
  // After so many failures nothing is sent for half a minute.
  await page.clock.fastForward("00:31");
  await expect(page.getByText(administrator.say("reach.resting"))).toBeHidden();
  expect(complaints.splice(0).join("\n")).toMatch(/^(warning: .* (no answer within \d+s|not sent: Resting)\n?)+$/);
  await administrator.press("results.retry");
  await administrator.seesOneReceipt("imap", "OO-1001");
});
