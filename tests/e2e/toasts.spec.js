// What is told in passing goes by itself, but never while somebody is on it or away. The page's time
// is the test's here: nothing waits.

import { expect, test } from "./harness/journey.js";

const MINUTE = 60_000;
const HALF_OF_IT = 6_000;
const ALL_OF_IT = 13_000;

test.beforeEach(async ({ administrator, page }) => {
  await page.clock.install();
  await page.addInitScript(withSmallIds);
  await administrator.open("/");
  await administrator.clock().click();
  await administrator.press("records.menu");
  await administrator.press("records.reset");
  await expect(page.getByRole("table", { name: administrator.say("records.compared") })).toBeVisible();
  await administrator.press("records.reset");
  await expect(toast(administrator)).toBeVisible();
});

/** The clock's own ids are too large for a program that takes them as 32 bits, and clears by them. */
function withSmallIds() {
  const { clearInterval, setInterval } = window;
  const ids = [];
  window.setInterval = (...given) => ids.push(setInterval(...given));
  window.clearInterval = (id) => clearInterval(ids[id - 1]);
}

function toast({ page, say }) {
  return page.getByRole("status").filter({ hasText: say("records.reset_done", { tenant: "Harbour Foods" }) });
}

/** It goes after its full time, counted from now. */
async function goes(administrator) {
  await administrator.page.clock.runFor(HALF_OF_IT);
  await expect(toast(administrator)).toBeVisible();
  await administrator.page.clock.runFor(ALL_OF_IT - HALF_OF_IT);
  await expect(toast(administrator)).toBeHidden();
}

test("it stays over page changes for its time", async ({ administrator, audit }) => {
  await administrator.follow("app.help");
  await expect(administrator.heading("help.title")).toBeFocused();
  await audit();
  await goes(administrator);
});

test("it stays while the pointer is on it", async ({ administrator, page }) => {
  await toast(administrator).hover();
  await page.clock.runFor(MINUTE);
  await page.mouse.move(640, 300);
  await goes(administrator);
});

test("it stays while the focus is on it", async ({ administrator, page }) => {
  await administrator.button("app.undo").focus();
  await page.clock.runFor(MINUTE);
  await administrator.link("app.home").focus();
  await goes(administrator);
});

test("it stays while the page is out of sight", async ({ administrator, page }) => {
  const see = (hidden) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
  await see(true);
  await page.clock.runFor(MINUTE);
  await see(false);
  await goes(administrator);
});
