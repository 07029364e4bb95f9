// What the README shows. The tenants are the invented ones and begin on the same day each time, so
// that a picture changes only when the app does.

import { fileURLToPath } from "node:url";
import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

const TENANT = "/t/alder-clinic";

// Not for what is compared: how many rows a list draws depends on it.
test.use({ viewport: { width: 1280, height: 860 } });

test("home: where each protocol stands", async ({ administrator }) => {
  await administrator.open(TENANT);
  await expect(administrator.row("rpc")).toBeVisible();
  await shoot(administrator, "home");
});

test("diagnostic: what is about to be asked", async ({ administrator }) => {
  await administrator.open(TENANT + DIAGNOSTIC);
  await administrator.choose("pop", "powershell");
  await shoot(administrator, "diagnostic");
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });

  test("help: found while typing", async ({ administrator, page }) => {
    await administrator.open(TENANT);
    await administrator.press("app.help_and_support");
    await page.getByRole("searchbox").fill("ベーシック認証");
    await expect(page.getByRole("mark").first()).toBeVisible();
    await shoot(administrator, "help");
  });
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("results: accepted, and taking effect", async ({ administrator }) => {
    await administrator.open(TENANT + DIAGNOSTIC);
    await administrator.choose("pop", "powershell");
    await administrator.submit("re_enable", "pop", "powershell");
    await expect(administrator.result("powershell").getByRole("progressbar")).toBeVisible();
    await shoot(administrator, "results");
  });
});

async function shoot({ page }, name) {
  // What was pressed last is not to look as if it were about to be pressed again.
  await page.mouse.move(0, 0);
  const path = fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url));
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
}
