// A simulated tenant's records as a whole: exported, reset, imported, undone, in one tab and for all.

import { readFile } from "node:fs/promises";
import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

/** Where the simulation of Harbour Foods starts. */
const START = "2022-09-12T09:00Z";

/** The dialog about the records of the tenant in view. */
async function openRecords(administrator) {
  await administrator.clock().click();
  await administrator.press("records.menu");
  const heading = administrator.say("records.heading", { tenant: "Harbour Foods" });
  const dialog = administrator.page.getByRole("dialog", { name: heading, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** One protocol opted out, and the clock moved on into October. */
async function live(administrator) {
  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText("OO-1001");
  await administrator.goToDay("2022-10-11");
}

async function seesBlocked(administrator) {
  await administrator.follow("app.home");
  await expect(administrator.standing("imap", "opted_out")).toBeVisible();
  await expect(administrator.standing("pop", "blocked")).toBeVisible();
}

async function seesTheBeginning(administrator) {
  await administrator.seesTime(START);
  await expect(administrator.standing("imap", "allowed")).toBeVisible();
}

/** Waits until this is told in passing, over the page anew. */
async function isTold(administrator, key) {
  const told = administrator.say(key, { tenant: "Harbour Foods" });
  await expect(administrator.page.getByRole("status").filter({ hasText: told })).toBeVisible();
  await expect(administrator.page.getByRole("heading", { level: 1 })).toBeFocused();
}

/** Resets from the open dialog. */
async function reset(administrator) {
  const { page, say } = administrator;
  const tenant = "Harbour Foods";
  await administrator.press("records.reset");
  await expect(page.getByRole("dialog", { name: say("records.reset_heading", { tenant }) })).toBeVisible();
  await administrator.press("records.reset");
  await isTold(administrator, "records.reset_done");
}

async function exported(administrator) {
  const download = administrator.page.waitForEvent("download");
  await administrator.press("records.export");
  const file = await download;
  const name = file.suggestedFilename();
  await expect(administrator.text("records.exported", { name })).toBeVisible();
  return { name, path: await file.path() };
}

test("what was exported comes back after a reset", async ({ administrator, audit, page }) => {
  const { say } = administrator;
  const tenant = "Harbour Foods";
  await live(administrator);
  await seesBlocked(administrator);

  const dialog = await openRecords(administrator);
  await audit();
  const file = await exported(administrator);
  expect(file.name).toBe("harbour-foods-2022-10-11.json");
  const kept = JSON.parse(await readFile(file.path, "utf8"));
  expect(kept.tenant).toBe("harbour-foods");

  await administrator.press("records.reset");
  const preview = page.getByRole("table", { name: say("records.compared") });
  const row = (key) => preview.getByRole("row").filter({ hasText: say(key) });
  await expect(row("records.receipts").getByRole("cell")).toHaveText(["1", "0"]);
  await expect(row("records.blocked").getByRole("cell")).toHaveText(["7", "0"]);
  await expect(row("records.clock")).toContainText(say("records.time", { at: START }));
  await audit();
  await administrator.press("records.back");
  await expect(dialog).toBeVisible();

  await reset(administrator);
  await audit();
  await seesTheBeginning(administrator);

  await openRecords(administrator);
  await page.getByLabel(say("records.import"), { exact: true }).setInputFiles(file.path);
  await expect(row("records.receipts").getByRole("cell")).toHaveText(["0", "1"]);
  await administrator.press("records.replace");
  await isTold(administrator, "records.import_done");
  await administrator.seesTime("2022-10-11T00:00Z");
  await seesBlocked(administrator);
  await openRecords(administrator);
  const again = JSON.parse(await readFile((await exported(administrator)).path, "utf8"));
  expect(again.records).toEqual(kept.records);
});

test("a reload keeps the undo, and an undo is undone by the next", async ({ administrator, page }) => {
  await live(administrator);
  await openRecords(administrator);
  await expect(administrator.button("app.undo")).toBeHidden();
  await reset(administrator);
  await page.reload();

  await openRecords(administrator);
  await expect(administrator.text("records.undo_about", { at: "2022-10-11T00:00Z" })).toBeVisible();
  await administrator.press("app.undo");
  await isTold(administrator, "records.undo_done");
  await administrator.seesTime("2022-10-11T00:00Z");
  await administrator.press("app.undo");
  await administrator.seesTime(START);
});

test("another tab follows, and what was not sent there is forgotten", async ({ administrator, page }) => {
  await live(administrator);
  const other = await administrator.inAnotherTab();
  await other.open(`/t/harbour-foods${DIAGNOSTIC}`);
  await other.press("results.again");
  await page.bringToFront();
  await openRecords(administrator);
  await reset(administrator);

  await other.page.bringToFront();
  await other.seesTime(START);
  await expect(other.heading("diagnostic.findings_heading")).toBeFocused();
  await other.choose("pop", "eas");

  // Back in the life before, nothing is chosen.
  await page.bringToFront();
  const dialog = await openRecords(administrator);
  await dialog.getByRole("button", { name: administrator.say("app.undo") }).click();
  await isTold(administrator, "records.undo_done");
  await other.page.bringToFront();
  await other.seesTime("2022-10-11T00:00Z");
  await expect(other.heading("diagnostic.findings_heading")).toBeFocused();
  await other.page.reload();
  await expect(other.heading("diagnostic.findings_heading")).toBeVisible();
});

test.describe("a file that cannot be taken", () => {
  const REJECTED = {
    "not JSON": ["not_json", () => "no { json"],
    "another format": ["other_format", () => '{"layout":2,"records":[]}'],
    "a newer version": ["newer", (text) => text.replace('"version":1', '"version":2')],
    "another tenant": [
      "other_tenant",
      (text) => text.replaceAll('"harbour-foods"', '"alder-clinic"'),
      { id: "alder-clinic" },
    ],
    "no opening": ["not_opened", (text) => text.replace(/\n.*\n/, "\n")],
    "an unknown kind": [
      "unknown_kind",
      (text) => text.replace('"clock_moved"', '"dreamt"'),
      { kind: "dreamt" },
    ],
    "a value outside its set": ["value_not_allowed", (text) => text.replace('"worldwide"', '"moon"'), { number: 1 }],
  };

  test("says why beside the control, and changes nothing", async ({ administrator, audit, complaints, page }) => {
    const { say } = administrator;
    await administrator.open("/");
    const dialog = await openRecords(administrator);
    const good = await readFile((await exported(administrator)).path, "utf8");
    const control = page.getByLabel(say("records.import"), { exact: true });

    for (const [why, [key, spoil, given]] of Object.entries(REJECTED)) {
      await test.step(why, async () => {
        const buffer = Buffer.from(spoil(good));
        await control.setInputFiles({ name: "records.json", mimeType: "application/json", buffer });
        await expect(dialog.getByRole("alert")).toHaveText(say.like(`records.${key}`, given));
        await expect(control).toHaveAccessibleDescription(say.like(`records.${key}`, given));
      });
    }
    await test.step("too large", async () => {
      await control.evaluate((input) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(10_000_001)], "records.json"));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await expect(dialog.getByRole("alert")).toHaveText(say("records.too_large", { limit: 10 }));
    });
    await audit();
    expect(complaints.splice(0).filter((complaint) => !complaint.includes("was not taken"))).toEqual([]);
    await expect(administrator.text("records.undo_about")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(administrator.clock()).toBeFocused();
    await administrator.seesTime(START);
  });
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });

  test("the same dialog, by keyboard alone", async ({ administrator, audit, page }) => {
    const { say } = administrator;
    await administrator.open("/");
    await openRecords(administrator);
    await audit();
    await administrator.button("records.reset").focus();
    await page.keyboard.press("Enter");
    const tenant = "Harbour Foods";
    await expect(page.getByRole("heading", { name: say("records.reset_heading", { tenant }) })).toBeFocused();
    await audit();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(administrator.button("records.reset")).toBeFocused();
    await page.keyboard.press("Enter");
    await isTold(administrator, "records.reset_done");
    // One step back from the content: the button that dismisses it, and before that the way back.
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await expect(administrator.button("app.undo")).toBeFocused();
    await page.keyboard.press("Enter");
    await isTold(administrator, "records.undo_done");
  });
});
