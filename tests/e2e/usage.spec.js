// All months of the usage reports: read with the eyes, with the keys, and as a file.

import { readFile } from "node:fs/promises";
import { expect, test } from "./harness/journey.js";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("the months are seen, walked through and taken away as they are shown", async ({
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
      const table = page.getByRole("table", { name: say("usage.table_heading"), exact: true });

      await step("Home leads to all months", async () => {
        await administrator.open("/t/juniper-insurance");
        await administrator.follow("usage.all_months");
        await expect(administrator.heading("usage.title")).toBeFocused();
        await expect(table.getByRole("row")).toHaveCount(16);
        await expect(administrator.link("source.newer_information")).toHaveCount(1);
      });

      await step("the arrow keys lead through the chart", async () => {
        const imap = page.getByRole("group", { name: administrator.protocol("imap"), exact: true });
        const point = (at) => imap.getByRole("img").nth(at);
        await expect(imap.getByRole("img")).toHaveCount(15);
        await point(14).focus();
        await page.keyboard.press("ArrowLeft");
        await page.keyboard.press("ArrowLeft");
        await expect(point(12)).toBeFocused();
        await expect(imap).toContainText(await point(12).getAttribute("aria-label"));
      });

      await step("the files say what the table says", async () => {
        const rows = await shown(table);
        const csv = await save("export.csv");
        expect(parse(csv)).toEqual(rows);
        expect(csv.startsWith("\ufeff")).toBe(false);
        const forExcel = await save("export.csv_for_excel");
        expect(forExcel).toBe(`\ufeff${csv}`);
        const json = JSON.parse(await save("export.json"));
        expect(json).toHaveLength(rows.length - 1);
        expect(json.at(-1)).toMatchObject({ month: "2021-10", mapi: 0, report: "MC921100" });
        expect(json[0]).toMatchObject({ month: "2022-12", imap: "blocked" });
      });

      async function save(key) {
        await page.getByRole("button", { name: say("export.heading"), exact: true }).click();
        const download = page.waitForEvent("download");
        await page.getByRole("menuitem", { name: say(key), exact: true }).click();
        const file = await download;
        const name = file.suggestedFilename();
        expect(name).toMatch(/^basic-auth-usage-juniper-insurance-2023-01-10\.(csv|json)$/);
        await expect(administrator.text("export.done", { name })).toBeVisible();
        return readFile(await file.path(), "utf8");
      }
    });
  });
}

/** The cells of a table; one that stands across several columns counts in each. */
async function shown(table) {
  return table.locator("tr").evaluateAll((rows) =>
    rows.map((row) =>
      [...row.cells].flatMap((cell) => Array(cell.colSpan).fill(cell.textContent.trim())),
    ),
  );
}

/** The records of a file as RFC 4180 has them, which here quotes nothing. */
function parse(csv) {
  expect(csv).not.toContain('"');
  return csv
    .trimEnd()
    .split("\r\n")
    .map((record) => record.split(","));
}
