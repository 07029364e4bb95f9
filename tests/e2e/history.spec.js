// The history: found by what is looked for, taken away as it is shown, and a way back in it.

import { readFile } from "node:fs/promises";
import { expect, test } from "./harness/journey.js";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("what happened is looked for, exported, and a discarded choice brought back", async ({
      administrator,
      page,
      audit,
    }) => {
      const { say } = administrator;
      const step = (name, body) =>
        test.step(name, async () => {
          await body();
          await audit();
        });
      const filter = (key) => page.getByRole("combobox", { name: say(key), exact: true });
      const rows = page.getByRole("main").getByRole("row");

      await step("the navigation leads to everything that happened", async () => {
        await administrator.open("/t/kestrel-bank");
        await page
          .getByRole("navigation")
          .getByRole("link", { name: say("history.title"), exact: true })
          .click();
        await expect(administrator.heading("history.title")).toBeFocused();
        await expect(administrator.text("history.count", { shown: 27, all: 27 })).toBeVisible();
      });

      await step("what is looked for stays in the address", async () => {
        await administrator.pick(filter("history.topic"), say("history.topic_blocks"));
        await administrator.pick(filter("history.protocol"), administrator.protocol("imap"));
        await expect(page).toHaveURL("/t/kestrel-bank/history?kind=blocks&protocol=imap");
        await page.reload();
        await expect(rows).toHaveCount(3);
        await expect(rows.nth(1)).toContainText("R19");
      });

      await step("the file has the rows that are shown, for machines the same in every language", async () => {
        const exported = async (format) => {
          await page.getByRole("button", { name: say("export.heading"), exact: true }).click();
          const download = page.waitForEvent("download");
          await page.getByRole("menuitem", { name: say(format), exact: true }).click();
          const file = await download;
          return [file.suggestedFilename(), await readFile(await file.path(), "utf8")];
        };
        const [name, json] = await exported("export.json");
        expect(name).toBe("history-kestrel-bank-2022-10-17.json");
        const told = ({ kind, about, before, after, by, rule }) => [kind, about, before, after, by, rule];
        expect(JSON.parse(json).map(told)).toEqual([
          ["blocked", "imap", "re_enabled", "blocked", "microsoft", "R19"],
          ["blocked", "imap", "allowed", "blocked", "microsoft", "R6"],
        ]);
        const [, csv] = await exported("export.csv");
        const words = [say("event.blocked"), say("standing.re_enabled"), say("standing.blocked")];
        for (const word of words) {
          expect(csv.split("\r\n")[1]).toContain(word);
        }
      });

      await step("a discarded choice is offered after a reload, and comes back", async () => {
        await administrator.open("/t/harbour-foods/help/diagnostics/basic-auth");
        await administrator.press("diagnostic.to_choice");
        await administrator.box("imap").check();
        await page
          .getByRole("navigation")
          .getByRole("link", { name: say("history.title"), exact: true })
          .click();
        await administrator.press("leave.leave");
        await expect(administrator.heading("history.title")).toBeFocused();
        await page.reload();
        await administrator.press("history.bring_choice_back");
        await expect(administrator.heading("diagnostic.choose_heading")).toBeFocused();
        await expect(administrator.box("imap")).toBeChecked();
      });
    });
  });
}
