// Where the browser keeps the records: nowhere, in a full place, or out of this version's reach.

import { readFile } from "node:fs/promises";
import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

const WITHOUT_DATABASE = {
  "the browser has none": () => {
    Object.defineProperty(globalThis, "indexedDB", { value: undefined });
  },
  "the browser forbids it": () => {
    Object.defineProperty(globalThis, "indexedDB", {
      get: () => {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  },
  "the browser refuses to open it": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("a private window", "InvalidStateError");
    };
  },
};

for (const [why, forbid] of Object.entries(WITHOUT_DATABASE)) {
  test(`without a database, because ${why}: works from memory and says so on every page`, async ({
    administrator,
    audit,
    complaints,
    page,
  }) => {
    await page.addInitScript(forbid);
    await administrator.open("/");
    const warning = administrator.text("app.memory_only");
    await expect(warning).toBeVisible();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("Nothing will be kept")]);

    await administrator.follow("app.diagnostic");
    await expect(warning).toBeVisible();
    await administrator.choose("imap");
    await administrator.submit("opt_out", "imap");
    await expect(administrator.result("imap")).toContainText(administrator.say("results.verified_opt_out"));
    await expect(warning).toBeVisible();
    await administrator.openHistory();
    await expect(administrator.receipts()).toHaveText([/OO-1001/]);
    await audit();
  });
}

test("a full disk accepts nothing and loses nothing that was accepted", async ({
  administrator,
  baseURL,
  complaints,
  context,
  page,
}) => {
  await openWithoutApp(page);
  const browser = await context.newCDPSession(page);
  const limit = (quotaSize) =>
    browser.send("Storage.overrideQuotaForOrigin", { origin: baseURL, quotaSize });
  await limit(1_000_000);
  await administrator.open(DIAGNOSTIC);
  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText("OO-1001");

  await page.evaluate(fillUp);
  await administrator.follow("app.home");
  await administrator.follow("app.diagnostic");
  await administrator.choose("pop");
  await administrator.submit("opt_out", "pop");
  await expect(administrator.result("pop")).toContainText(administrator.say("results.storage_full"));
  expect(complaints.splice(0)).toEqual([expect.stringContaining("507")]);

  await limit(10_000_000);
  await administrator.press("results.retry");
  await expect(administrator.result("pop")).toContainText("OO-1002");
  await page.reload();
  await administrator.openHistory();
  await expect(administrator.receipts()).toHaveText([/OO-1002/, /OO-1001/]);
});

test("records of a newer version are offered for download and left alone", async ({ administrator, audit, page }) => {
  await openWithoutApp(page);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("admin-center", 99);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore("letters").put("from the future", "first");
        };
        opening.onsuccess = () => resolve(opening.result.close());
        opening.onerror = () => reject(opening.error);
      }),
  );

  await administrator.open("/");
  await expect(administrator.heading("records.out_of_reach")).toBeVisible();
  await audit();
  for (const attempt of ["once", "and again: nothing was wiped"]) {
    await test.step(attempt, async () => {
      const download = page.waitForEvent("download");
      await administrator.press("records.download_all");
      const file = await readFile(await (await download).path(), "utf8");
      expect(JSON.parse(file)).toEqual({ layout: 99, letters: [["first", "from the future"]] });
      await page.reload();
    });
  }
});

/** A page of this site that leaves the database alone. */
async function openWithoutApp(page) {
  const headers = { "Cross-Origin-Opener-Policy": "same-origin" };
  await page.route("**/empty", (route) => route.fulfill({ contentType: "text/html", headers, body: "" }));
  await page.goto("/empty");
}

/** Runs in the page: stores ever smaller things in another database until no record would fit. */
async function fillUp() {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("everything-else");
    opening.onupgradeneeded = () => opening.result.createObjectStore("things", { autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const fits = (size) =>
    new Promise((resolve) => {
      const writing = database.transaction("things", "readwrite");
      // Random, so that it does not shrink on the disk.
      writing.objectStore("things").put(crypto.getRandomValues(new Uint8Array(size)));
      writing.oncomplete = () => resolve(true);
      writing.onabort = () => resolve(false);
    });
  for (let size = 65_536; size > 100; size /= 8) {
    while (await fits(size));
  }
}
