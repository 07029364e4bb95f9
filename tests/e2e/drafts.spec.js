// What was chosen is not lost unasked, and what was sent is sent only once, whatever happens to the
// tab in between.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

const WAYS_OUT = {
  "by a link": {
    leave: (administrator) => administrator.follow("app.home"),
    address: /\/t\/harbour-foods$/,
  },
  "by back": {
    leave: (administrator) => administrator.page.goBack(),
    address: /\/t\/harbour-foods$/,
  },
  "to another tenant": {
    leave: (administrator) => administrator.tenants().selectOption("alder-clinic"),
    address: /\/t\/alder-clinic$/,
  },
};

for (const [way, { leave, address }] of Object.entries(WAYS_OUT)) {
  test(`who leaves a draft ${way} is asked first, and may stay`, async ({ administrator, page, audit }) => {
    await administrator.open("/");
    await administrator.follow("app.diagnostic");
    await administrator.choose("imap", "pop");
    const dialog = page.getByRole("dialog", { name: administrator.say("leave.heading") });

    await leave(administrator);
    await expect(dialog).toBeVisible();
    await audit();
    await administrator.press("leave.stay");
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(/basic-auth$/);
    await expect(administrator.button("check.opt_out_several", { count: 2 })).toBeVisible();
    await expect(administrator.tenants()).toHaveValue("harbour-foods");

    await leave(administrator);
    await administrator.press("leave.leave");
    await expect(administrator.heading("home.title")).toBeVisible();
    await expect(page).toHaveURL(address);

    // The choice was given up.
    await administrator.open(`/t/harbour-foods${DIAGNOSTIC}`);
    await expect(administrator.heading("diagnostic.findings_heading")).toBeVisible();
  });
}

test("a reload is asked about too, and goes on with the same choice", async ({ administrator, page }) => {
  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap", "pop");
  await page.getByRole("checkbox").check();

  const asked = page.waitForEvent("dialog");
  const reloaded = page.reload();
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.accept();
  await reloaded;

  await expect(administrator.button("check.opt_out_several", { count: 2 })).toBeVisible();
  await expect(page.getByRole("checkbox")).toBeChecked();
});

const INTERRUPTIONS = {
  reloaded: async (administrator) => {
    await administrator.page.reload();
    return administrator;
  },
  closed: async (administrator) => {
    const next = await administrator.inAnotherTab();
    await administrator.page.close();
    await next.page.goto(DIAGNOSTIC);
    return next;
  },
  killed: async (administrator) => {
    const { page } = administrator;
    const next = await administrator.inAnotherTab();
    const crashed = page.waitForEvent("crash");
    const session = await page.context().newCDPSession(page);
    // A dead page answers nothing.
    session.send("Page.crash").catch(() => {});
    await crashed;
    await page.close();
    await next.page.goto(DIAGNOSTIC);
    return next;
  },
};

for (const [fate, interrupt] of Object.entries(INTERRUPTIONS)) {
  test(`a tab ${fate} between effect and answer gets the receipt of the first attempt`, async ({
    administrator,
    context,
    page,
  }) => {
    page.on("dialog", (question) => question.accept());
    await context.clock.install();
    await administrator.open(`${DIAGNOSTIC}?fault=error-after-effect`);
    await administrator.choose("imap");
    // Stands still, so that the answer lost on purpose is not asked for again before the end.
    await context.clock.pauseAt(Date.now() + 60_000);
    await administrator.submit("opt_out", "imap");
    await administrator.openHistory();
    await expect(administrator.receipts()).toHaveText([/OO-1001/]);
    await expect(administrator.result("imap")).toContainText(administrator.say("results.sending"));

    const next = await interrupt(administrator);
    await context.clock.resume();
    await expect(next.result("imap")).toContainText("OO-1001");
    await expect(next.result("imap")).toContainText(next.say("results.verified_opt_out"));
    await next.page.goto("/");
    await next.openHistory();
    await expect(next.receipts()).toHaveText([/OO-1001/]);
  });
}

test("a tab closed in the middle of writing leaves one receipt per protocol", async ({ administrator, page }) => {
  const protocols = ["imap", "pop", "eas", "oab"];
  const next = await administrator.inAnotherTab();
  await administrator.open(DIAGNOSTIC);
  await administrator.choose(...protocols);
  await page.getByRole("checkbox").check();
  await administrator.button("check.opt_out_several", { count: 4 }).click();
  await page.close();

  await next.open(DIAGNOSTIC);
  for (const id of protocols) {
    await expect(next.result(id)).toContainText(next.say("results.verified_opt_out"));
  }
  await next.openHistory();
  await expect(next.receipts()).toHaveText([/OO-1004/, /OO-1003/, /OO-1002/, /OO-1001/]);
});
