// The five invented tenants: each shows what it is an example of, and choosing one wipes nothing.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

test("untouched: everything is still allowed, and everything can be opted out", async ({ administrator, audit }) => {
  await administrator.open("/t/alder-clinic");
  await administrator.chooseTenant("Harbour Foods", "untouched");
  await administrator.seesTime("2022-09-12T09:00Z");
  for (const id of ["imap", "pop", "ews", "oab"]) {
    await expect(administrator.standing(id, "allowed")).toBeVisible();
    const optOut = { next: administrator.say("next.opt_out"), protocol: administrator.protocol(id) };
    await expect(administrator.link("home.step_for", optOut)).toBeVisible();
  }
  await audit();
});

test("archived: earlier requests no longer count, and the way to renew them is offered", async ({
  administrator,
  audit,
}) => {
  await administrator.open("/");
  await administrator.chooseTenant("Minato Logistics", "archived");
  await expect(administrator.text("home.archived_heading", { count: 3 })).toBeVisible();
  await expect(administrator.row("imap")).toContainText(administrator.say.like("home.archived_request"));
  await audit();
  await administrator.follow("home.archived_action");
  await expect(administrator.text("findings.archived_count", { count: 3 })).toBeVisible();
});

test("drawn: some are blocked, one is on again, one is about to be", async ({ administrator, audit }) => {
  await administrator.open("/");
  await administrator.chooseTenant("Alder Clinic", "drawn");
  await expect(administrator.standing("pop", "blocked")).toBeVisible();
  await expect(administrator.standing("imap", "re_enabled")).toBeVisible();
  await expect(administrator.standing("eas", "re_enabling")).toBeVisible();
  await expect(administrator.standing("ews", "opted_out")).toBeVisible();
  await audit();
});

test("overdue: two broken promises lead to support, not to a second request", async ({ administrator, audit }) => {
  await administrator.open("/");
  await administrator.chooseTenant("Kestrel Bank", "overdue");
  await expect(administrator.standing("pop", "overdue")).toBeVisible();
  await expect(administrator.standing("imap", "blocked")).toBeVisible();
  for (const id of ["pop", "imap"]) {
    await expect(administrator.row(id)).toContainText(administrator.say("next.contact_support"));
  }
  await audit();
});

test.describe("not Global Administrator", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("sees who can act, and has a message to send them", async ({ administrator, audit, page }) => {
    const { say } = administrator;
    await administrator.open("/");
    await administrator.chooseTenant("Sakura School", "not_global_admin");
    const names = "Hana Mori (hana.mori@sakura-school.example) and Jonas Weber (jonas.weber@sakura-school.example)";
    await expect(administrator.text("home.not_global_admin_advice", { names })).toBeVisible();

    const ask = { next: say("next.ask_global_admin"), protocol: administrator.protocol("pop") };
    await administrator.follow("home.step_for", ask);
    await expect(administrator.text("diagnostic.ask", { people: names })).toBeVisible();
    const message = say("diagnostic.message_re_enable", { tenant: "Sakura School" });
    await expect(page.getByText(message, { exact: true })).toBeVisible();
    await administrator.press("diagnostic.copy_message");
    await expect(administrator.text("copy.done")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(message);
    await audit();

    // Everything can be looked at; nothing can be chosen, and each says why.
    await administrator.press("diagnostic.to_choice");
    await expect(administrator.box("pop")).toHaveAccessibleDescription(say.like("rules.refused_role"));
    await administrator.box("pop").click({ force: true });
    await expect(administrator.box("pop")).not.toBeChecked();
    await expect(administrator.text("choose.none_available")).toBeVisible();
    await audit();
  });
});

test("choosing another tenant wipes nothing of the one before", async ({ administrator }) => {
  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText("OO-1001");
  await administrator.goToDay("2022-10-11");

  await administrator.chooseTenant("Minato Logistics", "archived");
  await administrator.seesTime("2022-09-12T09:00Z");
  await expect(administrator.standing("imap", "allowed")).toBeVisible();
  await administrator.chooseTenant("Harbour Foods", "untouched");
  await administrator.seesTime("2022-10-11T00:00Z");
  await expect(administrator.standing("imap", "opted_out")).toBeVisible();
  await administrator.openHistory();
  await expect(administrator.receipts()).toHaveText([/OO-1001/]);
});
