// Light or dark, and with how much contrast: as the system has it, or as was chosen.

import { expect, test } from "./harness/journey.js";

const HOME = "/t/alder-clinic";
const contrast = (page) => page.locator("html[data-contrast=more]");

test("more contrast follows the system, until it is chosen", async ({ administrator, page, audit }) => {
  const choice = (key) => page.getByRole("menuitemradio", { name: administrator.say(key), exact: true });
  await administrator.open(HOME);
  await expect(contrast(page)).toHaveCount(0);
  await page.emulateMedia({ contrast: "more" });
  await expect(contrast(page)).toHaveCount(1);
  await page.emulateMedia({ contrast: "no-preference" });
  await expect(contrast(page)).toHaveCount(0);

  await administrator.press("app.appearance");
  await audit();
  await choice("app.contrast_more").click();
  await expect(contrast(page)).toHaveCount(1);
  await page.reload();
  await administrator.press("app.appearance");
  await expect(choice("app.contrast_more")).toBeChecked();
  await expect(contrast(page)).toHaveCount(1);
});

test("the appearance is there before the program is", async ({ page, complaints }) => {
  await page.route("**/*.wasm", () => {});
  await page.addInitScript(() => {
    localStorage.setItem("theme", "dark");
    localStorage.setItem("contrast", "more");
  });
  await page.goto(HOME, { waitUntil: "commit" });
  await expect(contrast(page)).toHaveAttribute("data-theme", "dark");
  await page.goto("about:blank");
  // What never came was given up with the page.
  complaints.length = 0;
});
