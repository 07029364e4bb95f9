// Two tabs of one browser tell one story.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

const WITHIN_A_SECOND = { timeout: 1000 };

test("a request in one tab shows in the other within a second", async ({ administrator }) => {
  const other = await administrator.inAnotherTab();
  await other.open("/");
  await expect(other.standing("imap", "allowed")).toBeVisible();

  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText("OO-1001");
  await expect(other.standing("imap", "opted_out")).toBeVisible(WITHIN_A_SECOND);
  await expect(other.link("home.receipt", { number: "OO-1001" })).toBeVisible(WITHIN_A_SECOND);
});

test("a draft submitted in two tabs has one effect, and both get its receipt", async ({ administrator }) => {
  await administrator.open(`/t/alder-clinic${DIAGNOSTIC}`);
  await administrator.choose("pop");
  const other = await administrator.inAnotherTab();
  await other.open(`/t/alder-clinic${DIAGNOSTIC}`);
  await expect(other.heading("diagnostic.check_heading")).toBeVisible();

  const both = [administrator, other];
  await Promise.all(both.map((tab) => tab.submit("re_enable", "pop")));
  for (const tab of both) {
    await expect(tab.result("pop")).toContainText("RE-2003");
    await expect(tab.result("pop")).toContainText(tab.say.like("results.taking_effect_more"));
  }
  await other.openHistory();
  await expect(other.receipts().filter({ hasText: other.protocol("pop") })).toHaveText([/RE-2003/]);
});

test("the clock moved in one tab is moved in the other within a second", async ({ administrator }) => {
  const other = await administrator.inAnotherTab();
  await other.open("/");
  await administrator.open("/");
  await administrator.goToDay("2022-10-11");
  await other.seesTime("2022-10-11T00:00Z", WITHIN_A_SECOND);
  await expect(other.standing("imap", "blocked")).toBeVisible(WITHIN_A_SECOND);
});
