// Every journey with the keyboard alone, to the same end as with the mouse.

import { readFile } from "node:fs/promises";
import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test as base } from "./harness/journey.js";
import { KeyboardUser } from "./harness/keyboard.js";

const test = base.extend({
  administrator: async ({ page, locale }, use) => {
    await use(new KeyboardUser(page, locale.split("-")[0]));
  },
});

const WINDOWS = { "a wide window": { width: 1280, height: 600 }, "a small window": { width: 320, height: 480 } };

for (const [name, viewport] of Object.entries(WINDOWS)) {
  test.describe(`in ${name}`, () => {
    test.use({ viewport });

    test("a protocol is opted out, from Home to its receipt in the history", async ({ administrator, page }) => {
      const { say } = administrator;
      const imap = { protocol: administrator.protocol("imap") };
      await administrator.open("/");
      await administrator.follow("home.step_for", { next: say("next.opt_out"), ...imap });
      await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
      await administrator.choose("imap");
      await administrator.submit("opt_out", "imap");
      await expect(administrator.result("imap")).toContainText(say("results.verified_opt_out"));
      await administrator.openHistory();
      await expect(administrator.receipts()).toHaveText([/OO-1001/]);
      await page.keyboard.press("Escape");
      await expect(administrator.button("app.help_and_support")).toBeFocused();
    });
  });
}

test("a protocol is re-enabled, and verified an hour later", async ({ administrator }) => {
  await administrator.open(`/t/alder-clinic${DIAGNOSTIC}`);
  await administrator.choose("pop");
  await administrator.submit("re_enable", "pop");
  await expect(administrator.result("pop").getByRole("progressbar")).toBeVisible();
  await administrator.waitAnHour();
  await expect(administrator.result("pop")).toContainText(administrator.say("results.verified_re_enable"));
});

test("a ticket is written and gets its number", async ({ administrator, page }) => {
  const { say } = administrator;
  await administrator.open("/t/larch-publishing");
  const step = { next: say("next.contact_support"), protocol: administrator.protocol("imap") };
  await administrator.follow("home.step_for", step);
  await expect(administrator.heading("app.support")).toBeFocused();
  await administrator.type(page.getByRole("textbox", { name: say("support.text") }), "Our scanners are silent.");
  await administrator.press("support.send");
  await expect(administrator.heading("support.sent_title")).toBeFocused();
  await expect(administrator.ticket("SR-3001")).toContainText("Our scanners are silent.");
});

test("in GCC two protocols are opted out by the post", async ({ administrator }) => {
  const { say } = administrator;
  await administrator.open("/t/cedar-county");
  const step = { next: say("next.follow_message_center"), protocol: administrator.protocol("imap") };
  await administrator.follow("home.step_for", step);
  await administrator.follow("message.choose");
  await expect(administrator.heading("diagnostic.choose_heading")).toBeFocused();
  for (const id of ["imap", "pop"]) {
    await administrator.tick(administrator.box(id));
  }
  await administrator.press("diagnostic.next");
  await administrator.submit("opt_out", "imap", "pop");
  await expect(administrator.result("pop")).toContainText("OO-1002");
  await expect(administrator.result("imap")).toContainText("OO-1003");
});

test("help is searched for an article, and closed again", async ({ administrator, page }) => {
  const { say } = administrator;
  await administrator.open("/");
  await administrator.press("app.help_and_support");
  const field = page.getByRole("searchbox", { name: say("help.search") });
  await administrator.type(field, "smtp");
  const found = page.getByRole("region", { name: say("help.results") }).getByRole("link");
  await administrator.push(found.nth(1));
  await expect(page).toHaveURL(/\/help\/articles\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await administrator.press("app.help_and_support");
  await administrator.type(field, "imap");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(administrator.button("app.help_and_support")).toBeFocused();
});

test("anything is found from anywhere, and shortcuts of one key can be turned off", async ({ administrator, page }) => {
  const { say } = administrator;
  const sheet = page.getByRole("dialog", { name: say("shortcuts.heading") });
  const field = page.getByRole("combobox", { name: say("search.heading") });
  await administrator.open("/t/alder-clinic");
  await page.keyboard.press("ControlOrMeta+k");
  await administrator.type(field, "Diag: Enable Basic Auth in EXO");
  await page.keyboard.press("Enter");
  await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();

  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  const box = page.getByRole("checkbox", { name: say("shortcuts.single_keys") });
  await administrator.reach(box);
  await page.keyboard.press("Space");
  await expect(box).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("?");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(field).toBeFocused();
  await expect(sheet).toBeHidden();
});

test("records are exported, reset, restored and imported", async ({ administrator, page }) => {
  const { say } = administrator;
  const tenant = "Harbour Foods";
  const title = (key) => page.getByRole("heading", { name: say(key, { tenant }), exact: true });
  const isTold = async (key) => {
    await expect(page.getByRole("status").filter({ hasText: say(key, { tenant }) })).toBeVisible();
    await expect(administrator.heading("home.title")).toBeFocused();
  };
  await administrator.open("/");
  await administrator.goToDay("2022-10-10");
  await administrator.push(administrator.clock());
  await administrator.press("records.menu");
  await expect(title("records.heading")).toBeVisible();

  const download = page.waitForEvent("download");
  await administrator.press("records.export");
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, "utf8")).tenant).toBe("harbour-foods");

  await administrator.press("records.reset");
  await expect(title("records.reset_heading")).toBeFocused();
  await administrator.press("records.reset");
  await isTold("records.reset_done");
  await administrator.press("app.undo");
  await isTold("records.undo_done");
  await administrator.seesTime("2022-10-10T00:00Z");

  await administrator.push(administrator.clock());
  await administrator.press("records.menu");
  const chooser = page.waitForEvent("filechooser");
  await administrator.reach(page.getByLabel(say("records.import"), { exact: true }));
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(file);
  await administrator.press("records.replace");
  await isTold("records.import_done");
});

test("tenant, language and theme are changed in the header", async ({ administrator, page }) => {
  const { say } = administrator;
  const picker = (key) => page.getByRole("combobox", { name: say(key), exact: true });
  await administrator.open("/");
  await administrator.chooseTenant("Minato Logistics", "archived");
  await administrator.press("app.appearance");
  await expect(page.getByRole("menuitemradio", { name: say("app.follow_system") }).first()).toBeFocused();
  await page.keyboard.press(say("app.theme_dark")[0]);
  await expect(page.getByRole("menuitemradio", { name: say("app.theme_dark"), exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(administrator.button("app.appearance")).toBeFocused();
  await administrator.pick(picker("app.language"), "日本語");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(new KeyboardUser(page, "ja").heading("home.title")).toBeVisible();
});

test("the first stop leads past the header, and a draft is not left unasked", async ({ administrator, page }) => {
  const { say } = administrator;
  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap");
  await administrator.follow("app.home");
  const dialog = page.getByRole("dialog", { name: say("leave.heading") });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/basic-auth$/);
  await administrator.follow("app.home");
  await administrator.press("leave.leave");
  await expect(administrator.heading("home.title")).toBeFocused();
  await administrator.follow("app.skip");
  await expect(page.getByRole("main")).toBeFocused();
});
